import { expect, test } from 'vitest';
import { headings } from '../lessons/headings.ts';
import { askedIn, ASKED_WORDS } from '../i18n/askedWords.ts';
import { glossary, searchGlossary } from '../i18n/glossary/glossary.ts';

test('whatever people say leads to lessons and terms that there are', () => {
  const codes = new Set<string>(Object.values(headings).map(({ code }) => code));
  const terms = new Set(glossary.map(({ id }) => id));
  expect(ASKED_WORDS.flatMap(({ lessons }) => lessons).filter((code) => !codes.has(code))).toEqual([]);
  expect(ASKED_WORDS.flatMap((one) => one.terms).filter((id) => !terms.has(id))).toEqual([]);
  expect(ASKED_WORDS.flatMap(({ said }) => said).filter((one) => one !== one.toLowerCase().normalize('NFKC'))).toEqual([]);
});

test('the questions that people ask find the lessons that answer them, in either language', () => {
  for (const query of ['data loss', 'lost messages', 'kafka 丢消息怎么办', '消息丢失']) expect(askedIn(query).lessons).toEqual(expect.arrayContaining(['R6', 'R7', 'R8']));
  for (const query of ['duplicates', '重复消费', '重复']) expect(askedIn(query).lessons).toEqual(expect.arrayContaining(['R13', 'G11']));
  expect(askedIn('脑裂').lessons).toContain('R15');
  expect(searchGlossary('再平衡').map(({ id }) => id)).toContain('rebalance');
  expect(searchGlossary('偏移量').map(({ id }) => id)).toContain('offset');
  for (const query of ['', 'a', 'r', '的', 'qqqq']) expect(askedIn(query).lessons).toEqual([]);
});
