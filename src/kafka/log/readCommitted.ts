import { readBatches } from './log.ts';
import type { Log } from './log.ts';
import { abortedTxnsIn, lastStableOffset } from './producerState.ts';
import type { AbortedTxn } from './producerStateTypes.ts';
import type { RecordBatch } from './record.ts';

export interface CommittedRead {
  readonly batches: readonly RecordBatch[];
  /** The consumer drops their records; some may lie beyond what was read. */
  readonly abortedTxns: readonly AbortedTxn[];
}

/**
 * What a read_committed consumer is given: whole batches below the last stable offset, with the aborted transactions
 * up to the log's end, for the log has no offset index that would tell where the batches read end.
 *
 * Source: LocalLog.read, addAbortedTransactions.
 */
export function readCommitted(log: Log, from: number, maxBytes: number, highWatermark: number): CommittedRead {
  const upTo = lastStableOffset(log.producers, highWatermark);
  if (from >= upTo) return { batches: [], abortedTxns: [] };
  return { batches: readBatches(log, from, maxBytes, upTo), abortedTxns: abortedTxnsIn(log.producers, from, log.logEndOffset) };
}
