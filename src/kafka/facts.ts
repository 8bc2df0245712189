import type { ErrorName } from './names/errors.ts';
import type { LogRecord, TopicPartition } from './log/record.ts';
import type { Acks, ElectionType } from './messages.ts';
import type { Reading, ZkClientError } from './zkClient/types.ts';

/** Everything the model can report, in the past tense. Printed as log lines, narrated as sentences, recorded in the ledger. */
export type Fact =
  // ── brokers ────────────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'BrokerStarted'; readonly brokerId: number; readonly incarnation: number }
  | { readonly type: 'BrokerStopped'; readonly brokerId: number; readonly how: 'killed' | 'power-off' | 'controlled-shutdown' | 'start-up-failed' | 'fatal-error' }
  | { readonly type: 'BrokerRegistered'; readonly brokerId: number; readonly brokerEpoch: number }
  | { readonly type: 'BrokerFenced'; readonly brokerId: number; readonly reason: 'session-timeout' | 'controlled-shutdown' | 'new-incarnation' }
  | { readonly type: 'BrokerUnfenced'; readonly brokerId: number; readonly registrationOffset: number }
  | { readonly type: 'BrokerStateChanged'; readonly brokerId: number; readonly from: string; readonly to: string }
  | { readonly type: 'UnflushedRecordsLost'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number; readonly removed: readonly LogRecord[] }
  | { readonly type: 'DiskLost'; readonly brokerId: number; readonly partitions: readonly TopicPartition[] }
  /** A new process found its logs, and whether the one before had closed them. */
  | { readonly type: 'LogsLoaded'; readonly brokerId: number; readonly logs: number; readonly hadCleanShutdown: boolean }
  /** After an unclean end, a segment was read through from the recovery point on; the `recovered`th of `unflushed`, from 0. */
  | {
      readonly type: 'LogRecovered'; readonly brokerId: number; readonly partition: TopicPartition; readonly segment: number; readonly recovered: number;
      readonly unflushed: number; readonly recoveryPoint: number; readonly logEndOffset: number;
    }
  /** A file of offsets in the log directory now says something else of this partition. */
  | {
      readonly type: 'CheckpointWritten'; readonly brokerId: number; readonly partition: TopicPartition;
      readonly file: 'replication-offset-checkpoint' | 'recovery-point-offset-checkpoint' | 'log-start-offset-checkpoint'; readonly offset: number; readonly routine: boolean;
    }
  // ── the controller ─────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'ControllerElected'; readonly controllerId: number; readonly epoch: number }
  | {
      readonly type: 'LeaderElected'; readonly partition: TopicPartition; readonly leader: number; readonly leaderEpoch: number;
      readonly isr: readonly number[]; readonly previousLeader: number; readonly election: 'clean' | 'unclean' | 'preferred' | 'controlled-shutdown';
    }
  | { readonly type: 'PartitionWentOffline'; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly isr: readonly number[]; readonly previousLeader: number }
  | { readonly type: 'ReplicaLeftIsr'; readonly partition: TopicPartition; readonly brokerId: number; readonly isr: readonly number[]; readonly partitionEpoch: number; readonly by: 'leader' | 'controller' }
  | { readonly type: 'ReplicaJoinedIsr'; readonly partition: TopicPartition; readonly brokerId: number; readonly isr: readonly number[]; readonly partitionEpoch: number; readonly by: 'leader' | 'controller' }
  | { readonly type: 'TopicCreated'; readonly topic: string; readonly topicId: string; readonly assignment: readonly (readonly number[])[] }
  | { readonly type: 'ConfigChanged'; readonly resourceType: 'topic' | 'broker'; readonly resourceName: string; readonly name: string; readonly value: string | null }
  | { readonly type: 'AdminRequestFailed'; readonly api: string; readonly error: ErrorName; readonly message: string | null }
  /** A DeleteRecords is done on every live replica. */
  | { readonly type: 'RecordsDeleted'; readonly partition: TopicPartition; readonly beforeOffset: number; readonly lowWatermark: number }
  | { readonly type: 'ElectionRequested'; readonly electionType: ElectionType; readonly partition: TopicPartition; readonly error: ErrorName }
  // ── ZooKeeper and the controller on a broker ───────────────────────────────────────────────────────────
  | { readonly type: 'SessionCreated'; readonly node: string; readonly sessionId: number; readonly timeoutMs: number }
  | { readonly type: 'SessionExpired'; readonly node: string; readonly sessionId: number }
  | { readonly type: 'SessionClosed'; readonly node: string; readonly sessionId: number }
  /** The client noticed; its session may live on. */
  | { readonly type: 'ZooKeeperDisconnected'; readonly node: string; readonly sessionId: number }
  | { readonly type: 'ZnodeCreated'; readonly path: string; readonly data: string; readonly ephemeralOwner: number }
  | { readonly type: 'ZnodeChanged'; readonly path: string; readonly data: string; readonly version: number }
  | { readonly type: 'ZnodeDeleted'; readonly path: string; readonly ephemeralOwner: number }
  | { readonly type: 'WatchFired'; readonly event: 'NodeCreated' | 'NodeDeleted' | 'NodeDataChanged' | 'NodeChildrenChanged'; readonly path: string; readonly to: string }
  // Plain clients of ZooKeeper.
  | { readonly type: 'ZkClientStarted' | 'ZkClientStopped'; readonly client: string }
  /** What a client was answered. `data` and `children` are null where they were not asked for, or nothing is there (`found`); `version` -1. */
  | {
      readonly type: 'ZnodeRead'; readonly client: string; readonly path: string; readonly what: Reading; readonly found: boolean; readonly data: string | null;
      readonly children: readonly string[] | null; readonly version: number; readonly watch: boolean;
    }
  | { readonly type: 'ZkOperationFailed'; readonly client: string; readonly op: string; readonly path: string; readonly error: ZkClientError }
  | { readonly type: 'LockAcquired'; readonly client: string; readonly path: string; readonly znode: string }
  | { readonly type: 'LockReleased'; readonly client: string; readonly path: string; readonly znode: string }
  /** `behind`: the znode that has to go first. */
  | { readonly type: 'LockAwaited'; readonly client: string; readonly path: string; readonly znode: string; readonly behind: string }
  /** Doubted: the holder has lost its connection and must stop; its session may be over. Lost: it is. */
  | { readonly type: 'LockDoubted'; readonly client: string; readonly path: string; readonly znode: string }
  | { readonly type: 'LockLost'; readonly client: string; readonly path: string; readonly znode: string }
  | { readonly type: 'BrokerRegisteredInZooKeeper'; readonly brokerId: number; readonly path: string; readonly brokerEpoch: number }
  /** The session of the process before still owns the broker's znode. */
  | { readonly type: 'BrokerRegistrationRefused'; readonly brokerId: number; readonly path: string; readonly ephemeralOwner: number; readonly sessionId: number }
  | { readonly type: 'ControllerResigned'; readonly controllerId: number; readonly epoch: number }
  | {
      readonly type: 'LiveBrokersChanged'; readonly controllerId: number; readonly added: readonly number[]; readonly deleted: readonly number[];
      readonly bounced: readonly number[]; readonly live: readonly number[];
    }
  /** A request of the controller came from an old one, or was meant for another process of this broker. */
  | {
      readonly type: 'ControlRequestRefused'; readonly brokerId: number; readonly api: 'LeaderAndIsr' | 'UpdateMetadata' | 'StopReplica'; readonly error: ErrorName;
      readonly controllerId: number; readonly controllerEpoch: number; readonly knownControllerEpoch: number;
    }
  // ── replicas ───────────────────────────────────────────────────────────────────────────────────────────
  | {
      readonly type: 'BecameLeader'; readonly brokerId: number; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly startOffset: number;
      readonly partitionEpoch: number; readonly highWatermark: number; readonly isr: readonly number[]; readonly previousLeader: number; readonly previousLeaderEpoch: number;
    }
  | {
      readonly type: 'BecameFollower'; readonly brokerId: number; readonly partition: TopicPartition; readonly leader: number; readonly leaderEpoch: number;
      readonly partitionEpoch: number; readonly logEndOffset: number; readonly highWatermark: number; readonly previousLeader: number; readonly previousLeaderEpoch: number;
    }
  | { readonly type: 'RecordsAppended'; readonly brokerId: number; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly records: readonly LogRecord[]; readonly logEndOffset: number }
  | { readonly type: 'RecordsReplicated'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly records: readonly LogRecord[]; readonly logEndOffset: number }
  /** The leader learned from a Fetch how far a follower's log reaches. */
  | { readonly type: 'FollowerPositionLearned'; readonly brokerId: number; readonly partition: TopicPartition; readonly followerId: number; readonly from: number; readonly to: number }
  | { readonly type: 'HighWatermarkAdvanced'; readonly brokerId: number; readonly partition: TopicPartition; readonly role: 'leader' | 'follower'; readonly from: number; readonly to: number; readonly heldBackBy: number | null }
  | { readonly type: 'HighWatermarkFrozen'; readonly brokerId: number; readonly partition: TopicPartition; readonly highWatermark: number; readonly isr: readonly number[]; readonly minIsr: number }
  | {
      readonly type: 'IsrShrinkAsked'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: readonly number[]; readonly to: readonly number[];
      readonly highWatermark: number; readonly logEndOffset: number;
      readonly outOfSync: readonly { readonly brokerId: number; readonly logEndOffset: number; readonly lastCaughtUpTimeMs: number }[];
    }
  | { readonly type: 'IsrExpandAsked'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: readonly number[]; readonly to: readonly number[] }
  | { readonly type: 'IsrUpdated'; readonly brokerId: number; readonly partition: TopicPartition; readonly isr: readonly number[]; readonly partitionEpoch: number; readonly underMinIsr: boolean }
  /** The state znode is not at the version the leader knows: it keeps the ISR it has. */
  | { readonly type: 'IsrWriteSkipped'; readonly brokerId: number; readonly partition: TopicPartition; readonly isr: readonly number[]; readonly zkVersion: number }
  | { readonly type: 'AlterPartitionRefused'; readonly brokerId: number; readonly partition: TopicPartition; readonly error: ErrorName; readonly isr: readonly number[] }
  | {
      readonly type: 'LogTruncated'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number; readonly highWatermark: number;
      readonly removed: readonly LogRecord[]; readonly reason: 'diverging-epoch' | 'high-watermark' | 'out-of-range' | 'leader-epoch';
      readonly divergingEpoch?: { readonly epoch: number; readonly endOffset: number };
    }
  /** Unclean elections are off, yet the leader's log ends earlier: the follower's process ends rather than drop records. */
  | { readonly type: 'TruncationNotAllowed'; readonly brokerId: number; readonly partition: TopicPartition; readonly leader: number; readonly leaderEndOffset: number; readonly logEndOffset: number }
  | {
      readonly type: 'RecordsFlushed'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number;
      readonly reason: 'flush.messages' | 'flush.ms' | 'segment-roll' | 'shutdown';
    }
  | {
      readonly type: 'LogStartOffsetAdvanced'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number;
      readonly reason: 'delete-records' | 'retention.ms' | 'retention.bytes' | 'leader';
    }
  /** As the leader works it out: the smallest log start of the live replicas. */
  | { readonly type: 'LowWatermarkAdvanced'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number }
  | { readonly type: 'ReplicaFetchFailed'; readonly brokerId: number; readonly partition: TopicPartition; readonly leader: number; readonly error: ErrorName }
  | { readonly type: 'ReplicaFetcherDisconnected'; readonly brokerId: number; readonly leader: number }
  // ── requests at a broker ───────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'ProduceRefused'; readonly brokerId: number; readonly partition: TopicPartition; readonly error: ErrorName; readonly isr: readonly number[]; readonly minIsr: number }
  | { readonly type: 'RequestParked'; readonly brokerId: number; readonly api: 'Produce' | 'Fetch' | 'DeleteRecords'; readonly from: string; readonly partitions: readonly TopicPartition[]; readonly forMs: number; readonly routine: boolean }
  | { readonly type: 'ProduceAnswered'; readonly brokerId: number; readonly to: string; readonly partition: TopicPartition; readonly error: ErrorName; readonly acks: Acks; readonly baseOffset: number }
  /** A waiting Fetch was read afresh, at its deadline or because there was something to read, and had news. */
  | {
      readonly type: 'ParkedFetchAnswered'; readonly brokerId: number; readonly to: string; readonly waitedMs: number; readonly atDeadline: boolean;
      readonly partitions: readonly { readonly partition: TopicPartition; readonly records: number; readonly highWatermark: number }[];
    }
  /** An idempotent producer's batch that is in the log already, at these offsets: answered as it was then. */
  | {
      readonly type: 'DuplicateAppendIgnored'; readonly brokerId: number; readonly partition: TopicPartition; readonly producerId: number; readonly producerEpoch: number;
      readonly baseSequence: number; readonly lastSequence: number; readonly recordIds: readonly string[]; readonly firstOffset: number; readonly lastOffset: number;
    }
  /** The batch is not the producer's next one. `knownSequence`: the last one of its epoch in the log; -1 for none. */
  | {
      readonly type: 'SequenceRefused'; readonly brokerId: number; readonly partition: TopicPartition; readonly producerId: number; readonly producerEpoch: number;
      readonly baseSequence: number; readonly lastSequence: number; readonly error: ErrorName; readonly knownEpoch: number; readonly knownSequence: number; readonly logEndOffset: number;
    }
  | { readonly type: 'ProducerIdsAllocated'; readonly brokerId: number; readonly producerIdStart: number; readonly producerIdLen: number }
  // ── clients ────────────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'RecordSent'; readonly producer: string; readonly partition: TopicPartition; readonly recordId: string; readonly value: string | null; readonly acks: Acks; readonly attempt: number; readonly brokerId: number }
  | { readonly type: 'RecordAcknowledged'; readonly producer: string; readonly partition: TopicPartition; readonly recordId: string; readonly acks: Acks; readonly offset: number; readonly brokerId: number; readonly value: string | null }
  | { readonly type: 'SendRetried'; readonly producer: string; readonly partition: TopicPartition; readonly recordIds: readonly string[]; readonly error: ErrorName; readonly attemptsLeft: number; readonly correlationId: number; readonly inMs: number }
  | { readonly type: 'SendFailed'; readonly producer: string; readonly partition: TopicPartition; readonly recordIds: readonly string[]; readonly error: ErrorName; readonly reason: 'not-retriable' | 'retries-exhausted' | 'delivery-timeout' }
  | { readonly type: 'ProducerStarted'; readonly producer: string; readonly idempotent: boolean }
  | { readonly type: 'ProducerStopped'; readonly producer: string }
  | { readonly type: 'ProducerIdAssigned'; readonly producer: string; readonly producerId: number; readonly producerEpoch: number; readonly brokerId: number }
  /** After an error the producer goes on with a higher epoch and sequences from 0 in these partitions (KIP-360). */
  | { readonly type: 'ProducerEpochRaised'; readonly producer: string; readonly producerId: number; readonly producerEpoch: number; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'ClientDisconnected'; readonly client: string; readonly brokerId: number; readonly refused: boolean }
  | { readonly type: 'ClientMetadataUpdated'; readonly client: string; readonly leaders: Readonly<Record<TopicPartition, number>> }
  | { readonly type: 'RecordsDelivered'; readonly consumer: string; readonly partition: TopicPartition; readonly records: readonly LogRecord[]; readonly position: number; readonly brokerId: number }
  /** What a consumer wants to read next lies outside the leader's log. */
  | { readonly type: 'PositionOutOfRange'; readonly consumer: string; readonly partition: TopicPartition; readonly position: number; readonly policy: 'earliest' | 'latest' | 'none' }
  | { readonly type: 'OffsetReset'; readonly consumer: string; readonly partition: TopicPartition; readonly policy: 'earliest' | 'latest' | 'none'; readonly to: number }
  | { readonly type: 'EndOffsetListed'; readonly client: string; readonly partition: TopicPartition; readonly offset: number; readonly leaderEpoch: number }
  | { readonly type: 'ConsumerStarted' | 'ConsumerStopped'; readonly consumer: string }
  // ── the network ────────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'NetworkCut' | 'NetworkHealed'; readonly from: string; readonly to: string | null }
  | { readonly type: 'NetworkSlowed'; readonly from: string; readonly to: string | null; readonly extraLatencyMs: number }
  | { readonly type: 'CommandRefused'; readonly command: string; readonly reason: string };

export type FactType = Fact['type'];
