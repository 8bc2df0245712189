import type { Log } from '../log.ts';
import { abortedTxnsIn } from '../producerState.ts';
import { offsetOf } from '../record.ts';
import { segmentsOf } from '../segments.ts';
import { segmentsBetween } from './toClean.ts';
import { CleanedTransactions } from './transactions.ts';

/** The latest offset of every key in the dirty part of a log. */
export interface OffsetMap {
  readonly offsets: ReadonlyMap<string, number>;
  /** Up to here the map knows the log; what comes later is kept as it is. */
  readonly latestOffset: number;
}

/**
 * Reads the dirty part. What was aborted says nothing of its keys. The map always has room, as Kafka's has for some
 * millions of keys.
 *
 * Source: Cleaner.buildOffsetMap.
 */
export function buildOffsetMap(log: Log, from: number, to: number): OffsetMap {
  const offsets = new Map<string, number>();
  const transactions = new CleanedTransactions();
  transactions.expect(abortedTxnsIn(log.producers, from, to));
  for (const batch of segmentsBetween(segmentsOf(log), from, to).flatMap(({ batches }) => batches)) {
    const isAborted = transactions.read(batch);
    if (isAborted || batch.control !== null) continue;
    for (const [index, { key }] of batch.records.entries()) {
      const offset = offsetOf(batch, index);
      if (key !== null && offset >= from) offsets.set(key, offset);
    }
  }
  return { offsets, latestOffset: to - 1 };
}
