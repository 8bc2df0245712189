import { NO_PRODUCERS } from './producerStateTypes.ts';
import { describe, expect, it } from 'vitest';
import { logOf } from '../../testkit/fakeWorld.ts';
import { appendAsFollower, appendAsLeader, EMPTY_LOG, readBatches, recordsFrom, sizeInBytes, startOverAt, truncateTo } from './log.ts';
import type { AppendRules, Log } from './log.ts';

const record = (value: string) => ({ id: value, key: null, value, timestampMs: 0 });
const records = (...values: readonly string[]) => values.map(record);
const valuesOf = (log: Log) => recordsFrom(log, 0).map((one) => one.value);
const NEVER = Number.MAX_SAFE_INTEGER;
const CALM: AppendRules = { flushMessages: NEVER, segmentBytes: NEVER, segmentMs: NEVER };

describe('appending', () => {
  it('gives consecutive offsets from the end of the log and the leader’s epoch', () => {
    const log = appendAsLeader(appendAsLeader(EMPTY_LOG, 3, records('a', 'b'), CALM), 3, records('c'), CALM);
    expect(recordsFrom(log, 1)).toMatchObject([{ value: 'b', offset: 1, leaderEpoch: 3 }, { value: 'c', offset: 2, leaderEpoch: 3 }]);
    expect(log.logEndOffset).toBe(3);
  });

  it('notes where each epoch begins, once', () => {
    expect(logOf('a1 b1 c4 d4').epochCache).toEqual([{ epoch: 1, startOffset: 0 }, { epoch: 4, startOffset: 2 }]);
  });

  it('as a follower keeps the leader’s batches and epochs as they are', () => {
    const leader = logOf('a1 b2');
    const follower = appendAsFollower(EMPTY_LOG, leader.batches, CALM);
    expect(follower.batches).toEqual(leader.batches);
    expect(follower.epochCache).toEqual(leader.epochCache);
    expect(appendAsFollower(follower, [], CALM)).toBe(follower);
  });

  it('flushes when flush.messages records are not on the disk yet', () => {
    const two = (log: Log, value: string) => appendAsLeader(log, 0, records(value), { ...CALM, flushMessages: 2 });
    expect(two(EMPTY_LOG, 'a').flushedOffset).toBe(0);
    expect(two(two(EMPTY_LOG, 'a'), 'b').flushedOffset).toBe(2);
    expect(two(two(two(EMPTY_LOG, 'a'), 'b'), 'c').flushedOffset).toBe(2);
  });
});

describe('truncation', () => {
  it('removes what is at and above the offset, and the epochs that began there', () => {
    const log = truncateTo(logOf('a1 b1 c2 d2'), 2);
    expect([valuesOf(log), log.logEndOffset, log.epochCache]).toEqual([['a', 'b'], 2, [{ epoch: 1, startOffset: 0 }]]);
  });

  it('cuts within a batch', () => {
    const log = truncateTo(appendAsLeader(EMPTY_LOG, 1, records('a', 'b', 'c'), CALM), 1);
    expect(valuesOf(log)).toEqual(['a']);
    expect(sizeInBytes(log.batches)).toBe(sizeInBytes(logOf('a1').batches));
  });

  it('above the end takes no record, at the end it forgets an epoch without records', () => {
    const log = logOf('a1');
    expect(truncateTo(log, 5)).toBe(log);
    const begun = { ...log, epochCache: [...log.epochCache, { epoch: 2, startOffset: 1 }] };
    expect(truncateTo(begun, 1)).toMatchObject({ logEndOffset: 1, epochCache: [{ epoch: 1, startOffset: 0 }] });
  });

  it('lowers the recovery point with the log', () => {
    expect(truncateTo(logOf('a1 b1'), 1).flushedOffset).toBe(1);
  });

  it('can start over with nothing at an offset', () => {
    expect(startOverAt(7)).toEqual({
      batches: [], segments: [7], logStartOffset: 7, logEndOffset: 7, epochCache: [], producers: NO_PRODUCERS, flushedOffset: 7, recoveryPoint: 7,
    });
  });
});

describe('reading', () => {
  const log = appendAsLeader(logOf('a1 b1'), 1, records('c', 'd'), CALM);

  it('gives whole batches from the one that holds the offset', () => {
    expect(readBatches(log, 1, NEVER, 4).map((batch) => batch.baseOffset)).toEqual([1, 2]);
    expect(readBatches(log, 3, NEVER, 4).map((batch) => batch.baseOffset)).toEqual([2]);
    expect(readBatches(log, 4, NEVER, 4)).toEqual([]);
  });

  it('stops below the high watermark', () => {
    expect(readBatches(log, 0, NEVER, 2).map((batch) => batch.baseOffset)).toEqual([0, 1]);
    expect(readBatches(log, 0, NEVER, 3).map((batch) => batch.baseOffset)).toEqual([0, 1]);
  });

  it('fits into max bytes, but gives at least one batch, or a large one could never be read', () => {
    expect(readBatches(log, 0, 1, 4).map((batch) => batch.baseOffset)).toEqual([0]);
    expect(readBatches(log, 0, sizeInBytes(log.batches.slice(0, 2)), 4).map((batch) => batch.baseOffset)).toEqual([0, 1]);
  });
});
