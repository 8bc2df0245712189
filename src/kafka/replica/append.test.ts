import { describe, expect, it } from 'vitest';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

describe('an append on the leader', () => {
  it('gives offsets and the leader’s epoch, and tells which high watermark commits it', () => {
    const leader = new ReplicaPuppet().lead({ leaderEpoch: 4 }).append('a').append('b c');
    expect(leader.appended()).toMatchObject({ error: 'NONE', baseOffset: 1, requiredOffset: 3 });
    expect(leader.facts('RecordsAppended')).toMatchObject([{ leaderEpoch: 4, logEndOffset: 3, records: [{ offset: 1 }, { offset: 2 }] }]);
  });

  it('with acks=all is refused before anything is written when the ISR is below min.insync.replicas', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1] }, { minInsyncReplicas: 2 }).append('a', -1);
    expect(leader.appended()?.error).toBe('NOT_ENOUGH_REPLICAS');
    expect(leader.values).toBe('');
    expect(leader.facts('ProduceRefused')).toMatchObject([{ isr: [1], minIsr: 2 }]);
  });

  it.each([0, 1] as const)('with acks=%i ignores min.insync.replicas', (acks) => {
    const leader = new ReplicaPuppet().lead({ isr: [1] }, { minInsyncReplicas: 2 }).append('a', acks);
    expect([leader.appended()?.error, leader.values]).toEqual(['NONE', 'a']);
  });

  it('counts the ISR as granted, not as asked for', () => {
    const leader = new ReplicaPuppet().lead({ isr: [1] }, { minInsyncReplicas: 2 }).fetchBy(2, 0).append('a', -1);
    expect(leader.appended()?.error).toBe('NOT_ENOUGH_REPLICAS');
  });

  it('makes waiting requests look again', () => {
    expect(new ReplicaPuppet().lead().append('a').told('Recheck')).toHaveLength(1);
  });
});

it('a replica that does not lead refuses with NOT_LEADER_OR_FOLLOWER', () => {
  const follower = new ReplicaPuppet().follow().append('a');
  expect([follower.appended()?.error, follower.values]).toEqual(['NOT_LEADER_OR_FOLLOWER', '']);
});
