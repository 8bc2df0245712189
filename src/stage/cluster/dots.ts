import type { Point } from '../shared/geometry.ts';

export interface Dot {
  readonly id: number;
  readonly at: Point;
  /** Routine traffic: small, and the first to give way. */
  readonly isSmall: boolean;
  /** Which way it gives way to another at the same place. */
  readonly along: 'x' | 'y';
}

const APART = 11;
const APART_SMALL = 6;
/** Beyond so many at one place they lie over each other. */
const MOST_ASIDE = 12;

/** Dots apart from each other, so that each can be pointed at; the first at a place stays there. By id. */
export function spreadDots(dots: readonly Dot[]): ReadonlyMap<number, Point> {
  const placed: { readonly at: Point; readonly isSmall: boolean }[] = [];
  const places = new Map<number, Point>();
  for (const dot of dots.toSorted((a, b) => Number(a.isSmall) - Number(b.isSmall) || a.id - b.id)) {
    const at = freePlace(dot, placed);
    placed.push({ at, isSmall: dot.isSmall });
    places.set(dot.id, at);
  }
  return places;
}

function freePlace(dot: Dot, placed: readonly { readonly at: Point; readonly isSmall: boolean }[]): Point {
  const step = dot.isSmall ? APART_SMALL : APART;
  for (let attempt = 0; attempt <= MOST_ASIDE; attempt += 1) {
    const aside = (attempt % 2 === 0 ? 1 : -1) * Math.ceil(attempt / 2) * step;
    const at = dot.along === 'x' ? { x: dot.at.x + aside, y: dot.at.y } : { x: dot.at.x, y: dot.at.y - aside };
    const isFree = placed.every((other) => Math.hypot(other.at.x - at.x, other.at.y - at.y) >= (other.isSmall && dot.isSmall ? APART_SMALL : other.isSmall !== dot.isSmall ? (APART + APART_SMALL) / 2 : APART) - 0.01);
    if (isFree) return at;
  }
  return dot.at;
}
