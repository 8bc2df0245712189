import { describe, expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { playLesson } from '../lessons/play.ts';
import { PRESENTED } from '../stage/cluster/metrics.ts';
import { presentedLayout } from '../stage/cluster/presented.ts';
import { clusterScene } from '../stage/cluster/scene.ts';

/** What is left for the picture at 1920×1080, beside the words and above what the step was. */
const ROOM = { width: 1280, height: 1020 };
const TYPE_PX = 24;
/** Eight and ten partitions side by side; the first is told with the group's picture. */
const CROWDED = new Set(['G8', 'R19']);
/** Every so many steps is enough: the picture's height changes with who is there. */
const EVERY = 7;

describe.each(lessons.map((lesson) => [lesson.code, lesson] as const))('%s', (code, lesson) => {
  const worlds = playLesson(lesson).steps.filter((_step, index, all) => index % EVERY === 0 || index === all.length - 1).map(({ step }) => step.world);
  const views = worlds.map((world) => presentedLayout(clusterScene(world, { previous: undefined, label: 'value', internalTopics: false }), ROOM, TYPE_PX));

  test('is all in sight for a class', () => {
    for (const { layout, scale } of views) {
      expect(layout.height * scale).toBeLessThanOrEqual(ROOM.height);
      expect(layout.width * scale).toBeLessThanOrEqual(ROOM.width);
      expect(layout.detail).toBe('cells');
    }
  });

  test.skipIf(CROWDED.has(code))('has words as high as asked for', () => {
    for (const { scale } of views) expect(scale * PRESENTED.smallFont).toBeGreaterThanOrEqual(TYPE_PX - 0.001);
  });
});
