import { andThen, decided, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { wakeAtEarliest } from '../client/backoff.ts';
import type { Waiting } from '../client/backoff.ts';
import { isReady, readyAtMs } from '../client/connections.ts';
import { connectFirst, leaderOf, metadataWaits, refreshMetadata } from '../client/metadata.ts';
import { askForMetadata } from '../client/refresh.ts';
import { forEach, requestEffects, requestsInFlight } from '../client/requests.ts';
import type { Fact } from '../facts.ts';
import type { Acks, ProduceRequest } from '../messages.ts';
import { acknowledge } from './complete.ts';
import { assignPartitions } from './accept.ts';
import { askForProducerId, producerIdWaits } from './producerId.ts';
import { mayBeDrained, raiseEpoch, resolveSequences, stamped } from './sequences.ts';
import type { ProducerBatch, ProducerContext } from './types.ts';

/** Does whatever can be done now, and arms the timer for what cannot. Follows every event. Source: Sender.runOnce. */
export function proceed(context: ProducerContext, env: Env): Decided<ProducerContext> {
  const rules = [assignPartitions, resolveSequences, raiseEpoch, askForProducerId, sendReadyBatches, missLeaders, refreshMetadata<ProducerContext>, connectFirstWhereNeeded, wakeLater];
  return forEach<ProducerContext, (typeof rules)[number]>(context, rules, (now, rule) => rule(now, env));
}

interface NextRequest {
  readonly brokerId: number;
  readonly acks: Acks;
  readonly batches: readonly ProducerBatch[];
}

/**
 * Sends what may be sent: each partition's first batch, to the leader only, while the broker has fewer than
 * max.in.flight.requests.per.connection requests to answer. One request carries one batch of each partition.
 *
 * Source: Sender.sendProducerData, RecordAccumulator.ready and drain.
 */
function sendReadyBatches(context: ProducerContext, env: Env): Decided<ProducerContext> {
  const next = nextRequest(context, env);
  if (next === null) return unchanged(context);
  return andThen(produce(context, next, env), (now) => sendReadyBatches(now, env));
}

function nextRequest(context: ProducerContext, env: Env): NextRequest | null {
  const sendable = firstOfEachPartition(context).filter((batch) => maySend(context, batch, env.nowMs) && mayBeDrained(context, batch));
  const [first] = sendable;
  const brokerId = first === undefined ? undefined : leaderOf(context, first.partition)?.leader;
  if (first === undefined || brokerId === undefined) return null;
  const batches = sendable.filter((batch) => batch.acks === first.acks && leaderOf(context, batch.partition)?.leader === brokerId);
  return { brokerId, acks: first.acks, batches };
}

/** With one request at a time, a partition with a batch in flight is left alone, also when its leader moved. */
function firstOfEachPartition(context: ProducerContext): readonly ProducerBatch[] {
  const taken = new Set<string>();
  if (context.config.maxInFlightRequestsPerConnection === 1) {
    for (const request of Object.values(context.inFlight)) for (const batch of request.batches) taken.add(batch.partition);
  }
  return context.queue.filter((batch) => !taken.has(batch.partition) && taken.add(batch.partition));
}

function maySend(context: ProducerContext, batch: ProducerBatch, nowMs: number): boolean {
  const leader = leaderOf(context, batch.partition)?.leader;
  if (leader === undefined || batch.notBeforeMs > nowMs || !isReady(context, leader, nowMs)) return false;
  if (needsConnection(context, batch, leader)) return false;
  return requestsInFlight(context, leader) < context.config.maxInFlightRequestsPerConnection;
}

/** An acks=0 request has no answer: its records count as sent once they are written. */
function produce(context: ProducerContext, next: NextRequest, env: Env): Decided<ProducerContext> {
  const correlationId = context.nextCorrelationId;
  const ids = new Set(next.batches.map((batch) => batch.id));
  const batches: ProducerBatch[] = [];
  let after: ProducerContext = { ...context, queue: context.queue.filter((batch) => !ids.has(batch.id)), nextCorrelationId: correlationId + 1 };
  for (const one of next.batches) {
    const { batch, context: counted } = stamped(after, one);
    batches.push({ ...batch, attempts: batch.attempts + 1, notBeforeMs: 0 });
    after = counted;
  }
  const message: ProduceRequest = {
    api: 'Produce', kind: 'request', correlationId, acks: next.acks, timeoutMs: context.config.requestTimeoutMs,
    partitions: batches.map(({ partition, producerId, producerEpoch, baseSequence, isTransactional, records }) =>
      ({ partition, producerId, producerEpoch, baseSequence, isTransactional, records })),
  };
  const [send, watch] = requestEffects(context, next.brokerId, message);
  const reports = batches.flatMap((batch) => sentFacts(context, batch, next.brokerId));
  const told: readonly Effect[] = send?.type === 'send' ? [{ ...send, reports }] : [];
  if (next.acks === 0) {
    return andThen(decided(after, ...told), (now) => forEach<ProducerContext, ProducerBatch>(now, batches, (then, batch) => acknowledge(then, batch, -1, next.brokerId)));
  }
  const request = { api: 'Produce', brokerId: next.brokerId, sentAtMs: env.nowMs, batches } as const;
  const inFlight = { ...after.inFlight, [correlationId]: request };
  return decided({ ...after, inFlight }, ...told, ...(watch === undefined ? [] : [watch]));
}

function sentFacts(context: ProducerContext, batch: ProducerBatch, brokerId: number): readonly Fact[] {
  const { partition, acks, attempts: attempt } = batch;
  return batch.records.map(({ id: recordId, value }) =>
    ({ type: 'RecordSent', producer: context.clientId, partition, recordId, value, acks, attempt, brokerId }));
}

/** A batch whose partition has no known leader makes the client ask for metadata, unless it is asking. */
function missLeaders(context: ProducerContext): Decided<ProducerContext> {
  const missing = context.metadataRequest === null && context.queue.some((batch) => leaderOf(context, batch.partition) === undefined);
  return missing ? decided(askForMetadata(context)) : unchanged(context);
}

/**
 * Kafka's batches wait until the connection is open. So do these where it matters: acks=0, for a refused connection
 * would lose them silently; and a broker that refused before, for they were not sent there.
 */
function needsConnection(context: ProducerContext, batch: ProducerBatch, leader: number): boolean {
  return !context.connectedTo.includes(leader) && (batch.acks === 0 || context.reconnect[leader]?.refused === true);
}

function connectFirstWhereNeeded(context: ProducerContext, env: Env): Decided<ProducerContext> {
  for (const batch of firstOfEachPartition(context)) {
    const leader = leaderOf(context, batch.partition)?.leader;
    if (leader !== undefined && needsConnection(context, batch, leader)) return connectFirst(context, leader, env);
  }
  return unchanged(context);
}

function wakeLater(context: ProducerContext, env: Env): Decided<ProducerContext> {
  const batches = firstOfEachPartition(context).flatMap((batch): readonly Waiting[] => {
    const leader = leaderOf(context, batch.partition)?.leader;
    return leader === undefined ? [] : [{ atMs: Math.max(batch.notBeforeMs, readyAtMs(context, leader)), routine: false }];
  });
  return wakeAtEarliest(context, [...batches, ...producerIdWaits(context), ...metadataWaits(context)], env);
}
