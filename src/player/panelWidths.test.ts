import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingWidth, keepPanelWidths, NARROWEST_PX, readPanelWidths, widestPx } from './panelWidths.ts';

test('a width that was kept comes back; a panel that was left alone has none', () => {
  const entries: Record<string, string> = {};
  const shelf = { getItem: (key: string) => entries[key] ?? null, setItem: (key: string, value: string) => void (entries[key] = value) };
  expect(readPanelWidths(shelf)).toEqual({ lesson: null, side: null });
  keepPanelWidths(shelf, { lesson: null, side: 420 });
  expect(readPanelWidths(shelf)).toEqual({ lesson: null, side: 420 });
});

test('a panel is never too narrow to read, and two of them leave room for the picture', () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), fc.integer({ min: 860, max: 8_000 }), (asked, windowPx) => {
    const width = fittingWidth(asked, windowPx);
    expect(width).toBeGreaterThanOrEqual(NARROWEST_PX);
    expect(2 * width).toBeLessThanOrEqual(Math.max(2 * NARROWEST_PX, 0.73 * windowPx));
    expect(width).toBeLessThanOrEqual(widestPx(windowPx));
  }));
});

test('whatever is in the storage, the panels have a width that can be shown', () => {
  const kept = fc.oneof(fc.string(), fc.json(), fc.record({ lesson: fc.anything(), side: fc.anything() }).map((one) => JSON.stringify(one) ?? ''));
  fc.assert(fc.property(kept, (text) => {
    const { lesson, side } = readPanelWidths({ getItem: () => text, setItem: () => { throw new Error('full'); } });
    for (const width of [lesson, side]) expect(width === null || (width >= NARROWEST_PX && Number.isFinite(width))).toBe(true);
  }), { numRuns: 300 });
  expect(readPanelWidths({ getItem: () => { throw new Error('forbidden'); }, setItem: () => undefined })).toEqual({ lesson: null, side: null });
  expect(readPanelWidths(null)).toEqual({ lesson: null, side: null });
  expect(() => keepPanelWidths({ getItem: () => null, setItem: () => { throw new Error('full'); } }, { lesson: 200, side: null })).not.toThrow();
});
