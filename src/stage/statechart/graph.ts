import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** What a transition waits for. */
export interface Trigger {
  /** Null for `always`: taken at once when its guard passes. */
  readonly event: string | null;
  /** The guard's name; `else` when earlier guards of the same event failed; null when nothing is asked. */
  readonly guard: string | null;
}

/** An event that a state takes without leaving: too many to draw as loops. */
export interface Handled extends Trigger {
  readonly event: string;
  readonly actions: readonly string[];
}

/** A state by its path, `follower.fetching`; the machine itself is the empty path. */
export interface StateMark {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly children: readonly string[];
  /** The child that is entered first. */
  readonly initial: string | null;
  readonly handles: readonly Handled[];
}

/** All the ways from one state to another; a state of the machine's root stands for any state. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly triggers: readonly Trigger[];
}

export interface Graph {
  readonly machine: string;
  /** Outer states before inner ones, in the order of the config; the first is the machine itself. */
  readonly states: readonly StateMark[];
  readonly edges: readonly Edge[];
}

const known = new WeakMap<AnyStateMachine, Graph>();

/** The states and transitions of a machine, read from its config. */
export function graphOf(machine: AnyStateMachine): Graph {
  const graph = known.get(machine) ?? read(machine);
  known.set(machine, graph);
  return graph;
}

export function stateOf(graph: Graph, id: string): StateMark | undefined {
  return graph.states.find((state) => state.id === id);
}

/** The state itself, then what it is in, up to the machine. */
export function withAncestors(graph: Graph, id: string): readonly string[] {
  const state = stateOf(graph, id);
  if (state === undefined) return [];
  return state.parent === null ? [id] : [id, ...withAncestors(graph, state.parent)];
}

/** The innermost states of a state value: `{ follower: 'fetching' }` is `follower.fetching`. */
export function leavesOf(value: unknown, path = ''): readonly string[] {
  const within = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (typeof value === 'string') return [within(value)];
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  const entries = Object.entries(value);
  return entries.length === 0 && path !== '' ? [path] : entries.flatMap(([name, inner]) => leavesOf(inner, within(name)));
}

/** `ApplyPartition[leadsNow]`, `always[isFenced]`. */
export function triggersKey(triggers: readonly Trigger[]): string {
  return triggers.map(({ event, guard }) => `${event ?? 'always'}${guard === null ? '' : `[${guard}]`}`).join(' ');
}

function read(machine: AnyStateMachine): Graph {
  const nodes = [...nodesUnder(machine.root as AnyStateNode)];
  return { machine: machine.id, states: nodes.map(markOf), edges: merged(nodes.flatMap(edgesFrom)) };
}

function* nodesUnder(node: AnyStateNode): Generator<AnyStateNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesUnder(child);
}

function childrenOf(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(node.states as Record<string, AnyStateNode>);
}

const idOf = (node: AnyStateNode): string => node.path.join('.');

function markOf(node: AnyStateNode): StateMark {
  const children = childrenOf(node);
  const first = children.length === 0 ? undefined : node.initial.target?.[0];
  return {
    id: idOf(node),
    name: node.key,
    parent: node.parent === undefined ? null : idOf(node.parent),
    children: children.map(idOf),
    initial: first === undefined ? null : idOf(first),
    handles: eventTransitions(node).filter(({ transition }) => staysIn(node, transition)).map(handled),
  };
}

interface Candidate {
  readonly trigger: Trigger;
  readonly transition: AnyTransitionDefinition;
}

function handled({ trigger, transition }: Candidate): Handled {
  return { event: trigger.event ?? '', guard: trigger.guard, actions: transition.actions.map(nameOf) };
}

function eventTransitions(node: AnyStateNode): readonly Candidate[] {
  return [...(node.transitions as Map<string, AnyTransitionDefinition[]>)].flatMap(([event, transitions]) => candidates(event, transitions));
}

function candidates(event: string | null, transitions: readonly AnyTransitionDefinition[]): readonly Candidate[] {
  return transitions.map((transition, index) => {
    const guard = transition.guard === undefined ? (index > 0 ? 'else' : null) : nameOf(transition.guard);
    return { trigger: { event, guard }, transition };
  });
}

function staysIn(node: AnyStateNode, transition: AnyTransitionDefinition): boolean {
  return transition.target === undefined || transition.target.every((target) => target === node);
}

function edgesFrom(node: AnyStateNode): readonly Edge[] {
  const all = [...eventTransitions(node), ...candidates(null, node.always ?? [])].filter(({ transition }) => !staysIn(node, transition));
  return all.flatMap(({ trigger, transition }) => (transition.target ?? []).map((target) => ({ from: idOf(node), to: idOf(target), triggers: [trigger] })));
}

/** One edge between two states, with all its triggers. */
function merged(edges: readonly Edge[]): readonly Edge[] {
  const byEnds = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from}>${edge.to}`;
    const before = byEnds.get(key)?.triggers ?? [];
    byEnds.set(key, { ...edge, triggers: [...before, ...edge.triggers] });
  }
  return [...byEnds.values()];
}

function nameOf(named: unknown): string {
  if (typeof named === 'string') return named;
  if (typeof named === 'object' && named !== null && 'type' in named) return String(named.type);
  return typeof named === 'function' ? named.name : '';
}
