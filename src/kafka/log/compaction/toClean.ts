import type { Log } from '../log.ts';
import { lastStableOffset } from '../producerState.ts';
import type { Segment } from '../segments.ts';
import { largestTimestampMs, segmentsOf } from '../segments.ts';

/** What of a compacted log may be cleaned, and how urgent that is. Times in milliseconds. */
export interface CompactionRules {
  readonly minCleanableDirtyRatio: number;
  readonly minCompactionLagMs: number;
  readonly maxCompactionLagMs: number;
}

/** Both exclusive ends: below the first nothing is dirty, at and above the second nothing may be cleaned. */
export interface OffsetsToClean {
  readonly firstDirtyOffset: number;
  readonly firstUncleanableOffset: number;
  /** The checkpoint was for another log: one that begins later, or ends earlier. */
  readonly isCheckpointInvalid: boolean;
}

/** A log as the cleaner sees it. Source: LogToClean. */
export interface LogToClean extends OffsetsToClean {
  /** Only whole segments are cleaned: the base offset of the first that is not. */
  readonly cleanUpTo: number;
  readonly cleanBytes: number;
  readonly cleanableBytes: number;
  /** Dirty bytes that may be cleaned, of all bytes below `cleanUpTo`; 0 for an empty log. */
  readonly cleanableRatio: number;
  /** Something dirty is older than max.compaction.lag.ms. */
  readonly isOverdue: boolean;
}

/**
 * From the checkpoint on the log is dirty; never cleaned are the active segment, what is not stable, and segments with
 * a record younger than min.compaction.lag.ms.
 *
 * @param checkpoint the log's entry in `cleaner-offset-checkpoint`; undefined without one.
 *
 * Source: LogCleanerManager.cleanableOffsets.
 */
export function offsetsToClean(log: Log, highWatermark: number, checkpoint: number | undefined, nowMs: number, rules: CompactionRules): OffsetsToClean {
  const asked = checkpoint ?? log.logStartOffset;
  const isCheckpointInvalid = asked < log.logStartOffset || asked > log.logEndOffset;
  const firstDirtyOffset = isCheckpointInvalid ? log.logStartOffset : asked;
  const limits = [lastStableOffset(log.producers, highWatermark), log.segments.at(-1) ?? 0];
  if (rules.minCompactionLagMs > 0) {
    const young = inactiveFrom(log, firstDirtyOffset).find(({ batches }) => largestTimestampMs(batches) > nowMs - rules.minCompactionLagMs);
    if (young !== undefined) limits.push(young.baseOffset);
  }
  return { firstDirtyOffset, firstUncleanableOffset: Math.max(firstDirtyOffset, Math.min(...limits)), isCheckpointInvalid };
}

/** Source: LogCleanerManager.calculateCleanableBytes, maxCompactionDelay. */
export function logToClean(log: Log, highWatermark: number, checkpoint: number | undefined, nowMs: number, rules: CompactionRules): LogToClean {
  const offsets = offsetsToClean(log, highWatermark, checkpoint, nowMs, rules);
  const { firstDirtyOffset, firstUncleanableOffset } = offsets;
  const segments = segmentsOf(log);
  const active = log.segments.at(-1) ?? 0;
  const cleanUpTo = firstUncleanableOffset > active ? active : inactiveFrom(log, firstUncleanableOffset)[0]?.baseOffset ?? active;
  const cleanBytes = bytesOf(segments.filter(({ baseOffset }) => baseOffset < firstDirtyOffset));
  const cleanableBytes = bytesOf(segmentsBetween(segments, Math.min(firstDirtyOffset, cleanUpTo), cleanUpTo));
  const total = cleanBytes + cleanableBytes;
  const oldestMs = Math.min(...inactiveFrom(log, firstDirtyOffset).flatMap(({ batches }) => (batches[0] === undefined ? [] : [largestTimestampMs([batches[0]])])));
  return { ...offsets, cleanUpTo, cleanBytes, cleanableBytes, cleanableRatio: total === 0 ? 0 : cleanableBytes / total, isOverdue: oldestMs < nowMs - rules.maxCompactionLagMs };
}

/** Dirty enough, or dirty for too long. Source: LogCleanerManager.grabFilthiestCompactedLog. */
export function isWorthCleaning({ isOverdue, cleanableBytes, cleanableRatio }: LogToClean, rules: CompactionRules): boolean {
  return (isOverdue && cleanableBytes > 0) || cleanableRatio > rules.minCleanableDirtyRatio;
}

/**
 * When a look at this log, with nothing else happening to it, would first find it worth cleaning; null if never. The
 * cleaner of Kafka looks again and again; this tells which looks are in vain.
 */
export function worthCleaningAtMs(log: Log, highWatermark: number, checkpoint: number | undefined, nowMs: number, rules: CompactionRules): number | null {
  if (log.segments.length < 2) return null;
  const dirty = inactiveFrom(log, offsetsToClean(log, highWatermark, checkpoint, nowMs, rules).firstDirtyOffset).filter(({ batches }) => batches.length > 0);
  const oldEnough = dirty.map(({ batches }) => largestTimestampMs(batches) + rules.minCompactionLagMs);
  const tooOld = dirty.map(({ batches }) => largestTimestampMs(batches.slice(0, 1)) + rules.maxCompactionLagMs + 1);
  const moments = [nowMs, ...oldEnough, ...tooOld].filter((atMs) => atMs >= nowMs && Number.isSafeInteger(atMs)).toSorted((a, b) => a - b);
  return moments.find((atMs) => isWorthCleaning(logToClean(log, highWatermark, checkpoint, atMs, rules), rules)) ?? null;
}

/** Without the active one, from the segment that holds this offset. Source: UnifiedLog.nonActiveLogSegmentsFrom. */
function inactiveFrom(log: Log, offset: number): readonly Segment[] {
  return segmentsBetween(segmentsOf(log), offset, log.segments.at(-1) ?? 0);
}

/** From the segment that holds the first offset, to the last that begins below the second. Source: LogSegments.values. */
export function segmentsBetween(segments: readonly Segment[], from: number, to: number): readonly Segment[] {
  if (from >= to) return [];
  const floor = segments.findLast(({ baseOffset }) => baseOffset <= from)?.baseOffset ?? 0;
  return segments.filter(({ baseOffset }) => baseOffset >= floor && baseOffset < to);
}

function bytesOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.sizeInBytes, 0);
}
