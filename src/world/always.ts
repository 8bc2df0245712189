import type { AnyMachineSnapshot, AnyStateNode, AnyTransitionDefinition, EventObject } from 'xstate';
import { evaluateGuard } from 'xstate/guards';

/** What differs between two snapshots of one machine in different states. */
type Place = Pick<AnyMachineSnapshot, 'value' | 'tags' | '_nodes'>;

/** More moves than states that lead on to each other: only XState can say where they end. */
const MOST_MOVES = 10;

/**
 * Where `always` transitions take an actor whose context has changed: the snapshot itself when none is enabled, null
 * when one is that does more than lead from one state without substates to another.
 */
export function movedOn(snapshot: AnyMachineSnapshot, event: EventObject): AnyMachineSnapshot | null {
  let now = snapshot;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const way = enabledIn(now, event);
    if (way === undefined) return now;
    const place = placeBehind(way, now);
    if (place === null) return null;
    now = { ...now, ...place } as AnyMachineSnapshot;
  }
  return null;
}

/** Substates come before the states they are in. */
function enabledIn(snapshot: AnyMachineSnapshot, event: EventObject): AnyTransitionDefinition | undefined {
  const { _nodes: nodes } = snapshot;
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    for (const way of nodes[at]?.always ?? []) {
      if (way.guard === undefined || evaluateGuard(way.guard as never, snapshot.context as never, event, snapshot)) return way;
    }
  }
  return undefined;
}

const places = new WeakMap<AnyTransitionDefinition, Place | null>();

function placeBehind(way: AnyTransitionDefinition, snapshot: AnyMachineSnapshot): Place | null {
  const known = places.get(way);
  if (known !== undefined) return known;
  const place = isPlain(way) ? placeIn(way.target?.[0] as AnyStateNode, snapshot) : null;
  places.set(way, place);
  return place;
}

/** From one child of the machine's root to another, and nothing is done on the way. */
function isPlain({ source, target = [], actions, reenter }: AnyTransitionDefinition): boolean {
  const [to] = target as readonly AnyStateNode[];
  const { root } = source.machine;
  if (to === undefined || target.length > 1 || to === source || actions.length > 0 || reenter) return false;
  return root.type === 'compound' && isBare(source, root) && isBare(to, root) && Object.values(root.states).every(({ type }) => type !== 'history');
}

function isBare({ parent, type, entry, exit, invoke }: AnyStateNode, root: AnyStateNode): boolean {
  return parent === root && type === 'atomic' && entry.length + exit.length + invoke.length === 0;
}

function placeIn(to: AnyStateNode, { context }: AnyMachineSnapshot): Place {
  const { value, tags, _nodes } = to.machine.resolveState({ value: to.key, context });
  return { value, tags, _nodes };
}
