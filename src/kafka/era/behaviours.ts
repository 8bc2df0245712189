import type { Behaviours, EraId } from './era.ts';

/** Each row says what changed since the row before. */
const zeroEight: Behaviours = {
  metadata: 'zookeeper',
  isrChanges: 'leader-writes-zookeeper',
  forgetsFollowersEachEpoch: true,
  notifiesIsrChanges: false,
  brokerEpochs: false,
  stopReplicaNamesEpoch: false,
  znodeVersions: { broker: 1, topic: 1 },
  truncation: 'high-watermark',
  followsAnewFor: 'another-leader',
  leaderEpochBeginsWith: 'first-record',
  exitsRatherThanCut: true,
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
  forgetsFollowersEachEpoch: false,
  notifiesIsrChanges: true,
  znodeVersions: { broker: 4, topic: 1 },
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
  followsAnewFor: 'every-epoch',
  leaderEpochBeginsWith: 'election',
  exitsRatherThanCut: false,
  fetchesFencedByEpoch: true,
  equalLogEndOffsetIsInSync: true,
  rejoinNeedsEpochStart: true,
  uncleanElectionAfterConfigChange: 'at-once',
  idempotenceMaxInFlight: 5,
  activeGroupsLoseOffsets: false,
};

const twoEight: Behaviours = {
  ...twoOne,
  isrChanges: 'alter-partition',
  notifiesIsrChanges: false,
  brokerEpochs: true,
  stopReplicaNamesEpoch: true,
  znodeVersions: { broker: 5, topic: 3 },
  truncation: 'diverging-epoch-in-fetch',
  usesMaximalIsr: true,
  partitioner: 'sticky',
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
