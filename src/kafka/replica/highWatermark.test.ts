import { describe, expect, it } from 'vitest';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

const allAt = (replica: ReplicaPuppet, offset: number) => replica.fetchBy(2, offset).fetchBy(3, offset);

describe('the leader’s high watermark', () => {
  it('is the smallest log end offset of the ISR', () => {
    const leader = new ReplicaPuppet().lead().append('a b c').fetchBy(2, 3);
    expect(leader.highWatermark).toBe(0);
    expect(leader.fetchBy(3, 2).highWatermark).toBe(2);
    expect(leader.fetchBy(3, 3).highWatermark).toBe(3);
  });

  it('moves with the append when the ISR is the leader alone', () => {
    expect(new ReplicaPuppet().lead({ isr: [1] }).append('a').highWatermark).toBe(1);
  });

  it('says who held it back', () => {
    const leader = new ReplicaPuppet().lead().append('a b').fetchBy(2, 2).fetchBy(3, 1);
    expect(leader.facts('HighWatermarkAdvanced')).toMatchObject([{ role: 'leader', from: 0, to: 1, heldBackBy: 3 }]);
  });

  it('never goes back', () => {
    const leader = allAt(new ReplicaPuppet().lead().append('a b'), 2);
    expect(leader.fetchBy(2, 0).highWatermark).toBe(2);
  });

  it('is tried again when the ISR has shrunk', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).at(40_000).checkIsr();
    leader.answer(leader.asked());
    expect([leader.context.isr, leader.highWatermark]).toEqual([[1, 2], 1]);
  });

  it('waits for a follower outside the ISR that is still caught up, or it could never rejoin', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1, 2] }).fetchBy(3, 0);
    leader.answer(leader.asked(), { error: 'INELIGIBLE_REPLICA' });
    expect(leader.append('a').fetchBy(2, 1).highWatermark).toBe(0);
    expect(leader.at(30_001).append('b').fetchBy(2, 2).highWatermark).toBe(2);
  });

  it('does not wait for a follower outside the ISR that is fenced', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1, 2] }).fetchBy(3, 0);
    leader.answer(leader.asked(), { error: 'INELIGIBLE_REPLICA' }).surroundings({ 1: 10, 2: 20 });
    expect(leader.append('a').fetchBy(2, 1).highWatermark).toBe(1);
  });

  it('does not wait for a replica that was in the ISR and has not fetched from this leader yet', () => {
    const leader = new ReplicaPuppet().lead().apply({ isr: [1, 2], partitionEpoch: 1 });
    expect(leader.append('a').fetchBy(2, 1).highWatermark).toBe(1);
  });

  it('before 0.10.2 does not wait for a caught-up follower outside the ISR', () => {
    const leader = new ReplicaPuppet({ behaviours: { caughtUpFollowersHoldHighWatermark: false } }).lead({ isr: [1, 2] }).fetchBy(3, 0);
    leader.answer(leader.asked(), { error: 'INELIGIBLE_REPLICA' });
    expect(leader.append('a').fetchBy(2, 1).highWatermark).toBe(1);
  });
});

describe('under min.insync.replicas', () => {
  it('nothing is committed while the ISR is too small', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1] }, { minInsyncReplicas: 2 }).append('a', 1);
    expect(leader.highWatermark).toBe(0);
    expect(leader.facts('HighWatermarkFrozen')).toMatchObject([{ highWatermark: 0, isr: [1], minIsr: 2 }]);
  });

  it('before 3.7 it was committed all the same', () => {
    const leader = new ReplicaPuppet({ behaviours: { freezesHighWatermarkUnderMinIsr: false } }).lead({ isr: [1] }, { minInsyncReplicas: 2 }).append('a', 1);
    expect(leader.highWatermark).toBe(1);
  });

  it('the minimum is at most the number of replicas', () => {
    const leader = new ReplicaPuppet().lead({ replicas: [1], isr: [1] }, { minInsyncReplicas: 2 }).append('a', -1);
    expect([leader.appended()?.error, leader.highWatermark]).toEqual(['NONE', 1]);
  });

  it('before 3.7 the minimum counted as it was written', () => {
    const leader = new ReplicaPuppet({ behaviours: { minIsrCappedByReplicas: false } }).lead({ replicas: [1], isr: [1] }, { minInsyncReplicas: 2 }).append('a', -1);
    expect(leader.appended()?.error).toBe('NOT_ENOUGH_REPLICAS');
  });
});

describe('the maximal ISR', () => {
  it('holds the high watermark back as soon as a replica’s joining is asked for', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1] }).fetchBy(2, 0);
    expect(leader.context.pendingIsr).toMatchObject({ kind: 'expand', maximalIsr: [1, 2] });
    leader.at(40_000).append('a');
    expect([leader.context.isr, leader.highWatermark]).toEqual([[1], 0]);
  });

  it('before 2.7 only what was granted counted', () => {
    const leader = new ReplicaPuppet({ behaviours: { usesMaximalIsr: false, caughtUpFollowersHoldHighWatermark: false } }).lead({ isr: [1] }).fetchBy(2, 0);
    expect(leader.append('a').highWatermark).toBe(1);
  });

  it('keeps waiting for a replica whose leaving was only asked for', () => {
    const leader = new ReplicaPuppet().lead().append('a').fetchBy(2, 1).at(40_000).checkIsr();
    expect(leader.context.pendingIsr).toMatchObject({ kind: 'shrink', maximalIsr: [1, 2, 3] });
    expect(leader.fetchBy(2, 1).highWatermark).toBe(0);
  });
});

describe('a follower’s high watermark', () => {
  it('is the leader’s, but no further than its own log reaches', () => {
    const follower = new ReplicaPuppet().withLog(new ReplicaPuppet().lead().append('a b').context.log);
    expect(follower.fetched({ highWatermark: 1 }).highWatermark).toBe(1);
    expect(follower.fetched({ highWatermark: 9 }).highWatermark).toBe(2);
  });

  it('may go down with the leader’s, silently', () => {
    const follower = new ReplicaPuppet().withLog(new ReplicaPuppet().lead().append('a b').context.log, 2);
    expect(follower.fetched({ highWatermark: 1 }).highWatermark).toBe(1);
    expect(follower.facts('HighWatermarkAdvanced')).toEqual([]);
  });
});
