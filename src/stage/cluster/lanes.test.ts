import { describe, expect, test } from 'vitest';
import { recordBatch } from '../../kafka/log/batch.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { Envelope } from '../../world/types.ts';
import { fixtureWorld } from '../../testkit/fixtureWorld.ts';
import { nearest } from './keyboard.ts';
import { messagePosition } from './lanes.ts';
import { clusterLayout } from './layout.ts';
import { clusterScene } from './scene.ts';
import { CLUSTER_STRINGS } from './strings.ts';
import { messageSummary } from './summary.ts';

const replica = { records: ['m0@0'], highWatermark: 1 };
const world = fixtureWorld({ brokers: 3, producers: 1, consumers: 1, partitions: { 'orders-0': { leader: 1, leaderEpoch: 0, isr: [1, 2, 3], on: { 1: replica, 2: replica, 3: replica } } } });
const layout = clusterLayout(clusterScene(world), { width: 780, height: 650, compact: false });

const fetch: KafkaMessage = {
  api: 'Fetch', kind: 'request', correlationId: 1, replicaId: 2, replicaEpoch: 0, maxWaitMs: 500, minBytes: 1,
  partitions: [{ partition: 'orders-0', fetchOffset: 3, currentLeaderEpoch: 0, lastFetchedEpoch: 0, logStartOffset: 0, maxBytes: 1 }],
};
const heartbeat: KafkaMessage = { api: 'BrokerHeartbeat', kind: 'request', correlationId: 1, brokerId: 2, brokerEpoch: 0, currentMetadataOffset: 0, wantFence: false, wantShutDown: false };

function envelope(from: string, to: string, message: KafkaMessage = fetch, id = 1): Envelope<KafkaMessage> {
  return { id, connection: '', from, to, message, sentAtMs: 100, dueAtMs: 110, routine: false, causeStep: 0 };
}

describe('a message', () => {
  const sent = envelope('broker-2/fetcher-1', 'broker-1');

  test('is at its sender when sent, at its receiver when due, and halfway between at half the time', () => {
    const [start, half, end] = [100, 105, 110].map((nowMs) => messagePosition(sent, nowMs, layout));
    expect(start?.y).toBeGreaterThan(layout.rows['broker-2']?.box.y ?? Infinity);
    expect(end?.y).toBeLessThan(layout.rows['broker-2']?.box.y ?? 0);
    expect(half?.y).toBeCloseTo(((start?.y ?? 0) + (end?.y ?? 0)) / 2, 6);
    expect([start?.progress, half?.progress, end?.progress]).toEqual([0, 0.5, 1]);
  });

  test('waits at the end of its lane when it is late, and never stands before its start', () => {
    expect(messagePosition(sent, 5000, layout)).toMatchObject({ progress: 1 });
    expect(messagePosition(sent, 0, layout)).toMatchObject({ progress: 0 });
  });

  test('goes back exactly where it was when time goes back', () => {
    const before = messagePosition(sent, 103, layout);
    messagePosition(sent, 109, layout);
    expect(messagePosition(sent, 103, layout)).toEqual(before);
  });

  test('travels beside its partition\'s column; control traffic left of the rows', () => {
    expect(messagePosition(sent, 105, layout)).toMatchObject({ x: layout.columns['orders-0']?.laneX, lane: { side: 'data' } });
    const control = messagePosition(envelope('broker-2', 'controller-3000', heartbeat), 105, layout);
    expect(control.lane.side).toBe('control');
    expect(control.x).toBeLessThan(layout.rows['broker-2']?.box.x ?? 0);
  });

  test.each([['producer-1', 'broker-3'], ['broker-1', 'consumer-1'], ['admin', 'controller-3000']])('has a lane from %s to %s inside the stage', (from, to) => {
    for (const point of messagePosition(envelope(from, to), 105, layout).lane.path) {
      expect(point.x).toBeGreaterThanOrEqual(0);
      expect(point.x).toBeLessThanOrEqual(layout.width);
      expect(point.y).toBeLessThanOrEqual(layout.height);
    }
  });
});

test('words say the API, the direction and what matters', () => {
  const answer: KafkaMessage = { api: 'Fetch', kind: 'response', correlationId: 1, partitions: [{ partition: 'orders-0', error: 'NONE', highWatermark: 1, logStartOffset: 0, batches: [recordBatch(0, 0, [{ id: 'a', key: null, value: 'a', timestampMs: 0 }])] }] };
  const chips = (message: KafkaMessage) => [CLUSTER_STRINGS.en.chip(messageSummary(message, '3.9'))[0], CLUSTER_STRINGS.zh.chip(messageSummary(message, '3.9'))[0]];
  expect(chips(fetch)).toEqual(['Fetch 3 →', 'Fetch 3 →']);
  expect(chips(answer)).toEqual(['Fetch ← 1 record, HW 1', 'Fetch ← 1 条消息，HW 1']);
});

test('an arrow key goes to the nearest part in its direction, keeping to its row', () => {
  const places = [{ x: 300, y: 100 }, { x: 150, y: 300 }, { x: 100, y: 200 }];
  expect(nearest({ x: 100, y: 100 }, places, 'ArrowRight')).toBe(0);
  expect(nearest({ x: 100, y: 100 }, places, 'ArrowDown')).toBe(2);
  expect(nearest({ x: 100, y: 100 }, places, 'ArrowUp')).toBe(-1);
  expect(nearest({ x: 100, y: 100 }, places, 'x')).toBe(-1);
});
