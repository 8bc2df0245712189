import { describe, expect, test } from 'vitest';
import { cluster } from '../../../testkit/clusterPuppet.ts';
import type { ClusterPuppet } from '../../../testkit/clusterPuppet.ts';
import type { CoordinatorContext } from '../../coordinator/types.ts';
import type { EraId } from '../../era/era.ts';
import type { ResetTarget } from '../../group/reset.ts';

const brokerConfig = { 'offsets.topic.num.partitions': '1', 'group.initial.rebalance.delay.ms': '100' };

/** Six records in orders-0, three in orders-1, read by consumer-1 of group app, which then stops. */
function read(era: EraId, stops = true): ClusterPuppet {
  const config = { 'group.id': 'app', 'auto.offset.reset': 'earliest' };
  const puppet = cluster({ era, brokerConfig, partitions: 2, consumers: [{ id: 'consumer-1', topics: ['orders'], config }] });
  for (const [index, partition] of [0, 0, 0, 1, 1, 1, 0, 0, 0].entries()) puppet.send(`m${index}`, -1, partition).forMs(1000);
  puppet.command({ type: 'consumer.start', consumer: 'consumer-1' }).untilFact('RecordProcessed').forMs(12_000);
  return stops ? puppet.command({ type: 'consumer.stop', consumer: 'consumer-1' }).forMs(3000) : puppet;
}

function committed({ world }: ClusterPuppet): Readonly<Record<string, number>> {
  const coordinators = world.actors.values().filter(({ machine }) => machine.id === 'coordinator').map(({ context }) => context as CoordinatorContext);
  const offsets = coordinators.flatMap(({ partitions }) => Object.values(partitions)).flatMap(({ groups }) => Object.entries(groups['app'] ?? {}));
  return Object.fromEntries(offsets.map(([partition, { offset }]) => [partition, offset]));
}

function reset(puppet: ClusterPuppet, target: ResetTarget, topics: readonly string[] | null = null): ClusterPuppet {
  return puppet.command({ type: 'group.resetOffsets', group: 'app', topics, target });
}

describe.each(['0.11', '2.1', '2.8', '3.9', '4.1'] as const)('kafka-consumer-groups.sh --reset-offsets --execute, %s', (era) => {
  test('sets the offsets by a commit from outside, and the next member reads from there', () => {
    const puppet = read(era);
    expect(committed(puppet)).toEqual({ 'orders-0': 6, 'orders-1': 3 });
    reset(puppet, { to: 'earliest' }).untilFact('GroupOffsetsReset');
    expect(committed(puppet)).toEqual({ 'orders-0': 0, 'orders-1': 0 });
    expect(puppet.factsOf('OffsetsCommitted').at(-1)).toMatchObject({ client: 'admin', memberId: '', generation: -1 });
    puppet.command({ type: 'consumer.start', consumer: 'consumer-1' }).forMs(15_000);
    expect(puppet.factsOf('RecordProcessed').filter(({ partition }) => partition === 'orders-0').map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
  });

  test('is refused while somebody reads with the group, and commits nothing', () => {
    const puppet = read(era, false);
    reset(puppet, { to: 'earliest' }).untilFact('GroupResetFailed');
    expect(puppet.factsOf('GroupResetFailed')).toMatchObject([{ api: 'DescribeGroups', error: 'NONE', state: 'Stable' }]);
    expect(committed(puppet)).toEqual({ 'orders-0': 6, 'orders-1': 3 });
  });
});

describe.each(['2.8', '3.9', '4.1'] as const)('kafka-consumer-groups.sh --delete-offsets, %s', (era) => {
  const forget = (puppet: ClusterPuppet, ...topics: readonly string[]) => puppet.command({ type: 'group.deleteOffsets', group: 'app', topics }).untilFact('OffsetDeletionEnded');

  test('asks for the topic, the coordinator, and has it forget the offsets', () => {
    const puppet = read(era).command({ type: 'group.deleteOffsets', group: 'app', topics: ['orders'] });
    expect(puppet.inFlight('Metadata', 'admin')).toHaveLength(1);
    puppet.untilSent('FindCoordinator', 'admin').untilSent('OffsetDelete', 'admin').untilFact('OffsetDeletionEnded');
    expect(committed(puppet)).toEqual({});
    expect(puppet.factsOf('OffsetDeletionEnded')).toEqual([{ type: 'OffsetDeletionEnded', group: 'app', topics: ['orders'], error: 'NONE', partitions: [{ topic: 'orders', partition: 0, error: 'NONE' }, { topic: 'orders', partition: 1, error: 'NONE' }] }]);
  });

  test('of the partitions that are named only', () => {
    const puppet = read(era).command({ type: 'group.deleteOffsets', group: 'app', topics: ['orders:1'] });
    expect([puppet.inFlight('Metadata', 'admin').length, puppet.inFlight('FindCoordinator', 'admin').length]).toEqual([0, 1]);
    puppet.untilFact('OffsetDeletionEnded');
    expect(committed(puppet)).toEqual({ 'orders-0': 6 });
  });

  test('is refused where somebody subscribes to the topic, partition by partition', () => {
    const puppet = forget(read(era, false), 'orders');
    expect(puppet.factsOf('OffsetDeletionEnded')[0]?.partitions.map(({ error }) => error)).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC', 'GROUP_SUBSCRIBED_TO_TOPIC']);
    expect(committed(puppet)).toEqual({ 'orders-0': 6, 'orders-1': 3 });
  });

  test('tells a topic that is not there, and a group that is not', () => {
    const puppet = forget(read(era), 'payments');
    expect(puppet.factsOf('OffsetDeletionEnded')[0]).toMatchObject({ error: 'NONE', partitions: [{ topic: 'payments', partition: null, error: 'UNKNOWN_TOPIC_OR_PARTITION' }] });
    puppet.command({ type: 'group.deleteOffsets', group: 'nobody', topics: ['orders:0'] }).forMs(3000);
    expect(puppet.factsOf('OffsetDeletionEnded')[1]).toMatchObject({ error: 'GROUP_ID_NOT_FOUND', partitions: [{ topic: 'orders', partition: 0, error: 'GROUP_ID_NOT_FOUND' }] });
  });
});

test('2.1 has no --delete-offsets', () => {
  const puppet = cluster({ era: '2.1', brokerConfig }).command({ type: 'group.deleteOffsets', group: 'app', topics: ['orders'] });
  expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'OffsetDelete', error: 'UNSUPPORTED_VERSION' }]);
});

describe('where the offsets go', () => {
  const cases: readonly (readonly [string, ResetTarget, readonly string[] | null, Readonly<Record<string, number>>])[] = [
    ['the first offset of one partition', { to: 'earliest' }, ['orders:0'], { 'orders-0': 0, 'orders-1': 3 }],
    ['the end', { to: 'latest' }, ['orders'], { 'orders-0': 6, 'orders-1': 3 }],
    ['an offset, not beyond the end', { to: 'offset', offset: 4 }, ['orders'], { 'orders-0': 4, 'orders-1': 3 }],
    ['some records back, not before the start', { to: 'shift', by: -4 }, ['orders:0,1'], { 'orders-0': 2, 'orders-1': 0 }],
    ['where it is', { to: 'current' }, ['orders'], { 'orders-0': 6, 'orders-1': 3 }],
  ];
  test.each(cases)('%s', (_name, target, topics, expected) => {
    const puppet = reset(read('3.9'), target, topics).untilFact('GroupOffsetsReset');
    expect(committed(puppet)).toEqual(expected);
  });

  test('the first record of the last so many milliseconds, and the end where there is none', () => {
    const puppet = read('4.1');
    // m7, at offset 4, was sent a second before m8, and after all of orders-1.
    const sinceMs = puppet.world.nowMs - (puppet.replica(1).log.batches.find(({ baseOffset }) => baseOffset === 4)?.records[0]?.timestampMs ?? 0);
    reset(puppet, { to: 'duration', ms: sinceMs }, ['orders']).untilFact('GroupOffsetsReset');
    expect(puppet.factsOf('GroupOffsetsReset')[0]?.offsets).toEqual([{ partition: 'orders-0', offset: 4, wished: 4 }, { partition: 'orders-1', offset: 3, wished: null }]);
  });

  test('an unknown partition, or one that has nothing to shift, is refused', () => {
    expect(reset(read('4.1'), { to: 'earliest' }, ['orders:7']).untilFact('GroupResetFailed').factsOf('GroupResetFailed')).toMatchObject([{ error: 'UNKNOWN_TOPIC_OR_PARTITION', partition: 'orders-7' }]);
    const never = cluster({ era: '4.1', brokerConfig });
    expect(reset(never, { to: 'shift', by: 1 }, ['orders']).untilFact('GroupResetFailed').factsOf('GroupResetFailed')).toMatchObject([{ error: 'NONE', state: null, partition: 'orders-0' }]);
    expect(reset(never, { to: 'latest' }, ['orders']).untilFact('GroupOffsetsReset').factsOf('OffsetsCommitted')).toMatchObject([{ group: 'app', client: 'admin' }]);
  });
});

describe('what may go wrong', () => {
  test('the coordinator goes while it is asked: the tool finds the next one', () => {
    const puppet = read('3.9');
    const coordinator = puppet.factsOf('CoordinatorFound').at(-1)?.coordinator ?? 0;
    reset(puppet, { to: 'earliest' }, ['orders:0']).untilSent('DescribeGroups', 'admin').shutDown(coordinator).untilFact('GroupOffsetsReset');
    expect(puppet.factsOf('CoordinatorFound').at(-1)?.coordinator).not.toBe(coordinator);
    expect(committed(puppet)).toEqual({ 'orders-0': 0, 'orders-1': 3 });
  });

  test('nobody answers: the tool gives up after its five seconds', () => {
    const puppet = cluster({ era: '4.1', brokerConfig }).cut('admin');
    reset(puppet, { to: 'earliest' }).untilFact('GroupResetFailed');
    expect(puppet.factsOf('GroupResetFailed')).toMatchObject([{ api: 'FindCoordinator', error: 'REQUEST_TIMED_OUT' }]);
  });

  test('a group is deleted once nobody is in it', () => {
    const puppet = read('3.9', false);
    puppet.command({ type: 'group.delete', group: 'app' }).untilFact('AdminRequestFailed');
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'DeleteGroups', error: 'NON_EMPTY_GROUP' }]);
    puppet.command({ type: 'consumer.stop', consumer: 'consumer-1' }).forMs(3000).command({ type: 'group.delete', group: 'app' }).untilFact('GroupDeleted').forMs(1000);
    expect(committed(puppet)).toEqual({});
  });

  test('0.10 has no such tool', () => {
    const puppet = cluster({ era: '0.10', brokerConfig });
    reset(puppet, { to: 'earliest' });
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'OffsetCommit', error: 'UNSUPPORTED_VERSION' }]);
  });
});
