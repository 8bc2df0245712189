import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import { bootCluster } from './cluster.ts';
import { checkInvariants } from './promises/invariants.ts';

describe.each(['3.9', '4.1'] as const)('a cluster of Kafka %s', (era) => {
  it.each([1, 3, 10])('of %i brokers boots until every follower fetches and everything is quiet', (brokers) => {
    const c = cluster({ era, brokers, partitions: brokers });
    for (let id = 1; id <= brokers; id += 1) {
      expect(c.brokerState(id)).toBe('running');
      expect(c.replicaState(id, `orders-${id - 1}`)).toBe('leader');
      expect(c.partition(`orders-${id - 1}`).isr).toHaveLength(Math.min(3, brokers));
    }
    expect(c.world.wire.connections.values().flatMap((one) => [...one.requests, ...one.responses])).toEqual([]);
    const before = c.world;
    expect(checkInvariants(before, c.forMs(5).do(c.stepper.usual(c.world)!).world)).toEqual([]);
  });

  it('writes, commits and replicates a record with acks=all', () => {
    const c = cluster({ era }).send('a').untilFact('RecordAcknowledged', { offset: 0 }).forMs(1000);
    expect([1, 2, 3].map((id) => [c.log(id), c.replica(id).highWatermark])).toEqual([[['a'], 1], [['a'], 1], [['a'], 1]]);
  });

  it('survives the death of a leader', () => {
    const c = cluster({ era }).send('a').untilFact('RecordAcknowledged').kill(1).untilFact('BecameLeader', { brokerId: 2 }).forMs(2000);
    expect(c.partition()).toMatchObject({ leader: 2, isr: [2, 3] });
    c.send('b').forMs(5000).restart(1).untilFact('ReplicaJoinedIsr', { brokerId: 1 });
    expect(c.log(1)).toEqual(c.log(2));
  });
});

it('equal descriptions give equal worlds', () => {
  const world = () => JSON.stringify(cluster().world);
  expect(world()).toBe(world());
});

it.each([
  ['more replicas than brokers', { replicationFactor: 2 }, /topic orders: INVALID_REPLICATION_FACTOR/],
  ['a setting that the topic does not have', { topicConfig: { 'min.insync.replica': '1' } }, /topic orders: INVALID_CONFIG/],
])('a topic with %s is refused as Kafka refuses it', (_what, { replicationFactor = 1, topicConfig = {} }: { replicationFactor?: number; topicConfig?: Record<string, string> }, error) => {
  const topics = [{ name: 'orders', partitions: 1, replicationFactor, config: topicConfig }];
  expect(() => bootCluster({ brokers: 1, topics, producers: [], consumers: [] }, { era: '4.1', seed: 1 })).toThrow(error);
});

it('a consumer that is started with the cluster knows its positions', () => {
  const c = cluster({ consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }] });
  expect(c.contextOf<{ positions: object }>('consumer-1').positions).toEqual({ 'orders-0': 0 });
});
