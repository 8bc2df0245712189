import { eraOf } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';

/** Where Kafka does it: a class and method, or a file of the client; and the proposal that brought it, if one did. */
export interface Source {
  readonly kafka: string;
  readonly kip?: string;
}

/** Where KRaft clusters and their clients do it. Every fact is named; null where a person or the network acts and no class of Kafka does. */
const SOURCES: Readonly<Record<FactType, Source | null>> = {
  BrokerStarted: { kafka: 'BrokerServer.startup' },
  BrokerStopped: null,
  BrokerRegistered: { kafka: 'ClusterControlManager.registerBroker', kip: 'KIP-631' },
  BrokerFenced: { kafka: 'ReplicationControlManager.handleBrokerFenced', kip: 'KIP-631' },
  BrokerUnfenced: { kafka: 'ReplicationControlManager.handleBrokerUnfenced', kip: 'KIP-631' },
  BrokerStateChanged: { kafka: 'BrokerLifecycleManager', kip: 'KIP-631' },
  UnflushedRecordsLost: { kafka: 'LogLoader.load' },
  DiskLost: null,
  LogsLoaded: { kafka: 'LogManager.loadLogs' },
  LogRecovered: { kafka: 'LogLoader.recoverLog' },
  CheckpointWritten: { kafka: 'OffsetCheckpointFile.write' },
  RecordsFlushed: { kafka: 'UnifiedLog.flush' },
  LogStartOffsetAdvanced: { kafka: 'UnifiedLog.maybeIncrementLogStartOffset', kip: 'KIP-107' },
  LogCleaned: { kafka: 'Cleaner.doClean', kip: 'KIP-534' },
  LowWatermarkAdvanced: { kafka: 'Partition.lowWatermarkIfLeader', kip: 'KIP-107' },
  RecordsDeleted: { kafka: 'DelayedDeleteRecords.onComplete', kip: 'KIP-107' },
  PositionOutOfRange: { kafka: 'FetchCollector.handleInitializeErrors' },
  ControllerElected: { kafka: 'QuorumController', kip: 'KIP-595' },
  LeaderElected: { kafka: 'PartitionChangeBuilder.electLeader' },
  PartitionWentOffline: { kafka: 'PartitionChangeBuilder.electLeader' },
  ReplicaLeftIsr: { kafka: 'ReplicationControlManager.alterPartition', kip: 'KIP-497' },
  ReplicaJoinedIsr: { kafka: 'ReplicationControlManager.alterPartition', kip: 'KIP-497' },
  TopicCreated: { kafka: 'ReplicationControlManager.createTopics' },
  PartitionsAdded: { kafka: 'ReplicationControlManager.createPartitions', kip: 'KIP-195' },
  ReplicasPlaced: { kafka: 'StripedReplicaPlacer.place' },
  ReassignmentStarted: { kafka: 'ReplicationControlManager.alterPartitionReassignments', kip: 'KIP-455' },
  ReassignmentEnded: { kafka: 'PartitionReassignmentReplicas.maybeCompleteReassignment', kip: 'KIP-455' },
  ReassignmentDropped: { kafka: 'KafkaController.maybeTriggerPartitionReassignment' },
  ReassignmentToolFinished: { kafka: 'ReassignPartitionsCommand.executeAssignment' },
  ReplicaDeleted: { kafka: 'ReplicaManager.stopPartitions' },
  ConfigChanged: { kafka: 'ConfigurationControlManager.incrementalAlterConfigs', kip: 'KIP-339' },
  AdminRequestFailed: { kafka: 'KafkaAdminClient' },
  ElectionRequested: { kafka: 'ReplicationControlManager.electLeaders', kip: 'KIP-460' },
  BecameLeader: { kafka: 'Partition.makeLeader' },
  BecameFollower: { kafka: 'Partition.makeFollower' },
  RecordsAppended: { kafka: 'Partition.appendRecordsToLeader' },
  RecordsReplicated: { kafka: 'ReplicaFetcherThread.processPartitionData' },
  FollowerPositionLearned: { kafka: 'Partition.updateFollowerFetchState' },
  HighWatermarkAdvanced: { kafka: 'Partition.maybeIncrementLeaderHW' },
  HighWatermarkFrozen: { kafka: 'Partition.maybeIncrementLeaderHW', kip: 'KIP-966' },
  IsrShrinkAsked: { kafka: 'Partition.maybeShrinkIsr' },
  IsrExpandAsked: { kafka: 'Partition.maybeExpandIsr' },
  IsrUpdated: { kafka: 'Partition.handleAlterPartitionUpdate', kip: 'KIP-497' },
  IsrWriteSkipped: { kafka: 'Partition.updateIsr' },
  TruncationNotAllowed: { kafka: 'ReplicaFetcherThread.handleOffsetOutOfRange' },
  AlterPartitionRefused: { kafka: 'Partition.handleAlterPartitionError', kip: 'KIP-497' },
  LogTruncated: { kafka: 'AbstractFetcherThread.truncateOnFetchResponse', kip: 'KIP-595' },
  ReplicaFetchFailed: { kafka: 'AbstractFetcherThread.processFetchRequest' },
  ReplicaFetcherDisconnected: { kafka: 'BrokerBlockingSender.sendRequest' },
  ProduceRefused: { kafka: 'ReplicaManager.appendRecords' },
  RequestParked: { kafka: 'DelayedOperationPurgatory.tryCompleteElseWatch' },
  ProduceAnswered: { kafka: 'DelayedProduce.onComplete' },
  ParkedFetchAnswered: { kafka: 'DelayedFetch.onComplete' },
  RecordSent: { kafka: 'Sender.sendProduceRequest' },
  RecordAcknowledged: { kafka: 'Sender.completeBatch' },
  DuplicateAppendIgnored: { kafka: 'UnifiedLog.analyzeAndValidateProducerState', kip: 'KIP-98' },
  SequenceRefused: { kafka: 'ProducerAppendInfo.checkSequence', kip: 'KIP-98' },
  ProducerIdsAllocated: { kafka: 'ProducerIdControlManager.generateNextProducerId', kip: 'KIP-730' },
  InternalTopicWanted: { kafka: 'DefaultAutoTopicCreationManager.createTopics' },
  InternalTopicRefused: { kafka: 'DefaultAutoTopicCreationManager.createTopics' },
  CoordinatorFound: { kafka: 'KafkaApis.handleFindCoordinatorRequest' },
  OffsetsPartitionLoaded: { kafka: 'GroupMetadataManager.loadGroupsAndOffsets' },
  OffsetsPartitionUnloaded: { kafka: 'GroupMetadataManager.removeGroupsForPartition' },
  GroupLoaded: { kafka: 'GroupCoordinator.onGroupLoaded' },
  GroupRequestTurnedAway: { kafka: 'GroupCoordinator.validateGroupStatus' },
  OffsetsCommitted: { kafka: 'GroupMetadataManager.storeOffsets' },
  OffsetCommitFailed: { kafka: 'GroupMetadataManager.storeOffsets' },
  OffsetsDeleted: { kafka: 'GroupCoordinator.handleDeleteOffsets', kip: 'KIP-496' },
  GroupDeleted: { kafka: 'GroupCoordinator.handleDeleteGroups', kip: 'KIP-229' },
  GroupOffsetsReset: { kafka: 'ConsumerGroupCommand.resetOffsets', kip: 'KIP-122' },
  OffsetDeletionEnded: { kafka: 'ConsumerGroupCommand.deleteOffsets', kip: 'KIP-496' },
  GroupResetFailed: { kafka: 'ConsumerGroupCommand.resetOffsets', kip: 'KIP-122' },
  OffsetsExpired: { kafka: 'GroupMetadataManager.cleanupGroupMetadata', kip: 'KIP-211' },
  ProducerStarted: { kafka: 'Sender.run' },
  ProducerStopped: null,
  ProducerIdAssigned: { kafka: 'TransactionManager.setProducerIdAndEpoch', kip: 'KIP-98' },
  ProducerEpochRaised: { kafka: 'TransactionManager.bumpIdempotentProducerEpoch', kip: 'KIP-360' },
  GroupStateChanged: { kafka: 'ClassicGroup.transitionTo' },
  MemberIdGiven: { kafka: 'GroupMetadataManager.classicGroupJoinNewDynamicMember', kip: 'KIP-394' },
  MemberAdded: { kafka: 'ClassicGroup.add' },
  MemberRemoved: { kafka: 'ClassicGroup.remove' },
  GroupLeaderChanged: { kafka: 'ClassicGroup.maybeElectNewJoinedLeader' },
  GroupGenerationStarted: { kafka: 'ClassicGroup.initNextGeneration' },
  GroupAssignmentReceived: { kafka: 'GroupMetadataManager.classicGroupSyncToClassicGroup' },
  GroupAssigned: { kafka: 'GroupMetadataManager.setAndPropagateAssignment' },
  GroupRequestRefused: { kafka: 'ClassicGroup.validateMember' },
  MemberFenced: { kafka: 'ClassicGroup.validateMember', kip: 'KIP-345' },
  SendRetried: { kafka: 'Sender.reenqueueBatch' },
  SendFailed: { kafka: 'Sender.failBatch', kip: 'KIP-91' },
  ClientDisconnected: { kafka: 'NetworkClient.handleDisconnections' },
  ClientMetadataUpdated: { kafka: 'Metadata.update' },
  RecordsDelivered: { kafka: 'FetchCollector.collectFetch' },
  OffsetReset: { kafka: 'OffsetFetcher.resetPositionsIfNeeded' },
  EndOffsetListed: { kafka: 'OffsetFetcher.fetchOffsetsByTimes', kip: 'KIP-207' },
  ConsumerStarted: { kafka: 'KafkaConsumer.subscribe' },
  ConsumerStopped: { kafka: 'KafkaConsumer.close' },
  CoordinatorDiscovered: { kafka: 'AbstractCoordinator.FindCoordinatorResponseHandler' },
  CoordinatorLost: { kafka: 'AbstractCoordinator.markCoordinatorUnknown' },
  MemberStateChanged: { kafka: 'AbstractCoordinator.MemberState' },
  RejoinRequested: { kafka: 'AbstractCoordinator.requestRejoin', kip: 'KIP-800' },
  GenerationReset: { kafka: 'AbstractCoordinator.resetStateAndGeneration' },
  MemberLeaves: { kafka: 'AbstractCoordinator.maybeLeaveGroup' },
  LeaderLacksMetadata: { kafka: 'ConsumerCoordinator.updateGroupSubscription' },
  AssignmentComputed: { kafka: 'ConsumerCoordinator.onLeaderElected' },
  PartitionsRevoked: { kafka: 'ConsumerRebalanceListenerInvoker.invokePartitionsRevoked', kip: 'KIP-429' },
  PartitionsLost: { kafka: 'ConsumerRebalanceListenerInvoker.invokePartitionsLost', kip: 'KIP-429' },
  PartitionsAssigned: { kafka: 'ConsumerCoordinator.onJoinComplete' },
  ConsumerRegistered: { kafka: 'ZookeeperConsumerConnector.registerConsumerInZK' },
  RebalanceAttempted: { kafka: 'ZKRebalancerListener.syncedRebalance' },
  RebalanceAttemptFailed: { kafka: 'ZKRebalancerListener.syncedRebalance' },
  OwnershipRefused: { kafka: 'ZKRebalancerListener.reflectPartitionOwnershipDecision' },
  CommittedOffsetFound: { kafka: 'ConsumerUtils.refreshCommittedOffsets' },
  RecordsPolled: { kafka: 'KafkaConsumer.poll' },
  RecordProcessed: null,
  OffsetCommitAnswered: { kafka: 'ConsumerCoordinator.OffsetCommitResponseHandler' },
  HeartbeatFailed: { kafka: 'AbstractCoordinator.HeartbeatResponseHandler' },
  PollOverdue: { kafka: 'AbstractCoordinator.HeartbeatThread', kip: 'KIP-62' },
  ConsumerFailed: { kafka: 'KafkaConsumer.poll' },
  PositionSought: { kafka: 'KafkaConsumer.seek' },
  PartitionsPaused: { kafka: 'KafkaConsumer.pause' },
  PartitionsResumed: { kafka: 'KafkaConsumer.resume' },
  SubscriptionChanged: { kafka: 'KafkaConsumer.subscribe' },
  NetworkCut: null,
  NetworkHealed: null,
  NetworkSlowed: null,
  CommandRefused: null,
  ZkClientStarted: null,
  ZkClientStopped: null,
  ZnodeRead: { kafka: 'ZooKeeper.getData' },
  ZkOperationFailed: { kafka: 'KeeperException' },
  LockAcquired: { kafka: 'ZooKeeper Recipes: Locks' },
  LockAwaited: { kafka: 'ZooKeeper Recipes: Locks' },
  LockReleased: { kafka: 'ZooKeeper Recipes: Locks' },
  LockDoubted: { kafka: 'Watcher.Event.KeeperState.Disconnected' },
  LockLost: { kafka: 'Watcher.Event.KeeperState.Expired' },
  BrokerRegisteredInZooKeeper: { kafka: 'KafkaZkClient.registerBroker' },
  ControllerResigned: { kafka: 'KafkaController.onControllerResignation' },
  ControlRequestRefused: { kafka: 'ReplicaManager.becomeLeaderOrFollower' },
  LiveBrokersChanged: { kafka: 'KafkaController.processBrokerChange' },
  SessionCreated: { kafka: 'SessionTrackerImpl.createSession' },
  SessionExpired: { kafka: 'SessionTrackerImpl.run' },
  SessionClosed: { kafka: 'PrepRequestProcessor (closeSession)' },
  WatchFired: { kafka: 'WatchManager.triggerWatch' },
  ZnodeChanged: { kafka: 'DataTree.setData' },
  ZnodeCreated: { kafka: 'DataTree.createNode' },
  ZnodeDeleted: { kafka: 'DataTree.deleteNode' },
  BrokerRegistrationRefused: { kafka: 'KafkaZkClient.registerBroker' },
  ZooKeeperDisconnected: { kafka: 'ZooKeeperClient' },
};

/** Where a cluster with ZooKeeper does it otherwise. */
const WITH_ZOOKEEPER: Readonly<Partial<Record<FactType, Source>>> = {
  BrokerStarted: { kafka: 'KafkaServer.startup' },
  BrokerStateChanged: { kafka: 'KafkaServer' },
  ControllerElected: { kafka: 'KafkaController.elect' },
  LeaderElected: { kafka: 'ZkPartitionStateMachine.doElectLeaderForPartitions' },
  PartitionWentOffline: { kafka: 'KafkaController.onReplicasBecomeOffline' },
  ReassignmentStarted: { kafka: 'KafkaController.onPartitionReassignment', kip: 'KIP-455' },
  ReassignmentEnded: { kafka: 'KafkaController.onPartitionReassignment', kip: 'KIP-455' },
  ReplicaDeleted: { kafka: 'ReplicaManager.stopReplicas' },
  TopicCreated: { kafka: 'AdminZkClient.createTopic' }, PartitionsAdded: { kafka: 'KafkaController.processPartitionModifications', kip: 'KIP-195' }, ReplicasPlaced: { kafka: 'AdminUtils.assignReplicasToBrokers', kip: 'KIP-36' },
  ConfigChanged: { kafka: 'ZkAdminManager.incrementalAlterConfigs', kip: 'KIP-339' },
  ElectionRequested: { kafka: 'KafkaController.processReplicaLeaderElection', kip: 'KIP-460' },
};

/** The ISR while the controller keeps it in ZooKeeper (2.7, 2.8): AlterIsr, as AlterPartition was called then. */
const BY_ALTER_ISR: Readonly<Partial<Record<FactType, Source>>> = {
  ReplicaLeftIsr: { kafka: 'KafkaController.processAlterIsr', kip: 'KIP-497' },
  ReplicaJoinedIsr: { kafka: 'KafkaController.processAlterIsr', kip: 'KIP-497' },
  IsrUpdated: { kafka: 'Partition.handleAlterIsrResponse', kip: 'KIP-497' },
  AlterPartitionRefused: { kafka: 'Partition.handleAlterIsrResponse', kip: 'KIP-497' },
};

/** The ISR while leaders write it to ZooKeeper themselves (to 2.6). */
const BY_THE_LEADER: Readonly<Partial<Record<FactType, Source>>> = {
  ReplicaLeftIsr: { kafka: 'ReplicationUtils.updateLeaderAndIsr' },
  ReplicaJoinedIsr: { kafka: 'ReplicationUtils.updateLeaderAndIsr' },
  IsrUpdated: { kafka: 'Partition.updateIsr' },
};

const ISR_BY_CONTROLLER: Readonly<Record<'kraft' | 'zookeeper', Source>> = {
  kraft: { kafka: 'PartitionChangeBuilder.build' },
  zookeeper: { kafka: 'ZkReplicaStateMachine.doRemoveReplicasFromIsr' },
};

const TRUNCATED_BY: Readonly<Record<Extract<Fact, { readonly type: 'LogTruncated' }>['reason'], Source>> = {
  'diverging-epoch': { kafka: 'AbstractFetcherThread.truncateOnFetchResponse', kip: 'KIP-595' },
  'leader-epoch': { kafka: 'AbstractFetcherThread.truncateToEpochEndOffsets', kip: 'KIP-101' },
  'high-watermark': { kafka: 'AbstractFetcherThread.truncateToHighWatermark' },
  'out-of-range': { kafka: 'AbstractFetcherThread.fetchOffsetAndTruncate' },
};

/** Where Kafka does what a fact reports; null for what is not Kafka's doing. */
export function whySource(fact: Fact, era: EraId): Source | null {
  const { metadata, isrChanges } = eraOf(era);
  if (fact.type === 'HighWatermarkAdvanced' && fact.role === 'follower') return { kafka: 'UnifiedLog.maybeUpdateHighWatermark' };
  if (fact.type === 'LogTruncated') return TRUNCATED_BY[fact.reason];
  if ((fact.type === 'ReplicaLeftIsr' || fact.type === 'ReplicaJoinedIsr') && fact.by === 'controller') return ISR_BY_CONTROLLER[metadata];
  if (metadata === 'kraft') return SOURCES[fact.type];
  const ofIsr = isrChanges === 'leader-writes-zookeeper' ? BY_THE_LEADER : BY_ALTER_ISR;
  return ofIsr[fact.type] ?? WITH_ZOOKEEPER[fact.type] ?? SOURCES[fact.type];
}
