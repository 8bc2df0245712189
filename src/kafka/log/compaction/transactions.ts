import type { AbortedTxn } from '../producerStateTypes.ts';
import type { RecordBatch } from '../record.ts';
import { nextOffset } from '../record.ts';

/**
 * Follows the transactions of a log while its batches are read in order, to know whose records were aborted and which
 * markers have lost all records of their transaction.
 *
 * Source: CleanedTransactionMetadata.
 */
export class CleanedTransactions {
  /** Aborted transactions with a batch left, to be named in the index of the cleaned segments. */
  readonly kept: AbortedTxn[] = [];
  private readonly committed = new Set<number>();
  private readonly aborted = new Map<number, { readonly txn: AbortedTxn; hasBatch: boolean }>();
  private ahead: AbortedTxn[] = [];

  /** Aborted transactions of the part that is read next, from the log's index. */
  expect(txns: readonly AbortedTxn[]): void {
    this.ahead = [...this.ahead, ...txns].toSorted((a, b) => a.firstOffset - b.firstOffset);
  }

  /** @returns that none of the batch's records is needed: they were aborted, or the marker ends a transaction of which nothing is left. */
  read(batch: RecordBatch): boolean {
    const lastOffset = nextOffset(batch) - 1;
    for (let [next] = this.ahead; next !== undefined && next.firstOffset <= lastOffset; [next] = this.ahead) {
      this.ahead.shift();
      if (!this.aborted.has(next.producerId)) this.aborted.set(next.producerId, { txn: next, hasBatch: false });
    }
    return batch.control === null ? this.readData(batch) : this.readMarker(batch);
  }

  private readData({ isTransactional, producerId }: RecordBatch): boolean {
    if (!isTransactional) return false;
    const aborted = this.aborted.get(producerId);
    if (aborted === undefined) this.committed.add(producerId);
    else aborted.hasBatch = true;
    return aborted !== undefined;
  }

  private readMarker({ control, producerId, records }: RecordBatch): boolean {
    // One that was emptied before.
    if (records.length === 0) return true;
    if (control?.type === 'COMMIT') return !this.committed.delete(producerId);
    const aborted = this.aborted.get(producerId);
    this.aborted.delete(producerId);
    if (aborted?.hasBatch !== true) return true;
    this.kept.push(aborted.txn);
    return false;
  }
}
