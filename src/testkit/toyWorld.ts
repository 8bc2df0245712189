import { setup } from 'xstate';
import type { Effect, Env, World } from '../world/types.ts';
import type { Decision } from '../world/machine.ts';
import { decided, rulesOf, unchanged } from '../world/machine.ts';
import { initial } from '../world/evaluate.ts';
import { seedRandom } from '../world/random.ts';
import { createStepper } from '../world/stepper.ts';
import type { Stepper } from '../world/stepper.ts';
import { Table } from '../world/table.ts';
import { EMPTY_WIRE } from '../world/wire.ts';

/** Two nodes that throw dice at each other: enough of a world to test the machinery without Kafka. */
export interface ToyMessage {
  readonly api: 'Throw';
  readonly kind: 'request' | 'response';
  readonly value: number;
}
export type ToyCommand = { readonly type: 'kill' | 'boot' | 'break'; readonly node: string };
export type ToyFact = { readonly type: 'Thrown'; readonly value: number };
export type ToyLedger = { readonly thrown: number };
export type ToyWorld = World<ToyLedger, ToyMessage>;
export type ToyStepper = Stepper<ToyCommand, ToyFact, ToyLedger, ToyMessage>;

type Context = { readonly peer: string; readonly total: number; readonly limit: number };
type Event =
  | { readonly type: 'Boot' | 'Halt' | 'Tick' | 'Break' | 'Disconnected' }
  | { readonly type: 'Throw'; readonly message: ToyMessage; readonly replyTo: { readonly connection: string; readonly to: string } }
  | { readonly type: 'ThrowResponse'; readonly message: ToyMessage };
type ToyEffect = Effect<ToyMessage, Event, ToyFact>;

const act = rulesOf<Context, Event, unknown, ToyEffect>();

const schedule: ToyEffect = { type: 'schedule', name: 'tick', afterMs: 10, event: { type: 'Tick' } };

function throwDice(context: Context, _event: Event, env: Env): Decision<Context, ToyEffect> {
  return decided(context, { type: 'send', to: context.peer, message: { api: 'Throw', kind: 'request', value: env.draw(6) + 1 } }, schedule);
}

function answer(context: Context, event: Extract<Event, { type: 'Throw' }>): Decision<Context, ToyEffect> {
  const { value } = event.message;
  return decided(
    { ...context, total: context.total + value },
    { type: 'report', fact: { type: 'Thrown', value } },
    { type: 'reply', to: event.replyTo, message: { api: 'Throw', kind: 'response', value } },
  );
}

function breakDown(context: Context): Decision<Context, ToyEffect> {
  if (context.total >= 0) throw new Error('the dice are gone');
  return unchanged(context);
}

const toyMachine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Context },
  actions: { begin: act<'Boot'>((context) => decided(context, schedule)), throwDice: act<'Tick'>(throwDice), answer: act<'Throw'>(answer), breakDown: act<'Break'>(breakDown) },
}).createMachine({
  id: 'toy',
  context: ({ input }) => input,
  initial: 'down',
  states: {
    down: { on: { Boot: { target: 'up', actions: 'begin' } } },
    up: { on: { Halt: 'down', Tick: { actions: 'throwDice' }, Throw: { actions: 'answer' }, Break: { actions: 'breakDown' } } },
  },
});

export const toyMachines = { toy: toyMachine };

export function toyStepper(): ToyStepper {
  return createStepper<ToyCommand, ToyFact, ToyLedger, unknown, ToyMessage>({
    machines: toyMachines,
    shared: {},
    latencyMs: () => 3,
    record: (ledger, { value }) => ({ thrown: ledger.thrown + value }),
    carryOut: (world, { type, node }) => {
      const up = world.nodes[node]?.up === true;
      if (type === 'boot') return up ? { refused: `${node} is up` } : { operations: [{ op: 'boot', node }] };
      if (!up) return { refused: `${node} is down` };
      return { operations: [type === 'kill' ? { op: 'halt', node, how: 'killed' } : { op: 'tell', to: node, event: { type: 'Break' } }] };
    },
  });
}

/** Both nodes down; boot them by commands. */
export function toyWorld(seed = 1): ToyWorld {
  const actor = (peer: string) => initial(toyMachine, { peer, total: 0, limit: Infinity }).snapshot;
  return {
    nowMs: 0,
    nodes: { ann: { incarnation: 0, up: false }, bob: { incarnation: 0, up: false } },
    actors: Table.of({ ann: actor('bob'), bob: actor('ann') }),
    wire: EMPTY_WIRE as ToyWorld['wire'],
    timers: [],
    random: seedRandom(seed),
    counters: { steps: 0, nextId: 1 },
    ledger: { thrown: 0 },
  };
}
