import { describe, expect, test } from 'vitest';
import { languageOf, preferredLanguage } from './language.ts';
import { lessonPhrases } from './lesson.ts';
import { jump } from './numbers.ts';
import { plain, spansOf } from './spans.ts';
import { sayIn } from './text.ts';

interface Entry {
  readonly en: unknown;
  readonly zh: unknown;
}

/** Whatever a file of this folder exports that is said in two languages, so that no new file is forgotten. */
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(['./*.ts', './glossary/words.ts', '!./*.test.ts'], { eager: true });
const entries = Object.values(modules).flatMap((module) => Object.entries(module)).flatMap(([dictionary, texts]) =>
  Object.entries(typeof texts === 'object' ? texts ?? {} : {}).flatMap(([key, entry]: readonly [string, unknown]) => (isEntry(entry) ? [{ name: `${dictionary}.${key}`, entry }] : [])),
);

function isEntry(entry: unknown): entry is Entry {
  return typeof entry === 'object' && entry !== null && 'en' in entry && 'zh' in entry;
}

function spoken(value: unknown, first: unknown = 'a'): string {
  return typeof value === 'function' ? (value as (...parameters: unknown[]) => string)(first, 'b', 'c', 'd') : String(value);
}

describe('every text', () => {
  test.each(entries)('$name is said in both languages', ({ entry }) => {
    expect(spoken(entry.en).trim()).not.toBe('');
    expect(spoken(entry.zh).trim()).not.toBe('');
    expect(typeof entry.zh).toBe(typeof entry.en);
  });

  test.each(entries)('$name puts a space between Chinese and Latin', ({ entry }) => {
    expect(plain(spoken(entry.zh))).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/);
  });

  test.each(entries)('$name uses every parameter in both languages', ({ entry }) => {
    const used = (text: string) => ['a', 'b', 'c', 'd'].filter((letter) => new RegExp(`(?<![A-Za-z’])${letter}(?![A-Za-z])`).test(text)).length;
    if (typeof entry.en === 'function' && typeof entry.zh === 'function') {
      expect(entry.zh.length).toBe(entry.en.length);
      // Of one thing a sentence may say what, and of several how many.
      expect(used(`${spoken(entry.zh)} ${spoken(entry.zh, 1)}`)).toBeGreaterThanOrEqual(entry.zh.length);
    }
  });
});

describe('languages', () => {
  test.each([['zh', 'zh-Hans'], ['zh-CN', 'zh-Hans'], ['zh-Hans', 'zh-Hans'], ['en-GB', 'en'], ['fr', undefined], [null, undefined]])('%s means %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  test('the first language that the page speaks is taken', () => {
    expect(preferredLanguage(['fr-FR', 'zh-CN', 'en'])).toBe('zh-Hans');
    expect(preferredLanguage([])).toBe('en');
  });
});

test('a phrase is said with its parameters', () => {
  expect(sayIn('en')(lessonPhrases.sceneOf, 2, 5)).toBe('Scene 2 of 5');
  expect(sayIn('zh-Hans')(lessonPhrases.sceneOf, 2, 5)).toBe('第 2 幕，共 5 幕');
});

test('backticks mark code and are not read aloud', () => {
  expect(spansOf('Set `acks=all` here')).toEqual([{ code: false, text: 'Set ' }, { code: true, text: 'acks=all' }, { code: false, text: ' here' }]);
  expect(plain('Set `acks=all` here')).toBe('Set acks=all here');
});

test('a jump of virtual time is grouped', () => {
  expect(jump(12_498, 'en')).toBe('+12,498 ms');
});
