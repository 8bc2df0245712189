import type { Acks } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';

/** What clients were told, recorded from facts step by step. Plain data; small. */
export interface Ledger {
  /** By record id, in the order of acknowledgement. */
  readonly acknowledged: readonly AcknowledgedRecord[];
  readonly delivered: readonly DeliveredRecord[];
  readonly listed: Readonly<Record<TopicPartition, { readonly highest: number; readonly leaderEpoch: number; readonly wentBackTo: number | null }>>;
  /** Leader by `partition@epoch`, to catch an epoch with two leaders. */
  readonly leaders: Readonly<Record<string, number>>;
  /** What was appended as leader, by record id: the places it was appended at (two or more: a duplicate). */
  readonly appended: Readonly<Record<string, readonly { readonly partition: TopicPartition; readonly offset: number; readonly leaderEpoch: number }[]>>;
  /** The setting that decided each loss, by partition: the last unclean election, lost disk … */
  readonly causes: readonly LossCause[];
  /** Where somebody asked for records to be deleted, or retention did: no loss. */
  readonly deletions: readonly Deletion[];
  /** What log cleaners have removed, by partition and offset, with the records' ids: no loss. */
  readonly compacted: Readonly<Record<TopicPartition, Readonly<Record<number, readonly string[]>>>>;
  /** The newest ISR that was reported, by partition. */
  readonly isr: Readonly<Record<TopicPartition, readonly number[]>>;
  /** By group id. */
  readonly groups: Readonly<Record<string, GroupLedger>>;
}

/** What a consumer group did. */
export interface GroupLedger {
  /** The newest that somebody had partitions in. */
  readonly generation: number;
  /** In that generation. */
  readonly owners: Readonly<Record<TopicPartition, string>>;
  /** Who had each partition last, in whichever generation, and how often one went to somebody else. */
  readonly lastOwners: Readonly<Record<TopicPartition, string>>;
  readonly moves: number;
  /** Partitions that two had in one generation. */
  readonly shared: readonly TopicPartition[];
  /** In the order in which they were done; a record may be there more than once. */
  readonly processed: readonly ProcessedRecord[];
  /** The highest offset that the coordinator has committed, and the highest that a consumer heard of after an automatic commit. */
  readonly committed: Readonly<Record<TopicPartition, number>>;
  readonly autoCommitted: Readonly<Record<TopicPartition, number>>;
  /** Where the group began to read: what lies below was never its business. */
  readonly begin: Readonly<Record<TopicPartition, number>>;
  /** What a person had it seek past. */
  readonly passedOver: readonly { readonly partition: TopicPartition; readonly from: number; readonly to: number }[];
}

export interface ProcessedRecord {
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly recordId: string;
  readonly value: string | null;
  readonly consumer: string;
}

/** Below this offset the partition's records went as they should. */
export interface Deletion {
  readonly partition: TopicPartition;
  readonly below: number;
  /** How many records had been acknowledged and delivered before: what comes later at these offsets is something else. */
  readonly after: { readonly acknowledged: number; readonly delivered: number };
}

export interface LossCause {
  readonly partition: TopicPartition;
  readonly type: 'unclean-election' | 'disk-lost' | 'unflushed-lost' | 'second-leader';
  readonly brokerId: number;
  /** A person asked for the unclean election: no setting would have prevented it. */
  readonly asked?: true;
  /** How many records had been acknowledged and delivered before: it can only have cost those. */
  readonly after: { readonly acknowledged: number; readonly delivered: number };
}

export interface AcknowledgedRecord {
  readonly recordId: string;
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly acks: Acks;
  readonly value: string | null;
  /** How many replicas were in the ISR then; 0 when not known. */
  readonly isrSize: number;
}

export interface DeliveredRecord {
  readonly recordId: string;
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly value: string | null;
  readonly consumer: string;
}

export type PromiseId =
  | 'acknowledgedRecordsSurvive' | 'deliveredRecordsSurvive' | 'listedEndOffsetsNeverGoBack' | 'replicasAgree' | 'oneLeaderAnEpoch' | 'orderAndNoDuplicates'
  | 'onePartitionOneOwner' | 'processedAtLeastOnce' | 'processedAtMostOnce' | 'processedInOrder';

/** Kept, at risk (could still go either way) or broken, with what it is about and what would have kept it. */
export interface Verdict {
  readonly promise: PromiseId;
  readonly verdict: 'kept' | 'at-risk' | 'broken';
  readonly records: readonly { readonly recordId: string; readonly partition: TopicPartition; readonly offset: number; readonly value: string | null }[];
  /** A setting that would have kept it, by Kafka's name and value; null when none would. */
  readonly remedy: { readonly name: string; readonly value: string } | null;
}
