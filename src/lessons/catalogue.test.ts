import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { lessons } from './index.ts';

test('the catalogue lists every lesson, in the same order', () => {
  expect(catalogue.map(({ heading }) => heading.id)).toEqual(lessons.map(({ id }) => id));
});

test.each(catalogue.map(({ heading, load }) => [heading.id, heading, load] as const))('the file of %s holds the lesson of its heading', async (id, heading, load) => {
  const lesson = await load();
  expect(lesson).toBe(lessons.find((one) => one.id === id));
  expect(lesson).toMatchObject(heading);
});
