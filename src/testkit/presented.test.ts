import { describe, expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { playLesson } from '../lessons/play.ts';
import { PRESENTED } from '../stage/cluster/metrics.ts';
import { NO_ATTENTION, presentedLayout } from '../stage/cluster/presented.ts';
import { clusterScene } from '../stage/cluster/scene.ts';
import type { BuiltScene } from '../stage/cluster/scene.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';

/** What is left for the picture at 1920×1080 above what the step was: beside a text, a question after an answer, and the endings. */
const ROOMS = [{ width: 1280, height: 1020 }, { width: 1136, height: 1020 }, { width: 1020, height: 1020 }] as const;
const TYPE_PX = 24;
/** Every so many steps is enough: the picture's height changes with who is there. */
const EVERY = 7;

const sceneOf = (world: KafkaWorld): BuiltScene => clusterScene(world, { previous: undefined, label: 'value', internalTopics: false });

describe.each(lessons.map((lesson) => [lesson.code, lesson] as const))('%s', (_code, lesson) => {
  const worlds = playLesson(lesson).steps.filter((_step, index, all) => index % EVERY === 0 || index === all.length - 1).map(({ step }) => step.world);

  test.each(ROOMS)('is all in sight for a class, in words as high as asked for: $width×$height', (room) => {
    for (const scene of worlds.map(sceneOf)) {
      const { layout, scale } = presentedLayout(scene, room, TYPE_PX);
      expect(layout.height * scale).toBeLessThanOrEqual(room.height);
      expect(layout.width * scale).toBeLessThanOrEqual(room.width);
      expect(layout.detail).toBe('cells');
      expect(scale * PRESENTED.smallFont).toBeGreaterThanOrEqual(TYPE_PX - 0.001);
      expect(Object.keys(layout.cells)).toHaveLength(scene.cells.length);
    }
  });
});

describe('of eight partitions side by side', () => {
  const lesson = lessons.find(({ code }) => code === 'G8');
  const world = lesson === undefined ? undefined : playLesson(lesson).steps.at(-1)?.step.world;
  const open = (addresses: readonly string[], before: readonly string[] = []): readonly string[] => {
    if (world === undefined) return [];
    const { layout } = presentedLayout(sceneOf(world), ROOMS[0], TYPE_PX, { addresses, open: before });
    return Object.entries(layout.columns).flatMap(([partition, { isFolded }]) => (isFolded ? [] : [partition]));
  };

  test('those the step is about are drawn in full, the others folded', () => {
    const usual = open(NO_ATTENTION.addresses);
    expect(usual).toContain('orders-0');
    expect(usual.length).toBeLessThan(8);
    expect(open(['consumer-1', 'broker-2/payments-3'])).toContain('payments-3');
    expect(open(['broker-2/payments-3'])).toHaveLength(usual.length);
  });

  test('without a reason they stay as they were', () => {
    const before = open(['broker-2/payments-3', 'broker-1/payments-2']);
    expect(open(['producer-1'], before)).toEqual(before);
  });
});
