import { expect, test } from 'vitest';
import { worldOf } from './session.ts';
import { lessonPlayer } from './testPlayers.ts';
import { worldsBeside } from './worldsBeside.ts';

test('the worlds beside a step are those that a press onward and a press back show', () => {
  const { player, state } = lessonPlayer(5);
  const [onward, before] = worldsBeside(state());
  player.step();
  expect(worldOf(state())).toBe(onward);
  player.back();
  player.back();
  expect(worldOf(state())).toBe(before);
});

test('at the start there is none before', () => {
  const { player, state } = lessonPlayer();
  const worlds = worldsBeside(state());
  player.step();
  expect(worlds).toEqual([worldOf(state())]);
});

test('to look leaves the run as it is', () => {
  const { state } = lessonPlayer(3);
  const { size } = state().course.history;
  worldsBeside(state());
  expect(state().course.history.size).toBe(size);
});

test('a scene is not walked ahead', () => {
  const { player, state } = lessonPlayer(5);
  player.setStepMode('scene');
  expect(worldsBeside(state())).toHaveLength(1);
});
