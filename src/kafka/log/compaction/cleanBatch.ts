import { compactedBatch } from '../batch.ts';
import type { ProducerStateEntry } from '../producerStateTypes.ts';
import type { ProducerRecord, RecordBatch } from '../record.ts';
import { nextOffset, offsetOf } from '../record.ts';
import { largestTimestampMs } from '../segments.ts';
import type { OffsetMap } from './offsetMap.ts';
import type { CleanedTransactions } from './transactions.ts';

/** How a version's cleaner differs from others. */
export interface CleanerBehaviour {
  /** How long tombstones and markers stay: by a time written into the batch (KIP-534), or by the age of their segment. */
  readonly tombstonesStayBy: 'delete-horizon' | 'segment-age';
  /** The last batch of a round stays even without records, or a new follower could not get to the log's end (KAFKA-17076). */
  readonly keepsLastBatch: boolean;
}

/** What a round of cleaning goes by, besides the batch itself. */
export interface CleaningRound {
  readonly map: OffsetMap;
  readonly transactions: CleanedTransactions;
  /** What the log knows of its producers: each one's last batch stays, for its sequence and epoch. */
  readonly producers: Readonly<Record<number, ProducerStateEntry>>;
  readonly upTo: number;
  readonly nowMs: number;
  readonly deleteRetentionMs: number;
  readonly behaviour: CleanerBehaviour;
  /** Where the segment's age decides: that it is young enough to keep its tombstones. */
  readonly keepsDeletes: boolean;
}

/**
 * What a round leaves of a batch: itself, fewer records at their old offsets, a header alone, or nothing (null).
 *
 * Source: Cleaner.cleanInto, MemoryRecords.filterTo.
 */
export function cleanBatch(batch: RecordBatch, round: CleaningRound): RecordBatch | null {
  const isUnneeded = round.transactions.read(batch);
  const isDiscarded = isUnneeded && (batch.control === null || !deletesStay(batch, round));
  const staysEmpty = isLastOfProducer(batch, round.producers) || (round.behaviour.keepsLastBatch && nextOffset(batch) === round.upTo);
  const kept = isDiscarded ? [] : batch.records.flatMap((record, index) => {
    const offset = offsetOf(batch, index);
    return batch.control !== null || isKept(record, offset, batch, round) ? [{ record, offset }] : [];
  });
  if (kept.length === 0) return staysEmpty ? rewritten(batch, [], null) : null;
  const setsHorizon = round.behaviour.tombstonesStayBy === 'delete-horizon' && horizonOf(batch) === null
    && (batch.control === null ? kept.some(({ record }) => record.value === null) : isUnneeded);
  if (kept.length === batch.records.length && !setsHorizon) return batch;
  return rewritten(batch, kept, setsHorizon ? round.nowMs + round.deleteRetentionMs : horizonOf(batch));
}

/** Source: Cleaner.shouldRetainRecord. */
function isKept({ key, value }: ProducerRecord, offset: number, batch: RecordBatch, round: CleaningRound): boolean {
  if (offset > round.map.latestOffset) return true;
  if (key === null) return false;
  return offset >= (round.map.offsets.get(key) ?? -1) && (value !== null || deletesStay(batch, round));
}

/** Tombstones and markers stay for a while, so that whoever reads the log from its start within that time learns of them. */
function deletesStay(batch: RecordBatch, { behaviour, keepsDeletes, nowMs }: CleaningRound): boolean {
  if (behaviour.tombstonesStayBy === 'segment-age') return keepsDeletes;
  const horizonMs = horizonOf(batch);
  return horizonMs === null || nowMs < horizonMs;
}

function horizonOf({ compacted }: RecordBatch): number | null {
  return compacted?.deleteHorizonMs ?? null;
}

/** It tells the producer's last sequence or, where only a marker is left, its epoch. Source: UnifiedLog.lastRecordsOfActiveProducers. */
function isLastOfProducer(batch: RecordBatch, producers: CleaningRound['producers']): boolean {
  const entry = producers[batch.producerId];
  if (entry === undefined) return false;
  const last = entry.batches.at(-1);
  return last === undefined ? batch.control !== null && batch.producerEpoch === entry.producerEpoch : nextOffset(batch) - 1 === last.lastOffset;
}

function rewritten(batch: RecordBatch, kept: readonly { readonly record: ProducerRecord; readonly offset: number }[], deleteHorizonMs: number | null): RecordBatch {
  const records = kept.map(({ record }) => record);
  const maxTimestampMs = records.length === 0 ? largestTimestampMs([batch]) : Math.max(...records.map(({ timestampMs }) => timestampMs));
  return compactedBatch(batch, records, { lastOffset: nextOffset(batch) - 1, offsets: kept.map(({ offset }) => offset), deleteHorizonMs, maxTimestampMs });
}
