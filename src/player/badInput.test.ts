import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayIn } from '../i18n/text.ts';
import { linkPhrases } from '../i18n/links.ts';
import { followLink } from './linkFollow.ts';
import { openLesson } from './openLesson.ts';
import { pack } from './permalinkPack.ts';
import type { Shelf } from './preferences.ts';
import { keepPreferences, readPreferences } from './preferences.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { restoreSandbox } from './sandboxRestore.ts';
import { BROKEN_KEY, parseSaved, SANDBOX_KEY } from './sandboxSaved.ts';
import { createPlayer } from './sessionStore.ts';

function shelfWith(entries: Record<string, string> = {}): Shelf & { readonly entries: Record<string, string> } {
  return { entries, getItem: (key) => entries[key] ?? null, setItem: (key, value) => void (entries[key] = value) };
}

/** A good text with a few pieces cut out or written over. */
function mutated(good: string): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(good.length), fc.nat(8), fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('null', '-1', '1e999', '{}', '[', '"', '\u0000', '，')));
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => edits.reduce((text, [from, gone, put]) => text.slice(0, from) + put + text.slice(from + gone), good));
}

describe('preferences in the storage', () => {
  const good = JSON.stringify({ language: 'zh-Hans', theme: 'dark', singleLetterKeys: false });
  const anything = fc.oneof(fc.string(), fc.json(), mutated(good), fc.record({ language: fc.anything(), theme: fc.anything(), singleLetterKeys: fc.anything() }).map((one) => JSON.stringify(one) ?? ''));

  test('whatever they are, can be read, kept and read again', () => {
    fc.assert(fc.property(anything, (text) => {
      const shelf = shelfWith({ 'highwater.preferences': text });
      const read = readPreferences(shelf);
      expect([null, 'en', 'zh-Hans']).toContain(read.language);
      expect([null, 'light', 'dark']).toContain(read.theme);
      expect([true, false]).toContain(read.singleLetterKeys);
      keepPreferences(shelf, read);
      expect(readPreferences(shelf)).toEqual(read);
    }), { numRuns: 500 });
  });

  test('what one entry says wrongly does not cost the others', () => {
    fc.assert(fc.property(fc.jsonValue().filter((value) => value !== 'light' && value !== 'dark'), (theme) => {
      expect(readPreferences(shelfWith({ 'highwater.preferences': JSON.stringify({ language: 'zh-Hans', theme, singleLetterKeys: false }) }))).toEqual({ language: 'zh-Hans', theme: null, singleLetterKeys: false, stageTab: 'cluster', internalTopics: false, answerFirst: false });
    }));
  });
});

describe('a saved sandbox that cannot be read', () => {
  const saved = { version: 1, setUp: FIRST_SET_UP, choices: [{ usual: 3 }, { command: { type: 'broker.kill', brokerId: 1 } }, { fire: { owner: 'broker-1', name: 'isr-expiration' } }], at: 2, check: 'x' };
  const good = JSON.stringify(saved);

  test('is put aside as it was, with a reason, and a first one can be used in its place', () => {
    fc.assert(fc.property(fc.oneof(mutated(good), fc.json(), fc.string({ minLength: 1 })), (text) => {
      const read = parseSaved(text);
      if (read.is !== 'broken') return;
      expect(read.reason).not.toBe('');
      const shelf = shelfWith({ [SANDBOX_KEY]: text });
      const restored = restoreSandbox(shelf);
      expect(restored?.note).toMatchObject({ is: 'unreadable', details: [read.reason], kept: text });
      expect(shelf.entries[BROKEN_KEY]).toBe(text);
      expect(restored?.opened.lesson.cluster).toEqual(FIRST_SET_UP.description);
    }), { numRuns: 60 });
  });

  test.each<readonly [place: string, change: (copy: Record<string, any>) => void]>([ // oxlint-disable-line typescript/no-explicit-any
    ['version', (copy) => { copy['version'] = 2; }],
    ['setUp.era', (copy) => { copy['setUp'].era = '7.0'; }],
    ['choices.1', (copy) => { copy['choices'][1] = { command: { type: 'partitions.create', topic: 'orders', count: 2_000_000_000 } }; }],
    ['setUp.description.brokers', (copy) => { copy['setUp'].description.brokers = 99; }],
    ['setUp.description.topics.0.partitions', (copy) => { copy['setUp'].description.topics[0].partitions = 'many'; }],
    ['choices.0', (copy) => { copy['choices'][0] = { usual: -4 }; }],
    ['choices.2', (copy) => { copy['choices'][2] = { fire: { owner: 'broker-1' } }; }],
    ['at', (copy) => { copy['at'] = null; }],
  ])('names the place and what is wrong there: %s', (place, change) => {
    const copy = structuredClone(saved);
    change(copy);
    const read = parseSaved(JSON.stringify(copy));
    expect(read).toMatchObject({ is: 'broken', reason: expect.stringMatching(new RegExp(`^${place.replaceAll('.', '\\.')}[.\\w]*: .+`)) as string });
  });
});

describe('a link that cannot be read', () => {
  const present = createPlayer({ open: openLesson, lessonId: 'high-watermark', language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
  const follow = async (hash: string) => (await followLink(present, hash, { open: openLesson, shelf: null, isFirst: false })) ?? { session: null, note: null };

  test('says from which choice on, in both languages', async () => {
    const choices = [{ usual: 2 }, { deliver: { api: 'Fetch', kind: 'request', nth: 1 } }, { usual: 1 }] as const;
    const strange = [...choices.slice(0, 2), { fire: { owner: 'x'.repeat(400), name: 'y' } }, ...choices] as const;
    const { note } = await follow(`#lesson=unclean-election&r=3.${pack({ setUp: null, choices: strange })}`);
    expect(note?.troubles[0]).toEqual({ is: 'damaged-at', choice: 3 });
    expect([sayIn('en')(linkPhrases.damagedAt, '3'), sayIn('zh-Hans')(linkPhrases.damagedAt, '3')]).toEqual(['From choice 3 on, the link could not be read. This is as far as it goes.', '从第 3 个操作起，链接无法读取，只能还原到这里。']);
  });

  test('leaves what the visitor had as it was, and never without a word', async () => {
    const good = `#lesson=unclean-election&r=12.${pack({ setUp: null, choices: [{ usual: 3 }, { command: { type: 'broker.kill', brokerId: 1 } }, { usual: 5 }] })}*0a1b2c3d`;
    const before = JSON.stringify({ lesson: present.lesson.id, cursor: present.course.cursor, tip: present.course.tip, size: present.course.history.size });
    await fc.assert(fc.asyncProperty(fc.oneof(mutated(good), fc.string().map((text) => `#${text}`)), async (hash) => {
      const { session, note } = await follow(hash);
      expect(JSON.stringify({ lesson: present.lesson.id, cursor: present.course.cursor, tip: present.course.tip, size: present.course.history.size })).toBe(before);
      if (session === null && note !== null) expect([note.stayed, note.troubles.length > 0]).toEqual([true, true]);
    }), { numRuns: 80 });
  });
});
