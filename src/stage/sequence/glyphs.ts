import { SHAPES } from '../cluster/marks/shapes.ts';
import type { Point } from '../shared/geometry.ts';
import type { Glyph } from './factMark.ts';
import { LOOP } from './layout.ts';
import type { ArrowLayout } from './types.ts';

/** Outlines centred on 0, 0; about 10 pixels wide. */
export const GLYPHS: Readonly<Record<Glyph, string>> = {
  diamond: 'M0,-4 L4,0 L0,4 L-4,0 Z',
  crown: SHAPES.crown, cross: SHAPES.cross, triangle: SHAPES.triangle, check: SHAPES.check, disc: SHAPES.disc, ring: SHAPES.ring, bar: 'M-5,-1.6 H5 V1.6 H-5 Z',
  flag: 'M-3.6,-5 h1.6 v10 h-1.6 Z M-2,-5 h7 l-2,2.500 l2,2.500 h-7 Z',
  clock: 'M0,-5.2 A5.2,5.2 0 1 1 -0.01,-5.2 Z M-0.7,-3.4 V0.7 H2.9 V-0.7 H0.7 V-3.4 Z M0,-4 A4,4 0 1 0 0.01,-4 Z',
  hand: 'M-4.2,-4.8 L5,0 L-4.2,4.8 Z',
  pause: 'M-3.8,-4.4 h2.6 v8.800 h-2.6 Z M1.2,-4.4 h2.6 v8.800 h-2.6 Z',
};

const HEAD = 8;
const HALF = 3.4;

/** From sender to receiver; to its own node in a bow. */
export function wayOf({ from, to, isLoop }: ArrowLayout): string {
  if (isLoop) return `M${from.x},${from.y} C${from.x + LOOP * 1.3},${from.y} ${to.x + LOOP * 1.3},${to.y} ${to.x + 1},${to.y}`;
  return `M${from.x},${from.y} L${to.x},${to.y}`;
}

function towards(at: Point, from: Point, to: Point, along: number, aside: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  return `${round(at.x + ux * along - uy * aside)},${round(at.y + uy * along + ux * aside)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Filled tip for what arrived, open for what is under way, a cross where it was lost, two bars where it waits. */
export function tipOf(layout: ArrowLayout): string {
  const { arrow, to, isLoop } = layout;
  const from = isLoop ? { x: to.x + LOOP, y: to.y } : layout.from;
  const at = (along: number, aside: number): string => towards(to, from, to, along, aside);
  switch (arrow.end.how) {
    case 'received': return `M${at(0, 0)} L${at(-HEAD, HALF)} L${at(-HEAD, -HALF)} Z`;
    case 'underWay': return `M${at(-HEAD, HALF)} L${at(0, 0)} L${at(-HEAD, -HALF)}`;
    case 'lost': return `M${to.x - 4.5},${to.y - 4.5} l9,9 M${to.x + 4.5},${to.y - 4.5} l-9,9`;
    case 'stuck': return `M${at(0, 6)} L${at(0, -6)} M${at(4, 6)} L${at(4, -6)}`;
    default: return arrow.end satisfies never;
  }
}

/** Two bars across a message that was held on its way. */
export function heldSign({ arrow, from, to }: ArrowLayout): string {
  if (arrow.lateMs <= 0) return '';
  const middle = { x: from.x + (to.x - from.x) * HELD_AT, y: from.y + (to.y - from.y) * HELD_AT };
  const at = (along: number, aside: number): string => towards(middle, from, to, along, aside);
  return `M${at(-2, 5)} L${at(-2, -5)} M${at(2, 5)} L${at(2, -5)}`;
}

const HELD_AT = 0.8;

const TEETH = 9;

/** Two torn edges across the picture, a band of paper missing between them. */
export function tornBand(width: number, y: number, half: number): { readonly band: string; readonly edges: string } {
  const points = Array.from({ length: Math.ceil(width / TEETH) + 1 }, (_, index) => ({ x: Math.min(width, index * TEETH), dy: index % 2 === 0 ? -1.8 : 1.8 }));
  const upper = points.map(({ x, dy }, index) => `${index === 0 ? 'M' : 'L'}${x},${round(y - half + dy)}`).join(' ');
  const lower = points.map(({ x, dy }, index) => `${index === 0 ? 'M' : 'L'}${x},${round(y + half + dy)}`).join(' ');
  const back = points.toReversed().map(({ x, dy }) => `L${x},${round(y + half + dy)}`).join(' ');
  return { band: `${upper} ${back} Z`, edges: `${upper} ${lower}` };
}
