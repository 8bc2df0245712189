import type { AnyStateMachine } from 'xstate';
import { milliseconds } from '../../i18n/numbers.ts';
import { phrase } from '../../i18n/text.ts';
import type { Phrase, Text } from '../../i18n/text.ts';
import { apiNameIn } from '../../kafka/era/apiName.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Address, Connection, Envelope, Timer, WireMessage } from '../../world/types.ts';
import { eventPossibilities, unhandled } from './enabled.ts';
import type { EventPossibility } from './enabled.ts';
import { possibilityTexts as texts } from './strings.ts';

/** A message or a timer that can happen next. */
export interface Coming {
  readonly key: string;
  readonly what: Text;
  /** When the actor's state would ignore it: why. */
  readonly ignored: Text | null;
  readonly dueAtMs: number;
  readonly routine: boolean;
  /** The message, to be opened; null for a timer. */
  readonly envelope: Envelope | null;
}

/** Something on its way that something else keeps from happening. */
export interface Waiting {
  readonly key: string;
  readonly what: Text;
  readonly why: Text;
  readonly envelope: Envelope | null;
}

export interface ActorPossibilities {
  /** Earliest first. */
  readonly now: readonly Coming[];
  readonly notYet: readonly Waiting[];
  /** Events that would do something now, should they come. */
  readonly inThisState: readonly EventPossibility[];
  readonly neverInThisState: readonly { readonly event: string; readonly why: Text }[];
}

const NOTHING: ActorPossibilities = { now: [], notYet: [], inThisState: [], neverInThisState: [] };

/** What can happen to an actor, what cannot happen yet, and what its state would not take; with reasons. */
export function actorPossibilities(world: KafkaWorld, address: Address, era: EraId): ActorPossibilities {
  const snapshot = world.actors[address];
  if (snapshot === undefined) return NOTHING;
  const found = [...messagesTo(world, address, era), ...timersOf(world, address)];
  const events = eventPossibilities(snapshot.machine as AnyStateMachine, snapshot);
  return {
    now: found.filter((one) => 'dueAtMs' in one).toSorted((a, b) => a.dueAtMs - b.dueAtMs),
    notYet: found.filter((one) => 'why' in one),
    inThisState: events.filter(({ enabled }) => enabled),
    neverInThisState: events.filter(({ enabled }) => !enabled).map(({ event, because }) => ({ event, why: because })),
  };
}

function messagesTo(world: KafkaWorld, address: Address, era: EraId): readonly (Coming | Waiting)[] {
  return Object.values(world.wire.connections).flatMap((connection) => [connection.requests, connection.responses].flatMap((lane) =>
    lane.flatMap((envelope, index) => (receiverOf(envelope) === address ? [message(world, connection, lane, index, era)] : []))));
}

/** News of a broken connection always goes to the node itself. */
function receiverOf({ to, message: { kind } }: Envelope): Address {
  return kind === 'notice' ? nodeOf(to) : to;
}

const nodeOf = (address: Address): string => address.split('/')[0] ?? address;

function message(world: KafkaWorld, connection: Connection, lane: readonly Envelope[], index: number, era: EraId): Coming | Waiting {
  const envelope = lane[index] as Envelope;
  const key = `message ${envelope.id}`;
  const why = index > 0 ? phrase(texts.behind, index, nameOf(lane[0]?.message, era)) : obstacle(world, connection, envelope);
  if (why !== null) return { key, what: phrase(texts.waiting, nameOf(envelope.message, era), envelope.from), why, envelope };
  const what = arrival(connection, envelope, era);
  return { key, what, ignored: ignored(world, receiverOf(envelope), eventOf(envelope.message)), dueAtMs: envelope.dueAtMs, routine: envelope.routine, envelope };
}

/** What keeps even the first message of a connection from arriving. */
function obstacle({ wire, nowMs }: KafkaWorld, { client, server, heldUntilMs }: Connection, { dueAtMs }: Envelope): Text | null {
  const link = Object.entries(wire.links).find(([key]) => key === `${client.node}|${server.node}` || key === `${server.node}|${client.node}`)?.[1];
  if (link?.cut === true) return phrase(texts.cut, client.node, server.node);
  return heldUntilMs > Math.max(nowMs, dueAtMs) ? timed(texts.held, heldUntilMs) : null;
}

function arrival({ client, server }: Connection, { message: sent, from, to, dueAtMs }: Envelope, era: EraId): Text {
  if (sent.kind !== 'notice') return timed(texts.arrives, dueAtMs, nameOf(sent, era), from);
  const peer = nodeOf(to) === client.node ? server.node : client.node;
  return timed('refused' in sent && sent.refused === true ? texts.refused : texts.broke, dueAtMs, peer);
}

/** The event's name, with the API as its version called it. */
function nameOf(sent: WireMessage | undefined, era: EraId): string {
  return sent === undefined ? '' : eventOf({ ...sent, api: apiNameIn(era, sent.api) });
}

/** The event that the machine gets. */
function eventOf({ kind, api }: WireMessage): string {
  if (kind === 'notice') return 'Disconnected';
  return kind === 'request' ? api : `${api}Response`;
}

function timersOf(world: KafkaWorld, address: Address): readonly (Coming | Waiting)[] {
  return world.timers.filter(({ owner }) => owner === address).map((timer) => {
    const key = `timer ${timer.id}`;
    const first = world.timers.filter((one) => nodeOf(one.owner) === nodeOf(address)).reduce((a, b) => (isBefore(b, a) ? b : a), timer);
    if (first === timer) return { key, what: timed(texts.fires, timer.dueAtMs, timer.name), ignored: ignored(world, address, timer.event.type), dueAtMs: timer.dueAtMs, routine: timer.routine, envelope: null };
    return { key, what: timed(texts.armed, timer.dueAtMs, timer.name), why: timed(texts.timerFirst, first.dueAtMs, first.name, first.owner), envelope: null };
  });
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.id < b.id);
}

function ignored({ actors }: KafkaWorld, address: Address, event: string): Text | null {
  const snapshot = actors[address];
  return snapshot === undefined ? null : unhandled(snapshot.machine as AnyStateMachine, snapshot, event);
}

/** A sentence that ends with a virtual time, grouped as each language does. */
function timed<Parameters extends readonly unknown[]>(entry: Phrase<[...Parameters, string]>, atMs: number, ...parameters: Parameters): Text {
  return { en: entry.en(...parameters, milliseconds(atMs, 'en')), zh: entry.zh(...parameters, milliseconds(atMs, 'zh-Hans')) };
}
