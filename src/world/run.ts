import { canonicalJson, fnv1a, sameData } from './canonical.ts';
import { usualChoice } from './enabled.ts';
import { StepFailed, StepRefused } from './stepper.ts';
import type { Stepper } from './stepper.ts';
import type { Replay, Timeline } from './timeline.ts';
import type { Choice, Connection, ConnectionId, Envelope, Step, WireMessage, World } from './types.ts';
import { nodeOf } from './types.ts';
import { LANES } from './wire.ts';

/** A message by what it is: the nth (from 1) of its kind on its way now, in the order of sending. */
export interface MessageName {
  readonly api: string;
  readonly kind?: WireMessage['kind'];
  /** A node, or one of its actors. */
  readonly from?: string;
  readonly to?: string;
  readonly nth?: number;
}

export interface ConnectionName {
  readonly client: string;
  readonly server: string;
}

/** A choice that means the same in another world: never by internal id. */
export type RunChoice<Command> =
  /** So many steps as they come if nobody interferes. */
  | { readonly usual: number }
  | { readonly deliver: MessageName }
  /** Outside TCP: it arrives, and will arrive again. */
  | { readonly duplicate: MessageName }
  | { readonly fire: { readonly owner: string; readonly name: string } }
  | { readonly hold: ConnectionName; readonly forMs: number }
  | { readonly disconnect: ConnectionName }
  | { readonly command: Command };

export interface Run<Command> {
  readonly version: 1;
  readonly subject: { readonly lesson: string } | { readonly cluster: unknown };
  readonly era: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly choices: readonly RunChoice<Command>[];
  /** `worldHash` of the world at the end. */
  readonly hash: string;
}

export type Resolved<Command> = { readonly choice: Choice<Command> } | { readonly refused: string };

/** The run asks for more steps than are replayed at once. */
export class RunTooLong extends Error {
  override readonly name = 'RunTooLong';
}

export const MOST_REPLAYED_STEPS = 20_000;

/** A short name of a world: equal worlds have equal hashes, in Node and in any browser. */
export function worldHash(world: World): string {
  const actors = Object.fromEntries(world.actors.entries().map(([address, { value, context }]) => [address, { value, context }]));
  return fnv1a(canonicalJson({ ...world, actors }));
}

/**
 * Names a choice by what it is.
 *
 * @throws RangeError when the world has no such message, timer or connection.
 */
export function describeChoice<Command>(
  world: World, choice: Choice<Command>, usual: Choice<Command> | null = usualChoice<Command>(world),
): RunChoice<Command> {
  if (usual !== null && sameData(usual, bare(choice))) return { usual: 1 };
  if ('command' in choice) return { command: choice.command };
  if ('deliver' in choice) return { deliver: nameMessage(world, choice.deliver) };
  if ('duplicate' in choice) return { duplicate: nameMessage(world, choice.duplicate) };
  if ('fire' in choice) return { fire: nameTimer(world, choice.fire) };
  if ('hold' in choice) return { hold: nameConnection(world, choice.hold), forMs: choice.forMs };
  return { disconnect: nameConnection(world, choice.disconnect) };
}

/** The choice without the marks that a keeper of histories put on it. */
function bare<Command>(choice: Choice<Command>): Choice<Command> {
  if ('deliver' in choice) return { deliver: choice.deliver };
  if ('duplicate' in choice) return { duplicate: choice.duplicate };
  if ('fire' in choice) return { fire: choice.fire };
  if ('hold' in choice) return { hold: choice.hold, forMs: choice.forMs };
  return 'disconnect' in choice ? { disconnect: choice.disconnect } : { command: choice.command };
}

/** Finds what a named choice means in this world, or says why it means nothing. */
export function resolveChoice<Command>(world: World, named: RunChoice<Command>): Resolved<Command> {
  if ('usual' in named) return orRefused(usualChoice<Command>(world), (choice) => choice, 'nothing more happens by itself');
  if ('command' in named) return { choice: named };
  if ('deliver' in named) return orRefused(findMessage(world, named.deliver), ({ id }) => ({ deliver: id }), `${printMessage(named.deliver)} is not on its way`);
  if ('duplicate' in named) return orRefused(findMessage(world, named.duplicate), ({ id }) => ({ duplicate: id }), `${printMessage(named.duplicate)} is not on its way`);
  if ('fire' in named) {
    const { owner, name } = named.fire;
    const timer = world.timers.find((one) => one.owner === owner && one.name === name);
    return orRefused(timer, ({ id }) => ({ fire: id }), `${owner} has no timer ${name}`);
  }
  const { client, server } = 'hold' in named ? named.hold : named.disconnect;
  const connection = findConnection(world, client, server);
  const none = `${client} has no connection to ${server}`;
  return orRefused(connection, ({ id }) => ('hold' in named ? { hold: id, forMs: named.forMs } : { disconnect: id }), none);
}

function orRefused<Found, Command>(found: Found | null | undefined, choose: (found: Found) => Choice<Command>, refused: string): Resolved<Command> {
  return found === null || found === undefined ? { refused } : { choice: choose(found) };
}

/** The message of that name, or undefined. A name that leaves a field out does not care about it. */
export function findMessage<Message extends WireMessage>(world: World<unknown, Message>, name: MessageName): Envelope<Message> | undefined {
  return messages(world).filter((envelope) => fits(envelope, name))[(name.nth ?? 1) - 1];
}

function messages<Message extends WireMessage>(world: World<unknown, Message>): readonly Envelope<Message>[] {
  return world.wire.connections.values()
    .flatMap((connection) => LANES.flatMap((lane) => connection[lane]))
    .toSorted((a, b) => a.id - b.id);
}

function fits(envelope: Envelope, name: MessageName): boolean {
  const { api, kind } = envelope.message;
  return api === name.api && (name.kind ?? kind) === kind && isPlace(envelope.from, name.from) && isPlace(envelope.to, name.to);
}

function isPlace(address: string, name: string | undefined): boolean {
  return name === undefined || name === address || name === nodeOf(address);
}

// Actors inside a node differ between eras; the nodes do not, so choices name nodes.
function nameMessage(world: World, id: number): MessageName {
  const all = messages(world);
  const envelope = all.find((one) => one.id === id);
  if (envelope === undefined) throw new RangeError(`message ${id} is not on its way`);
  const { api, kind } = envelope.message;
  const name = { api, kind, from: nodeOf(envelope.from), to: nodeOf(envelope.to) };
  return { ...name, nth: all.filter((one) => fits(one, name)).indexOf(envelope) + 1 };
}

function nameTimer(world: World, id: number): { readonly owner: string; readonly name: string } {
  const timer = world.timers.find((one) => one.id === id);
  if (timer === undefined) throw new RangeError(`timer ${id} is not armed`);
  return { owner: timer.owner, name: timer.name };
}

function nameConnection(world: World, id: ConnectionId): ConnectionName {
  const connection = world.wire.connections.get(id);
  if (connection === undefined) throw new RangeError(`there is no connection ${id}`);
  return { client: connection.client.node, server: connection.server.node };
}

function findConnection(world: World, client: string, server: string): Connection | undefined {
  return world.wire.connections.values().find((one) => !one.closed && one.client.node === client && one.server.node === server);
}

function printMessage({ api, kind, from, to, nth }: MessageName): string {
  const what = kind === 'response' ? `${api} response` : api;
  const between = from === undefined && to === undefined ? '' : ` ${from ?? '…'} → ${to ?? '…'}`;
  return `${nth === undefined || nth === 1 ? '' : `no. ${nth} of `}${what}${between}`;
}

/** Adds a choice to a list; usual steps in a row become one entry. */
export function withChoice<Command>(choices: readonly RunChoice<Command>[], next: RunChoice<Command>): readonly RunChoice<Command>[] {
  const last = choices.at(-1);
  if (last !== undefined && 'usual' in last && 'usual' in next) return [...choices.slice(0, -1), { usual: last.usual + next.usual }];
  return [...choices, next];
}

/** The steps from a timeline's root to a node, as a run. `replay` gives back worlds the timeline no longer keeps. */
export function recordRun<Command, Fact, Ledger, Message extends WireMessage>(
  timeline: Timeline<Command, Fact, Ledger, Message>, tip: number, replay: Replay<Command, Fact, Ledger, Message>,
  about: Pick<Run<Command>, 'subject' | 'era' | 'seed' | 'settings'>,
): Run<Command> {
  const choices: RunChoice<Command>[] = [];
  for (const { choice, parent } of timeline.path(tip)) {
    if (choice === null || parent === null) continue;
    const next = describeChoice(timeline.worldAt(parent, replay), choice);
    choices.push(...withChoice(choices.splice(-1), next));
  }
  return { version: 1, ...about, choices, hash: worldHash(timeline.worldAt(tip, replay)) };
}

/** A choice of the run that meant nothing, by its place in the run. */
export interface Skipped<Command> {
  readonly index: number;
  readonly choice: RunChoice<Command>;
  readonly reason: string;
}

export interface Replayed<Command, Fact, Ledger, Message extends WireMessage> {
  readonly steps: readonly { readonly choice: Choice<Command>; readonly step: Step<Ledger, Fact, Message> }[];
  readonly skipped: readonly Skipped<Command>[];
  /** The world after the last step. */
  readonly world: World<Ledger, Message>;
  readonly hashMatches: boolean;
  /** What a rule threw; the replay ended before that step. null when it went to the end. */
  readonly failed: string | null;
}

export interface ReplayOptions<Command> {
  readonly onSkip?: (skipped: Skipped<Command>) => void;
  readonly mostSteps?: number;
}

/**
 * Takes a run's choices again, from a world that began like the recorded one or from another (era, setting …).
 * A choice that does not apply is skipped and named.
 *
 * @throws RunTooLong when the run asks for more steps than `mostSteps` (20,000).
 */
export function replayRun<Command, Fact, Ledger, Message extends WireMessage>(
  stepper: Stepper<Command, Fact, Ledger, Message>, world0: World<Ledger, Message>, run: Pick<Run<Command>, 'choices' | 'hash'>, options: ReplayOptions<Command> = {},
): Replayed<Command, Fact, Ledger, Message> {
  refuseTooLong(run.choices, options.mostSteps ?? MOST_REPLAYED_STEPS);
  const steps: { choice: Choice<Command>; step: Step<Ledger, Fact, Message> }[] = [];
  const skipped: Skipped<Command>[] = [];
  let world = world0;
  const done = (failed: string | null) => ({ steps, skipped, world, failed, hashMatches: failed === null && worldHash(world) === run.hash });
  for (const [index, named] of run.choices.entries()) {
    for (let left = timesOf(named); left > 0; left -= 1) {
      const outcome = attempt(stepper, world, named);
      if ('failed' in outcome) return done(outcome.failed);
      if ('refused' in outcome) {
        const skip = { index, choice: 'usual' in named ? { usual: left } : named, reason: outcome.refused };
        skipped.push(skip);
        options.onSkip?.(skip);
        break;
      }
      steps.push(outcome);
      world = outcome.step.world;
    }
  }
  return done(null);
}

function timesOf<Command>(choice: RunChoice<Command>): number {
  return 'usual' in choice ? choice.usual : 1;
}

function refuseTooLong<Command>(choices: readonly RunChoice<Command>[], mostSteps: number): void {
  const asked = choices.reduce((sum, choice) => sum + timesOf(choice), 0);
  // Written so that a count that is no number is refused too.
  if (!(asked <= mostSteps)) throw new RunTooLong(`the run has ${asked} steps; at most ${mostSteps} are replayed`);
}

function attempt<Command, Fact, Ledger, Message extends WireMessage>(
  stepper: Stepper<Command, Fact, Ledger, Message>, world: World<Ledger, Message>, named: RunChoice<Command>,
): { readonly choice: Choice<Command>; readonly step: Step<Ledger, Fact, Message> } | { readonly refused: string } | { readonly failed: string } {
  const resolved = resolveChoice(world, named);
  if ('refused' in resolved) return resolved;
  try {
    return { choice: resolved.choice, step: stepper.step(world, resolved.choice) };
  } catch (error) {
    if (error instanceof StepRefused) return { refused: error.message };
    if (error instanceof StepFailed) return { failed: error.message };
    throw error;
  }
}
