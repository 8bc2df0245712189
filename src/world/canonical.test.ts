import { describe, expect, it } from 'vitest';
import { canonicalJson, fnv1a, sameData } from './canonical.ts';

describe('canonical text', () => {
  it('does not depend on the order of keys, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: null }], a: undefined })).toBe('{"b":[1,{"c":null,"d":2}]}');
    expect(canonicalJson({ b: 1, a: 'x' })).toBe(canonicalJson({ a: 'x', b: 1 }));
  });

  it('tells infinite numbers apart', () => {
    const texts = [Infinity, -Infinity, Number.NaN, 1n, null].map((value) => canonicalJson({ value }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('the hash', () => {
  it('is FNV-1a of 32 bits', () => {
    expect(['', 'a', 'foobar'].map(fnv1a)).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968']);
  });

  it('tells characters beyond Latin-1 apart', () => {
    expect(fnv1a('水')).not.toBe(fnv1a('4'));
  });
});

describe('same data', () => {
  it('compares by content', () => {
    expect(sameData({ command: { a: [1, { b: null }] } }, { command: { a: [1, { b: null }] } })).toBe(true);
    expect(sameData({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  });

  it('finds every difference', () => {
    const pairs: readonly (readonly [unknown, unknown])[] = [[1, '1'], [{ a: 1 }, { b: 1 }], [[1], { 0: 1 }], [null, {}], [[1, 2], [1]], [{ a: 1 }, { a: 1, b: 2 }]];
    for (const [a, b] of pairs) expect(sameData(a, b)).toBe(false);
  });
});
