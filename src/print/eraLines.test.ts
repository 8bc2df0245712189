import { describe, expect, test } from 'vitest';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { logLine } from './logLine.ts';

/** What each version writes about one fact: the level and the text, or nothing. */
type Lines = Readonly<Partial<Record<EraId, readonly [string, string] | null>>>;

function expectLines(fact: Fact, lines: Lines): void {
  const written = Object.fromEntries(Object.keys(lines).map((era) => {
    const line = logLine(fact, era as EraId);
    return [era, line === null ? null : [line.level, line.text]];
  }));
  expect(written).toEqual(lines);
}

const member = { consumer: 'c1', group: 'g' } as const;
const PREFIX = '[Consumer clientId=c1, groupId=g] ';
const NODE = 'localhost:9093 (id: 2147483645 rack: null)';

describe('a partition', () => {
  test('names itself as its version did', () => {
    expectLines({ type: 'IsrShrinkAsked', brokerId: 1, partition: 'orders-0', from: [1, 2], to: [1], highWatermark: 2, logEndOffset: 4, outOfSync: [] }, {
      '0.8': ['INFO', 'Partition [orders,0] on broker 1: Shrinking ISR for partition [orders,0] from 1,2 to 1'],
      '0.10': ['INFO', 'Partition [orders,0] on broker 1: Shrinking ISR for partition [orders,0] from 1,2 to 1'],
      '0.11': ['INFO', 'Partition [orders,0] on broker 1: Shrinking ISR from 1,2 to 1'],
      '2.1': ['INFO', '[Partition orders-0 broker=1] Shrinking ISR from 1,2 to 1'],
    });
    expectLines({ type: 'IsrExpandAsked', brokerId: 1, partition: 'orders-0', from: [1], to: [1, 2] }, {
      '0.8': ['INFO', 'Partition [orders,0] on broker 1: Expanding ISR for partition [orders,0] from 1 to 1,2'],
      '0.10': ['INFO', 'Partition [orders,0] on broker 1: Expanding ISR for partition orders-0 from 1 to 1,2'],
      '2.1': ['INFO', '[Partition orders-0 broker=1] Expanding ISR from 1 to 1,2'],
      '2.8': null,
    });
  });

  test('says of a new leader what its version said, of a follower only since 2.4', () => {
    const leader: Fact = {
      type: 'BecameLeader', brokerId: 1, partition: 'orders-0', leaderEpoch: 5, startOffset: 120, partitionEpoch: 8, highWatermark: 100, isr: [1, 2], previousLeader: 3, previousLeaderEpoch: 4, adding: [], removing: [],
    };
    expectLines(leader, {
      '0.8': null, '0.10': null,
      '0.11': ['INFO', 'Partition [orders,0] on broker 1: orders-0 starts at Leader Epoch 5 from offset 120. Previous Leader Epoch was: 4'],
      '2.1': ['INFO', '[Partition orders-0 broker=1] orders-0 starts at Leader Epoch 5 from offset 120. Previous Leader Epoch was: 4'],
      '2.8': ['INFO', '[Broker id=1] Leader orders-0 starts at leader epoch 5 from offset 120 with high watermark 100 ISR [1,2] addingReplicas [] removingReplicas []. Previous leader epoch was 4.'],
    });
    const follower: Fact = { type: 'BecameFollower', brokerId: 2, partition: 'orders-0', leader: 1, leaderEpoch: 5, partitionEpoch: 8, logEndOffset: 118, highWatermark: 100, previousLeader: 3, previousLeaderEpoch: 4 };
    expectLines(follower, { '0.11': null, '2.1': null, '2.8': ['INFO', '[Broker id=2] Follower orders-0 starts at leader epoch 5 from offset 118 with high watermark 100. Previous leader epoch was 4.'] });
  });

  test('tells why its ISR change was refused', () => {
    const refused = (error: 'INELIGIBLE_REPLICA' | 'INVALID_UPDATE_VERSION'): Fact => ({ type: 'AlterPartitionRefused', brokerId: 1, partition: 'orders-0', error, from: [1], isr: [1, 2] });
    const committed = 'CommittedPartitionState(isr=Set(1), leaderRecoveryState=RECOVERED)';
    const proposed = `PendingExpandIsr(newInSyncReplicaId=2, sentLeaderAndIsr=…, leaderRecoveryState=RECOVERED, lastCommittedState=${committed})`;
    expectLines(refused('INVALID_UPDATE_VERSION'), {
      '2.8': ['DEBUG', '[Partition orders-0 broker=1] Failed to update ISR to PendingExpandIsr(isr=Set(1), newInSyncReplicaId=2) due to invalid version. Giving up.'],
      '3.9': ['DEBUG', `[Partition orders-0 broker=1] Failed to alter partition to ${proposed} because the partition epoch is invalid. Partition state may be out of sync, awaiting new the latest metadata.`],
    });
    expectLines(refused('INELIGIBLE_REPLICA'), {
      '4.1': ['INFO', `[Partition orders-0 broker=1] Failed to alter partition to ${proposed} since the controller rejected the request with INELIGIBLE_REPLICA. Partition state has been reset to the latest committed state ${committed}.`],
    });
  });
});

describe('a log', () => {
  test('names itself in the line until 0.11, and before it since', () => {
    expectLines({ type: 'LogTruncated', brokerId: 2, partition: 'orders-0', from: 5, to: 3, highWatermark: 3, removed: [], reason: 'high-watermark' }, {
      '0.8': ['INFO', 'Truncating log orders-0 to offset 3.'], '0.11': ['INFO', 'Truncating log orders-0 to offset 3.'],
      '2.1': ['INFO', '[Log partition=orders-0, dir=/tmp/kafka-logs] Truncating to offset 3'],
    });
    expectLines({ type: 'LogStartOffsetAdvanced', brokerId: 2, partition: 'orders-0', from: 0, to: 3, reason: 'leader', routine: false } as unknown as Fact, {
      '0.10': null,
      '0.11': ['INFO', 'Incrementing log start offset of partition orders-0 to 3 in dir /tmp/kafka-logs'],
      '2.1': ['INFO', '[Log partition=orders-0, dir=/tmp/kafka-logs] Incrementing log start offset to 3'],
    });
  });

  test('a follower that must not cut ends with the words of its version', () => {
    const rest = "leader 3's latest offset 1 is less than replica 2's latest offset 2";
    expectLines({ type: 'TruncationNotAllowed', brokerId: 2, partition: 'orders-0', leader: 3, leaderEndOffset: 1, logEndOffset: 2 }, {
      '0.8': ['ERROR', `[ReplicaFetcherThread-0-3], Halting because log truncation is not allowed for topic orders, Current ${rest}`],
      '0.10': ['ERROR', `[ReplicaFetcherThread-0-3], Exiting because log truncation is not allowed for partition orders-0, Current ${rest}`],
      '0.11': ['ERROR', `[ReplicaFetcherThread-0-3]: Exiting because log truncation is not allowed for partition orders-0, current ${rest}`],
    });
  });

  test('an answer from who leads no longer was an error to 0.11', () => {
    expectLines({ type: 'ReplicaFetchFailed', brokerId: 2, partition: 'orders-0', leader: 1, leaderEpoch: 4, error: 'NOT_LEADER_OR_FOLLOWER' }, {
      '0.8': ['ERROR', '[ReplicaFetcherThread-0-1], Error for partition [orders,0] to broker 1:class kafka.common.NotLeaderForPartitionException'],
      '0.11': ['ERROR', '[ReplicaFetcherThread-0-1]: Error for partition [orders,0] to broker 1:org.apache.kafka.common.errors.NotLeaderForPartitionException: This server is not the leader for that topic-partition.'],
      '2.1': ['DEBUG', '[ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Remote broker is not the leader for partition orders-0, which could indicate that the partition is being moved'],
    });
  });
});

describe('the controller with ZooKeeper', () => {
  test('is elected and sees brokers come in the words of its version', () => {
    expectLines({ type: 'ControllerElected', controllerId: 1, epoch: 3 } as unknown as Fact, {
      '0.8': ['INFO', '1 successfully elected as leader'], '0.10': ['INFO', '1 successfully elected as leader'],
      '0.11': ['INFO', '[Controller 1]: 1 successfully elected as the controller'],
      '2.1': ['INFO', '[Controller id=1] 1 successfully elected as the controller. Epoch incremented to 3 and epoch zk version is now 3'],
    });
    expectLines({ type: 'LiveBrokersChanged', controllerId: 1, added: [], deleted: [2], bounced: [], live: [1, 3] } as unknown as Fact, {
      '0.10': ['INFO', '[BrokerChangeListener on Controller 1]: Newly added brokers: , deleted brokers: 2, all live brokers: 1,3'],
      '0.11': ['INFO', '[Controller 1]: Newly added brokers: , deleted brokers: 2, all live brokers: 1,3'],
      '2.1': ['INFO', '[Controller id=1] Newly added brokers: , deleted brokers: 2, all live brokers: 1,3'],
      '2.8': ['INFO', '[Controller id=1] Newly added brokers: , deleted brokers: 2, bounced brokers: , all live brokers: 1,3'],
    });
    expectLines({ type: 'PartitionsAdded', topic: 'orders', from: 1, assignment: [[1]], controllerId: 1 }, {
      '0.8': ['INFO', '[AddPartitionsListener on 1]: New partitions to be added Map(…)'],
      '0.10': ['INFO', '[AddPartitionsListener on Controller 1]: New partitions to be added Map(…)'],
      '0.11': ['INFO', '[Controller 1]: New partitions to be added Map(…)'],
      '2.1': ['INFO', '[Controller id=1] New partitions to be added Map(…)'],
    });
  });
});

describe('a group', () => {
  test('says more of a rebalance with every version', () => {
    const state = { brokerId: 1, group: 'g', partition: 12 } as const;
    expectLines({ type: 'GroupStateChanged', ...state, from: 'Stable', to: 'PreparingRebalance', generation: 3, reason: 'R' }, {
      '0.10': ['INFO', '[GroupCoordinator 1]: Preparing to restabilize group g with old generation 3'],
      '0.11': ['INFO', '[GroupCoordinator 1]: Preparing to rebalance group g with old generation 3 (__consumer_offsets-12)'],
      '2.1': ['INFO', '[GroupCoordinator 1]: Preparing to rebalance group g in state PreparingRebalance with old generation 3 (__consumer_offsets-12) (reason: R)'],
    });
    expectLines({ type: 'MemberRemoved', ...state, memberId: 'm', reason: 'leave', together: ['m'], clientReason: null }, {
      '0.10': null,
      '0.11': ['DEBUG', '[GroupCoordinator 1]: Member m in group g has left, removing it from the group'],
      '2.1': ['DEBUG', '[GroupCoordinator 1]: Member m in group g has left, removing it from the group'],
    });
    expectLines({ type: 'GroupGenerationStarted', ...state, generation: 4, protocol: 'range', leader: 'm', members: ['m', 'n'] }, {
      '0.10': ['INFO', '[GroupCoordinator 1]: Stabilized group g generation 4'],
      '2.1': ['INFO', '[GroupCoordinator 1]: Stabilized group g generation 4 (__consumer_offsets-12)'],
      '2.8': ['INFO', '[GroupCoordinator 1]: Stabilized group g generation 4 (__consumer_offsets-12) with 2 members'],
    });
    expectLines({ type: 'GroupAssignmentReceived', ...state, generation: 4, leader: 'm', members: 2, staticMembers: 0 }, {
      '2.1': ['INFO', '[GroupCoordinator 1]: Assignment received from leader for group g for generation 4'],
      '2.8': ['INFO', '[GroupCoordinator 1]: Assignment received from leader for group g for generation 4. The group has 2 members, 0 of which are static.'],
    });
  });

  test('its topic is refused in the words of whoever refuses', () => {
    expectLines({ type: 'InternalTopicRefused', brokerId: 1, topic: '__consumer_offsets', replicationFactor: 3, liveBrokers: 2, error: 'INVALID_REPLICATION_FACTOR' }, {
      '2.1': ['ERROR', "[KafkaApi-1] Number of alive brokers '2' does not meet the required replication factor '3' for the offsets topic (configured via 'offsets.topic.replication.factor'). This error can be ignored if the cluster is starting up and not all brokers are up yet."],
      '2.8': ['INFO', '[Admin Manager on Broker 1]: Error processing create topic request CreatableTopic(…)\norg.apache.kafka.common.errors.InvalidReplicationFactorException: Replication factor: 3 larger than available brokers: 2.'],
      '3.9': null,
    });
  });
});

describe('a consumer', () => {
  test('logs by the class that its version logged by', () => {
    const loggers = (fact: Fact, ...eras: readonly EraId[]): readonly (string | undefined)[] => eras.map((era) => logLine(fact, era)?.logger.replace('org.apache.kafka.clients.consumer.', ''));
    const discovered: Fact = { type: 'CoordinatorDiscovered', ...member, brokerId: 2 };
    expect(loggers(discovered, '0.10', '2.1', '2.8', '3.9')).toEqual(['internals.AbstractCoordinator', 'internals.AbstractCoordinator', 'internals.AbstractCoordinator', 'internals.ConsumerCoordinator']);
    const found: Fact = { type: 'CommittedOffsetFound', ...member, partition: 'orders-0', offset: 5 };
    expect(loggers(found, '0.11', '2.1', '2.8')).toEqual(['internals.Fetcher', 'internals.ConsumerCoordinator', 'internals.ConsumerCoordinator']);
    const subscribed: Fact = { type: 'SubscriptionChanged', ...member, topics: ['orders'], pattern: null };
    expect(loggers(subscribed, '2.8', '3.9', '4.1')).toEqual(['KafkaConsumer', 'internals.ClassicKafkaConsumer', 'internals.ClassicKafkaConsumer']);
  });

  test('says who it is only since 1.0, and joins and syncs in two lines since 2.6', () => {
    const moved = (to: 'completingRebalance' | 'stable'): Fact => ({ type: 'MemberStateChanged', ...member, from: 'preparingRebalance', to, generation: 4, memberId: 'm', protocol: 'range' });
    const generation = "Generation{generationId=4, memberId='m', protocol='range'}";
    expectLines(moved('completingRebalance'), { '0.10': null, '2.1': null, '2.8': ['INFO', `${PREFIX}Successfully joined group with generation ${generation}`] });
    expectLines(moved('stable'), {
      '0.10': ['INFO', 'Successfully joined group g with generation 4'],
      '2.1': ['INFO', `${PREFIX}Successfully joined group with generation 4`],
      '2.8': ['INFO', `${PREFIX}Successfully synced group in generation ${generation}`],
    });
  });

  test('loses its coordinator and its partitions in the words of its version', () => {
    expectLines({ type: 'CoordinatorLost', ...member, brokerId: 2, reason: 'R' }, {
      '0.11': ['INFO', `Marking the coordinator ${NODE} dead for group g`],
      '2.1': ['INFO', `${PREFIX}Group coordinator ${NODE} is unavailable or invalid, will attempt rediscovery`],
      '2.8': ['INFO', `${PREFIX}Group coordinator ${NODE} is unavailable or invalid due to cause: R.isDisconnected: false. Rediscovery will be attempted.`],
      '3.9': ['INFO', `${PREFIX}Group coordinator ${NODE} is unavailable or invalid due to cause: R. isDisconnected: false. Rediscovery will be attempted.`],
    });
    expectLines({ type: 'PartitionsRevoked', ...member, generation: 4, partitions: ['orders-0', 'orders-1'] } as unknown as Fact, {
      '0.10': ['INFO', 'Revoking previously assigned partitions [orders-0, orders-1] for group g'],
      '2.1': ['INFO', `${PREFIX}Revoking previously assigned partitions [orders-0, orders-1]`],
      '2.8': ['INFO', `${PREFIX}Revoke previously assigned partitions orders-0, orders-1`],
    });
  });

  test('is told of a rebalance by a heartbeat: a line of its own until the reasons came', () => {
    expectLines({ type: 'HeartbeatFailed', ...member, error: 'REBALANCE_IN_PROGRESS', generation: 4 }, {
      '0.10': ['DEBUG', 'Attempt to heartbeat failed for group g since it is rebalancing.'],
      '2.1': ['INFO', `${PREFIX}Attempt to heartbeat failed since group is rebalancing`],
      '2.8': ['INFO', `${PREFIX}Attempt to heartbeat failed since group is rebalancing`],
      '3.9': null,
    });
  });

  test('a broken connection is worth an INFO only lately', () => {
    expectLines({ type: 'ClientDisconnected', client: 'consumer-1', group: 'g', brokerId: 2, refused: false }, {
      '0.11': ['DEBUG', 'Node 2 disconnected.'], '2.8': ['DEBUG', '[Consumer clientId=consumer-1, groupId=g] Node 2 disconnected.'], '3.9': ['INFO', '[Consumer clientId=consumer-1, groupId=g] Node 2 disconnected.'],
    });
  });
});
