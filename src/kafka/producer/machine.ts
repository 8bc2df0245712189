import { setup } from 'xstate';
import { andThen, decided, rulesOf } from '../../world/machine.ts';
import type { Handler } from '../../world/machine.ts';
import { brokerIdOf, report } from '../actor.ts';
import type { Decided, Effect, Env, Shared } from '../actor.ts';
import { awake } from '../client/backoff.ts';
import { NEW_CLIENT } from '../client/client.ts';
import { acceptMetadata } from '../client/metadata.ts';
import { askForMetadata } from '../client/refresh.ts';
import { takeRecord } from './accept.ts';
import { brokerLost, giveUp, requestTimedOut, takeProduceAnswer } from './complete.ts';
import { takeProducerId } from './producerId.ts';
import { proceed } from './sender.ts';
import { NEW_IDENTITY } from './sequences.ts';
import type { ProducerContext, ProducerEvent, ProducerInput } from './types.ts';

const act = rulesOf<ProducerContext, ProducerEvent, Shared, Effect>();

/** A rule, then whatever can be done now. */
function rule<Type extends ProducerEvent['type']>(
  handler: (context: ProducerContext, event: Extract<ProducerEvent, { type: Type }>, env: Env) => Decided<ProducerContext>,
) {
  const followed: Handler<ProducerContext, Extract<ProducerEvent, { type: Type }>, Shared, Effect> = (context, event, env) =>
    andThen(handler(context, event, env), (next) => proceed(next, env));
  return act<Type>(followed);
}

export function newProducer(input: ProducerInput): ProducerContext {
  const { clientId, bootstrap, topics, config } = input;
  return {
    ...NEW_CLIENT, clientId, bootstrap, topics, config,
    waiting: [], queue: [], inFlight: {}, keyless: {}, idempotence: config.enableIdempotence ? NEW_IDENTITY : null,
    nextBatchId: 1, nextRecordId: 1, counts: { sent: 0, acknowledged: 0, failed: 0 },
  };
}

function booted(context: ProducerContext): Decided<ProducerContext> {
  return decided(askForMetadata(context), report({ type: 'ProducerStarted', producer: context.clientId, idempotent: context.config.enableIdempotence }));
}

/** A producer keeps nothing on a disk: what it had not sent is gone with its process, and the next one gets an id of its own. */
function halted(context: ProducerContext): Decided<ProducerContext> {
  const { nextRecordId, counts } = context;
  return decided({ ...newProducer(context), nextRecordId, counts }, report({ type: 'ProducerStopped', producer: context.clientId }));
}

/**
 * A producer: finds the leaders, sends each record to its partition's leader, and sends it again when that may help.
 *
 * One record is one batch (linger.ms counts as 0). An idempotent one numbers its batches under an id of its own.
 */
export const producerMachine = setup({
  types: { context: {} as ProducerContext, events: {} as ProducerEvent, input: {} as ProducerInput },
  actions: {
    bootstrap: rule<'Boot'>(booted),
    loseMemory: act<'Halt'>(halted),
    takeRecord: rule<'Send'>(takeRecord),
    takeMetadata: rule<'MetadataResponse'>((context, event, env) => acceptMetadata(context, event.message, env)),
    takeProduceAnswer: rule<'ProduceResponse'>((context, event, env) => takeProduceAnswer(context, event.message, env)),
    takeProducerId: rule<'InitProducerIdResponse'>((context, event, env) => takeProducerId(context, event.message, env)),
    loseBroker: rule<'Disconnected'>((context, event, env) => brokerLost(context, brokerIdOf(event.peer), event.refused, env)),
    closeConnection: rule<'RequestTimedOut'>((context, event, env) => requestTimedOut(context, event.correlationId, env)),
    goOn: rule<'BackoffOver'>((context) => decided(awake(context))),
    giveUp: rule<'DeliveryTimedOut'>((context, event) => giveUp(context, event.batchId)),
    refreshByAge: rule<'MetadataExpired'>((context) => decided(askForMetadata(context, true))),
  },
}).createMachine({
  id: 'producer',
  context: ({ input }) => newProducer(input),
  initial: 'stopped',
  states: {
    stopped: { on: { Boot: { target: 'running', actions: 'bootstrap' } } },
    running: {
      on: {
        Halt: { target: 'stopped', actions: 'loseMemory' },
        Send: { actions: 'takeRecord' },
        MetadataResponse: { actions: 'takeMetadata' },
        ProduceResponse: { actions: 'takeProduceAnswer' },
        InitProducerIdResponse: { actions: 'takeProducerId' },
        Disconnected: { actions: 'loseBroker' },
        RequestTimedOut: { actions: 'closeConnection' },
        BackoffOver: { actions: 'goOn' },
        DeliveryTimedOut: { actions: 'giveUp' },
        MetadataExpired: { actions: 'refreshByAge' },
      },
    },
  },
});
