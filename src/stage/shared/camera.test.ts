import { describe, expect, test } from 'vitest';
import { sideways } from '../sequence/sideways.ts';
import { scrollTo } from './camera.ts';

const box = (y: number) => ({ x: 0, y, width: 50, height: 40 });

describe('a picture higher than its place', () => {
  test('stays where it is while those who act are in sight', () => {
    expect(scrollTo([box(100), box(200)], 80, 300)).toBe(80);
    expect(scrollTo([], 80, 300)).toBe(80);
  });

  test('goes no further than needed to show them', () => {
    expect(scrollTo([box(400)], 0, 300)).toBe(148);
    expect(scrollTo([box(20)], 200, 300)).toBe(12);
    expect(scrollTo([box(0)], 200, 300)).toBe(0);
  });

  test('shows the first where they are too far apart', () => {
    expect(scrollTo([box(500), box(0)], 0, 300)).toBe(248);
  });
});

describe('lanes wider than their place', () => {
  const lanes = { gutter: 60, laneWidth: 100 };

  test('those of a step come to stand right of the margin', () => {
    expect(sideways([110, 210], lanes, { left: 0, width: 460 })).toBe(0);
    expect(sideways([610], lanes, { left: 0, width: 460 })).toBe(200);
    expect(sideways([110], lanes, { left: 200, width: 460 })).toBe(0);
  });

  test('of two too far apart the first is shown', () => {
    expect(sideways([610, 110], lanes, { left: 0, width: 460 })).toBe(200);
  });

  test('without a lane of the step they stay', () => {
    expect(sideways([], lanes, { left: 130, width: 460 })).toBe(130);
  });
});
