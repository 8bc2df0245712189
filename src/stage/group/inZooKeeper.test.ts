import { expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { Command } from '../../kafka/commands.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { groupLayout } from './layout.ts';
import { columnsOf, readerOf } from './read.ts';
import { selectGroup } from './select.ts';
import { GROUP_STRINGS } from './strings.ts';

const { stepper, world: booted } = bootCluster({
  brokers: 1, topics: [{ name: 'orders', partitions: 2, replicationFactor: 1 }], producers: [{ id: 'producer-1', topics: ['orders'] }],
  consumers: ['consumer-1', 'consumer-2'].map((id) => ({ id, topics: ['orders'], config: { 'group.id': 'app', 'auto.offset.reset': 'earliest' }, started: true })),
}, { era: '0.8', seed: 1 });

function after(world: KafkaWorld, ms: number, ...commands: readonly Command[]): KafkaWorld {
  let now = commands.reduce((at, command) => stepper.step(at, { command }).world, world);
  const endMs = now.nowMs + ms;
  while (now.nowMs < endMs) now = stepper.step(now, stepper.usual(now)!).world;
  return now;
}

const { sample } = readerOf('app');
const lanes = (world: KafkaWorld) => sample(world).members.map(({ kind, isMember, holds }) => [kind, isMember, holds]);

test('a group of 0.8 has lanes and columns from its consumers and ZooKeeper, and no state of its own', () => {
  expect(sample(booted)).toMatchObject({ inZooKeeper: true, coordinator: null, state: null, leader: null, protocol: null });
  expect(lanes(booted)).toEqual([['consuming', true, ['orders-0']], ['consuming', true, ['orders-1']]]);
  const committed = after(after(booted, 500, { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'a', partition: 1 }), 500, { type: 'consumer.commit', consumer: 'consumer-2', mode: 'sync' });
  expect(columnsOf(committed, 'app').map(({ partition, committed: offset, position }) => [partition, offset, position])).toEqual([['orders-0', -1, 0], ['orders-1', 1, 1]]);
});

test('one that ZooKeeper has given up holds what it holds, but is no owner any more', () => {
  const cut = after(booted, 8_000, { type: 'network.cut', from: 'consumer-2', to: 'zookeeper' });
  expect(lanes(cut)).toEqual([['consuming', true, ['orders-0', 'orders-1']], ['outside', false, ['orders-1']]]);
});

test('in place of states it says that there is no coordinator', () => {
  const step = { id: 0, nowMs: booted.nowMs, sample: sample(booted), figures: { lagMax: 0, leadMin: 0, consumed: 0 }, happenings: [] };
  const view = selectGroup('app', [step], 0, booted.nowMs, columnsOf(booted, 'app'));
  expect(groupLayout(view, { width: 900, lower: 'partitions', readX: null }, GROUP_STRINGS.en).note).toContain('no coordinator');
  expect(GROUP_STRINGS.en.stage(view)).toContain('kept in ZooKeeper, without a coordinator, states or generations');
  expect(view.series.map(({ name }) => name)).not.toContain('rebalances');
});
