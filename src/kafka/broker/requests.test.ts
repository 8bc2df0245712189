import { describe, expect, it } from 'vitest';
import type { ClusterPuppet } from '../../testkit/clusterPuppet.ts';
import { cluster } from '../../testkit/clusterPuppet.ts';
import type { FetchResponse, ListOffsetsResponse, MetadataResponse, OffsetForLeaderEpochResponse, ProduceResponse } from '../messages.ts';

/** What a broker answers to a request that reaches it now. */
function ask<Response>(c: ClusterPuppet, brokerId: number, api: string, fields: object): Response {
  const connection = c.world.wire.connections.values().find((one) => !one.closed && one.server.node === `broker-${brokerId}`)?.id;
  if (connection === undefined) throw new Error(`nobody is connected to broker ${brokerId}`);
  const message = { api, kind: 'request', correlationId: 4711, ...fields };
  const event = { type: api, message, from: 'asker', replyTo: { connection, to: 'asker' }, routine: false };
  const { world } = c.stepper.operate(c.world, [{ op: 'tell', to: `broker-${brokerId}`, event }]);
  const answer = world.wire.connections.get(connection)?.responses.find((one) => one.message.kind === 'response' && one.message.correlationId === 4711);
  return answer?.message as Response;
}

const metadata = (c: ClusterPuppet, brokerId: number) => ask<MetadataResponse>(c, brokerId, 'Metadata', { topics: ['orders', 'unknown'] });
const listEnd = (c: ClusterPuppet, brokerId: number, partition: string, currentLeaderEpoch = -1, replicaId = -1) =>
  ask<ListOffsetsResponse>(c, brokerId, 'ListOffsets', { replicaId, partitions: [{ partition, timestamp: 'latest', currentLeaderEpoch }] }).partitions[0];

describe('Metadata', () => {
  it('names the live brokers, and each partition’s leader, replicas and ISR', () => {
    const { brokers, topics } = metadata(cluster(), 1);
    expect(brokers).toEqual([1, 2, 3]);
    expect(topics[0]).toMatchObject({ error: 'NONE', partitions: [{ error: 'NONE', leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] }] });
    expect(topics[1]).toEqual({ error: 'UNKNOWN_TOPIC_OR_PARTITION', topic: 'unknown', partitions: [] });
  });

  it('says LEADER_NOT_AVAILABLE while a partition has no leader', () => {
    const c = cluster({ era: '3.9', replicationFactor: 1 }).kill(1).untilFact('PartitionWentOffline').forMs(100);
    const connected = c.send('x').until((now) => now.connections('producer-1', 'broker-2').length > 0);
    const { brokers, topics } = metadata(connected, 2);
    expect(brokers).toEqual([2, 3]);
    expect(topics[0]?.partitions).toMatchObject([{ error: 'LEADER_NOT_AVAILABLE', leader: -1, isr: [1] }]);
  });

  it('is the broker’s own copy, however old', () => {
    const c = cluster().cut('broker-2', 'controller-3000').kill(1).untilFact('LeaderElected');
    expect([c.broker(2).image.topics['orders']?.partitions[0]?.leader, c.partition().leader]).not.toContain(-1);
    expect(c.broker(2).image.topics['orders']?.partitions[0]?.leader).toBe(1);
  });
});

describe('a partition that is not here', () => {
  it('is UNKNOWN_TOPIC_OR_PARTITION when there is none such, and NOT_LEADER_OR_FOLLOWER when it lives elsewhere', () => {
    const c = cluster({ partitions: 3, replicationFactor: 1 });
    const produce = (partition: string) => ask<ProduceResponse>(c, 1, 'Produce', { acks: 1, timeoutMs: 100, partitions: [{ partition, records: [] }] }).partitions[0]?.error;
    const fetch = (partition: string) => ask<FetchResponse>(c, 1, 'Fetch', {
      replicaId: -1, replicaEpoch: -1, maxWaitMs: 0, minBytes: 1, partitions: [{ partition, fetchOffset: 0, currentLeaderEpoch: -1, lastFetchedEpoch: null, logStartOffset: -1, maxBytes: 100 }],
    }).partitions[0]?.error;
    const list = (partition: string) => listEnd(c, 1, partition)?.error;
    expect(produce('__consumer_offsets-0')).toBe('INVALID_TOPIC_EXCEPTION');
    for (const answer of [produce, fetch, list]) expect([answer('orders-9'), answer('orders-1')]).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', 'NOT_LEADER_OR_FOLLOWER']);
  });
});

describe('ListOffsets', () => {
  it('lists the high watermark to a consumer and the log end to a follower', () => {
    const c = cluster().cut('broker-3', 'broker-1').send('a').forMs(100);
    expect([listEnd(c, 1, 'orders-0')?.offset, listEnd(c, 1, 'orders-0', -1, 2)?.offset]).toEqual([0, 1]);
  });

  it('a new leader whose high watermark has not reached its epoch keeps silent: OFFSET_NOT_AVAILABLE', () => {
    const c = cluster().cut('broker-3', 'broker-2').cut('broker-3', 'broker-1').send('a').forMs(100).kill(1).untilFact('LeaderElected', { leader: 2 }).untilFact('BecameLeader', { brokerId: 2 });
    expect(c.replica(2)).toMatchObject({ highWatermark: 0, epochStartOffset: 1 });
    c.send('b').until((now) => now.connections('producer-1', 'broker-2').length > 0);
    expect(listEnd(c, 2, 'orders-0')?.error).toBe('OFFSET_NOT_AVAILABLE');
  });

  it('is fenced by epoch, and refused by one that does not lead', () => {
    const c = cluster({ partitions: 3 }).kill(1).untilFact('BecameLeader', { brokerId: 2, partition: 'orders-0' }).forMs(100);
    expect(c.replica(2).leaderEpoch).toBe(1);
    expect(listEnd(c, 2, 'orders-0', 0)?.error).toBe('FENCED_LEADER_EPOCH');
    expect(listEnd(c, 2, 'orders-0', 2)?.error).toBe('UNKNOWN_LEADER_EPOCH');
    expect(listEnd(c, 2, 'orders-0', 1)?.error).toBe('NONE');
    expect(listEnd(c, 3, 'orders-0')?.error).toBe('NOT_LEADER_OR_FOLLOWER');
  });
});

it('OffsetForLeaderEpoch tells where an epoch ends in the leader’s log', () => {
  const c = cluster().send('a').untilFact('RecordAcknowledged');
  const { leaderEpoch } = c.replica(1);
  const end = (epoch: number) =>
    ask<OffsetForLeaderEpochResponse>(c, 1, 'OffsetForLeaderEpoch', { replicaId: 2, partitions: [{ partition: 'orders-0', currentLeaderEpoch: leaderEpoch, leaderEpoch: epoch }] }).partitions[0];
  expect(end(leaderEpoch)).toMatchObject({ error: 'NONE', leaderEpoch, endOffset: 1 });
  expect(end(leaderEpoch + 5)).toMatchObject({ error: 'NONE', leaderEpoch: -1, endOffset: -1 });
});
