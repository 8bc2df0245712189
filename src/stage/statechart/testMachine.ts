import { setup } from 'xstate';

/** A door with every kind of transition, for tests of the chart. */
export const doorMachine = setup({
  types: { context: {} as { readonly locked: boolean }, events: {} as { readonly type: 'Open' | 'Close' | 'Knock' | 'Alarm' | 'Slam' } },
  actions: { answer: () => undefined, lock: () => undefined },
  guards: {
    isUnlocked: ({ context }) => !context.locked,
    isLoud: ({ event }) => event.type === 'Slam',
    isLocked: ({ context }) => context.locked,
  },
}).createMachine({
  id: 'door',
  initial: 'closed',
  context: { locked: false },
  on: { Knock: { actions: 'answer' }, Alarm: '.closed' },
  states: {
    closed: { on: { Open: { guard: 'isUnlocked', target: 'open' }, Slam: { target: 'closed', actions: 'answer' } } },
    open: {
      initial: 'wide',
      on: { Close: [{ guard: 'isLoud', target: 'closed' }, { target: 'closed', actions: 'lock' }] },
      states: {
        wide: { on: { Knock: { actions: 'lock' } }, always: { guard: 'isLocked', target: 'stuck' } },
        stuck: {},
      },
    },
  },
});
