import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Handler } from '../../world/machine.ts';
import { brokerIdOf } from '../actor.ts';
import type { Decided, Effect, Env, Shared } from '../actor.ts';
import { awake } from '../client/backoff.ts';
import { acceptMetadata } from '../client/metadata.ts';
import { askForMetadata } from '../client/refresh.ts';
import { andThen } from '../client/requests.ts';
import { takeFetchAnswer } from './fetch.ts';
import { brokerLost, halted, newConsumer, requestTimedOut, start, stop } from './lifecycle.ts';
import { proceed } from './poll.ts';
import { takeOffsets } from './positions.ts';
import type { ConsumerContext, ConsumerEvent, ConsumerInput } from './types.ts';

const act = rulesOf<ConsumerContext, ConsumerEvent, Shared, Effect>();

/** A rule, then whatever can be done now. */
function rule<Type extends ConsumerEvent['type']>(
  handler: (context: ConsumerContext, event: Extract<ConsumerEvent, { type: Type }>, env: Env) => Decided<ConsumerContext>,
) {
  const followed: Handler<ConsumerContext, Extract<ConsumerEvent, { type: Type }>, Shared, Effect> = (context, event, env) =>
    andThen(handler(context, event, env), (next) => proceed(next, env));
  return act<Type>(followed);
}

/**
 * A plain consumer: assigned all partitions of its topics, in no group. Its process runs from Boot on; it asks for
 * records from Start to Stop. Validating positions by leader epoch (OffsetForLeaderEpoch, KIP-320) is left out: after
 * a truncation a position past the log's end is OFFSET_OUT_OF_RANGE, and one within it goes unnoticed.
 */
export const consumerMachine = setup({
  types: { context: {} as ConsumerContext, events: {} as ConsumerEvent, input: {} as ConsumerInput },
  guards: { hasPartitions: ({ context }) => Object.keys(context.positions).length > 0 && context.metadata !== null },
  actions: {
    start: rule<'Start'>(start),
    stop: act<'Stop'>(stop),
    loseMemory: act<'Halt'>(halted),
    takeMetadata: rule<'MetadataResponse'>((context, event, env) => acceptMetadata(context, event.message, env)),
    takeRecords: rule<'FetchResponse'>((context, event, env) => takeFetchAnswer(context, event.message, env)),
    takeOffsets: rule<'ListOffsetsResponse'>((context, event, env) => takeOffsets(context, event.message, env)),
    loseBroker: rule<'Disconnected'>((context, event, env) => brokerLost(context, brokerIdOf(event.peer), event.refused, env)),
    closeConnection: rule<'RequestTimedOut'>((context, event, env) => requestTimedOut(context, event.correlationId, env)),
    goOn: rule<'BackoffOver'>((context) => decided(awake(context))),
    refreshByAge: rule<'MetadataExpired'>((context) => decided(askForMetadata(context, true))),
  },
}).createMachine({
  id: 'consumer',
  context: ({ input }) => newConsumer(input),
  initial: 'stopped',
  on: { Halt: { target: '.stopped', actions: 'loseMemory' } },
  states: {
    stopped: { on: { Start: { target: 'running', actions: 'start' } } },
    running: {
      initial: 'bootstrapping',
      on: {
        Stop: { target: 'stopped', actions: 'stop' },
        MetadataResponse: { actions: 'takeMetadata' },
        FetchResponse: { actions: 'takeRecords' },
        ListOffsetsResponse: { actions: 'takeOffsets' },
        Disconnected: { actions: 'loseBroker' },
        RequestTimedOut: { actions: 'closeConnection' },
        BackoffOver: { actions: 'goOn' },
        MetadataExpired: { actions: 'refreshByAge' },
      },
      states: {
        bootstrapping: { always: { guard: 'hasPartitions', target: 'fetching' } },
        fetching: {},
      },
    },
  },
});
