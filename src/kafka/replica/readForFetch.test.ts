import { describe, expect, it } from 'vitest';
import { logOf } from '../../testkit/fakeWorld.ts';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

const leaderOf = (text: string, epoch = 9) => new ReplicaPuppet().withLog(logOf(text)).lead({ leaderEpoch: epoch });
const read = (replica: ReplicaPuppet) => replica.read()?.batches.flatMap((batch) => batch.records.map((record) => record.value)).join(' ');

describe('what a Fetch reads', () => {
  it('a follower reads up to the log end, a consumer up to the high watermark', () => {
    const leader = new ReplicaPuppet().lead().append('a').append('b').fetchBy(2, 1).fetchBy(3, 1);
    expect(read(leader.fetchBy(2, 0))).toBe('a b');
    expect(read(leader.consumerFetch(0))).toBe('a');
  });

  it('the answer tells the high watermark from before this Fetch took effect', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1, 2] }).append('a').fetchBy(2, 1);
    expect([leader.read()?.highWatermark, leader.highWatermark]).toEqual([0, 1]);
    expect(leader.fetchBy(2, 1).read()?.highWatermark).toBe(1);
  });

  it('the leader learns a follower’s log end offset from its next Fetch', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 0);
    expect(leader.context.remote[2]?.logEndOffset).toBe(0);
    expect(leader.fetchBy(2, 1).facts('FollowerPositionLearned')).toMatchObject([{ followerId: 2, from: 0, to: 1 }]);
  });

  it('a consumer’s Fetch changes nothing', () => {
    const leader = new ReplicaPuppet().lead().append('a');
    const before = leader.context;
    expect(leader.consumerFetch(0).context).toEqual(before);
  });

  it.each([4, -1])('offset %i outside the log is OFFSET_OUT_OF_RANGE and tells the leader nothing', (offset) => {
    const leader = leaderOf('a1 b1 c1').fetchBy(2, offset);
    expect(leader.read()?.error).toBe('OFFSET_OUT_OF_RANGE');
    expect(leader.context.remote[2]?.logEndOffset).toBe(-1);
  });
});

describe('whom a leader answers', () => {
  it('a Fetch with an older epoch is fenced, one with a newer epoch is ahead of the leader', () => {
    const leader = leaderOf('a1');
    expect(leader.fetchBy(2, 0, { currentLeaderEpoch: 8 }).read()?.error).toBe('FENCED_LEADER_EPOCH');
    expect(leader.fetchBy(2, 0, { currentLeaderEpoch: 10 }).read()?.error).toBe('UNKNOWN_LEADER_EPOCH');
    expect(leader.fetchBy(2, 0, { currentLeaderEpoch: -1 }).read()?.error).toBe('NONE');
  });

  it('a replica that is not assigned is to try again: UNKNOWN_LEADER_EPOCH, or NOT_LEADER_OR_FOLLOWER where it named no epoch', () => {
    const leader = leaderOf('a1');
    expect(leader.fetchBy(7, 0).read()?.error).toBe('UNKNOWN_LEADER_EPOCH');
    expect(leader.fetchBy(7, 0, { currentLeaderEpoch: -1 }).read()?.error).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  it('a Fetch from a process that has registered anew since is refused and does not count', () => {
    const leader = leaderOf('a1').fetchBy(2, 1, { replicaEpoch: 19 });
    expect(leader.read()?.error).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(leader.context.remote[2]?.logEndOffset).toBe(-1);
  });

  it('a follower says that it does not lead, or that the epoch is not its own', () => {
    const follower = new ReplicaPuppet().follow(2, { leaderEpoch: 5 });
    expect(follower.consumerFetch(0).read()?.error).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(follower.fetchBy(3, 0, { currentLeaderEpoch: 4 }).read()?.error).toBe('FENCED_LEADER_EPOCH');
  });
});

describe('where logs part', () => {
  it('a follower with an epoch that ended earlier here is told the epoch and its end, and no records', () => {
    const leader = leaderOf('a1 b1 c3').fetchBy(2, 3, { lastFetchedEpoch: 1 });
    expect(leader.read()).toMatchObject({ error: 'NONE', batches: [], divergingEpoch: { epoch: 1, endOffset: 2 } });
  });

  it('a follower with an epoch unknown here is told the largest smaller one', () => {
    expect(leaderOf('a1 b1 c3').fetchBy(2, 2, { lastFetchedEpoch: 2 }).read()?.divergingEpoch).toEqual({ epoch: 1, endOffset: 2 });
  });

  it('the follower’s position is not learned from it', () => {
    const leader = leaderOf('a1 b1 c3').fetchBy(2, 3, { lastFetchedEpoch: 1 });
    expect(leader.context.remote[2]?.logEndOffset).toBe(-1);
  });

  it('where the epoch agrees it reads on', () => {
    const leader = leaderOf('a1 b1 c3').fetchBy(2, 2, { lastFetchedEpoch: 1 });
    expect(leader.read()?.divergingEpoch).toBeUndefined();
    expect(read(leader)).toBe('c');
  });

  it('an epoch above all known ones cannot be placed: OFFSET_OUT_OF_RANGE', () => {
    expect(leaderOf('a1').fetchBy(2, 1, { lastFetchedEpoch: 12 }).read()?.error).toBe('OFFSET_OUT_OF_RANGE');
  });
});
