import type { Point } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import { USUAL } from '../shared/text.ts';
import { fieldOf } from './field.ts';
import { firstFact, lookOf } from './factMark.ts';
import type { Spot } from './labels.ts';
import { placeLabel, Room } from './labels.ts';
import type { TimeScale } from './scale.ts';
import { lastAbove, ROW, timeScale } from './scale.ts';
import type { Arrow, Lane, Mark, SequenceView } from './select.ts';
import type { SequenceStrings } from './strings.ts';
import type { ArrowLayout, LaneLayout, MarkLayout, Placed, SequenceLayout, TimeLabel } from './types.ts';

const GUTTER = 60;
const LEAST_LANE = { wide: 86, narrow: 76, presented: 74 };
const NARROW = 560;
const HEAD = 34;
/** Room around a mark that an arrow's tip and other words keep out of. */
const MARK_ROOM = 7;
const TIP = 1.5;
const BOTTOM = 26;

export interface SequenceRoom {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  /** Drawn larger, for a class: lanes closer together, lest those of one step be out of sight. */
  readonly isPresented?: boolean;
  /** How its words are set. */
  readonly ruler?: Ruler;
}

/** Where things of a step and of what is still under way stand. */
interface Rows {
  readonly scale: TimeScale;
  readonly nowY: number;
  /** Steps that something is drawn at, in order; rows begin with them. */
  readonly steps: readonly number[];
  yOfStep(step: number): number;
  yOfArrival(envelopeId: number): number;
}

/** The whole picture as places: pure, and the same whatever part of it is looked at. */
export function sequenceLayout(view: SequenceView, { width, height, zoom, isPresented = false, ruler = USUAL }: SequenceRoom, strings: SequenceStrings): SequenceLayout {
  const rows = rowsOf(view, zoom);
  const gutter = ruler.widened(GUTTER);
  const least = ruler.widened(LEAST_LANE[isPresented ? 'presented' : width < NARROW ? 'narrow' : 'wide']);
  const laneWidth = Math.max(least, Math.floor((width - gutter) / Math.max(1, view.lanes.length)));
  const { nowY } = rows;
  const full = Math.max(height - HEAD, Math.max(rows.scale.height, nowY) + BOTTOM);
  const lanes = view.lanes.map((lane, index): LaneLayout => {
    const x = gutter + laneWidth * (index + 0.5);
    return { lane, x, pieces: piecesOf(lane, rows, full) };
  });
  const xs = new Map(lanes.map(({ lane, x }) => [lane.node, x]));
  const laid: Laying = { view, rows, xs, laneWidth, strings, room: new Room(gutter - 4, Math.max(width, gutter + laneWidth * lanes.length), ruler), zoom };
  const ways = waysAt(view);
  const bare = view.marks.map((mark) => markAt(mark, laid));
  for (const { at } of bare) laid.room.take({ x: at.x - MARK_ROOM, y: at.y - MARK_ROOM, width: 2 * MARK_ROOM, height: 2 * MARK_ROOM });
  const marked = new Set(view.marks.map(({ step, node }) => `${step} ${node}`));
  const bareArrows = view.arrows.map((arrow) => arrowAt(arrow, laid, marked));
  for (const { arrow, to } of bareArrows) if (arrow.end.how === 'lost') laid.room.take({ x: to.x - MARK_ROOM, y: to.y - MARK_ROOM, width: 2 * MARK_ROOM, height: 2 * MARK_ROOM });
  const marks = bare.map((mark): MarkLayout => ({ ...mark, label: markLabel(mark, laid, ways) }));
  const arrows = bareArrows.map((arrow) => labelled(arrow, laid)).toSorted((a, b) => a.top - b.top);
  return {
    width: Math.max(width, gutter + laneWidth * lanes.length), height: full, gutter, ruler, headHeight: HEAD, laneWidth, lanes, arrows, marks,
    times: timesOf(view, rows), breaks: rows.scale.breaks, nowY, nowMs: view.steps[view.present]?.nowMs ?? 0, knownUntil: nowY,
  };
}

interface Laying {
  readonly view: SequenceView;
  readonly rows: Rows;
  readonly xs: ReadonlyMap<string, number>;
  readonly laneWidth: number;
  readonly strings: SequenceStrings;
  readonly room: Room;
  readonly zoom: number;
}

function rowsOf({ arrows, marks, steps, present }: SequenceView, zoom: number): Rows {
  const anchors = new Set<number>([0]);
  const coming: { readonly id: number; readonly atMs: number }[] = [];
  for (const { step } of marks) anchors.add(step);
  for (const { sent, end, envelope } of arrows) {
    anchors.add(sent);
    if (end.how === 'underWay') coming.push({ id: envelope.id, atMs: end.atMs });
    else if (end.how !== 'stuck') anchors.add(end.step);
  }
  const order = [...anchors].toSorted((a, b) => a - b);
  coming.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
  const timeOf = (step: number | undefined): number => steps[step ?? -1]?.nowMs ?? 0;
  const nowMs = timeOf(present);
  // Time may have passed since the last thing that is drawn.
  const trailing = nowMs > timeOf(order.at(-1)) ? [{ atMs: nowMs }] : [];
  const scale = timeScale([...order.map((step) => ({ atMs: timeOf(step) })), ...trailing, ...coming], zoom);
  const arrivals = new Map(coming.map(({ id }, index) => [id, scale.ys[order.length + trailing.length + index] ?? 0]));
  const yOfStep = (step: number): number => {
    const row = lastAbove(order, step);
    const y = scale.ys[row] ?? 0;
    // A step at which nothing is drawn stands a little below the last one at which something is.
    return order[row] === step ? y : y + ROW * zoom * HIDDEN;
  };
  return { scale, nowY: presentY(), steps: order, yOfStep, yOfArrival: (id) => arrivals.get(id) ?? 0 };

  /** A little below what happened last; further down when time has passed since, but above what comes next. */
  function presentY(): number {
    const row = lastAbove(order, present);
    const y = scale.ys[row] ?? 0;
    const below = y + ROW * zoom * PRESENT;
    const next = scale.ys[row + 1];
    if (next === undefined || (row + 1 >= order.length && trailing.length === 0)) return below;
    const nextMs = row + 1 < order.length ? timeOf(order[row + 1]) : nowMs;
    const share = Math.min(1, (nowMs - timeOf(order[row])) / Math.max(1, nextMs - timeOf(order[row])));
    return Math.max(below, Math.min(next - ROW * zoom * (1 - PRESENT), y + (next - y) * share));
  }
}

const HIDDEN = 0.4;
const PRESENT = 0.6;

function piecesOf({ lives }: Lane, rows: Rows, bottom: number): LaneLayout['pieces'] {
  return lives.map(({ step, up }, index) => {
    const next = lives[index + 1];
    return { from: step === 0 ? 0 : rows.yOfStep(step), to: next === undefined ? bottom : rows.yOfStep(next.step), up };
  });
}

/** On which sides of a lane arrows come and go in a step, so that words stand where none pass. */
type Ways = ReadonlyMap<string, { readonly come: Sides; readonly go: Sides }>;
interface Sides { left: boolean; right: boolean }

function waysAt({ arrows, lanes }: SequenceView): Ways {
  const order = new Map(lanes.map(({ node }, index) => [node, index]));
  const ways = new Map<string, { come: Sides; go: Sides }>();
  const note = (step: number, node: string, which: 'come' | 'go', other: string): void => {
    const key = `${step} ${node}`;
    const known = ways.get(key) ?? { come: { left: false, right: false }, go: { left: false, right: false } };
    known[which][(order.get(other) ?? 0) < (order.get(node) ?? 0) ? 'left' : 'right'] = true;
    ways.set(key, known);
  };
  for (const { from, to, sent, end } of arrows) {
    note(sent, from, 'go', to);
    if (end.how === 'received') note(end.step, to, 'come', from);
  }
  return ways;
}

type BareMark = Omit<MarkLayout, 'label'>;

function markAt(mark: Mark, { rows, xs, view }: Laying): BareMark {
  const { glyph, tone } = lookOf(mark.kind, mark.facts);
  return {
    key: `${mark.step}`, mark, glyph, tone, step: view.steps[mark.step]?.id ?? 0,
    at: { x: xs.get(mark.node) ?? 0, y: rows.yOfStep(mark.step) },
  };
}

const BESIDE = MARK_ROOM + 2;
const BELOW = 8;

function markLabel({ mark, at }: BareMark, { strings, laneWidth, room }: Laying, ways: Ways): Placed | null {
  const way = ways.get(`${mark.step} ${mark.node}`);
  const spots = (['right', 'left'] as const).flatMap((side) => ([1, -1] as const).map((down) => {
    const inTheWay = (down === 1 ? way?.go[side] : way?.come[side]) === true;
    const spot: Spot = { x: at.x + (side === 'right' ? BESIDE : -BESIDE), y: at.y + down * BELOW, anchor: side === 'right' ? 'start' : 'end', width: laneWidth - 2 * BESIDE };
    return { spot, cost: (inTheWay ? 4 : 0) + (down === 1 ? 0 : 2) + (side === 'right' ? 0 : 1) };
  }));
  return placeLabel(strings.mark(mark, firstFact(mark.facts)), spots.toSorted((a, b) => a.cost - b.cost).map(({ spot }) => spot), room);
}

function arrowAt(arrow: Arrow, laid: Laying, marked: ReadonlySet<string>): Omit<ArrowLayout, 'label'> {
  const { rows, xs, view } = laid;
  const { envelope, end, sent } = arrow;
  const away = Math.sign((xs.get(arrow.to) ?? 0) - (xs.get(arrow.from) ?? 0));
  const from: Point = { x: (xs.get(arrow.from) ?? 0) + away * 1, y: rows.yOfStep(sent) };
  const to = endOf(arrow, from, away, laid, marked);
  const step = view.steps[end.how === 'received' || end.how === 'lost' ? end.step : sent]?.id ?? 0;
  return { key: `${envelope.id}`, arrow, isLoop: arrow.from === arrow.to, from, to, step, top: from.y, bottom: to.y };
}

function labelled(one: Omit<ArrowLayout, 'label'>, laid: Laying): ArrowLayout {
  const { message } = one.arrow.envelope;
  const label = arrowLabel(one.from, one.to, laid.strings.arrow(message.api, message.kind, fieldOf(message)), laid);
  return { ...one, label, top: Math.min(one.top, label?.box.y ?? one.top) };
}

function endOf({ envelope, end, to, sent }: Arrow, from: Point, away: number, { rows, xs, view, zoom }: Laying, marked: ReadonlySet<string>): Point {
  const x = xs.get(to) ?? 0;
  const partly = (share: number, y: number): Point => ({ x: from.x + (x - from.x) * share, y });
  switch (end.how) {
    case 'received': return { x: x - away * (marked.has(`${end.step} ${to}`) ? MARK_ROOM : TIP), y: rows.yOfStep(end.step) };
    case 'underWay': return { x: x - away * TIP, y: rows.yOfArrival(envelope.id) };
    case 'lost': {
      const lostAtMs = view.steps[end.step]?.nowMs ?? 0;
      const usualMs = Math.max(1, envelope.dueAtMs - envelope.sentAtMs);
      return partly(Math.min(0.85, Math.max(0.3, (lostAtMs - envelope.sentAtMs) / usualMs)), rows.yOfStep(end.step));
    }
    case 'stuck': return partly(0.5, rows.yOfStep(sent) + ROW * zoom);
    default: return end satisfies never;
  }
}

/** Between two lanes each, near the sender first: words there cover no lane. */
function arrowLabel(from: Point, to: Point, wordings: readonly string[], { laneWidth, room }: Laying): Placed | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (Math.abs(dx) < laneWidth / 4) return placeLabel(wordings, [{ x: from.x + LOOP + 4, y: from.y + dy / 2, anchor: 'start', width: laneWidth - LOOP - 12 }], room);
  const gaps = Math.max(1, Math.round(Math.abs(dx) / laneWidth));
  const spots = Array.from({ length: gaps }, (_, gap) => SHIFTS.map((shift): Spot => {
    const share = (gap + 0.5 + shift) / gaps;
    return { x: from.x + dx * share, y: from.y + dy * share, anchor: 'middle', width: laneWidth * (1 - 2 * Math.abs(shift)) - 14 };
  }));
  const flat = spots.flat();
  // A name longer than the way between two lanes crosses one rather than going unsaid.
  return placeLabel(wordings, flat, room) ?? placeLabel(wordings.slice(-1), flat.map((spot) => ({ ...spot, width: laneWidth * 1.6 })), room);
}

/** How far a message to its own node swings out. */
export const LOOP = 24;
const SHIFTS = [0, -0.12, 0.12];

function timesOf({ steps }: SequenceView, rows: Rows): readonly TimeLabel[] {
  const times: { atMs: number; y: number; until: number }[] = [];
  rows.steps.forEach((step, row) => {
    const atMs = steps[step]?.nowMs ?? 0;
    const y = rows.scale.ys[row] ?? 0;
    const last = times.at(-1);
    if (last?.atMs === atMs) last.until = y;
    else times.push({ atMs, y, until: y });
  });
  return times;
}
