import { setup } from 'xstate';
import { expect, it } from 'vitest';
import { initial } from './evaluate.ts';
import { decided, rulesOf, unchanged } from './machine.ts';
import { draw, seedRandom } from './random.ts';
import { createStepper } from './stepper.ts';
import { Table } from './table.ts';
import type { Effect, Env, World } from './types.ts';
import { EMPTY_WIRE } from './wire.ts';

type Context = { readonly rolls: readonly number[] };
type Event = { readonly type: 'Roll' | 'PassOn' | 'SayWhere' };
type Said = Effect<never, Event, string>;

const act = rulesOf<Context, Event, unknown, Said>();

/** Rolls a die and leaves its state by it; passes events on just as it got them. */
const gambler = setup({
  types: { context: {} as Context, events: {} as Event },
  guards: { hasRolled: ({ context }) => context.rolls.length > 0 },
  actions: {
    roll: act<'Roll'>((context, _event, env: Env) => decided({ rolls: [...context.rolls, env.draw(1000)] })),
    passOn: act<'PassOn'>((context, event) => decided(context, { type: 'tell', to: 'ann/sibling', event: Object.assign({}, event, { type: 'SayWhere' as const }) })),
    sayWhere: act<'SayWhere'>((context, _event, env: Env) => decided(context, { type: 'report', fact: env.self })),
    stay: act<'Roll'>((context) => unchanged(context)),
  },
}).createMachine({
  id: 'gambler', context: { rolls: [] }, initial: 'waiting',
  on: { PassOn: { actions: 'passOn' }, SayWhere: { actions: 'sayWhere' } },
  states: { waiting: { always: { guard: 'hasRolled', target: 'done' }, on: { Roll: { actions: 'roll' } } }, done: { on: { Roll: { actions: 'stay' } } } },
});

const stepper = createStepper<Event, string, null, unknown, never>({
  machines: { gambler }, shared: {}, latencyMs: () => 1, record: () => null,
  carryOut: (_world, event) => ({ operations: [{ op: 'tell', to: 'ann', event }] }),
});

const { snapshot } = initial(gambler, {});
const world: World<null, never> = {
  nowMs: 0, nodes: { ann: { incarnation: 1, up: true } }, actors: Table.of({ 'ann': snapshot, 'ann/sibling': snapshot }), wire: EMPTY_WIRE as World<null, never>['wire'],
  timers: [], random: seedRandom(5), counters: { steps: 0, nextId: 1 }, ledger: null,
};

it('draws once for a rule, also when an always transition follows', () => {
  const { world: after } = stepper.step(world, { command: { type: 'Roll' } });
  const expected = draw(world.random, 1000);
  expect(after.actors.get('ann')?.value).toBe('done');
  expect(after.actors.get('ann')?.context).toEqual({ rolls: [expected.value] });
  expect(after.random).toBe(expected.state);
});

it('gives an event that is passed on the surroundings of its new receiver', () => {
  expect(stepper.step(world, { command: { type: 'PassOn' } }).facts).toEqual(['ann/sibling']);
});

it('leaves the world before the step as it was', () => {
  const before = JSON.stringify(world);
  stepper.step(world, { command: { type: 'Roll' } });
  expect(JSON.stringify(world)).toBe(before);
});
