import { describe, expect, test, vi } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { Ruler, USUAL } from '../shared/text.ts';
import { Outlooks } from './outlook.ts';
import type { Conditions, Outlook } from './outlook.ts';
import { CLUSTER_STRINGS } from './strings.ts';

const size = { width: 780, height: 690 };

const before: Conditions = { previous: undefined, laidOut: null, size, ruler: USUAL, strings: CLUSTER_STRINGS.en, era: '3.9', label: 'value', internalTopics: false };

/** Conditions of whatever follows on a picture. */
function after({ scene, layout }: Outlook): Conditions {
  return { ...before, previous: scene, laidOut: { scene, size, layout } };
}

function worldsOf(steps: number): readonly KafkaWorld[] {
  const { stepper, world } = bootCluster({
    brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }], consumers: [],
  }, { era: '3.9', seed: 3 });
  const worlds = [stepper.step(world, { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm' } }).world];
  for (let step = 0; step < steps; step += 1) {
    const now = worlds.at(-1) as KafkaWorld;
    const choice = stepper.usual(now);
    if (choice !== null) worlds.push(stepper.step(now, choice).world);
  }
  return worlds;
}

const [world, next, other] = worldsOf(60).slice(-3) as [KafkaWorld, KafkaWorld, KafkaWorld];

describe('an outlook that is prepared', () => {
  test('is what would have been worked out', () => {
    const outlooks = new Outlooks();
    const now = outlooks.take(world, before);
    outlooks.prepare(next, after(now));
    const taken = outlooks.take(next, after(now));
    expect(JSON.stringify(taken)).toBe(JSON.stringify(new Outlooks().take(next, after(now))));
    expect(taken.underWay.length).toBeGreaterThan(0);
  });

  test('is taken as it is, and worked out once however often it is prepared', () => {
    const outlooks = new Outlooks();
    const chip = vi.fn(CLUSTER_STRINGS.en.chip);
    const conditions = { ...before, strings: { ...CLUSTER_STRINGS.en, chip } };
    outlooks.prepare(world, conditions);
    const asked = chip.mock.calls.length;
    expect(asked).toBeGreaterThan(0);
    outlooks.prepare(world, { ...conditions });
    outlooks.take(world, { ...conditions });
    expect(chip).toHaveBeenCalledTimes(asked);
  });

  test.each<[string, Partial<Conditions>]>([
    ['in another language', { strings: CLUSTER_STRINGS.zh }],
    ['of another size', { size: { width: 1100, height: 690 } }],
    ['with letters farther apart', { ruler: new Ruler(0.12, 0.16) }],
    ['by keys', { label: 'key' }],
  ])('is worked out anew %s', (_what, changed) => {
    const outlooks = new Outlooks();
    outlooks.prepare(world, before);
    const [taken, fresh] = [outlooks, new Outlooks()].map((some) => some.take(world, { ...before, ...changed }));
    expect(JSON.stringify(taken)).toBe(JSON.stringify(fresh));
    expect(JSON.stringify(taken)).not.toBe(JSON.stringify(new Outlooks().take(world, before)));
  });

  test('is forgotten when something else was drawn: it followed on a picture that is gone', () => {
    const outlooks = new Outlooks();
    const chip = vi.fn(CLUSTER_STRINGS.en.chip);
    const conditions = { ...before, strings: { ...CLUSTER_STRINGS.en, chip } };
    outlooks.prepare(next, conditions);
    outlooks.take(world, conditions);
    chip.mockClear();
    outlooks.take(next, conditions);
    expect(chip).toHaveBeenCalled();
  });

  test('is worked out anew where another picture is drawn than it followed on', () => {
    const outlooks = new Outlooks();
    const [now, then] = [outlooks.take(world, before), outlooks.take(other, before)];
    outlooks.prepare(next, after(now));
    const { scene } = outlooks.take(next, after(then));
    const alike = scene.columns.filter((column, index) => JSON.stringify(column) === JSON.stringify(then.scene.columns[index]));
    expect(alike.length).toBeGreaterThan(0);
    expect(alike.every((column) => then.scene.columns.includes(column))).toBe(true);
  });
});
