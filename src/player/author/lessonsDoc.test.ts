import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkEnds } from '../../lessons/ends.ts';
import { playLesson } from '../../lessons/play.ts';
import { selectNames } from '../../lessons/select.ts';
import { verdicts } from '../../kafka/promises/verdicts.ts';
import { readLessonFile } from './lessonFile.ts';
import { checkDraft } from './played.ts';

const doc = readFileSync(new URL('../../../docs/lessons.md', import.meta.url), 'utf8');
const commands = readFileSync(new URL('../../lessons/commandSchema.ts', import.meta.url), 'utf8').matchAll(/v\.literal\('([\w.]+)'\)/g);

function example() {
  const read = readLessonFile(/```json\n(.*?)\n```/su.exec(doc)?.[1] ?? '');
  if (!read.ok) throw new Error(read.problems.map(({ line, path, reason }) => `${line} ${path}: ${reason}`).join('\n'));
  return read.lesson;
}

test('the example of the page is a lesson, and ends as it says in every version it names', () => {
  const lesson = example();
  expect(checkDraft(lesson).map(({ era, failed, unreached, endings }) => ({ era, failed, unreached, wrong: endings.filter(({ holds }) => !holds) }))).toEqual(
    ['3.9', '4.1'].map((era) => ({ era, failed: null, unreached: [], wrong: [] })));
  expect(checkEnds(lesson, playLesson(lesson))).toHaveLength(5);
});

test('the page names every value, every command and every promise there is', () => {
  const { world } = playLesson(example());
  const named = [...selectNames, ...[...commands].map(([, type]) => type ?? ''), ...verdicts(world, world.ledger).map(({ promise }) => promise)];
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => !doc.includes(`\`${name}\``))).toEqual([]);
});
