import type { TopicPartition } from '../../log/record.ts';

/** What became of a run of `kafka-preferred-replica-election.sh`. */
export type ElectionOutcome =
  | { readonly how: 'started' }
  /** The znode is there already, and says this; null: it was gone when the tool looked. */
  | { readonly how: 'running'; readonly partitions: readonly TopicPartition[] | null }
  /** ZooKeeper could not be reached. */
  | { readonly how: 'timed-out' };

/** A run under way, and what it has learned. */
export interface ElectionErrand {
  /** As the file has them; null: no file, every partition. */
  readonly wanted: readonly TopicPartition[] | null;
  /** The question without an answer. */
  readonly asked: { readonly correlationId: number } | null;
  /** Whose partitions are looked up; null before they are known. */
  readonly topics: readonly string[] | null;
  /** Those that are there; null before they are known. */
  readonly partitions: readonly TopicPartition[] | null;
  /** Of the file. */
  readonly missing: readonly TopicPartition[];
  /** The znode was there already. */
  readonly isLate: boolean;
}

export interface ElectionTimerEvent {
  readonly type: 'ElectionOverdue';
  readonly id: number;
}
