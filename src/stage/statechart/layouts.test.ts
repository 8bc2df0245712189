import { describe, expect, test } from 'vitest';
import { machines } from '../../kafka/cluster.ts';
import { overlaps } from '../shared/geometry.ts';
import { Ruler, USUAL } from '../shared/text.ts';
import { anyState, entry, head, sizesOf, touches, waysOf, widened } from './chart.ts';
import { graphOf, stateOf, withAncestors } from './graph.ts';
import { LAYOUTS } from './layouts.ts';

const RENEW = 'the machines changed: run `npm run statecharts`';
const SHOWN_WIDTH = 288;

describe.each(Object.entries(machines))('the stored layout of %s', (kind, machine) => {
  const graph = graphOf(machine);
  const layout = LAYOUTS[kind] ?? { width: 0, height: 0, boxes: {}, lines: [] };
  const ways = waysOf(graph);

  test('places exactly the states and transitions of the machine, in the sizes their words need', () => {
    const nested = graph.states.filter(({ children }) => children.length > 0);
    const sizes = sizesOf(graph);
    const expected = [...Object.keys(sizes), ...nested.filter(({ id }) => id !== '').map(({ id }) => id), ...nested.map(({ id }) => head(id))];
    expect(Object.keys(layout.boxes).toSorted(), RENEW).toEqual(expected.toSorted());
    for (const [id, size] of Object.entries(sizes)) expect(layout.boxes[id], RENEW).toMatchObject(size);
  });

  test('has a line for every source and target', () => {
    const expected = [
      ...graph.states.flatMap(({ id, initial }) => (initial === null ? [] : [`${entry(id)} → ${initial}`])),
      ...ways.flatMap((way) => [...way.from.map((from) => `${from === '' ? anyState(way) : from} → ${way.id}`), `${way.id} → ${way.to}`]),
    ];
    expect(layout.lines.map(({ from, to }) => `${from} → ${to}`).toSorted(), RENEW).toEqual(expected.toSorted());
  });

  test('fits the side panel without scrolling sideways', () => {
    expect(layout.width).toBeLessThanOrEqual(SHOWN_WIDTH);
  });

  test('grows as far as words need that a visitor sets apart', () => {
    const apart = new Ruler(0.12, 0.16);
    const { boxes } = widened(layout, graph, apart);
    for (const [id, { width }] of Object.entries(sizesOf(graph, apart))) expect(boxes[id]?.width, id).toBeGreaterThanOrEqual(width - 0.001);
    expect(widened(layout, graph, USUAL)).toBe(layout);
  });

  test('lets no two boxes overlap but a state and what is inside it', () => {
    const isInside = (inner: string, outer: string): boolean => graph.states.some(({ id }) => id === outer) && (inner === head(outer) || around(inner).includes(outer));
    const around = (id: string): readonly string[] => withAncestors(graph, stateOf(graph, id) === undefined ? (ways.find((way) => way.id === id || anyState(way) === id)?.within ?? id.split('>')[1] ?? '') : id);
    const boxes = Object.entries(layout.boxes);
    const clashes = boxes.flatMap(([one, a], index) => boxes.slice(index + 1).flatMap(([other, b]) =>
      (overlaps(a, b) && !isInside(one, other) && !isInside(other, one) ? [`${one} and ${other}`] : [])));
    expect(clashes).toEqual([]);
  });

  test('runs no line through a state, a label or a heading that it does not belong to', () => {
    const solid = Object.entries(layout.boxes).filter(([id]) => (stateOf(graph, id)?.children.length ?? 0) === 0);
    const crossed = layout.lines.flatMap(({ from, to, points }) => solid.filter(([id, box]) => id !== from && id !== to
      && points.slice(1).some((point, index) => touches(box, points[index] ?? point, point))).map(([id]) => `${from} → ${to} runs through ${id}`));
    expect(crossed).toEqual([]);
  });
});

test('no layout is kept for a machine that is gone', () => {
  expect(Object.keys(LAYOUTS)).toEqual(Object.keys(machines));
});
