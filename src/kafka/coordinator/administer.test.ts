import { describe, expect, test } from 'vitest';
import { OffsetsCluster } from '../../testkit/offsetsCluster.ts';
import { groupAddress } from '../actor.ts';
import type { GroupAdminRequest } from '../group/messages.ts';

type Wanted = { readonly [Api in GroupAdminRequest['api']]: Omit<Extract<GroupAdminRequest, { readonly api: Api }>, 'kind' | 'correlationId'> }[GroupAdminRequest['api']];

const small = { 'offsets.topic.num.partitions': '4', 'group.initial.rebalance.delay.ms': '0' };
let correlationId = 10_000;

function ask(cluster: OffsetsCluster, request: Wanted, brokerId = cluster.coordinator) {
  correlationId += 1;
  return cluster.ask(brokerId, { ...request, kind: 'request', correlationId });
}

describe.each(['2.8', '3.9', '4.1'] as const)('in era %s', (era) => {
  const begun = () => new OffsetsCluster(era, small).withTopic('billing');

  test('a Stable group is described with its members and what each has', () => {
    const cluster = begun();
    const { memberId } = cluster.enter(cluster.coordinator, 'billing');
    cluster.settle();
    expect(ask(cluster, { api: 'DescribeGroups', groups: ['billing'] })).toMatchObject({
      groups: [{ error: 'NONE', groupState: 'Stable', protocolType: 'consumer', protocol: 'range', members: [{ memberId, assignment: ['orders-0'] }] }],
    });
    expect(ask(cluster, { api: 'ListGroups' })).toMatchObject({ error: 'NONE', groups: [{ groupId: 'billing', protocolType: 'consumer', groupState: 'Stable' }] });
  });

  test('a group that is not there is Dead; 4.1 also says so by an error', () => {
    const cluster = begun();
    expect(ask(cluster, { api: 'DescribeGroups', groups: ['billing'] })).toMatchObject({ groups: [{ error: era === '4.1' ? 'GROUP_ID_NOT_FOUND' : 'NONE', groupState: 'Dead', members: [] }] });
    expect(ask(cluster, { api: 'DeleteGroups', groups: ['billing'] })).toMatchObject({ results: [{ error: 'GROUP_ID_NOT_FOUND' }] });
    expect(ask(cluster, { api: 'OffsetDelete', groupId: 'billing', partitions: ['orders-0'] })).toMatchObject({ error: 'GROUP_ID_NOT_FOUND', partitions: [] });
  });

  test('another broker is not its coordinator', () => {
    const cluster = begun();
    const other = cluster.coordinator === 1 ? 2 : 1;
    expect(ask(cluster, { api: 'DescribeGroups', groups: ['billing'] }, other)).toMatchObject({ groups: [{ error: 'NOT_COORDINATOR' }] });
    expect(ask(cluster, { api: 'DeleteGroups', groups: ['billing'] }, other)).toMatchObject({ results: [{ error: 'NOT_COORDINATOR' }] });
    expect(ask(cluster, { api: 'OffsetDelete', groupId: 'billing', partitions: [] }, other)).toMatchObject({ error: 'NOT_COORDINATOR' });
    expect(ask(cluster, { api: 'ListGroups' }, other)).toMatchObject({ error: 'NONE', groups: [] });
  });

  test('while it loads, it tells nothing', () => {
    const cluster = new OffsetsCluster(era, small).withTopic('billing', false);
    cluster.until(() => Object.values((cluster.contextOf(`broker-${cluster.coordinator}/coordinator`) as { readonly partitions: Record<number, { readonly state: string }> }).partitions).some(({ state }) => state === 'loading'));
    correlationId += 1;
    expect(cluster.ask(cluster.coordinator, { api: 'DescribeGroups', groups: ['billing'], kind: 'request', correlationId }, { hold: true })).toMatchObject({ groups: [{ error: 'COORDINATOR_LOAD_IN_PROGRESS' }] });
    correlationId += 1;
    expect(cluster.ask(cluster.coordinator, { api: 'ListGroups', kind: 'request', correlationId }, { hold: true })).toMatchObject({ error: 'COORDINATOR_LOAD_IN_PROGRESS' });
  });

  test('only a group without members is deleted, with tombstones for all it had', () => {
    const cluster = begun();
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    expect(ask(cluster, { api: 'DeleteGroups', groups: ['billing'] })).toMatchObject({ results: [{ groupId: 'billing', error: 'NON_EMPTY_GROUP' }] });
    cluster.ask(coordinator, cluster.leave('billing', member.memberId));
    cluster.settle();
    expect(ask(cluster, { api: 'DeleteGroups', groups: ['billing'] })).toMatchObject({ results: [{ error: 'NONE' }] });
    cluster.settle();
    expect(cluster.facts('GroupDeleted')).toEqual([expect.objectContaining({ brokerId: coordinator, group: 'billing', offsets: 1 })]);
    expect(cluster.records('billing', coordinator).slice(-2)).toEqual([['[billing,orders,0]', null], ['billing', null]]);
    expect(cluster.contextOf(groupAddress(coordinator, 'billing'))).toBeUndefined();
    expect(cluster.committed(coordinator, 'billing', 'orders-0')).toBe(-1);
    cluster.command({ type: 'broker.kill', brokerId: coordinator });
    cluster.settle(40_000);
    expect(cluster.facts('GroupLoaded').filter(({ group }) => group === 'billing')).toEqual([]);
    expect(cluster.faults()).toEqual([]);
  });

  test('offsets of a topic that a member subscribes to are not deleted, others are', () => {
    const cluster = begun();
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    expect(ask(cluster, { api: 'OffsetDelete', groupId: 'billing', partitions: ['orders-0', 'payments-0'] })).toMatchObject({
      error: 'NONE', partitions: [{ partition: 'orders-0', error: 'GROUP_SUBSCRIBED_TO_TOPIC' }, { partition: 'payments-0', error: 'UNKNOWN_TOPIC_OR_PARTITION' }],
    });
    cluster.ask(coordinator, cluster.leave('billing', member.memberId));
    cluster.settle();
    expect(ask(cluster, { api: 'OffsetDelete', groupId: 'billing', partitions: ['orders-0'] })).toMatchObject({ error: 'NONE', partitions: [{ error: 'NONE' }] });
    expect(cluster.committed(coordinator, 'billing', 'orders-0')).toBe(-1);
    expect(cluster.facts('OffsetsDeleted')).toEqual([expect.objectContaining({ partitions: ['orders-0'] })]);
    expect(cluster.faults()).toEqual([]);
  });

  test('from outside, a commit is taken only while nobody is in the group, and makes a group that is not there', () => {
    const cluster = begun();
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    expect(cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }))).toMatchObject({ partitions: [{ error: 'UNKNOWN_MEMBER_ID' }] });
    cluster.ask(coordinator, cluster.leave('billing', member.memberId));
    cluster.settle();
    expect(cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }))).toMatchObject({ partitions: [{ error: 'NONE' }] });
  });

  test('partitions added to __consumer_offsets count only once the broker has started again', () => {
    const cluster = begun();
    const { coordinator } = cluster;
    const member = cluster.enter(coordinator, 'billing');
    cluster.ask(coordinator, cluster.commit('billing', { 'orders-0': 5 }, member));
    cluster.command({ type: 'partitions.create', topic: '__consumer_offsets', count: 7 });
    cluster.settle();
    expect(cluster.leaderOf(6)).toBeGreaterThan(0);
    expect(cluster.ask(coordinator, cluster.find('billing'))).toMatchObject({ error: 'NONE', nodeId: coordinator });
    expect(cluster.facts('CoordinatorFound').at(-1)).toMatchObject({ partitions: 4 });
    expect(cluster.committed(coordinator, 'billing', 'orders-0')).toBe(5);
    cluster.command({ type: 'broker.kill', brokerId: coordinator });
    cluster.settle(40_000);
    cluster.command({ type: 'broker.restart', brokerId: coordinator });
    cluster.settle(20_000);
    cluster.ask(coordinator, cluster.find('billing'));
    expect(cluster.facts('CoordinatorFound').at(-1)).toMatchObject({ brokerId: coordinator, partitions: 7 });
    const other = cluster.leaderOf(0) === coordinator ? 1 : 2;
    cluster.ask(other === coordinator ? 3 : other, cluster.find('billing'));
    expect(cluster.facts('CoordinatorFound').at(-1)).toMatchObject({ partitions: 4 });
    expect(cluster.faults()).toEqual([]);
  });
});
