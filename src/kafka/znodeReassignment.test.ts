import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { ClusterPuppet } from '../testkit/clusterPuppet.ts';
import { checkEverything } from '../testkit/reassignmentChecks.ts';
import type { EraId } from './era/era.ts';
import type { ZooKeeperContext } from './zookeeper/types.ts';

const ZNODE = '/admin/reassign_partitions';
const STATE = '/brokers/topics/orders/partitions/0/state';

/** `orders-0` on brokers 1, 2, 3 of six, with three records, and a second partition that stays. */
function written(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 2, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 1]] }];
  return cluster({ era, brokers: 6, controller: 6, topics, producers: [{ id: 'producer-1', topics: ['orders'], config: { retries: '3' } }], zookeeperClients: 1 }).send('a').send('b').send('c').forMs(2000);
}

const move = (puppet: ClusterPuppet, replicas: readonly number[] | null, partition = 'orders-0') => puppet.command({ type: 'partition.reassign', partition, replicas });
const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
const held = (puppet: ClusterPuppet) => puppet.world.actors.keys().filter((address) => address.endsWith('/orders-0')).map((address) => Number(address.slice('broker-'.length, -'/orders-0'.length)));
const znode = ({ world }: ClusterPuppet, path: string): unknown => JSON.parse((world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes[path]?.data ?? 'null');
const outcomes = (puppet: ClusterPuppet) => puppet.factsOf('ReassignmentToolFinished').map(({ outcome }) => outcome);

describe.each(['0.8', '0.10', '0.11', '2.1'] as const)('a partition that moves by /admin/reassign_partitions, in %s', (era) => {
  it('goes the way of Kafka’s order of writes, and the znode is there until it has arrived', () => {
    const puppet = move(written(era), [4, 5, 2]).untilFact('ReassignmentStarted', { adding: [4, 5], removing: [1, 3] });
    expect(znode(puppet, ZNODE)).toEqual({ version: 1, partitions: [{ topic: 'orders', partition: 0, replicas: [4, 5, 2] }] });
    puppet.untilFact('ReassignmentEnded').forMs(2000);
    const writes = puppet.facts.flatMap((fact) => (fact.type === 'ZnodeChanged' ? [{ path: fact.path, ...(JSON.parse(fact.data) as { readonly partitions: Readonly<Record<string, unknown>> }) }] : []));
    const assignments = writes.filter(({ path }) => path === '/brokers/topics/orders').map(({ partitions }) => partitions['0']);
    // Five brokers: a Scala set of five is read in the order of their hashes.
    expect(assignments).toEqual([[5, 1, 2, 3, 4], [4, 5, 2]]);
    expect(puppet.partition()).toMatchObject({ replicas: [4, 5, 2], adding: [], removing: [], leader: 4 });
    expect(ascending(puppet.partition().isr)).toEqual([2, 4, 5]);
    expect(ascending(held(puppet))).toEqual([2, 4, 5]);
    for (const id of [2, 4, 5]) expect(puppet.log(id)).toEqual(['a', 'b', 'c']);
    expect(znode(puppet, ZNODE)).toBeNull();
    expect(outcomes(puppet)).toEqual([{ how: 'started' }]);
    expect(puppet.partition('orders-1').replicas).toEqual([2, 3, 1]);
    checkEverything(puppet);
  });

  it('is seen by a watch on the znode, and to be in sync by one on the partition’s state', () => {
    const puppet = move(written(era), [1, 2, 4]).untilFact('ReassignmentEnded', { removed: [3], cancelled: false }).forMs(2000);
    const fired = puppet.factsOf('WatchFired').filter(({ to }) => to === 'broker-6/controller');
    expect(fired[0]).toMatchObject({ event: 'NodeCreated', path: ZNODE });
    expect(fired.some(({ event, path }) => event === 'NodeDataChanged' && path === STATE)).toBe(true);
    expect(puppet.partition()).toMatchObject({ leader: 1, replicas: [1, 2, 4] });
    expect(puppet.factsOf('LeaderElected')).toEqual([]);
    checkEverything(puppet);
  });

  it('holds all replicas until the last new one is in sync, and takes writes all the time', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 6]).untilFact('ReplicaJoinedIsr', { brokerId: 4 }).forMs(2000).send('d').forMs(1000);
    expect(ascending(puppet.partition().replicas)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(puppet.partition().leader).toBe(1);
    expect(znode(puppet, ZNODE)).not.toBeNull();
    puppet.heal('broker-5', 'broker-1').untilFact('ReassignmentEnded').forMs(2000).send('e').forMs(3000);
    for (const id of [4, 5, 6]) expect(puppet.log(id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    checkEverything(puppet);
  });

  it('another run is turned away while one is under way, and taken afterwards', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 2]).untilFact('ReassignmentToolFinished').forMs(1000);
    move(puppet, [1, 2, 6]).untilFact('ReassignmentToolFinished');
    expect(outcomes(puppet)[1]).toEqual(era === '0.8' ? { how: 'overtaken', reassignment: [{ partition: 'orders-0', replicas: [4, 5, 2] }] } : { how: 'running' });
    puppet.heal('broker-5', 'broker-1').untilFact('ReassignmentEnded').forMs(2000);
    move(puppet, [1, 2, 6]).untilFact('ReassignmentEnded', { replicas: [1, 2, 6] }).forMs(1000);
    expect(ascending(held(puppet))).toEqual([1, 2, 6]);
    checkEverything(puppet);
  });

  it('goes on under another controller where that dies', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 2]).untilFact('ReplicaJoinedIsr', { brokerId: 4 }).kill(6).untilFact('ControllerElected', { epoch: 2 });
    puppet.heal('broker-5', 'broker-1').untilFact('ReassignmentEnded').forMs(2000);
    expect(puppet.partition()).toMatchObject({ replicas: [4, 5, 2] });
    expect(znode(puppet, ZNODE)).toBeNull();
    checkEverything(puppet);
  });

  it('several go one after the other, and each leaves the list when it has arrived', () => {
    const puppet = written(era).cut('broker-5', 'broker-2');
    const moves = [{ partition: 'orders-0', replicas: [1, 4] }, { partition: 'orders-1', replicas: [2, 5] }];
    puppet.command({ type: 'reassignment.run', does: 'execute', moves }).untilFact('ReassignmentEnded', { partition: 'orders-0' }).forMs(500);
    expect(znode(puppet, ZNODE)).toMatchObject({ partitions: [{ topic: 'orders', partition: 1, replicas: [2, 5] }] });
    puppet.heal('broker-5', 'broker-2').untilFact('ReassignmentEnded', { partition: 'orders-1' }).forMs(1000);
    expect([puppet.partition().replicas, puppet.partition('orders-1').replicas]).toEqual([[1, 4], [2, 5]]);
    expect(znode(puppet, ZNODE)).toBeNull();
  });

  it('a plan for where it is already is taken off the list', () => {
    const puppet = move(written(era), [1, 2, 3]).untilFact('ReassignmentDropped', { reason: 'already-assigned' }).forMs(500);
    expect(znode(puppet, ZNODE)).toBeNull();
    expect(puppet.factsOf('ReassignmentStarted')).toEqual([]);
  });

  it('shrinks and is put in another order at once', () => {
    const puppet = move(written(era), [3, 1]).untilFact('ReassignmentEnded', { replicas: [3, 1], removed: [2] }).forMs(1000);
    expect(ascending(held(puppet))).toEqual([1, 3]);
    expect(puppet.partition()).toMatchObject({ replicas: [3, 1], leader: 1 });
    move(puppet, [1, 3]).untilFact('ReassignmentEnded', { replicas: [1, 3] }).forMs(500);
    checkEverything(puppet);
  });
});

describe('a plan that cannot be', () => {
  it('with an unknown broker: the controller of 0.8 gives up, nobody looks in 0.10, the tool refuses from 0.11 on', () => {
    const first = move(written('0.8'), [1, 2, 9]).untilFact('ReassignmentDropped').forMs(500);
    expect(first.factsOf('ReassignmentDropped')).toMatchObject([{ reason: 'not-alive', live: [1, 2] }]);
    expect(znode(first, ZNODE)).toBeNull();
    const second = move(written('0.10'), [1, 2, 9]).untilFact('ReassignmentStarted').forMs(20_000);
    expect(second.partition().replicas).toEqual([1, 2, 9, 3]);
    expect(znode(second, ZNODE)).not.toBeNull();
    for (const era of ['0.11', '2.1'] as const) expect(outcomes(move(written(era), [1, 9]).untilFact('ReassignmentToolFinished'))).toEqual([{ how: 'unknown-brokers', brokers: [9] }]);
  });

  it('for a partition that is not there: 0.8 leaves it out, and writes a list with nothing in it that stays', () => {
    const first = move(written('0.8'), [1, 2], 'orders-7').untilFact('ReassignmentToolFinished').forMs(500);
    expect(outcomes(first)).toEqual([{ how: 'started' }]);
    expect(znode(first, ZNODE)).toEqual({ version: 1, partitions: [] });
    for (const era of ['0.10', '0.11', '2.1'] as const) expect(outcomes(move(written(era), [1], 'orders-7').untilFact('ReassignmentToolFinished'))).toEqual([{ how: 'unknown-partitions', partitions: ['orders-7'] }]);
  });

  it('nothing empty, nothing twice', () => {
    for (const replicas of [[], [1, 1]]) expect(outcomes(move(written('2.1'), replicas))).toEqual([{ how: 'invalid' }]);
  });

  it('the tool gives up when ZooKeeper does not answer for half a minute', () => {
    const puppet = move(written('2.1').cut('admin', 'zookeeper'), [1, 2, 4]).untilFact('ReassignmentToolFinished');
    expect(outcomes(puppet)).toEqual([{ how: 'timed-out', api: 'ZkConnect' }]);
  });
});

it('what is written into the znode by hand later is moved in 0.11, and not seen in 2.1', () => {
  for (const era of ['0.11', '2.1'] as const) {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 2]).untilFact('ReassignmentStarted').forMs(1000);
    const data = JSON.stringify({ version: 1, partitions: [{ topic: 'orders', partition: 0, replicas: [4, 5, 2] }, { topic: 'orders', partition: 1, replicas: [2, 3, 6] }] });
    puppet.command({ type: 'zkClient.set', client: 'client-1', path: ZNODE, data }).forMs(10_000);
    expect(puppet.partition('orders-1').replicas, era).toEqual(era === '0.11' ? [2, 3, 6] : [2, 3, 1]);
  }
});

it('nothing grows while something moves, in 2.1', () => {
  const puppet = move(written('2.1').cut('broker-5', 'broker-1'), [4, 5, 2]).untilFact('ReassignmentStarted').forMs(500);
  puppet.command({ type: 'partitions.create', topic: 'orders', count: 3 }).untilFact('AdminRequestFailed');
  expect(puppet.facts.at(-1)).toMatchObject({ error: 'REASSIGNMENT_IN_PROGRESS', message: 'A partition reassignment is in progress.' });
});
