import { flush } from './flush.ts';
import type { Log } from './log.ts';
import type { RecordBatch } from './record.ts';

/** When a log begins a new segment. */
export interface RollRules {
  readonly segmentBytes: number;
  readonly segmentMs: number;
}

/** One segment: its batches, and the offset at which the next one begins (exclusive; the log's end for the active one). */
export interface Segment {
  readonly baseOffset: number;
  readonly endOffset: number;
  readonly batches: readonly RecordBatch[];
  readonly sizeInBytes: number;
}

/** Oldest first; the last is the active one. */
export function segmentsOf(log: Log): readonly Segment[] {
  return log.segments.map((baseOffset, index) => {
    const endOffset = log.segments[index + 1] ?? log.logEndOffset;
    const batches = log.batches.filter((batch) => batch.baseOffset >= baseOffset && batch.baseOffset < endOffset);
    return { baseOffset, endOffset, batches, sizeInBytes: batches.reduce((sum, batch) => sum + batch.sizeInBytes, 0) };
  });
}

/** The newest timestamp in these batches; -1 without records. */
export function largestTimestampMs(batches: readonly RecordBatch[]): number {
  return batches.reduce((largest, { records, compacted }) => records.reduce((most, { timestampMs }) => Math.max(most, timestampMs), Math.max(largest, compacted?.maxTimestampMs ?? -1)), -1);
}

/**
 * Begins a new segment when what is appended at once does not fit, or is newer by more than segment.ms than the first
 * batch of the active one. The segment before is flushed. Index files, which can be full too, are not modelled.
 *
 * Source: LogSegment.shouldRoll, UnifiedLog.maybeRoll.
 */
export function rollBefore(log: Log, appended: readonly RecordBatch[], rules: RollRules): Log {
  const active = activeBatches(log);
  const [first] = active;
  if (first === undefined) return log;
  const size = bytesOf(active);
  const isFull = size > rules.segmentBytes - bytesOf(appended);
  const isOld = largestTimestampMs(appended) - largestTimestampMs([first]) > rules.segmentMs;
  return isFull || isOld ? roll(log) : log;
}

/** An active segment without records stays: a new one would have its name. Source: UnifiedLog.roll. */
export function roll(log: Log): Log {
  if (log.segments.at(-1) === log.logEndOffset) return log;
  return flush({ ...log, segments: [...log.segments, log.logEndOffset] });
}

function activeBatches({ batches, segments }: Log): readonly RecordBatch[] {
  const baseOffset = segments.at(-1) ?? 0;
  const from = batches.findIndex((batch) => batch.baseOffset >= baseOffset);
  return from === -1 ? [] : batches.slice(from);
}

function bytesOf(batches: readonly RecordBatch[]): number {
  return batches.reduce((sum, batch) => sum + batch.sizeInBytes, 0);
}
