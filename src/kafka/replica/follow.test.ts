import { describe, expect, it } from 'vitest';
import { logOf } from '../../testkit/fakeWorld.ts';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

const followerOf = (text: string, highWatermark = 0) => new ReplicaPuppet().withLog(logOf(text), highWatermark).follow(2, { leaderEpoch: 9 });

describe('a follower', () => {
  it('appends what it fetched and then takes the leader’s high watermark', () => {
    const follower = followerOf('a1');
    follower.fetched({ batches: logOf('a1 b2').batches.slice(1), highWatermark: 2 });
    expect([follower.values, follower.highWatermark]).toEqual(['a b', 2]);
    expect(follower.facts('RecordsReplicated')).toMatchObject([{ from: 1, logEndOffset: 2 }]);
    expect(follower.context.log.epochCache).toEqual([{ epoch: 1, startOffset: 0 }, { epoch: 2, startOffset: 1 }]);
  });

  it.each([{ leaderEpoch: 8 }, { fetchOffset: 0 }])('drops the answer to a Fetch it would not make now: %o', (asked) => {
    const follower = followerOf('a1').fetched({ batches: logOf('a1 b1').batches.slice(1), highWatermark: 1 }, asked);
    expect([follower.values, follower.highWatermark]).toEqual(['a', 0]);
  });

  it('drops records when it leads by now', () => {
    const leader = followerOf('a1').lead({ leaderEpoch: 10 }).fetched({ batches: logOf('a1 b1').batches.slice(1) });
    expect(leader.values).toBe('a');
  });
});

describe('truncation', () => {
  it('cuts to the end of the epoch both know', () => {
    const follower = followerOf('a1 b1 c1', 2).fetched({ divergingEpoch: { epoch: 1, endOffset: 2 } });
    expect(follower.values).toBe('a b');
    expect(follower.facts('LogTruncated')).toMatchObject([{ from: 3, to: 2, reason: 'diverging-epoch', removed: [{ value: 'c' }] }]);
  });

  it('cuts to its own end of that epoch where that is lower', () => {
    expect(followerOf('a1 b3').fetched({ divergingEpoch: { epoch: 1, endOffset: 5 } }).values).toBe('a');
  });

  it('without the leader’s epoch cuts to the end of its own largest smaller one, and asks on from there', () => {
    const follower = followerOf('a1 b1 c2 d4').fetched({ divergingEpoch: { epoch: 3, endOffset: 4 } });
    expect(follower.values).toBe('a b c');
    expect(follower.context.log.epochCache.at(-1)).toEqual({ epoch: 2, startOffset: 2 });
    expect(follower.fetched({ divergingEpoch: { epoch: 1, endOffset: 1 } }).values).toBe('a');
  });

  it('takes no high watermark from an answer that tells where logs part', () => {
    expect(followerOf('a1 b1', 1).fetched({ highWatermark: 2, divergingEpoch: { epoch: 1, endOffset: 2 } }).highWatermark).toBe(1);
  });

  it('lowers the high watermark with the log', () => {
    expect(followerOf('a1 b1 c1', 3).fetched({ divergingEpoch: { epoch: 1, endOffset: 1 } }).highWatermark).toBe(1);
  });

  it('a log without any epoch is cut to the high watermark before the first round', () => {
    const follower = new ReplicaPuppet().follow(2);
    expect(follower.state).toEqual({ follower: 'truncating' });
    expect(follower.get({ type: 'TruncateToHighWatermark' }).state).toEqual({ follower: 'fetching' });
  });

  it('a log with an epoch is not cut before the leader says where', () => {
    const follower = followerOf('a1 b1', 1).halt('killed').follow(3, { leaderEpoch: 12 });
    expect([follower.state, follower.values]).toEqual([{ follower: 'fetching' }, 'a b']);
  });
});

describe('an offset outside the leader’s log', () => {
  it('cuts to the leader’s end', () => {
    const follower = followerOf('a1 b1 c1', 3).reset(1, false);
    expect([follower.values, follower.highWatermark]).toEqual(['a', 1]);
    expect(follower.facts('LogTruncated')).toMatchObject([{ reason: 'out-of-range', removed: [{ value: 'b' }, { value: 'c' }] }]);
  });

  it('starts over where the leader’s log begins when that is beyond our end', () => {
    const follower = followerOf('a1', 1).reset(7, true);
    expect(follower.context).toMatchObject({ highWatermark: 7, log: { logStartOffset: 7, logEndOffset: 7, batches: [], epochCache: [] } });
  });
});
