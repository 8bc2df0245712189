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

describe('an append of an idempotent producer', () => {
  const stamp = (baseSequence: number, producerEpoch = 0) => ({ producerId: 7, producerEpoch, baseSequence, isTransactional: false });

  it('that is in the log already is answered as it was then, and waits for the same offset', () => {
    const leader = new ReplicaPuppet().lead().append('a', 1, stamp(0)).append('b c', 1, stamp(1)).append('d', 1, stamp(3)).append('b c', -1, stamp(1));
    expect(leader.values).toBe('a b c d');
    expect(leader.appended()).toMatchObject({ error: 'NONE', baseOffset: 1, requiredOffset: 3 });
    expect(leader.facts('DuplicateAppendIgnored')).toMatchObject([{ producerId: 7, baseSequence: 1, lastSequence: 2, firstOffset: 1, lastOffset: 2 }]);
  });

  it('that is not the next one is refused with what is known', () => {
    const leader = new ReplicaPuppet().lead().append('a', 1, stamp(0)).append('c', 1, stamp(2));
    expect(leader.appended()?.error).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(leader.facts('SequenceRefused')).toMatchObject([{ baseSequence: 2, knownSequence: 0, knownEpoch: 0, logEndOffset: 1 }]);
    expect(leader.append('c', 1, stamp(0, 1)).append('d', 1, stamp(1)).appended()?.error).toBe('INVALID_PRODUCER_EPOCH');
  });

  it('is known to the next leader, but not beyond what it had to cut', () => {
    const old = new ReplicaPuppet().lead().append('a', 1, stamp(0)).append('b', 1, stamp(1));
    const next = new ReplicaPuppet().withLog(old.context.log).fetched({ divergingEpoch: { epoch: 1, endOffset: 1 } });
    expect(next.lead({ leaderEpoch: 2 }).append('a', 1, stamp(0)).facts('DuplicateAppendIgnored')).toHaveLength(1);
    expect(next.append('b', 1, stamp(1)).values).toBe('a b');
  });

  it('of a producer nothing is known of may begin anywhere, but not before 2.4', () => {
    const errorIn = (era: '2.1' | '2.8') => new ReplicaPuppet({ era }).lead().append('a', 1, stamp(5)).appended()?.error;
    expect([errorIn('2.1'), errorIn('2.8')]).toEqual(['UNKNOWN_PRODUCER_ID', 'NONE']);
  });
});

it('a replica that does not lead refuses with NOT_LEADER_OR_FOLLOWER', () => {
  const follower = new ReplicaPuppet().follow().append('a');
  expect([follower.appended()?.error, follower.values]).toEqual(['NOT_LEADER_OR_FOLLOWER', '']);
});
