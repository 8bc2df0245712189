import { andThen, decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { retryBackoffMs } from '../client/backoff.ts';
import { closeConnection, connected, connectionLost } from '../client/connections.ts';
import { askForMetadata } from '../client/refresh.ts';
import { forEach, stopWatching, without } from '../client/requests.ts';
import { topicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ProduceResponse } from '../messages.ts';
import { refreshesMetadata } from '../names/errors.ts';
import type { ErrorName } from '../names/errors.ts';
import { askLater } from './producerId.ts';
import { enqueuedAgain, retryable, sequenceAcknowledged, sequenceRefused, sequenceUnresolved } from './retry.ts';
import { withoutSequences } from './sequences.ts';
import type { ProduceInFlight, ProducerBatch, ProducerContext } from './types.ts';

type Failure = { readonly error: ErrorName; readonly reason: 'not-retriable' | 'retries-exhausted' | 'delivery-timeout' };

/** The broker answered a Produce request: each of its batches is done, sent again or given up. Source: Sender.handleProduceResponse. */
export function takeProduceAnswer(context: ProducerContext, answer: ProduceResponse, env: Env): Decided<ProducerContext> {
  const { correlationId } = answer;
  const request = context.inFlight[correlationId];
  if (request === undefined) return unchanged(context);
  const { brokerId, batches } = request;
  const freed = { ...connected(context, brokerId), inFlight: without(context.inFlight, correlationId) };
  return andThen(decided(freed, stopWatching(correlationId)), (now) => forEach<ProducerContext, ProducerBatch>(now, batches, (then, batch) => {
    const told = answer.partitions.find((one) => one.partition === batch.partition);
    if (told?.error === 'NONE') return acknowledge(then, batch, told.baseOffset, brokerId);
    return attemptFailed(then, batch, told?.error ?? 'UNKNOWN_SERVER_ERROR', correlationId, env);
  }));
}

/** @param baseOffset -1 when nobody told it (acks=0). */
export function acknowledge(context: ProducerContext, batch: ProducerBatch, baseOffset: number, brokerId: number): Decided<ProducerContext> {
  const { partition, acks, records } = batch;
  const facts = records.map(({ id: recordId, value }, index) => {
    const offset = baseOffset < 0 ? -1 : baseOffset + index;
    return report({ type: 'RecordAcknowledged', producer: context.clientId, partition, recordId, acks, offset, brokerId, value });
  });
  const counts = { ...context.counts, acknowledged: context.counts.acknowledged + records.length };
  return decided({ ...sequenceAcknowledged(context, batch), counts }, ...facts, stopDeliveryTimer(batch.id));
}

/**
 * One attempt came to nothing. With retries and delivery time left, an error that allows it puts the batch at the
 * front of its partition: with more than one request in flight, a later batch may have been appended before it,
 * unless sequences keep the order.
 *
 * Source: Sender.completeBatch and canRetry, RecordAccumulator.reenqueue.
 */
export function attemptFailed(context: ProducerContext, batch: ProducerBatch, error: ErrorName, correlationId: number, env: Env): Decided<ProducerContext> {
  const asking = refreshesMetadata(error) ? askForMetadata(context) : context;
  // The log holds the batch, too far back for its offset to be known.
  if (error === 'DUPLICATE_SEQUENCE_NUMBER') return acknowledge(asking, batch, -1, -1);
  const retriesLeft = context.config.retries - (batch.attempts - 1);
  const again = retryable(asking, batch, error, env);
  const failure = failureOf(again !== null, outOfTime(context, batch, env.nowMs), retriesLeft, error);
  if (again === null || failure !== null) {
    // Kafka looks for expired batches before it reads answers: one that is out of time may be in the log.
    const given = failure === TIMED_OUT ? sequenceUnresolved(asking, batch, batch.attempts > 1) : sequenceRefused(asking, batch, error, retriesLeft);
    return fail(given, batch.id, batch.partition, recordIds(batch), failure ?? { error, reason: 'not-retriable' });
  }
  const inMs = retryBackoffMs(context.config, batch.attempts);
  return decided(
    { ...again, queue: enqueuedAgain(again.queue, { ...batch, notBeforeMs: env.nowMs + inMs }) },
    report({
      type: 'SendRetried', producer: context.clientId, partition: batch.partition, recordIds: recordIds(batch), error,
      attemptsLeft: retriesLeft - 1, correlationId, inMs,
    }),
  );
}

/** Why the batch is not sent again; null when it is. */
function failureOf(isRetryable: boolean, isOutOfTime: boolean, retriesLeft: number, error: ErrorName): Failure | null {
  if (!isRetryable) return { error, reason: 'not-retriable' };
  if (isOutOfTime) return TIMED_OUT;
  return retriesLeft <= 0 ? { error, reason: 'retries-exhausted' } : null;
}

function outOfTime(context: ProducerContext, batch: ProducerBatch, nowMs: number): boolean {
  const { deliveryTimeoutMs } = context.config;
  return deliveryTimeoutMs !== null && nowMs - batch.createdAtMs >= deliveryTimeoutMs;
}

const TIMED_OUT: Failure = { error: 'REQUEST_TIMED_OUT', reason: 'delivery-timeout' };

function fail(context: ProducerContext, batchId: number, partition: TopicPartition, ids: readonly string[], failure: Failure): Decided<ProducerContext> {
  const counts = { ...context.counts, failed: context.counts.failed + ids.length };
  const fact = report({ type: 'SendFailed', producer: context.clientId, partition, recordIds: ids, ...failure });
  return decided({ ...context, counts }, fact, stopDeliveryTimer(batchId));
}

/**
 * delivery.timeout.ms is over for a batch, wherever it is; an answer that still comes is not for it any more. A record
 * that never got a partition is reported under partition -1, as Kafka's RecordMetadata does.
 *
 * Source: Sender.sendProducerData (expired batches).
 */
export function giveUp(context: ProducerContext, batchId: number): Decided<ProducerContext> {
  const waiting = context.waiting.find((one) => one.batchId === batchId);
  if (waiting !== undefined) {
    const left = { ...context, waiting: context.waiting.filter((one) => one !== waiting) };
    return fail(left, batchId, topicPartition(waiting.topic, waiting.partition ?? -1), [waiting.record.id], TIMED_OUT);
  }
  const all = [...context.queue, ...Object.values(context.inFlight).flatMap((request) => request.batches)];
  const batch = all.find((one) => one.id === batchId);
  if (batch === undefined) return unchanged(context);
  const others = (batches: readonly ProducerBatch[]) => batches.filter((one) => one.id !== batchId);
  const inFlight = Object.fromEntries(Object.entries(context.inFlight).map(([id, request]) => [id, { ...request, batches: others(request.batches) }]));
  const wasRetried = batch.attempts > (context.queue.includes(batch) ? 0 : 1);
  const left = sequenceUnresolved({ ...context, queue: others(context.queue), inFlight }, batch, wasRetried);
  return fail(left, batchId, batch.partition, recordIds(batch), TIMED_OUT);
}

/** The connection to a broker is gone, and with it every answer that was to come on it. Source: Sender.handleProduceResponse (wasDisconnected). */
export function brokerLost(context: ProducerContext, brokerId: number | null, refused: boolean, env: Env, error: ErrorName = 'NETWORK_EXCEPTION'): Decided<ProducerContext> {
  if (brokerId === null) return unchanged(context);
  const lost = Object.entries(context.inFlight).filter(([, request]) => request.brokerId === brokerId);
  const inFlight = Object.fromEntries(Object.entries(context.inFlight).filter(([, request]) => request.brokerId !== brokerId));
  const quiet: readonly Effect[] = lost.map(([id]) => stopWatching(Number(id)));
  const isAskedAgain = lost.some(([, request]) => request.api === 'InitProducerId');
  const left = { ...context, inFlight };
  const gone = andThen(decided(isAskedAgain ? askLater(left, env) : left, ...quiet), (now) => connectionLost(now, brokerId, refused, env));
  if (refused) return andThen(gone, (now) => decided(putBack(now, lost.map(([, request]) => request))));
  return andThen(gone, (now) => forEach<ProducerContext, (typeof lost)[number]>(now, lost, (then, [id, request]) =>
    forEach<ProducerContext, ProducerBatch>(then, request.batches, (last, batch) => attemptFailed(last, batch, error, Number(id), env))));
}

/** Nobody listened, so nothing was sent: Kafka's batches leave the accumulator only when the connection is open. It was no attempt. */
function putBack(context: ProducerContext, requests: readonly ProduceInFlight[]): ProducerContext {
  const batches = requests.flatMap((request) => request.batches).map((batch) => ({ ...batch, attempts: batch.attempts - 1 }));
  const queued = { ...context, queue: batches.toReversed().reduce(enqueuedAgain, context.queue) };
  return batches.length === 0 ? context : withoutSequences(queued, batches.filter((batch) => batch.attempts === 0));
}

/** No answer within request.timeout.ms: the connection is closed, and everything on it fails with it. Source: NetworkClient.handleTimedOutRequests. */
export function requestTimedOut(context: ProducerContext, correlationId: number, env: Env): Decided<ProducerContext> {
  const metadataRequest = context.metadataRequest?.correlationId === correlationId ? context.metadataRequest : undefined;
  const brokerId = (context.inFlight[correlationId] ?? metadataRequest)?.brokerId;
  if (brokerId === undefined) return unchanged(context);
  return andThen(decided(context, closeConnection(brokerId)), (now) => brokerLost(now, brokerId, false, env, env.shared.era.unansweredProduceError));
}

function recordIds(batch: ProducerBatch): readonly string[] {
  return batch.records.map((record) => record.id);
}

function stopDeliveryTimer(batchId: number): Effect {
  return { type: 'cancel', name: `delivery-${batchId}` };
}
