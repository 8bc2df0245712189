import type { BootEvent, HaltEvent } from '../actor.ts';
import type { Acks, AlteredPartition, AlterPartitionEntry, FetchedPartition, FetchPartition } from '../messages.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import type { EpochEndOffset } from '../log/leaderEpochCache.ts';
import type { AppendRules, Log } from '../log/log.ts';
import type { ProducerRecord, ProducerStamp, TopicPartition } from '../log/record.ts';
import type { CompactionRules } from '../log/compaction/toClean.ts';
import type { RetentionRules } from '../log/retention.ts';

/** A time that never was: long before the world began, so that it is never within any lag. Kafka writes 0. */
export const NEVER_MS = Number.MIN_SAFE_INTEGER;

/** What a leader believes of one follower. Times are virtual milliseconds, or NEVER_MS. Source: Replica.ReplicaState. */
export interface RemoteReplica {
  /** Learned from the follower's next Fetch; -1 before the first. */
  readonly logEndOffset: number;
  /** As the follower's Fetch told it; -1 before the first. */
  readonly logStartOffset: number;
  readonly lastCaughtUpTimeMs: number;
  readonly lastFetchTimeMs: number;
  /** The leader's own log end offset at that fetch. */
  readonly lastFetchLeaderLogEndOffset: number;
  /** From the follower's Fetch; -1 before the first. */
  readonly brokerEpoch: number;
}

/** An ISR change that was asked for and is not granted yet. The maximal ISR is `asked` for an expansion, the ISR for a shrink. */
export interface PendingIsr {
  /** The epochs it was asked under: the answer to any other question is not for it. */
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly kind: 'expand' | 'shrink';
  readonly asked: readonly number[];
  readonly maximalIsr: readonly number[];
}

/** Broker epoch by broker id. */
export type EligibleBrokers = Readonly<Record<number, number>>;

/** The settings a replica obeys; changed by dynamic configs. */
export interface ReplicaConfig extends AppendRules, RetentionRules, CompactionRules {
  readonly minInsyncReplicas: number;
  readonly replicaLagTimeMaxMs: number;
  /** Only where the era counts messages (0.8). */
  readonly replicaLagMaxMessages: number;
  readonly uncleanLeaderElectionEnable: boolean;
  readonly flushMs: number;
  /** How long tombstones stay after a cleaning has met them. */
  readonly deleteRetentionMs: number;
}

/** Kafka's Partition, its local Replica and its log, on one broker. The machine's state says which role it has. */
export type ReplicaContext = {
  readonly brokerId: number;
  readonly partition: TopicPartition;
  // On the disk.
  readonly log: Log;
  /** `replication-offset-checkpoint`, written every replica.high.watermark.checkpoint.interval.ms. */
  readonly checkpointedHighWatermark: number;
  /** `recovery-point-offset-checkpoint`, written every log.flush.offset.checkpoint.interval.ms. */
  readonly checkpointedRecoveryPoint: number;
  /** `log-start-offset-checkpoint`, written every log.flush.start.offset.checkpoint.interval.ms; 0 where the file does not name the log. */
  readonly checkpointedLogStartOffset: number;
  /** `cleaner-offset-checkpoint`: the log cleaner has cleaned up to here (exclusive); null where the file does not name the log. */
  readonly cleanerCheckpoint: number | null;
  // In memory.
  readonly highWatermark: number;
  /** This process has loaded the log, or made it. */
  readonly loaded: boolean;
  /** When the log was last flushed, made or loaded. */
  readonly lastFlushTimeMs: number;
  /** Brokers of this partition in assignment order; the first is the preferred leader. */
  readonly replicas: readonly number[];
  /** -1 for none. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** ZooKeeper eras: the version of the state znode. */
  readonly partitionEpoch: number;
  /** As granted; the leader's knowledge is the newest. */
  readonly isr: readonly number[];
  readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
  // As leader.
  readonly epochStartOffset: number;
  readonly remote: Readonly<Record<number, RemoteReplica>>;
  readonly pendingIsr: PendingIsr | null;
  /** Appends that wait while the leader writes its ISR to ZooKeeper: Kafka holds the partition's lock until that is answered. */
  readonly heldAppends: readonly AppendRecordsEvent[];
  /** Brokers that may join the ISR, as this broker's metadata has them (not fenced, not shutting down), with their epochs. */
  readonly eligible: EligibleBrokers;
  readonly config: ReplicaConfig;
};

/** The broker applied a new state of this partition. */
export interface ApplyPartitionEvent {
  readonly type: 'ApplyPartition';
  readonly registration: PartitionRegistration;
  /** Where topics have ids. */
  readonly topicId?: string;
  readonly eligible: EligibleBrokers;
  readonly config: ReplicaConfig;
}

/** The set of brokers that may join an ISR, or a setting, changed. */
export interface SurroundingsChangedEvent {
  readonly type: 'SurroundingsChanged';
  readonly eligible: EligibleBrokers;
  readonly config: ReplicaConfig;
}

/** A part of a Produce request; the purgatory gathers the results under the request's key. */
export interface AppendRecordsEvent {
  readonly type: 'AppendRecords';
  readonly requestKey: string;
  readonly acks: Acks;
  readonly records: readonly ProducerRecord[];
  readonly producer: ProducerStamp;
}

/** A part of a Fetch request, from a follower (replicaId ≥ 0) or a consumer (-1). */
export interface ReadForFetchEvent {
  readonly type: 'ReadForFetch';
  readonly requestKey: string;
  readonly replicaId: number;
  readonly replicaEpoch: number;
  readonly fetch: FetchPartition;
}

/** The follower's part of a Fetch answer without error, as its fetcher hands it over. */
export interface FetchedEvent {
  readonly type: 'Fetched';
  readonly leaderId: number;
  /** The epoch the request was made under, and where it began; a replica that moved on drops the answer. */
  readonly leaderEpoch: number;
  readonly fetchOffset: number;
  readonly fetched: FetchedPartition;
}

/** The fetcher begins a round with a replica whose log has no epoch to fetch by: cut to the high watermark first. */
export interface TruncateToHighWatermarkEvent {
  readonly type: 'TruncateToHighWatermark';
}

/** The leader's answer to an OffsetForLeaderEpoch, as the fetcher hands it over. */
export interface TruncateToEpochEvent {
  readonly type: 'TruncateToEpoch';
  readonly leaderId: number;
  /** The epoch the replica asked about, its own latest then. */
  readonly askedEpoch: number;
  /** Both -1 when the leader cannot tell; the epoch alone is -1 where the era's answer does not name it (KIP-101). */
  readonly epochEnd: EpochEndOffset;
}

/** The fetch offset is outside the leader's log: go on where that ends, or start over where it begins. */
export interface ResetLogEvent {
  readonly type: 'ResetLog';
  readonly to: number;
  readonly startOver: boolean;
}

export interface CheckIsrEvent {
  readonly type: 'CheckIsr';
}

export interface AlterPartitionAnsweredEvent {
  readonly type: 'AlterPartitionAnswered';
  /** What was asked. */
  readonly entry: AlterPartitionEntry;
  readonly result: AlteredPartition;
}

/** A thread of the broker comes round: one of its checkpoint files, the flusher, or retention. */
export interface LogTaskEvent {
  readonly type: 'CheckpointHighWatermark' | 'CheckpointRecoveryPoint' | 'CheckpointLogStartOffset' | 'FlushIfDue' | 'DeleteOldSegments';
}

/** The broker's log cleaner has come to this log. */
export interface CleanLogEvent {
  readonly type: 'CleanLog' | 'DeleteCompactedSegments';
}

/** A new process reads its log directory. */
export interface LoadLogEvent {
  readonly type: 'LoadLog';
  /** `.kafka_cleanshutdown` was there. */
  readonly hadCleanShutdown: boolean;
}

/** A part of a DeleteRecords request: everything below this offset goes; -1 stands for the high watermark. */
export interface DeleteRecordsEvent {
  readonly type: 'DeleteRecordsBefore';
  readonly requestKey: string;
  readonly beforeOffset: number;
}

/** The directory was emptied while the broker was down. */
export interface DiskLostEvent {
  readonly type: 'DiskLost';
}

export type ReplicaEvent =
  | BootEvent | HaltEvent | ApplyPartitionEvent | SurroundingsChangedEvent | AppendRecordsEvent | ReadForFetchEvent
  | FetchedEvent | TruncateToHighWatermarkEvent | TruncateToEpochEvent | ResetLogEvent | CheckIsrEvent | AlterPartitionAnsweredEvent
  | LogTaskEvent | CleanLogEvent | LoadLogEvent | DeleteRecordsEvent | DiskLostEvent;
