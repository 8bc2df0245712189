import type { EpochEntry } from './leaderEpochCache.ts';
import { assignEpoch, truncateEpochsFromEnd } from './leaderEpochCache.ts';
import { compactedBatch, recordBatch } from './batch.ts';
import { flush } from './flush.ts';
import { afterHighWatermark, producerStateOf, withBatch } from './producerState.ts';
import { NO_PRODUCERS } from './producerStateTypes.ts';
import type { ProducerState } from './producerStateTypes.ts';
import type { EndTransactionMarker, LogRecord, ProducerRecord, ProducerStamp, RecordBatch } from './record.ts';
import { nextOffset, NO_PRODUCER, recordsOf } from './record.ts';
import type { RollRules } from './segments.ts';
import { rollBefore } from './segments.ts';

/** A partition's log on one broker. All of it is on the disk or in its page cache; it survives a killed process. */
export interface Log {
  /** Those below the log start, too, until their segment is deleted. */
  readonly batches: readonly RecordBatch[];
  /** Base offsets of the segments, oldest first; the last is the active one. What a segment holds, its batches tell. */
  readonly segments: readonly number[];
  /** Below it nothing can be read: deleted by request or by retention. */
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** `leader-epoch-checkpoint`: which epoch begins at which offset. */
  readonly epochCache: readonly EpochEntry[];
  /** In memory: what the batches say of their producers. */
  readonly producers: ProducerState;
  /** Everything below it was flushed and survives a power cut. Exclusive end. */
  readonly flushedOffset: number;
  /** Up to where Kafka knows that it flushed: after a crash no further than its checkpoint, whatever is on the disk. Exclusive end. */
  readonly recoveryPoint: number;
  /** When the segments that the log cleaner wrote were last appended to, by base offset: their files keep that time. */
  readonly cleanedSegments?: Readonly<Record<number, number>>;
}

export const EMPTY_LOG: Log = startOverAt(0);

/** What an append obeys: when it rolls a segment, and how many unflushed records make it flush. */
export interface AppendRules extends RollRules {
  readonly flushMessages: number;
}

/** The leader gives the records their offsets and its epoch. Source: UnifiedLog.appendAsLeader. */
export function appendAsLeader(log: Log, leaderEpoch: number, records: readonly ProducerRecord[], rules: AppendRules, stamp: ProducerStamp = NO_PRODUCER): Log {
  return append(log, [recordBatch(log.logEndOffset, leaderEpoch, records, stamp)], rules);
}

/** The follower keeps the leader's batches as they are. Source: UnifiedLog.appendAsFollower. */
export function appendAsFollower(log: Log, batches: readonly RecordBatch[], rules: AppendRules): Log {
  return append(log, batches, rules);
}

/** The leader writes a transaction's end. Source: ReplicaManager.appendRecords with AppendOrigin.COORDINATOR. */
export function appendMarker(
  log: Log, leaderEpoch: number, stamp: ProducerStamp, marker: EndTransactionMarker, timestampMs: number, rules: AppendRules,
): Log {
  const record: ProducerRecord = { id: `marker-${stamp.producerId}@${log.logEndOffset}`, key: null, value: null, timestampMs };
  return append(log, [recordBatch(log.logEndOffset, leaderEpoch, [record], stamp, marker)], rules);
}

/** What is appended at once goes into one segment and is flushed at once. Source: UnifiedLog.append. */
function append(log: Log, batches: readonly RecordBatch[], rules: AppendRules): Log {
  const last = batches.at(-1);
  if (last === undefined) return log;
  const rolled = rollBefore(log, batches, rules);
  const grown = {
    ...rolled,
    batches: [...rolled.batches, ...batches],
    logEndOffset: nextOffset(last),
    epochCache: batches.reduce<Log['epochCache']>((cache, batch) => assignEpoch(cache, batch.leaderEpoch, batch.baseOffset), rolled.epochCache),
    producers: batches.reduce<ProducerState>((producers, batch) => withBatch(producers, batch), rolled.producers),
  };
  return grown.logEndOffset - grown.recoveryPoint >= rules.flushMessages ? flush(grown) : grown;
}

/**
 * Cuts the log to end at this offset. The epoch cache is cut even where no record goes: its last entry may be one
 * the leader does not have. A log cut below its start begins there. Source: UnifiedLog.truncateTo.
 */
export function truncateTo(log: Log, offset: number): Log {
  const epochCache = truncateEpochsFromEnd(log.epochCache, offset);
  if (offset >= log.logEndOffset) return epochCache === log.epochCache ? log : { ...log, epochCache };
  if (offset < (log.segments[0] ?? 0)) return startOverAt(offset);
  return reloadProducers({
    ...log,
    batches: log.batches.flatMap((batch) => cutBatch(batch, offset)),
    segments: log.segments.filter((baseOffset) => baseOffset <= offset),
    logStartOffset: Math.min(log.logStartOffset, offset),
    logEndOffset: offset,
    epochCache,
    flushedOffset: Math.min(log.flushedOffset, offset),
    recoveryPoint: Math.min(log.recoveryPoint, offset),
    ...(log.cleanedSegments === undefined ? {} : { cleanedSegments: cleanedBelow(log.cleanedSegments, offset) }),
  });
}

/** The last segment that is left is written to again. */
function cleanedBelow(cleaned: Readonly<Record<number, number>>, offset: number): Readonly<Record<number, number>> {
  const below = Object.entries(cleaned).filter(([baseOffset]) => Number(baseOffset) < offset);
  return Object.fromEntries(below.toSorted(([a], [b]) => Number(a) - Number(b)).slice(0, -1));
}

/** What is known of the producers is read from the log again. Source: UnifiedLog.rebuildProducerState. */
export function reloadProducers(log: Log): Log {
  return log.producers === NO_PRODUCERS ? log : { ...log, producers: producerStateOf(log.batches) };
}

function cutBatch(batch: RecordBatch, offset: number): readonly RecordBatch[] {
  if (nextOffset(batch) <= offset) return [batch];
  if (batch.baseOffset >= offset) return [];
  if (batch.compacted !== undefined) {
    const offsets = batch.compacted.offsets.filter((one) => one < offset);
    return [compactedBatch(batch, batch.records.slice(0, offsets.length), { ...batch.compacted, lastOffset: offset - 1, offsets })];
  }
  return [recordBatch(batch.baseOffset, batch.leaderEpoch, batch.records.slice(0, offset - batch.baseOffset), batch, batch.control)];
}

/** The high watermark moved: transactions whose marker it has passed no longer hold the last stable offset back. */
export function afterHighWatermarkMoved(log: Log, highWatermark: number): Log {
  const producers = afterHighWatermark(log.producers, highWatermark);
  return producers === log.producers ? log : { ...log, producers };
}

/** Starts over at an offset with nothing in the log. Source: UnifiedLog.truncateFullyAndStartAt. */
export function startOverAt(offset: number): Log {
  return {
    batches: [], segments: [offset], logStartOffset: offset, logEndOffset: offset, epochCache: [], producers: NO_PRODUCERS, flushedOffset: offset, recoveryPoint: offset,
  };
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

/** Records at and above an offset, whether they can be read or lie below the log start. */
export function recordsFrom(log: Log, offset: number): readonly LogRecord[] {
  return recordsOf(log.batches).filter((record) => record.offset >= offset);
}
