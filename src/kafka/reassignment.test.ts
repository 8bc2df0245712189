import { describe, expect, it } from 'vitest';
import { checkEverything } from '../testkit/reassignmentChecks.ts';
import type { ClusterPuppet } from '../testkit/clusterPuppet.ts';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { EraId } from './era/era.ts';

/** `orders-0` on brokers 1, 2, 3 of six, with three records. */
function written(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }];
  return cluster({ era, brokers: 6, controller: 6, topics, producers: [{ id: 'producer-1', topics: ['orders'], config: {} }] }).send('a').send('b').send('c').forMs(2000);
}

const move = (puppet: ClusterPuppet, replicas: readonly number[] | null) => puppet.command({ type: 'partition.reassign', partition: 'orders-0', replicas });
const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
const held = (puppet: ClusterPuppet) => puppet.world.actors.keys().filter((address) => address.endsWith('/orders-0')).map((address) => Number(address.slice('broker-'.length, -'/orders-0'.length)));

describe.each(['2.8', '3.9', '4.1'] as const)('a partition that moves in %s', (era) => {
  it('is copied by ordinary fetches, then led and held by the wanted brokers only', () => {
    const puppet = move(written(era), [4, 5, 2]).untilFact('ReassignmentEnded').forMs(2000);
    expect(puppet.partition()).toMatchObject({ replicas: [4, 5, 2], adding: [], removing: [], leader: 4 });
    expect(ascending(puppet.partition().isr)).toEqual([2, 4, 5]);
    expect(ascending(held(puppet))).toEqual([2, 4, 5]);
    for (const id of [2, 4, 5]) expect(puppet.log(id)).toEqual(['a', 'b', 'c']);
    expect(puppet.facts.filter((fact) => fact.type === 'RecordsReplicated' && [4, 5].includes(fact.brokerId)).length).toBeGreaterThanOrEqual(2);
    checkEverything(puppet);
  });

  it('keeps its leader where that stays, under a higher epoch', () => {
    const puppet = written(era);
    const { leaderEpoch } = puppet.partition();
    move(puppet, [1, 2, 4]).untilFact('ReassignmentEnded', { removed: [3], cancelled: false }).forMs(2000);
    expect(puppet.partition()).toMatchObject({ leader: 1, replicas: [1, 2, 4] });
    expect(puppet.partition().leaderEpoch).toBeGreaterThan(leaderEpoch);
    expect(puppet.facts.filter(({ type }) => type === 'LeaderElected')).toEqual([]);
  });

  it('holds all replicas until the last new one is in sync, and takes writes all the time', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 6]).untilFact('ReplicaJoinedIsr', { brokerId: 4 }).forMs(2000).send('d').forMs(1000);
    expect(puppet.partition()).toMatchObject({ replicas: [4, 5, 6, 1, 2, 3], adding: [4, 5, 6], removing: [1, 2, 3], leader: 1 });
    expect(puppet.log(1)).toEqual(['a', 'b', 'c', 'd']);
    puppet.heal('broker-5', 'broker-1').untilFact('ReassignmentEnded').forMs(2000).send('e').forMs(3000);
    for (const id of [4, 5, 6]) expect(puppet.log(id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    checkEverything(puppet);
  });

  it('stays where it was when the move is called off; what was copied is deleted', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 6]).untilFact('ReplicaJoinedIsr', { brokerId: 4 }).forMs(2000);
    move(puppet, null).untilFact('ReassignmentEnded', { cancelled: true }).forMs(2000);
    expect(puppet.partition()).toMatchObject({ replicas: [1, 2, 3], adding: [], removing: [], leader: 1 });
    expect(ascending(puppet.partition().isr)).toEqual([1, 2, 3]);
    expect(ascending(held(puppet))).toEqual([1, 2, 3]);
    checkEverything(puppet);
  });

  it('goes where it was last told', () => {
    const puppet = written(era).cut('broker-5', 'broker-1');
    move(puppet, [4, 5, 6]).forMs(2000);
    move(puppet, [1, 2, 6]).untilFact('ReassignmentEnded').forMs(2000);
    expect(puppet.partition()).toMatchObject({ replicas: [1, 2, 6], leader: 1 });
    expect(ascending(held(puppet))).toEqual([1, 2, 6]);
  });

  it('is refused in Kafka’s words', () => {
    const puppet = written(era);
    const failures = () => puppet.facts.flatMap((fact) => (fact.type === 'AdminRequestFailed' ? [fact.error] : []));
    move(puppet, [7]).untilFact('AdminRequestFailed');
    move(puppet, [1, 1]).forMs(100);
    move(puppet, null).forMs(100);
    puppet.command({ type: 'partition.reassign', partition: 'payments-0', replicas: [1] }).forMs(100);
    expect(failures()).toEqual(['INVALID_REPLICA_ASSIGNMENT', 'INVALID_REPLICA_ASSIGNMENT', 'NO_REASSIGNMENT_IN_PROGRESS', 'UNKNOWN_TOPIC_OR_PARTITION']);
    expect(puppet.partition().replicas).toEqual([1, 2, 3]);
  });

  it('grows, shrinks and is put in another order', () => {
    const puppet = written(era);
    move(puppet, [1, 2, 3, 4]).untilFact('ReassignmentEnded', { replicas: [1, 2, 3, 4], removed: [] });
    move(puppet.forMs(100), [3, 1]).untilFact('ReassignmentEnded', { replicas: [3, 1] }).forMs(1000);
    expect(ascending(held(puppet))).toEqual([1, 3]);
    expect(puppet.partition()).toMatchObject({ replicas: [3, 1], leader: 1 });
    move(puppet, [1, 3]).untilFact('ReassignmentEnded', { replicas: [1, 3] });
    checkEverything(puppet);
  });
});

it('goes on under another controller where that dies', () => {
  const puppet = written('2.8').cut('broker-5', 'broker-1');
  move(puppet, [4, 5, 2]).untilFact('ReplicaJoinedIsr', { brokerId: 4 }).kill(6).untilFact('ControllerElected', { epoch: 2 });
  expect(puppet.partition()).toMatchObject({ adding: [4, 5], removing: [1, 3] });
  puppet.heal('broker-5', 'broker-1').untilFact('ReassignmentEnded').forMs(2000);
  expect(puppet.partition()).toMatchObject({ replicas: [4, 5, 2], adding: [], removing: [] });
  checkEverything(puppet);
});

it('waits, with KRaft, for a wanted broker that is down; with ZooKeeper it is refused', () => {
  const kraft = written('3.9').kill(5).untilFact('BrokerFenced', { brokerId: 5 });
  expect(move(kraft, [4, 5]).forMs(3000).partition()).toMatchObject({ replicas: [4, 5, 1, 2, 3], adding: [4, 5] });
  expect(kraft.restart(5).untilFact('ReassignmentEnded').partition()).toMatchObject({ replicas: [4, 5] });
  const zookeeper = move(written('2.8').kill(5).untilFact('LiveBrokersChanged', { deleted: [5] }), [4, 5]).untilFact('AdminRequestFailed');
  expect(zookeeper.facts.at(-1)).toMatchObject({ message: 'Replica assignment has brokers that are not alive. Replica list: List(4, 5), live broker list: Set(1, 2, 3, 4, 6)' });
});

it('before 2.6 the tool cannot call a move off', () => {
  expect(move(written('2.1'), null).facts.at(-1)).toMatchObject({ type: 'AdminRequestFailed', error: 'UNSUPPORTED_VERSION' });
});

it('what a broker held before it went down, and holds no more, is deleted when it comes back with KRaft', () => {
  const puppet = written('3.9').kill(3).untilFact('BrokerFenced', { brokerId: 3 });
  move(puppet, [1, 2, 4]).untilFact('ReassignmentEnded').restart(3).untilFact('ReplicaDeleted', { brokerId: 3 });
  expect(ascending(held(puppet))).toEqual([1, 2, 4]);
});
