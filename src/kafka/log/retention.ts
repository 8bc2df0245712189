import type { Log } from './log.ts';
import { deleteSegments } from './logStart.ts';
import type { Segment } from './segments.ts';
import { largestTimestampMs, segmentsOf } from './segments.ts';

/** How long and how much of a log is kept; -1: without bound. */
export interface RetentionRules {
  readonly retentionMs: number;
  readonly retentionBytes: number;
  /** cleanup.policy. */
  readonly cleanupPolicy: readonly string[];
}

export type RetentionReason = 'log-start' | 'retention.bytes' | 'retention.ms';

/** The log after one kind of breach was seen to. */
export interface Retained {
  readonly reason: RetentionReason;
  readonly log: Log;
}

/**
 * Deletes whole segments from the oldest on, up to the first that may stay and never past the high watermark: those
 * below the log start, then by size, then by age of their newest record. Nothing where nothing is deleted.
 *
 * Source: LogManager.cleanupLogs, UnifiedLog.deleteOldSegments.
 */
export function deleteOldSegments(log: Log, highWatermark: number, nowMs: number, rules: RetentionRules): readonly Retained[] {
  // A compacted topic is left to the log cleaner.
  return rules.cleanupPolicy.includes('compact') ? [] : withoutOldSegments(log, highWatermark, nowMs, rules);
}

/** The log cleaner does the same for compacted topics; for those that do not delete besides, only what lies below the log start. Source: LogCleaner.cleanFilthiestLog. */
export function deleteCompactedSegments(log: Log, highWatermark: number, nowMs: number, rules: RetentionRules): readonly Retained[] {
  const bounds = rules.cleanupPolicy.includes('delete') ? rules : { ...rules, retentionMs: -1, retentionBytes: -1 };
  return withoutOldSegments(log, highWatermark, nowMs, bounds);
}

function withoutOldSegments(log: Log, highWatermark: number, nowMs: number, rules: RetentionRules): readonly Retained[] {
  const kinds: readonly (readonly [RetentionReason, (now: Log) => Breaches])[] = [
    ['log-start', (now) => (_segment, next) => next !== undefined && next.baseOffset <= now.logStartOffset],
    ['retention.bytes', (now) => overSize(now, rules.retentionBytes)],
    ['retention.ms', () => (segment) => rules.retentionMs >= 0 && nowMs - largestTimestampMs(segment.batches) > rules.retentionMs],
  ];
  const done: Retained[] = [];
  let now = log;
  for (const [reason, breachesIn] of kinds) {
    const after = deleteSegments(now, deletable(now, highWatermark, breachesIn(now)));
    if (after !== now) done.push({ reason, log: after });
    now = after;
  }
  return done;
}

type Breaches = (segment: Segment, next: Segment | undefined) => boolean;

/** Only while the whole segment can go and retention.bytes still remain. Source: UnifiedLog.deleteRetentionSizeBreachedSegments. */
function overSize(log: Log, retentionBytes: number): Breaches {
  let excess = segmentsOf(log).reduce((sum, segment) => sum + segment.sizeInBytes, 0) - retentionBytes;
  return (segment) => {
    if (retentionBytes < 0 || excess < segment.sizeInBytes) return false;
    excess -= segment.sizeInBytes;
    return true;
  };
}

/** How many of the oldest segments may go. Source: UnifiedLog.deletableSegments. */
function deletable(log: Log, highWatermark: number, breaches: Breaches): number {
  const segments = segmentsOf(log);
  const kept = segments.findIndex((segment, index) => {
    const next = segments[index + 1];
    const isLastAndEmpty = next === undefined && segment.sizeInBytes === 0;
    return highWatermark < segment.endOffset || isLastAndEmpty || !breaches(segment, next);
  });
  return kept === -1 ? segments.length : kept;
}
