import type { ErrorName } from '../names/errors.ts';

/** One of a producer's last batches. Source: BatchMetadata. */
export interface BatchMetadata {
  readonly lastSequence: number;
  readonly lastOffset: number;
  /** From the first record to the last. */
  readonly offsetDelta: number;
}

/** What a partition remembers of one producer. Source: ProducerStateEntry. */
export interface ProducerStateEntry {
  readonly producerEpoch: number;
  /** Of the coordinator that wrote the last marker; -1 before the first. */
  readonly coordinatorEpoch: number;
  readonly lastTimestampMs: number;
  /** Where the open transaction begins; null without one. */
  readonly currentTxnFirstOffset: number | null;
  /** The last batches of this epoch, oldest first, at most five. */
  readonly batches: readonly BatchMetadata[];
}

/** A transaction with records in this log; `lastOffset` is its marker's, null while it is open. Source: TxnMetadata. */
export interface TxnMetadata {
  readonly producerId: number;
  readonly firstOffset: number;
  readonly lastOffset: number | null;
}

/** An entry of the transaction index (`.txnindex`). Source: AbortedTxn. */
export interface AbortedTxn {
  readonly producerId: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly lastStableOffset: number;
}

/**
 * What a partition's log says of its producers and their transactions: everything follows from the batches, so that
 * every replica comes to the same.
 *
 * Source: ProducerStateManager, TransactionIndex.
 */
export interface ProducerState {
  /** By producer id. */
  readonly entries: Readonly<Record<number, ProducerStateEntry>>;
  /** Open, or finished by a marker that the high watermark has not passed; by first offset. */
  readonly transactions: readonly TxnMetadata[];
  readonly abortedTxns: readonly AbortedTxn[];
}

export const NO_PRODUCERS: ProducerState = { entries: {}, transactions: [], abortedTxns: [] };

/** How many batches are remembered for each producer. Source: ProducerStateEntry.NUM_BATCHES_TO_RETAIN. */
export const BATCHES_TO_RETAIN = 5;

export type SequenceError = Extract<ErrorName,
  'OUT_OF_ORDER_SEQUENCE_NUMBER' | 'UNKNOWN_PRODUCER_ID' | 'INVALID_PRODUCER_EPOCH' | 'INVALID_TXN_STATE' | 'TRANSACTION_COORDINATOR_FENCED'>;
