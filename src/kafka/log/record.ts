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

/** A batch as the log holds it. Offsets of its records are consecutive from the base offset. */
export interface RecordBatch extends ProducerStamp {
  readonly baseOffset: number;
  /** Stamped by the leader that appended it (`partitionLeaderEpoch`). */
  readonly leaderEpoch: number;
  readonly records: readonly ProducerRecord[];
  /** A control batch holds one marker that no application sees; null for data. */
  readonly control: EndTransactionMarker | null;
  readonly sizeInBytes: number;
}

/** The offset after the batch's last record. */
export function nextOffset(batch: RecordBatch): number {
  return batch.baseOffset + batch.records.length;
}

/** A record with its place in a log. */
export interface LogRecord extends ProducerRecord {
  readonly offset: number;
  readonly leaderEpoch: number;
}

export function recordsOf(batches: readonly RecordBatch[]): readonly LogRecord[] {
  return batches.flatMap((batch) =>
    batch.records.map((record, index) => ({ ...record, offset: batch.baseOffset + index, leaderEpoch: batch.leaderEpoch })),
  );
}
