import { assign, setup } from 'xstate';

/** Where a step led: somewhere on the way, before an open prediction, or where nothing follows. */
export type Standing = 'on-the-way' | 'at-prediction' | 'at-end';

export type PlayerEvent =
  | { readonly type: 'PLAY' | 'STEPPED' | 'ANSWERED'; readonly standing: Standing }
  | { readonly type: 'PAUSE' }
  | { readonly type: 'SPEED'; readonly speed: number };

/** Milliseconds of the visitor's time between two steps at speed 1. */
export const STEP_EVERY_MS = 1_400;

/**
 * Playback: the only place of the page where real time passes. Each rest ends with the action `step`, which the
 * session provides and which answers with STEPPED. An open prediction stops playback until it is answered or
 * skipped; stepping by hand stays possible.
 */
export const playerMachine = setup({
  types: {
    context: {} as { readonly speed: number },
    events: {} as PlayerEvent,
    input: {} as { readonly speed: number },
  },
  actions: {
    step: () => undefined,
    setSpeed: assign(({ context, event }) => ({ speed: event.type === 'SPEED' ? event.speed : context.speed })),
  },
  guards: {
    predictionIsOpen: ({ event }) => 'standing' in event && event.standing === 'at-prediction',
    nothingFollows: ({ event }) => 'standing' in event && event.standing === 'at-end',
  },
  delays: {
    rest: ({ context }) => STEP_EVERY_MS / context.speed,
  },
}).createMachine({
  id: 'player',
  context: ({ input }) => ({ speed: input.speed }),
  initial: 'stopped',
  on: { SPEED: { actions: 'setSpeed' } },
  states: {
    stopped: {
      on: {
        PLAY: [
          { guard: 'predictionIsOpen', target: 'waiting' },
          { guard: 'nothingFollows' },
          { target: 'playing' },
        ],
      },
    },
    playing: {
      initial: 'stepping',
      on: { PAUSE: { target: 'stopped' } },
      states: {
        stepping: {
          entry: 'step',
          on: {
            STEPPED: [
              { guard: 'predictionIsOpen', target: '#player.waiting' },
              { guard: 'nothingFollows', target: '#player.stopped' },
              { target: 'resting' },
            ],
          },
        },
        resting: { after: { rest: { target: 'stepping' } } },
      },
    },
    waiting: {
      on: {
        PAUSE: { target: 'stopped' },
        ANSWERED: [
          { guard: 'predictionIsOpen' },
          { guard: 'nothingFollows', target: 'stopped' },
          { target: 'playing' },
        ],
      },
    },
  },
});
