import { expect, test } from 'vitest';
import { followLink } from './linkFollow.ts';
import { fetchedLessons } from './lessonSource.ts';
import { lessons, openLesson } from './openLesson.ts';
import { createPlayer } from './sessionStore.ts';
import { takeStart } from './takeStart.ts';

const [first] = lessons;
const own = { ...structuredClone(first), id: 'own-lesson-of-mine' };

test('a page made for a lesson that somebody wrote opens it by its address', async () => {
  const source = fetchedLessons();
  const present = createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
  const address = '#lesson=own-lesson-of-mine&r=4';
  const follow = () => followLink(present, address, { ...source, shelf: null, isFirst: true });
  expect((await follow())?.note?.troubles).toEqual([{ is: 'not-here', lesson: 'own-lesson-of-mine' }]);
  takeStart({ address, lesson: own });
  const followed = await follow();
  expect(followed?.note).toBeNull();
  expect(followed?.session?.lesson.id).toBe('own-lesson-of-mine');
  expect(followed?.session?.course.cursor).toBe(4);
});

test('what is no lesson is refused by the place that is wrong', () => {
  expect(() => takeStart({ address: '#', lesson: { ...own, seed: -1 } })).toThrow(/^seed: /);
});

test('without a lesson there is nothing to take', () => {
  expect(() => takeStart({ address: '#lesson=high-watermark' })).not.toThrow();
});
