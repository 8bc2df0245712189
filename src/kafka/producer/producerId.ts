import { decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Env } from '../actor.ts';
import type { Waiting } from '../client/backoff.ts';
import { connected, leastLoadedBroker } from '../client/connections.ts';
import { requestEffects, stopWatching, without } from '../client/requests.ts';
import type { InitProducerIdRequest, InitProducerIdResponse } from '../messages.ts';
import type { ProducerContext } from './types.ts';

/** An idempotent producer without an id needs one before it sends anything, and knows a broker to ask. */
function needsProducerId(context: ProducerContext): boolean {
  const { idempotence, metadata, inFlight } = context;
  if (idempotence === null || idempotence.producerId >= 0 || metadata === null) return false;
  return Object.values(inFlight).every(({ api }) => api !== 'InitProducerId');
}

/** Any broker will do: the least loaded. Source: TransactionManager.bumpIdempotentEpochAndResetIdIfNeeded, Sender.maybeSendAndPollTransactionalRequest. */
export function askForProducerId(context: ProducerContext, env: Env): Decided<ProducerContext> {
  if (!needsProducerId(context) || env.nowMs < (context.idempotence?.notBeforeMs ?? 0)) return unchanged(context);
  const brokerId = leastLoadedBroker(context, env.nowMs);
  if (brokerId === null) return unchanged(context);
  const correlationId = context.nextCorrelationId;
  const message: InitProducerIdRequest = { api: 'InitProducerId', kind: 'request', correlationId };
  const request = { api: 'InitProducerId', brokerId, sentAtMs: env.nowMs, batches: [] } as const;
  const next: ProducerContext = { ...context, nextCorrelationId: correlationId + 1, inFlight: { ...context.inFlight, [correlationId]: request } };
  return decided(next, ...requestEffects(context, brokerId, message));
}

/** When it can be asked for; none when it is not needed. */
export function producerIdWaits(context: ProducerContext): readonly Waiting[] {
  return needsProducerId(context) ? [{ atMs: context.idempotence?.notBeforeMs ?? 0, routine: false }] : [];
}

/** A broker without ids at hand says so, and is asked again after retry.backoff.ms. Source: TransactionManager.InitProducerIdHandler. */
export function takeProducerId(context: ProducerContext, answer: InitProducerIdResponse, env: Env): Decided<ProducerContext> {
  const { correlationId, error, producerId, producerEpoch } = answer;
  const request = context.inFlight[correlationId];
  if (request === undefined || context.idempotence === null) return unchanged(context);
  const freed = { ...connected(context, request.brokerId), inFlight: without(context.inFlight, correlationId) };
  if (error !== 'NONE') return decided(askLater(freed, env), stopWatching(correlationId));
  const fact = report({ type: 'ProducerIdAssigned', producer: context.clientId, producerId, producerEpoch, brokerId: request.brokerId });
  return decided({ ...freed, idempotence: { ...context.idempotence, producerId, producerEpoch } }, stopWatching(correlationId), fact);
}

export function askLater(context: ProducerContext, env: Env): ProducerContext {
  const { idempotence } = context;
  return idempotence === null ? context : { ...context, idempotence: { ...idempotence, notBeforeMs: env.nowMs + context.config.retryBackoffMs } };
}
