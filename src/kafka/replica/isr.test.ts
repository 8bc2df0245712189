import { describe, expect, it } from 'vitest';
import { LAG_MS, ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

const members = (replica: ReplicaPuppet) => replica.asked()?.newIsr.map((member) => member.brokerId);

describe('leaving the ISR', () => {
  it('is a matter of time: a follower that has not caught up within replica.lag.time.max.ms leaves', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).fetchBy(3, 0);
    expect(members(leader.at(LAG_MS).checkIsr())).toBeUndefined();
    expect(members(leader.at(LAG_MS + 1).checkIsr())).toEqual([1, 2]);
    expect(leader.facts('IsrShrinkAsked')).toMatchObject([{ from: [1, 2, 3], to: [1, 2], outOfSync: [{ brokerId: 3, logEndOffset: 0 }] }]);
  });

  it('the leader never leaves', () => {
    expect(members(new ReplicaPuppet().lead().append('a').at(LAG_MS + 1).checkIsr())).toEqual([1]);
  });

  it('an idle follower that has everything stays, however long it is silent', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).fetchBy(3, 1);
    expect(members(leader.at(100 * LAG_MS).checkIsr())).toBeUndefined();
  });

  it('and drops out at the first check after new data when it was silent for too long', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).fetchBy(3, 1).at(2 * LAG_MS).append('b').fetchBy(2, 2);
    expect(members(leader.checkIsr())).toEqual([1, 2]);
  });

  it('before 2.1 silence alone was enough', () => {
    const leader = new ReplicaPuppet({ behaviours: { equalLogEndOffsetIsInSync: false } }).lead().append('a').fetchBy(2, 1).at(LAG_MS + 1).fetchBy(3, 1);
    expect(members(leader.checkIsr())).toEqual([1, 3]);
  });

  it('a follower that always asks for what was the end at its last fetch counts as caught up then', () => {
    const leader = new ReplicaPuppet().lead().fetchBy(2, 0).fetchBy(3, 0).at(20_000).append('a').fetchBy(2, 0).at(40_000).append('b').fetchBy(2, 1);
    expect(leader.context.remote[2]?.lastCaughtUpTimeMs).toBe(20_000);
    expect(members(leader.at(45_000).checkIsr())).toEqual([1, 2]);
  });

  it('a replica that never fetched from this leader has a whole lag time', () => {
    const leader = new ReplicaPuppet().at(1000).lead();
    expect(members(leader.at(1000 + LAG_MS).append('a').checkIsr())).toBeUndefined();
    expect(members(leader.at(1001 + LAG_MS).checkIsr())).toEqual([1]);
  });

  it('one change at a time: none while another is pending', () => {
    const leader = new ReplicaPuppet().lead().append('a').at(LAG_MS + 1).checkIsr();
    expect(members(leader.checkIsr())).toBeUndefined();
    expect(members(leader.fetchBy(2, 1))).toBeUndefined();
  });
});

describe('joining the ISR', () => {
  const outside = () => new ReplicaPuppet().lead({ isr: [1] }).append('a b');

  it('takes a log that reaches the leader’s high watermark', () => {
    const leader = outside();
    expect(members(leader.fetchBy(2, 1))).toBeUndefined();
    expect(members(leader.fetchBy(2, 2))).toEqual([1, 2]);
    expect(leader.facts('IsrExpandAsked')).toMatchObject([{ from: [1], to: [1, 2] }]);
  });

  it('and the start of the leader’s epoch, where the high watermark is lower', () => {
    const leader = new ReplicaPuppet().withLog(new ReplicaPuppet().lead().append('a b').context.log).lead({ leaderEpoch: 5, isr: [1, 3] });
    expect([leader.highWatermark, leader.context.epochStartOffset]).toEqual([0, 2]);
    expect(members(leader.fetchBy(2, 1))).toBeUndefined();
    expect(members(leader.fetchBy(2, 2))).toEqual([1, 3, 2]);
  });

  it('before 2.1 the high watermark was enough', () => {
    const leader = new ReplicaPuppet({ behaviours: { rejoinNeedsEpochStart: false } }).withLog(new ReplicaPuppet().lead().append('a b').context.log);
    expect(members(leader.lead({ leaderEpoch: 5, isr: [1, 3] }).fetchBy(2, 0))).toEqual([1, 3, 2]);
  });

  it('is not for a broker that is fenced, shutting down or unknown', () => {
    const leader = outside().surroundings({ 1: 10, 3: 30 });
    expect(members(leader.fetchBy(2, 2))).toBeUndefined();
  });

  it('is not for a process that registered after the leader’s metadata was written', () => {
    expect(members(outside().fetchBy(2, 2, { replicaEpoch: 21 }))).toBeUndefined();
  });

  it('names each member’s broker epoch as its Fetch told it, and none where it has not fetched', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1, 3] }).fetchBy(2, 0);
    expect(leader.asked()?.newIsr).toEqual([{ brokerId: 1, brokerEpoch: 10 }, { brokerId: 3, brokerEpoch: -1 }, { brokerId: 2, brokerEpoch: 20 }]);
  });
});

describe('the controller’s answer', () => {
  const asking = () => new ReplicaPuppet().lead({ isr: [1] }).fetchBy(2, 0);

  it('makes the ISR what was granted, not what was asked', () => {
    const leader = asking();
    leader.answer(leader.asked(), { isr: [1, 2, 3], partitionEpoch: 7 });
    expect(leader.context).toMatchObject({ isr: [1, 2, 3], partitionEpoch: 7, pendingIsr: null });
    expect(leader.facts('IsrUpdated')).toMatchObject([{ isr: [1, 2, 3], underMinIsr: false }]);
  });

  it.each(['INELIGIBLE_REPLICA', 'OPERATION_NOT_ATTEMPTED'] as const)('%s: the leader goes on as before and may ask again', (error) => {
    const leader = asking();
    leader.answer(leader.asked(), { error });
    expect(leader.context.pendingIsr).toBeNull();
    expect(leader.facts('AlterPartitionRefused')).toMatchObject([{ error, isr: [1, 2] }]);
    expect(members(leader.fetchBy(2, 0))).toEqual([1, 2]);
  });

  it.each(['INVALID_UPDATE_VERSION', 'FENCED_LEADER_EPOCH', 'INVALID_REQUEST'] as const)('%s: it waits for newer metadata', (error) => {
    const leader = asking();
    leader.answer(leader.asked(), { error });
    expect(leader.context.pendingIsr).not.toBeNull();
    expect(members(leader.fetchBy(2, 0))).toBeUndefined();
    expect(leader.apply({ partitionEpoch: 1 }).context.pendingIsr).toBeNull();
  });

  it('to a question that metadata has overtaken is dropped', () => {
    const leader = asking();
    const entry = leader.asked();
    leader.apply({ partitionEpoch: 3, isr: [1, 3] }).answer(entry, { partitionEpoch: 9 });
    expect(leader.context).toMatchObject({ isr: [1, 3], partitionEpoch: 3 });
  });

  it('to an older question is not taken for the one to the question that is open', () => {
    const leader = asking();
    const first = leader.asked();
    leader.apply({ partitionEpoch: 3, isr: [1, 3] }).fetchBy(2, 0);
    expect(members(leader)).toEqual([1, 3, 2]);
    leader.answer(first, { isr: [1, 2], partitionEpoch: 4 });
    expect(leader.context).toMatchObject({ isr: [1, 3], partitionEpoch: 3, pendingIsr: { asked: [1, 3, 2] } });
  });
});
