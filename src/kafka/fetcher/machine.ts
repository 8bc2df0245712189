import { setup } from 'xstate';
import { rulesOf } from '../../world/machine.ts';
import type { Effect, Shared } from '../actor.ts';
import { addPartitions, fetchAnswered, fetchLost, fetchTimedOut, offsetsListed, removePartitions } from './answers.ts';
import { epochsAnswered } from './truncation.ts';
import { round } from './round.ts';
import type { FetcherConfig, FetcherContext, FetcherEvent } from './types.ts';

export interface FetcherInput {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly leaderId: number;
  /** Where the fetcher of this leader before it got to, in the same process. */
  readonly nextCorrelationId: number;
  readonly config: FetcherConfig;
}

const act = rulesOf<FetcherContext, FetcherEvent, Shared, Effect>();

const toFetching = { guard: 'asked', target: 'fetching' } as const;
const toBackingOff = { guard: 'onlyDelayed', target: 'backingOff' } as const;
const toIdle = { guard: 'nothingToDo', target: 'idle' } as const;

/** A follower's fetcher thread for one leader. */
export const fetcherMachine = setup({
  types: { context: {} as FetcherContext, events: {} as FetcherEvent, input: {} as FetcherInput },
  actions: {
    round: act<'Round' | 'BackoffOver'>(round),
    fetchAnswered: act<'FetchResponse'>(fetchAnswered),
    offsetsListed: act<'ListOffsetsResponse'>(offsetsListed),
    epochsAnswered: act<'OffsetForLeaderEpochResponse'>(epochsAnswered),
    fetchLost: act<'Disconnected'>(fetchLost),
    fetchTimedOut: act<'RequestTimedOut'>(fetchTimedOut),
    addPartitions: act<'AddPartitions'>(addPartitions),
    removePartitions: act<'RemovePartitions'>(removePartitions),
  },
  guards: {
    asked: ({ context }) => context.inFlight !== null,
    onlyDelayed: ({ context }) => context.inFlight === null && isDelayed(context),
    nothingToDo: ({ context }) => context.inFlight === null && !isDelayed(context),
  },
}).createMachine({
  id: 'fetcher',
  initial: 'idle',
  context: ({ input }) => ({ ...input, partitions: {}, inFlight: null, lastAsked: {} }),
  states: {
    idle: { always: [toFetching, toBackingOff] },
    fetching: {
      always: [toBackingOff, toIdle],
      on: {
        FetchResponse: { actions: 'fetchAnswered' },
        ListOffsetsResponse: { actions: 'offsetsListed' },
        OffsetForLeaderEpochResponse: { actions: 'epochsAnswered' },
        Disconnected: { actions: 'fetchLost' },
        RequestTimedOut: { actions: 'fetchTimedOut' },
      },
    },
    backingOff: { always: [toFetching, toIdle], on: { BackoffOver: { actions: 'round' } } },
  },
  on: {
    Round: { actions: 'round' },
    AddPartitions: { actions: 'addPartitions' },
    RemovePartitions: { actions: 'removePartitions' },
  },
});

function isDelayed(context: FetcherContext): boolean {
  const states = Object.values(context.partitions);
  return states.length > 0 && states.every((state) => state.delayedUntilMs > 0);
}
