import type { AnyStateMachine } from 'xstate';
import { milliseconds } from '../i18n/numbers.ts';
import { possibilityPhrases as phrases } from '../i18n/possibilities.ts';
import { phrase } from '../i18n/text.ts';
import type { Phrase, Text } from '../i18n/text.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { timerName } from '../narrate/timers.ts';
import { apiNameIn } from '../player/eras.ts';
import { possibilitiesOf } from '../player/hand.ts';
import type { Obstacle, Possibility } from '../player/hand.ts';
import { eventPossibilities, unhandled } from '../stage/statechart/enabled.ts';
import type { EventPossibility } from '../stage/statechart/enabled.ts';
import type { Address, Envelope, Timer, WireMessage } from '../world/types.ts';

/** A message or a timer that can happen next. */
export interface Coming {
  readonly key: string;
  readonly what: Text;
  /** Its connection is held: it comes late, unless somebody delivers it. */
  readonly held: Text | null;
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

/** What can happen to an actor, what cannot happen yet, and what its state would not take; with reasons. It is what can be chosen by hand. */
export function actorPossibilities(world: KafkaWorld, address: Address, era: EraId): ActorPossibilities {
  const snapshot = world.actors.get(address);
  if (snapshot === undefined) return NOTHING;
  const own = possibilitiesOf(world).filter((one) => actorOf(one) === address);
  const events = eventPossibilities(snapshot.machine as AnyStateMachine, snapshot);
  return {
    now: own.flatMap((one) => (one.obstacle === null ? [coming(world, one, era)] : [])),
    notYet: own.flatMap((one) => (one.obstacle === null ? [] : [waiting(one, one.obstacle, era)])),
    inThisState: events.filter(({ enabled }) => enabled),
    neverInThisState: events.filter(({ enabled }) => !enabled).map(({ event, because }) => ({ event, why: because })),
  };
}

/** News of a broken connection always goes to the node itself. */
function actorOf({ node, subject }: Possibility): Address {
  if ('timer' in subject) return subject.timer.owner;
  return subject.envelope.message.kind === 'notice' ? node : subject.envelope.to;
}

function coming(world: KafkaWorld, one: Possibility, era: EraId): Coming {
  const { subject, dueAtMs, routine } = one;
  const rest = { key: keyOf(one), ignored: ignored(world, one), dueAtMs, routine };
  if ('timer' in subject) return { ...rest, what: timed(phrases.fires, dueAtMs, nameOf(subject.timer)), held: null, envelope: null };
  const { envelope, heldUntilMs } = subject;
  return { ...rest, what: arrival(envelope, era, dueAtMs), held: heldUntilMs === null ? null : timed(phrases.held, heldUntilMs), envelope };
}

function waiting(one: Possibility, obstacle: Obstacle, era: EraId): Waiting {
  const { subject, dueAtMs } = one;
  const rest = { key: keyOf(one), why: reason(obstacle, era) };
  if ('timer' in subject) return { ...rest, what: timed(phrases.armed, dueAtMs, nameOf(subject.timer)), envelope: null };
  return { ...rest, what: phrase(phrases.waiting, eventIn(era, subject.envelope.message), subject.envelope.from), envelope: subject.envelope };
}

function reason(obstacle: Obstacle, era: EraId): Text {
  switch (obstacle.is) {
    case 'behind': return phrase(phrases.behind, obstacle.messages, apiNameIn(era, obstacle.api));
    case 'cut': return phrase(phrases.cut, obstacle.a, obstacle.b);
    case 'timer-first': return timed(phrases.timerFirst, obstacle.dueAtMs, nameOf(obstacle), obstacle.owner);
    default: return obstacle satisfies never;
  }
}

function keyOf({ id, subject }: Possibility): string {
  return `${'timer' in subject ? 'timer' : 'message'} ${id}`;
}

/** The notice's sender is the peer that is gone. */
function arrival({ message, from }: Envelope, era: EraId, dueAtMs: number): Text {
  if (message.kind !== 'notice') return timed(phrases.arrives, dueAtMs, eventIn(era, message), from);
  return timed('refused' in message && message.refused === true ? phrases.refused : phrases.broke, dueAtMs, from);
}

/** The event by its API's name in that version. */
function eventIn(era: EraId, message: WireMessage): string {
  return eventOf({ ...message, api: apiNameIn(era, message.api) });
}

/** The event that the machine gets. */
function eventOf({ kind, api }: WireMessage): string {
  if (kind === 'notice') return 'Disconnected';
  return kind === 'request' ? api : `${api}Response`;
}

function ignored({ actors }: KafkaWorld, one: Possibility): Text | null {
  const snapshot = actors.get(actorOf(one));
  const event = 'timer' in one.subject ? one.subject.timer.event.type : eventOf(one.subject.envelope.message);
  return snapshot === undefined ? null : unhandled(snapshot.machine as AnyStateMachine, snapshot, event);
}

function nameOf(timer: Pick<Timer, 'owner' | 'name'>): Text {
  return { en: timerName(timer, 'en'), zh: timerName(timer, 'zh') };
}

/** A sentence that ends with a virtual time, grouped as each language does. */
function timed<Parameters extends readonly (string | Text)[]>(entry: Phrase<[...Plain<Parameters>, string]>, atMs: number, ...parameters: Parameters): Text {
  const inLanguage = (language: keyof Text): Plain<Parameters> => parameters.map((one) => (typeof one === 'string' ? one : one[language])) as Plain<Parameters>;
  return { en: entry.en(...inLanguage('en'), milliseconds(atMs, 'en')), zh: entry.zh(...inLanguage('zh'), milliseconds(atMs, 'zh-Hans')) };
}

type Plain<Parameters extends readonly unknown[]> = { [Index in keyof Parameters]: string };
