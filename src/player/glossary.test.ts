import { describe, expect, test } from 'vitest';
import { glossary } from '../i18n/glossary/glossary.ts';
import { lessonOf, SHOWN_MEANWHILE } from '../i18n/glossary/lessonOf.ts';
import { markTerms } from '../i18n/glossary/mark.ts';
import { spansOf } from '../i18n/spans.ts';
import type { Lesson } from '../lessons/types.ts';
import { lessons } from './openLesson.ts';

function termsOf(lesson: Lesson, tongue: 'en' | 'zh'): ReadonlySet<string> {
  const scenes = [...lesson.scenes, ...lesson.whatIf.flatMap((whatIf) => whatIf.scenes)];
  const told = scenes.flatMap(({ say, predict, inOtherEras }) => [say, ...(predict === undefined ? [] : [predict.why]), ...Object.values(inOtherEras ?? {})]);
  const texts = [...told, ...lesson.ends.map(({ say }) => say)].map((text) => text[tongue]);
  const prose = texts.flatMap((text) => spansOf(text).filter(({ code }) => !code).map((span) => span.text));
  return new Set(prose.flatMap((text) => markTerms(text, tongue).flatMap(({ term }) => term?.id ?? [])));
}

describe('the lesson that a term is linked to', () => {
  test('is one of the curriculum', () => {
    expect(glossary.filter(({ lesson }) => !/^[RGPSZA]\d{1,2}$/.test(lesson))).toEqual([]);
  });

  test('is, where its own cannot be opened yet, one that names it meanwhile', () => {
    const codes = new Set(lessons.map(({ code }) => code));
    const terms = Object.keys(SHOWN_MEANWHILE).map((id) => glossary.find((term) => term.id === id)!);
    expect(terms.filter(({ lesson }) => codes.has(lesson))).toEqual([]);
    for (const term of terms) {
      const lesson = lessonOf(term, lessons)!;
      expect([...termsOf(lesson, 'en'), ...termsOf(lesson, 'zh')], `${lesson.code} ${term.id}`).toContain(term.id);
    }
  });

  test.each(lessons.filter(({ track }) => track === 'replication'))('$code speaks of the terms linked to it, in both languages', (lesson) => {
    const linked = glossary.filter((term) => term.lesson === lesson.code);
    for (const tongue of ['en', 'zh'] as const) {
      const spoken = termsOf(lesson, tongue);
      expect(linked.filter(({ id }) => !spoken.has(id)).map(({ id }) => id), tongue).toEqual([]);
    }
  });
});

test.each(lessons)('$code names terms that can be explained, in both languages', (lesson) => {
  for (const tongue of ['en', 'zh'] as const) expect(termsOf(lesson, tongue).size, tongue).toBeGreaterThan(3);
});
