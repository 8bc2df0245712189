import { describe, expect, test } from 'vitest';
import { bootCluster } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { timerName } from './timers.ts';

const CLUSTER: ClusterDescription = {
  brokers: 3, topics: [{ name: 'orders', partitions: 1, replicationFactor: 3 }],
  producers: [{ id: 'producer-1', topics: ['orders'] }], consumers: [{ id: 'consumer-1', topics: ['orders'] }],
};

describe('the name of a timer', () => {
  test.each(['2.8', '3.9'] as const)('exists in both languages for all that are armed while brokers die and return, in %s', (era) => {
    const { stepper, world } = bootCluster(CLUSTER, { era, seed: 1 });
    const commands = new Map<number, Command>([
      [5, { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm' }], [60, { type: 'broker.kill', brokerId: 1 }],
      [200, { type: 'broker.restart', brokerId: 1 }], [260, { type: 'broker.shutdown', brokerId: 2 }],
    ]);
    const unnamed = new Set<string>();
    let now: KafkaWorld = world;
    for (let steps = 0; steps < 400; steps += 1) {
      const command = commands.get(steps);
      const choice = command === undefined ? stepper.usual(now) : { command };
      if (choice === null) break;
      now = stepper.step(now, choice).world;
      for (const timer of now.timers) if (!/[\u4E00-\u9FFF]/.test(timerName(timer, 'zh')) || timerName(timer, 'en').includes('|')) unnamed.add(timer.name);
    }
    expect([...unnamed]).toEqual([]);
  });

  test('says what it waits for, and of whom', () => {
    const named = (owner: string, name: string) => [timerName({ owner, name }, 'en'), timerName({ owner, name }, 'zh')];
    expect(named('broker-1/purgatory', 'Fetch|consumer-1|consumer-1#1>broker-1#1|7')).toEqual(['deadline of the waiting Fetch of consumer 1', '消费者 1 等待中的 Fetch 到期']);
    expect(named('controller-3000', 'session-2')).toEqual(['session timeout of broker 2', 'Broker 2 的会话超时']);
    expect(named('zookeeper', 'session-2')).toEqual(['timeout of session 2', '会话 2 超时']);
    expect(named('broker-1', 'something-new')).toEqual(['something-new', 'something-new']);
  });
});
