import { describe, expect, it } from 'vitest';
import { cluster } from '../../testkit/clusterPuppet.ts';

describe('metadata that a broker applies', () => {
  it('gives its replicas their roles and one fetcher for each leader', () => {
    const c = cluster({ partitions: 3 });
    expect([c.replicaState(1, 'orders-0'), c.replicaState(1, 'orders-1')]).toEqual(['leader', { follower: 'fetching' }]);
    expect([c.stateOf('broker-1/fetcher-1'), c.stateOf('broker-1/fetcher-2'), c.stateOf('broker-1/fetcher-3')]).toEqual([undefined, 'fetching', 'fetching']);
    expect(Object.keys(c.fetcher(1, 2).partitions)).toEqual(['orders-1']);
  });

  it('ends a fetcher with nothing left to fetch, and with it its timers', () => {
    const c = cluster().kill(1).untilFact('BecameLeader', { brokerId: 2 }).forMs(50);
    expect([c.stateOf('broker-3/fetcher-1'), c.stateOf('broker-3/fetcher-2')]).toEqual([undefined, 'fetching']);
    expect(c.world.timers.filter((timer) => timer.owner === 'broker-3/fetcher-1' || timer.owner.startsWith('broker-2/fetcher'))).toEqual([]);
  });

  it('a fetcher begun anew in the same process takes no late answer for its own', () => {
    const c = cluster().forMs(2000);
    const { nextCorrelationId } = c.fetcher(3, 1);
    c.shutDown(1).untilFact('BrokerStopped', { brokerId: 1 }).restart(1).untilFact('ReplicaJoinedIsr', { brokerId: 1 });
    c.command({ type: 'leader.elect', electionType: 'PREFERRED', partition: 'orders-0' }).untilFact('BecameLeader', { brokerId: 1 }).until((now) => now.stateOf('broker-3/fetcher-1') === 'fetching');
    expect(c.fetcher(3, 1).nextCorrelationId).toBeGreaterThan(nextCorrelationId);
  });

  it('a changed setting reaches the replicas', () => {
    const c = cluster().command({ type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '2' });
    c.untilFact('ConfigChanged').forMs(50);
    expect([1, 2, 3].map((id) => c.replica(id).config.minInsyncReplicas)).toEqual([2, 2, 2]);
  });

  it('a fenced broker is no longer eligible for any ISR', () => {
    const c = cluster();
    expect(Object.keys(c.replica(1).eligible)).toEqual(['1', '2', '3']);
    c.kill(3).untilFact('BrokerFenced', { brokerId: 3 }).forMs(50);
    expect(Object.keys(c.replica(1).eligible)).toEqual(['1', '2']);
  });
});

it('a new process reads the metadata anew, and the old one’s answers do not reach it', () => {
  const c = cluster().untilSent('FetchMetadata', 'broker-3').kill(3).forMs(9001).restart(3);
  expect(c.broker(3)).toMatchObject({ metadataOffset: 0, published: false, brokerEpoch: -1 });
  expect(c.inFlight('FetchMetadata', 'controller-3000', 'response').filter((one) => one.to === 'broker-3')).toEqual([]);
  c.until((now) => now.brokerState(3) === 'running').untilFact('ReplicaJoinedIsr', { brokerId: 3 });
  expect(c.replicaState(3)).toEqual({ follower: 'fetching' });
});

it('the high watermark is written to the disk every replica.high.watermark.checkpoint.interval.ms', () => {
  const c = cluster().send('a').untilFact('RecordAcknowledged');
  expect(c.replica(1).checkpointedHighWatermark).toBe(0);
  expect(c.forMs(5001).replica(1).checkpointedHighWatermark).toBe(1);
});
