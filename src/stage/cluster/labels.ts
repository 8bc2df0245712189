import type { Box, Point } from '../shared/geometry.ts';
import { bottom, contains, overlaps, right } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';

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
  readonly ruler: Ruler;
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
/** What is worse than so many pixels more: a leader line across words, or across another; words in another's row, across an outline, on the other side. */
const CROSSING = 70;
const CROSSING_LINE = 25;
const ACROSS_OUTLINE = 34;
const AWAY_FROM_HOME = 45;
const OTHER_SIDE = 9;

/** A label's outer height at a size of type, in pixels. */
export const labelHeight = (font: number): number => Math.round(font) + 6;
/** Bold, with its padding. */
export const labelWidth = (text: string, { font, ruler }: Pick<LabelRoom, 'font' | 'ruler'>): number => Math.ceil(ruler.textWidth(text, font)) + PADDING;

/**
 * Places for words, by id: near their dots, over no obstacle and no other label, inside the stage. Shorter wordings are
 * tried before distant places. What finds no place is left out, and so is all that comes after the first few. Where
 * lines cross words or each other, other orders and fewer words are tried: those before closed the ways of those after.
 */
export function placeLabels(requests: readonly LabelRequest[], room: LabelRoom): ReadonlyMap<number, Label> {
  const first = requests.slice(0, MOST_LABELS);
  let best = placedInOrder(first, room);
  for (const order of best.tangles === 0 ? [] : ordersAround(first, best.tangled)) {
    const other = placedInOrder(order, room);
    if (other.labels.size >= best.labels.size && other.tangles < best.tangles) best = other;
    if (best.tangles === 0) break;
  }
  return best.labels;
}

/** Those that are tangled first, from either end of the line in which they stand, so that their lines fan out; then with the shortest words. */
function ordersAround(requests: readonly LabelRequest[], tangled: ReadonlySet<number>): readonly (readonly LabelRequest[])[] {
  const [rest, whole] = [requests.filter(({ id }) => !tangled.has(id)), requests.filter(({ id }) => tangled.has(id))];
  const short = whole.map((request) => ({ ...request, wordings: request.wordings.slice(-1) }));
  const spread = (along: 'x' | 'y'): number => Math.max(...whole.map(({ dot }) => dot[along])) - Math.min(...whole.map(({ dot }) => dot[along]));
  const along = spread('x') > spread('y') ? 'x' : 'y';
  return [whole, short].flatMap((some) => [-1, 1].map((way) => [...some.toSorted((a, b) => way * (a.dot[along] - b.dot[along])), ...rest]));
}

interface PlacedLabels {
  readonly labels: ReadonlyMap<number, Label>;
  /** Of labels whose line crosses another's words or line, or whose words lie on another's line. */
  readonly tangled: ReadonlySet<number>;
  readonly tangles: number;
}

function placedInOrder(requests: readonly LabelRequest[], room: LabelRoom): PlacedLabels {
  const labels = new Map<number, Label>();
  const taken = [...room.obstacles];
  const lines: Line[] = [];
  for (const request of requests) {
    const label = placeOne(request, { ...room, obstacles: taken }, lines);
    if (label === null) continue;
    labels.set(request.id, label);
    taken.push(label.box);
    const line = leaderLine(request.dot, label.box);
    if (line !== null) lines.push(line);
  }
  return { labels, ...tanglesOf(requests, labels) };
}

function tanglesOf(requests: readonly LabelRequest[], labels: ReadonlyMap<number, Label>): Omit<PlacedLabels, 'labels'> {
  const placed = requests.flatMap(({ id, dot }) => {
    const box = labels.get(id)?.box;
    return box === undefined ? [] : [{ id, box, line: leaderLine(dot, box) }];
  });
  const tangled = new Set<number>();
  let tangles = 0;
  for (const { id, box, line } of placed) {
    const others = placed.filter((other) => other.id !== id);
    const through = others.filter((other) => line !== null && (crossed(other.box, line) || (other.line !== null && areCrossed(line, other.line)))).length;
    if (through > 0 || others.some((other) => other.line !== null && crossed(box, other.line))) tangled.add(id);
    tangles += through;
  }
  return { tangled, tangles };
}

function placeOne(request: LabelRequest, room: LabelRoom, lines: readonly Line[]): Label | null {
  const shortest = request.wordings.slice(-1);
  const tries = [[FLAWLESS, request.wordings], [NEAR, request.wordings], [REACH, request.wordings], ...(request.isPresent ? [[room.width + room.height, shortest] as const] : [])] as const;
  for (const [reach, wordings] of tries) {
    for (const text of wordings) {
      const box = bestPlace(request, labelWidth(text, room), reach, room, lines);
      if (box !== null) return { text, box };
    }
  }
  return null;
}

/** Where from the dot: beside it, or above or below it at any push sideways. */
interface Spot {
  readonly cost: number;
  readonly dy: number;
  readonly side: 'left' | 'right' | 'across';
  readonly away: number;
}

function bestPlace(request: LabelRequest, width: number, reach: number, room: LabelRoom, lines: readonly Line[]): Box | null {
  const search = new PlaceSearch(request.dot, width, reach, room, lines);
  if (reach > REACH) searchAnywhere(search, room);
  else searchAround(search, request.prefers, reach, room);
  return search.best === null || search.best.cost > reach ? null : search.best.box;
}

interface Best {
  readonly box: Box;
  readonly cost: number;
  /** Without its faults. */
  readonly from: number;
}

/** The cheapest of all places that it is asked to consider: thousands for one label, so most are refused by numbers alone. */
class PlaceSearch {
  best: Best | null = null;
  readonly width: number;
  readonly height: number;
  readonly dot: Point;
  private readonly room: LabelRoom;
  /** Those in sight. */
  private readonly obstacles: Box[];
  private readonly home: Box | undefined;
  /** From other dots to their words. */
  private readonly lines: readonly Line[];

  constructor(dot: Point, width: number, reach: number, room: LabelRoom, lines: readonly Line[]) {
    this.dot = dot;
    this.width = width;
    this.height = labelHeight(room.font);
    const sight = grownBy({ ...dot, width: 0, height: 0 }, reach + width);
    this.obstacles = room.obstacles.filter((obstacle) => overlaps(obstacle, sight));
    this.room = room;
    this.lines = lines;
    this.home = room.homes.find((box) => holds(box, dot));
  }

  /** Whether a place that costs this, faults aside, could still be the best. */
  isWorth(cost: number): boolean {
    return this.best === null || cost < this.best.cost;
  }

  consider(x: number, y: number, from: number): void {
    if (!this.isWorth(from) || !this.isInside(x, y) || this.isBarred(x, y)) return;
    const box = { x, y, width: this.width, height: this.height };
    const line = leaderLine(this.dot, box);
    const cost = from + faults(box, this.home, this.room.frames) + linesCrossed(box, line, this.lines);
    // Words crossed only add to it, and take longest to find.
    if (!this.isBetter(cost, from)) return;
    const whole = cost + (line !== null && wordsCrossed(line, this.dot, this.obstacles) ? CROSSING : 0);
    if (this.isBetter(whole, from)) this.best = { box, cost: whole, from };
  }

  private isBetter(cost: number, from: number): boolean {
    return this.isWorth(cost) || (cost === this.best?.cost && from < this.best.from);
  }

  private isInside(x: number, y: number): boolean {
    return x >= EDGE && y >= EDGE && x + this.width <= this.room.width - EDGE && y + this.height <= this.room.height - EDGE;
  }

  /** Brings what is in the way to the front: the next place is mostly barred by the same. */
  private isBarred(x: number, y: number): boolean {
    const { obstacles } = this;
    const [left, top, end, foot] = [x - AIR.x, y - AIR.y, x - AIR.x + (this.width + 2 * AIR.x), y - AIR.y + (this.height + 2 * AIR.y)];
    for (let index = 0; index < obstacles.length; index += 1) {
      const one = obstacles[index] as Box;
      if (one.x >= end || left >= one.x + one.width || one.y >= foot || top >= one.y + one.height) continue;
      obstacles[index] = obstacles[0] as Box;
      obstacles[0] = one;
      return true;
    }
    return false;
  }
}

/** Beside the dot, then ever farther: cheapest first, equal ones in a fixed order. */
function searchAround(search: PlaceSearch, prefers: 'left' | 'right', reach: number, room: LabelRoom): void {
  const { dot, width, height } = search;
  for (const { side, away, dy, cost } of spotsAround(height, Math.min(reach, room.height), Math.min(reach, room.width), prefers)) {
    if (!search.isWorth(cost)) return;
    const y = dot.y + dy - height / 2;
    if (side === 'right') search.consider(dot.x + away, y, cost);
    else if (side === 'left') search.consider(dot.x - away - width, y, cost);
    else for (let shift = 0; shift <= width; shift += STEP_X) search.consider(dot.x - shift, y, cost);
  }
}

const MOST_KEPT = 32;
const kept = new Map<string, readonly Spot[]>();

/** The same for all labels of a height, whatever their words: put in order once, not for every label of a step. */
function spotsAround(height: number, up: number, across: number, prefers: 'left' | 'right'): readonly Spot[] {
  const key = `${height} ${up} ${across} ${prefers}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  if (kept.size >= MOST_KEPT) kept.clear();
  const spots = orderedSpots(height, up, across, prefers);
  kept.set(key, spots);
  return spots;
}

function orderedSpots(height: number, up: number, across: number, prefers: 'left' | 'right'): readonly Spot[] {
  const found: Spot[] = [];
  for (let dy = 0; dy <= up; dy = dy > 0 ? -dy : -dy + STEP_Y) {
    for (let away = DOT_ROOM; away <= across; away += STEP_X) {
      for (const side of ['right', 'left'] as const) found.push({ side, away, dy, cost: Math.hypot(away - DOT_ROOM, dy) + (side === prefers ? 0 : OTHER_SIDE) });
    }
    if (Math.abs(dy) < height / 2 + DOT_ROOM) continue;
    found.push({ side: 'across', away: 0, dy, cost: Math.abs(dy) + OTHER_SIDE });
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

/** All over the stage, in no order. */
function searchAnywhere(search: PlaceSearch, room: LabelRoom): void {
  const { dot, width, height } = search;
  for (let y = EDGE; y + height <= room.height - EDGE; y += STEP_Y) {
    for (let x = EDGE; x + width <= room.width - EDGE; x += STEP_X) {
      const line = leaderLine(dot, { x, y, width, height });
      search.consider(x, y, line === null ? 0 : Math.hypot(line[1].x - dot.x, line[1].y - dot.y));
    }
  }
}

function faults(box: Box, home: Box | undefined, frames: readonly Box[]): number {
  const isAway = home !== undefined && (box.y < home.y || bottom(box) > bottom(home));
  return (isAway ? AWAY_FROM_HOME : 0) + (frames.some((frame) => isAcross(frame, box)) ? ACROSS_OUTLINE : 0);
}

/** What words across others' lines, and their line across others, cost. */
function linesCrossed(box: Box, line: Line | null, others: readonly Line[]): number {
  let cost = 0;
  for (const other of others) {
    if (crossed(box, other)) cost += CROSSING;
    if (line !== null && areCrossed(line, other)) cost += CROSSING_LINE;
  }
  return cost;
}

/** Whether a line from a dot to its words crosses what the dot is not part of. */
function wordsCrossed(line: Line, dot: Point, obstacles: readonly Box[]): boolean {
  return obstacles.some((obstacle) => crossed(obstacle, line) && !holds(grownBy(obstacle, 1), dot));
}

type Line = readonly [Point, Point];

/** From a dot to the nearest point of its words; null when the words hold the dot. */
export function leaderLine(dot: Point, box: Box): Line | null {
  const to = { x: Math.min(right(box), Math.max(box.x, dot.x)), y: Math.min(bottom(box) - 4, Math.max(box.y + 4, dot.y)) };
  return to.x === dot.x && to.y === dot.y ? null : [dot, to];
}

function isAcross(frame: Box, box: Box): boolean {
  return overlaps(frame, box) && !contains(frame, box);
}

const PROBES = 12;

/** By numbers alone: asked thousands of times for one label. */
function crossed({ x, y, width, height }: Box, [from, to]: Line): boolean {
  const [end, foot] = [x + width, y + height];
  if ((from.x < x && to.x < x) || (from.x > end && to.x > end) || (from.y < y && to.y < y) || (from.y > foot && to.y > foot)) return false;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  for (let probe = 1; probe < PROBES; probe += 1) {
    const share = probe / PROBES;
    const [atX, atY] = [from.x + dx * share, from.y + dy * share];
    if (atX >= x && atX <= end && atY >= y && atY <= foot) return true;
  }
  return false;
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const areCrossed = ([a, b]: Line, [c, d]: Line): boolean => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

const holds = (box: Box, { x, y }: Point): boolean => x >= box.x && x <= right(box) && y >= box.y && y <= bottom(box);
const grownBy = (box: Box, by: number): Box => ({ x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by });

/** For words without a free place, shown while their dot is pointed at: beside it, inside the stage, over whatever is there. */
export function besideDot(dot: Point, text: string, prefers: 'left' | 'right', room: LabelRoom): Box {
  const width = labelWidth(text, room);
  const height = labelHeight(room.font);
  const wanted = prefers === 'right' ? dot.x + DOT_ROOM : dot.x - DOT_ROOM - width;
  const within = (value: number, most: number): number => Math.max(EDGE, Math.min(most - EDGE, value));
  return { x: within(wanted, room.width - width), y: within(dot.y - height / 2, room.height - height), width, height };
}
