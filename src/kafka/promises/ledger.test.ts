import { describe, expect, it } from 'vitest';
import type { Fact } from '../facts.ts';
import { emptyLedger, recordFact } from './ledger.ts';

const partition = 'orders-0';
const record = (id: string, offset: number, leaderEpoch = 1) => ({ id, key: null, value: id, timestampMs: 0, offset, leaderEpoch });
const ledgerOf = (...facts: readonly Fact[]) => facts.reduce(recordFact, emptyLedger);
const led = (brokerId: number, leaderEpoch: number, isr: readonly number[] = [1, 2]): Fact => ({
  type: 'BecameLeader', brokerId, partition, leaderEpoch, startOffset: 0, partitionEpoch: 1, highWatermark: 0, isr, previousLeader: -1, previousLeaderEpoch: -1, adding: [], removing: [],
});
const elected = (leader: number, leaderEpoch: number, election: 'clean' | 'unclean'): Fact => ({
  type: 'LeaderElected', partition, leader, leaderEpoch, partitionEpoch: leaderEpoch, isr: [leader], previousLeader: 1, election,
});
const listed = (offset: number, leaderEpoch: number): Fact => ({ type: 'EndOffsetListed', client: 'consumer-1', partition, offset, leaderEpoch });
const acknowledged: Fact = { type: 'RecordAcknowledged', producer: 'producer-1', partition, recordId: 'producer-1:1', acks: 1, offset: 4, brokerId: 1, value: 'v' };

describe('the ledger', () => {
  it('keeps what was acknowledged with the size of the ISR at that time', () => {
    expect(ledgerOf(led(1, 1, [1, 2, 3]), acknowledged).acknowledged).toEqual([{ recordId: 'producer-1:1', partition, offset: 4, acks: 1, value: 'v', isrSize: 3 }]);
    expect(ledgerOf(acknowledged).acknowledged[0]?.isrSize).toBe(0);
  });

  it('keeps each delivered record with its consumer and epoch', () => {
    const { delivered } = ledgerOf({ type: 'RecordsDelivered', consumer: 'consumer-1', partition, records: [record('a', 0), record('b', 1)], position: 2, brokerId: 1 });
    expect(delivered.map(({ recordId, offset, leaderEpoch, consumer }) => [recordId, offset, leaderEpoch, consumer])).toEqual([['a', 0, 1, 'consumer-1'], ['b', 1, 1, 'consumer-1']]);
  });

  it('sees a listed end offset go back only under a newer leader', () => {
    expect(ledgerOf(listed(5, 1), listed(3, 2)).listed[partition]).toEqual({ highest: 5, leaderEpoch: 1, wentBackTo: 3 });
    expect(ledgerOf(listed(5, 1), listed(3, 1)).listed[partition]?.wentBackTo).toBeNull();
    expect(ledgerOf(listed(3, 2), listed(5, 1), listed(4, 2)).listed[partition]?.wentBackTo).toBe(4);
    expect(ledgerOf(listed(5, 1), listed(3, 2), listed(6, 2)).listed[partition]).toEqual({ highest: 6, leaderEpoch: 2, wentBackTo: 3 });
  });

  it('notes every place a record was appended at', () => {
    const append = (offset: number): Fact => ({ type: 'RecordsAppended', brokerId: 1, partition, leaderEpoch: 1, records: [record('a', offset)], logEndOffset: offset + 1 });
    expect(ledgerOf(append(0), append(3)).appended['a']).toEqual([{ partition, offset: 0, leaderEpoch: 1 }, { partition, offset: 3, leaderEpoch: 1 }]);
  });

  it('catches an epoch with two leaders, but not the elected one taking office', () => {
    expect(ledgerOf(elected(2, 3, 'clean'), led(2, 3), led(3, 4)).causes).toEqual([]);
    expect(ledgerOf(led(2, 3), led(3, 3)).causes).toMatchObject([{ type: 'second-leader', brokerId: 3 }]);
  });

  it('notes what may have cost records, and how many it can have cost', () => {
    const { causes } = ledgerOf(acknowledged, elected(3, 2, 'unclean'), { type: 'DiskLost', brokerId: 2, partitions: [partition, 'orders-1'] });
    expect(causes.map(({ type, partition: where, brokerId, after }) => [type, where, brokerId, after.acknowledged])).toEqual([
      ['unclean-election', partition, 3, 1], ['disk-lost', partition, 2, 1], ['disk-lost', 'orders-1', 2, 1],
    ]);
  });

  it('knows an unclean election that was asked for', () => {
    const requested: Fact = { type: 'ElectionRequested', electionType: 'UNCLEAN', partition, error: 'NONE', message: null };
    expect(ledgerOf(elected(3, 2, 'unclean'), elected(2, 3, 'unclean'), requested).causes.map(({ asked }) => asked)).toEqual([undefined, true]);
    expect(ledgerOf(elected(3, 2, 'unclean'), { ...requested, error: 'ELECTION_NOT_NEEDED' }).causes[0]?.asked).toBeUndefined();
  });

  it('stays the same object when a fact tells nobody anything', () => {
    const ledger = ledgerOf(acknowledged);
    expect(recordFact(ledger, { type: 'ConsumerStarted', consumer: 'consumer-1' })).toBe(ledger);
  });

  it('takes an offset written to ZooKeeper for a commit, and nothing else that is written there', () => {
    const wrote = (data: string): Fact => ({ type: 'ZnodeChanged', path: '/consumers/readers/offsets/orders/0', data, version: 1 });
    const ledger = ledgerOf(wrote('3'));
    expect(ledger.groups['readers']?.committed).toEqual({ [partition]: 3 });
    for (const data of ['', 'x', '-1', '1e9', '9'.repeat(40)]) expect(recordFact(ledger, wrote(data))).toBe(ledger);
  });
});
