import type { Box, Point } from '../shared/geometry.ts';
import { overlaps } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import { USUAL } from '../shared/text.ts';
import type { Placed } from './types.ts';

export const FONT = 11;
const LABEL_HEIGHT = 14;
const PADDING = 3;
const BUCKET = 64;
const MOST_REMEMBERED = 4_000;

/** Of words that were measured before, as they are set. */
const measured = new WeakMap<Ruler, Map<string, number>>();

/** Long runs say the same words over and over. */
function widthOf(text: string, ruler: Ruler): number {
  const widths = measured.get(ruler) ?? new Map<string, number>();
  measured.set(ruler, widths);
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (widths.size >= MOST_REMEMBERED) widths.clear();
  const width = Math.ceil(ruler.textWidth(text, FONT)) + 2 * PADDING;
  widths.set(text, width);
  return width;
}

/** What is taken already, by height, so that a long picture costs no more per label than a short one. */
export class Room {
  private readonly buckets = new Map<number, Box[]>();
  private readonly left: number;
  private readonly right: number;
  readonly ruler: Ruler;

  /** Words keep between these two edges. */
  constructor(left = -Infinity, right = Infinity, ruler = USUAL) {
    this.left = left;
    this.right = right;
    this.ruler = ruler;
  }

  take(box: Box): void {
    for (const bucket of bucketsOf(box)) {
      const boxes = this.buckets.get(bucket);
      if (boxes === undefined) this.buckets.set(bucket, [box]);
      else boxes.push(box);
    }
  }

  isFree(box: Box): boolean {
    return box.x >= this.left && box.x + box.width <= this.right && bucketsOf(box).every((bucket) => !(this.buckets.get(bucket) ?? []).some((other) => overlaps(other, box)));
  }
}

function bucketsOf(box: Box): readonly number[] {
  const first = Math.floor(box.y / BUCKET);
  const last = Math.floor((box.y + box.height) / BUCKET);
  return first === last ? [first] : [first, last];
}

/** A place that a label may take. */
export interface Spot extends Point {
  /** Where the point is in the label's box. */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly width: number;
}

/** The longest wording at the first spot where it fits and covers nothing; null when there is none. It takes its room. */
export function placeLabel(wordings: readonly string[], spots: readonly Spot[], room: Room): Placed | null {
  for (const text of wordings) {
    if (text === '') continue;
    const width = widthOf(text, room.ruler);
    for (const spot of spots) {
      if (width > spot.width) continue;
      const box = boxAt(spot, width);
      if (!room.isFree(box)) continue;
      room.take(box);
      return { text, box };
    }
  }
  return null;
}

function boxAt({ x, y, anchor }: Spot, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
}
