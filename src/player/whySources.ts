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
  LowWatermarkAdvanced: { kafka: 'Partition.lowWatermarkIfLeader', kip: 'KIP-107' },
  RecordsDeleted: { kafka: 'DelayedDeleteRecords.onComplete', kip: 'KIP-107' },
  PositionOutOfRange: { kafka: 'FetchCollector.handleInitializeErrors' },
  ControllerElected: { kafka: 'QuorumController', kip: 'KIP-595' },
  LeaderElected: { kafka: 'PartitionChangeBuilder.electLeader' },
  PartitionWentOffline: { kafka: 'PartitionChangeBuilder.electLeader' },
  ReplicaLeftIsr: { kafka: 'ReplicationControlManager.alterPartition', kip: 'KIP-497' },
  ReplicaJoinedIsr: { kafka: 'ReplicationControlManager.alterPartition', kip: 'KIP-497' },
  TopicCreated: { kafka: 'ReplicationControlManager.createTopics' },
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
  ProducerStarted: { kafka: 'Sender.run' },
  ProducerStopped: null,
  ProducerIdAssigned: { kafka: 'TransactionManager.setProducerIdAndEpoch', kip: 'KIP-98' },
  ProducerEpochRaised: { kafka: 'TransactionManager.bumpIdempotentProducerEpoch', kip: 'KIP-360' },
  SendRetried: { kafka: 'Sender.reenqueueBatch' },
  SendFailed: { kafka: 'Sender.failBatch', kip: 'KIP-91' },
  ClientDisconnected: { kafka: 'NetworkClient.handleDisconnections' },
  ClientMetadataUpdated: { kafka: 'Metadata.update' },
  RecordsDelivered: { kafka: 'FetchCollector.collectFetch' },
  OffsetReset: { kafka: 'OffsetFetcher.resetPositionsIfNeeded' },
  EndOffsetListed: { kafka: 'OffsetFetcher.fetchOffsetsByTimes', kip: 'KIP-207' },
  ConsumerStarted: { kafka: 'KafkaConsumer.subscribe' },
  ConsumerStopped: { kafka: 'KafkaConsumer.close' },
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
  TopicCreated: { kafka: 'AdminZkClient.createTopic' },
  ConfigChanged: { kafka: 'ZkAdminManager.incrementalAlterConfigs', kip: 'KIP-339' },
  ElectionRequested: { kafka: 'KafkaController.processReplicaLeaderElection', kip: 'KIP-460' },
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
export function whySource(fact: Fact, metadata: 'kraft' | 'zookeeper'): Source | null {
  if (fact.type === 'HighWatermarkAdvanced' && fact.role === 'follower') return { kafka: 'UnifiedLog.maybeUpdateHighWatermark' };
  if (fact.type === 'LogTruncated') return TRUNCATED_BY[fact.reason];
  if ((fact.type === 'ReplicaLeftIsr' || fact.type === 'ReplicaJoinedIsr') && fact.by === 'controller') return ISR_BY_CONTROLLER[metadata];
  return (metadata === 'zookeeper' ? WITH_ZOOKEEPER[fact.type] : undefined) ?? SOURCES[fact.type];
}
