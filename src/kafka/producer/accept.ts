import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { askForMetadata } from '../client/refresh.ts';
import { forEach } from '../client/requests.ts';
import { placeRecord } from './partitioner.ts';
import { UNSEQUENCED } from './sequences.ts';
import type { ProducerContext, SendEvent, WaitingRecord } from './types.ts';

/**
 * The application hands a record over; from now it has delivery.timeout.ms.
 *
 * Kafka's send() blocks up to max.block.ms while the topic is unknown; here the record waits and its delivery
 * timeout runs already.
 */
export function takeRecord(context: ProducerContext, event: SendEvent, env: Env): Decided<ProducerContext> {
  const { key, value, topic, partition } = event;
  const record = { id: `${context.clientId}:${context.nextRecordId}`, key, value, timestampMs: env.nowMs };
  const batchId = context.nextBatchId;
  const waiting: WaitingRecord = { batchId, record, topic, partition, acks: event.acks ?? context.config.acks };
  const next = {
    ...context,
    topics: context.topics.includes(topic) ? context.topics : [...context.topics, topic],
    waiting: [...context.waiting, waiting],
    nextBatchId: batchId + 1,
    nextRecordId: context.nextRecordId + 1,
    counts: { ...context.counts, sent: context.counts.sent + 1 },
  };
  const { deliveryTimeoutMs } = context.config;
  return deliveryTimeoutMs === null ? decided(next) : decided(next, deliveryTimer(batchId, deliveryTimeoutMs));
}

function deliveryTimer(batchId: number, afterMs: number): Effect {
  const event = { type: 'DeliveryTimedOut', batchId };
  return { type: 'schedule', name: `delivery-${batchId}`, afterMs, event };
}

/** Gives every waiting record whose topic is known its partition, in order; the others make the client ask for metadata. */
export function assignPartitions(context: ProducerContext, env: Env): Decided<ProducerContext> {
  if (context.waiting.length === 0) return unchanged(context);
  const assigned = forEach<ProducerContext, WaitingRecord>({ ...context, waiting: [] }, context.waiting, (now, waiting) => decided(assign(now, waiting, env)));
  const stuck = assigned.context.waiting.length > 0 && assigned.context.metadataRequest === null;
  return stuck ? decided(askForMetadata(assigned.context)) : assigned;
}

function assign(context: ProducerContext, waiting: WaitingRecord, env: Env): ProducerContext {
  const found = placeRecord(context, waiting, env);
  if (found === null) return { ...context, waiting: [...context.waiting, waiting] };
  const { batchId, record, acks } = waiting;
  const batch = { id: batchId, partition: found.partition, records: [record], acks, createdAtMs: record.timestampMs, attempts: 0, notBeforeMs: 0, ...UNSEQUENCED };
  return { ...context, keyless: found.keyless, queue: [...context.queue, batch] };
}
