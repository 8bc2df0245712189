import { report } from '../actor.ts';
import type { Decided, Env } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { incrementSequence } from '../log/producerState.ts';
import { NO_PRODUCER } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import type { Idempotence, PartitionSequences, ProducerBatch, ProducerContext } from './types.ts';

/** A producer's epoch is a short; beyond it another id is needed. */
const MAX_EPOCH = 32_767;

/** A producer that has no id yet. */
export const NEW_IDENTITY: Idempotence = { producerId: -1, producerEpoch: -1, notBeforeMs: 0, partitions: {}, raiseFor: null };

/** A record sent with acks of its own goes as another, not idempotent producer's. */
export function isSequenced(context: ProducerContext, batch: ProducerBatch): boolean {
  return context.idempotence !== null && batch.acks === -1;
}

/** What the identity counts in a partition where nothing was sent under it yet. */
function newSequences({ producerId, producerEpoch }: Idempotence): PartitionSequences {
  return { producerId, producerEpoch, nextSequence: 0, lastAckedSequence: -1, unresolvedBefore: null };
}

export function sequencesOf(idempotence: Idempotence, partition: TopicPartition): PartitionSequences {
  return idempotence.partitions[partition] ?? newSequences(idempotence);
}

export function withSequences(context: ProducerContext, partition: TopicPartition, change: Partial<PartitionSequences>): ProducerContext {
  const { idempotence } = context;
  if (idempotence === null) return context;
  const partitions = { ...idempotence.partitions, [partition]: { ...sequencesOf(idempotence, partition), ...change } };
  return { ...context, idempotence: { ...idempotence, partitions } };
}

/** A partition's batches that have a sequence and no result: in flight, or waiting to be sent again; by sequence. Source: TxnPartitionEntry.inflightBatchesBySequence. */
export function unfinished(context: ProducerContext, partition: TopicPartition): readonly ProducerBatch[] {
  const sequences = context.idempotence?.partitions[partition];
  if (sequences === undefined) return [];
  return [...context.queue, ...Object.values(context.inFlight).flatMap(({ batches }) => batches)]
    .filter((batch) => batch.partition === partition && batch.baseSequence >= 0 && sameIdentity(batch, sequences))
    .toSorted((a, b) => a.id - b.id);
}

type Identity = Pick<Idempotence, 'producerId' | 'producerEpoch'>;

function sameIdentity(a: Identity, b: Identity): boolean {
  return a.producerId === b.producerId && a.producerEpoch === b.producerEpoch;
}

/**
 * Whether a partition's first batch may go out. A new one waits for the producer's id, for what is in flight under an
 * earlier epoch, and for a gap to be settled; one that is sent again waits until it is the oldest without a result.
 *
 * Source: RecordAccumulator.shouldStopDrainBatchesForPartition.
 */
export function mayBeDrained(context: ProducerContext, batch: ProducerBatch): boolean {
  const { idempotence } = context;
  if (idempotence === null || !isSequenced(context, batch)) return true;
  if (idempotence.producerId < 0) return false;
  const open = unfinished(context, batch.partition);
  if (batch.baseSequence >= 0) return open.length === 0 || open[0]?.id === batch.id;
  const sequences = sequencesOf(idempotence, batch.partition);
  return sequences.unresolvedBefore === null && (open.length === 0 || sameIdentity(sequences, idempotence));
}

/** Gives a batch that leaves for the first time the next sequence of its partition. Source: RecordAccumulator.drainBatchesForOneNode. */
export function stamped(context: ProducerContext, batch: ProducerBatch): { readonly context: ProducerContext; readonly batch: ProducerBatch } {
  const { idempotence } = context;
  if (idempotence === null || !isSequenced(context, batch) || batch.baseSequence >= 0) return { context, batch };
  const known = sequencesOf(idempotence, batch.partition);
  const sequences = sameIdentity(known, idempotence) ? known : newSequences(idempotence);
  const { producerId, producerEpoch, nextSequence: baseSequence } = sequences;
  const counted = { ...sequences, nextSequence: incrementSequence(baseSequence, batch.records.length) };
  return { context: withSequences(context, batch.partition, counted), batch: { ...batch, producerId, producerEpoch, baseSequence } };
}

/**
 * Batches that never left give their sequences back, unless a later one of their partition is under way: then they
 * keep them and go first.
 */
export function withoutSequences(context: ProducerContext, batches: readonly ProducerBatch[]): ProducerContext {
  return batches.toSorted((a, b) => b.id - a.id).reduce((now, batch) => {
    const open = unfinished(now, batch.partition);
    if (batch.baseSequence < 0 || open.at(-1)?.id !== batch.id) return now;
    const queue = now.queue.map((one) => (one.id === batch.id ? { ...one, ...UNSEQUENCED } : one));
    return withSequences({ ...now, queue }, batch.partition, { nextSequence: batch.baseSequence });
  }, context);
}

export function lastSequenceOf(batch: ProducerBatch): number {
  return incrementSequence(batch.baseSequence, batch.records.length - 1);
}

/** Asks for the partition's sequences to start over before anything else is sent. Source: TransactionManager.requestIdempotentEpochBumpForPartition. */
export function startOver(context: ProducerContext, partition: TopicPartition): ProducerContext {
  const { idempotence } = context;
  if (idempotence === null) return context;
  const raiseFor = idempotence.raiseFor ?? [];
  return { ...context, idempotence: { ...idempotence, raiseFor: raiseFor.includes(partition) ? raiseFor : [...raiseFor, partition] } };
}

/** Once nothing of the partition is open: was what had been given up appended after all, as later batches tell? Source: TransactionManager.maybeResolveSequences. */
export function resolveSequences(context: ProducerContext): Decided<ProducerContext> {
  const { idempotence } = context;
  if (idempotence === null) return unchanged(context);
  const settled = Object.entries(idempotence.partitions).filter(([partition, { unresolvedBefore }]) => unresolvedBefore !== null && unfinished(context, partition).length === 0);
  if (settled.length === 0) return unchanged(context);
  return decided(settled.reduce((now, [partition, { nextSequence, lastAckedSequence }]) => {
    const known = withSequences(now, partition, { unresolvedBefore: null });
    return nextSequence - lastAckedSequence === 1 ? known : startOver(known, partition);
  }, context));
}

/**
 * The producer goes on under its next epoch; in the partitions that asked for it, batches without a result are
 * counted anew from 0. Before KIP-360 it asks for another id instead.
 *
 * Source: TransactionManager.bumpIdempotentProducerEpoch.
 */
export function raiseEpoch(context: ProducerContext, env: Env): Decided<ProducerContext> {
  const { idempotence } = context;
  if (idempotence === null || idempotence.raiseFor === null || idempotence.producerId < 0) return unchanged(context);
  if (!env.shared.era.producerRaisesEpoch || idempotence.producerEpoch >= MAX_EPOCH) return decided({ ...context, idempotence: NEW_IDENTITY });
  const { producerId, raiseFor: partitions } = idempotence;
  const producerEpoch = idempotence.producerEpoch + 1;
  const raised: ProducerContext = { ...context, idempotence: { ...idempotence, producerEpoch, raiseFor: null } };
  return decided(partitions.reduce(countAnew, raised), report({ type: 'ProducerEpochRaised', producer: context.clientId, producerId, producerEpoch, partitions }));
}

/** Source: TxnPartitionEntry.startSequencesAtBeginning. */
function countAnew(context: ProducerContext, partition: TopicPartition): ProducerContext {
  const { idempotence } = context;
  if (idempotence === null) return context;
  const sequences = newSequences(idempotence);
  const { producerId, producerEpoch } = sequences;
  const again = new Map<number, ProducerBatch>();
  let nextSequence = 0;
  for (const batch of unfinished(context, partition)) {
    again.set(batch.id, { ...batch, producerId, producerEpoch, baseSequence: nextSequence, sequenceReset: true });
    nextSequence = incrementSequence(nextSequence, batch.records.length);
  }
  const renewed = (batches: readonly ProducerBatch[]) => batches.map((batch) => again.get(batch.id) ?? batch);
  const inFlight = Object.fromEntries(Object.entries(context.inFlight).map(([id, request]) => [id, { ...request, batches: renewed(request.batches) }]));
  return withSequences({ ...context, queue: renewed(context.queue), inFlight }, partition, { ...sequences, nextSequence });
}

/** A batch before it has a sequence. */
export const UNSEQUENCED = { ...NO_PRODUCER, sequenceReset: false } as const;
