import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, difference, lab, linearRgb, seenAs } from './colour.ts';
import type { Vision } from './colour.ts';
import { customProperties, epochTint, PALETTES, ROLES } from './palette.ts';
import type { Hex, Palette } from './palette.ts';

const TEXT = 4.5;
const MARK = 3;
/** Well above what can just be told apart; each is also told by shape and text. */
const ROLES_APART = 14;
/** Tints carry their epoch's number too. */
const TINTS_APART = 8;
const VISIONS: readonly Vision[] = ['usual', 'protanopia', 'deuteranopia'];

const themes = Object.entries(PALETTES);

function tooFaint(palette: Palette, colours: Readonly<Record<string, Hex>>, least: number): readonly string[] {
  return Object.entries(colours).flatMap(([name, colour]) =>
    Object.entries(palette.surfaces)
      .filter(([, surface]) => contrast(colour, surface) < least)
      .map(([surface]) => `${name} on ${surface}`),
  );
}

function closest(colours: readonly Hex[], vision: Vision): number {
  const seen = colours.map((colour) => lab(seenAs(linearRgb(colour), vision)));
  return Math.min(...seen.flatMap((one, index) => seen.slice(index + 1).map((other) => difference(one, other))));
}

describe.each(themes)('the %s palette', (_theme, palette) => {
  test('has text readable on every surface (WCAG AA)', () => {
    expect(tooFaint(palette, { ...palette.text, ...palette.roles, highWatermark: palette.highWatermark }, TEXT)).toEqual([]);
  });

  test('has text readable on the accent and on every epoch', () => {
    expect(contrast(palette.onAccent, palette.text.accent)).toBeGreaterThanOrEqual(TEXT);
    for (const { fill } of palette.epochs) expect(contrast(palette.onEpoch, fill)).toBeGreaterThanOrEqual(TEXT);
  });

  test('has marks that stand out from every surface', () => {
    const edges = Object.fromEntries(palette.epochs.map((tint, index) => [`epoch ${index}`, tint.edge]));
    expect(tooFaint(palette, { ...edges, borderStrong: palette.borderStrong }, MARK)).toEqual([]);
  });

  test.each(VISIONS)('keeps the roles apart for %s vision', (vision) => {
    expect(closest(ROLES.map((role) => palette.roles[role]), vision)).toBeGreaterThanOrEqual(ROLES_APART);
  });

  test.each(VISIONS)('keeps at least six epoch tints apart for %s vision', (vision) => {
    expect(palette.epochs.length).toBeGreaterThanOrEqual(6);
    expect(closest(palette.epochs.map((tint) => tint.fill), vision)).toBeGreaterThanOrEqual(TINTS_APART);
  });
});

describe('theme.css', () => {
  const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8');
  const block = (selector: string): Record<string, string> => {
    const start = css.indexOf(`${selector} {`);
    const body = css.slice(start, css.indexOf('}', start));
    return Object.fromEntries([...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
  };

  test('holds the palette of each theme', () => {
    expect(block(':root')).toEqual(customProperties(PALETTES.light));
    expect(block(":root[data-theme='dark']")).toEqual(customProperties(PALETTES.dark));
  });

  test('fetches nothing and names Chinese faces after the Latin ones', () => {
    expect(css).not.toMatch(/url\(|@import/);
    for (const stack of css.matchAll(/--font[\w-]*: (.+);/g)) {
      expect(stack[1]).toMatch(/^[a-z-]+.*, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC',/);
    }
  });
});

test('contrast and difference agree with published values', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  // From the test data of Sharma, Wu and Dalal for CIEDE2000.
  expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(difference([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
  expect(difference([50, 2.5, 0], [56, -27, -3])).toBeCloseTo(31.903, 3);
});

test('epochs beyond the last tint start over', () => {
  expect([0, 1, 5, 6, 7].map(epochTint)).toEqual([0, 1, 5, 0, 1]);
});
