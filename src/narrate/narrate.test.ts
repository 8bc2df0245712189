import { describe, expect, test } from 'vitest';
import type { ReassignmentOutcome } from '../kafka/admin/reassign/types.ts';
import type { Fact } from '../kafka/facts.ts';
import type { Cause, Envelope } from '../world/types.ts';
import { causeSentence, dictionaries, narrate, sentence, stepSentence } from './narrate.ts';
import { nodeName } from './names.ts';

const record = (value: string | null, offset: number) => ({ id: `producer-1:${offset}`, key: null, value, timestampMs: 0, offset, leaderEpoch: 0 });
const at = { partition: 'orders-0', brokerId: 2 };
const previous = { previousLeader: 1, previousLeaderEpoch: 0 };

/** Every fact, and every wording a fact can take. */
const who = { consumer: 'consumer-1', group: 'g' } as const;
const consumerFactsOfEveryKind: readonly Fact[] = [
  { type: 'CoordinatorDiscovered', ...who, brokerId: 2 },
  { type: 'CoordinatorLost', ...who, brokerId: 2, reason: 'coordinator unavailable' },
  ...(['unjoined', 'preparingRebalance', 'completingRebalance', 'stable'] as const).map((to) =>
    ({ type: 'MemberStateChanged', ...who, from: 'unjoined', to, generation: 3, memberId: 'm', protocol: to === 'stable' ? 'range' : null }) as const),
  { type: 'RejoinRequested', ...who, reason: 'group is already rebalancing' },
  { type: 'GenerationReset', ...who, resetMemberId: true, reason: 'encountered UNKNOWN_MEMBER_ID from HEARTBEAT response' },
  { type: 'MemberLeaves', ...who, memberId: 'm', brokerId: 2, reason: 'the consumer is being closed' },
  { type: 'LeaderLacksMetadata', ...who, topics: ['logs'] },
  { type: 'AssignmentComputed', ...who, generation: 3, protocol: 'range', assignment: { m1: ['orders-0'], m2: [] }, steps: [] },
  { type: 'PartitionsRevoked', ...who, generation: 3, partitions: ['orders-0'] },
  { type: 'PartitionsLost', ...who, generation: 3, partitions: ['orders-0', 'orders-1'] },
  { type: 'PartitionsAssigned', ...who, generation: 3, partitions: [], owned: [] },
  { type: 'PartitionsAssigned', ...who, generation: 3, partitions: ['orders-0'], owned: ['orders-0', 'orders-1'] },
  { type: 'ConsumerRegistered', consumer: 'consumer-1', group: 'app', consumerId: 'app_consumer-1-83-8706c4eb', path: '/consumers/app/ids/app_consumer-1-83-8706c4eb' },
  { type: 'RebalanceAttempted', consumer: 'consumer-1', group: 'app', consumerId: 'app_consumer-1-83-8706c4eb', attempt: 0 },
  { type: 'RebalanceAttemptFailed', consumer: 'consumer-1', group: 'app', consumerId: 'app_consumer-1-83-8706c4eb', attempt: 3, isLast: true, backoffMs: 2000 },
  { type: 'OwnershipRefused', consumer: 'consumer-1', group: 'app', consumerId: 'app_consumer-1-83-8706c4eb', partition: 'orders-1', owner: 'app_consumer-2-12-fb2627fd-0' },
  { type: 'CommittedOffsetFound', ...who, partition: 'orders-0', offset: 3 },
  { type: 'CommittedOffsetFound', ...who, partition: 'orders-0', offset: -1 },
  { type: 'RecordsPolled', ...who, records: 2, buffered: 1 },
  { type: 'RecordProcessed', ...who, partition: 'orders-0', offset: 3, recordId: 'x', value: 'm3', worker: null },
  { type: 'RecordProcessed', ...who, partition: 'orders-0', offset: 3, recordId: 'x', value: null, worker: 2 },
  ...(['auto', 'sync', 'async'] as const).map((by) => ({ type: 'OffsetCommitAnswered', ...who, by, offsets: [{ partition: 'orders-0', offset: 3, leaderEpoch: 0, metadata: '' }], error: 'NONE' }) as const),
  { type: 'OffsetCommitAnswered', ...who, by: 'auto', offsets: [{ partition: 'orders-0', offset: 3, leaderEpoch: -1, metadata: '' }], error: 'ILLEGAL_GENERATION' },
  { type: 'HeartbeatFailed', ...who, error: 'UNKNOWN_MEMBER_ID', generation: 3 },
  { type: 'PollOverdue', ...who, maxPollIntervalMs: 300_000 },
  { type: 'ConsumerFailed', ...who, error: 'FENCED_INSTANCE_ID' },
  { type: 'PositionSought', ...who, partition: 'orders-0', from: -1, to: 3 },
  { type: 'PartitionsPaused', ...who, partitions: ['orders-0'] },
  { type: 'PartitionsResumed', ...who, partitions: ['orders-0'] },
  { type: 'SubscriptionChanged', ...who, topics: ['orders'], pattern: null },
  { type: 'SubscriptionChanged', ...who, topics: [], pattern: 'or.*' },
  { type: 'SubscriptionChanged', ...who, topics: [], pattern: null },
];
const inGroup = { brokerId: 1, group: 'billing', partition: 12 } as const;
const memberId = 'consumer-1-b8d59fd5-bc12-4bb4-b1e9-f344b73ee369';
const groupFacts: readonly Fact[] = [
  ...(['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Empty', 'Dead'] as const).map((to) => ({ type: 'GroupStateChanged', ...inGroup, from: 'Stable', to, generation: 3, reason: null }) as const),
  { type: 'MemberIdGiven', ...inGroup, memberId, state: 'Empty' },
  { type: 'MemberAdded', ...inGroup, memberId, clientId: 'consumer-1', groupInstanceId: null, state: 'Empty', wasPending: true, replaces: null },
  { type: 'MemberAdded', ...inGroup, memberId, clientId: 'consumer-1', groupInstanceId: 'till-1', state: 'Empty', wasPending: false, replaces: null },
  { type: 'MemberAdded', ...inGroup, memberId, clientId: 'consumer-1', groupInstanceId: 'till-1', state: 'Stable', wasPending: false, replaces: 'till-1-x' },
  ...(['leave', 'session-timeout', 'rebalance-timeout', 'sync-timeout', 'static-replaced', 'pending-expired', 'pending-left'] as const).map((reason) =>
    ({ type: 'MemberRemoved', ...inGroup, memberId, reason, together: [memberId], clientReason: null }) as const),
  ...(['left', 'not-joined'] as const).map((reason) => ({ type: 'GroupLeaderChanged', ...inGroup, from: 'x', to: memberId, groupInstanceId: null, reason }) as const),
  { type: 'GroupGenerationStarted', ...inGroup, generation: 4, protocol: 'range', leader: memberId, members: [memberId] },
  { type: 'GroupGenerationStarted', ...inGroup, generation: 4, protocol: 'range', leader: memberId, members: [memberId, 'till-1-x'] },
  { type: 'GroupAssignmentReceived', ...inGroup, generation: 4, leader: memberId, members: 2, staticMembers: 1 },
  { type: 'GroupAssigned', ...inGroup, generation: 4, assignment: { [memberId]: ['orders-0', 'orders-1'], 'till-1': [] } },
  { type: 'GroupRequestRefused', ...inGroup, memberId, api: 'Heartbeat', error: 'REBALANCE_IN_PROGRESS' },
  { type: 'GroupRequestRefused', ...inGroup, memberId: '', api: 'JoinGroup', error: 'INCONSISTENT_GROUP_PROTOCOL' },
  { type: 'MemberFenced', ...inGroup, memberId, groupInstanceId: 'till-1', by: 'x', api: 'Heartbeat' },
];
const outcomes: readonly ReassignmentOutcome[] = [
  { how: 'started' }, { how: 'cancelled', partitions: ['orders-0'] }, { how: 'none-active' }, { how: 'running' }, { how: 'invalid' }, { how: 'unknown-brokers', brokers: [9] },
  { how: 'unknown-partitions', partitions: ['orders-7'] }, { how: 'overtaken', reassignment: [] }, { how: 'refused', errors: [{ partition: 'orders-0', error: 'INVALID_REPLICA_ASSIGNMENT', message: null }] },
  { how: 'timed-out', api: 'Metadata' },
];
const facts: readonly Fact[] = [
  { type: 'BrokerStarted', brokerId: 1, incarnation: 2 },
  ...(['killed', 'power-off', 'controlled-shutdown', 'start-up-failed', 'fatal-error'] as const).map((how) => ({ type: 'BrokerStopped', brokerId: 1, how }) as const),
  { type: 'BrokerRegistered', brokerId: 1, brokerEpoch: 13 },
  ...(['session-timeout', 'controlled-shutdown', 'new-incarnation'] as const).map((reason) => ({ type: 'BrokerFenced', brokerId: 1, reason }) as const),
  { type: 'BrokerUnfenced', brokerId: 1, registrationOffset: 27 },
  { type: 'BrokerStateChanged', brokerId: 1, from: 'STARTING', to: 'RECOVERY' },
  { type: 'UnflushedRecordsLost', ...at, from: 4, to: 2, removed: [] },
  { type: 'DiskLost', brokerId: 1, partitions: ['orders-0'] },
  { type: 'ControllerElected', controllerId: 3000, epoch: 1 },
  ...(['clean', 'unclean', 'preferred', 'controlled-shutdown'] as const).map((election) => ({ type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 1, partitionEpoch: 1, isr: [2], previousLeader: 1, election }) as const),
  { type: 'PartitionWentOffline', partition: 'orders-0', leaderEpoch: 1, isr: [1], previousLeader: 1 },
  { type: 'ReplicaLeftIsr', ...at, isr: [1], partitionEpoch: 1, by: 'leader' },
  { type: 'ReplicaJoinedIsr', ...at, isr: [1, 2], partitionEpoch: 1, by: 'leader' },
  { type: 'TopicCreated', topic: 'orders', topicId: 'x', assignment: [[1, 2, 3]] },
  { type: 'ReassignmentStarted', partition: 'orders-0', target: [4, 2, 3], adding: [4], removing: [1] },
  { type: 'ReassignmentWidened', controllerId: 1, partition: 'orders-0', target: [4, 2, 3], replicas: [4, 2, 3, 1] },
  { type: 'ReassignmentStarted', partition: 'orders-0', target: [1, 2], adding: [], removing: [] },
  { type: 'PartitionsAdded', topic: 'orders', from: 1, assignment: [[2, 3, 1], [3, 1, 2]] },
  { type: 'ReassignmentEnded', partition: 'orders-0', replicas: [4, 2, 3], removed: [1], cancelled: false },
  { type: 'ReassignmentEnded', partition: 'orders-0', replicas: [1, 2, 3], removed: [], cancelled: true },
  ...(['already-assigned', 'no-such-partition', 'not-alive', 'leaderless'] as const).map((reason) => ({ type: 'ReassignmentDropped', controllerId: 1, partition: 'orders-0', target: [4, 9], reason, live: [4] }) as const),
  ...outcomes.map((outcome) => ({ type: 'ReassignmentToolFinished', does: 'execute', moves: [{ partition: 'orders-0', replicas: [4, 2] }], additional: false, before: null, outcome }) as const),
  { type: 'PreferredElectionBegun', controllerId: 1, partitions: ['orders-0'], found: null },
  { type: 'PreferredElectionBegun', controllerId: 1, partitions: [], found: ['orders-0'] },
  ...[1, 2, -1, null].map((leader) => ({ type: 'PreferredElectionEnded', controllerId: 1, partition: 'orders-0', preferred: 1, leader }) as const),
  { type: 'ElectionToolFinished', wanted: null, partitions: ['orders-0', 'orders-1'], missing: [], outcome: { how: 'started' } },
  { type: 'ElectionToolFinished', wanted: ['orders-7'], partitions: [], missing: ['orders-7'], outcome: { how: 'started' } },
  { type: 'ElectionToolFinished', wanted: null, partitions: ['orders-0'], missing: [], outcome: { how: 'running', partitions: ['orders-0'] } },
  { type: 'ElectionToolFinished', wanted: null, partitions: [], missing: [], outcome: { how: 'timed-out' } },
  { type: 'ReplicaDeleted', brokerId: 1, partition: 'orders-0', logEndOffset: 3 },
  { type: 'LeaderElected', partition: 'orders-0', leader: 4, leaderEpoch: 2, partitionEpoch: 1, isr: [2, 3, 4], previousLeader: 1, election: 'reassignment' },
  { type: 'ReplicasPlaced', partition: 'orders-1', replicas: [2], steps: [{ among: [1, 2, 3], arithmetic: '(1 + 0) mod 3', place: 1, broker: 2, taken: true }] },
  { type: 'ConfigChanged', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '2' },
  { type: 'ConfigChanged', resourceType: 'broker', resourceName: '', name: 'min.insync.replicas', value: null },
  { type: 'AdminRequestFailed', api: 'CreateTopics', error: 'TOPIC_ALREADY_EXISTS', message: null },
  { type: 'AdminRequestFailed', api: 'CreateTopics', error: 'INVALID_REPLICATION_FACTOR', message: 'Replication factor: 4 larger than available brokers: 3.' },
  { type: 'ElectionRequested', electionType: 'UNCLEAN', partition: 'orders-0', error: 'NONE', message: null },
  { type: 'ElectionRequested', electionType: 'PREFERRED', partition: 'orders-0', error: 'ELECTION_NOT_NEEDED', message: null },
  { type: 'ElectionRequested', electionType: 'PREFERRED', partition: 'orders-0', error: 'PREFERRED_LEADER_NOT_AVAILABLE', message: 'The preferred leader was not available.' },
  { type: 'SessionCreated', node: 'broker-1', sessionId: 1, timeoutMs: 18_000 },
  { type: 'SessionExpired', node: 'broker-1', sessionId: 1 },
  { type: 'SessionClosed', node: 'consumer-1', sessionId: 1 },
  { type: 'ZooKeeperDisconnected', node: 'broker-1', sessionId: 1 },
  { type: 'ZkClientStarted', client: 'client-1' },
  { type: 'ZkClientStopped', client: 'client-1' },
  { type: 'ZnodeRead', client: 'client-1', path: '/app', what: 'data', found: true, data: 'on', children: null, version: 2, watch: true },
  { type: 'ZnodeRead', client: 'client-1', path: '/app', what: 'children', found: true, data: null, children: ['a'], version: 0, watch: false },
  { type: 'ZnodeRead', client: 'client-1', path: '/app', what: 'exists', found: true, data: null, children: null, version: 0, watch: true },
  { type: 'ZnodeRead', client: 'client-1', path: '/app', what: 'exists', found: false, data: null, children: null, version: -1, watch: true },
  { type: 'ZkOperationFailed', client: 'client-1', op: 'setData', path: '/app', error: 'BADVERSION' },
  { type: 'ZkOperationFailed', client: 'client-1', op: 'create', path: '/app', error: 'CONNECTIONLOSS' },
  { type: 'LockAcquired', client: 'client-1', path: '/lock', znode: '/lock/client-1-lock-0000000000' },
  { type: 'LockAwaited', client: 'client-2', path: '/lock', znode: '/lock/client-2-lock-0000000001', behind: '/lock/client-1-lock-0000000000' },
  { type: 'LockReleased', client: 'client-1', path: '/lock', znode: '/lock/client-1-lock-0000000000' },
  { type: 'LockDoubted', client: 'client-1', path: '/lock', znode: '/lock/client-1-lock-0000000000' },
  { type: 'LockLost', client: 'client-1', path: '/lock', znode: '/lock/client-1-lock-0000000000' },
  { type: 'ZnodeCreated', path: '/controller', data: '{}', ephemeralOwner: 1 },
  { type: 'ZnodeCreated', path: '/controller_epoch', data: '1', ephemeralOwner: 0 },
  { type: 'ZnodeChanged', path: '/controller_epoch', data: '2', version: 1 },
  { type: 'ZnodeDeleted', path: '/controller', ephemeralOwner: 1 },
  { type: 'WatchFired', event: 'NodeDeleted', path: '/controller', to: 'broker-2/controller' },
  { type: 'WatchFired', event: 'NodeChildrenChanged', path: '/consumers/g/ids', to: 'consumer-1' },
  { type: 'BrokerRegisteredInZooKeeper', brokerId: 1, path: '/brokers/ids/1', brokerEpoch: 25 },
  { type: 'BrokerRegistrationRefused', brokerId: 1, path: '/brokers/ids/1', ephemeralOwner: 1, sessionId: 4 },
  { type: 'ControllerResigned', controllerId: 1, epoch: 1 },
  { type: 'LiveBrokersChanged', controllerId: 1, added: [], deleted: [2], bounced: [], live: [1, 3] },
  { type: 'ControlRequestRefused', brokerId: 2, api: 'LeaderAndIsr', error: 'STALE_CONTROLLER_EPOCH', controllerId: 1, controllerEpoch: 1, knownControllerEpoch: 2, correlationId: 7, brokerEpoch: -1, knownBrokerEpoch: -1 },
  { type: 'BecameLeader', ...at, ...previous, leaderEpoch: 1, startOffset: 2, partitionEpoch: 1, highWatermark: 2, isr: [2], adding: [], removing: [] },
  { type: 'BecameFollower', ...at, ...previous, leader: 1, leaderEpoch: 1, partitionEpoch: 1, logEndOffset: 2, highWatermark: 2 },
  { type: 'BecameFollower', ...at, ...previous, leader: -1, leaderEpoch: 1, partitionEpoch: 1, logEndOffset: 2, highWatermark: 2 },
  { type: 'RecordsAppended', ...at, leaderEpoch: 0, records: [record('m0', 0)], logEndOffset: 1 },
  { type: 'RecordsAppended', ...at, leaderEpoch: 0, records: [record(null, 0)], logEndOffset: 1 },
  { type: 'RecordsReplicated', ...at, from: 0, records: [0, 1, 2, 3].map((offset) => record(`m${offset}`, offset)), logEndOffset: 4 },
  { type: 'FollowerPositionLearned', ...at, followerId: 3, from: 0, to: 1 },
  { type: 'HighWatermarkAdvanced', ...at, role: 'leader', from: 0, to: 1, heldBackBy: null },
  { type: 'HighWatermarkAdvanced', ...at, role: 'follower', from: 0, to: 1, heldBackBy: null },
  { type: 'HighWatermarkFrozen', ...at, highWatermark: 2, isr: [1], minIsr: 2 },
  { type: 'IsrShrinkAsked', ...at, from: [1, 2], to: [2], highWatermark: 2, logEndOffset: 4, outOfSync: [] },
  { type: 'IsrExpandAsked', ...at, from: [2], to: [2, 3] },
  { type: 'IsrUpdated', ...at, isr: [2, 3], partitionEpoch: 1, underMinIsr: false },
  { type: 'IsrWriteSkipped', ...at, isr: [2, 3], zkVersion: 4 },
  { type: 'TruncationNotAllowed', ...at, leader: 3, leaderEndOffset: 1, logEndOffset: 2 },
  { type: 'AlterPartitionRefused', ...at, error: 'INVALID_REQUEST', from: [2], isr: [2, 3] },
  { type: 'LogTruncated', ...at, from: 4, to: 2, highWatermark: 2, removed: [record('m2', 2), record('m3', 3)], reason: 'diverging-epoch' },
  ...(['FENCED_LEADER_EPOCH', 'NOT_LEADER_OR_FOLLOWER'] as const).map((error) => ({ type: 'ReplicaFetchFailed', ...at, leader: 1, leaderEpoch: 0, error }) as const),
  { type: 'ReplicaFetcherDisconnected', brokerId: 2, leader: 1 },
  { type: 'ProduceRefused', ...at, error: 'NOT_ENOUGH_REPLICAS', isr: [2], minIsr: 2 },
  { type: 'RequestParked', brokerId: 1, api: 'Fetch', from: 'broker-2/fetcher-1', partitions: ['orders-0'], forMs: 500, routine: true },
  { type: 'RequestParked', brokerId: 1, api: 'Produce', from: 'producer-1', partitions: ['orders-0'], forMs: 500, routine: false },
  { type: 'ProduceAnswered', ...at, to: 'producer-1', error: 'NONE', acks: -1, baseOffset: 0 },
  { type: 'ProduceAnswered', ...at, to: 'producer-1', error: 'NOT_LEADER_OR_FOLLOWER', acks: 1, baseOffset: -1 },
  { type: 'ParkedFetchAnswered', brokerId: 1, to: 'broker-2/fetcher-1', waitedMs: 500, atDeadline: true, partitions: [] },
  { type: 'ParkedFetchAnswered', brokerId: 1, to: 'consumer-1', waitedMs: 20, atDeadline: false, partitions: [] },
  { type: 'DuplicateAppendIgnored', ...at, producerId: 1000, producerEpoch: 0, baseSequence: 3, lastSequence: 3, recordIds: [], firstOffset: 7, lastOffset: 7 },
  ...([['OUT_OF_ORDER_SEQUENCE_NUMBER', 0, 3], ['UNKNOWN_PRODUCER_ID', -1, -1], ['INVALID_PRODUCER_EPOCH', 2, 0]] as const).map(([error, knownEpoch, knownSequence]) =>
    ({ type: 'SequenceRefused', ...at, producerId: 1000, producerEpoch: 0, baseSequence: 5, lastSequence: 5, error, knownEpoch, knownSequence, logEndOffset: 8 }) as const),
  { type: 'ProducerIdsAllocated', brokerId: 1, producerIdStart: 1000, producerIdLen: 1000 },
  { type: 'ProducerStarted', producer: 'producer-1', idempotent: true },
  { type: 'ProducerStarted', producer: 'producer-1', idempotent: false },
  { type: 'ProducerStopped', producer: 'producer-1' },
  { type: 'ProducerIdAssigned', producer: 'producer-1', producerId: 1000, producerEpoch: 0, brokerId: 1 },
  { type: 'ProducerEpochRaised', producer: 'producer-1', producerId: 1000, producerEpoch: 1, partitions: ['orders-0', 'orders-1'] },
  { type: 'RecordSent', producer: 'producer-1', partition: 'orders-0', recordId: 'x', value: 'm0', acks: -1, attempt: 2, brokerId: 1 },
  { type: 'RecordSent', producer: 'producer-1', partition: 'orders-0', recordId: 'x', value: null, acks: 1, attempt: 1, brokerId: 1 },
  { type: 'RecordAcknowledged', producer: 'producer-1', partition: 'orders-0', recordId: 'x', acks: 1, offset: 0, brokerId: 1, value: 'm0' },
  { type: 'SendRetried', producer: 'producer-1', partition: 'orders-0', recordIds: [], error: 'NETWORK_EXCEPTION', attemptsLeft: 1, correlationId: 1, inMs: 100 },
  ...(['not-retriable', 'retries-exhausted', 'delivery-timeout'] as const).map((reason) => ({ type: 'SendFailed', producer: 'producer-1', partition: 'orders-0', recordIds: [], error: 'REQUEST_TIMED_OUT', reason }) as const),
  { type: 'ClientDisconnected', client: 'producer-1', brokerId: 1, refused: false },
  { type: 'ClientDisconnected', client: 'consumer-1', brokerId: 1, refused: true },
  { type: 'ClientMetadataUpdated', client: 'producer-1', leaders: { 'orders-0': 2, 'orders-1': -1 } },
  { type: 'RecordsDelivered', consumer: 'consumer-1', partition: 'orders-0', records: [record('m0', 0)], position: 1, brokerId: 1 },
  { type: 'OffsetReset', consumer: 'consumer-1', partition: 'orders-0', policy: 'earliest', to: 0 },
  { type: 'PositionOutOfRange', consumer: 'consumer-1', partition: 'orders-0', position: 0, policy: 'none' },
  { type: 'OffsetReset', consumer: 'consumer-1', partition: 'orders-0', policy: 'none', to: -1 },
  { type: 'PositionOutOfRange', consumer: 'consumer-1', partition: 'orders-0', position: 0, policy: 'latest' },
  { type: 'LogsLoaded', brokerId: 1, logs: 1, hadCleanShutdown: true },
  { type: 'LogsLoaded', brokerId: 1, logs: 2, hadCleanShutdown: false },
  { type: 'LogRecovered', brokerId: 1, partition: 'orders-0', segment: 0, recovered: 0, unflushed: 1, recoveryPoint: 0, logEndOffset: 3 },
  { type: 'CheckpointWritten', brokerId: 1, partition: 'orders-0', file: 'replication-offset-checkpoint', offset: 3, routine: true },
  ...(['flush.messages', 'flush.ms', 'segment-roll', 'shutdown'] as const).map((reason) => ({ type: 'RecordsFlushed', brokerId: 1, partition: 'orders-0', from: 0, to: 3, reason }) as const),
  { type: 'LogCleaned', brokerId: 1, partition: 'orders-0', from: 0, to: 4, removed: [], kept: 4, bytesBefore: 300, bytesAfter: 300 },
  { type: 'LogCleaned', brokerId: 1, partition: 'orders-0', from: 0, to: 4, removed: [{ id: 'producer-1:1', key: 'a', value: '1', timestampMs: 0, offset: 0, leaderEpoch: 0 }], kept: 3, bytesBefore: 300, bytesAfter: 225 },
  ...(['delete-records', 'retention.ms', 'retention.bytes', 'leader'] as const).map((reason) =>
    ({ type: 'LogStartOffsetAdvanced', brokerId: 1, partition: 'orders-0', from: 0, to: 2, reason }) as const),
  { type: 'LowWatermarkAdvanced', brokerId: 1, partition: 'orders-0', from: 0, to: 2 },
  { type: 'RecordsDeleted', partition: 'orders-0', beforeOffset: -1, lowWatermark: 2 },
  { type: 'EndOffsetListed', client: 'consumer-1', partition: 'orders-0', offset: 1, leaderEpoch: 0 },
  { type: 'InternalTopicWanted', brokerId: 1, topic: '__consumer_offsets', partitions: 50, replicationFactor: 3 },
  ...[1, 2].map((liveBrokers) => ({ type: 'InternalTopicRefused', brokerId: 1, topic: '__consumer_offsets', replicationFactor: 3, liveBrokers, error: 'INVALID_REPLICATION_FACTOR' }) as const),
  { type: 'CoordinatorFound', brokerId: 1, group: 'billing', partition: 12, partitions: 50, coordinator: 2 },
  { type: 'OffsetsPartitionLoaded', brokerId: 2, partition: '__consumer_offsets-12', leaderEpoch: 1, groups: 1, offsets: 2, records: 3, routine: false },
  { type: 'OffsetsPartitionUnloaded', brokerId: 2, partition: '__consumer_offsets-12', groups: 1, offsets: 2, routine: false },
  { type: 'GroupLoaded', brokerId: 2, group: 'billing', generation: 3, members: 2, offsets: 2 },
  { type: 'GroupRequestTurnedAway', brokerId: 1, group: 'billing', api: 'JoinGroup', error: 'NOT_COORDINATOR' },
  { type: 'OffsetsCommitted', brokerId: 2, group: 'billing', client: 'consumer-1', memberId: 'm', generation: 3, offsets: [{ partition: 'orders-0', offset: 5, leaderEpoch: 0, metadata: '' }] },
  { type: 'OffsetCommitFailed', brokerId: 2, group: 'billing', memberId: 'm', generation: 3, error: 'NOT_COORDINATOR', offsets: [{ partition: 'orders-0', offset: 5, leaderEpoch: 0, metadata: '' }] },
  { type: 'OffsetsExpired', brokerId: 2, group: 'billing', partitions: ['orders-0'] },
  { type: 'OffsetsDeleted', brokerId: 2, group: 'billing', partitions: ['orders-0'] },
  { type: 'GroupDeleted', brokerId: 2, group: 'billing', offsets: 1 },
  { type: 'GroupOffsetsReset', group: 'billing', topics: ['orders:0'], target: { to: 'earliest' }, offsets: [{ partition: 'orders-0', offset: 3, wished: 3 }] },
  { type: 'GroupResetFailed', group: 'billing', topics: null, target: { to: 'latest' }, api: 'DescribeGroups', error: 'NONE', state: 'Stable', partition: null },
  { type: 'OffsetDeletionEnded', group: 'billing', topics: ['orders'], error: 'NONE', partitions: [{ topic: 'orders', partition: 0, error: 'NONE' }] },
  { type: 'ConsumerStarted', consumer: 'consumer-1' },
  { type: 'ConsumerStopped', consumer: 'consumer-1' },
  ...consumerFactsOfEveryKind,
  ...groupFacts,
  { type: 'NetworkCut', from: 'broker-1', to: 'broker-2' },
  { type: 'NetworkHealed', from: 'broker-1', to: null },
  { type: 'NetworkSlowed', from: 'broker-1', to: 'controller-3000', extraLatencyMs: 400 },
  { type: 'CommandRefused', command: 'broker.restart', reason: 'broker 1 is running' },
];

const CHINESE_TOUCHES_LATIN = /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/;
const STRAY_SPACE = / {2}|[\u4e00-\u9fff] [\u4e00-\u9fff]|^ | [，。：]/;

test('the facts of this test are all there are', () => {
  expect(new Set(facts.map((fact) => fact.type))).toEqual(new Set(Object.keys(dictionaries.en.facts)));
});

describe('every fact is one full sentence', () => {
  test.each(facts.map((fact) => [fact.type, fact] as const))('%s', (_type, fact) => {
    const english = sentence(fact, '3.9', 'en');
    expect(english).toMatch(/^[A-Z_o].*[^.]\.$/);
    expect(english).not.toMatch(/undefined|null|\[object|\$\{| {2}/);
    const chinese = sentence(fact, '3.9', 'zh');
    expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(chinese).not.toMatch(/undefined|null|\[object|\$\{/);
    expect(chinese).not.toMatch(CHINESE_TOUCHES_LATIN);
    expect(chinese).not.toMatch(STRAY_SPACE);
  });
});

const acknowledged: Fact = { type: 'RecordAcknowledged', producer: 'producer-1', partition: 'orders-0', recordId: 'x', acks: 1, offset: 0, brokerId: 1, value: 'm0' };

test('a fact is a key and what fills its sentence', () => {
  const fact: Fact = { type: 'ReplicaLeftIsr', ...at, isr: [1], partitionEpoch: 1, by: 'leader' };
  expect(narrate(fact)).toEqual({ key: 'ReplicaLeftIsr', params: fact });
  expect(sentence(fact, '3.9', 'en')).toBe('Broker 2 leaves the ISR of orders-0, which is now 1.');
  expect(sentence(fact, '3.9', 'zh')).toBe('Broker 2 被移出 orders-0 的 ISR，ISR 变为 1。');
});

test.each<readonly [string, Fact, string, string]>([
  ['what a power cut took lies from the new end of the log to the old one', { type: 'UnflushedRecordsLost', ...at, from: 3, to: 1, removed: [] },
    'Broker 2 loses offsets 1 to 2 of orders-0, which were not on its disk.', 'Broker 2 丢失了 orders-0 中位移 1 到 2 的消息，它们还没有刷盘。'],
  ['and may be a single record', { type: 'UnflushedRecordsLost', ...at, from: 1, to: 0, removed: [] },
    'Broker 2 loses offset 0 of orders-0, which was not on its disk.', 'Broker 2 丢失了 orders-0 中位移 0 的消息，它还没有刷盘。'],
  ['acks=0 is no acknowledgement', { ...acknowledged, acks: 0, offset: -1 },
    'Producer 1 counts m0 as sent to orders-0: with acks=0 it waits for no answer.', '生产者 1 把 m0 算作已发送到 orders-0：acks=0 不等应答。'],
  ['a duplicate that is too old has no offset any more', { ...acknowledged, offset: -1 },
    'Producer 1 has its acknowledgement: m0 is in orders-0, at an offset that it is not told.', '生产者 1 收到应答：m0 位于 orders-0，但没有告知位移。'],
  ['durations are grouped as on the clock', { type: 'SessionCreated', node: 'broker-1', sessionId: 1, timeoutMs: 18_000 },
    'ZooKeeper opens a session for broker 1 that ends after 18,000 ms of silence.', 'ZooKeeper 为 Broker 1 建立会话，超过 18,000 ms 没有音讯就会过期。'],
])('%s', (_rule, fact, english, chinese) => {
  expect([sentence(fact, '3.9', 'en'), sentence(fact, '3.9', 'zh')]).toEqual([english, chinese]);
});

test('nodes are spoken of by what they are', () => {
  expect(['broker-2/fetcher-1', 'controller-3000', 'producer-1', 'admin'].map((address) => nodeName(address, 'en'))).toEqual(['broker 2', 'the controller', 'producer 1', 'the administrator']);
  expect(['broker-2', 'controller-3000', 'consumer-12', 'admin'].map((address) => nodeName(address, 'zh'))).toEqual(['Broker 2', '控制器', '消费者 12', '管理员']);
});

const envelope = (kind: 'request' | 'response' | 'notice', more: object = {}): Envelope => ({
  id: 1, connection: 'broker-2#1>broker-1#1', from: 'broker-2/fetcher-1', to: 'broker-1', message: { api: 'Fetch', kind, ...more }, sentAtMs: 0, dueAtMs: 0, routine: false, causeStep: 0,
});
const message = (kind: 'request' | 'response' | 'notice', more?: object): Cause => ({ type: 'message', envelope: envelope(kind, more), step: 0 });

describe('one sentence a step', () => {
  test('tells the most important fact', () => {
    const [learned, advanced, answered] = (['FollowerPositionLearned', 'HighWatermarkAdvanced', 'ProduceAnswered'] as const).map((type) => facts.find((fact) => fact.type === type)!);
    expect(stepSentence([learned!, advanced!, answered!], message('request'), '3.9', 'en')).toBe('The leader, broker 2, moves the high watermark of orders-0 from 0 to 1.');
    expect(stepSentence([answered!, learned!], message('request'), '3.9', 'zh')).toBe('领导者 Broker 2 得知：Broker 3 已有 orders-0 中位移 1 之前的全部消息。');
  });

  test('names together who leaves an ISR in one change', () => {
    const left = (brokerId: number, partition = 'orders-0'): Fact => ({ type: 'ReplicaLeftIsr', partition, brokerId, isr: [1], partitionEpoch: 1, by: 'leader' });
    const both = [left(2), left(3), left(4, 'orders-1')];
    expect(stepSentence(both, message('request'), '3.9', 'en')).toBe('Brokers 2 and 3 leave the ISR of orders-0, which is now 1.');
    expect(stepSentence(both, message('request'), '3.9', 'zh')).toBe('Broker 2、3 被移出 orders-0 的 ISR，ISR 变为 1。');
    const oneByOne: readonly Fact[] = [left(2), { ...left(3), partitionEpoch: 2 } as Fact];
    expect(stepSentence(oneByOne, message('request'), '3.9', 'en')).not.toContain('Brokers 2 and 3');
  });

  test.each<readonly [Cause, string, string]>([
    [message('request'), 'Broker 2’s Fetch request reaches broker 1.', 'Broker 2 的 Fetch 请求到达 Broker 1。'],
    [message('response'), 'Broker 2’s answer to Fetch reaches broker 1.', 'Broker 2 对 Fetch 的响应到达 Broker 1。'],
    [message('notice', { refused: false }), 'Broker 1 notices that its connection with broker 2 is broken.', 'Broker 1 发现与 Broker 2 的连接已断开。'],
    [message('notice', { refused: true }), 'Broker 1 finds nobody listening at broker 2.', 'Broker 1 连接不上 Broker 2。'],
    [{ ...message('request'), isDuplicated: true } as Cause, 'Outside TCP: broker 2’s Fetch request reaches broker 1, and will arrive once more.', 'TCP 之外的重复送达：Broker 2 的 Fetch 请求到达 Broker 1，之后还会再到达一次。'],
    [{ type: 'timer', timer: { id: 1, owner: 'broker-1', name: 'heartbeat', dueAtMs: 0, event: { type: 'x' }, routine: true, causeStep: 0 }, step: 0 }, 'A timer of broker 1 fires: heartbeat.', 'Broker 1 的定时器到期：心跳。'],
    [{ type: 'hold', connection: 'producer-1#1>broker-1#2' }, 'You hold the messages between producer 1 and broker 1.', '你扣住生产者 1 与 Broker 1 之间的报文。'],
    [{ type: 'disconnect', connection: 'broker-2#1>controller-3000#1' }, 'You break the connection between broker 2 and the controller.', '你断开 Broker 2 与控制器之间的连接。'],
  ])('without facts, what the step was: %#', (cause, english, chinese) => {
    expect(stepSentence([], cause, '3.9', 'en')).toBe(english);
    expect(stepSentence([], cause, '3.9', 'zh')).toBe(chinese);
  });

  test('a refused request of the administrator is told in Kafka’s own words', () => {
    const refused: Fact = { type: 'AdminRequestFailed', api: 'CreateTopics', error: 'INVALID_REPLICATION_FACTOR', message: 'Replication factor: 4 larger than available brokers: 3.' };
    expect(sentence(refused, '3.9', 'en')).toBe('The CreateTopics request fails with INVALID_REPLICATION_FACTOR: Replication factor: 4 larger than available brokers: 3.');
    expect(sentence(refused, '3.9', 'zh')).toBe('CreateTopics 请求失败：INVALID_REPLICATION_FACTOR，Kafka 的说明是“Replication factor: 4 larger than available brokers: 3”。');
  });

  test.each([
    { type: 'broker.kill', brokerId: 1 }, { type: 'broker.powerOff', brokerId: 1 }, { type: 'broker.restart', brokerId: 1 }, { type: 'broker.shutdown', brokerId: 1 }, { type: 'disk.lose', brokerId: 1 },
    { type: 'network.cut', from: 'broker-1', to: null }, { type: 'network.heal', from: 'producer-1', to: 'broker-1' }, { type: 'network.slow', from: 'broker-1', to: 'broker-2', extraLatencyMs: 5 },
    { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' }, { type: 'producer.kill', producer: 'producer-1' }, { type: 'producer.restart', producer: 'producer-1' }, { type: 'consumer.start', consumer: 'consumer-1' }, { type: 'consumer.stop', consumer: 'consumer-1' },
    { type: 'zkClient.create', client: 'client-1', path: '/app', data: 'on', ephemeral: true, sequential: true }, { type: 'zkClient.set', client: 'client-1', path: '/app', data: 'on', version: 2 },
    { type: 'zkClient.delete', client: 'client-1', path: '/app' }, { type: 'zkClient.read', client: 'client-1', path: '/app', what: 'data', watch: true },
    { type: 'zkClient.follow', client: 'client-1', path: '/app', what: 'children' }, { type: 'zkClient.lock', client: 'client-1', path: '/lock' }, { type: 'zkClient.unlock', client: 'client-1' },
    { type: 'zkClient.close', client: 'client-1' }, { type: 'zkClient.kill', client: 'client-1' }, { type: 'zkClient.restart', client: 'client-1' },
    { type: 'topic.create', topic: { name: 'orders', partitions: 1, replicationFactor: 1, configs: {} } }, { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '2' },
    { type: 'leader.elect', electionType: 'UNCLEAN', partition: null }, { type: 'leader.elect', electionType: 'PREFERRED', partition: 'orders-0' },
  ])('a command is told as what you did: %o', (command) => {
    expect(causeSentence({ type: 'command', command }, '3.9', 'en')).toMatch(/^You .*\.$/);
    const chinese = causeSentence({ type: 'command', command }, '3.9', 'zh');
    expect(chinese).toMatch(/^你.*。$/);
    expect(chinese).not.toMatch(CHINESE_TOUCHES_LATIN);
    expect(chinese).not.toMatch(STRAY_SPACE);
  });
});
