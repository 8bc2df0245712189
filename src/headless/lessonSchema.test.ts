import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { lessonSchema } from '../lessons/schema.ts';
import type { JsonSchema } from '../testkit/jsonSchema.ts';
import { fits } from '../testkit/jsonSchema.ts';
import { printedLessonSchema } from './lessonSchema.ts';

const PUBLISHED = new URL('../../docs/lesson.schema.json', import.meta.url);
const [first] = lessons;
const plain = JSON.parse(JSON.stringify(first)) as Record<string, unknown>;
const scenes = plain['scenes'] as readonly Record<string, unknown>[];
const withScene = (part: object): unknown => ({ ...plain, scenes: [{ ...scenes[0], ...part }, ...scenes.slice(1)] });

const BAD: readonly unknown[] = [
  null, [], {}, { ...plain, more: 1 }, { ...plain, id: 'With Spaces' }, { ...plain, code: 'two' }, { ...plain, track: 'juggling' }, { ...plain, era: '1.2.3' }, { ...plain, title: { en: 'x' } },
  { ...plain, scenes: [] }, { ...plain, ends: [] }, { ...plain, seed: -1 }, withScene({ withinMs: -1 }), withScene({ until: {} }), withScene({ until: { select: 'weather', of: 'broker-1', is: 1 } }),
  withScene({ do: [{ command: { type: 'broker.marry', brokerId: 1 } }] }), withScene({ predict: { ask: { en: 'x', zh: '一' }, point: 'moon', answer: { select: 'leader', of: 'orders-0' }, why: { en: 'x', zh: '一' } } }),
];

describe('the published schema of a lesson', () => {
  const published = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as JsonSchema;

  test('is the page’s own: npm run lesson-schema writes it', () => {
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(printedLessonSchema());
  });

  test('takes every lesson there is', () => {
    for (const lesson of lessons) expect([lesson.id, fits(published, JSON.parse(JSON.stringify(lesson)))]).toEqual([lesson.id, true]);
  });

  test.each(BAD)('refuses, as the page does: %#', (data) => {
    expect(v.is(lessonSchema, data)).toBe(false);
    expect(fits(published, data)).toBe(false);
  });
});
