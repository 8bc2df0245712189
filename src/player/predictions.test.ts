import { describe, expect, test } from 'vitest';
import { erasOf } from '../lessons/eras.ts';
import { lessons } from '../lessons/index.ts';
import { worldAt } from './course.ts';
import { guideOf } from './lessonGuide.ts';
import { sceneAnswer } from './notesView.ts';
import { openLesson } from './openLesson.ts';
import { pointablesOf, pointedValue } from './predictions.ts';
import { predictionOpenIn, scenesOf, worldOf } from './session.ts';
import { createPlayer } from './sessionStore.ts';
import { wholeRun } from './wholeRun.ts';

const pointing = lessons.flatMap((lesson) => [null, ...lesson.whatIf.map(({ id }) => id)].flatMap((branch) =>
  scenesOf(lesson, branch).flatMap(({ predict }, scene) => (predict?.point === undefined ? [] : [[lesson.id, branch ?? 'main', scene, { lesson, branch, predict }] as const]))));

describe.each(pointing)('%s, %s, scene %i', (_id, _branch, scene, { lesson, branch, predict }) => {
  test.each(erasOf(lesson))('what is to be pointed at in %s is there to be pointed at, beside something else', (era) => {
    const guide = guideOf(lesson, era);
    const run = wholeRun(guide, lesson, branch)!;
    const offered = pointablesOf(predict, worldAt(guide, run.course, run.sceneEnds[scene - 1] ?? 0)).map(({ value }) => value);
    expect(offered).toContain(sceneAnswer(guide, lesson, { branch, scene }));
    expect(offered.length).toBeGreaterThan(2);
  });
});

function atTheQuestion() {
  const player = createPlayer({ open: openLesson, lessonId: 'unclean-election', language: 'en', theme: 'light', singleLetterKeys: true });
  while (predictionOpenIn(player.store.getState()) === null) player.step('scene');
  return { player, state: player.store.getState };
}

test('pointing at a broker, or at a replica on it, answers the question that asks for one, and chooses nothing', () => {
  const { player, state } = atTheQuestion();
  const key = predictionOpenIn(state())!.key;
  player.pick('broker-2/orders-0');
  expect(state().guesses[key]).toEqual({ type: 'answered', value: 2 });
  expect(state().selected).toBeNull();
  player.pick('broker-2/orders-0');
  expect(state().selected).toBe('broker-2/orders-0');
});

test('what cannot be the answer is chosen as ever, and the question stays open', () => {
  const { player, state } = atTheQuestion();
  player.pick('producer-1');
  expect(state().selected).toBe('producer-1');
  expect(predictionOpenIn(state())).not.toBeNull();
});

test('an actor is pointed at by its node’s address', () => {
  const { state } = atTheQuestion();
  const { point: _, ...asked } = predictionOpenIn(state())!.prediction;
  const world = worldOf(state());
  expect(pointedValue({ ...asked, point: 'actor' }, world, 'producer-1')).toBe('producer-1');
  expect(pointedValue({ ...asked, point: 'broker' }, world, 'producer-1')).toBeUndefined();
  expect(pointablesOf(asked, world)).toEqual([]);
});

