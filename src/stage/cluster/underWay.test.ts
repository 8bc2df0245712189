import { describe, expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { Command } from '../../kafka/commands.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { contains, overlaps } from '../shared/geometry.ts';
import { clusterLayout } from './layout.ts';
import { obstaclesOf } from './obstacles.ts';
import { clusterScene } from './scene.ts';
import { CLUSTER_STRINGS } from './strings.ts';
import { messagesUnderWay } from './underWay.ts';

const SIZES = [{ width: 780, height: 690, compact: false }, { width: 560, height: 520, compact: true }, { width: 390, height: 600, compact: true }] as const;

/** Everything that happens when a leader is killed while records are sent, and comes back. */
function* eventful(era: EraId, partitions: number): Generator<KafkaWorld> {
  const { stepper, world } = bootCluster({
    brokers: 3, topics: [{ name: 'orders', partitions, replicationFactor: 3 }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }], consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
  }, { era, seed: 3 });
  const send: Command = { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm' };
  const script: Readonly<Record<number, readonly Command[]>> = { 0: [send, send, send, send], 150: [{ type: 'broker.kill', brokerId: 1 }, send], 700: [{ type: 'broker.restart', brokerId: 1 }] };
  let now = world;
  for (let step = 0; step < 900; step += 1) {
    for (const command of script[step] ?? []) {
      now = stepper.step(now, { command }).world;
      yield now;
    }
    const choice = stepper.usual(now);
    if (choice === null) return;
    const next = stepper.step(now, choice);
    now = next.world;
    if (next.facts.length > 0) yield now;
  }
}

function pictured(world: KafkaWorld, era: EraId, size: (typeof SIZES)[number], tongue: 'en' | 'zh') {
  const scene = clusterScene(world);
  const sight = { scene, layout: clusterLayout(scene, size), strings: CLUSTER_STRINGS[tongue] };
  return { sight, messages: messagesUnderWay(world, era, sight) };
}

describe.each([['2.8', 1], ['2.8', 3], ['3.9', 2]] as const)('in Kafka %s with %d partitions, at every step of a failover', (era, partitions) => {
  const worlds = [...eventful(era, partitions)];

  test.each([0, 1, 2] as const)('labels lie over nothing and inside, at size %d', (which) => {
    for (const [index, world] of worlds.entries()) {
      if (index % SIZES.length !== which) continue;
      const { sight, messages } = pictured(world, era, SIZES[which], index % 2 === 0 ? 'en' : 'zh');
      const labels = messages.filter(({ isQuiet }) => !isQuiet).map(({ chip }) => chip);
      const obstacles = labels.length === 0 ? [] : obstaclesOf(sight);
      const clashes = labels.flatMap((one, place) => [...labels.slice(place + 1), ...obstacles].filter((other) => overlaps(one, other)));
      expect(clashes, `at step ${world.counters.steps}`).toEqual([]);
      const stage = { x: 0, y: 0, width: sight.layout.width, height: sight.layout.height };
      expect(messages.every(({ chip }) => contains(stage, chip))).toBe(true);
    }
  });

  test('what the present step sent has a label, its own or one for several', () => {
    for (const world of worlds) {
      const { messages } = pictured(world, era, SIZES[0], 'en');
      const present = messages.filter(({ envelope }) => !envelope.routine && envelope.causeStep === world.counters.steps - 1);
      const spoken = messages.filter(({ isQuiet }) => !isQuiet);
      for (const { envelope, summary } of present) {
        expect(spoken.some((one) => one.summary.api === summary.api && one.summary.kind === summary.kind), `${summary.api} at step ${envelope.causeStep}`).toBe(true);
      }
    }
  });
});

describe('messages that say the same at one place', () => {
  const worlds = [...eventful('2.8', 1)];
  const together = worlds.map((world) => pictured(world, '2.8', SIZES[0], 'en').messages.filter(({ summary }) => summary.api === 'UpdateMetadata' && summary.kind === 'request'))
    .find((messages) => messages.length === 2 && messages[0]?.position.x === messages[1]?.position.x && messages[0]?.position.y === messages[1]?.position.y) ?? [];

  test('have one label that names them all, and a dot each', () => {
    expect(together.filter(({ isQuiet }) => !isQuiet).map(({ text }) => text)).toEqual(['UpdateMetadata → 2, 3']);
    expect(new Set(together.map(({ dot }) => `${dot.x},${dot.y}`)).size).toBe(2);
  });
});

test('the request for another ISR bears the name its version printed', () => {
  const named = (era: EraId): readonly string[] => [...new Set([...eventful(era, 1)].flatMap((world) => pictured(world, era, SIZES[0], 'en').messages.map(({ summary }) => summary.api)))].filter((api) => api.startsWith('Alter'));
  expect([named('2.8'), named('3.9')]).toEqual([['AlterIsr'], ['AlterPartition']]);
});
