import type { Box, Point } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import { BOLD, USUAL } from '../shared/text.ts';
import type { Graph, StateMark, Trigger } from './graph.ts';
import { stateOf, triggersKey, withAncestors } from './graph.ts';
import { STATECHART_STRINGS } from './strings.ts';
import type { StatechartStrings } from './strings.ts';

/** Transitions that lead to the same state by the same triggers: one label, lines from every source. */
export interface Way {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly triggers: readonly Trigger[];
  /** The state whose box holds the label. */
  readonly within: string;
}

/** One straight-cornered line: from a state to a label (no head), or from a label to its target. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

/** Where everything of a machine stands, in pixels; computed once, when the machines change. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  /** By state id, by way id, and by `anyState(…)`, `entry(…)`, `head(…)`. */
  readonly boxes: Readonly<Record<string, Box>>;
  readonly lines: readonly Line[];
}

export const NAME_SIZE = 12;
export const LABEL_SIZE = 11;
/** From one line of small text to the next. */
export const LINE_HEIGHT = 13;
export const PADDING = 7;
const HANDLED_WIDTH = 100;

/** The mark of a transition that any state may take. */
export const anyState = (way: Way): string => `any>${way.id}`;
/** The words at the top of a state with states inside, or of the whole chart. */
export const head = (state: string): string => `head>${state}`;
/** The dot from which a state's first child is entered. */
export const entry = (state: string): string => `entry>${state}`;

export function waysOf(graph: Graph): readonly Way[] {
  const byKey = new Map<string, { from: string[]; to: string; triggers: readonly Trigger[] }>();
  for (const { from, to, triggers } of graph.edges) {
    // Any state is no place of its own: such a way never shares its label.
    const key = `${from === '' ? 'any ' : ''}${triggersKey(triggers)}>${to}`;
    const way = byKey.get(key) ?? { from: [], to, triggers };
    way.from.push(from);
    byKey.set(key, way);
  }
  return [...byKey].map(([key, way]) => ({ id: `${way.from.join(',')}:${key}`, ...way, within: innermostAround(graph, [...way.from, way.to]) }));
}

function innermostAround(graph: Graph, ids: readonly string[]): string {
  const around = ids.filter((id) => id !== '').map((id) => withAncestors(graph, id).slice(1));
  return around[0]?.find((candidate) => around.every((outer) => outer.includes(candidate))) ?? '';
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large everything but the boxes of nested states must be, by the names of the layout. */
export function sizesOf(graph: Graph, ruler = USUAL): Readonly<Record<string, Size>> {
  const sizes: Record<string, Size> = {};
  for (const state of graph.states) {
    if (state.id !== '' && state.children.length === 0) sizes[state.id] = headSize(state, ruler);
    if (state.initial !== null) sizes[entry(state.id)] = { width: 8, height: 8 };
  }
  for (const way of waysOf(graph)) {
    sizes[way.id] = labelSize(way.triggers.flatMap(linesOf), ruler);
    if (way.from.includes('')) sizes[anyState(way)] = labelSize([longest(Object.values(STATECHART_STRINGS).map(({ anyState: words }) => words))], ruler);
  }
  return sizes;
}

/** The room for a state's name and, if it handles events in place, for a line about them. */
export function headSize(state: StateMark, ruler = USUAL): Size {
  const name = ruler.textWidth(`● ${state.name}`, NAME_SIZE) * BOLD;
  const handled = handledLines(state, ruler).map((line) => ruler.textWidth(line, LABEL_SIZE));
  const height = 10 + 16 + (handled.length > 0 ? LINE_HEIGHT + 2 : 0);
  return { width: Math.ceil(Math.max(name, ...handled) + 2 * PADDING), height };
}

function handledLines(state: StateMark, ruler: Ruler): readonly string[] {
  const events = eventsOf(state);
  if (events.length === 0) return [];
  const counts = Object.values(STATECHART_STRINGS).map((strings) => countOf(strings, state, events.length));
  return [...counts, ...events.map((event) => justHandled(event, ruler))];
}

function countOf(strings: StatechartStrings, state: StateMark, events: number): string {
  return state.id === '' ? strings.inAnyState(events) : strings.handles(events);
}

/** What stands below a state's name: the event it just took in place, or how many it takes. */
export function handledLine(strings: StatechartStrings, state: StateMark, just: string | null, ruler: Ruler): string {
  if (just !== null) return justHandled(just, ruler);
  const events = eventsOf(state).length;
  return events === 0 ? '' : countOf(strings, state, events);
}

export function eventsOf(state: StateMark): readonly string[] {
  return [...new Set(state.handles.map(({ event }) => event))];
}

function justHandled(event: string, ruler: Ruler): string {
  return ruler.fitted(`↺ ${event}`, ruler.widened(HANDLED_WIDTH), LABEL_SIZE);
}

/** What is written on a label: the event, and its guard below it. */
export function linesOf({ event, guard }: Trigger): readonly string[] {
  return [event ?? 'always', ...(guard === null ? [] : [`[${guard}]`])];
}

function labelSize(lines: readonly string[], ruler: Ruler): Size {
  return { width: Math.ceil(Math.max(...lines.map((line) => ruler.textWidth(line, LABEL_SIZE))) + 10), height: lines.length * LINE_HEIGHT + 5 };
}

function longest(texts: readonly string[]): string {
  return texts.toSorted((a, b) => USUAL.textWidth(b, LABEL_SIZE) - USUAL.textWidth(a, LABEL_SIZE))[0] ?? '';
}

/** The room for the words above the children of a nested state, or above the whole chart. */
export function headOf(graph: Graph, id: string): Size {
  const state = stateOf(graph, id);
  if (state === undefined || (id === '' && state.handles.length === 0)) return { width: 0, height: 0 };
  const { width, height } = headSize(id === '' ? { ...state, name: '' } : state);
  return { width: width - PADDING, height: id === '' ? LINE_HEIGHT + 6 : height };
}

/** A stored layout made as much wider as the widest growth of its words asks, when a visitor sets them farther apart. */
export function widened(layout: ChartLayout, graph: Graph, ruler: Ruler): ChartLayout {
  if (ruler === USUAL) return layout;
  const [usual, wide] = [sizesOf(graph), sizesOf(graph, ruler)];
  const by = Math.max(1, ...Object.entries(wide).map(([id, { width }]) => width / (usual[id]?.width ?? width)));
  return {
    ...layout, width: layout.width * by,
    boxes: Object.fromEntries(Object.entries(layout.boxes).map(([id, box]) => [id, { ...box, x: box.x * by, width: box.width * by }])),
    lines: layout.lines.map((line) => ({ ...line, points: line.points.map(({ x, y }) => ({ x: x * by, y })) })),
  };
}

/** Whether a straight piece of a line runs through a box. */
export function touches(box: Box, from: Point, to: Point): boolean {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
}
