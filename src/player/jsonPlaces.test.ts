import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from './jsonPlaces.ts';

describe('JSON that somebody wrote', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(fc.property(fc.json(), fc.constantFrom(undefined, 2), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(readJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) as unknown });
    }));
  });

  test('is refused where JSON.parse refuses it', () => {
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('', '}', ',', '"', '0', 'x', '\\'), (json, place, put) => {
      const text = json.slice(0, place % (json.length + 1)) + put + json.slice((place % (json.length + 1)) + 1);
      const parsed = ((): boolean => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      expect(readJson(text).ok).toBe(parsed);
    }));
  });

  test('knows the line of each field, of each item, and of what should hold a missing one', () => {
    const read = readJson('{\n  "a": 1,\n  "b": [\n    {"c": 2},\n    3\n  ]\n}');
    if (!read.ok) throw new Error(read.reason);
    expect([['a'], ['b'], ['b', '0', 'c'], ['b', '1'], ['b', '0', 'none'], ['none']].map((path) => read.lineOf(path))).toEqual([2, 3, 4, 5, 4, 1]);
  });

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"," or "}" was expected here'],
    ['{\n  "a": ,\n}', 2, 8, 'a value was expected here'],
    ['[1,\n2,\n]', 3, 1, 'a value was expected here'],
    ["{'a': 1}", 1, 2, 'a name in double quotes was expected here'],
    ['{}\n{}', 2, 1, 'nothing more was expected here'],
    ['', 1, 1, 'a value was expected here'],
    ['['.repeat(9_999), 1, 102, 'nested too deeply'],
  ])('%j is wrong at line %i, column %i', (text, line, column, reason) => {
    expect(readJson(text)).toEqual({ ok: false, line, column, reason });
  });
});
