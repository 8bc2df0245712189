import { describe, expect, test } from 'vitest';
import { cleanFailover } from './clean-failover.ts';
import { isrShrinkAndExpand } from './isr-shrink-and-expand.ts';
import type { PlayedRun } from './play.ts';
import { playLesson, predictionAnswer } from './play.ts';

/** What the world answers to a run's predictions, in their order. */
function answersOf(run: PlayedRun): readonly unknown[] {
  return run.script.scenes.flatMap((scene, index) => {
    const mark = run.scenes[index];
    return scene.predict === undefined || mark === undefined ? [] : [predictionAnswer(scene, mark.after)];
  });
}

/** What the texts that explain the answers take for granted. */
const expected = [
  [isrShrinkAndExpand, {
    main: [[1, 2, 3], 2, 7],
    'slow-but-in-time': [[1, 2, 3]],
    'nothing-written': [[1, 2, 3]],
    'min-isr-three': [6],
  }],
  [cleanFailover, {
    main: [1, 2, ['m0', 'm1', 'm2'], 2],
    'second-out-of-sync': [3],
    'acks-one': [['m0', 'm1']],
  }],
] as const;

describe.each(expected.map(([lesson, answers]) => [lesson.id, lesson, answers] as const))('%s', (_id, lesson, answers) => {
  test.each(['2.8', '3.9', '4.1'] as const)('has the answers in %s that its texts explain', (era) => {
    const played = playLesson(lesson, { era });
    const branches = Object.entries(played.branches).map(([id, run]) => [id, answersOf(run)] as const);
    expect({ main: answersOf(played), ...Object.fromEntries(branches) }).toEqual(answers);
  });
});
