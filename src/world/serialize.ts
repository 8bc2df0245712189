import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { Table } from './table.ts';
import type { Address, Connection, ConnectionId, Wire, WireMessage, World } from './types.ts';

/** An actor as plain data: its machine's id, and what its machine needs to be where it was. */
export interface SerializedActor {
  readonly kind: string;
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
}

/** A world that survives JSON: everything as it was but for the snapshots, which become plain data, and the tables, which become records. */
export type SerializedWorld<Ledger = unknown, Message extends WireMessage = WireMessage> = Omit<World<Ledger, Message>, 'actors' | 'wire'> & {
  readonly actors: Readonly<Record<Address, SerializedActor>>;
  readonly wire: Omit<Wire, 'connections'> & { readonly connections: Readonly<Record<ConnectionId, Connection<Message>>> };
};

/** JSON has no infinities; they travel under this key. */
const NUMBER = '$number';

/** @throws Error when a machine remembers states it left (XState's history states), which plain data does not carry. */
export function serializeWorld<Ledger, Message extends WireMessage>(world: World<Ledger, Message>): SerializedWorld<Ledger, Message> {
  const actors: Record<Address, SerializedActor> = {};
  for (const [address, snapshot] of world.actors.entries()) actors[address] = serializeActor(address, snapshot);
  const wire = { ...world.wire, connections: world.wire.connections.toJSON() };
  return rewritten({ ...world, actors, wire }, escapeNumber) as SerializedWorld<Ledger, Message>;
}

function serializeActor(address: Address, snapshot: AnyMachineSnapshot): SerializedActor {
  if (Object.keys(snapshot.historyValue).length > 0) throw new Error(`${address} uses history states, which are not serialized`);
  return { kind: snapshot.machine.id, value: snapshot.value, context: snapshot.context, status: snapshot.status };
}

/** @throws Error when an actor's machine is not among those given. */
export function reviveWorld<Ledger, Message extends WireMessage>(
  data: SerializedWorld<Ledger, Message>, machines: Readonly<Record<string, AnyStateMachine>>,
): World<Ledger, Message> {
  const plain = rewritten(data, unescapeNumber) as SerializedWorld<Ledger, Message>;
  const actors = Object.entries(plain.actors).map(([address, { kind, value, context, status }]) => {
    const machine = machines[kind];
    if (machine === undefined) throw new Error(`no machine of kind ${kind} for ${address}`);
    return [address, machine.resolveState({ value, context, status } as never) as AnyMachineSnapshot] as const;
  });
  return { ...plain, actors: Table.from(actors), wire: { ...plain.wire, connections: Table.of(plain.wire.connections) } };
}

function escapeNumber(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { [NUMBER]: String(value) } : value;
}

function unescapeNumber(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, NUMBER)) return value;
  return Number((value as Readonly<Record<string, unknown>>)[NUMBER]);
}

/** Applies a change to every value inside; parts in which nothing changes stay the same objects. Keeps the order of keys. */
function rewritten(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value || value === null || typeof value !== 'object') return changed;
  if (Array.isArray(value)) {
    const items = value.map((item) => rewritten(item, change));
    return items.every((item, index) => Object.is(item, value[index])) ? value : items;
  }
  const fields = Object.entries(value).map(([key, field]) => [key, field, rewritten(field, change)] as const);
  if (fields.every(([, old, next]) => Object.is(old, next))) return value;
  return Object.fromEntries(fields.map(([key, , next]) => [key, next]));
}
