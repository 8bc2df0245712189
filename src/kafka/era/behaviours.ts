import type { Behaviours, EraId } from './era.ts';

/** Each row says what changed since the row before. */
const zeroEight: Behaviours = {
  metadata: 'zookeeper',
  isrChanges: 'leader-writes-zookeeper',
  truncation: 'high-watermark',
  fetchesFencedByEpoch: false,
  isrLag: 'messages-and-time',
  equalLogEndOffsetIsInSync: false,
  isrCheckFraction: 1,
  rejoinNeedsEpochStart: false,
  caughtUpFollowersHoldHighWatermark: false,
  usesMaximalIsr: false,
  freezesHighWatermarkUnderMinIsr: false,
  minIsrCappedByReplicas: false,
  eligibleLeaderReplicas: false,
  newIncarnationLeavesIsr: false,
  isrShrinkRaisesLeaderEpoch: true,
  uncleanElectionAfterConfigChange: 'at-next-failure',
  preferredLeaderRebalance: 'imbalanced-brokers',
  partitioner: 'round-robin',
  idempotenceDefault: false,
  idempotenceMaxInFlight: 0,
  unknownProducerSequence: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  producerRaisesEpoch: false,
  transactions: 'none',
  offsetsIn: 'zookeeper',
  messageFormat: 0,
  followerReads: false,
  listedEndOffsetsNeverGoBack: false,
  groupProtocols: ['zookeeper'],
  heartbeatsInBackground: false,
  memberIdRequired: false,
  staticMembership: false,
  cooperativeRebalancing: false,
  activeGroupsLoseOffsets: true,
  unansweredProduceError: 'NETWORK_EXCEPTION',
  staleLeaderErrorName: 'NOT_LEADER_FOR_PARTITION',
  isrChangeApi: 'AlterIsr',
};

const zeroTen: Behaviours = {
  ...zeroEight,
  isrLag: 'time-since-caught-up',
  isrCheckFraction: 0.5,
  caughtUpFollowersHoldHighWatermark: true,
  offsetsIn: 'topic',
  messageFormat: 1,
  groupProtocols: ['classic'],
  heartbeatsInBackground: true,
};

const zeroEleven: Behaviours = {
  ...zeroTen,
  truncation: 'leader-epoch',
  idempotenceMaxInFlight: 1,
  transactions: 'v1',
  messageFormat: 2,
};

const twoOne: Behaviours = {
  ...zeroEleven,
  truncation: 'leader-epoch-fenced',
  fetchesFencedByEpoch: true,
  equalLogEndOffsetIsInSync: true,
  rejoinNeedsEpochStart: true,
  uncleanElectionAfterConfigChange: 'at-once',
  idempotenceMaxInFlight: 5,
  unknownProducerSequence: 'UNKNOWN_PRODUCER_ID',
  activeGroupsLoseOffsets: false,
};

const twoEight: Behaviours = {
  ...twoOne,
  isrChanges: 'alter-partition',
  truncation: 'diverging-epoch-in-fetch',
  usesMaximalIsr: true,
  partitioner: 'sticky',
  unknownProducerSequence: 'accepted',
  producerRaisesEpoch: true,
  followerReads: true,
  listedEndOffsetsNeverGoBack: true,
  memberIdRequired: true,
  staticMembership: true,
  cooperativeRebalancing: true,
  staleLeaderErrorName: 'NOT_LEADER_OR_FOLLOWER',
};

const threeNine: Behaviours = {
  ...twoEight,
  metadata: 'kraft',
  freezesHighWatermarkUnderMinIsr: true,
  minIsrCappedByReplicas: true,
  isrShrinkRaisesLeaderEpoch: false,
  uncleanElectionAfterConfigChange: 'at-next-check',
  preferredLeaderRebalance: 'every-partition',
  partitioner: 'uniform',
  idempotenceDefault: true,
  unansweredProduceError: 'REQUEST_TIMED_OUT',
  isrChangeApi: 'AlterPartition',
};

const fourOne: Behaviours = {
  ...threeNine,
  eligibleLeaderReplicas: true,
  newIncarnationLeavesIsr: true,
  transactions: 'v2',
  groupProtocols: ['classic', 'consumer'],
};

export const behavioursByEra: Readonly<Record<EraId, Behaviours>> = {
  '0.8': zeroEight,
  '0.10': zeroTen,
  '0.11': zeroEleven,
  '2.1': twoOne,
  '2.8': twoEight,
  '3.9': threeNine,
  '4.1': fourOne,
};
