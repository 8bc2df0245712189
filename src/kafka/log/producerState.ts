import type { EndTransactionMarker, RecordBatch } from './record.ts';
import { nextOffset } from './record.ts';
import type { AbortedTxn, BatchMetadata, ProducerState, ProducerStateEntry, TxnMetadata } from './producerStateTypes.ts';
import { BATCHES_TO_RETAIN, NO_PRODUCERS } from './producerStateTypes.ts';

const MAX_SEQUENCE = 2_147_483_647;

/** Sequences count up to Int.MAX and go on with 0. Source: DefaultRecordBatch.incrementSequence. */
export function incrementSequence(sequence: number, by: number): number {
  return sequence > MAX_SEQUENCE - by ? by - (MAX_SEQUENCE - sequence) - 1 : sequence + by;
}

/** Source: DefaultRecordBatch.decrementSequence. */
export function decrementSequence(sequence: number, by: number): number {
  return sequence < by ? MAX_SEQUENCE - (by - sequence) + 1 : sequence - by;
}

export function firstSequenceOf({ lastSequence, offsetDelta }: BatchMetadata): number {
  return decrementSequence(lastSequence, offsetDelta);
}

/** A producer nothing is known of. Source: ProducerStateEntry.empty. */
export const UNKNOWN_PRODUCER: ProducerStateEntry = { producerEpoch: -1, coordinatorEpoch: -1, lastTimestampMs: -1, currentTxnFirstOffset: null, batches: [] };

export function entryOf(state: ProducerState, producerId: number): ProducerStateEntry {
  return state.entries[producerId] ?? UNKNOWN_PRODUCER;
}

/**
 * The state once a batch is in the log, on the leader that checked it as on the follower that trusts the leader, and
 * when a log is read again.
 *
 * Source: ProducerAppendInfo.append, ProducerStateManager.update.
 */
export function withBatch(state: ProducerState, batch: RecordBatch): ProducerState {
  if (batch.producerId < 0) return state;
  return batch.control === null ? withData(state, batch) : withMarker(state, batch, batch.control);
}

function withData(state: ProducerState, batch: RecordBatch): ProducerState {
  const { producerId, producerEpoch, baseOffset, isTransactional } = batch;
  const entry = inEpoch(entryOf(state, producerId), producerEpoch);
  const begins = isTransactional && entry.currentTxnFirstOffset === null;
  const offsetDelta = nextOffset(batch) - 1 - baseOffset;
  const metadata = { lastSequence: incrementSequence(batch.baseSequence, offsetDelta), lastOffset: baseOffset + offsetDelta, offsetDelta };
  const next: ProducerStateEntry = {
    ...entry,
    batches: [...entry.batches.slice(1 - BATCHES_TO_RETAIN), metadata],
    lastTimestampMs: batch.records.at(-1)?.timestampMs ?? entry.lastTimestampMs,
    currentTxnFirstOffset: begins ? baseOffset : entry.currentTxnFirstOffset,
  };
  const transactions = begins ? [...state.transactions, { producerId, firstOffset: baseOffset, lastOffset: null }] : state.transactions;
  return { ...state, entries: { ...state.entries, [producerId]: next }, transactions };
}

/** Another epoch starts over: its sequences have nothing to do with the ones before. */
function inEpoch(entry: ProducerStateEntry, producerEpoch: number): ProducerStateEntry {
  return entry.producerEpoch === producerEpoch ? entry : { ...entry, producerEpoch, batches: [] };
}

function withMarker(state: ProducerState, batch: RecordBatch, { type, coordinatorEpoch }: EndTransactionMarker): ProducerState {
  const { producerId, producerEpoch, baseOffset: lastOffset } = batch;
  const entry = inEpoch(entryOf(state, producerId), producerEpoch);
  const next = { ...entry, coordinatorEpoch, currentTxnFirstOffset: null, lastTimestampMs: batch.records[0]?.timestampMs ?? entry.lastTimestampMs };
  const ended = { ...state, entries: { ...state.entries, [producerId]: next } };
  const firstOffset = entry.currentTxnFirstOffset;
  // A marker for a transaction that wrote nothing here only sets the epochs.
  if (firstOffset === null) return ended;
  const stableUpTo = state.transactions.find((one) => one.lastOffset === null && one.producerId !== producerId)?.firstOffset ?? lastOffset + 1;
  return {
    ...ended,
    transactions: state.transactions.map((one): TxnMetadata => (one.firstOffset === firstOffset ? { ...one, lastOffset } : one)),
    abortedTxns: type === 'COMMIT' ? state.abortedTxns : [...state.abortedTxns, { producerId, firstOffset, lastOffset, lastStableOffset: stableUpTo }],
  };
}

/** The state that these batches add up to, as after a restart without a snapshot or after a truncation. Source: UnifiedLog.rebuildProducerState. */
export function producerStateOf(batches: readonly RecordBatch[]): ProducerState {
  return batches.reduce(withBatch, NO_PRODUCERS);
}

/** Transactions whose marker the high watermark has passed are settled. Source: ProducerStateManager.onHighWatermarkUpdated. */
export function afterHighWatermark(state: ProducerState, highWatermark: number): ProducerState {
  const transactions = state.transactions.filter(({ lastOffset }) => lastOffset === null || lastOffset >= highWatermark);
  return transactions.length === state.transactions.length ? state : { ...state, transactions };
}

/** Read-committed consumers read below it: nothing below is undecided. Exclusive end. Source: UnifiedLog.lastStableOffset. */
export function lastStableOffset(state: ProducerState, highWatermark: number): number {
  return Math.min(highWatermark, state.transactions[0]?.firstOffset ?? highWatermark);
}

/** Aborted transactions with records in this range: a consumer drops their records. Source: TransactionIndex.collectAbortedTxns. */
export function abortedTxnsIn(state: ProducerState, fromOffset: number, upTo: number): readonly AbortedTxn[] {
  const beyond = state.abortedTxns.findIndex((one) => one.lastStableOffset >= upTo);
  const candidates = beyond < 0 ? state.abortedTxns : state.abortedTxns.slice(0, beyond + 1);
  return candidates.filter(({ firstOffset, lastOffset }) => lastOffset >= fromOffset && firstOffset < upTo);
}
