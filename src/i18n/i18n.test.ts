import { describe, expect, test } from 'vitest';
import { branchPhrases, branchTexts } from './branches.ts';
import { handPhrases, handTexts } from './hand.ts';
import { handActions, handNotices } from './handActions.ts';
import { factKindNames } from './handFactNames.ts';
import { clientPhrases, clientTexts } from './clients.ts';
import { configPhrases, configTexts, originNames } from './config.ts';
import { editorPhrases, editorTexts } from './editor.ts';
import { eventKindNames, eventPhrases, eventTexts } from './events.ts';
import { glossaryPhrases, glossaryWords } from './glossary/words.ts';
import { homePhrases, homeTexts } from './home.ts';
import { inspectorPhrases, inspectorTexts, promiseNames } from './inspector.ts';
import { languageOf, preferredLanguage } from './language.ts';
import { lessonPhrases, lessonTexts, trackNames } from './lesson.ts';
import { jump } from './numbers.ts';
import { shell } from './shell.ts';
import { linkActions } from './linkActions.ts';
import { linkPhrases, linkTexts } from './links.ts';
import { plain, spansOf } from './spans.ts';
import { sayIn } from './text.ts';
import { tickNames, transport, transportPhrases } from './transport.ts';
import { zookeeperPhrases, zookeeperTexts } from './zookeeper.ts';
import { whyPhrases, whyTexts } from './why.ts';

const dictionaries = {
  clientPhrases, clientTexts, configPhrases, configTexts, editorPhrases, editorTexts, eventKindNames, eventPhrases, eventTexts, glossaryPhrases, glossaryWords, homePhrases, homeTexts, originNames, zookeeperPhrases, zookeeperTexts,
  linkActions, linkPhrases, linkTexts, branchPhrases, branchTexts, factKindNames, handActions, handNotices, handPhrases, handTexts, whyPhrases, whyTexts, inspectorPhrases, inspectorTexts, lessonPhrases, lessonTexts, promiseNames, shell, tickNames, trackNames, transport, transportPhrases };
const entries = Object.entries(dictionaries).flatMap(([dictionary, texts]) =>
  Object.entries(texts).map(([key, entry]) => ({ name: `${dictionary}.${key}`, entry: entry as { en: unknown; zh: unknown } })),
);

function spoken(value: unknown): string {
  return typeof value === 'function' ? (value as (...parameters: unknown[]) => string)('a', 'b', 'c') : String(value);
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
    const used = (text: string) => ['a', 'b', 'c'].filter((letter) => new RegExp(`(?<![A-Za-z’])${letter}(?![A-Za-z])`).test(text)).length;
    if (typeof entry.en === 'function' && typeof entry.zh === 'function') {
      expect(entry.zh.length).toBe(entry.en.length);
      expect(used(spoken(entry.zh))).toBeGreaterThanOrEqual(entry.zh.length);
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
