import type { Rules } from './draft.ts';
import { Draft } from './draft.ts';
import { enabledChoices, usualChoice } from './enabled.ts';
import type { Enabled } from './enabled.ts';
import type { Address, Cause, Choice, Envelope, Link, NodeId, Step, Timer, WireMessage, World } from './types.ts';
import { nodeOf } from './types.ts';
import { findEnvelope, isCut } from './wire.ts';

/** The choice does not apply to this world; nothing happened. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/** A rule threw: a bug of the model. The world before the step is still good. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** What a command comes to, in terms of the world. */
export type Operation<Fact> =
  | { readonly op: 'tell'; readonly to: Address; readonly event: { readonly type: string } }
  | { readonly op: 'start'; readonly address: Address; readonly machine: string; readonly input: unknown }
  | { readonly op: 'boot'; readonly node: NodeId }
  | { readonly op: 'halt'; readonly node: NodeId; readonly how: string }
  | { readonly op: 'link'; readonly a: NodeId; readonly b: NodeId; readonly link: Link }
  | { readonly op: 'report'; readonly fact: Fact };

export type Plan<Fact> = { readonly refused: string } | { readonly operations: readonly Operation<Fact>[] };

export interface StepperOptions<Command, Fact, Ledger, Shared, Message extends WireMessage> extends Rules<Shared> {
  /** What a command comes to in this world, or why it cannot be done. */
  readonly carryOut: (world: World<Ledger, Message>, command: Command) => Plan<Fact>;
  /** Writes a fact into the ledger. */
  readonly record: (ledger: Ledger, fact: Fact) => Ledger;
}

export interface Stepper<Command, Fact, Ledger, Message extends WireMessage = WireMessage> {
  /**
   * Advances the world by one choice. Never mutates it.
   *
   * @throws StepRefused when the choice does not apply, with the reason.
   * @throws StepFailed when a rule threw.
   */
  step(world: World<Ledger, Message>, choice: Choice<Command>): Step<Ledger, Fact, Message>;
  /** Does to the world what no visitor can choose: how a cluster is set up, and how tests play the operator. */
  operate(world: World<Ledger, Message>, operations: readonly Operation<Fact>[]): Step<Ledger, Fact, Message>;
  /** Every delivery and timer that could happen next, earliest first. */
  enabled(world: World<Ledger, Message>): readonly Enabled<Command>[];
  /** What happens if nobody interferes: earliest due, then lowest id; null when nothing will. */
  usual(world: World<Ledger, Message>): Choice<Command> | null;
}

export function createStepper<Command, Fact, Ledger, Shared, Message extends WireMessage>(
  options: StepperOptions<Command, Fact, Ledger, Shared, Message>,
): Stepper<Command, Fact, Ledger, Message> {
  return {
    step: (world, choice) => take(options, world, (draft) => begin(options, world, draft, choice)),
    operate: (world, operations) => take(options, world, (draft) => {
      for (const operation of operations) operate(draft, operation);
      return { type: 'command', command: operations };
    }),
    enabled: (world) => enabledChoices(world),
    usual: (world) => usualChoice(world),
  };
}

function take<Command, Fact, Ledger, Shared, Message extends WireMessage>(
  options: StepperOptions<Command, Fact, Ledger, Shared, Message>,
  world: World<Ledger, Message>,
  beginning: (draft: Draft<Ledger, Fact, Shared>) => Cause,
): Step<Ledger, Fact, Message> {
  const draft = new Draft<Ledger, Fact, Shared>(world, options);
  const cause = beginning(draft);
  try {
    draft.settle();
  } catch (error) {
    throw new StepFailed(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return {
    world: draft.finish(draft.facts.reduce(options.record, world.ledger)) as World<Ledger, Message>,
    facts: draft.facts,
    cause,
    transitions: draft.transitions,
  };
}

/** Puts the choice's first event into the draft of this world. */
function begin<Command, Fact, Ledger, Shared, Message extends WireMessage>(
  options: StepperOptions<Command, Fact, Ledger, Shared, Message>,
  world: World<Ledger, Message>,
  draft: Draft<Ledger, Fact, Shared>,
  choice: Choice<Command>,
): Cause {
  if ('deliver' in choice) return deliver(world, draft, choice.deliver);
  if ('duplicate' in choice) return duplicate(world, draft, choice.duplicate);
  if ('fire' in choice) return fire(world, draft, choice.fire);
  if ('command' in choice) return command(options, world, draft, choice.command);
  const id = 'hold' in choice ? choice.hold : choice.disconnect;
  const connection = world.wire.connections.get(id);
  if (connection === undefined || connection.closed) throw new StepRefused(`there is no open connection ${id}`);
  if ('disconnect' in choice) {
    draft.breakConnection(connection);
    return { type: 'disconnect', connection: id };
  }
  draft.hold(connection, choice.forMs);
  return { type: 'hold', connection: id };
}

function deliver<Ledger, Fact, Shared>({ wire }: World, draft: Draft<Ledger, Fact, Shared>, id: number): Cause {
  const { connection, lane, envelope } = headOf(wire, id);
  draft.takeHead(connection, lane);
  draft.moveClockTo(Math.max(envelope.dueAtMs, connection.heldUntilMs));
  const { message } = envelope;
  if (message.kind === 'notice') draft.tell(nodeOf(envelope.to), disconnected(message, lane === 'responses'));
  else draft.tell(envelope.to, received(envelope));
  return { type: 'message', envelope, step: envelope.causeStep };
}

/** The copy that stays is the same message: the receiver cannot tell the two apart. */
function duplicate<Ledger, Fact, Shared>({ wire }: World, draft: Draft<Ledger, Fact, Shared>, id: number): Cause {
  const { connection, envelope } = headOf(wire, id);
  if (envelope.message.kind === 'notice') throw new StepRefused('the break of a connection is no message');
  draft.moveClockTo(Math.max(envelope.dueAtMs, connection.heldUntilMs));
  draft.tell(envelope.to, received(envelope));
  return { type: 'message', envelope, step: envelope.causeStep, isDuplicated: true };
}

/** The message, when it is the next on its connection. */
function headOf(wire: World['wire'], id: number): NonNullable<ReturnType<typeof findEnvelope>> {
  const found = findEnvelope(wire, id);
  if (found === undefined) throw new StepRefused(`message ${id} is not on its way`);
  const { connection, index } = found;
  if (index > 0) throw new StepRefused(`${index} message${index > 1 ? 's are' : ' is'} ahead of it on the same connection`);
  if (isCut(wire, connection)) throw new StepRefused('the network between its ends is cut');
  return found;
}

function disconnected(notice: WireMessage, opened: boolean): { type: string } {
  return { ...notice, type: 'Disconnected', opened } as { type: string };
}

function received({ message, from, connection, routine }: Envelope): { type: string } {
  const type = message.kind === 'request' ? message.api : `${message.api}Response`;
  return { type, message, from, replyTo: { connection, to: from }, routine } as { type: string };
}

function fire<Ledger, Fact, Shared>({ timers }: World, draft: Draft<Ledger, Fact, Shared>, id: number): Cause {
  const timer = timers.find((one) => one.id === id);
  if (timer === undefined) throw new StepRefused(`timer ${id} is not armed`);
  const earlier = timers.find((one) => before(one, timer) && nodeOf(one.owner) === nodeOf(timer.owner));
  if (earlier !== undefined) throw new StepRefused(`${earlier.owner}'s timer ${earlier.name} is due first`);
  draft.disarm(timer);
  draft.moveClockTo(timer.dueAtMs);
  draft.tell(timer.owner, timer.event);
  return { type: 'timer', timer, step: timer.causeStep };
}

function before(a: Timer, b: Timer): boolean {
  return a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.id < b.id);
}

function command<Command, Fact, Ledger, Shared, Message extends WireMessage>(
  options: StepperOptions<Command, Fact, Ledger, Shared, Message>,
  world: World<Ledger, Message>,
  draft: Draft<Ledger, Fact, Shared>,
  asked: Command,
): Cause {
  const plan = options.carryOut(world, asked);
  if ('refused' in plan) throw new StepRefused(plan.refused);
  for (const operation of plan.operations) operate(draft, operation);
  return { type: 'command', command: asked };
}

function operate<Ledger, Fact, Shared>(draft: Draft<Ledger, Fact, Shared>, operation: Operation<Fact>): void {
  switch (operation.op) {
    case 'tell': return draft.tell(operation.to, operation.event);
    case 'start': return draft.start(operation.address, operation.machine, operation.input);
    case 'boot': return draft.boot(operation.node);
    case 'halt': return draft.halt(operation.node, operation.how);
    case 'link': return draft.setLink(operation.a, operation.b, operation.link);
    case 'report': return draft.report(operation.fact);
    default: return operation satisfies never;
  }
}
