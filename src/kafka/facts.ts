import type { ElectionOutcome } from './admin/elect/types.ts';
import type { Move, ReassignmentOutcome } from './admin/reassign/types.ts';
import type { GroupState } from './group/types.ts';
import type { MemberState } from './consumer/member/types.ts';
import type { PlacementStep } from './controller/placement.ts';
import type { ErrorName } from './names/errors.ts';
import type { AssignmentStep } from './group/assignors/steps.ts';
import type { GroupAssignment } from './group/assignors/types.ts';
import type { CommittedOffset } from './group/messages.ts';
import type { ResetTarget } from './group/reset.ts';
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
      readonly file: 'replication-offset-checkpoint' | 'recovery-point-offset-checkpoint' | 'log-start-offset-checkpoint' | 'cleaner-offset-checkpoint'; readonly offset: number; readonly routine: boolean;
    }
  // ── the controller ─────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'ControllerElected'; readonly controllerId: number; readonly epoch: number }
  | {
      readonly type: 'LeaderElected'; readonly partition: TopicPartition; readonly leader: number; readonly leaderEpoch: number; readonly partitionEpoch: number;
      readonly isr: readonly number[]; readonly previousLeader: number; readonly election: 'clean' | 'unclean' | 'preferred' | 'controlled-shutdown' | 'reassignment';
      /** The broker in office, and its term, with ZooKeeper. */
      readonly controllerId?: number; readonly controllerEpoch?: number;
      /** With KRaft. */
      readonly topicId?: string;
    }
  | {
      readonly type: 'PartitionWentOffline'; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly isr: readonly number[]; readonly previousLeader: number;
      /** As in LeaderElected. */
      readonly controllerId?: number; readonly controllerEpoch?: number;
    }
  | { readonly type: 'ReplicaLeftIsr'; readonly partition: TopicPartition; readonly brokerId: number; readonly isr: readonly number[]; readonly partitionEpoch: number; readonly by: 'leader' | 'controller' }
  | { readonly type: 'ReplicaJoinedIsr'; readonly partition: TopicPartition; readonly brokerId: number; readonly isr: readonly number[]; readonly partitionEpoch: number; readonly by: 'leader' | 'controller' }
  | { readonly type: 'TopicCreated'; readonly topic: string; readonly topicId: string; readonly assignment: readonly (readonly number[])[] }
  /** A topic that had `from` partitions has these besides. */
  | { readonly type: 'PartitionsAdded'; readonly topic: string; readonly from: number; readonly assignment: readonly (readonly number[])[]; readonly controllerId?: number }
  /** How the controller came to a new partition's replica list. */
  | { readonly type: 'ReplicasPlaced'; readonly partition: TopicPartition; readonly replicas: readonly number[]; readonly steps: readonly PlacementStep[] }
  /** A partition begins to move: `adding` catch up, then `removing` go, and `target` are its replicas. */
  | { readonly type: 'ReassignmentStarted'; readonly partition: TopicPartition; readonly target: readonly number[]; readonly adding: readonly number[]; readonly removing: readonly number[]; readonly controllerId?: number }
  /** Before KIP-455: the controller has written old and new replicas into the topic's znode, and waits for `target`. */
  | { readonly type: 'ReassignmentWidened'; readonly controllerId: number; readonly partition: TopicPartition; readonly target: readonly number[]; readonly replicas: readonly number[] }
  /** `cancelled`: back to the replicas it had. */
  | { readonly type: 'ReassignmentEnded'; readonly partition: TopicPartition; readonly replicas: readonly number[]; readonly removed: readonly number[]; readonly cancelled: boolean; readonly controllerId?: number }
  /** `kafka-reassign-partitions.sh` has its answers. `before`: where the partitions were, before KIP-455 all of their topics; null if it did not come to look. */
  | {
      readonly type: 'ReassignmentToolFinished'; readonly does: 'execute' | 'cancel'; readonly moves: readonly Move[]; readonly additional: boolean; readonly before: readonly Move[] | null;
      readonly outcome: ReassignmentOutcome;
    }
  /**
   * The controller takes a partition off the list in `/admin/reassign_partitions` without moving it. `leaderless`: it never had a
   * leader. `live`: of `target`.
   */
  | {
      readonly type: 'ReassignmentDropped'; readonly controllerId: number; readonly partition: TopicPartition; readonly target: readonly number[];
      readonly reason: 'already-assigned' | 'no-such-partition' | 'not-alive' | 'leaderless'; readonly live: readonly number[];
    }
  /** A broker was told that it holds the partition no more, and deletes its log. */
  | { readonly type: 'ReplicaDeleted'; readonly brokerId: number; readonly partition: TopicPartition; readonly logEndOffset: number }
  | { readonly type: 'ConfigChanged'; readonly resourceType: 'topic' | 'broker'; readonly resourceName: string; readonly name: string; readonly value: string | null }
  | { readonly type: 'AdminRequestFailed'; readonly api: string; readonly error: ErrorName; readonly message: string | null }
  /** A DeleteRecords is done on every live replica. */
  | { readonly type: 'RecordsDeleted'; readonly partition: TopicPartition; readonly beforeOffset: number; readonly lowWatermark: number }
  /** `kafka-consumer-groups.sh --reset-offsets --execute` has committed; `wished` before it was brought between the log's ends, null where no record was that young. */
  | {
      readonly type: 'GroupOffsetsReset'; readonly group: string; readonly topics: readonly string[] | null; readonly target: ResetTarget;
      readonly offsets: readonly { readonly partition: TopicPartition; readonly offset: number; readonly wished: number | null }[];
    }
  /** `state`: of a group that somebody is in, without an error; `partition`: the one that was refused, or without an error has nothing committed to shift. */
  | {
      readonly type: 'GroupResetFailed'; readonly group: string; readonly topics: readonly string[] | null; readonly target: ResetTarget; readonly api: string; readonly error: ErrorName;
      readonly state: string | null; readonly partition: string | null;
    }
  /** What `kafka-consumer-groups.sh --delete-offsets` came to; `partition` is null for a topic that is not there. */
  | {
      readonly type: 'OffsetDeletionEnded'; readonly group: string; readonly topics: readonly string[]; readonly error: ErrorName;
      readonly partitions: readonly { readonly topic: string; readonly partition: number | null; readonly error: ErrorName }[];
    }
  | { readonly type: 'ElectionRequested'; readonly electionType: ElectionType; readonly partition: TopicPartition; readonly error: ErrorName; readonly message: string | null }
  /** Before KIP-183: the controller has read `/admin/preferred_replica_election`; `found`: as one before it left it, `partitions` being what is still to do. */
  | { readonly type: 'PreferredElectionBegun'; readonly controllerId: number; readonly partitions: readonly TopicPartition[]; readonly found: readonly TopicPartition[] | null }
  /** What became of one of these. `leader` null: it never had one, or is not there; the controller fails at it, and the znode stays. */
  | { readonly type: 'PreferredElectionEnded'; readonly controllerId: number; readonly partition: TopicPartition; readonly preferred: number; readonly leader: number | null }
  /** `kafka-preferred-replica-election.sh` has its answers. `wanted` null: of every partition; `missing` are not there, `partitions` are written. */
  | {
      readonly type: 'ElectionToolFinished'; readonly wanted: readonly TopicPartition[] | null; readonly partitions: readonly TopicPartition[]; readonly missing: readonly TopicPartition[];
      readonly outcome: ElectionOutcome;
    }
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
      /** Of the request, and of the broker that refused it; -1 before KIP-380. */
      readonly correlationId: number; readonly brokerEpoch: number; readonly knownBrokerEpoch: number;
    }
  // ── replicas ───────────────────────────────────────────────────────────────────────────────────────────
  | {
      readonly type: 'BecameLeader'; readonly brokerId: number; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly startOffset: number;
      readonly partitionEpoch: number; readonly highWatermark: number; readonly isr: readonly number[]; readonly previousLeader: number; readonly previousLeaderEpoch: number;
      /** Of a reassignment under way; empty otherwise. */
      readonly adding: readonly number[]; readonly removing: readonly number[];
      /** Where topics have ids. */
      readonly topicId?: string;
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
  | { readonly type: 'AlterPartitionRefused'; readonly brokerId: number; readonly partition: TopicPartition; readonly error: ErrorName; readonly from: readonly number[]; readonly isr: readonly number[] }
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
  /** A round of the log cleaner: the dirty part, and what went and stayed of all below its end (exclusive). */
  | {
      readonly type: 'LogCleaned'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number;
      readonly removed: readonly LogRecord[]; readonly kept: number; readonly bytesBefore: number; readonly bytesAfter: number;
    }
  /** As the leader works it out: the smallest log start of the live replicas. */
  | { readonly type: 'LowWatermarkAdvanced'; readonly brokerId: number; readonly partition: TopicPartition; readonly from: number; readonly to: number }
  | { readonly type: 'ReplicaFetchFailed'; readonly brokerId: number; readonly partition: TopicPartition; readonly leader: number; readonly leaderEpoch: number; readonly error: ErrorName }
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
  // ── consumer groups at their coordinator; `partition` is the one of `__consumer_offsets` ─────────────────
  | { readonly type: 'GroupStateChanged'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly from: GroupState; readonly to: GroupState; readonly generation: number; readonly reason: string | null }
  /** A first join is answered with an id to come back with (KIP-394). */
  | { readonly type: 'MemberIdGiven'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly memberId: string; readonly state: GroupState }
  /** `replaces`: the id that a static member had before. */
  | {
      readonly type: 'MemberAdded'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly memberId: string; readonly clientId: string;
      readonly groupInstanceId: string | null; readonly state: GroupState; readonly wasPending: boolean; readonly replaces: string | null;
    }
  /** `together`: all that were removed at once for the same reason. `clientReason`: of a leave, in the client's words. */
  | {
      readonly type: 'MemberRemoved'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly memberId: string;
      readonly reason: 'leave' | 'session-timeout' | 'rebalance-timeout' | 'sync-timeout' | 'static-replaced' | 'pending-expired' | 'pending-left';
      readonly together: readonly string[]; readonly clientReason: string | null;
    }
  /** The old leader left, or did not join again in time. */
  | { readonly type: 'GroupLeaderChanged'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly from: string; readonly to: string; readonly groupInstanceId: string | null; readonly reason: 'left' | 'not-joined' }
  /** All have joined; what they share is not decided yet, though Kafka logs "Stabilized". */
  | {
      readonly type: 'GroupGenerationStarted'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly generation: number;
      readonly protocol: string; readonly leader: string; readonly members: readonly string[];
    }
  | { readonly type: 'GroupAssignmentReceived'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly generation: number; readonly leader: string; readonly members: number; readonly staticMembers: number }
  /** The leader's assignment is in the log, and every member that asked has its part. */
  | { readonly type: 'GroupAssigned'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly generation: number; readonly assignment: Readonly<Record<string, readonly TopicPartition[]>> }
  | { readonly type: 'GroupRequestRefused'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly memberId: string; readonly api: string; readonly error: ErrorName }
  /** Another process has taken the place of this static member. */
  | { readonly type: 'MemberFenced'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly memberId: string; readonly groupInstanceId: string; readonly by: string; readonly api: string }
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
  /** `group`: of a consumer that has one; as in the two below. */
  | { readonly type: 'ClientDisconnected'; readonly client: string; readonly group?: string; readonly brokerId: number; readonly refused: boolean }
  | { readonly type: 'ClientMetadataUpdated'; readonly client: string; readonly leaders: Readonly<Record<TopicPartition, number>> }
  | { readonly type: 'RecordsDelivered'; readonly consumer: string; readonly partition: TopicPartition; readonly records: readonly LogRecord[]; readonly position: number; readonly brokerId: number }
  /** What a consumer wants to read next lies outside the leader's log. */
  | { readonly type: 'PositionOutOfRange'; readonly consumer: string; readonly group?: string; readonly partition: TopicPartition; readonly position: number; readonly policy: 'earliest' | 'latest' | 'none' }
  | { readonly type: 'OffsetReset'; readonly consumer: string; readonly group?: string; readonly partition: TopicPartition; readonly policy: 'earliest' | 'latest' | 'none'; readonly to: number }
  | { readonly type: 'EndOffsetListed'; readonly client: string; readonly partition: TopicPartition; readonly offset: number; readonly leaderEpoch: number }
  | { readonly type: 'ConsumerStarted' | 'ConsumerStopped'; readonly consumer: string }
  // ── the group coordinator ──────────────────────────────────────────────────────────────────────────────
  /** The first group of all looked for its coordinator: this broker has the topic created. */
  | { readonly type: 'InternalTopicWanted'; readonly brokerId: number; readonly topic: string; readonly partitions: number; readonly replicationFactor: number }
  | { readonly type: 'InternalTopicRefused'; readonly brokerId: number; readonly topic: string; readonly replicationFactor: number; readonly liveBrokers: number; readonly error: ErrorName }
  /** `brokerId` was asked; the group's name hashes to `partition` of `partitions`, which `coordinator` leads. */
  | { readonly type: 'CoordinatorFound'; readonly brokerId: number; readonly group: string; readonly partition: number; readonly partitions: number; readonly coordinator: number }
  | {
      readonly type: 'OffsetsPartitionLoaded'; readonly brokerId: number; readonly partition: TopicPartition; readonly leaderEpoch: number; readonly groups: number;
      readonly offsets: number; readonly records: number; readonly routine: boolean;
    }
  | { readonly type: 'OffsetsPartitionUnloaded'; readonly brokerId: number; readonly partition: TopicPartition; readonly groups: number; readonly offsets: number; readonly routine: boolean }
  | { readonly type: 'GroupLoaded'; readonly brokerId: number; readonly group: string; readonly generation: number; readonly members: number; readonly offsets: number }
  /** The coordinator itself refuses: it is not this group's, or not yet, or the group has members still. */
  | { readonly type: 'GroupRequestTurnedAway'; readonly brokerId: number; readonly group: string; readonly api: string; readonly error: ErrorName }
  /** `client`: whose process asked, a consumer's or the administrator's. */
  | { readonly type: 'OffsetsCommitted'; readonly brokerId: number; readonly group: string; readonly client: string; readonly memberId: string; readonly generation: number; readonly offsets: readonly CommittedOffset[] }
  | {
      readonly type: 'OffsetCommitFailed'; readonly brokerId: number; readonly group: string; readonly memberId: string; readonly generation: number; readonly error: ErrorName;
      readonly offsets: readonly CommittedOffset[];
    }
  /** An administrator's doing; with so many committed offsets. */
  | { readonly type: 'GroupDeleted'; readonly brokerId: number; readonly group: string; readonly offsets: number }
  | { readonly type: 'OffsetsDeleted'; readonly brokerId: number; readonly group: string; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'OffsetsExpired'; readonly brokerId: number; readonly group: string; readonly partitions: readonly TopicPartition[] }
  // ── consumers in groups ────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'CoordinatorDiscovered'; readonly consumer: string; readonly group: string; readonly brokerId: number }
  | { readonly type: 'CoordinatorLost'; readonly consumer: string; readonly group: string; readonly brokerId: number; readonly reason: string }
  /** A generation of -1 and a member id of '': none yet. */
  | {
      readonly type: 'MemberStateChanged'; readonly consumer: string; readonly group: string; readonly from: MemberState; readonly to: MemberState;
      readonly generation: number; readonly memberId: string; readonly protocol: string | null;
    }
  | { readonly type: 'RejoinRequested'; readonly consumer: string; readonly group: string; readonly reason: string }
  | { readonly type: 'GenerationReset'; readonly consumer: string; readonly group: string; readonly resetMemberId: boolean; readonly reason: string }
  | { readonly type: 'MemberLeaves'; readonly consumer: string; readonly group: string; readonly memberId: string; readonly brokerId: number; readonly reason: string }
  | { readonly type: 'LeaderLacksMetadata'; readonly consumer: string; readonly group: string; readonly topics: readonly string[] }
  | {
      readonly type: 'AssignmentComputed'; readonly consumer: string; readonly group: string; readonly generation: number; readonly protocol: string;
      readonly assignment: GroupAssignment; readonly steps: readonly AssignmentStep[];
    }
  | { readonly type: 'PartitionsRevoked' | 'PartitionsLost'; readonly consumer: string; readonly group: string; readonly generation: number; readonly partitions: readonly TopicPartition[] }
  /** `owned`: all that it has now, those among them that it had already. */
  | {
      readonly type: 'PartitionsAssigned'; readonly consumer: string; readonly group: string; readonly generation: number;
      readonly partitions: readonly TopicPartition[]; readonly owned: readonly TopicPartition[];
    }
  /** -1: the group has committed nothing for this partition. */
  | { readonly type: 'CommittedOffsetFound'; readonly consumer: string; readonly group: string; readonly partition: TopicPartition; readonly offset: number }
  /** One poll() returned; `buffered`: how many more were fetched already. */
  | { readonly type: 'RecordsPolled'; readonly consumer: string; readonly group: string; readonly records: number; readonly buffered: number }
  /** `worker`: the thread of the pool; null for the one that polls. */
  | {
      readonly type: 'RecordProcessed'; readonly consumer: string; readonly group: string; readonly partition: TopicPartition; readonly offset: number;
      readonly recordId: string; readonly value: string | null; readonly worker: number | null;
    }
  | {
      readonly type: 'OffsetCommitAnswered'; readonly consumer: string; readonly group: string; readonly by: 'auto' | 'sync' | 'async';
      readonly offsets: readonly CommittedOffset[]; readonly error: ErrorName;
    }
  | { readonly type: 'HeartbeatFailed'; readonly consumer: string; readonly group: string; readonly error: ErrorName; readonly generation: number }
  | { readonly type: 'PollOverdue'; readonly consumer: string; readonly group: string; readonly maxPollIntervalMs: number }
  /** The consumer cannot go on; its application ends. */
  | { readonly type: 'ConsumerFailed'; readonly consumer: string; readonly group: string; readonly error: ErrorName }
  // Consumers that share their group through ZooKeeper. `attempt` counts from 0.
  | { readonly type: 'ConsumerRegistered'; readonly consumer: string; readonly group: string; readonly consumerId: string; readonly path: string }
  | { readonly type: 'RebalanceAttempted'; readonly consumer: string; readonly group: string; readonly consumerId: string; readonly attempt: number }
  | {
      readonly type: 'RebalanceAttemptFailed'; readonly consumer: string; readonly group: string; readonly consumerId: string; readonly attempt: number;
      readonly isLast: boolean; readonly backoffMs: number;
    }
  /** `owner`: the thread whose znode is there; null when it went in that moment. */
  | {
      readonly type: 'OwnershipRefused'; readonly consumer: string; readonly group: string; readonly consumerId: string; readonly partition: TopicPartition;
      readonly owner: string | null;
    }
  | { readonly type: 'PositionSought'; readonly consumer: string; readonly group: string; readonly partition: TopicPartition; readonly from: number; readonly to: number }
  | { readonly type: 'PartitionsPaused' | 'PartitionsResumed'; readonly consumer: string; readonly group: string; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'SubscriptionChanged'; readonly consumer: string; readonly group: string; readonly topics: readonly string[]; readonly pattern: string | null }
  // ── the network ────────────────────────────────────────────────────────────────────────────────────────
  | { readonly type: 'NetworkCut' | 'NetworkHealed'; readonly from: string; readonly to: string | null }
  | { readonly type: 'NetworkSlowed'; readonly from: string; readonly to: string | null; readonly extraLatencyMs: number }
  | { readonly type: 'CommandRefused'; readonly command: string; readonly reason: string };

export type FactType = Fact['type'];
