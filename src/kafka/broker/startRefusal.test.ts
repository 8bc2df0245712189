import { describe, expect, it } from 'vitest';
import { bootCluster } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { ConsumerContext } from '../consumer/types.ts';
import { eraIds, eraOf } from '../era/era.ts';
import type { PurgatoryContext } from '../purgatory/types.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { KafkaStep, KafkaWorld } from '../simulation.ts';
import { brokerStartRefusal } from './startRefusal.ts';

const ORDERS = { brokers: 1, topics: [{ name: 'orders', partitions: 1, replicationFactor: 1 }], producers: [], consumers: [] };
const WAIT = 'requirement failed: replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes in ISR';

const replicaIn = (world: KafkaWorld, partition: string): ReplicaContext => world.actors.get(`broker-1/${partition}`)!.context as ReplicaContext;

function usualSteps({ stepper, world }: Pick<Cluster, 'stepper' | 'world'>, count: number): readonly KafkaStep[] {
  const steps: KafkaStep[] = [];
  for (let now = world; steps.length < count; now = steps.at(-1)!.world) steps.push(stepper.step(now, stepper.usual(now)!));
  return steps;
}

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
    expect(() => bootCluster({ ...ORDERS, brokerConfig: { 'replica.lag.time.max.ms': '499' } }, { era: '2.8', seed: 1 })).toThrow(new RangeError(WAIT));
  });
});

describe('a broker starts', () => {
  it.each(eraIds)('with what Kafka %s begins with', (era) => {
    expect(brokerStartRefusal(eraOf(era), {})).toBeNull();
  });

  it('with any negative retention time, which keeps everything', () => {
    const { world } = bootCluster({ ...ORDERS, brokerConfig: { 'log.retention.minutes': '-7' } }, { era: '3.9', seed: 1 });
    expect(replicaIn(world, 'orders-0').config.retentionMs).toBe(-1);
  });

  it('and whoever cannot get ready is seen not to: no record of __consumer_offsets can be written', () => {
    const brokers = { ...ORDERS, brokerConfig: { 'min.insync.replicas': '5', 'offsets.topic.num.partitions': '1', 'offsets.topic.replication.factor': '1' } };
    const { world } = bootCluster({ ...brokers, consumers: [{ id: 'consumer-1', topics: ['orders'], started: true, config: { 'group.id': 'app' } }] }, { era: '2.8', seed: 1 });
    expect((world.actors.get('consumer-1')!.context as ConsumerContext).positions).toEqual({});
    expect(replicaIn(world, '__consumer_offsets-0').log.logEndOffset).toBe(0);
  });

  it('and a consumer that commits at every poll does not stop the clock', () => {
    const config = { 'group.id': 'app', 'auto.commit.interval.ms': '0' };
    const brokers = { ...ORDERS, brokerConfig: { 'offsets.topic.num.partitions': '1', 'offsets.topic.replication.factor': '1' } };
    const { stepper, world: begin } = bootCluster({ ...brokers, consumers: [{ id: 'consumer-1', topics: ['orders'], config }] }, { era: '3.9', seed: 1 });
    const { world } = stepper.step(begin, { command: { type: 'consumer.start', consumer: 'consumer-1' } });
    const steps = usualSteps({ stepper, world }, 200);
    expect(steps.flatMap(({ facts }) => facts).filter(({ type }) => type === 'OffsetCommitAnswered').length).toBeGreaterThan(1);
    expect(steps.at(-1)?.world.nowMs).toBeGreaterThan(begin.nowMs);
  });

  it('and its followers never wait when told not to', () => {
    const cluster = { ...ORDERS, brokers: 2, topics: [{ name: 'orders', partitions: 1, replicationFactor: 2 }], brokerConfig: { 'replica.fetch.wait.max.ms': '0' } };
    const steps = usualSteps(bootCluster(cluster, { era: '3.9', seed: 1 }), 50);
    expect(steps.filter(({ cause }) => cause.type === 'message' && cause.envelope.message.api === 'Fetch').length).toBeGreaterThan(10);
    for (const { world } of steps) expect((world.actors.get('broker-1/purgatory')!.context as PurgatoryContext).pending).toEqual({});
  });
});
