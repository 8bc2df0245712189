import { describe, expect, test } from 'vitest';
import { laterNames } from '../testkit/laterNames.ts';
import { withErrorWords } from './errorWords.ts';
import { erasOf, lessonIn } from './eras.ts';
import { lessons } from './index.ts';
import type { Bilingual, Lesson, Scene } from './types.ts';

function textsOf({ title, question, scenes, whatIf, ends }: Lesson): readonly Bilingual[] {
  const inScenes = [...scenes, ...whatIf.flatMap((one) => one.scenes)].flatMap((scene) => [scene.title, scene.say, ...predictionOf(scene)]);
  return [title, question, ...inScenes, ...whatIf.map(({ label }) => label), ...ends.map(({ say }) => say)];
}

function predictionOf({ predict }: Scene): readonly Bilingual[] {
  return predict === undefined ? [] : [predict.ask, predict.why, ...(predict.options ?? []).map(({ label }) => label)];
}

describe.each(lessons)('$code', (lesson) => {
  test.each(erasOf(lesson))('names no error that %s does not have', (era) => {
    const later = laterNames(era);
    const inScenes = [...lesson.scenes, ...lesson.whatIf.flatMap(({ scenes }) => scenes)];
    const texts = [...textsOf(lessonIn(lesson, era)), ...inScenes.flatMap(({ inOtherEras }) => inOtherEras?.[era] ?? [])];
    const named = texts.flatMap(({ en, zh }) => `${en} ${zh}`.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []);
    expect(named.filter((name) => later.has(name))).toEqual([]);
  });
});

describe('the words of a lesson', () => {
  const r18 = lessons.find(({ code }) => code === 'R18')!;
  const told = (lesson: Lesson): string => textsOf(lesson).map(({ en, zh }) => `${en} ${zh}`).join(' ');

  test('call an error as the version does that plays it', () => {
    expect(told(lessonIn(r18, '2.8'))).toContain('NOT_LEADER_OR_FOLLOWER');
    for (const era of ['0.11', '2.1'] as const) expect(told(lessonIn(r18, era))).toContain('NOT_LEADER_FOR_PARTITION');
  });

  test('stay as they are in a text that tells both names', () => {
    const both = { en: 'NOT_LEADER_FOR_PARTITION, from 2.6 NOT_LEADER_OR_FOLLOWER', zh: 'NOT_COORDINATOR 与 UNKNOWN_SERVER_ERROR' };
    expect(withErrorWords({ ...r18, title: both }, '0.10').title).toEqual({ en: both.en, zh: 'NOT_COORDINATOR_FOR_GROUP 与 UNKNOWN' });
  });

  test('are the lesson itself where nothing was called otherwise', () => {
    expect(withErrorWords(r18, '3.9')).toBe(r18);
  });
});
