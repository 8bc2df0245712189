import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { AnyMachineSnapshot } from 'xstate';
import { initialTransition, raise, setup, transition } from 'xstate';
import { evaluate, initial } from './evaluate.ts';
import { EFFECT, decided, rulesOf, unchanged } from './machine.ts';
import type { Effect, Env } from './types.ts';

type Context = { readonly count: number; readonly log: readonly string[] };
type Event = { readonly type: 'Add'; readonly by: number } | { readonly type: 'Open' | 'Close' | 'Kick' | 'Kicked' | 'Nothing' };
type FactEffect = Effect<never, Event, string>;

const act = rulesOf<Context, Event, unknown, FactEffect>();

const fact = (text: string): FactEffect => ({ type: 'report', fact: text });
const say = (text: string) => act<Event['type']>((context) => decided({ ...context, log: [...context.log, text].slice(-4) }, fact(text)));

/** A turnstile with everything our machines use: guards, `always`, nested states, entry and exit, several effects. */
const turnstile = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as { readonly count: number } },
  guards: { isFull: ({ context }) => context.count > 5, isOdd: ({ context }) => context.count % 2 === 1 },
  actions: {
    add: act<'Add'>((context, event) => decided({ ...context, count: context.count + event.by }, fact('added'), { type: 'cancel', name: 'idle' })),
    empty: act<Event['type']>((context) => decided({ ...context, count: 0 }, fact('emptied'))),
    ignore: act<Event['type']>((context) => unchanged(context)),
    readEnv: act<'Open'>((context, _event, env: Env) => decided(context, fact(`at ${env.nowMs}`))),
    enterOpen: say('enter open'), leaveOpen: say('leave open'), enterClosed: say('enter closed'), kicked: say('kicked'),
    kick: raise({ type: 'Kicked' }),
  },
}).createMachine({
  id: 'turnstile',
  context: ({ input }) => ({ count: input.count, log: [] }),
  initial: 'closed',
  states: {
    closed: {
      entry: 'enterClosed',
      on: { Open: { target: 'open', actions: 'readEnv' }, Kick: { actions: ['kick', 'ignore'] }, Kicked: { actions: 'kicked' } },
    },
    open: {
      entry: 'enterOpen', exit: 'leaveOpen', initial: 'even',
      always: { guard: 'isFull', target: 'closed', actions: 'empty' },
      on: { Close: 'closed', Add: { actions: 'add' } },
      states: {
        even: { always: { guard: 'isOdd', target: 'odd' } },
        odd: { on: { Kick: [{ guard: 'isFull', actions: 'ignore' }, { target: 'even', actions: 'empty' }] } },
      },
    },
  },
});

/** States without substates, and `always` transitions that lead on from one to the next: what is evaluated without XState. */
const lamp = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as { readonly count: number } },
  guards: {
    isDark: ({ context }) => context.count === 0, isLit: ({ context }) => context.count > 0, isHot: ({ context }) => context.count > 4, isBurnt: ({ context }) => context.count > 12,
  },
  actions: {
    add: act<'Add'>((context, event) => decided({ ...context, count: context.count + event.by }, fact('added'))),
    cool: act<Event['type']>((context) => decided({ ...context, count: 0 }, fact('cooled'))),
    mend: say('mended'),
  },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ count: input.count, log: [] }),
  initial: 'dark',
  states: {
    dark: { always: { guard: 'isLit', target: 'lit' } },
    lit: { tags: 'bright', always: [{ guard: 'isBurnt', target: 'burnt' }, { guard: 'isHot', target: 'hot' }, { guard: 'isDark', target: 'dark' }] },
    hot: { tags: 'bright', always: [{ guard: 'isBurnt', target: 'burnt' }, { guard: 'isDark', target: 'dark' }], on: { Kick: { actions: 'cool' } } },
    burnt: { exit: 'mend', always: { guard: 'isDark', target: 'dark' } },
  },
  on: { Add: { actions: 'add' }, Close: { actions: 'cool' } },
});

const env = { env: { nowMs: 42 } };
const event = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((by) => ({ type: 'Add', by, ...env })),
  fc.constantFrom('Open', 'Close', 'Kick', 'Nothing').map((type) => ({ type, ...env })),
);

function effectsOf(actions: readonly { readonly type: string; readonly params: unknown }[]): readonly unknown[] {
  return actions.filter(({ type }) => type === EFFECT).map(({ params }) => params);
}

const plain = ({ value, context, status, tags }: AnyMachineSnapshot) => ({ value, context: context as Context, status, tags: [...tags] });

describe('evaluating a machine', () => {
  it('begins as XState does', () => {
    const [snapshot, actions] = initialTransition(turnstile, { count: 3 });
    const ours = initial(turnstile, { count: 3 });
    expect(plain(ours.snapshot)).toEqual(plain(snapshot));
    expect(ours.effects).toEqual(effectsOf(actions));
    expect(ours.effects).toEqual([fact('enter closed')]);
  });

  it.each([['a turnstile', turnstile], ['a lamp', lamp]])('answers every event as XState does: same state, same context, same effects in the same order (%s)', (_name, machine) => {
    fc.assert(fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      let theirs: AnyMachineSnapshot = initialTransition(machine, { count: 0 })[0];
      let ours = initial(machine, { count: 0 }).snapshot;
      for (const one of events) {
        const [next, actions] = transition(machine, theirs as never, one as never);
        const evaluated = evaluate(ours, one);
        expect(plain(evaluated.snapshot)).toEqual(plain(next));
        expect(evaluated.effects).toEqual(effectsOf(actions));
        expect(evaluated.snapshot._nodes).toEqual(next._nodes);
        [theirs, ours] = [next, evaluated.snapshot];
      }
    }), { numRuns: 300 });
  });

  it('takes several effects, then an always transition, in one go', () => {
    const open = evaluate(initial(turnstile, { count: 3 }).snapshot, { type: 'Open', ...env });
    expect(open.snapshot.value).toEqual({ open: 'odd' });
    expect(open.effects).toEqual([fact('at 42'), fact('enter open')]);
    const full = evaluate(open.snapshot, { type: 'Add', by: 4, ...env } as never);
    expect(full.snapshot.value).toBe('closed');
    expect(full.effects).toEqual([fact('added'), { type: 'cancel', name: 'idle' }, fact('leave open'), fact('emptied'), fact('enter closed')]);
  });

  it('follows always transitions from state to state, without XState where nothing is done on the way', () => {
    const hot = evaluate(initial(lamp, { count: 0 }).snapshot, { type: 'Add', by: 6, ...env } as never).snapshot;
    expect([hot.value, hot.hasTag('bright')]).toEqual(['hot', true]);
    const burnt = evaluate(hot, { type: 'Add', by: 7, ...env } as never).snapshot;
    const mended = evaluate(burnt, { type: 'Close', ...env });
    expect([burnt.value, burnt.hasTag('bright'), mended.snapshot.value]).toEqual(['burnt', false, 'dark']);
    expect(mended.effects).toEqual([fact('cooled'), fact('mended')]);
  });

  it('handles a raised event within the same evaluation and gives back no effect for the raising', () => {
    const kicked = evaluate(initial(turnstile, { count: 0 }).snapshot, { type: 'Kick', ...env });
    expect(kicked.effects).toEqual([fact('kicked')]);
    expect((kicked.snapshot.context as Context).log).toEqual(['enter closed', 'kicked']);
  });

  it('leaves the snapshot it was given as it was, and gives the same one back for an event nobody handles', () => {
    const before = initial(turnstile, { count: 1 }).snapshot;
    const copy = structuredClone(plain(before));
    evaluate(before, { type: 'Open', ...env });
    expect(plain(before)).toEqual(copy);
    expect(plain(evaluate(before, { type: 'Nothing', ...env }).snapshot)).toEqual(copy);
  });
});
