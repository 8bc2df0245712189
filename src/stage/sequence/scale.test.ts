import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { lastAbove, QUIET_MS, ROW, timeScale } from './scale.ts';

const at = (...times: readonly number[]) => times.map((atMs) => ({ atMs }));
const gaps = (ys: readonly number[]) => ys.slice(1).map((y, index) => y - (ys[index] ?? 0));

describe('the scale of virtual time', () => {
  test('is in proportion where much happens', () => {
    const [six, twelve] = gaps(timeScale(at(0, 6, 18)).ys);
    expect(twelve).toBe(2 * (six ?? 0));
  });

  test('keeps a row between two instants of the same millisecond', () => {
    expect(gaps(timeScale(at(5, 5, 5, 6)).ys)).toEqual([ROW, ROW, ROW]);
  });

  test('cuts a quiet stretch short, with one mark that says how long it was', () => {
    const { ys, breaks } = timeScale(at(0, 5_000, 5_001, 700_000));
    expect(breaks.map(({ forMs }) => forMs)).toEqual([5_000, 694_999]);
    const [first, , third] = gaps(ys);
    expect(third).toBe(first);
    expect(breaks[0]?.y).toBeGreaterThan(ys[0] ?? 0);
    expect(breaks[0]?.y).toBeLessThan(ys[1] ?? 0);
  });

  test('cuts nothing as long as the stretch is short', () => {
    expect(timeScale(at(0, QUIET_MS)).breaks).toEqual([]);
    expect(timeScale(at(0, QUIET_MS + 1)).breaks).toHaveLength(1);
  });

  test('has no place for nothing, and one for a single instant', () => {
    expect(timeScale([]).ys).toEqual([]);
    expect(timeScale(at(7)).ys).toHaveLength(1);
  });

  test('whatever the times: later is lower, by a row at least, and a break never lies on a row', () => {
    fc.assert(fc.property(fc.array(fc.nat(100_000), { maxLength: 60 }), fc.constantFrom(0.5, 1, 2.5), (times, zoom) => {
      const { ys, breaks, height } = timeScale(at(...times.toSorted((a, b) => a - b)), zoom);
      expect(Math.min(Infinity, ...gaps(ys))).toBeGreaterThanOrEqual(ROW * zoom);
      expect(height).toBeGreaterThan(ys.at(-1) ?? 0);
      for (const { y } of breaks) expect(Math.min(...ys.map((row) => Math.abs(row - y)))).toBeGreaterThan(10);
    }));
  });

  test('the last row above a height is found', () => {
    expect([-1, 0, 5, 10, 30].map((y) => lastAbove([0, 10, 20], y))).toEqual([-1, 0, 0, 1, 2]);
  });
});
