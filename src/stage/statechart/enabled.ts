import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { phrase } from '../../i18n/text.ts';
import type { Text } from '../../i18n/text.ts';
import type { Graph, Trigger } from './graph.ts';
import { graphOf, leavesOf, stateOf, withAncestors } from './graph.ts';
import { listed, possibilityTexts as texts } from './strings.ts';

/** Whether an event would do anything in an actor's current state, and why or why not. */
export interface EventPossibility {
  readonly event: string;
  readonly enabled: boolean;
  readonly because: Text;
}

/** Every event the machine knows, in the order of its config. */
export function eventPossibilities(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): readonly EventPossibility[] {
  const graph = graphOf(machine);
  const leaf = leavesOf(snapshot.value)[0] ?? '';
  return eventsOf(graph).map((event) => possibility(graph, machine, snapshot, event, leaf));
}

/** Why an event of this type would come to nothing now; null when a state handles it. */
export function unhandled(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: string): Text | null {
  const leaf = leavesOf(snapshot.value)[0] ?? '';
  return waysFrom(graphOf(machine), leaf, event).length > 0 ? null : phrase(texts.wouldBeIgnored, event, leaf);
}

function possibility(graph: Graph, machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: string, leaf: string): EventPossibility {
  const ways = waysFrom(graph, leaf, event);
  const [first] = ways;
  if (first === undefined) return { event, enabled: false, because: elsewhere(graph, event, leaf) };
  const guards = ways.flatMap(({ trigger: { guard } }) => (guard === null ? [] : [guard]));
  if (guards.length === ways.length && ways.every(({ trigger }) => isRefused(machine, snapshot, trigger))) {
    return { event, enabled: false, because: phrase(texts.guardsFail, leaf, event, names(guards)) };
  }
  return { event, enabled: true, because: joined(by(first.state), guards.length > 1 ? decidedBy(guards) : leadingTo(ways[0]?.to ?? null)) };
}

interface WayFrom {
  readonly state: string;
  /** Null when the event is handled without leaving. */
  readonly to: string | null;
  readonly trigger: Trigger;
}

/** What an event may do in a state: the state's own transitions, then those of the states around it. */
function waysFrom(graph: Graph, leaf: string, event: string): readonly WayFrom[] {
  return withAncestors(graph, leaf).flatMap((id): WayFrom[] => [
    ...(stateOf(graph, id)?.handles ?? []).filter((one) => one.event === event).map((trigger) => ({ state: id, to: null, trigger })),
    ...graph.edges.filter(({ from }) => from === id).flatMap(({ to, triggers }) => triggers.filter((one) => one.event === event).map((trigger) => ({ state: id, to, trigger }))),
  ]);
}

function eventsOf(graph: Graph): readonly string[] {
  const leaving = graph.edges.flatMap(({ triggers }) => triggers.flatMap(({ event }) => (event === null ? [] : [event])));
  return [...new Set([...leaving, ...graph.states.flatMap(({ handles }) => handles.map(({ event }) => event))])];
}

/** A guard that reads the event cannot be asked before there is one: then it may pass. */
function isRefused(machine: AnyStateMachine, { context }: AnyMachineSnapshot, { guard }: Trigger): boolean {
  const ask: unknown = guard === null ? undefined : (machine.implementations.guards as Readonly<Record<string, unknown>>)[guard];
  if (typeof ask !== 'function') return false;
  let readsEvent = false;
  const asked = { context: context as unknown, get event() { readsEvent = true; return { type: '' }; } };
  try {
    const passes: unknown = ask(asked);
    return !readsEvent && passes === false;
  } catch (error) {
    if (readsEvent) return false;
    throw error;
  }
}

function elsewhere(graph: Graph, event: string, leaf: string): Text {
  const others = graph.states.filter(({ id }) => id !== '' && ownWays(graph, id, event)).map(({ id }) => id);
  return phrase(texts.onlyElsewhere, leaf, event, names(others), others.length > 1);
}

function ownWays(graph: Graph, id: string, event: string): boolean {
  return waysFrom(graph, id, event).some(({ state }) => state === id);
}

/** A list reads differently in each language, so names travel as text of both. */
function names(list: readonly string[]): Text {
  const quoted = list.map((name) => `\`${name}\``);
  return { en: listed.en(quoted), zh: listed.zh(quoted) };
}

function by(state: string): Text {
  return state === '' ? phrase(texts.handledAnywhere) : phrase(texts.handledBy, state);
}

function leadingTo(state: string | null): Text | null {
  return state === null ? null : phrase(texts.leadsTo, state);
}

function decidedBy(guards: readonly string[]): Text {
  return phrase(texts.ifGuard, names(guards.filter((guard) => guard !== 'else')));
}

function joined(one: Text, other: Text | null): Text {
  return other === null ? one : { en: `${one.en}, ${other.en}`, zh: `${one.zh}，${other.zh}` };
}
