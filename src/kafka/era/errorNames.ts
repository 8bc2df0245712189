import type { ErrorName } from '../names/errors.ts';

type Older = Readonly<Partial<Record<ErrorName, string>>>;

/**
 * To 2.5. Before KIP-183 (2.2) preferred leaders were asked for through ZooKeeper, and refused with an exception of the
 * controller's; that none was needed 2.1 did not say, so it stands here as 0.11 said it. Source: PartitionLeaderSelector (0.11),
 * PartitionStateMachine (2.1).
 */
export const errorNamesOf2_1: Older = {
  NOT_LEADER_OR_FOLLOWER: 'NOT_LEADER_FOR_PARTITION',
  PREFERRED_LEADER_NOT_AVAILABLE: 'StateChangeFailedException', ELECTION_NOT_NEEDED: 'LeaderElectionNotNeededException',
};

/** To 0.11. */
export const errorNamesOf0_11: Older = { ...errorNamesOf2_1, UNKNOWN_SERVER_ERROR: 'UNKNOWN' };

/** To 0.10: coordinators were of groups only. */
export const errorNamesOf0_10: Older = {
  ...errorNamesOf0_11,
  COORDINATOR_LOAD_IN_PROGRESS: 'GROUP_LOAD_IN_PROGRESS', COORDINATOR_NOT_AVAILABLE: 'GROUP_COORDINATOR_NOT_AVAILABLE', NOT_COORDINATOR: 'NOT_COORDINATOR_FOR_GROUP',
};

/**
 * Some numbers had names only on the broker's side, where they are constants of Scala; and topics were created by a tool,
 * which threw exceptions. Source: Errors; ErrorMapping for those it lacks; AdminUtils and LogConfig (all 0.8.2).
 */
export const errorNamesOf0_8: Older = {
  ...errorNamesOf0_11,
  BROKER_NOT_AVAILABLE: 'BrokerNotAvailableCode', REPLICA_NOT_AVAILABLE: 'ReplicaNotAvailableCode', STALE_CONTROLLER_EPOCH: 'StaleControllerEpochCode',
  COORDINATOR_LOAD_IN_PROGRESS: 'OffsetsLoadInProgressCode', COORDINATOR_NOT_AVAILABLE: 'ConsumerCoordinatorNotAvailableCode', NOT_COORDINATOR: 'NotCoordinatorForConsumerCode',
  TOPIC_ALREADY_EXISTS: 'TopicExistsException', INVALID_CONFIG: 'InvalidConfigException',
  INVALID_PARTITIONS: 'AdminOperationException', INVALID_REPLICATION_FACTOR: 'AdminOperationException', INVALID_REPLICA_ASSIGNMENT: 'AdminOperationException',
};
