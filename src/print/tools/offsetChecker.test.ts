import { expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { zkMemberOf } from '../../kafka/promises/zkGroups.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import { offsetChecker } from './offsetChecker.ts';

const znodesOf = (world: KafkaWorld) => (world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes ?? {};

test('the offset checker of 0.8 prints what ZooKeeper has of a group beside the ends of the logs', () => {
  const started = bootCluster({
    brokers: 1, topics: [{ name: 'orders', partitions: 2, replicationFactor: 1 }], producers: [{ id: 'producer-1', topics: ['orders'] }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'app', 'auto.offset.reset': 'earliest' }, started: true }],
  }, { era: '0.8', seed: 1 });
  let { world } = started;
  const does = (command: Parameters<typeof started.stepper.step>[1]): void => { ({ world } = started.stepper.step(world, command)); };
  const forMs = (ms: number): void => {
    for (const endMs = world.nowMs + ms; world.nowMs < endMs;) does(started.stepper.usual(world)!);
  };
  expect(offsetChecker(world, znodesOf(world), 'other')).toBe('Exiting due to: org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /consumers/other/owners.');
  expect(offsetChecker(world, znodesOf(world), 'app')).toContain('NoNode for /consumers/app/offsets/orders/0.');
  for (const value of ['a', 'b']) does({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value, partition: 0 } });
  forMs(1_000);
  does({ command: { type: 'consumer.commit', consumer: 'consumer-1', mode: 'sync' } });
  forMs(100);
  does({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'c', partition: 0 } });
  forMs(1_000);
  const consumerId = zkMemberOf(world, 'consumer-1')?.consumerId ?? '';
  expect(offsetChecker(world, znodesOf(world), 'app').split('\n')).toEqual([
    'Group           Topic                          Pid Offset          logSize         Lag             Owner',
    `app             orders                         0   2               3               1               ${consumerId}-0`,
    `app             orders                         1   0               0               0               ${consumerId}-0`,
  ]);
});
