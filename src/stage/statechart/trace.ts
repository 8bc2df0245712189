import type { Transition } from '../../world/types.ts';
import type { Way } from './chart.ts';
import { entry, anyState } from './chart.ts';
import type { Graph } from './graph.ts';
import { leavesOf, stateOf, withAncestors } from './graph.ts';

/** How a machine came from one state to the next. */
export interface Trace {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  /** The state that took the event without being left, `''` for the machine itself; null when the event led away. */
  readonly handledIn: string | null;
  /** No state took it. */
  readonly ignored: boolean;
  /** Ways in the order they were gone, with the source each was entered from. */
  readonly path: readonly Passage[];
}

export interface Passage {
  readonly way: Way;
  readonly from: string;
}

/** The ends of every line that a passage runs along. */
export function linesAlong(graph: Graph, { way, from }: Passage): readonly (readonly [string, string])[] {
  const initial = stateOf(graph, way.to)?.initial ?? null;
  const inwards = initial === null ? [] : [[entry(way.to), initial] as const];
  return [[from === '' ? anyState(way) : from, way.id], [way.id, way.to], ...inwards];
}

/**
 * The way that explains a transition with the fewest moves: the event first, then what follows by `always`. Which
 * guard passed is not recorded, so of several explanations the one that stays is taken.
 */
export function traceOf(graph: Graph, ways: readonly Way[], transition: Transition): Trace {
  const from = leavesOf(transition.from)[0] ?? '';
  const to = leavesOf(transition.to)[0] ?? '';
  const { event } = transition;
  const beginnings = begin(graph, ways, event, from);
  const best = beginnings.map((start) => follow(graph, ways, start, to)).filter((found) => found !== null).toSorted((a, b) => a.path.length - b.path.length)[0];
  return { event, from, to, handledIn: best?.handledIn ?? null, ignored: beginnings.length === 0, path: best?.path ?? [] };
}

interface Start {
  readonly at: string;
  readonly handledIn: string | null;
  readonly path: readonly Passage[];
}

/** Everything the event could do first, innermost state first. */
function begin(graph: Graph, ways: readonly Way[], event: string, from: string): readonly Start[] {
  return withAncestors(graph, from).flatMap((id): Start[] => {
    const stays = stateOf(graph, id)?.handles.some((handled) => handled.event === event) === true;
    const leaves = passages(ways, id, event).map((passage) => ({ at: firstIn(graph, passage.way.to), handledIn: null, path: [passage] }));
    return [...(stays ? [{ at: from, handledIn: id, path: [] }] : []), ...leaves];
  });
}

/** Breadth first along `always`; no machine has a longer chain than it has states. */
function follow(graph: Graph, ways: readonly Way[], start: Start, to: string): Start | null {
  let reached: readonly Start[] = [start];
  const seen = new Set<string>();
  while (reached.length > 0) {
    const found = reached.find(({ at }) => at === to);
    if (found !== undefined) return found;
    for (const { at } of reached) seen.add(at);
    reached = reached.flatMap((one) => withAncestors(graph, one.at).flatMap((id) => passages(ways, id, null))
      .map((passage) => ({ ...one, at: firstIn(graph, passage.way.to), path: [...one.path, passage] }))).filter(({ at }) => !seen.has(at));
  }
  return null;
}

function passages(ways: readonly Way[], from: string, event: string | null): readonly Passage[] {
  return ways.filter((way) => way.from.includes(from) && way.triggers.some((trigger) => trigger.event === event)).map((way) => ({ way, from }));
}

function firstIn(graph: Graph, id: string): string {
  const initial = stateOf(graph, id)?.initial ?? null;
  return initial === null ? id : firstIn(graph, initial);
}
