import type { Fact } from '../kafka/facts.ts';
import type { Cause, NodeId as Node } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';
import type { NodeId, Taken } from './contracts.ts';
import { pathTo } from './course.ts';
import type { EventKind } from './eventLogKinds.ts';
import { eventKinds } from './eventLogKinds.ts';
import type { Session } from './session.ts';

/** A fact with its place in the run. The same step always gives the same objects. */
export interface LoggedEvent {
  /** The step that reported it. */
  readonly id: NodeId;
  /** Its place among the facts of its step. */
  readonly index: number;
  readonly nowMs: number;
  readonly fact: Fact;
  readonly kind: EventKind;
  /** The node that reported it, where one did, and those it is about. */
  readonly nodes: readonly Node[];
}

export interface EventLog {
  /** From the beginning to the end of the present path, oldest first. */
  readonly events: readonly LoggedEvent[];
  /** How many of them have happened; the others lie ahead on this branch. */
  readonly happened: number;
}

/** Everything reported on the present path. Facts of routine traffic only where they are asked for. */
export function eventLog({ course, showRoutine }: Pick<Session, 'course' | 'showRoutine'>): EventLog {
  const depth = course.history.node(course.cursor).depth;
  const events: LoggedEvent[] = [];
  let happened = 0;
  for (const [place, taken] of pathTo(course, course.tip).entries()) {
    for (const event of eventsOf(taken)) if (showRoutine || !isRoutine(event.fact)) events.push(event);
    if (place <= depth) happened = events.length;
  }
  return { events, happened };
}

const known = new WeakMap<readonly Fact[], readonly LoggedEvent[]>();

function eventsOf({ id, facts, cause, note }: Taken): readonly LoggedEvent[] {
  if (facts.length === 0) return [];
  const before = known.get(facts);
  if (before !== undefined) return before;
  const author = authorOf(cause);
  const events = facts.map((fact, index): LoggedEvent => ({
    id, index, nowMs: note.nowMs, fact, kind: eventKinds[fact.type], nodes: [...new Set([...author, ...subjectsOf(fact)])],
  }));
  known.set(facts, events);
  return events;
}

function isRoutine(fact: Fact): boolean {
  return 'routine' in fact && fact.routine;
}

/** One step is one node's doing, so whoever received is whoever reports. */
function authorOf(cause: Cause | null): readonly Node[] {
  if (cause?.type === 'message') return [nodeOf(cause.envelope.to)];
  return cause?.type === 'timer' ? [nodeOf(cause.timer.owner)] : [];
}

function subjectsOf(fact: Fact): readonly Node[] {
  const nodes: Node[] = [];
  if ('brokerId' in fact) nodes.push(`broker-${fact.brokerId}`);
  if ('producer' in fact) nodes.push(fact.producer);
  if ('consumer' in fact) nodes.push(fact.consumer);
  if ('client' in fact) nodes.push(fact.client);
  if ('node' in fact) nodes.push(fact.node);
  return nodes;
}

/** Levels of Kafka's log, and `model` for what Kafka does not log. */
export const EVENT_LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE', 'model'] as const;
export type EventLevel = (typeof EVENT_LEVELS)[number];

/** An event as it is printed: as a log line or as a sentence. */
export interface PrintedEvent {
  readonly event: LoggedEvent;
  readonly level: EventLevel;
  readonly text: string;
  /** Kafka's class; null for what Kafka does not log. */
  readonly logger: string | null;
}

export interface EventFilter {
  /** null: of every node, of every kind. */
  readonly node: Node | null;
  readonly kind: EventKind | null;
  readonly levels: ReadonlySet<EventLevel>;
  /** Matches anywhere, whatever the case. */
  readonly text: string;
}

export function passes({ event, level, text, logger }: PrintedEvent, filter: EventFilter): boolean {
  if (!filter.levels.has(level)) return false;
  if (filter.node !== null && !event.nodes.includes(filter.node)) return false;
  if (filter.kind !== null && event.kind !== filter.kind) return false;
  const wanted = filter.text.trim().toLowerCase();
  return wanted === '' || text.toLowerCase().includes(wanted) || (logger?.toLowerCase().includes(wanted) ?? false);
}

/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** The text cut at every place that matches the search. */
export function piecesOf(text: string, search: string): readonly Piece[] {
  const wanted = search.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Lowercasing can change a text's length; then places in it would not be places in the text.
  if (wanted === '' || lower.length !== text.length) return [{ text, found: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), found: false });
    from = at + wanted.length;
    pieces.push({ text: text.slice(at, from), found: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
