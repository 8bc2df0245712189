import { describe, expect, test } from 'vitest';
import { overlaps } from '../shared/geometry.ts';
import type { Box, Point } from '../shared/geometry.ts';
import { spreadDots } from './dots.ts';
import { USUAL } from '../shared/text.ts';
import { labelHeight, labelWidth, leaderLine, MOST_LABELS, placeLabels } from './labels.ts';
import type { LabelRequest, LabelRoom } from './labels.ts';

const free: LabelRoom = { width: 600, height: 400, obstacles: [], homes: [], frames: [], font: 12, ruler: USUAL };
const request = (id: number, more: Partial<LabelRequest> = {}): LabelRequest => ({ id, dot: { x: 300, y: 200 }, wordings: ['UpdateMetadata →', 'UM →'], isPresent: false, prefers: 'right', ...more });
const wall = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

describe('words near a dot', () => {
  test('stand beside it on the side they prefer while that is free', () => {
    const [toRight, toLeft] = (['right', 'left'] as const).map((prefers) => placeLabels([request(1, { prefers })], free).get(1)?.box);
    expect(toRight?.x).toBeGreaterThan(300);
    expect((toLeft?.x ?? 0) + (toLeft?.width ?? 0)).toBeLessThan(300);
  });

  test('go to the other side when that is free, and the whole wording first', () => {
    const label = placeLabels([request(1)], { ...free, obstacles: [wall(304, 0, 300, 400)] }).get(1);
    expect(label?.text).toBe('UpdateMetadata →');
    expect((label?.box.x ?? 0) + (label?.box.width ?? 0)).toBeLessThan(300);
  });

  test('are shortened rather than sent away', () => {
    const hole = labelWidth('UM →', free) + 20;
    const walls = [wall(0, 0, 600, 185), wall(0, 215, 600, 185), wall(300 + hole, 185, 300, 30), wall(0, 185, 290, 30)];
    expect(placeLabels([request(1)], { ...free, obstacles: walls }).get(1)?.text).toBe('UM →');
  });

  test('are left out where nothing is free in reach, but for those of the present step', () => {
    const island = [wall(60, 0, 480, 400)];
    expect(placeLabels([request(1)], { ...free, obstacles: island }).size).toBe(0);
    const label = placeLabels([request(1, { isPresent: true })], { ...free, obstacles: island }).get(1);
    expect(label !== undefined && !island.some((obstacle) => overlaps(obstacle, label.box))).toBe(true);
  });

  test('rather stay in the row of their dot than lie across its edge', () => {
    const row = wall(0, 190, 600, 100);
    const label = placeLabels([request(1)], { ...free, homes: [row], frames: [row], obstacles: [wall(305, 200, 295, 20), wall(0, 200, 295, 20)] }).get(1);
    expect(label?.box.y).toBeGreaterThanOrEqual(row.y);
  });
});

describe('in a crowd', () => {
  const obstacles = Array.from({ length: 60 }, (_, index) => wall((index * 97) % 560, (index * 53) % 380, 30, 12));
  const crowd = Array.from({ length: 14 }, (_, id) => request(id, { dot: { x: 40 + ((id * 131) % 520), y: 20 + ((id * 71) % 360) }, isPresent: id % 3 === 0 }));
  const placed = placeLabels(crowd, { ...free, obstacles });

  test('no words lie over others or over an obstacle, and all are inside', () => {
    const boxes = [...placed.values()].map(({ box }) => box);
    expect(boxes.flatMap((one, index) => [...boxes.slice(index + 1), ...obstacles].filter((other) => overlaps(one, other)))).toEqual([]);
    expect(boxes.every(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= 600 && y + height <= 400)).toBe(true);
    expect(boxes.every(({ height }) => height === labelHeight(12))).toBe(true);
  });

  test('only the first few have words, and the same ones each time', () => {
    expect(placed.size).toBeLessThanOrEqual(MOST_LABELS);
    expect(placed.size).toBeGreaterThan(MOST_LABELS / 2);
    expect([...placeLabels(crowd, { ...free, obstacles })]).toEqual([...placed]);
  });
});

describe('lines from dots to their words', () => {
  const zooKeeper = wall(20, 50, 170, 54);
  /** As dots wait below ZooKeeper: the first in the middle, the next at its sides, another below. */
  const waiting = [31, 42, 20, 53].map((x, id) => request(id, { dot: { x, y: 112 }, wordings: [`NodeDeleted /controller ${'← ×2'.repeat(id % 2)}`, 'ZkEvent ←'], isPresent: true }));

  test.each([2, 3, 4])('cross neither words nor each other where %d wait side by side', (count) => {
    const requests = waiting.slice(0, count);
    const placed = placeLabels(requests, { ...free, obstacles: [zooKeeper, wall(200, 120, 100, 30), ...requests.map(({ dot }) => wall(dot.x - 5, dot.y - 5, 10, 10))] });
    const labels = requests.flatMap(({ id, dot }) => {
      const box = placed.get(id)?.box;
      return box === undefined ? [] : [{ box, line: leaderLine(dot, box) }];
    });
    expect(labels).toHaveLength(count);
    for (const { line } of labels) {
      if (line === null) continue;
      const others = labels.filter((other) => other.line !== line);
      expect(others.filter(({ box }) => pointsOn(line).some((point) => holds(box, point)))).toEqual([]);
      expect(others.filter((other) => other.line !== null && pointsOn(line).some((a) => pointsOn(other.line ?? line).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < 1)))).toEqual([]);
    }
  });
});

const pointsOn = ([from, to]: readonly [Point, Point]): readonly Point[] => Array.from({ length: 101 }, (_, index) => ({ x: from.x + ((to.x - from.x) * index) / 100, y: from.y + ((to.y - from.y) * index) / 100 }));
const holds = (box: Box, { x, y }: Point): boolean => overlaps(box, { x, y, width: 0, height: 0 });

describe('dots at one place', () => {
  const dots = [3, 1, 2, 9].map((id) => ({ id, at: { x: 10, y: 100 }, isSmall: id === 9, along: 'y' as const }));
  const places = spreadDots(dots);

  test('stand apart from each other, the first where it belongs', () => {
    expect(places.get(1)).toEqual({ x: 10, y: 100 });
    const all = [...places.values()];
    for (const [index, one] of all.entries()) for (const other of all.slice(index + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(8);
  });

  test('stand the same whatever the order', () => {
    expect(spreadDots(dots.toReversed())).toEqual(places);
  });
});
