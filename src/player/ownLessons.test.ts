import { expect, test } from 'vitest';
import { lessonById, lessons } from '../lessons/index.ts';
import type { Lesson } from '../lessons/types.ts';
import { importLesson } from './author/importLesson.ts';
import { readDraft, readLessonFile, writeLessonFile } from './author/lessonFile.ts';
import { MOST_FILE_CHARACTERS } from './author/limits.ts';
import { followLink } from './linkFollow.ts';
import { fetchedLessons } from './lessonSource.ts';
import { deleteOwnLesson, deleteUnread, freeId, headingOf, isOwnId, keepOwnLesson, MOST_OWN_LESSONS, OWN_KEY, ownHeadings, readOwnLessons, renameOwnLesson, restoreOwnLesson, takeLesson, unreadLessons } from './ownLessons.ts';
import type { Shelf } from './preferences.ts';
import { createPlayer } from './sessionStore.ts';

function shelfOf(start: Readonly<Record<string, string>> = {}, most = Infinity): Shelf {
  const kept = new Map(Object.entries(start));
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > most) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

function lessonOf(id: string): Lesson {
  const found = lessonById(id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}

const own = (id: string) => ({ id, lesson: { ...lessonOf('high-watermark'), id }, isWhole: true });

test('no lesson that comes with the page has an id of an own one', () => {
  expect(lessons.filter(({ id }) => isOwnId(id))).toEqual([]);
  expect(freeId('Unclean election!', [])).toBe('own-unclean-election');
  expect(freeId('own-unclean-election', ['own-unclean-election'])).toBe('own-unclean-election-2');
  expect(isOwnId(freeId('高水位', ['own-lesson']))).toBe(true);
});

test('lessons are kept, changed, deleted and put back in their place', () => {
  const shelf = shelfOf();
  for (const id of ['own-a', 'own-b', 'own-c']) expect(keepOwnLesson(shelf, own(id))).toBeNull();
  expect(keepOwnLesson(shelf, { ...own('own-b'), isWhole: false })).toBeNull();
  const gone = deleteOwnLesson(shelf, 'own-b');
  expect(readOwnLessons(shelf).map(({ id }) => id)).toEqual(['own-a', 'own-c']);
  if (gone === null) throw new Error('nothing was deleted');
  restoreOwnLesson(shelf, gone);
  expect(readOwnLessons(shelf).map(({ id, isWhole }) => [id, isWhole])).toEqual([['own-a', true], ['own-b', false], ['own-c', true]]);
});

test('a lesson gets another id in its place, never one that is taken', () => {
  const shelf = shelfOf();
  for (const id of ['own-a', 'own-b']) keepOwnLesson(shelf, own(id));
  expect(renameOwnLesson(shelf, 'own-a', 'b')).toBe('own-b-2');
  expect(renameOwnLesson(shelf, 'own-b-2', 'b-2')).toBe('own-b-2');
  expect(readOwnLessons(shelf).map(({ id, lesson }) => [id, (lesson as Lesson).id])).toEqual([['own-b-2', 'own-b-2'], ['own-b', 'own-b']]);
});

test('a full shelf says so and loses nothing', () => {
  const shelf = shelfOf();
  for (let number = 1; number <= MOST_OWN_LESSONS; number += 1) keepOwnLesson(shelf, { id: `own-${number}`, lesson: {}, isWhole: false });
  expect(keepOwnLesson(shelf, own('own-more'))).toBe('too-many');
  expect(keepOwnLesson(shelf, { id: 'own-1', lesson: { long: 'x'.repeat(2_000_000) }, isWhole: false })).toBe('too-large');
  expect(readOwnLessons(shelf)).toHaveLength(MOST_OWN_LESSONS);
  expect(keepOwnLesson(shelfOf({}, 100), own('own-a'))).toBe('no-room');
  expect(keepOwnLesson(null, own('own-a'))).toBe('no-room');
});

test('whatever somebody put on the shelf, the page opens', () => {
  for (const kept of ['', '{', '7', 'null', '[7, null, {}, {"id":"own-x"}, {"id":"../x","lesson":{},"isWhole":true}]']) expect(readOwnLessons(shelfOf({ [OWN_KEY]: kept }))).toEqual([]);
  const [odd] = readOwnLessons(shelfOf({ [OWN_KEY]: '[{"id":"own-x","lesson":{"title":7,"question":{"en":"why?"}},"isWhole":true}]' }));
  expect(odd === undefined ? null : headingOf(odd)).toMatchObject({ id: 'own-x', title: { en: 'own-x', zh: 'own-x' }, question: { en: 'why?', zh: 'why?' } });
});

test('what is not understood is laid aside before anything is written over it', () => {
  for (const kept of ['{', `[${JSON.stringify(own('own-a'))}, {"id":"own-x","lesson":{},"recording":null,"isWhole":true}]`]) {
    const shelf = shelfOf({ [OWN_KEY]: kept });
    expect(keepOwnLesson(shelf, own('own-b'))).toBeNull();
    expect(keepOwnLesson(shelf, own('own-c'))).toBeNull();
    expect(shelf.getItem(`${OWN_KEY}.unread`)).toBe(kept);
    expect(readOwnLessons(shelf).map(({ id }) => id).slice(-2)).toEqual(['own-b', 'own-c']);
  }
  const twice = shelfOf({ [OWN_KEY]: '{' });
  keepOwnLesson(twice, own('own-a'));
  twice.setItem(OWN_KEY, '[7]');
  keepOwnLesson(twice, own('own-b'));
  expect(unreadLessons(twice)).toBe('{\n[7]');
  const full = shelfOf({ [OWN_KEY]: '{' }, 0);
  expect(keepOwnLesson(full, own('own-b'))).toBe('no-room');
  expect(full.getItem(OWN_KEY)).toBe('{');
});

test('what is not understood can be had as it is, before and after it is laid aside, until it is deleted', () => {
  const kept = `[${JSON.stringify(own('own-a'))}, 7]`;
  const shelf = shelfOf({ [OWN_KEY]: kept });
  expect(unreadLessons(shelf)).toBe(kept);
  keepOwnLesson(shelf, own('own-b'));
  expect(unreadLessons(shelf)).toBe(kept);
  expect(deleteUnread(shelf)).toBeNull();
  expect(unreadLessons(shelf)).toBeNull();
  expect(readOwnLessons(shelf).map(({ id }) => id)).toEqual(['own-a', 'own-b']);
  expect([shelfOf({}), shelfOf({ [OWN_KEY]: '' }), shelfOf({ [OWN_KEY]: '[]' }), null].map(unreadLessons)).toEqual([null, null, null, null]);
});

test('an own lesson opens like any other; one that is not here is told, and the first lesson opens', async () => {
  const shelf = shelfOf({ [OWN_KEY]: JSON.stringify([own('own-mine')]) });
  const source = fetchedLessons(shelf);
  await source.fetch('own-mine');
  expect(source.open('own-mine', undefined).lesson.id).toBe('own-mine');
  await source.fetch('own-other');
  const player = createPlayer({ ...source, lessonId: 'own-other', language: 'en', theme: 'light', singleLetterKeys: true });
  expect(player.store.getState().lesson.id).toBe(lessons[0]?.id);
  const followed = await followLink(player.store.getState(), '#lesson=own-other', { ...source, shelf, isFirst: true });
  expect(followed?.note?.troubles).toEqual([{ is: 'not-here', lesson: 'own-other' }]);
  const there = await followLink(player.store.getState(), '#lesson=own-mine', { ...source, shelf, isFirst: false });
  expect(there?.session?.lesson.id).toBe('own-mine');
});

test('a lesson that is taken is there for this visit and stored nowhere', async () => {
  const shelf = shelfOf();
  const id = takeLesson(lessonOf('unclean-election'));
  expect(id).toBe('own-unclean-election');
  const source = fetchedLessons(shelf);
  await source.fetch(id);
  expect(source.open(id, undefined).lesson).toEqual({ ...lessonOf('unclean-election'), id });
  expect(ownHeadings(shelf).map((heading) => heading.id)).toContain(id);
  expect(readOwnLessons(shelf)).toEqual([]);
});

test('every lesson comes back from its file as it was', () => {
  for (const lesson of lessons) expect(readLessonFile(writeLessonFile(lesson))).toEqual({ ok: true, lesson: JSON.parse(JSON.stringify(lesson)) });
});

test('what is wrong in a file is told with its line', () => {
  const text = writeLessonFile(lessonOf('high-watermark'));
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
  const wrong = (from: string, to: string): string[] => {
    expect(text).toContain(from);
    const read = readLessonFile(text.replace(from, to));
    return read.ok ? [] : read.problems.map(({ line, path, reason }) => `${line} ${path}: ${reason}`);
  };
  expect(wrong('"era": "2.8"', '"era": "2.7"')[0]).toMatch(new RegExp(`^${lineOf('"era": "2.8"')} era: `));
  expect(wrong('"brokers": 3,', '"brokers": 3')[0]).toMatch(new RegExp(`^${lineOf('"brokers": 3,') + 1} : a comma is expected here`));
  expect(wrong('"select": "highWatermark"', '"select": "highWaterMark"')[0]).toMatch(new RegExp(`^${lineOf('"select": "highWatermark"')} .*there is no value "highWaterMark"`));
  expect(wrong('"brokers": 3,', '"brokers": 1,').some((problem) => problem.includes('there are only 1 brokers'))).toBe(true);
  const { cluster, ...others } = lessonOf('high-watermark');
  const huge = readLessonFile(JSON.stringify({ ...others, cluster: { ...cluster, topics: [{ name: 'orders', partitions: 1_000_000, replicationFactor: 1 }] } }));
  expect(huge.ok ? [] : huge.problems.map(({ path, reason }) => `${path}: ${reason}`)).toEqual(['cluster.topics: 1000000 partitions; at most 50']);
});

test('a lesson without texts and endings is a draft; one without a scene is none', () => {
  const lesson = lessonOf('high-watermark');
  const { zh: _zh, ...english } = lesson.title;
  const bare = readDraft(JSON.stringify({ ...lesson, title: english, question: { en: ' ', zh: '' }, ends: [] }));
  expect(bare.ok && bare.lesson.title).toEqual({ ...english, zh: '' });
  expect(bare.problems.map(({ path }) => path).toSorted()).toEqual(['ends', 'question.en', 'question.zh', 'title.zh']);
  expect(readDraft(JSON.stringify({ ...lesson, scenes: [] })).ok).toBe(false);
  expect(readDraft(' '.repeat(MOST_FILE_CHARACTERS + 1)).problems[0]?.reason).toContain('at most 500000');
});

test('an import adds, under an id that is free, and changes nothing that was there', () => {
  const shelf = shelfOf();
  const text = writeLessonFile(lessonOf('high-watermark'));
  expect(importLesson(shelf, text)).toMatchObject({ is: 'imported', id: 'own-high-watermark' });
  const before = readOwnLessons(shelf);
  expect(importLesson(shelf, text)).toMatchObject({ is: 'here-already', id: 'own-high-watermark' });
  expect(importLesson(shelf, text.replace('"code": "', '"code": "9')).is).toBe('wrong');
  expect(readOwnLessons(shelf)).toEqual(before);
  expect(importLesson(shelf, text.replace('"seed": 1', '"seed": 2'))).toMatchObject({ is: 'imported', id: 'own-high-watermark-2' });
  expect(readOwnLessons(shelf)[0]).toEqual(before[0]);
});

test('texts with markup and scripts are texts, and nothing else of a lesson can carry them', () => {
  const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const lesson = lessonOf('high-watermark');
  const everywhere = JSON.parse(JSON.stringify(lesson), (key, value: unknown) => (key === 'en' || key === 'zh' ? evil : value)) as Lesson;
  const read = readLessonFile(writeLessonFile(everywhere));
  expect(read.ok && read.lesson).toEqual(everywhere);
  for (const part of [{ id: evil }, { code: evil }, { track: evil }, { cluster: { ...lesson.cluster, topics: [{ name: evil, partitions: 1, replicationFactor: 1 }] } }, { script: evil }]) {
    expect(readDraft(JSON.stringify({ ...lesson, ...part })).ok, Object.keys(part).join()).toBe(false);
  }
});
