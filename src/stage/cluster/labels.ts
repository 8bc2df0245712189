import type { Box, Point } from '../shared/geometry.ts';
import { bottom, contains, overlaps, right } from '../shared/geometry.ts';
import { textWidth } from '../shared/text.ts';

/** Words that want a place near a dot. */
export interface LabelRequest {
  readonly id: number;
  readonly dot: Point;
  /** From long to short. */
  readonly wordings: readonly string[];
  /** Belongs to the present step: finds a place however far away. */
  readonly isPresent: boolean;
  readonly prefers: 'left' | 'right';
}

/** Where words stand, and which. */
export interface Label {
  readonly text: string;
  readonly box: Box;
}

/** What labels must leave free, and where they had better be. */
export interface LabelRoom {
  readonly width: number;
  readonly height: number;
  readonly obstacles: readonly Box[];
  /** Words of something inside one of these look best inside it. */
  readonly homes: readonly Box[];
  /** Outlines, by their insides: words lie better within or outside than across. */
  readonly frames: readonly Box[];
  readonly font: number;
}

/** More words at once than this tell nobody anything. */
export const MOST_LABELS = 8;
/** From the middle of a dot to its words. */
const DOT_ROOM = 7;
const EDGE = 2;
/** Air around words, so that they do not touch what stands beside them. */
const AIR = { x: 2, y: 1 };
const PADDING = 14;
const STEP_X = 12;
const STEP_Y = 5;
/** How far words may stand from their dot, in pixels, faults included; those of the present step stand anywhere. */
/** Near enough, and without a fault. */
const FLAWLESS = 30;
const NEAR = 60;
const REACH = 170;
/** What is worse than so many pixels more: a leader line across words; words in another's row, across an outline, on the other side. */
const CROSSING = 70;
const ACROSS_OUTLINE = 34;
const AWAY_FROM_HOME = 45;
const OTHER_SIDE = 9;

/** A label's outer height at a size of type, in pixels. */
export const labelHeight = (font: number): number => Math.round(font) + 6;
/** Bold, with its padding. */
export const labelWidth = (text: string, font: number): number => Math.ceil(textWidth(text, font)) + PADDING;

/**
 * Places for words, by id: near their dots, over no obstacle and no other label, inside the stage. Shorter wordings are
 * tried before distant places. What finds no place is left out, and so is all that comes after the first few.
 */
export function placeLabels(requests: readonly LabelRequest[], room: LabelRoom): ReadonlyMap<number, Label> {
  const placed = new Map<number, Label>();
  const taken = [...room.obstacles];
  for (const request of requests.slice(0, MOST_LABELS)) {
    const label = placeOne(request, { ...room, obstacles: taken });
    if (label === null) continue;
    placed.set(request.id, label);
    taken.push(label.box);
  }
  return placed;
}

function placeOne(request: LabelRequest, whole: LabelRoom): Label | null {
  const widest = Math.max(...request.wordings.map((text) => labelWidth(text, whole.font)));
  const room = { ...whole, obstacles: whole.obstacles.filter((obstacle) => overlaps(obstacle, sightOf(request.dot, REACH + widest))) };
  const shortest = request.wordings.slice(-1);
  const tries = [[FLAWLESS, request.wordings], [NEAR, request.wordings], [REACH, request.wordings], ...(request.isPresent ? [[room.width + room.height, shortest] as const] : [])] as const;
  for (const [reach, wordings] of tries) {
    for (const text of wordings) {
      const box = bestPlace(request, labelWidth(text, room.font), reach, reach > REACH ? whole : room);
      if (box !== null) return { text, box };
    }
  }
  return null;
}

interface Candidate {
  readonly box: Box;
  readonly cost: number;
}

function bestPlace(request: LabelRequest, width: number, reach: number, room: LabelRoom): Box | null {
  const height = labelHeight(room.font);
  const sight = sightOf(request.dot, reach + width);
  const near = { ...room, obstacles: room.obstacles.filter((obstacle) => overlaps(obstacle, sight)) };
  const home = room.homes.find((box) => holds(box, request.dot));
  let best: Candidate | null = null;
  for (const candidate of reach > REACH ? anywhere(request.dot, width, height, room) : candidates(request, width, height, reach, room)) {
    if (best !== null && candidate.cost >= best.cost) break;
    if (!isInside(candidate.box, near)) continue;
    const withAir = grown(candidate.box);
    if (near.obstacles.some((obstacle) => overlaps(obstacle, withAir))) continue;
    const cost = candidate.cost + faults(candidate.box, request.dot, home, near);
    if (best === null || cost < best.cost) best = { box: candidate.box, cost };
  }
  return best === null || best.cost > reach ? null : best.box;
}

/** Beside the dot, then ever farther: cheapest first, equal ones in a fixed order. */
function* candidates({ dot, prefers }: LabelRequest, width: number, height: number, reach: number, room: LabelRoom): Generator<Candidate> {
  for (const { dx, dy, cost } of offsets(prefers, width, height, Math.min(reach, room.width), Math.min(reach, room.height))) {
    yield { box: { x: dot.x + dx, y: dot.y + dy - height / 2, width, height }, cost };
  }
}

interface Offset {
  readonly dx: number;
  readonly dy: number;
  readonly cost: number;
}

/** Words have few widths, so the same offsets serve many dots. */
const knownOffsets = new Map<string, readonly Offset[]>();
const MOST_KNOWN = 500;

function offsets(prefers: 'left' | 'right', width: number, height: number, reachX: number, reachY: number): readonly Offset[] {
  const key = `${prefers} ${width} ${height} ${reachX} ${reachY}`;
  const known = knownOffsets.get(key);
  if (known !== undefined) return known;
  const found = offsetsAround(prefers, width, height, reachX, reachY).toSorted((a, b) => a.cost - b.cost);
  if (knownOffsets.size >= MOST_KNOWN) knownOffsets.clear();
  knownOffsets.set(key, found);
  return found;
}

function offsetsAround(prefers: 'left' | 'right', width: number, height: number, reachX: number, reachY: number): readonly Offset[] {
  const found: Offset[] = [];
  for (let dy = 0; dy <= reachY; dy = dy > 0 ? -dy : -dy + STEP_Y) {
    for (let away = DOT_ROOM; away <= reachX; away += STEP_X) {
      for (const side of ['right', 'left'] as const) {
        found.push({ dx: side === 'right' ? away : -away - width, dy, cost: Math.hypot(away - DOT_ROOM, dy) + (side === prefers ? 0 : OTHER_SIDE) });
      }
    }
    if (Math.abs(dy) < height / 2 + DOT_ROOM) continue;
    // Above or below the dot, pushed sideways.
    for (let shift = 0; shift <= width; shift += STEP_X) found.push({ dx: -shift, dy, cost: Math.abs(dy) + OTHER_SIDE });
  }
  return found;
}

/** All over the stage. */
function anywhere(dot: Point, width: number, height: number, room: LabelRoom): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let y = EDGE; y + height <= room.height - EDGE; y += STEP_Y) {
    for (let x = EDGE; x + width <= room.width - EDGE; x += STEP_X) {
      const box = { x, y, width, height };
      const line = leaderLine(dot, box);
      found.push({ box, cost: line === null ? 0 : Math.hypot(line[1].x - dot.x, line[1].y - dot.y) });
    }
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

function faults(box: Box, dot: Point, home: Box | undefined, room: LabelRoom): number {
  const isAway = home !== undefined && (box.y < home.y || bottom(box) > bottom(home));
  const line = leaderLine(dot, box);
  const crosses = line !== null && room.obstacles.some((obstacle) => crossed(obstacle, line) && !holds(grownBy(obstacle, 1), dot));
  return (isAway ? AWAY_FROM_HOME : 0) + (crosses ? CROSSING : 0) + (room.frames.some((frame) => isAcross(frame, box)) ? ACROSS_OUTLINE : 0);
}

/** From a dot to the nearest point of its words; null when the words hold the dot. */
export function leaderLine(dot: Point, box: Box): readonly [Point, Point] | null {
  const to = { x: Math.min(right(box), Math.max(box.x, dot.x)), y: Math.min(bottom(box) - 4, Math.max(box.y + 4, dot.y)) };
  return to.x === dot.x && to.y === dot.y ? null : [dot, to];
}

function isAcross(frame: Box, box: Box): boolean {
  return overlaps(frame, box) && !contains(frame, box);
}

const PROBES = 12;

function crossed(obstacle: Box, [from, to]: readonly [Point, Point]): boolean {
  if (Math.max(from.x, to.x) < obstacle.x || Math.min(from.x, to.x) > right(obstacle)) return false;
  if (Math.max(from.y, to.y) < obstacle.y || Math.min(from.y, to.y) > bottom(obstacle)) return false;
  for (let probe = 1; probe < PROBES; probe += 1) {
    const share = probe / PROBES;
    if (holds(obstacle, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })) return true;
  }
  return false;
}

const holds = (box: Box, { x, y }: Point): boolean => x >= box.x && x <= right(box) && y >= box.y && y <= bottom(box);
const grownBy = (box: Box, by: number): Box => ({ x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by });
const sightOf = (dot: Point, reach: number): Box => grownBy({ ...dot, width: 0, height: 0 }, reach);
const grown = (box: Box): Box => ({ x: box.x - AIR.x, y: box.y - AIR.y, width: box.width + 2 * AIR.x, height: box.height + 2 * AIR.y });

function isInside(box: Box, room: LabelRoom): boolean {
  return box.x >= EDGE && box.y >= EDGE && right(box) <= room.width - EDGE && bottom(box) <= room.height - EDGE;
}

/** For words without a free place, shown while their dot is pointed at: beside it, inside the stage, over whatever is there. */
export function besideDot(dot: Point, text: string, prefers: 'left' | 'right', room: LabelRoom): Box {
  const width = labelWidth(text, room.font);
  const height = labelHeight(room.font);
  const wanted = prefers === 'right' ? dot.x + DOT_ROOM : dot.x - DOT_ROOM - width;
  const within = (value: number, most: number): number => Math.max(EDGE, Math.min(most - EDGE, value));
  return { x: within(wanted, room.width - width), y: within(dot.y - height / 2, room.height - height), width, height };
}
