import type { Env } from '../actor.ts';
import { isRetriable } from '../names/errors.ts';
import type { ErrorName } from '../names/errors.ts';
import { isSequenced, lastSequenceOf, sequencesOf, startOver, withSequences } from './sequences.ts';
import type { ProducerBatch, ProducerContext } from './types.ts';

/**
 * Whether an error lets the batch be sent again, and what that takes; null when it does not. An idempotent producer
 * also gets over a gap in its sequences: it waits for the batches before this one, or starts over under another epoch.
 *
 * Source: TransactionManager.canRetry.
 */
export function retryable(context: ProducerContext, batch: ProducerBatch, error: ErrorName, env: Env): ProducerContext | null {
  const { idempotence } = context;
  if (idempotence === null || !isSequenced(context, batch)) return isRetriable(error) ? context : null;
  if (!env.shared.era.producerRaisesEpoch) return retryableByOldProducer(context, batch, error);
  const { lastAckedSequence, unresolvedBefore } = sequencesOf(idempotence, batch.partition);
  if (error === 'UNKNOWN_PRODUCER_ID') return batch.sequenceReset ? context : startOver(context, batch.partition);
  if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER') {
    if (unresolvedBefore === null) return batch.sequenceReset || batch.baseSequence - lastAckedSequence !== 1 ? context : startOver(context, batch.partition);
    // Otherwise a batch before this one may still tell.
    return batch.baseSequence === unresolvedBefore ? startOver(context, batch.partition) : context;
  }
  return isRetriable(error) ? context : null;
}

/** Before KIP-360 a real gap was the end of the producer's id, and of every batch that carried it. */
function retryableByOldProducer(context: ProducerContext, batch: ProducerBatch, error: ErrorName): ProducerContext | null {
  const { idempotence } = context;
  if (idempotence === null || batch.producerId !== idempotence.producerId) return null;
  const { lastAckedSequence, unresolvedBefore } = sequencesOf(idempotence, batch.partition);
  const waitsForOthers = error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' && unresolvedBefore === null && batch.baseSequence - lastAckedSequence !== 1;
  return waitsForOthers || isRetriable(error) ? context : null;
}

/** The batch is acknowledged: the partition's count moves up to it. Source: TransactionManager.handleCompletedBatch. */
export function sequenceAcknowledged(context: ProducerContext, batch: ProducerBatch): ProducerContext {
  if (context.idempotence === null || batch.baseSequence < 0) return context;
  const { lastAckedSequence } = sequencesOf(context.idempotence, batch.partition);
  const last = lastSequenceOf(batch);
  return last > lastAckedSequence ? withSequences(context, batch.partition, { lastAckedSequence: last }) : context;
}

/** The batch is refused for good, so the ones behind it would leave a gap. Source: TransactionManager.handleFailedBatch. */
export function sequenceRefused(context: ProducerContext, batch: ProducerBatch, error: ErrorName, retriesLeft: number): ProducerContext {
  if (batch.baseSequence < 0) return context;
  // With retries used up nobody knows whether an attempt arrived, so its sequence is not given away again.
  return error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' || error === 'UNKNOWN_PRODUCER_ID' || retriesLeft > 0 ? startOver(context, batch.partition) : context;
}

/** The batch is given up after an attempt that may have arrived. Source: TransactionManager.markSequenceUnresolved. */
export function sequenceUnresolved(context: ProducerContext, batch: ProducerBatch, wasRetried: boolean): ProducerContext {
  if (context.idempotence === null || batch.baseSequence < 0 || !wasRetried) return context;
  const { unresolvedBefore } = sequencesOf(context.idempotence, batch.partition);
  return withSequences(context, batch.partition, { unresolvedBefore: Math.max(unresolvedBefore ?? 0, lastSequenceOf(batch) + 1) });
}

/**
 * Where a batch that is sent again waits: at the front, or, when it has a sequence, before those of its partition
 * that were counted after it.
 *
 * Source: RecordAccumulator.reenqueue, insertInSequenceOrder.
 */
export function enqueuedAgain(queue: readonly ProducerBatch[], batch: ProducerBatch): readonly ProducerBatch[] {
  if (batch.baseSequence < 0) return [batch, ...queue];
  const earlier = queue.findLastIndex((one) => one.partition === batch.partition && one.baseSequence >= 0 && one.id < batch.id);
  return [...queue.slice(0, earlier + 1), batch, ...queue.slice(earlier + 1)];
}
