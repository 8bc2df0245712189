import { describe, expect, test } from 'vitest';
import { brokerAddress, coordinatorAddress, groupAddress, replicaAddress } from '../actor.ts';
import { coordinatorPartition } from '../group/coordinatorPartition.ts';
import type { CoordinatorContext } from './types.ts';
import { OffsetsCluster } from '../../testkit/offsetsCluster.ts';

const ERAS = ['2.8', '3.9', '4.1'] as const;
const small = { 'offsets.topic.num.partitions': '4', 'group.initial.rebalance.delay.ms': '0' };

test('with fewer brokers than the replication factor 0.10 made the topic with what there was, 0.11 no more', () => {
  const replicas = (era: '0.10' | '0.11') => {
    const cluster = new OffsetsCluster(era, small, 2);
    cluster.ask(1, cluster.find('billing'));
    cluster.settle();
    return [cluster.facts('InternalTopicWanted').map(({ replicationFactor }) => replicationFactor), cluster.facts('InternalTopicRefused').length];
  };
  expect([replicas('0.10'), replicas('0.11')]).toEqual([[[2], 0], [[], 1]]);
});

describe.each(ERAS)('in era %s', (era) => {
  test('the first search for a coordinator creates the topic, and a later one finds the leader of the group’s partition', () => {
    const cluster = new OffsetsCluster(era, small);
    expect(cluster.ask(1, cluster.find('billing'))).toMatchObject({ error: 'COORDINATOR_NOT_AVAILABLE', nodeId: -1 });
    cluster.settle();
    const partition = coordinatorPartition('billing', 4);
    expect(cluster.ask(2, cluster.find('billing'))).toMatchObject({ error: 'NONE', nodeId: cluster.leaderOf(partition) });
    expect(cluster.facts('InternalTopicWanted')).toEqual([expect.objectContaining({ brokerId: 1, partitions: 4, replicationFactor: 3 })]);
    expect(cluster.facts('CoordinatorFound')).toEqual([expect.objectContaining({ group: 'billing', partition, partitions: 4 })]);
    expect(cluster.topicConfigs()).toMatchObject({ 'cleanup.policy': 'compact', 'compression.type': 'producer', 'segment.bytes': '104857600' });
    expect(cluster.faults()).toEqual([]);
  });

  test('with fewer brokers than the replication factor the topic is not created', () => {
    const cluster = new OffsetsCluster(era, small, 2);
    expect(cluster.ask(1, cluster.find('billing'))).toMatchObject({ error: 'COORDINATOR_NOT_AVAILABLE' });
    cluster.settle();
    expect(cluster.ask(1, cluster.find('billing'))).toMatchObject({ error: 'COORDINATOR_NOT_AVAILABLE' });
    expect(cluster.facts('InternalTopicRefused')[0]).toMatchObject({ replicationFactor: 3, liveBrokers: 2, error: 'INVALID_REPLICATION_FACTOR' });
  });

  test('a commit is answered when it is in the log of every replica in sync, and fetched from the coordinator’s memory', () => {
    const cluster = new OffsetsCluster(era, small).withTopic('billing');
    const { coordinator } = cluster;
    expect(cluster.ask(coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ error: 'NONE', partitions: [{ offset: -1, error: 'NONE' }] });
    expect(cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5, 'orders-1': 7 }))).toMatchObject({ partitions: [{ error: 'NONE' }, { error: 'NONE' }] });
    expect(cluster.ask(coordinator, cluster.fetch('billing', null))).toMatchObject({ partitions: [{ partition: 'orders-0', offset: 5 }, { partition: 'orders-1', offset: 7 }] });
    expect(cluster.records('billing', 1)).toEqual([
      ['[billing,orders,0]', expect.stringMatching(/^OffsetAndMetadata\(offset=5, leaderEpoch=Optional\[0\], metadata=, commitTimestamp=\d+, expireTimestamp=None\)$/)],
      ['[billing,orders,1]', expect.stringContaining('offset=7')],
    ]);
    expect(cluster.records('billing', 2)).toHaveLength(2);
    expect(cluster.faults()).toEqual([]);
  });

  test('only the group’s own coordinator answers for it', () => {
    const cluster = new OffsetsCluster(era, small).withTopic('billing');
    const other = cluster.coordinator === 1 ? 2 : 1;
    expect(cluster.ask(other, cluster.commit('billing', { 'orders-0': 5 }))).toMatchObject({ partitions: [{ error: 'NOT_COORDINATOR' }] });
    expect(cluster.ask(other, cluster.fetch('billing', null))).toMatchObject({ error: 'NOT_COORDINATOR' });
    expect(cluster.ask(other, cluster.join('billing'))).toMatchObject({ error: 'NOT_COORDINATOR' });
    expect(cluster.ask(cluster.coordinator, cluster.join(''))).toMatchObject({ error: 'INVALID_GROUP_ID' });
    expect(cluster.ask(cluster.coordinator, { ...cluster.join('billing'), sessionTimeoutMs: 1 })).toMatchObject({ error: 'INVALID_SESSION_TIMEOUT' });
  });

  test('when the coordinator dies, the next leader of the partition has the groups and the offsets from its own log', () => {
    const cluster = new OffsetsCluster(era, small).withTopic('billing');
    const first = cluster.coordinator;
    const member = cluster.enter(first, 'billing');
    cluster.ask(first, cluster.commit('billing', { 'orders-0': 5 }, member));
    cluster.ask(first, cluster.commit('billing', { 'orders-0': 9 }, member));
    cluster.command({ type: 'broker.kill', brokerId: first });
    cluster.settle(40_000);
    const second = cluster.leaderOf(coordinatorPartition('billing', 4));
    expect(second).not.toBe(first);
    expect(cluster.ask(second, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: 9 }] });
    expect(cluster.facts('GroupLoaded').at(-1)).toMatchObject({ brokerId: second, group: 'billing', generation: 1, members: 1, offsets: 1 });
    expect(cluster.isIn(groupAddress(second, 'billing'), 'Stable')).toBe(true);
    expect(cluster.ask(second, { ...cluster.heartbeat('billing'), ...member })).toMatchObject({ error: 'NONE' });
    expect(cluster.faults()).toEqual([]);
  });

  test('a coordinator that leads no longer forgets its groups', () => {
    const cluster = new OffsetsCluster(era, small).withTopic('billing');
    const first = cluster.coordinator;
    cluster.ask(first, cluster.commit('billing', { 'orders-0': 5 }));
    cluster.command({ type: 'broker.shutdown', brokerId: first });
    cluster.until(() => cluster.facts('OffsetsPartitionUnloaded').some(({ groups }) => groups === 1));
    expect(cluster.facts('OffsetsPartitionUnloaded').find(({ groups }) => groups === 1)).toMatchObject({ brokerId: first, offsets: 1 });
    expect(cluster.contextOf(groupAddress(first, 'billing'))).toBeUndefined();
    cluster.settle(20_000);
    expect(cluster.ask(cluster.leaderOf(coordinatorPartition('billing', 4)), cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: 5 }] });
  });
});

test('while a partition is loaded its groups are told to wait, and members are kept quiet', () => {
  const cluster = new OffsetsCluster('2.8', small).withTopic('billing', false);
  cluster.until(() => cluster.isIn(coordinatorAddress(cluster.coordinator), 'loading'));
  const { coordinator } = cluster;
  const hold = { hold: true };
  expect(cluster.ask(coordinator, cluster.join('billing'), hold)).toMatchObject({ error: 'COORDINATOR_LOAD_IN_PROGRESS' });
  expect(cluster.ask(coordinator, cluster.heartbeat('billing'), hold)).toMatchObject({ error: 'NONE' });
  expect(cluster.ask(coordinator, cluster.sync('billing'), hold)).toMatchObject({ error: 'REBALANCE_IN_PROGRESS' });
});

test('without enough replicas in sync a commit is not possible', () => {
  const cluster = new OffsetsCluster('2.8', { ...small, 'min.insync.replicas': '3' }).withTopic('billing');
  const { coordinator } = cluster;
  cluster.command({ type: 'broker.kill', brokerId: [1, 2, 3].find((id) => id !== coordinator) ?? 0 });
  cluster.settle(40_000);
  const now = cluster.leaderOf(coordinatorPartition('billing', 4));
  expect(cluster.ask(now, cluster.commit('billing', { 'orders-0': 5 }))).toMatchObject({ partitions: [{ error: 'COORDINATOR_NOT_AVAILABLE' }] });
  expect(cluster.facts('OffsetCommitFailed')).toHaveLength(1);
});

test('a commit that no follower confirms in time fails, and may be committed all the same', () => {
  const cluster = new OffsetsCluster('2.8', small).withTopic('billing');
  const { coordinator } = cluster;
  cluster.command({ type: 'network.cut', from: brokerAddress(1), to: brokerAddress(2) });
  cluster.command({ type: 'network.cut', from: brokerAddress(1), to: brokerAddress(3) });
  cluster.command({ type: 'network.cut', from: brokerAddress(2), to: brokerAddress(3) });
  expect(cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }))).toMatchObject({ partitions: [{ error: 'REQUEST_TIMED_OUT' }] });
  expect(cluster.ask(coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: -1 }] });
});

test('metadata beyond offset.metadata.max.bytes is refused by itself', () => {
  const cluster = new OffsetsCluster('3.9', { ...small, 'offset.metadata.max.bytes': '3' }).withTopic('billing');
  const commit = cluster.commit('billing', { 'orders-0': 5, 'orders-1': 6 });
  const offsets = commit.offsets.map((one, index) => (index === 0 ? { ...one, metadata: 'long' } : one));
  expect(cluster.ask(cluster.coordinator, { ...commit, offsets })).toMatchObject({ partitions: [{ error: 'OFFSET_METADATA_TOO_LARGE' }, { error: 'NONE' }] });
});

describe('what nobody commits any more expires', () => {
  const retention = { ...small, 'offsets.retention.minutes': '1', 'offsets.retention.check.interval.ms': '10000' };

  test('an offset of a consumer in no group, a minute after its commit, and then its group', () => {
    const cluster = new OffsetsCluster('3.9', retention).withTopic('billing');
    const { coordinator } = cluster;
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }));
    cluster.settle(45_000);
    expect(cluster.ask(coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: 5 }] });
    cluster.settle(30_000);
    expect(cluster.ask(coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: -1 }] });
    expect(cluster.records('billing', coordinator).at(-1)).toEqual(['[billing,orders,0]', null]);
    expect(cluster.contextOf(groupAddress(coordinator, 'billing'))).toBeUndefined();
    expect(cluster.faults()).toEqual([]);
  });

  test('everything a minute after the last member has left, and then the group with a tombstone of its own', () => {
    const cluster = new OffsetsCluster('2.8', retention).withTopic('billing');
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    cluster.settle(90_000);
    cluster.ask(coordinator, cluster.leave('billing', member.memberId));
    cluster.settle(45_000);
    expect(cluster.committed(coordinator, 'billing', 'orders-0')).toBe(5);
    cluster.settle(30_000);
    expect(cluster.records('billing', coordinator).slice(-2)).toEqual([['[billing,orders,0]', null], ['billing', null]]);
    expect(cluster.contextOf(groupAddress(coordinator, 'billing'))).toBeUndefined();
  });

  test('nothing of a group with members that subscribe to the topic', () => {
    const cluster = new OffsetsCluster('3.9', retention).withTopic('billing');
    const member = cluster.enter(cluster.coordinator, 'billing');
    cluster.ask(cluster.coordinator, cluster.commit('billing', { 'orders-0': 5, 'payments-0': 6 }, member));
    cluster.settle(90_000);
    expect(cluster.ask(cluster.coordinator, cluster.fetch('billing', null))).toMatchObject({ partitions: [{ partition: 'orders-0', offset: 5 }] });
    expect(cluster.facts('OffsetsExpired')).toEqual([expect.objectContaining({ partitions: ['payments-0'] })]);
  });

  test.each([['2.8', -1], ['3.9', 5]] as const)('an old commit of an Empty group that is joined again, while it rebalances: %s answers %i', (era, offset) => {
    const cluster = new OffsetsCluster(era, { ...retention, 'group.initial.rebalance.delay.ms': '20000' }).withTopic('billing');
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    cluster.settle(75_000);
    cluster.ask(coordinator, cluster.leave('billing', member.memberId));
    cluster.enter(coordinator, 'billing');
    expect(cluster.ask(coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset }] });
  });

  test('before KIP-211 whatever its commit said, members or not', () => {
    const cluster = new OffsetsCluster('0.11', retention).withTopic('billing');
    const member = cluster.enter(cluster.coordinator, 'billing');
    cluster.ask(cluster.coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    expect(cluster.records('billing', cluster.coordinator).at(-1)?.[1]).toMatch(/expireTimestamp=Some\(\d+\)\)$/);
    cluster.settle(90_000);
    expect(cluster.ask(cluster.coordinator, cluster.fetch('billing', ['orders-0']))).toMatchObject({ partitions: [{ offset: -1 }] });
  });
});

test('the invariants notice a coordinator that remembers what its log does not say', () => {
  const cluster = new OffsetsCluster('3.9', small).withTopic('billing');
  cluster.ask(cluster.coordinator, cluster.commit('billing', { 'orders-0': 5 }));
  const partition = coordinatorPartition('billing', 4);
  const fault = `broker-${cluster.coordinator}/__consumer_offsets-${partition}: `;
  expect(cluster.faultsWith(coordinatorAddress(cluster.coordinator), (context) => withOffset(context, partition, 6))).toEqual([expect.stringContaining(`${fault}remembers offset 6`)]);
  expect(cluster.faultsWith(replicaAddress(cluster.coordinator, `__consumer_offsets-${partition}`), (context) => context, 'offline')).toContain(`${fault}coordinated, but not led`);
});

function withOffset(context: unknown, partition: number, offset: number): CoordinatorContext {
  const coordinator = context as CoordinatorContext;
  const known = coordinator.partitions[partition];
  const cached = known?.groups['billing']?.['orders-0'];
  if (known === undefined || cached === undefined) throw new Error('nothing is committed');
  return { ...coordinator, partitions: { ...coordinator.partitions, [partition]: { ...known, groups: { billing: { 'orders-0': { ...cached, offset } } } } } };
}
