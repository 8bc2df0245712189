import { describe, expect, it } from 'vitest';
import { logOf } from '../../testkit/fakeWorld.ts';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';
import { NEVER_MS } from './types.ts';

describe('becoming leader', () => {
  it('keeps its own high watermark and begins the epoch at its log end, recorded even without a record', () => {
    const leader = new ReplicaPuppet().withLog(logOf('a1 b1'), 1).lead({ leaderEpoch: 5 });
    expect(leader.state).toBe('leader');
    expect(leader.context).toMatchObject({ highWatermark: 1, epochStartOffset: 2 });
    expect(leader.context.log.epochCache).toEqual([{ epoch: 1, startOffset: 0 }, { epoch: 5, startOffset: 2 }]);
    expect(leader.facts('BecameLeader')).toMatchObject([{ leaderEpoch: 5, startOffset: 2, highWatermark: 1, previousLeader: 2 }]);
  });

  it('an ISR member counts as caught up now, any other as never', () => {
    const leader = new ReplicaPuppet().at(500).lead({ isr: [1, 2] });
    expect(leader.context.remote[2]).toMatchObject({ lastCaughtUpTimeMs: 500, logEndOffset: -1 });
    expect(leader.context.remote[3]).toMatchObject({ lastCaughtUpTimeMs: NEVER_MS, logEndOffset: -1 });
  });

  it('commits at once what an ISR of one holds', () => {
    expect(new ReplicaPuppet().withLog(logOf('a1 b1'), 1).lead({ leaderEpoch: 5, isr: [1] }).highWatermark).toBe(2);
  });

  it('again, under a new epoch, it keeps what it knew of the followers’ logs', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).at(700).lead({ leaderEpoch: 2, partitionEpoch: 1 });
    expect(leader.context.remote[2]).toMatchObject({ logEndOffset: 1, lastCaughtUpTimeMs: 700, lastFetchLeaderLogEndOffset: 1, brokerEpoch: 20 });
  });

  it('under the same epoch only the ISR changes', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).at(700).apply({ isr: [1, 2], partitionEpoch: 1 });
    expect(leader.facts('BecameLeader')).toEqual([]);
    expect(leader.context.remote[2]).toMatchObject({ logEndOffset: 1, lastCaughtUpTimeMs: 0 });
    expect([leader.context.isr, leader.highWatermark]).toEqual([[1, 2], 1]);
  });

  it('after an unclean election has nothing to recover from', () => {
    expect(new ReplicaPuppet().lead({ isr: [1], leaderRecoveryState: 'RECOVERING' }).context.leaderRecoveryState).toBe('RECOVERED');
  });
});

describe('becoming follower', () => {
  it('forgets what it believed of others', () => {
    const follower = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).follow(2, { leaderEpoch: 2, partitionEpoch: 1 });
    expect(follower.state).toEqual({ follower: 'fetching' });
    expect(follower.context).toMatchObject({ remote: {}, epochStartOffset: -1, pendingIsr: null, leaderId: 2 });
  });

  it('makes requests that waited here look again', () => {
    expect(new ReplicaPuppet().lead().follow(2, { leaderEpoch: 2 }).told('Recheck')).toHaveLength(1);
  });

  it('a partition without a leader is followed without one', () => {
    expect(new ReplicaPuppet().lead().follow(-1, { leaderEpoch: 2 }).context.leaderId).toBe(-1);
  });

  it('under the same epoch is no news', () => {
    const follower = new ReplicaPuppet().follow().apply({ isr: [2], partitionEpoch: 1 });
    expect(follower.facts('BecameFollower')).toEqual([]);
  });
});

it('metadata older than what the leader heard from the controller is passed over', () => {
  const leader = new ReplicaPuppet().lead({ isr: [1] }).fetchBy(2, 0);
  leader.answer(leader.asked(), { partitionEpoch: 4 }).apply({ partitionEpoch: 3, isr: [1] });
  expect(leader.context).toMatchObject({ isr: [1, 2], partitionEpoch: 4 });
});

it('a changed setting counts from the next check on', () => {
  const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).at(2000);
  leader.config = { ...leader.config, replicaLagTimeMaxMs: 1000 };
  leader.surroundings(leader.eligible);
  expect(leader.asked()).toBeUndefined();
  expect(leader.checkIsr().asked()?.newIsr.map((member) => member.brokerId)).toEqual([1, 2]);
});
