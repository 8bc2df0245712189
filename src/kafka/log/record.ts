/** `orders-0`: topic name, hyphen, partition number. */
export type TopicPartition = string;

export function topicPartition(topic: string, partition: number): TopicPartition {
  return `${topic}-${partition}`;
}

/** @returns the topic and the number; the number follows the last hyphen, for topic names may contain hyphens. */
export function splitTopicPartition(partition: TopicPartition): { readonly topic: string; readonly partition: number } {
  const hyphen = partition.lastIndexOf('-');
  return { topic: partition.slice(0, hyphen), partition: Number(partition.slice(hyphen + 1)) };
}

/** A record as a producer hands it over: it has no offset yet. */
export interface ProducerRecord {
  /** Not Kafka's: names the record wherever it is copied, so that its fate can be followed (`producer-1:3`). */
  readonly id: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly timestampMs: number;
}

/** Whose batch it is, and its place among that producer's batches: all -1 when the producer is not idempotent (KIP-98). */
export interface ProducerStamp {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of the first record; the others count on from it, and Int.MAX is followed by 0. */
  readonly baseSequence: number;
  readonly isTransactional: boolean;
}

export const NO_PRODUCER: ProducerStamp = { producerId: -1, producerEpoch: -1, baseSequence: -1, isTransactional: false };

/** The end of a transaction, written by the transaction coordinator. Source: EndTransactionMarker. */
export interface EndTransactionMarker {
  readonly type: 'COMMIT' | 'ABORT';
  readonly coordinatorEpoch: number;
}

/** What the log cleaner left of a batch. Its offsets stay as they were given. Source: MemoryRecords.filterTo. */
export interface CompactedBatch {
  /** The last offset of the batch as it was appended, whether that record is left or not. */
  readonly lastOffset: number;
  /** Of the records that are left, in order. */
  readonly offsets: readonly number[];
  /** When tombstones and markers of the batch may go (KIP-534); null until a cleaning has met one. */
  readonly deleteHorizonMs: number | null;
  /** As the batch's header has it. */
  readonly maxTimestampMs: number;
}

/** A batch as the log holds it. Offsets of its records are consecutive from the base offset, unless it was compacted. */
export interface RecordBatch extends ProducerStamp {
  readonly baseOffset: number;
  /** Stamped by the leader that appended it (`partitionLeaderEpoch`). */
  readonly leaderEpoch: number;
  readonly records: readonly ProducerRecord[];
  /** A control batch holds one marker that no application sees; null for data. */
  readonly control: EndTransactionMarker | null;
  readonly sizeInBytes: number;
  /** Only where the log cleaner has rewritten the batch. */
  readonly compacted?: CompactedBatch;
}

/** The offset after the batch's last record, as it was appended. */
export function nextOffset(batch: RecordBatch): number {
  return batch.compacted === undefined ? batch.baseOffset + batch.records.length : batch.compacted.lastOffset + 1;
}

/** The offset of the batch's record at this index. */
export function offsetOf({ baseOffset, compacted }: RecordBatch, index: number): number {
  return compacted?.offsets[index] ?? baseOffset + index;
}

/** The batch's record at an offset; undefined where the log cleaner removed it. */
export function recordIn(batch: RecordBatch, offset: number): ProducerRecord | undefined {
  const { baseOffset, compacted, records } = batch;
  return records[compacted === undefined ? offset - baseOffset : compacted.offsets.indexOf(offset)];
}

/** A record with its place in a log. */
export interface LogRecord extends ProducerRecord {
  readonly offset: number;
  readonly leaderEpoch: number;
}

export function recordsOf(batches: readonly RecordBatch[]): readonly LogRecord[] {
  return batches.flatMap((batch) =>
    batch.records.map((record, index) => ({ ...record, offset: offsetOf(batch, index), leaderEpoch: batch.leaderEpoch })),
  );
}
