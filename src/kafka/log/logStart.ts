import { truncateEpochsFromStart } from './leaderEpochCache.ts';
import type { Log } from './log.ts';
import { roll } from './segments.ts';

/**
 * The log begins later: what lies below cannot be read any more, though its segment stays until retention deletes it.
 * The log start never goes back this way.
 *
 * Source: UnifiedLog.maybeIncrementLogStartOffset.
 */
export function advanceLogStart(log: Log, to: number): Log {
  if (to <= log.logStartOffset) return log;
  return { ...log, logStartOffset: to, epochCache: truncateEpochsFromStart(log.epochCache, to), recoveryPoint: Math.max(log.recoveryPoint, to) };
}

/** Deletes the oldest segments. A log always has one, so when all go a new one is begun first. Source: UnifiedLog.deleteSegments. */
export function deleteSegments(log: Log, count: number): Log {
  if (count === 0) return log;
  const kept = count === log.segments.length ? roll(log) : log;
  const segments = kept.segments.slice(Math.min(count, kept.segments.length - 1));
  const from = segments[0] ?? 0;
  return advanceLogStart({ ...kept, segments, batches: kept.batches.filter((batch) => batch.baseOffset >= from) }, from);
}
