import { describe, expect, it } from 'vitest';
import type { ProducerRecord } from './record.ts';
import { appendAsFollower, appendAsLeader, EMPTY_LOG, recordsFrom, truncateTo } from './log.ts';
import type { AppendRules, Log } from './log.ts';
import { advanceLogStart } from './logStart.ts';
import { deleteOldSegments } from './retention.ts';
import type { RetentionRules } from './retention.ts';
import { segmentsOf } from './segments.ts';

const NEVER = Number.MAX_SAFE_INTEGER;
const CALM: AppendRules = { flushMessages: NEVER, segmentBytes: NEVER, segmentMs: NEVER };
const KEEP: RetentionRules = { retentionMs: -1, retentionBytes: -1, cleanupPolicy: ['delete'] };
const record = (timestampMs: number): ProducerRecord => ({ id: `r${timestampMs}`, key: null, value: 'v', timestampMs });

/** One batch a time, appended one after the other. */
function logAt(times: readonly number[], rules: Partial<AppendRules> = {}): Log {
  return times.reduce((log, ms) => appendAsLeader(log, 1, [record(ms)], { ...CALM, ...rules }), EMPTY_LOG);
}
const BATCH = logAt([0]).batches[0]?.sizeInBytes ?? 0;

describe('a new segment begins', () => {
  it('when the batch does not fit into segment.bytes any more', () => {
    expect(logAt([0, 0, 0, 0, 0], { segmentBytes: 2 * BATCH }).segments).toEqual([0, 2, 4]);
    expect(logAt([0, 0, 0], { segmentBytes: 2 * BATCH - 1 }).segments).toEqual([0, 1, 2]);
  });

  it('when the batch is newer by more than segment.ms than the first of the segment', () => {
    expect(logAt([0, 10, 11, 21, 22], { segmentMs: 10 }).segments).toEqual([0, 2, 4]);
  });

  it('never before the first batch, however large it is', () => {
    expect(logAt([0], { segmentBytes: 14 }).segments).toEqual([0]);
  });

  it('and the one before is flushed', () => {
    expect(logAt([0, 0, 0], { segmentBytes: 2 * BATCH })).toMatchObject({ flushedOffset: 2, recoveryPoint: 2, logEndOffset: 3 });
  });

  it('for everything a follower appends at once', () => {
    const leader = logAt([0, 0, 0, 0]);
    const follower = appendAsFollower(logAt([0]), leader.batches.slice(1), { ...CALM, segmentBytes: 2 * BATCH });
    expect(segmentsOf(follower).map(({ baseOffset, endOffset }) => [baseOffset, endOffset])).toEqual([[0, 1], [1, 4]]);
  });
});

describe('truncation', () => {
  const log = logAt([0, 0, 0, 0, 0], { segmentBytes: 2 * BATCH });

  it('takes segments that begin above the cut', () => {
    expect(truncateTo(log, 3)).toMatchObject({ segments: [0, 2], logEndOffset: 3, flushedOffset: 3, recoveryPoint: 3 });
    expect(truncateTo(log, 2).segments).toEqual([0, 2]);
  });

  it('below the log start takes that with it, below the first segment everything', () => {
    expect(truncateTo(advanceLogStart(log, 3), 2)).toMatchObject({ logStartOffset: 2, logEndOffset: 2, segments: [0, 2] });
    const [deleted] = deleteOldSegments(log, 5, 0, { ...KEEP, retentionBytes: 3 * BATCH });
    expect(truncateTo(deleted?.log ?? log, 1)).toMatchObject({ batches: [], segments: [1], logStartOffset: 1, logEndOffset: 1 });
  });
});

describe('the log start', () => {
  it('moves forward only, and the first epoch with it', () => {
    const log = advanceLogStart(logAt([0, 0, 0]), 2);
    expect(log).toMatchObject({ logStartOffset: 2, epochCache: [{ epoch: 1, startOffset: 2 }], recoveryPoint: 2, flushedOffset: 0, segments: [0] });
    expect(advanceLogStart(log, 1)).toBe(log);
  });

  it('leaves what lies below in its segment, until that can go', () => {
    const log = advanceLogStart(logAt([0, 0, 0, 0, 0], { segmentBytes: 2 * BATCH }), 3);
    expect(recordsFrom(log, 0)).toHaveLength(5);
    const [deleted] = deleteOldSegments(log, 5, 0, KEEP);
    expect(deleted).toMatchObject({ reason: 'log-start', log: { segments: [2, 4], logStartOffset: 3 } });
    expect(recordsFrom(deleted?.log ?? log, 0)).toHaveLength(3);
  });
});

describe('retention', () => {
  const log = logAt([0, 10, 20, 30, 40], { segmentBytes: 2 * BATCH });
  const after = (rules: Partial<RetentionRules>, highWatermark = 5, nowMs = 0) => deleteOldSegments(log, highWatermark, nowMs, { ...KEEP, ...rules }).at(-1)?.log.segments;

  it('by time looks at the newest record of each segment', () => {
    expect(after({ retentionMs: 10 }, 5, 20)).toBeUndefined();
    expect(after({ retentionMs: 10 }, 5, 21)).toEqual([2, 4]);
    expect(after({ retentionMs: 10 }, 5, 41)).toEqual([4]);
  });

  it('by time takes the active segment, too, and leaves an empty one', () => {
    expect(deleteOldSegments(log, 5, 51, { ...KEEP, retentionMs: 10 })[0]?.log).toMatchObject({ segments: [5], batches: [], logStartOffset: 5, logEndOffset: 5, flushedOffset: 5 });
  });

  it('an empty active segment stays', () => {
    const empty = deleteOldSegments(log, 5, 51, { ...KEEP, retentionMs: 10 })[0]?.log ?? log;
    expect(deleteOldSegments(empty, 5, 10_000, { ...KEEP, retentionMs: 10 })).toEqual([]);
  });

  it('by size deletes only while retention.bytes remain', () => {
    expect(after({ retentionBytes: 4 * BATCH })).toBeUndefined();
    expect(after({ retentionBytes: 3 * BATCH })).toEqual([2, 4]);
    expect(after({ retentionBytes: BATCH })).toEqual([4]);
  });

  it('stops below the high watermark', () => {
    expect(after({ retentionMs: 0 }, 3, 1_000)).toEqual([2, 4]);
    expect(after({ retentionMs: 0 }, 1, 1_000)).toBeUndefined();
  });

  it('leaves a compacted topic to the cleaner', () => {
    expect(after({ retentionMs: 0, cleanupPolicy: ['compact'] }, 5, 1_000)).toBeUndefined();
    expect(after({ retentionMs: 0, cleanupPolicy: ['compact', 'delete'] }, 5, 1_000)).toBeUndefined();
  });
});
