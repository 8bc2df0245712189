import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './jsonText.ts';

const placed = (text: string, path: string): string => {
  const read = readJson(text);
  if (!read.ok) throw new Error(read.reason);
  const { line, column } = read.json.placeOf(path);
  return `${line}:${column}`;
};
const wrong = (text: string): string => {
  const read = readJson(text);
  return read.ok ? 'fine' : `${read.place.line}:${read.place.column} ${read.reason}`;
};

test('it reads what JSON.parse reads, however it is written', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
    const text = JSON.stringify(value, null, space);
    const read = readJson(text);
    expect(read.ok && read.json.value).toEqual(JSON.parse(text));
  }));
});

test('it refuses what JSON.parse refuses', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', '"', '}', '0', '\\', '\n', 'x', '-', '1.', '1e', '.5', 'tru', '//', '/**/', '\t', '\u0001', '\\u00g0', '\u00a0'), (value, seed, put) => {
    const whole = JSON.stringify(value);
    const at = seed % (whole.length + 1);
    const text = `${whole.slice(0, at)}${put}${whole.slice(at + 1)}`;
    let fine = true;
    try { JSON.parse(text); } catch { fine = false; }
    // Only a key that stands twice is a mistake for us alone.
    if (readJson(text).ok !== fine) expect(wrong(text)).toContain('second time');
  }), { numRuns: 500 });
});

test('a path leads to its line and column; a key with dots is one key', () => {
  const text = '{\n  "scenes": [\n    { "title": { "en": "a" } },\n    {}\n  ],\n  "config": { "min.insync": 1, "min.insync.replicas": "x" }\n}';
  expect(placed(text, '')).toBe('1:1');
  expect(placed(text, 'scenes.0.title.en')).toBe('3:18');
  expect(placed(text, 'scenes.1')).toBe('4:5');
  expect(placed(text, 'config.min.insync.replicas')).toBe('6:32');
});

test('ends of lines of any kind count once, and an empty key is a key', () => {
  expect(placed('{\r\n"a": 1,\r"b": 2,\n\n  "": { "c": 3 } }', 'b')).toBe('3:1');
  expect(placed('{\r\n"a": 1,\r"b": 2,\n\n  "": { "c": 3 } }', '.c')).toBe('5:9');
  expect(placed('{\n  "": 1 }', 'c')).toBe('1:1');
});

test('thousands of places in a long text are found before the test is given up', () => {
  const text = JSON.stringify({ choices: Array.from({ length: 20_000 }, () => ({ x: 1 })) }, null, 1);
  const read = readJson(text);
  const lines = Array.from({ length: 20_000 }, (_, item) => (read.ok ? read.json.placeOf(`choices.${item}.x`).line : 0));
  expect(lines.every((line, item) => line === 4 + 3 * item)).toBe(true);
});

test('what is missing is shown where it should be', () => {
  expect(placed('{\n  "scenes": [\n    { "title": {} }\n  ]\n}', 'scenes.0.title.zh')).toBe('3:7');
  expect(placed('{\n  "scenes": []\n}', 'ends')).toBe('1:1');
});

test('a mistake of syntax is told with line and column', () => {
  expect(wrong('{\n  "a": 1,\n}')).toBe('3:1 a key in double quotes is expected here');
  expect(wrong('{ "a": 1\n  "b": 2 }')).toBe('2:3 a comma is expected here');
  expect(wrong('{ "a": "one\ntwo" }')).toBe('1:8 this text has no closing quotation mark on its line');
  expect(wrong('{ "a": "\\x" }')).toMatch(/^1:8 in this text, after a backslash/);
  expect(wrong('{ "a": 01 }')).toBe('1:9 a comma is expected here');
  expect(wrong('{ "a": 1')).toBe('1:9 the text ends too early');
  expect(wrong('{} {}')).toBe('1:4 nothing may follow the end of the JSON');
  expect(wrong('{ "a": 1, "a": 2 }')).toBe('1:11 the key "a" stands here for the second time');
  expect(wrong('['.repeat(100_000))).toMatch(/nested deeper/);
});

test('a key called __proto__ stays a key', () => {
  const read = readJson('{ "__proto__": { "polluted": true } }');
  expect(read.ok && Object.keys(read.json.value as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
