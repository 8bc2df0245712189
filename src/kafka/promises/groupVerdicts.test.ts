import { describe, expect, test } from 'vitest';
import { Table } from '../../world/table.ts';
import type { Fact } from '../facts.ts';
import { EMPTY_LOG } from '../log/log.ts';
import type { KafkaWorld } from '../simulation.ts';
import { emptyLedger, recordFact } from './ledger.ts';
import { groupVerdicts } from './groupVerdicts.ts';
import type { PartitionView } from './view.ts';

const who = { consumer: 'consumer-1', group: 'g' } as const;
const at = (offset: number, consumer = 'consumer-1'): Fact =>
  ({ type: 'RecordProcessed', ...who, consumer, partition: 'orders-0', offset, recordId: `r${offset}`, value: `m${offset}`, worker: null });
const offsets = (offset: number) => [{ partition: 'orders-0', offset, leaderEpoch: 0, metadata: '' }];
const committed = (offset: number): Fact => ({ type: 'OffsetsCommitted', brokerId: 1, group: 'g', client: 'consumer-1', memberId: 'm', generation: 1, offsets: offsets(offset) });
const answered = (offset: number): Fact => ({ type: 'OffsetCommitAnswered', ...who, by: 'auto', offsets: offsets(offset), error: 'NONE' });
const begins = (offset: number): Fact => ({ type: 'CommittedOffsetFound', ...who, partition: 'orders-0', offset });

/** Four records, r0 to r3, at the leader. */
function viewOfFour(): ReadonlyMap<string, PartitionView> {
  const records = [0, 1, 2, 3].map((offset) => ({ id: `r${offset}`, key: null, value: `m${offset}`, timestamp: 0 }));
  const batch = { baseOffset: 0, leaderEpoch: 0, records, control: null, producerId: -1, producerEpoch: -1, baseSequence: -1, sizeInBytes: 0 };
  const context = { log: { ...EMPTY_LOG, batches: [batch], logEndOffset: 4 } };
  return new Map([['orders-0', { partition: 'orders-0', leader: 1, leaderEpoch: 0, electable: [1], replicas: [{ brokerId: 1, alive: true, role: 'leader', context }] } as unknown as PartitionView]]);
}

function verdict(promise: string, facts: readonly Fact[], inHands: readonly string[] = []) {
  const group = { input: { config: { groupId: 'g' } }, work: inHands.map((id) => ({ partition: 'orders-0', record: { id } })), busy: {} };
  const world = { actors: Table.of({ 'consumer-1': { machine: { id: 'consumer' }, context: { group } } }) } as unknown as KafkaWorld;
  const found = groupVerdicts(world, facts.reduce(recordFact, emptyLedger), viewOfFour()).find((one) => one.promise === promise);
  return found === undefined ? null : [found.verdict, found.records.map(({ value }) => value), found.remedy?.name ?? null];
}

test('without a group nothing is promised', () => {
  expect(verdict('processedAtMostOnce', [])).toBeNull();
});

describe('at most once', () => {
  test('a record that one group processed twice is named', () => {
    expect(verdict('processedAtMostOnce', [at(0), at(1), at(1, 'consumer-2'), at(1)])).toEqual(['broken', ['m1'], null]);
  });

  test('another group may process it too', () => {
    expect(verdict('processedAtMostOnce', [at(0), { ...at(0), group: 'h' } as Fact])).toEqual(['kept', [], null]);
  });
});

describe('at least once', () => {
  test('a record below the committed offset that nobody processed is skipped', () => {
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), committed(3)])).toEqual(['broken', ['m1', 'm2'], null]);
  });

  test('while somebody has it in hands it is only at risk', () => {
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), at(1), committed(3)], ['r2'])).toEqual(['at-risk', ['m2'], null]);
  });

  test('where the commit came by itself, that is the setting to change', () => {
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), committed(2), answered(2)])).toEqual(['broken', ['m1'], 'enable.auto.commit']);
  });

  test('what an administrator resets the group past is nobody\'s loss; what was skipped before still is', () => {
    const byTool = { ...committed(4), client: 'admin', memberId: '', generation: -1 } as Fact;
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), committed(1), byTool])).toEqual(['kept', [], null]);
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), committed(2), byTool])).toEqual(['broken', ['m1'], null]);
  });

  test('what lay before the group began, or a person sought past, is nobody\'s loss', () => {
    expect(verdict('processedAtLeastOnce', [begins(2), at(2), committed(3)])).toEqual(['kept', [], null]);
    expect(verdict('processedAtLeastOnce', [begins(0), { type: 'PositionSought', ...who, partition: 'orders-0', from: 0, to: 2 }, at(2), committed(3)])).toEqual(['kept', [], null]);
  });

  test('what the coordinator did not commit is not committed', () => {
    expect(verdict('processedAtLeastOnce', [begins(0), at(0), committed(1), answered(3)])).toEqual(['kept', [], null]);
  });
});

describe('in order', () => {
  test('a record done after a later one of its partition is named', () => {
    expect(verdict('processedInOrder', [at(1), at(0), at(2)])).toEqual(['broken', ['m0'], null]);
  });

  test('doing records again is no disorder', () => {
    expect(verdict('processedInOrder', [at(0), at(1), at(0), at(1), at(2)])).toEqual(['kept', [], null]);
  });
});

describe('one owner', () => {
  const owns = (consumer: string, generation: number): Fact => ({ type: 'PartitionsAssigned', ...who, consumer, generation, partitions: ['orders-0'], owned: ['orders-0'] });

  test('two that have a partition in one generation break it', () => {
    expect(verdict('onePartitionOneOwner', [owns('consumer-1', 3), owns('consumer-2', 3)])).toEqual(['broken', [], null]);
  });

  test('in the next generation somebody else may have it, and one that is late changes nothing', () => {
    expect(verdict('onePartitionOneOwner', [owns('consumer-1', 3), owns('consumer-2', 4), owns('consumer-1', 3)])).toEqual(['kept', [], null]);
  });
});
