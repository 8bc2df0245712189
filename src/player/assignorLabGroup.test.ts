import { expect, test } from 'vitest';
import { beginLab, labResults } from './assignorLab.ts';
import { formOf, withMember } from './assignorLabForm.ts';
import { groupInput } from './assignorLabGroup.ts';
import { lastAssignment } from './lastAssignment.ts';
import { openLesson } from './openLesson.ts';
import { worldOf } from './session.ts';
import { createPlayer } from './sessionStore.ts';

test('a group brings its members and topics, and is assigned as its leader did', () => {
  const player = createPlayer({ open: openLesson, lessonId: 'assignors', language: 'en', theme: 'light', singleLetterKeys: true });
  const input = () => groupInput(worldOf(player.store.getState()), 'app');
  expect(input()).toBeNull();
  player.step('scene');
  const found = input();
  expect(found?.partitionCounts).toEqual({ orders: 4, payments: 4 });
  expect(found?.members.map(({ topics }) => topics)).toEqual([1, 2, 3].map(() => ['orders', 'payments']));
  const { fact } = lastAssignment(player.store.getState().course, 'app') ?? {};
  expect(found === null ? null : labResults(beginLab(found))[0]?.assignment).toEqual(fact?.assignment);
  const joined = found === null ? [] : withMember(formOf(found), []).members;
  expect(joined.at(-1)?.memberId).toBe('consumer-4');
  player.showAssignors(found ?? undefined);
  expect(player.store.getState().sandbox).toMatchObject({ open: 'assignors', group: found });
  player.dispose();
});
