import { expect, test } from 'vitest';
import { worldAt } from './course.ts';
import { groupOfActor, lastAssignment } from './lastAssignment.ts';
import { openLesson } from './openLesson.ts';
import { createPlayer } from './sessionStore.ts';

const playerOfAssignors = () => createPlayer({ open: openLesson, lessonId: 'assignors', language: 'en', theme: 'light', singleLetterKeys: true });

test('the assignment told is the last one before the present step', () => {
  const player = playerOfAssignors();
  const told = () => lastAssignment(player.store.getState().course, 'app');
  expect(told()).toBeNull();
  player.step('scene');
  const first = told();
  expect(first?.fact).toMatchObject({ generation: 1, protocol: 'range' });
  expect(first?.fact.steps.map(({ type }) => type).filter((type) => type === 'TopicDivided')).toHaveLength(2);
  player.step('scene');
  expect(told()?.fact.generation).toBe(2);
  player.jumpTo(first?.at ?? 0);
  expect(told()?.fact.generation).toBe(1);
  expect(lastAssignment(player.store.getState().course, 'another')).toBeNull();
});

test('a consumer, its membership and the group at its coordinator belong to the group, a broker does not', () => {
  const player = playerOfAssignors();
  const { guide, course } = player.store.getState();
  const world = worldAt(guide, course, course.cursor);
  expect(['consumer-1', 'consumer-2/member', 'broker-1/group-app', 'broker-1', 'producer-1'].map((address) => groupOfActor(world, address))).toEqual(['app', 'app', 'app', null, null]);
});
