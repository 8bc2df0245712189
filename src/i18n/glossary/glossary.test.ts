import { describe, expect, test } from 'vitest';
import { plain } from '../spans.ts';
import { glossary, searchGlossary } from './glossary.ts';
import { markTerms } from './mark.ts';

const marked = (text: string, tongue: 'en' | 'zh') => markTerms(text, tongue).flatMap(({ text: words, term }) => (term === null ? [] : [`${words}: ${term.id}`]));

describe('every term', () => {
  test.each(glossary)('$id is explained in one sentence in each language', ({ means }) => {
    expect(means.en).toMatch(/^[A-Z“`].*[^.]\.$/s);
    expect(means.zh).toMatch(/^[^。]+。$/);
    expect(plain(means.en)).not.toMatch(/[.!?] [A-Z]/);
  });

  test.each(glossary)('$id puts a space between Chinese and Latin, and none where the mark stands', ({ means, forms }) => {
    for (const text of [plain(means.zh), ...forms.zh]) expect(text).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/);
  });

  test('has an id and names of its own', () => {
    const all = [glossary.map(({ id }) => id), ...(['en', 'zh'] as const).map((tongue) => glossary.flatMap(({ forms }) => forms[tongue].map((form) => form.toLowerCase())))];
    for (const names of all) expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(glossary)('$id is found by its own names', ({ id, forms }) => {
    for (const name of [forms.en[0], forms.zh[0]]) expect(searchGlossary(name).slice(0, 4).map((term) => term.id)).toContain(id);
  });
});

describe('terms in a text', () => {
  test('the longest name counts, plurals and capitals too', () => {
    expect(marked('Followers ask the leader for its log end offsets. In-sync replicas answer.', 'en')).toEqual([
      'Followers: follower', 'leader: leader', 'log end offsets: log-end-offset', 'In-sync replicas: isr',
    ]);
    expect(marked('领导者副本的日志末端位移是 1，高水位（High Watermark, HW）仍是 0。', 'zh')).toEqual([
      '领导者副本: leader', '日志末端位移: log-end-offset', '高水位: high-watermark',
    ]);
  });

  test('each is marked where it comes first', () => {
    expect(marked('The ISR shrinks; the ISR grows. HW is the high watermark.', 'en')).toEqual(['ISR: isr', 'HW: high-watermark']);
  });

  test('parts of words, settings and paths are not terms, nor are Kafka’s own names in small letters', () => {
    expect(marked('Brokerage, orders-0, replica.lag.time.max.ms, fetch it, logged.', 'en')).toEqual([]);
  });

  test('nothing of the text is lost or changed', () => {
    const text = 'A broker elects: its LEOs, *(the) [ISR] $1.';
    expect(markTerms(text, 'en').map((part) => part.text).join('')).toBe(text);
  });
});

describe('the search', () => {
  test('understands both languages, parts of words and full-width letters', () => {
    expect(searchGlossary('waterm').map(({ id }) => id).slice(0, 2)).toEqual(['high-watermark', 'low-watermark']);
    expect(searchGlossary('高水')[0]?.id).toBe('high-watermark');
    expect(searchGlossary('ＩＳＲ')[0]?.id).toBe('isr');
  });

  test('an empty query gives everything, nonsense nothing', () => {
    expect(searchGlossary(' ')).toHaveLength(glossary.length);
    expect(searchGlossary('qqqq')).toEqual([]);
  });
});
