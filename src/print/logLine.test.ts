import { describe, expect, test } from 'vitest';
import type { Fact } from '../kafka/facts.ts';
import { logLine, plainFact, printFact } from './logLine.ts';
import { formatVirtualTime } from './time.ts';

const shrink: Fact = {
  type: 'IsrShrinkAsked', brokerId: 1, partition: 'orders-0', from: [1, 2, 3], to: [1], highWatermark: 2, logEndOffset: 4,
  outOfSync: [{ brokerId: 2, logEndOffset: 2, lastCaughtUpTimeMs: 59 }, { brokerId: 3, logEndOffset: 1, lastCaughtUpTimeMs: 7 }],
};
const updated: Fact = { type: 'IsrUpdated', brokerId: 1, partition: 'orders-0', isr: [1, 2, 3], partitionEpoch: 8, underMinIsr: false };

describe('log lines are what Kafka of that version writes', () => {
  test('an ISR shrink tells more with every version', () => {
    expect(logLine(shrink, '2.1')?.text).toBe('[Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1');
    expect(logLine(shrink, '2.8')?.text).toBe(
      '[Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1. Leader: (highWatermark: 2, endOffset: 4). Out of sync replicas: (brokerId: 2, endOffset: 2) (brokerId: 3, endOffset: 1).',
    );
    expect(logLine(shrink, '3.9')).toEqual({
      logger: 'kafka.cluster.Partition', level: 'INFO',
      text: '[Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1. Leader: (highWatermark: 2, endOffset: 4). Out of sync replicas: (brokerId: 2, endOffset: 2, lastCaughtUpTimeMs: 59) (brokerId: 3, endOffset: 1, lastCaughtUpTimeMs: 7).',
    });
  });

  test('the log manager says whether it recovers, and its logs what', () => {
    const loaded: Fact = { type: 'LogsLoaded', brokerId: 1, logs: 2, hadCleanShutdown: false };
    expect(logLine(loaded, '2.8')?.text).toBe('Attempting recovery for all logs in /tmp/kafka-logs since no clean shutdown file was found');
    expect(logLine(loaded, '3.9')).toEqual({ logger: 'kafka.log.LogManager', level: 'INFO', text: 'Recovering 2 logs from /tmp/kafka-logs since no clean shutdown file was found' });
    expect(logLine({ ...loaded, hadCleanShutdown: true }, '4.1')?.text).toBe('Skipping recovery of 2 logs from /tmp/kafka-logs since clean shutdown file was found');
    const recovered: Fact = { type: 'LogRecovered', brokerId: 1, partition: 'orders-0', segment: 0, recovered: 0, unflushed: 1, recoveryPoint: 0, logEndOffset: 3 };
    expect(logLine(recovered, '2.8')?.text).toBe('[Log partition=orders-0, dir=/tmp/kafka-logs] Recovering unflushed segment 0');
    expect(logLine(recovered, '4.1')?.text).toBe('[LogLoader partition=orders-0, dir=/tmp/kafka-logs] Recovering unflushed segment 0. 0/1 recovered for orders-0.');
  });

  test('a log start says why it moved', () => {
    const moved: Fact = { type: 'LogStartOffsetAdvanced', brokerId: 1, partition: 'orders-0', from: 0, to: 3, reason: 'delete-records' };
    expect(logLine(moved, '2.8')?.text).toBe('[Log partition=orders-0, dir=/tmp/kafka-logs] Incremented log start offset to 3 due to client delete records request');
    expect(logLine({ ...moved, reason: 'retention.ms' }, '3.9')?.text).toBe('[UnifiedLog partition=orders-0, dir=/tmp/kafka-logs] Incremented log start offset to 3 due to segment deletion');
    expect(logLine({ ...moved, reason: 'leader' }, '3.9')?.text).toMatch(/due to leader offset increment$/);
  });

  test('a cleaning names the class of its version, and what decides about tombstones', () => {
    const cleaned: Fact = { type: 'LogCleaned', brokerId: 1, partition: 'orders-0', from: 0, to: 4, removed: [], kept: 4, bytesBefore: 300, bytesAfter: 300 };
    expect(logLine(cleaned, '2.8')).toMatchObject({ logger: 'kafka.log.LogCleaner', text: 'Cleaner 0: Cleaning log orders-0 (cleaning prior to …, discarding tombstones prior to …)...' });
    expect(logLine(cleaned, '4.1')).toMatchObject({ logger: 'org.apache.kafka.storage.internals.log.Cleaner', text: 'Cleaner 0: Cleaning log orders-0 (cleaning prior to …, discarding tombstones prior to upper bound deletion horizon …)...' });
  });

  test('a flush is logged at DEBUG', () => {
    const flushed: Fact = { type: 'RecordsFlushed', brokerId: 1, partition: 'orders-0', from: 1, to: 3, reason: 'flush.ms' };
    expect(logLine(flushed, '2.8')).toMatchObject({ level: 'DEBUG', text: '[Log partition=orders-0, dir=/tmp/kafka-logs] Flushing log up to offset 3, last flushed: …,  current time: …, unflushed: 2' });
    expect(logLine(flushed, '3.9')?.text).toMatch(/Flushing log up to offset 3 \(exclusive\)with recovery point 3, .*,unflushed: 2$/);
  });

  test('a consumer out of range says what it does about it', () => {
    const lost: Fact = { type: 'PositionOutOfRange', consumer: 'consumer-1', partition: 'orders-0', position: 1, policy: 'earliest' };
    expect(logLine(lost, '2.8')?.text).toMatch(/Fetch position FetchPosition\{offset=1, …\} is out of range for partition orders-0, resetting offset$/);
    expect(logLine(lost, '2.1')?.text).toMatch(/Fetch offset 1 is out of range for partition orders-0, resetting offset$/);
    expect(logLine({ ...lost, policy: 'none' }, '3.9')?.text).toMatch(/raising error to the application since no reset policy is configured$/);
  });

  test('an ISR expansion has its own line only up to 2.7', () => {
    const expand: Fact = { type: 'IsrExpandAsked', brokerId: 1, partition: 'orders-0', from: [1, 2], to: [1, 2, 3] };
    expect(logLine(expand, '2.1')?.text).toBe('[Partition orders-0 broker=1] Expanding ISR from 1,2 to 1,2,3');
    expect(logLine(expand, '2.8')).toBeNull();
    expect(logLine(expand, '3.9')).toBeNull();
  });

  test('a granted ISR leaves two spaces where (under-min-isr) would stand', () => {
    expect(logLine(updated, '3.9')?.text).toBe('[Partition orders-0 broker=1] ISR updated to 1,2,3  and version updated to 8');
    expect(logLine({ ...updated, underMinIsr: true }, '4.1')?.text).toBe('[Partition orders-0 broker=1] ISR updated to 1,2,3 (under-min-isr) and version updated to 8');
    expect(logLine(updated, '2.8')?.text).toBe('[Partition orders-0 broker=1] ISR updated to 1,2,3 and version updated to [8]');
    expect(logLine(updated, '2.1')).toBeNull();
  });

  test('before KIP-497 a leader says that ZooKeeper knows better, and a follower that it must not cut', () => {
    expect(logLine({ type: 'IsrWriteSkipped', brokerId: 1, partition: 'orders-0', isr: [1], zkVersion: 4 }, '0.10')?.text).toBe(
      'Partition [orders,0] on broker 1: Cached zkVersion [4] not equal to that in zookeeper, skip updating ISR',
    );
    expect(logLine({ type: 'TruncationNotAllowed', brokerId: 2, partition: 'orders-0', leader: 3, leaderEndOffset: 1, logEndOffset: 2 }, '0.11')?.text).toBe(
      '[ReplicaFetcherThread-0-3]: Exiting because log truncation is not allowed for partition orders-0, current leader 3\'s latest offset 1 is less than replica 2\'s latest offset 2',
    );
  });

  test('role changes go to the state-change log', () => {
    const leader: Fact = {
      type: 'BecameLeader', brokerId: 1, partition: 'orders-0', leaderEpoch: 5, startOffset: 120, partitionEpoch: 8, highWatermark: 100, isr: [1, 2], previousLeader: 3, previousLeaderEpoch: 4, adding: [], removing: [],
      topicId: '5zoAlv-xEh9xRANKXt1Lbg',
    };
    expect(logLine(leader, '3.9')).toEqual({
      logger: 'state.change.logger', level: 'INFO',
      text: '[Broker id=1] Leader orders-0 with topic id Some(5zoAlv-xEh9xRANKXt1Lbg) starts at leader epoch 5 from offset 120 with partition epoch 8, high watermark 100, ISR [1,2], adding replicas [] and removing replicas [] . Previous leader Some(3) and previous leader epoch was 4.',
    });
    const follower: Fact = {
      type: 'BecameFollower', brokerId: 2, partition: 'orders-0', leader: 1, leaderEpoch: 5, partitionEpoch: 8, logEndOffset: 118, highWatermark: 100, previousLeader: -1, previousLeaderEpoch: -1,
    };
    expect(logLine(follower, '3.9')?.text).toBe(
      '[Broker id=2] Follower orders-0 starts at leader epoch 5 from offset 118 with partition epoch 8 and high watermark 100. Current leader is 1. Previous leader None and previous leader epoch was -1.',
    );
  });

  test.each<readonly [Fact, string]>([
    [{ type: 'BrokerFenced', brokerId: 2, reason: 'session-timeout' }, '[QuorumController id=3000] Fencing broker 2 because its session has timed out.'],
    [{ type: 'BrokerUnfenced', brokerId: 2, registrationOffset: 27 }, '[QuorumController id=3000] The request from broker 2 to unfence has been granted because it has caught up with the offset of its register broker record 27.'],
    [{ type: 'LeaderElected', partition: 'orders-0', leader: 3, leaderEpoch: 1, partitionEpoch: 4, isr: [3], previousLeader: 1, election: 'unclean', topicId: '5zoAlv-xEh9xRANKXt1Lbg' }, '[QuorumController id=3000] Setting new leader for topicId 5zoAlv-xEh9xRANKXt1Lbg, partition 0 to 3 using an unclean election'],
    [{ type: 'LogTruncated', brokerId: 1, partition: 'orders-0', from: 4, to: 2, highWatermark: 2, removed: [], reason: 'diverging-epoch' }, '[UnifiedLog partition=orders-0, dir=/tmp/kafka-logs] Truncating to offset 2'],
    [
      { type: 'SendRetried', producer: 'p1', partition: 'orders-0', recordIds: [], error: 'NOT_LEADER_OR_FOLLOWER', attemptsLeft: 2147483646, correlationId: 5, inMs: 100 },
      '[Producer clientId=p1] Got error produce response with correlation id 5 on topic-partition orders-0, retrying (2147483646 attempts left). Error: NOT_LEADER_OR_FOLLOWER',
    ],
    [{ type: 'ProducerIdAssigned', producer: 'p1', producerId: 7, producerEpoch: 0, brokerId: 1 }, '[Producer clientId=p1] ProducerId set to 7 with epoch 0'],
    [{ type: 'ProducerStarted', producer: 'p1', idempotent: true }, '[Producer clientId=p1] Instantiated an idempotent producer.'],
    [
      { type: 'SequenceRefused', brokerId: 1, partition: 'orders-0', producerId: 7, producerEpoch: 0, baseSequence: 5, lastSequence: 5, error: 'OUT_OF_ORDER_SEQUENCE_NUMBER', knownEpoch: 0, knownSequence: 3, logEndOffset: 12 },
      '[ReplicaManager broker=1] Error processing append operation on partition orders-0 org.apache.kafka.common.errors.OutOfOrderSequenceException: Out of order sequence number for producer 7 at offset 12 in partition orders-0: 5 (incoming seq. number), 3 (current end sequence number)',
    ],
  ])('%o', (fact, text) => expect(logLine(fact, '3.9')?.text).toBe(text));

  test('role changes were told more briefly where ZooKeeper keeps the metadata', () => {
    const at = { partition: 'orders-0', leaderEpoch: 5, partitionEpoch: 8, highWatermark: 100, previousLeader: 3, previousLeaderEpoch: 4 } as const;
    expect(logLine({ type: 'BecameLeader', brokerId: 1, startOffset: 120, isr: [1, 2], adding: [3], removing: [], ...at }, '2.8')?.text).toBe(
      '[Broker id=1] Leader orders-0 starts at leader epoch 5 from offset 120 with high watermark 100 ISR [1,2] addingReplicas [3] removingReplicas []. Previous leader epoch was 4.',
    );
    expect(logLine({ type: 'BecameFollower', brokerId: 2, leader: 1, logEndOffset: 118, ...at }, '2.8')?.text).toBe(
      '[Broker id=2] Follower orders-0 starts at leader epoch 5 from offset 118 with high watermark 100. Previous leader epoch was 4.',
    );
  });

  const inOffice = { controllerId: 4, controllerEpoch: 2 } as const;
  const asked = { correlationId: 7, brokerEpoch: 27, knownBrokerEpoch: 31 } as const;

  test.each<readonly [Fact, string, string]>([
    [{ type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 5, partitionEpoch: 8, isr: [2, 3], previousLeader: 1, election: 'clean', ...inOffice }, 'INFO', '[Controller id=4 epoch=2] Changed partition orders-0 from OfflinePartition to OnlinePartition with state LeaderAndIsr(leader=2, leaderEpoch=5, isr=List(2, 3), zkVersion=8)'],
    [{ type: 'LeaderElected', partition: 'orders-0', leader: 1, leaderEpoch: 6, partitionEpoch: 9, isr: [1, 2], previousLeader: 2, election: 'preferred', ...inOffice }, 'INFO', '[Controller id=4 epoch=2] Changed partition orders-0 from OnlinePartition to OnlinePartition with state LeaderAndIsr(leader=1, leaderEpoch=6, isr=List(1, 2), zkVersion=9)'],
    [{ type: 'PartitionWentOffline', partition: 'orders-0', leaderEpoch: 1, isr: [1], previousLeader: 1, ...inOffice }, 'TRACE', '[Controller id=4 epoch=2] Changed partition orders-0 state from OnlinePartition to OfflinePartition'],
    [{ type: 'ControlRequestRefused', brokerId: 3, api: 'LeaderAndIsr', error: 'STALE_CONTROLLER_EPOCH', controllerId: 1, controllerEpoch: 1, knownControllerEpoch: 2, ...asked }, 'WARN', '[Broker id=3] Ignoring LeaderAndIsr request from controller 1 with correlation id 7 since its controller epoch 1 is old. Latest known controller epoch is 2'],
    [{ type: 'ControlRequestRefused', brokerId: 3, api: 'UpdateMetadata', error: 'STALE_CONTROLLER_EPOCH', controllerId: 1, controllerEpoch: 1, knownControllerEpoch: 2, ...asked }, 'WARN', '[Broker id=3] Received update metadata request with correlation id 7 from an old controller 1 with epoch 1. Latest known controller epoch is 2'],
    [{ type: 'ControlRequestRefused', brokerId: 3, api: 'LeaderAndIsr', error: 'STALE_BROKER_EPOCH', controllerId: 1, controllerEpoch: 2, knownControllerEpoch: 2, ...asked }, 'INFO', '[KafkaApi-3] Received LeaderAndIsr request with broker epoch 27 smaller than the current broker epoch 31'],
    [{ type: 'AlterPartitionRefused', brokerId: 1, partition: 'orders-0', error: 'INVALID_UPDATE_VERSION', from: [1, 2], isr: [1] }, 'DEBUG', '[Partition orders-0 broker=1] Failed to update ISR to PendingShrinkIsr(isr=Set(1, 2), outOfSyncReplicaIds=Set(2)) due to invalid version. Giving up.'],
    [{ type: 'TopicCreated', topic: 'orders', topicId: 'x', assignment: [[1, 2, 3], [2, 3, 1]] }, 'INFO', 'Creating topic orders with configuration {…} and initial partition assignment HashMap(0 -> ArrayBuffer(1, 2, 3), 1 -> ArrayBuffer(2, 3, 1))'],
    [{ type: 'AdminRequestFailed', api: 'CreateTopics', error: 'INVALID_REPLICATION_FACTOR', message: 'Replication factor: 4 larger than available brokers: 3.' }, 'INFO', '[Admin Manager on Broker …]: Error processing create topic request CreatableTopic(…)\norg.apache.kafka.common.errors.InvalidReplicationFactorException: Replication factor: 4 larger than available brokers: 3.'],
    [{ type: 'AdminRequestFailed', api: 'CreateTopics', error: 'INVALID_TOPIC_EXCEPTION', message: null }, 'INFO', '[Admin Manager on Broker …]: Error processing create topic request CreatableTopic(…)\norg.apache.kafka.common.errors.InvalidTopicException'],
    [{ type: 'BrokerStopped', brokerId: 2, how: 'controlled-shutdown' }, 'INFO', '[KafkaServer id=2] shut down completed'],
    [{ type: 'ReplicaFetcherDisconnected', brokerId: 2, leader: 1 }, 'WARN', '[ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Error in response for fetch request (type=FetchRequest, …)'],
    [{ type: 'ReplicaFetchFailed', brokerId: 2, partition: 'orders-0', leader: 1, leaderEpoch: 4, error: 'FENCED_LEADER_EPOCH' }, 'INFO', '[ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Partition orders-0 has an older epoch (4) than the current leader. Will await the new LeaderAndIsr state before resuming fetching.'],
  ])('of 2.8: %o', (fact, level, text) => expect(logLine(fact, '2.8')).toMatchObject({ level, text }));

  test('the controller told its elections in other words to 1.0, and as details until later', () => {
    const elected: Fact = { type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 5, partitionEpoch: 8, isr: [2, 3], previousLeader: 1, election: 'clean', ...inOffice };
    const offline: Fact = { type: 'PartitionWentOffline', partition: 'orders-0', leaderEpoch: 1, isr: [1], previousLeader: 1, ...inOffice };
    expect(logLine(elected, '0.11')).toMatchObject({ level: 'TRACE', text: 'Controller 4 epoch 2 changed partition [orders,0] from OfflinePartition to OnlinePartition with leader 2' });
    expect(logLine(offline, '0.11')?.text).toBe('Controller 4 epoch 2 changed partition [orders,0] state from OnlinePartition to OfflinePartition');
    expect(logLine(elected, '2.1')).toMatchObject({ level: 'TRACE', text: logLine(elected, '2.8')?.text });
  });

  test('a topic that a KRaft controller refuses is told with its error and its words', () => {
    const refused: Fact = { type: 'AdminRequestFailed', api: 'CreateTopics', error: 'INVALID_REPLICATION_FACTOR', message: 'Unable to replicate the partition 4 time(s).' };
    expect(logLine(refused, '3.9')?.text).toBe('[QuorumController id=3000] CreateTopics result(s): CreatableTopic(…): INVALID_REPLICATION_FACTOR (Unable to replicate the partition 4 time(s).)');
    expect(logLine({ ...refused, api: 'ElectLeaders' }, '3.9')).toBeNull();
  });

  test('an error prints by the name it had then', () => {
    const retry: Fact = { type: 'SendRetried', producer: 'producer-1', partition: 'orders-0', recordIds: [], error: 'NOT_LEADER_OR_FOLLOWER', attemptsLeft: 9, correlationId: 5, inMs: 100 };
    expect(logLine(retry, '2.1')?.text).toContain('Error: NOT_LEADER_FOR_PARTITION');
    expect(logLine(retry, '2.8')).toMatchObject({ level: 'WARN', text: expect.stringContaining('Error: NOT_LEADER_OR_FOLLOWER') as string });
  });
});

test('what Kafka does not log cannot be taken for a log line', () => {
  const sent: Fact = { type: 'RecordSent', producer: 'producer-1', partition: 'orders-0', recordId: 'producer-1:1', value: 'm0', acks: 1, attempt: 1, brokerId: 1 };
  expect(logLine(sent, '3.9')).toBeNull();
  expect(printFact(sent, '3.9', 12_345)).toBe('[00:00:12,345] # RecordSent producer=producer-1 partition=orders-0 recordId=producer-1:1 value=m0 acks=1 attempt=1 brokerId=1');
  expect(printFact(updated, '3.9', 0)).toBe('[00:00:00,000] INFO [Partition orders-0 broker=1] ISR updated to 1,2,3  and version updated to 8');
  expect(plainFact({ type: 'DiskLost', brokerId: 2, partitions: [] }, '3.9')).toBe('# DiskLost brokerId=2 partitions=-');
});

test('virtual time stands where the date would, in hours, minutes, seconds and milliseconds', () => {
  expect([0, 999, 61_001, 3_599_999, 360_000_000].map(formatVirtualTime)).toEqual(['[00:00:00,000]', '[00:00:00,999]', '[00:01:01,001]', '[00:59:59,999]', '[100:00:00,000]']);
});
