import { entryOf, firstSequenceOf, incrementSequence } from './producerState.ts';
import type { BatchMetadata, ProducerState, ProducerStateEntry, SequenceError } from './producerStateTypes.ts';
import type { EndTransactionMarker, ProducerStamp } from './record.ts';

/** Where versions differ. */
export interface ProducerRules {
  /** How many of a producer's last batches are known again (1 in 0.11, then 5). */
  readonly batchesKnown: number;
  /** The first batch of a producer the log does not know, when it does not begin at sequence 0. */
  readonly unknownProducer: 'accepted' | 'UNKNOWN_PRODUCER_ID' | 'OUT_OF_ORDER_SEQUENCE_NUMBER';
}

export const PRESENT_RULES: ProducerRules = { batchesKnown: 5, unknownProducer: 'accepted' };

export type ProducerVerdict =
  | { readonly verdict: 'append' }
  /** Appended before: the answer is the one of then. */
  | { readonly verdict: 'duplicate'; readonly firstOffset: number; readonly lastOffset: number }
  /** What the log knew: -1 for nothing. */
  | { readonly verdict: 'refuse'; readonly error: SequenceError; readonly knownEpoch: number; readonly knownSequence: number };

const APPEND: ProducerVerdict = { verdict: 'append' };

/**
 * Whether the leader may append a producer's batch: it did already, it is the next one, or something is missing.
 *
 * Source: UnifiedLog.analyzeAndValidateProducerState, ProducerAppendInfo.maybeValidateDataBatch.
 */
export function checkBatch(state: ProducerState, stamp: ProducerStamp, count: number, rules: ProducerRules = PRESENT_RULES): ProducerVerdict {
  if (stamp.producerId < 0) return APPEND;
  const entry = entryOf(state, stamp.producerId);
  const duplicate = findDuplicate(entry, stamp, count, rules);
  if (duplicate !== undefined) return { verdict: 'duplicate', firstOffset: duplicate.lastOffset - duplicate.offsetDelta, lastOffset: duplicate.lastOffset };
  const error = errorOf(entry, stamp, rules);
  return error === null ? APPEND : refuse(entry, error);
}

function refuse(entry: ProducerStateEntry, error: SequenceError): ProducerVerdict {
  return { verdict: 'refuse', error, knownEpoch: entry.producerEpoch, knownSequence: lastSequenceOf(entry) };
}

/** Source: ProducerStateEntry.findDuplicateBatch. */
function findDuplicate(entry: ProducerStateEntry, { producerEpoch, baseSequence }: ProducerStamp, count: number, { batchesKnown }: ProducerRules): BatchMetadata | undefined {
  if (entry.producerEpoch !== producerEpoch) return undefined;
  const lastSequence = incrementSequence(baseSequence, count - 1);
  return entry.batches.slice(-batchesKnown).find((batch) => batch.lastSequence === lastSequence && firstSequenceOf(batch) === baseSequence);
}

function errorOf(entry: ProducerStateEntry, { producerEpoch, baseSequence, isTransactional }: ProducerStamp, { unknownProducer }: ProducerRules): SequenceError | null {
  if (producerEpoch < entry.producerEpoch) return 'INVALID_PRODUCER_EPOCH';
  const isSameEpoch = entry.producerEpoch === producerEpoch;
  const isUnknown = entry.producerEpoch < 0 || (isSameEpoch && entry.batches.length === 0);
  if (isUnknown && baseSequence !== 0 && unknownProducer !== 'accepted') return unknownProducer;
  const expected = isSameEpoch ? incrementSequence(lastSequenceOf(entry), 1) : 0;
  if (entry.producerEpoch >= 0 && baseSequence !== expected) return 'OUT_OF_ORDER_SEQUENCE_NUMBER';
  return entry.currentTxnFirstOffset !== null && !isTransactional ? 'INVALID_TXN_STATE' : null;
}

function lastSequenceOf(entry: ProducerStateEntry): number {
  return entry.batches.at(-1)?.lastSequence ?? -1;
}

/**
 * Whether the leader may append a transaction's marker: not from a coordinator, or for an epoch, that is out of date.
 *
 * Source: ProducerAppendInfo.appendEndTxnMarker.
 */
export function checkMarker(state: ProducerState, { producerId, producerEpoch }: ProducerStamp, { coordinatorEpoch }: EndTransactionMarker): ProducerVerdict {
  const entry = entryOf(state, producerId);
  if (producerEpoch < entry.producerEpoch) return refuse(entry, 'INVALID_PRODUCER_EPOCH');
  return coordinatorEpoch < entry.coordinatorEpoch ? refuse(entry, 'TRANSACTION_COORDINATOR_FENCED') : APPEND;
}
