import type { KafkaMessage } from '../kafka/messages.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import type { Address, Connection, ConnectionId, Envelope, NodeId, Timer } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';
import { isCut, LANES } from '../world/wire.ts';

/** What exists but cannot happen now. */
export type Obstacle =
  | { readonly is: 'behind'; readonly messages: number; readonly api: string }
  | { readonly is: 'cut'; readonly a: NodeId; readonly b: NodeId }
  | { readonly is: 'timer-first'; readonly owner: Address; readonly name: string; readonly dueAtMs: number };

/** A message on its way or an armed timer, with what choosing it would be. */
export interface Possibility {
  readonly id: number;
  readonly choice: KafkaChoice;
  /** The node that would act. */
  readonly node: NodeId;
  /** When it happens if nobody interferes; choosing it moves the clock there. */
  readonly dueAtMs: number;
  readonly routine: boolean;
  /** null: it can be chosen now. */
  readonly obstacle: Obstacle | null;
  readonly subject:
    | { readonly envelope: Envelope<KafkaMessage>; readonly connection: ConnectionId; readonly heldUntilMs: number | null }
    | { readonly timer: Timer };
}

export interface NodePossibilities {
  readonly node: NodeId;
  readonly possibilities: readonly Possibility[];
}

/** Everything on its way and every armed timer, earliest first. */
export function possibilitiesOf(world: KafkaWorld): readonly Possibility[] {
  const messages = world.wire.connections.values().flatMap((connection) => LANES.flatMap((lane) => onLane(world, connection, connection[lane])));
  return [...messages, ...timersOf(world)].toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.id - b.id);
}

function onLane(world: KafkaWorld, connection: Connection<KafkaMessage>, lane: readonly Envelope<KafkaMessage>[]): readonly Possibility[] {
  const heldUntilMs = connection.heldUntilMs > world.nowMs ? connection.heldUntilMs : null;
  let dueAtMs = connection.heldUntilMs;
  return lane.map((envelope, index) => {
    dueAtMs = Math.max(dueAtMs, envelope.dueAtMs);
    return {
      id: envelope.id, choice: { deliver: envelope.id }, node: nodeOf(envelope.to), dueAtMs, routine: envelope.routine,
      obstacle: obstacleOf(world, connection, lane, index), subject: { envelope, connection: connection.id, heldUntilMs },
    };
  });
}

function obstacleOf({ wire }: KafkaWorld, connection: Connection<KafkaMessage>, lane: readonly Envelope<KafkaMessage>[], index: number): Obstacle | null {
  if (isCut(wire, connection)) return { is: 'cut', a: connection.client.node, b: connection.server.node };
  return index === 0 ? null : { is: 'behind', messages: index, api: lane[0]?.message.api ?? '' };
}

/** The timer that an actor's node fires next; null when none is armed. */
export function nextTimerOf(world: KafkaWorld, address: Address): (Possibility & { readonly subject: { readonly timer: Timer } }) | null {
  for (const one of timersOf(world)) if (one.node === nodeOf(address) && one.obstacle === null && 'timer' in one.subject) return { ...one, subject: one.subject };
  return null;
}

/** One node's timers fire in deadline order. */
function timersOf({ timers }: KafkaWorld): readonly Possibility[] {
  const first = new Map<NodeId, Timer>();
  for (const timer of timers) {
    const known = first.get(nodeOf(timer.owner));
    if (known === undefined || timer.dueAtMs < known.dueAtMs || (timer.dueAtMs === known.dueAtMs && timer.id < known.id)) first.set(nodeOf(timer.owner), timer);
  }
  return timers.map((timer) => {
    const node = nodeOf(timer.owner);
    const earlier = first.get(node) ?? timer;
    const obstacle: Obstacle | null = earlier === timer ? null : { is: 'timer-first', owner: earlier.owner, name: earlier.name, dueAtMs: earlier.dueAtMs };
    return { id: timer.id, choice: { fire: timer.id }, node, dueAtMs: timer.dueAtMs, routine: timer.routine, obstacle, subject: { timer } };
  });
}

/** By the node that would act; the node that would act first comes first. */
export function byNode(possibilities: readonly Possibility[]): readonly NodePossibilities[] {
  const groups = new Map<NodeId, Possibility[]>();
  for (const one of possibilities) groups.set(one.node, [...(groups.get(one.node) ?? []), one]);
  return [...groups].map(([node, own]) => ({ node, possibilities: own }));
}

/** An open connection with nothing on its way: it too can be held or broken. */
export interface QuietConnection {
  readonly id: ConnectionId;
  readonly client: NodeId;
  readonly server: NodeId;
  readonly heldUntilMs: number | null;
}

export function quietConnections(world: KafkaWorld): readonly QuietConnection[] {
  return world.wire.connections.values()
    .filter((one) => !one.closed && one.requests.length === 0 && one.responses.length === 0)
    .map(({ id, client, server, heldUntilMs }) => ({ id, client: client.node, server: server.node, heldUntilMs: heldUntilMs > world.nowMs ? heldUntilMs : null }));
}

/** Whether a connection can be held or broken: it is open. */
export function isOpen(world: KafkaWorld, connection: ConnectionId): boolean {
  return world.wire.connections.get(connection)?.closed === false;
}

/** The possibility that a message stands for; null once it is off the wire. */
export function possibilityOf(world: KafkaWorld, envelopeId: number): Possibility | null {
  return possibilitiesOf(world).find((one) => 'envelope' in one.subject && one.id === envelopeId) ?? null;
}

/** What delivering a message twice would be; null where there is nothing to deliver. No network does that over TCP. */
export function twiceOf({ obstacle, subject, id }: Possibility): KafkaChoice | null {
  return obstacle === null && 'envelope' in subject && subject.envelope.message.kind !== 'notice' ? { duplicate: id } : null;
}

/** Holds a visitor may ask for, in milliseconds. */
export const HOLDS_MS = [1_000, 10_000] as const;
export const LONGEST_HOLD_MS = 3_600_000;
