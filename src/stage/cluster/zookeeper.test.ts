import { describe, expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { ClusterDescription } from '../../kafka/description.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { contains, overlaps } from '../shared/geometry.ts';
import { messagePosition } from './lanes.ts';
import { clusterLayout } from './layout.ts';
import { clusterScene } from './scene.ts';
import { envelopesOf } from './select.ts';
import { CLUSTER_STRINGS } from './strings.ts';
import { messageSummary } from './summary.ts';

const description: ClusterDescription = {
  brokers: 3, topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
  producers: [{ id: 'producer-1', topics: ['orders'] }], consumers: [],
};
const { stepper, world: booted } = bootCluster(description, { era: '2.8', seed: 1 });
const killed = stepper.step(booted, { command: { type: 'broker.kill', brokerId: 1 } }).world;

function until(world: KafkaWorld, done: (now: KafkaWorld) => boolean): KafkaWorld {
  let now = world;
  for (let steps = 0; steps < 20_000 && !done(now); steps += 1) {
    const choice = stepper.usual(now);
    if (choice === null) break;
    now = stepper.step(now, choice).world;
  }
  if (!done(now)) throw new Error('it never came');
  return now;
}

const sending = (api: string) => (world: KafkaWorld): boolean => envelopesOf(world).some(({ message }) => message.api === api);
const expired = until(killed, (now) => clusterScene(now).brokers[0]?.sessionUntilMs === null);
const failedOver = until(expired, (now) => clusterScene(now).columns.every((column) => column.leader > 1));

describe('with ZooKeeper', () => {
  test('its box counts sessions and names the controller in office with its epoch', () => {
    expect(clusterScene(booted).zookeeper).toEqual({ address: 'zookeeper', up: true, sessions: 3, controllerId: 1, controllerEpoch: 1 });
    expect(clusterScene(failedOver).zookeeper).toMatchObject({ sessions: 2, controllerEpoch: 2 });
  });

  test('the broker whose controller is active carries its tag, and after a failover another does', () => {
    expect(clusterScene(booted).brokers.map((broker) => broker.controller)).toEqual([{ address: 'broker-1/controller', epoch: 1 }, null, null]);
    const { zookeeper, brokers } = clusterScene(failedOver);
    expect(brokers.filter((broker) => broker.controller !== null).map((broker) => [broker.brokerId, broker.controller?.epoch])).toEqual([[zookeeper?.controllerId, 2]]);
  });

  test('the columns say what the state znodes say', () => {
    expect(clusterScene(booted).columns.map(({ partition, leader, isr }) => [partition, leader, isr])).toEqual([
      ['orders-0', 1, [1, 2, 3]], ['orders-1', 2, [2, 3, 1]], ['orders-2', 3, [3, 1, 2]],
    ]);
    expect(clusterScene(failedOver).columns.map(({ isr }) => isr.includes(1))).toEqual([false, false, false]);
  });

  test('a killed broker shows until when its session lives, and no more once it has expired', () => {
    const untilMs = clusterScene(killed).brokers[0]?.sessionUntilMs ?? 0;
    expect(untilMs).toBeGreaterThan(killed.nowMs);
    expect(expired.nowMs).toBe(untilMs);
    expect(clusterScene(killed).brokers.slice(1).map((broker) => broker.sessionUntilMs)).toEqual([null, null]);
  });

  test('the session of a broker that ZooKeeper cannot hear runs out, too', () => {
    const cut = stepper.step(booted, { command: { type: 'network.cut', from: 'broker-2', to: 'zookeeper' } }).world;
    expect(clusterScene(cut).brokers.map((broker) => broker.sessionUntilMs === null)).toEqual([true, false, true]);
  });
});

describe('without ZooKeeper', () => {
  const { world } = bootCluster(description, { era: '3.9', seed: 1 });

  test('there is no box, no tag and no session', () => {
    const scene = clusterScene(world);
    expect(scene.zookeeper).toBeNull();
    expect(scene.brokers.map(({ controller, sessionUntilMs }) => [controller, sessionUntilMs])).toEqual([[null, null], [null, null], [null, null]]);
  });
});

const SIZES = [{ width: 780, height: 650, compact: false }, { width: 560, height: 520, compact: true }, { width: 390, height: 600, compact: true }] as const;

describe.each(SIZES)('on a stage of $width×$height', (size) => {
  test.each([['healthy', booted], ['after the kill', killed], ['after the failover', failedOver]])('nothing lies over anything, %s', (_when, world) => {
    const layout = clusterLayout(clusterScene(world), size);
    const labels = Object.values(layout.rows).map((row) => row.label);
    const boxes = [...labels, ...Object.values(layout.cells), ...Object.values(layout.clients), ...Object.values(layout.controllers), ...Object.values(layout.columns).map((column) => column.heading)];
    expect(boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlaps(one, other)).map((other) => [one, other]))).toEqual([]);
    expect(layout.controllers['zookeeper']).toBeDefined();
    for (const tag of Object.values(layout.tags)) expect(labels.filter((label) => contains(label, tag))).toHaveLength(1);
  });
});

test('all of it is in sight at once on both usual sizes', () => {
  for (const size of SIZES.slice(0, 2)) expect(clusterLayout(clusterScene(booted), size).height).toBeLessThanOrEqual(size.height);
});

test('a tag without room for its word is a sign, beside the broker\'s state', () => {
  const many = bootCluster({ ...description, topics: [{ name: 'orders', partitions: 20, replicationFactor: 3 }] }, { era: '2.8', seed: 1 }).world;
  const layout = clusterLayout(clusterScene(many), SIZES[2]);
  expect(Object.values(layout.tags).map((tag) => tag.isSign)).toEqual([true]);
  expect(contains(layout.rows['broker-1']?.label ?? { x: 0, y: 0, width: 0, height: 0 }, layout.tags['broker-1/controller'] ?? { x: -1, y: 0, width: 0, height: 0 })).toBe(true);
});

describe('left of the rows travel', () => {
  const lanesOf = (world: KafkaWorld, api: string) => {
    const layout = clusterLayout(clusterScene(world), SIZES[0]);
    const rowX = layout.rows['broker-1']?.box.x ?? 0;
    return envelopesOf(world).filter(({ message }) => message.api === api).map((envelope) => ({ rowX, lane: messagePosition(envelope, world.nowMs, layout).lane }));
  };

  test.each(['ZkPing', 'ZkRequest', 'ZkEvent', 'LeaderAndIsr', 'UpdateMetadata'])('%s messages', (api) => {
    for (const { lane, rowX } of lanesOf(until(killed, sending(api)), api)) {
      expect(lane.side).toBe('control');
      expect(Math.min(...lane.path.map(({ x }) => x))).toBeLessThan(rowX);
    }
  });

  test('what a leader asks of the controller, and not what brokers say of the data', () => {
    const isSent = ({ from, message }: ReturnType<typeof envelopesOf>[number]): boolean => message.api === 'Fetch' && from.startsWith('broker-');
    const world = until(failedOver, (now) => envelopesOf(now).some(isSent));
    expect(new Set(lanesOf(world, 'Fetch').map(({ lane }) => lane.side))).toEqual(new Set(['data']));
    const back = stepper.step(failedOver, { command: { type: 'broker.restart', brokerId: 1 } }).world;
    const asked = until(back, sending('AlterPartition'));
    expect(new Set(lanesOf(asked, 'AlterPartition').map(({ lane }) => lane.side))).toEqual(new Set(['control']));
  });
});

describe('in words', () => {
  const { en, zh } = CLUSTER_STRINGS;

  test('a request to ZooKeeper names its change, or what it reads, in long and in short', () => {
    const summary = messageSummary({
      api: 'ZkRequest', kind: 'request', correlationId: 1, sessionId: 1,
      transactions: [[{ op: 'getData', path: '/controller', watch: true }], [{ op: 'setData', path: '/brokers/topics/orders/partitions/0/state', data: '', version: 1 }]],
    }, '2.8');
    expect(en.chip(summary)).toContain('setData …/state →');
    expect(zh.messageLabel(summary, 'broker-1', 'zookeeper')).toBe('Broker 1 发给 ZooKeeper 的 ZkRequest 请求：setData /brokers/topics/orders/partitions/0/state');
  });

  test('the session of a killed broker is told in both languages', () => {
    expect([en.session(18_000)[0], zh.session(18_000)[0]]).toEqual(['session lives until 18000 ms', '会话保留到 18000 ms']);
  });
});
