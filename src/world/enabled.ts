import type { Choice, Connection, Envelope, NodeId, Timer, World } from './types.ts';
import { nodeOf } from './types.ts';
import { LANES, usualArrivalMs } from './wire.ts';

/** Something that could happen next. */
export interface Enabled<Command = unknown> {
  readonly choice: Choice<Command>;
  /** When it happens if nobody interferes. */
  readonly dueAtMs: number;
  /** The node that would act. */
  readonly node: NodeId;
  readonly id: number;
  readonly routine: boolean;
  readonly subject: { readonly envelope: Envelope } | { readonly timer: Timer };
}

/** Every delivery and timer that could happen next, earliest first, then lowest id. */
export function enabledChoices<Command>(world: World): readonly Enabled<Command>[] {
  const choices: Enabled<Command>[] = [];
  for (const [connection, envelope] of heads(world)) {
    const dueAtMs = usualArrivalMs(world.wire, connection, envelope);
    if (dueAtMs === Infinity) continue;
    choices.push({ choice: { deliver: envelope.id }, dueAtMs, node: nodeOf(envelope.to), id: envelope.id, routine: envelope.routine, subject: { envelope } });
  }
  for (const timer of nextTimers(world)) {
    choices.push({ choice: { fire: timer.id }, dueAtMs: timer.dueAtMs, node: nodeOf(timer.owner), id: timer.id, routine: timer.routine, subject: { timer } });
  }
  return choices.toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.id - b.id);
}

/** Earliest due, then lowest id. Written without the list above, for it runs once a step. */
export function usualChoice<Command>(world: World): Choice<Command> | null {
  let dueAtMs = Infinity;
  let id = Infinity;
  let kind: 'deliver' | 'fire' | null = null;
  const consider = (atMs: number, candidateId: number, candidateKind: 'deliver' | 'fire') => {
    if (atMs > dueAtMs || atMs === Infinity || (atMs === dueAtMs && candidateId > id)) return;
    dueAtMs = atMs;
    id = candidateId;
    kind = candidateKind;
  };
  world.wire.connections.forEach((connection) => {
    const request = connection.requests[0];
    const response = connection.responses[0];
    if (request !== undefined) consider(usualArrivalMs(world.wire, connection, request), request.id, 'deliver');
    if (response !== undefined) consider(usualArrivalMs(world.wire, connection, response), response.id, 'deliver');
  });
  for (const timer of world.timers) consider(timer.dueAtMs, timer.id, 'fire');
  if (kind === null) return null;
  return kind === 'deliver' ? { deliver: id } : { fire: id };
}

function* heads(world: World): Generator<readonly [Connection, Envelope]> {
  for (const connection of world.wire.connections.values()) {
    for (const lane of LANES) {
      const head = connection[lane][0];
      if (head !== undefined) yield [connection, head];
    }
  }
}

/** The earliest timer of each node: one node's timers fire in deadline order. */
function nextTimers(world: World): readonly Timer[] {
  const next = new Map<NodeId, Timer>();
  for (const timer of world.timers) {
    const node = nodeOf(timer.owner);
    const known = next.get(node);
    if (known === undefined || timer.dueAtMs < known.dueAtMs || (timer.dueAtMs === known.dueAtMs && timer.id < known.id)) next.set(node, timer);
  }
  return [...next.values()];
}
