import { describe, expect, it } from 'vitest';
import { bootCluster } from '../cluster.ts';
import type { ConsumerContext } from '../consumer/types.ts';
import { eraIds, eraOf } from '../era/era.ts';
import { brokerStartRefusal } from './startRefusal.ts';

const ORDERS = { brokers: 1, topics: [{ name: 'orders', partitions: 1, replicationFactor: 1 }], producers: [], consumers: [] };
const WAIT = 'requirement failed: replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes in ISR';

describe('a broker does not start', () => {
  it.each([
    [{ 'replica.lag.time.max.ms': '0' }, 'replica.lag.time.max.ms', WAIT],
    [{ 'replica.fetch.wait.max.ms': '30001' }, 'replica.fetch.wait.max.ms', 'requirement failed: replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket timeouts'],
    [{ 'log.retention.hours': '0' }, 'log.retention.hours', 'requirement failed: log.retention.ms must be unlimited (-1) or, greater than or equal to 1'],
    [{ 'log.roll.ms': '0' }, 'log.roll.ms', 'Invalid value 0 for configuration segment.ms: Value must be at least 1'],
    [{ 'log.flush.interval.ms': '-1' }, 'log.flush.interval.ms', 'Invalid value -1 for configuration flush.ms: Value must be at least 0'],
    [{ 'log.cleaner.dedupe.buffer.size': '1048576' }, 'log.cleaner.dedupe.buffer.size', 'requirement failed: log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.'],
  ] as const)('with %j', (texts, name, message) => {
    expect(brokerStartRefusal(eraOf('3.9'), texts)).toEqual({ name, message });
  });

  it('with more partitions than can be simulated', () => {
    expect(() => bootCluster({ ...ORDERS, brokerConfig: { 'offsets.topic.num.partitions': '2147483647' } }, { era: '3.9', seed: 1 })).toThrow('offsets.topic.num.partitions is at most 200 in a simulation');
  });

  it('and neither does a cluster of such brokers', () => {
    expect(() => bootCluster({ ...ORDERS, brokerConfig: { 'replica.lag.time.max.ms': '499' } }, { era: '2.8', seed: 1 })).toThrow(RangeError);
  });
});

describe('a broker starts', () => {
  it.each(eraIds)('with what Kafka %s begins with', (era) => {
    expect(brokerStartRefusal(eraOf(era), {})).toBeNull();
  });

  it('with any negative retention time, which keeps everything', () => {
    const { world } = bootCluster({ ...ORDERS, brokerConfig: { 'log.retention.minutes': '-7' } }, { era: '3.9', seed: 1 });
    expect(world.nowMs).toBeGreaterThan(0);
  });

  it('and whoever cannot get ready is seen not to: no record of __consumer_offsets can be written', () => {
    const brokers = { ...ORDERS, brokerConfig: { 'min.insync.replicas': '5', 'offsets.topic.num.partitions': '1' } };
    const { world } = bootCluster({ ...brokers, consumers: [{ id: 'consumer-1', topics: ['orders'], started: true, config: { 'group.id': 'app' } }] }, { era: '2.8', seed: 1 });
    expect((world.actors.get('consumer-1')!.context as ConsumerContext).positions).toEqual({});
  });

  it('and a consumer that commits at every poll does not stop the clock', () => {
    const config = { 'group.id': 'app', 'auto.commit.interval.ms': '0' };
    const brokers = { ...ORDERS, brokerConfig: { 'offsets.topic.num.partitions': '1' } };
    const { stepper, world: begin } = bootCluster({ ...brokers, consumers: [{ id: 'consumer-1', topics: ['orders'], started: true, config }] }, { era: '3.9', seed: 1 });
    let world = begin;
    for (let steps = 0; steps < 50; steps += 1) world = stepper.step(world, stepper.usual(world) ?? { command: { type: 'consumer.stop', consumer: 'consumer-1' } }).world;
    expect(world.nowMs).toBeGreaterThan(begin.nowMs);
  });

  it('and its followers never wait when told not to', () => {
    const cluster = { ...ORDERS, brokers: 2, topics: [{ name: 'orders', partitions: 1, replicationFactor: 2 }], brokerConfig: { 'replica.fetch.wait.max.ms': '0' } };
    expect(bootCluster(cluster, { era: '3.9', seed: 1 }).world.nowMs).toBeGreaterThan(0);
  });
});
