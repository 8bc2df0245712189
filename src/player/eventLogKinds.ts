import type { FactType } from '../kafka/facts.ts';

/** What events can be narrowed down to. */
export const EVENT_KINDS = ['brokers', 'controller', 'isr', 'replication', 'requests', 'clients', 'groups', 'zookeeper', 'network', 'admin'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Every fact has its kind: one that is missing does not compile. */
export const eventKinds: Readonly<Record<FactType, EventKind>> = {
  BrokerStarted: 'brokers', BrokerStopped: 'brokers', BrokerRegistered: 'brokers', BrokerFenced: 'brokers', BrokerUnfenced: 'brokers',
  BrokerStateChanged: 'brokers', BrokerRegisteredInZooKeeper: 'brokers', BrokerRegistrationRefused: 'brokers', LiveBrokersChanged: 'brokers',
  UnflushedRecordsLost: 'brokers', DiskLost: 'brokers', LogsLoaded: 'brokers', LogRecovered: 'brokers', CheckpointWritten: 'brokers',
  ControllerElected: 'controller', ControllerResigned: 'controller', LeaderElected: 'controller', PartitionWentOffline: 'controller',
  ControlRequestRefused: 'controller', BecameLeader: 'controller', BecameFollower: 'controller',
  ReplicaLeftIsr: 'isr', ReplicaJoinedIsr: 'isr', IsrShrinkAsked: 'isr', IsrExpandAsked: 'isr', IsrUpdated: 'isr', AlterPartitionRefused: 'isr', IsrWriteSkipped: 'isr',
  RecordsAppended: 'replication', RecordsReplicated: 'replication', FollowerPositionLearned: 'replication', HighWatermarkAdvanced: 'replication',
  HighWatermarkFrozen: 'replication', LogTruncated: 'replication', TruncationNotAllowed: 'replication', RecordsFlushed: 'replication',
  LogStartOffsetAdvanced: 'replication', LogCleaned: 'replication', LowWatermarkAdvanced: 'replication', ReplicaFetchFailed: 'replication', ReplicaFetcherDisconnected: 'replication',
  DuplicateAppendIgnored: 'requests', SequenceRefused: 'requests', ProducerIdsAllocated: 'brokers',
  InternalTopicWanted: 'admin', InternalTopicRefused: 'admin', CoordinatorFound: 'requests', OffsetsPartitionLoaded: 'brokers', OffsetsPartitionUnloaded: 'brokers',
  GroupLoaded: 'brokers', GroupRequestTurnedAway: 'requests', OffsetsCommitted: 'requests', OffsetCommitFailed: 'requests', OffsetsExpired: 'brokers',
  GroupDeleted: 'brokers', OffsetsDeleted: 'brokers', GroupOffsetsReset: 'admin', GroupResetFailed: 'admin', OffsetDeletionEnded: 'admin',
  ProducerStarted: 'clients', ProducerStopped: 'clients', ProducerIdAssigned: 'clients', ProducerEpochRaised: 'clients',
  ProduceRefused: 'requests', RequestParked: 'requests', ProduceAnswered: 'requests', ParkedFetchAnswered: 'requests',
  GroupStateChanged: 'requests', MemberIdGiven: 'requests', MemberAdded: 'requests', MemberRemoved: 'requests', GroupLeaderChanged: 'requests',
  GroupGenerationStarted: 'requests', GroupAssignmentReceived: 'requests', GroupAssigned: 'requests', GroupRequestRefused: 'requests', MemberFenced: 'requests',
  RecordSent: 'clients', RecordAcknowledged: 'clients', SendRetried: 'clients', SendFailed: 'clients', ClientDisconnected: 'clients',
  ClientMetadataUpdated: 'clients', RecordsDelivered: 'clients', PositionOutOfRange: 'clients', OffsetReset: 'clients', EndOffsetListed: 'clients', ConsumerStarted: 'clients',
  ConsumerStopped: 'clients',
  CoordinatorDiscovered: 'groups', CoordinatorLost: 'groups', MemberStateChanged: 'groups', RejoinRequested: 'groups', GenerationReset: 'groups', MemberLeaves: 'groups',
  LeaderLacksMetadata: 'groups', AssignmentComputed: 'groups', PartitionsRevoked: 'groups', PartitionsLost: 'groups', PartitionsAssigned: 'groups', CommittedOffsetFound: 'groups',
  ConsumerRegistered: 'groups', RebalanceAttempted: 'groups', RebalanceAttemptFailed: 'groups', OwnershipRefused: 'groups', RecordsPolled: 'groups', RecordProcessed: 'groups', OffsetCommitAnswered: 'groups', HeartbeatFailed: 'groups', PollOverdue: 'groups', ConsumerFailed: 'groups',
  PositionSought: 'groups', PartitionsPaused: 'groups', PartitionsResumed: 'groups', SubscriptionChanged: 'groups',
  SessionCreated: 'zookeeper', SessionExpired: 'zookeeper', SessionClosed: 'zookeeper', ZooKeeperDisconnected: 'zookeeper', ZnodeCreated: 'zookeeper',
  ZnodeChanged: 'zookeeper', ZnodeDeleted: 'zookeeper', WatchFired: 'zookeeper',
  ZkClientStarted: 'clients', ZkClientStopped: 'clients', ZnodeRead: 'zookeeper', ZkOperationFailed: 'zookeeper',
  LockAcquired: 'zookeeper', LockAwaited: 'zookeeper', LockReleased: 'zookeeper', LockDoubted: 'zookeeper', LockLost: 'zookeeper',
  NetworkCut: 'network', NetworkHealed: 'network', NetworkSlowed: 'network',
  TopicCreated: 'admin', PartitionsAdded: 'admin', ReassignmentStarted: 'admin', ReassignmentWidened: 'admin', ReassignmentEnded: 'admin', ReassignmentDropped: 'admin', ReassignmentToolFinished: 'admin', PreferredElectionBegun: 'admin', PreferredElectionEnded: 'admin', ElectionToolFinished: 'admin', ReplicaDeleted: 'admin', ReplicasPlaced: 'admin', ConfigChanged: 'admin', AdminRequestFailed: 'admin', ElectionRequested: 'admin', RecordsDeleted: 'admin', CommandRefused: 'admin',
};
