import type { EpochEntry } from './leaderEpochCache.ts';
import { assignEpoch, truncateEpochsFromEnd } from './leaderEpochCache.ts';
import { recordBatch } from './batch.ts';
import { afterHighWatermark, producerStateOf, withBatch } from './producerState.ts';
import { NO_PRODUCERS } from './producerStateTypes.ts';
import type { ProducerState } from './producerStateTypes.ts';
import type { EndTransactionMarker, LogRecord, ProducerRecord, ProducerStamp, RecordBatch } from './record.ts';
import { nextOffset, NO_PRODUCER, recordsOf } from './record.ts';

/** A partition's log on one broker. All of it is on the disk or in its page cache; it survives a killed process. */
export interface Log {
  readonly batches: readonly RecordBatch[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** `leader-epoch-checkpoint`: which epoch begins at which offset. */
  readonly epochCache: readonly EpochEntry[];
  /** In memory: what the batches say of their producers. */
  readonly producers: ProducerState;
  /** The recovery point: everything below it was flushed and survives a power cut. Exclusive end. */
  readonly flushedOffset: number;
}

export const EMPTY_LOG: Log = { batches: [], logStartOffset: 0, logEndOffset: 0, epochCache: [], producers: NO_PRODUCERS, flushedOffset: 0 };

/** The leader gives the records their offsets and its epoch. Source: UnifiedLog.appendAsLeader. */
export function appendAsLeader(log: Log, leaderEpoch: number, records: readonly ProducerRecord[], flushMessages: number, stamp: ProducerStamp = NO_PRODUCER): Log {
  return appendBatch(log, recordBatch(log.logEndOffset, leaderEpoch, records, stamp), flushMessages);
}

/** The follower keeps the leader's batches as they are. Source: UnifiedLog.appendAsFollower. */
export function appendAsFollower(log: Log, batches: readonly RecordBatch[], flushMessages: number): Log {
  return batches.reduce((grown, batch) => appendBatch(grown, batch, flushMessages), log);
}

/** The leader writes a transaction's end. Source: ReplicaManager.appendRecords with AppendOrigin.COORDINATOR. */
export function appendMarker(
  log: Log, leaderEpoch: number, stamp: ProducerStamp, marker: EndTransactionMarker, timestampMs: number, flushMessages: number,
): Log {
  const record: ProducerRecord = { id: `marker-${stamp.producerId}@${log.logEndOffset}`, key: null, value: null, timestampMs };
  return appendBatch(log, recordBatch(log.logEndOffset, leaderEpoch, [record], stamp, marker), flushMessages);
}

function appendBatch(log: Log, batch: RecordBatch, flushMessages: number): Log {
  const logEndOffset = nextOffset(batch);
  return {
    ...log,
    batches: [...log.batches, batch],
    logEndOffset,
    epochCache: assignEpoch(log.epochCache, batch.leaderEpoch, batch.baseOffset),
    producers: withBatch(log.producers, batch),
    flushedOffset: logEndOffset - log.flushedOffset >= flushMessages ? logEndOffset : log.flushedOffset,
  };
}

/**
 * Cuts the log to end at this offset. The epoch cache is cut even where no record goes: its last entry may be one
 * the leader does not have. Source: UnifiedLog.truncateTo.
 */
export function truncateTo(log: Log, offset: number): Log {
  const epochCache = truncateEpochsFromEnd(log.epochCache, offset);
  if (offset >= log.logEndOffset) return epochCache === log.epochCache ? log : { ...log, epochCache };
  return reloadProducers({
    ...log,
    batches: log.batches.flatMap((batch) => cutBatch(batch, offset)),
    logEndOffset: offset,
    epochCache,
    flushedOffset: Math.min(log.flushedOffset, offset),
  });
}

/** What is known of the producers is read from the log again. Source: UnifiedLog.rebuildProducerState. */
export function reloadProducers(log: Log): Log {
  return log.producers === NO_PRODUCERS ? log : { ...log, producers: producerStateOf(log.batches) };
}

function cutBatch(batch: RecordBatch, offset: number): readonly RecordBatch[] {
  if (nextOffset(batch) <= offset) return [batch];
  if (batch.baseOffset >= offset) return [];
  return [recordBatch(batch.baseOffset, batch.leaderEpoch, batch.records.slice(0, offset - batch.baseOffset), batch, batch.control)];
}

/** The high watermark moved: transactions whose marker it has passed no longer hold the last stable offset back. */
export function afterHighWatermarkMoved(log: Log, highWatermark: number): Log {
  const producers = afterHighWatermark(log.producers, highWatermark);
  return producers === log.producers ? log : { ...log, producers };
}

/** Starts over at an offset with nothing in the log. Source: UnifiedLog.truncateFullyAndStartAt. */
export function startOverAt(offset: number): Log {
  return { batches: [], logStartOffset: offset, logEndOffset: offset, epochCache: [], producers: NO_PRODUCERS, flushedOffset: offset };
}

/**
 * Whole batches from the one that holds this offset, ending below `upTo`: as many as fit into maxBytes, but at least
 * one, or a large batch could never be read. Source: UnifiedLog.read with minOneMessage.
 */
export function readBatches(log: Log, from: number, maxBytes: number, upTo: number): readonly RecordBatch[] {
  const read: RecordBatch[] = [];
  let bytes = 0;
  for (const batch of log.batches) {
    if (nextOffset(batch) <= from) continue;
    bytes += batch.sizeInBytes;
    if (nextOffset(batch) > upTo || (read.length > 0 && bytes > maxBytes)) break;
    read.push(batch);
  }
  return read;
}

export function sizeInBytes(batches: readonly RecordBatch[]): number {
  return batches.reduce((sum, batch) => sum + batch.sizeInBytes, 0);
}

/** Records at and above an offset. */
export function recordsFrom(log: Log, offset: number): readonly LogRecord[] {
  return recordsOf(log.batches).filter((record) => record.offset >= offset);
}
