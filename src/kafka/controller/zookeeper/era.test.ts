import { describe, expect, it } from 'vitest';
import { cluster } from '../../../testkit/clusterPuppet.ts';
import type { ClusterPuppet, PuppetOptions } from '../../../testkit/clusterPuppet.ts';
import { verdicts } from '../../promises/verdicts.ts';
import type { ZooKeeperContext } from '../../zookeeper/types.ts';
import type { ZkControllerContext } from './types.ts';

const SESSION_MS = 18_000;
const zk = (options: PuppetOptions = {}): ClusterPuppet => cluster({ era: '2.8', ...options });
const controllerOn = (c: ClusterPuppet, brokerId: number): ZkControllerContext => c.contextOf(`broker-${brokerId}/controller`);
const stateOn = (c: ClusterPuppet, brokerId: number): unknown => c.stateOf(`broker-${brokerId}/controller`);
const znode = (c: ClusterPuppet, path: string) => c.contextOf<ZooKeeperContext>('zookeeper').znodes[path];
const survival = (c: ClusterPuppet) => verdicts(c.world).find(({ promise }) => promise === 'acknowledgedRecordsSurvive')?.verdict;

describe('booting with ZooKeeper', () => {
  it.each([1, 3, 10])('a cluster of %i brokers comes up, and every broker knows every leader', (brokers) => {
    const c = zk({ brokers, partitions: brokers });
    for (let id = 1; id <= brokers; id += 1) {
      expect(c.brokerState(id)).toBe('running');
      expect(c.replicaState(id, `orders-${id - 1}`)).toBe('leader');
      expect(c.broker(id).image.topics.orders?.partitions[0]?.leader).toBe(1);
      expect(stateOn(c, id)).toBe(id === 1 ? 'active' : 'inactive');
    }
  });

  it('writes Kafka’s JSON', () => {
    const c = zk();
    expect(znode(c, '/brokers/topics/orders/partitions/0/state')?.data).toBe('{"version":1,"leader":1,"leader_epoch":0,"controller_epoch":1,"isr":[1,2,3]}');
    expect(znode(c, '/controller_epoch')).toMatchObject({ data: '1', version: 1 });
    expect(JSON.parse(znode(c, '/controller')?.data ?? '')).toMatchObject({ version: 1, brokerid: 1 });
  });

  it('the broker that comes first is the controller', () => {
    const c = zk({ controller: 3 });
    expect([1, 2, 3].map((id) => stateOn(c, id))).toEqual(['inactive', 'inactive', 'active']);
  });

  it('a topic’s settings count from its first record on', () => {
    expect(zk({ topicConfig: { 'min.insync.replicas': '2' } }).replica(1).config.minInsyncReplicas).toBe(2);
  });
});

describe('the race for /controller', () => {
  it('begins when the session of the controller expires, has one winner, and raises the epoch', () => {
    const c = zk().kill(1).untilFact('SessionExpired', { node: 'broker-1' }).untilFact('ControllerElected').forMs(100);
    expect(c.factsOf('ControllerElected')).toEqual([{ type: 'ControllerElected', controllerId: 2, epoch: 2 }]);
    expect([stateOn(c, 2), stateOn(c, 3)]).toEqual(['active', 'inactive']);
    expect(controllerOn(c, 3).activeControllerId).toBe(2);
    expect(c.broker(3).controller).toBe('broker-2/controller');
  });

  it('is run by every broker that is left; the loser’s claim fails as a whole', () => {
    const c = zk().kill(1).until((now) => stateOn(now, 2) === 'electing' && stateOn(now, 3) === 'electing').forMs(200);
    expect(znode(c, '/controller_epoch')).toMatchObject({ data: '2', version: 2 });
    expect([stateOn(c, 2), stateOn(c, 3), controllerOn(c, 3).activeControllerId]).toEqual(['active', 'inactive', 2]);
  });

  it('a controller that lost its session unnoticed is refused by its epoch', () => {
    const c = zk({ controller: 3 }).cut('broker-3', 'zookeeper').untilFact('ControllerElected', { epoch: 2 }).forMs(200);
    expect(stateOn(c, 3)).toBe('active');
    // What it still sends carries its old epoch.
    const stale = { api: 'LeaderAndIsr', kind: 'request', correlationId: 9, controllerId: 3, controllerEpoch: 1, brokerEpoch: -1, topicIds: {}, partitions: [] };
    const event = { type: 'LeaderAndIsr', message: stale, from: 'broker-3/controller', replyTo: { connection: '', to: 'broker-3/controller' }, routine: false };
    const { facts } = c.stepper.operate(c.world, [{ op: 'tell', to: 'broker-2', event }]);
    expect(facts).toMatchObject([{ type: 'ControlRequestRefused', brokerId: 2, error: 'STALE_CONTROLLER_EPOCH', controllerEpoch: 1, knownControllerEpoch: 2 }]);
  });

  it('resigns and registers anew when it is back', () => {
    const c = zk({ controller: 3 }).cut('broker-3', 'zookeeper').untilFact('ControllerElected', { epoch: 2 });
    const before = c.broker(3).brokerEpoch;
    c.heal('broker-3', 'zookeeper').untilFact('ControllerResigned', { controllerId: 3 }).untilFact('BrokerRegisteredInZooKeeper', { brokerId: 3 }).forMs(1000);
    expect(c.broker(3).brokerEpoch).toBeGreaterThan(before);
    expect(stateOn(c, 3)).toBe('inactive');
    expect(c.partition().isr.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });
});

describe('a broker that dies', () => {
  it('is missed after zookeeper.session.timeout.ms, and a live ISR member leads', () => {
    const c = zk({ controller: 3 }).send('a').untilFact('RecordAcknowledged').forMs(1000);
    const killedAtMs = c.world.nowMs;
    c.kill(1).untilFact('BecameLeader', { brokerId: 2 });
    expect(c.world.nowMs - killedAtMs).toBeGreaterThan(SESSION_MS * (2 / 3));
    expect(c.world.nowMs - killedAtMs).toBeLessThan(SESSION_MS + 1000);
    expect(c.partition()).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 1 });
    expect(survival(c)).toBe('kept');
  });

  it('leaves the ISR as a follower too, and that raises the leader epoch', () => {
    const c = zk({ controller: 3 }).kill(2).untilFact('ReplicaLeftIsr', { brokerId: 2 }).forMs(500);
    expect(c.partition()).toMatchObject({ leader: 1, isr: [1, 3], leaderEpoch: 1, partitionEpoch: 1 });
    expect(c.replica(1)).toMatchObject({ leaderEpoch: 1, isr: [1, 3] });
    expect(c.replica(3).leaderEpoch).toBe(1);
  });

  it('as the last of the ISR leaves the partition without a leader, and leads again when it is back', () => {
    const c = zk({ controller: 4, brokers: 4, replicationFactor: 3 });
    c.kill(2).kill(3).untilFact('LiveBrokersChanged').forMs(3000);
    expect(c.partition().isr).toEqual([1]);
    c.kill(1).restart(2).untilFact('PartitionWentOffline').forMs(1000);
    expect(c.partition()).toMatchObject({ leader: -1, isr: [1] });
    c.restart(1).untilFact('BecameLeader', { brokerId: 1 });
    expect(c.partition()).toMatchObject({ leader: 1, isr: [1] });
  });

  it('is replaced uncleanly at once when the topic comes to allow that', () => {
    const c = zk({ controller: 4, brokers: 4, replicationFactor: 3 });
    c.kill(2).kill(3).untilFact('LiveBrokersChanged').forMs(3000).kill(1).restart(2).untilFact('PartitionWentOffline').forMs(1000);
    c.command({ type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'unclean.leader.election.enable', value: 'true' });
    c.untilFact('LeaderElected', { leader: 2, election: 'unclean', isr: [2] });
  });

  it('is refused while the session of its last process lives', () => {
    const c = zk().kill(3).forMs(5000).restart(3).untilFact('BrokerRegistrationRefused', { brokerId: 3, path: '/brokers/ids/3' }).untilFact('BrokerStopped', { how: 'start-up-failed' });
    expect(c.brokerState(3)).toBe('down');
    c.untilFact('SessionExpired', { node: 'broker-3' }).restart(3).untilFact('BrokerRegisteredInZooKeeper', { brokerId: 3 });
  });

  it('comes back as a follower and into the ISR', () => {
    const c = zk({ controller: 3 }).send('a').kill(1).untilFact('BecameLeader', { brokerId: 2 }).forMs(1000).restart(1).untilFact('ReplicaJoinedIsr', { brokerId: 1 });
    expect(c.log(1)).toEqual(c.log(2));
    expect(c.partition()).toMatchObject({ leader: 2, isr: [2, 3, 1] });
  });
});

describe('a broker that is told to stop', () => {
  it('gives its leaderships away before it goes, and its session with it', () => {
    const c = zk({ controller: 3 }).shutDown(1).untilFact('LeaderElected', { leader: 2, election: 'controlled-shutdown', isr: [2, 3] }).untilFact('BrokerStopped', { how: 'controlled-shutdown' });
    expect(c.world.nowMs).toBeLessThan(1000);
    expect(znode(c, '/brokers/ids/1')).toBeUndefined();
  });
});

describe('ISR changes', () => {
  it('are written by the controller under the leader’s own epoch; only the znode’s version rises', () => {
    const c = zk({ controller: 3 }).cut('broker-1', 'broker-2').send('a').untilFact('ReplicaLeftIsr', { brokerId: 2, by: 'leader' }).forMs(100);
    expect(c.partition()).toMatchObject({ isr: [1, 3], leaderEpoch: 0, partitionEpoch: 1 });
    c.heal('broker-1', 'broker-2').untilFact('ReplicaJoinedIsr', { brokerId: 2, by: 'leader' });
    expect(c.partition()).toMatchObject({ isr: [1, 3, 2], leaderEpoch: 0, partitionEpoch: 2 });
  });

  it('reach the new controller when the old one dies over them', () => {
    const c = zk({ controller: 3 }).cut('broker-1', 'broker-2').send('a').untilSent('AlterPartition', 'broker-1').kill(3);
    c.untilFact('ControllerElected', { epoch: 2 }).forMs(60_000);
    expect(c.partition()).toMatchObject({ leader: 1, isr: [1] });
    expect(c.replica(1).pendingIsr).toBeNull();
  });
});

it('gives leaderships back to the preferred replica when it looks, every leader.imbalance.check.interval.seconds', () => {
  const c = zk({ controller: 3, brokerConfig: { 'leader.imbalance.check.interval.seconds': '30' } });
  c.shutDown(1).untilFact('BrokerStopped').restart(1).untilFact('ReplicaJoinedIsr', { brokerId: 1 }).untilFact('LeaderElected', { leader: 1, election: 'preferred' });
});
