import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { draw, seedRandom } from './random.ts';

const BILLIONS = 2 ** 32;

/** The generator as it is usually published, with its state inside. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function drawMany(seed: number, bound: number, count: number): readonly number[] {
  const values: number[] = [];
  let state = seedRandom(seed);
  for (let at = 0; at < count; at += 1) {
    const drawn = draw(state, bound);
    values.push(drawn.value);
    ({ state } = drawn);
  }
  return values;
}

describe('the seeded generator', () => {
  it('draws the numbers of mulberry32', () => {
    expect(drawMany(0, BILLIONS, 1)).toEqual([1_144_304_738]);
    fc.assert(fc.property(fc.integer(), (seed) => {
      const reference = mulberry32(seed);
      expect(drawMany(seed, BILLIONS, 5)).toEqual([reference(), reference(), reference(), reference(), reference()]);
    }));
  });

  it('draws the same from the same state and leaves the state it was given alone', () => {
    const state = seedRandom(7);
    expect(draw(state, 100)).toEqual(draw(state, 100));
  });

  it('draws every number below the bound, and none other', () => {
    const values = drawMany(3, 6, 6_000);
    const counts = [0, 1, 2, 3, 4, 5].map((face) => values.filter((value) => value === face).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(values.length);
    for (const count of counts) expect(count).toBeGreaterThan(850);
  });

  it('keeps its state a whole number of 32 bits, for any seed', () => {
    fc.assert(fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (seed) => {
      const { state } = draw(seedRandom(seed), 10);
      expect(state).toBe(state >>> 0);
    }));
  });

  it('refuses a bound that is no positive integer', () => {
    for (const bound of [0, -1, 1.5, Number.NaN]) expect(() => draw(1, bound)).toThrow(RangeError);
  });
});
