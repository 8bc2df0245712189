import type { Point } from '../shared/geometry.ts';
import type { ChartLayout, Line } from './chart.ts';

export const NO_LAYOUT: ChartLayout = { width: 0, height: 0, boxes: {}, lines: [] };

const CORNER = 5;
const HEAD = { length: 7, half: 3.5 };

export function lineKey({ from, to }: Pick<Line, 'from' | 'to'>): string {
  return `${from} → ${to}`;
}

/** Straight pieces with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  return points.map((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) return `M${at(point)}`;
    if (after === undefined) return `L${at(point)}`;
    return `L${at(towards(point, before, CORNER))}Q${at(point)} ${at(towards(point, after, CORNER))}`;
  }).join('');
}

/** The same line, ending where its arrowhead begins. */
export function shortened(points: readonly Point[]): readonly Point[] {
  const [last, before] = [points.at(-1), points.at(-2)];
  return last === undefined || before === undefined ? points : [...points.slice(0, -1), towards(last, before, HEAD.length - 1)];
}

/** A triangle with its tip on the end of the line. */
export function headPath(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (tip === undefined || before === undefined) return '';
  const base = towards(tip, before, HEAD.length);
  const [along, across] = [{ x: Math.sign(tip.x - base.x), y: Math.sign(tip.y - base.y) }, HEAD.half];
  const one = { x: base.x - along.y * across, y: base.y + along.x * across };
  const other = { x: base.x + along.y * across, y: base.y - along.x * across };
  return `M${at(tip)}L${at(one)}L${at(other)}Z`;
}

/** From one point some pixels towards another, at most half the way. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const at = ({ x, y }: Point): string => `${x},${y}`;
