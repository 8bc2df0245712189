import { expect, test } from 'vitest';
import { compact, label, rowsOf } from './pretty.ts';

test('values are written on one line', () => {
  expect([null, [1, 2, 3], [], {}, { a: 1, b: { c: 2 } }, [{ id: 1 }], 'x', true].map((value) => compact(value))).toEqual([
    '–', '1, 2, 3', '[]', '{}', 'a: 1, b: {…}', '{id: 1}', 'x', 'true',
  ]);
});

test('a long value is cut and says so', () => {
  expect(compact('x'.repeat(99))).toHaveLength(60);
  expect(compact('x'.repeat(99)).endsWith('…')).toBe(true);
});

test('names of fields are read as words, names of things are not', () => {
  expect(['logEndOffset', 'lastCaughtUpTimeMs', 'orders-0', 'broker-1', 'isr'].map(label)).toEqual([
    'log end offset', 'last caught up time ms', 'orders-0', 'broker-1', 'isr',
  ]);
});

test('what does not fit on a line opens to its fields', () => {
  const rows = rowsOf({ small: [1, 2], deep: { 2: { end: 1 } }, large: { first: 'a'.repeat(20), second: 'b'.repeat(20) } });
  expect(rows.map((row) => [row.value, row.rows.length])).toEqual([['1, 2', 0], ['{1}', 1], ['{2}', 2]]);
});

test('a long list shows its newest items', () => {
  const rows = rowsOf({ batches: Array.from({ length: 20 }, (_, baseOffset) => ({ baseOffset })) });
  expect(rows[0]?.value).toBe('[20]');
  expect(rows[0]?.rows.map((row) => row.label)).toEqual(['[12]', '[13]', '[14]', '[15]', '[16]', '[17]', '[18]', '[19]']);
});
