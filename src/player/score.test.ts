import { expect, test } from 'vitest';
import { openLesson } from './openLesson.ts';
import { keepProgress } from './progress.ts';
import { readScores, scoreOf } from './score.ts';
import { predictionOpenIn } from './session.ts';
import { createPlayer } from './sessionStore.ts';

function shelf() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

/** Plays the unclean election; its two answers are broker 2, and what broker 1 keeps. */
function played(answers: readonly unknown[], on = shelf()) {
  const player = createPlayer({ open: openLesson, lessonId: 'unclean-election', language: 'en', theme: 'light', singleLetterKeys: true });
  keepProgress(player, on);
  for (const answer of answers) {
    while (predictionOpenIn(player.store.getState()) === null) player.step('scene');
    player.predict(predictionOpenIn(player.store.getState())!.key, answer);
  }
  player.toEnd();
  return { player, on };
}

test('right answers are counted of those asked; skipped ones count as asked', () => {
  expect(scoreOf(played([2, ['m0', 'm1', 'm4']]).player.store.getState())).toEqual({ right: 2, asked: 2 });
  expect(scoreOf(played([2, undefined]).player.store.getState())).toEqual({ right: 1, asked: 2 });
  expect(scoreOf(played([3, ['m0', 'm1', 'm4']]).player.store.getState())).toEqual({ right: 1, asked: 2 });
});

test('whoever answers nothing has no score, and a branch has none', () => {
  expect(scoreOf(played([]).player.store.getState())).toBeNull();
  const { player } = played([2]);
  player.whatIf(player.store.getState().lesson.whatIf[0]!.id);
  player.toEnd();
  expect(scoreOf(player.store.getState())).toBeNull();
});

test('a score is kept with the lesson at its end, and playing on without answers does not wipe it out', () => {
  const { on } = played([2, ['m0']]);
  expect(readScores(on)).toEqual({ 'unclean-election': { right: 1, asked: 2 } });
  played([], on);
  expect(readScores(on)).toEqual({ 'unclean-election': { right: 1, asked: 2 } });
});

test('what cannot be read counts as no score', () => {
  for (const text of ['{', '7', 'null', '{"a":1}', '{"a":{"right":3,"asked":2}}', '{"a":{"right":"1","asked":2}}']) {
    expect(readScores({ getItem: () => text, setItem: () => undefined })).toEqual({});
  }
  expect(readScores(null)).toEqual({});
});
