import { expect, test } from 'vitest';
import { openLesson } from './openLesson.ts';
import { keepProgress, readProgress } from './progress.ts';
import { createPlayer } from './sessionStore.ts';

function shelfWith(kept: string | null) {
  let text = kept;
  return { getItem: () => text, setItem: (_key: string, value: string) => { text = value; } };
}

function playerOf(lessonId: string) {
  return createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true });
}

test('a lesson counts as finished when its main run has come to its end, and stays so', () => {
  const shelf = shelfWith(null);
  const player = playerOf('high-watermark');
  keepProgress(player, shelf);
  player.step();
  expect([...readProgress(shelf)]).toEqual([]);
  player.toEnd();
  expect([...readProgress(shelf)]).toEqual(['high-watermark']);
  player.toStart();
  player.openLesson('write-path');
  player.toEnd();
  expect([...readProgress(shelf)]).toEqual(['high-watermark', 'write-path']);
});

test('the end of a what-if is not the end of the lesson', () => {
  const shelf = shelfWith(null);
  const player = playerOf('high-watermark');
  keepProgress(player, shelf);
  player.whatIf('slow-follower');
  player.toEnd();
  expect([...readProgress(shelf)]).toEqual([]);
});

test('what cannot be read counts as nothing finished', () => {
  for (const kept of ['{', '7', '{"a":1}', '[1,null]']) expect([...readProgress(shelfWith(kept))]).toEqual([]);
  expect([...readProgress(null)]).toEqual([]);
});
