import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { ClusterPuppet } from '../testkit/clusterPuppet.ts';
import { checkEverything } from '../testkit/reassignmentChecks.ts';
import type { EraId } from './era/era.ts';
import type { ZooKeeperContext } from './zookeeper/types.ts';

const ZNODE = '/admin/preferred_replica_election';

/** `orders-0` and `orders-1` prefer broker 1, which has been away; `orders-2` is at home. Nothing comes home by itself. */
function drifted(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 3, replicationFactor: 3, assignment: [[1, 2, 3], [1, 3, 2], [2, 3, 1]] }];
  return cluster({ era, brokers: 4, controller: 4, topics, brokerConfig: { 'auto.leader.rebalance.enable': 'false' }, zookeeperClients: 1 })
    .shutDown(1).untilFact('BrokerStopped').restart(1).untilFact('ReplicaJoinedIsr', { partition: 'orders-0', brokerId: 1 }).forMs(3000);
}

const elect = (puppet: ClusterPuppet, partition: string | null = 'orders-0') => puppet.command({ type: 'leader.elect', electionType: 'PREFERRED', partition });
const write = (puppet: ClusterPuppet, data: string) => puppet.command({ type: 'zkClient.create', client: 'client-1', path: ZNODE, data, ephemeral: false, sequential: false });
const listing = (...numbers: readonly number[]) => ({ version: 1, partitions: numbers.map((partition) => ({ topic: 'orders', partition })) });
const znode = ({ world }: ClusterPuppet): unknown => JSON.parse((world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes[ZNODE]?.data ?? 'null');
const outcomes = (puppet: ClusterPuppet) => puppet.factsOf('ElectionToolFinished').map(({ outcome }) => outcome);
const elections = (puppet: ClusterPuppet) => puppet.factsOf('LeaderElected').filter(({ election }) => election === 'preferred').map(({ partition, leader }) => [partition, leader]);
const leaders = (puppet: ClusterPuppet) => [0, 1, 2].map((number) => puppet.partition(`orders-${number}`).leader);

describe.each(['0.8', '0.10', '0.11', '2.1'] as const)('a preferred election by /admin/preferred_replica_election, in %s', (era) => {
  it('is written by the tool, seen by a watch, carried out, and deleted', () => {
    const puppet = drifted(era);
    expect(leaders(puppet)).not.toEqual([1, 1, 2]);
    elect(puppet).untilFact('ElectionToolFinished');
    expect(znode(puppet)).toEqual(listing(0));
    expect(elections(puppet)).toEqual([]);
    puppet.untilFact('PreferredElectionEnded').forMs(500);
    const seen = puppet.factsOf('WatchFired').find(({ path, to }) => path === ZNODE && to === 'broker-4/controller');
    expect(seen?.event).toBe('NodeCreated');
    expect(puppet.factsOf('PreferredElectionBegun')).toEqual([{ type: 'PreferredElectionBegun', controllerId: 4, partitions: ['orders-0'], found: null }]);
    expect(puppet.factsOf('PreferredElectionEnded')).toEqual([{ type: 'PreferredElectionEnded', controllerId: 4, partition: 'orders-0', preferred: 1, leader: 1 }]);
    expect(elections(puppet)).toEqual([['orders-0', 1]]);
    expect(znode(puppet)).toBeNull();
    expect(outcomes(puppet)).toEqual([{ how: 'started' }]);
    expect(puppet.factsOf('ElectionRequested')).toEqual([]);
    checkEverything(puppet);
  });

  it('is asked of no broker: only ZooKeeper hears of it from the tool', () => {
    const puppet = elect(drifted(era).cut('admin', 'broker-1').cut('admin', 'broker-2').cut('admin', 'broker-3').cut('admin', 'broker-4'));
    puppet.untilFact('LeaderElected', { partition: 'orders-0', leader: 1, election: 'preferred' });
    expect(leaders(puppet)[0]).toBe(1);
  });

  it('can be asked for again and again, for every watch is registered anew', () => {
    const puppet = elect(drifted(era)).untilFact('PreferredElectionEnded').forMs(500);
    elect(puppet, 'orders-1').untilFact('PreferredElectionEnded', { partition: 'orders-1' }).forMs(500);
    expect(leaders(puppet)).toEqual([1, 1, 2]);
    expect(outcomes(puppet)).toEqual([{ how: 'started' }, { how: 'started' }]);
    expect(znode(puppet)).toBeNull();
  });

  it('without a file, of every partition that has a znode', () => {
    const puppet = elect(drifted(era), null).untilFact('ElectionToolFinished');
    expect(puppet.factsOf('ElectionToolFinished')).toMatchObject([{ wanted: null, partitions: ['orders-0', 'orders-1', 'orders-2'], missing: [] }]);
    expect(znode(puppet)).toEqual(listing(0, 1, 2));
    puppet.untilFact('PreferredElectionEnded', { partition: 'orders-2' }).forMs(1000);
    expect(leaders(puppet)).toEqual([1, 1, 2]);
    expect(znode(puppet)).toBeNull();
    checkEverything(puppet);
  });

  it('fails where the preferred replica is not there, and is over all the same', () => {
    const puppet = drifted(era).kill(1).forMs(20_000);
    const before = leaders(puppet);
    elect(puppet).untilFact('PreferredElectionEnded').forMs(500);
    expect(puppet.factsOf('PreferredElectionEnded')).toMatchObject([{ partition: 'orders-0', preferred: 1, leader: before[0] }]);
    expect(leaders(puppet)).toEqual(before);
    expect(znode(puppet)).toBeNull();
  });

  it('another run is turned away as long as the znode is there', () => {
    const puppet = elect(drifted(era).cut('broker-4', 'zookeeper')).untilFact('ElectionToolFinished').forMs(100);
    elect(puppet, 'orders-1').untilFact('ElectionToolFinished');
    expect(outcomes(puppet)).toEqual([{ how: 'started' }, { how: 'running', partitions: ['orders-0'] }]);
  });

  it('is missed by a controller that has no connection, and found when it has one again', () => {
    const puppet = elect(drifted(era).cut('broker-4', 'zookeeper')).untilFact('ElectionToolFinished').forMs(100);
    puppet.heal('broker-4', 'zookeeper').untilFact('PreferredElectionEnded', { leader: 1 }).forMs(500);
    expect(elections(puppet)).toEqual([['orders-0', 1]]);
    expect(znode(puppet)).toBeNull();
  });

  it('goes on under the next controller where one dies before it has seen it', () => {
    const puppet = elect(drifted(era).cut('broker-4', 'zookeeper'), null).untilFact('ElectionToolFinished').kill(4).untilFact('ControllerElected', { epoch: 2 });
    expect(znode(puppet)).toEqual(listing(0, 1, 2));
    puppet.untilFact('PreferredElectionEnded').forMs(1000);
    expect(puppet.factsOf('PreferredElectionBegun')).toMatchObject([{ partitions: ['orders-0', 'orders-1'], found: ['orders-0', 'orders-1', 'orders-2'] }]);
    expect(leaders(puppet)).toEqual([1, 1, 2]);
    expect(znode(puppet)).toBeNull();
    checkEverything(puppet);
  });

  it('that is half done is finished by the next controller', () => {
    const puppet = elect(drifted(era), null).untilFact('PreferredElectionBegun').kill(4).untilFact('ControllerElected', { epoch: 2 }).untilFact('PreferredElectionBegun').forMs(2000);
    expect(puppet.factsOf('PreferredElectionBegun').map(({ found }) => found)).toEqual([null, ['orders-0', 'orders-1', 'orders-2']]);
    expect(leaders(puppet)).toEqual([1, 1, 2]);
    expect(znode(puppet)).toBeNull();
    checkEverything(puppet);
  });

  it('leaves out what is not there, and then deletes an empty list', () => {
    const puppet = elect(drifted(era), 'orders-7').untilFact('PreferredElectionBegun').forMs(500);
    expect(puppet.factsOf('ElectionToolFinished')).toMatchObject([{ wanted: ['orders-7'], partitions: [], missing: ['orders-7'], outcome: { how: 'started' } }]);
    expect(puppet.factsOf('PreferredElectionBegun')).toMatchObject([{ partitions: [] }]);
    expect(znode(puppet)).toBeNull();
  });

  it('stays where somebody has written a partition that is not there, until the next controller', () => {
    const puppet = write(drifted(era), JSON.stringify(listing(0, 7, 1))).untilFact('PreferredElectionEnded', { leader: null }).forMs(500);
    expect(puppet.factsOf('PreferredElectionEnded').map(({ partition, leader }) => [partition, leader])).toEqual([['orders-0', 1], ['orders-7', null]]);
    expect(leaders(puppet)).toEqual([1, 1, 2]);
    elect(puppet).untilFact('ElectionToolFinished');
    expect(outcomes(puppet)).toEqual([{ how: 'running', partitions: ['orders-0', 'orders-7', 'orders-1'] }]);
    puppet.kill(4).untilFact('ControllerElected', { epoch: 2 }).untilFact('PreferredElectionBegun').forMs(500);
    expect(znode(puppet)).toBeNull();
  });

  it('what is no list at all is left alone', () => {
    const puppet = write(drifted(era), 'nonsense').forMs(2000);
    expect(puppet.factsOf('PreferredElectionBegun')).toEqual([]);
    elect(puppet).untilFact('ElectionToolFinished');
    expect(outcomes(puppet)).toEqual([{ how: 'running', partitions: null }]);
  });

  it('the tool waits for a connection that breaks, and gives up after half a minute without any', () => {
    const puppet = elect(drifted(era)).untilSent('ZkRequest', 'admin').cut('admin', 'zookeeper').forMs(3000).heal('admin', 'zookeeper').untilFact('PreferredElectionEnded');
    expect(leaders(puppet)[0]).toBe(1);
    expect(outcomes(elect(drifted(era).cut('admin', 'zookeeper')).untilFact('ElectionToolFinished'))).toEqual([{ how: 'timed-out' }]);
  });

  it('tool and reassignment share a session, and both end', () => {
    const puppet = elect(drifted(era)).command({ type: 'partition.reassign', partition: 'orders-2', replicas: [2, 3, 4] }).untilFact('ReassignmentEnded').forMs(2000);
    expect([outcomes(puppet), puppet.factsOf('ReassignmentToolFinished').map(({ outcome }) => outcome)]).toEqual([[{ how: 'started' }], [{ how: 'started' }]]);
    expect(leaders(puppet)[0]).toBe(1);
    expect(puppet.factsOf('SessionClosed').filter(({ node }) => node === 'admin')).toHaveLength(1);
  });
});

it('a preferred leader that leads already is elected once more in 2.1, which raises its epoch, and not before', () => {
  for (const era of ['0.8', '0.10', '0.11', '2.1'] as const) {
    const puppet = drifted(era);
    const { leaderEpoch } = puppet.partition('orders-2');
    elect(puppet, 'orders-2').untilFact('PreferredElectionEnded', { leader: 2 }).forMs(500);
    expect(puppet.partition('orders-2'), era).toMatchObject({ leader: 2, leaderEpoch: leaderEpoch + (era === '2.1' ? 1 : 0) });
    expect(elections(puppet)).toEqual([]);
  }
});

it('from 2.8 on the controller is asked, and ZooKeeper hears nothing of it', () => {
  const puppet = elect(drifted('2.8')).untilFact('ElectionRequested');
  expect(puppet.factsOf('ElectionRequested')).toMatchObject([{ partition: 'orders-0', error: 'NONE' }]);
  expect(puppet.factsOf('ZnodeCreated').some(({ path }) => path === ZNODE)).toBe(false);
});
