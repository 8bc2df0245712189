import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import { coordinatorLine } from './coordinatorLine.ts';
import { diskLine } from './diskLine.ts';
import { logFormats } from './formats.ts';
import { groupLine } from './groupLine.ts';
import { consumerLine } from './consumerLine.ts';
import { reassignmentLine } from './reassignmentLine.ts';
import { producerLine } from './producerLine.ts';
import { formatVirtualTime } from './time.ts';
import { fetcherLine } from './fetcherLine.ts';
import { zookeeperLine } from './zookeeperLine.ts';

export interface LogLine {
  /** The class or logger that Kafka names in brackets behind the message. */
  readonly logger: string;
  readonly level: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** Prefix and message. */
  readonly text: string;
}

type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;

/** The one controller of a cluster without other voters. */
const CONTROLLER_ID = 3000;

/** What Kafka of that version would write into its log about this fact; null when it writes nothing that we could know. `…` stands for ids we do not model. */
export function logLine(fact: Fact, era: EraId): LogLine | null {
  const own = eraOf(era).metadata === 'zookeeper' ? zookeeperLine(fact, era) : null;
  return own ?? consumerLine(fact, era) ?? commonLine(fact, era);
}

function commonLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'IsrShrinkAsked': return partitionLine(fact, shrinking(fact, era));
    case 'IsrExpandAsked': return logFormats[era].logsExpansion ? partitionLine(fact, `Expanding ISR from ${list(fact.from)} to ${list(fact.to)}`) : null;
    case 'IsrUpdated': return isrUpdated(fact, era);
    case 'AlterPartitionRefused': return partitionLine(fact, rejected(fact));
    case 'IsrWriteSkipped': return partitionLine(fact, `Cached zkVersion [${fact.zkVersion}] not equal to that in zookeeper, skip updating ISR`);
    case 'TruncationNotAllowed': return notAllowed(fact);
    case 'HighWatermarkAdvanced':
      return fact.role === 'leader' ? partitionLine(fact, `High watermark updated from (offset=${fact.from}) to (offset=${fact.to})`, 'DEBUG') : null;
    // Kafka forgot the closing bracket.
    case 'HighWatermarkFrozen':
      return logFormats[era].logsFrozenHighWatermark ? partitionLine(fact, `Not increasing HWM because partition is under min ISR(ISR=Set(${fact.isr.join(', ')})`, 'TRACE') : null;
    case 'BecameLeader': return stateChange(fact.brokerId, becameLeader(fact, era));
    case 'BecameFollower': return stateChange(fact.brokerId, becameFollower(fact, era));
    case 'ReplicaFetcherDisconnected': case 'ReplicaFetchFailed': return fetcherLine(fact);
    case 'LogTruncated': return truncating(fact, era);
    case 'BrokerFenced': return fact.reason === 'session-timeout' ? quorum('ReplicationControlManager', `Fencing broker ${fact.brokerId} because its session has timed out.`) : null;
    case 'BrokerUnfenced': return quorum('BrokerHeartbeatManager', unfenced(fact));
    case 'AdminRequestFailed': return fact.api === 'CreateTopics' ? quorum('ReplicationControlManager', `CreateTopics result(s): CreatableTopic(…): ${fact.error} (${fact.message})`) : null;
    case 'LeaderElected': return fact.election === 'unclean' && eraOf(era).metadata === 'kraft' ? quorum('PartitionChangeBuilder', uncleanElection(fact)) : null;
    case 'BrokerStateChanged': return lifecycle(fact);
    case 'ProducerStarted': case 'ProducerIdAssigned': case 'ProducerEpochRaised': case 'SequenceRefused': case 'ProducerIdsAllocated': return producerLine(fact, era);
    case 'MemberIdGiven': case 'MemberAdded': case 'MemberRemoved': case 'GroupStateChanged': case 'GroupGenerationStarted': case 'GroupAssignmentReceived':
    case 'GroupLeaderChanged': case 'MemberFenced': return groupLine(fact, era);
    case 'SendRetried': return retried(fact, era);
    case 'ClientDisconnected': return fact.refused ? null : clientLine(fact.client, 'NetworkClient', `Node ${fact.brokerId} disconnected.`, fact.group);
    case 'LogsLoaded': case 'LogRecovered': case 'RecordsFlushed': case 'LogStartOffsetAdvanced': case 'LogCleaned': case 'ReplicaDeleted': return diskLine(fact, era);
    case 'InternalTopicWanted': case 'InternalTopicRefused': case 'OffsetsPartitionLoaded': case 'OffsetsPartitionUnloaded': case 'GroupLoaded': case 'OffsetsExpired': case 'OffsetsDeleted': case 'GroupDeleted': return coordinatorLine(fact, era);
    case 'ReassignmentStarted': case 'ReassignmentWidened': case 'ReassignmentEnded': case 'ReassignmentDropped': return reassignmentLine(fact, era);
    case 'PositionOutOfRange': return outOfRange(fact, era);
    // Nothing is logged: the application gets a NoOffsetForPartitionException.
    case 'OffsetReset':
      return fact.policy === 'none' ? null : clientLine(fact.consumer, 'consumer.internals.SubscriptionState', `Resetting offset for partition ${fact.partition} to position FetchPosition{offset=${fact.to}, …}.`, fact.group);
    default: return null;
  }
}

/** A line for people: Kafka's where there is one, else the fact itself behind `#`, so that nobody takes it for Kafka's. */
export function printFact(fact: Fact, era: EraId, nowMs: number): string {
  const line = logLine(fact, era);
  return `${formatVirtualTime(nowMs)} ${line === null ? plainFact(fact) : `${line.level} ${line.text}`}`;
}

/** `# RecordAcknowledged producer=producer-1 partition=orders-0 offset=0 …` */
export function plainFact(fact: Fact): string {
  const { type, ...fields } = fact;
  return ['#', type, ...Object.entries(fields).map(([name, value]) => `${name}=${plainValue(value)}`)].join(' ');
}

/** Records by value and offset, lists with commas, the rest in brackets with names. */
function plainValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map((one) => plainValue(one)).join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('offset' in value && 'value' in value) return `${String(value.value)}@${String(value.offset)}`;
  return `(${Object.entries(value).map(([name, one]) => `${name}: ${plainValue(one)}`).join(', ')})`;
}

function list(brokers: readonly number[]): string {
  return brokers.join(',');
}

function partitionLine(at: { readonly partition: TopicPartition; readonly brokerId: number }, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  return { logger: 'kafka.cluster.Partition', level, text: `[Partition ${at.partition} broker=${at.brokerId}] ${message}` };
}

function shrinking(fact: FactOf<'IsrShrinkAsked'>, era: EraId): string {
  const { shrinkDetails } = logFormats[era];
  const shrink = `Shrinking ISR from ${list(fact.from)} to ${list(fact.to)}`;
  if (shrinkDetails === 'none') return shrink;
  const outOfSync = fact.outOfSync.map(({ brokerId, logEndOffset, lastCaughtUpTimeMs }) =>
    `(brokerId: ${brokerId}, endOffset: ${logEndOffset}${shrinkDetails === 'end-offset' ? '' : `, lastCaughtUpTimeMs: ${lastCaughtUpTimeMs}`})`,
  );
  return `${shrink}. Leader: (highWatermark: ${fact.highWatermark}, endOffset: ${fact.logEndOffset}). Out of sync replicas: ${outOfSync.join(' ')}.`;
}

function isrUpdated(fact: FactOf<'IsrUpdated'>, era: EraId): LogLine | null {
  const { isrUpdated: format } = logFormats[era];
  if (format === 'none') return null;
  if (format === 'brackets') return partitionLine(fact, `ISR updated to [${list(fact.isr)}] and version updated to [${fact.partitionEpoch}]`);
  return partitionLine(fact, `ISR updated to ${list(fact.isr)} ${fact.underMinIsr ? '(under-min-isr)' : ''} and version updated to ${fact.partitionEpoch}`);
}

/** Source: Partition.handleAlterPartitionError, PendingExpandIsr, PendingShrinkIsr. The request itself, with broker epochs, is left out. */
function rejected({ error, from, isr }: FactOf<'AlterPartitionRefused'>): string {
  const set = (ids: readonly number[]): string => `Set(${ids.join(', ')})`;
  const added = isr.find((id) => !from.includes(id));
  const what = added === undefined ? `PendingShrinkIsr(outOfSyncReplicaIds=${set(from.filter((id) => !isr.includes(id)))}` : `PendingExpandIsr(newInSyncReplicaId=${added}`;
  const committed = `CommittedPartitionState(isr=${set(from)}, leaderRecoveryState=RECOVERED)`;
  return `Failed to alter partition to ${what}, sentLeaderAndIsr=…, leaderRecoveryState=RECOVERED, lastCommittedState=${committed}) since the controller rejected the request with ${error}. `
    + `Partition state has been reset to the latest committed state ${committed}.`;
}

function stateChange(brokerId: number, message: string): LogLine {
  return { logger: 'state.change.logger', level: 'INFO', text: `[Broker id=${brokerId}] ${message}` };
}

function becameLeader(fact: FactOf<'BecameLeader'>, era: EraId): string {
  if (!logFormats[era].roleDetails) {
    return `Leader ${fact.partition} starts at leader epoch ${fact.leaderEpoch} from offset ${fact.startOffset} with high watermark ${fact.highWatermark} `
      + `ISR [${list(fact.isr)}] addingReplicas [${list(fact.adding)}] removingReplicas [${list(fact.removing)}]. Previous leader epoch was ${fact.previousLeaderEpoch}.`;
  }
  return `Leader ${fact.partition} with topic id ${fact.topicId === undefined ? 'None' : `Some(${fact.topicId})`} starts at leader epoch ${fact.leaderEpoch} from offset ${fact.startOffset} `
    + `with partition epoch ${fact.partitionEpoch}, high watermark ${fact.highWatermark}, ISR [${list(fact.isr)}], adding replicas [${list(fact.adding)}] and removing replicas [${list(fact.removing)}] . `
    + previously(fact);
}

function becameFollower(fact: FactOf<'BecameFollower'>, era: EraId): string {
  if (!logFormats[era].roleDetails) {
    return `Follower ${fact.partition} starts at leader epoch ${fact.leaderEpoch} from offset ${fact.logEndOffset} with high watermark ${fact.highWatermark}. `
      + `Previous leader epoch was ${fact.previousLeaderEpoch}.`;
  }
  return `Follower ${fact.partition} starts at leader epoch ${fact.leaderEpoch} from offset ${fact.logEndOffset} `
    + `with partition epoch ${fact.partitionEpoch} and high watermark ${fact.highWatermark}. Current leader is ${fact.leader}. ${previously(fact)}`;
}

function previously({ previousLeader, previousLeaderEpoch }: { readonly previousLeader: number; readonly previousLeaderEpoch: number }): string {
  return `Previous leader ${previousLeader < 0 ? 'None' : `Some(${previousLeader})`} and previous leader epoch was ${previousLeaderEpoch}.`;
}

function truncating(fact: FactOf<'LogTruncated'>, era: EraId): LogLine {
  const { name, logger } = logFormats[era].log;
  return { logger, level: 'INFO', text: `[${name} partition=${fact.partition}, dir=/tmp/kafka-logs] Truncating to offset ${fact.to}` };
}

/** Kafka's level is FATAL. */
function notAllowed({ brokerId, partition, leader, leaderEndOffset, logEndOffset }: FactOf<'TruncationNotAllowed'>): LogLine {
  const text = `[ReplicaFetcherThread-0-${leader}]: Exiting because log truncation is not allowed for partition ${partition}, `
    + `current leader ${leader}'s latest offset ${leaderEndOffset} is less than replica ${brokerId}'s latest offset ${logEndOffset}`;
  return { logger: 'kafka.server.ReplicaFetcherThread', level: 'ERROR', text };
}

function quorum(logger: string, message: string): LogLine {
  return { logger: `org.apache.kafka.controller.${logger}`, level: 'INFO', text: `[QuorumController id=${CONTROLLER_ID}] ${message}` };
}

function unfenced(fact: FactOf<'BrokerUnfenced'>): string {
  return `The request from broker ${fact.brokerId} to unfence has been granted because it has caught up with the offset of its register broker record ${fact.registrationOffset}.`;
}

function uncleanElection(fact: FactOf<'LeaderElected'>): string {
  return `Setting new leader for topicId ${fact.topicId ?? 'AAAAAAAAAAAAAAAAAAAAAA'}, partition ${splitTopicPartition(fact.partition).partition} to ${fact.leader} using an unclean election`;
}

function lifecycle({ brokerId, from, to }: FactOf<'BrokerStateChanged'>): LogLine | null {
  const move = `${from} ${to}`.toUpperCase();
  const reason = move === 'STARTING RECOVERY' ? 'The broker has caught up.' : move === 'RECOVERY RUNNING' ? 'The broker has been unfenced.' : null;
  if (reason === null) return null;
  const text = `[BrokerLifecycleManager id=${brokerId}] ${reason} Transitioning from ${from.toUpperCase()} to ${to.toUpperCase()}.`;
  return { logger: 'kafka.server.BrokerLifecycleManager', level: 'INFO', text };
}

function outOfRange({ consumer, group, partition, position, policy }: FactOf<'PositionOutOfRange'>, era: EraId): LogLine {
  const { what, logger } = logFormats[era].outOfRange;
  const place = what === 'position' ? `Fetch position FetchPosition{offset=${position}, …}` : `Fetch offset ${position}`;
  const then = policy === 'none' ? 'raising error to the application since no reset policy is configured' : 'resetting offset';
  return clientLine(consumer, logger, `${place} is out of range for partition ${partition}, ${then}`, group);
}

function retried(fact: FactOf<'SendRetried'>, era: EraId): LogLine {
  const error = fact.error === 'NOT_LEADER_OR_FOLLOWER' ? eraOf(era).staleLeaderErrorName : fact.error;
  const message = `Got error produce response with correlation id ${fact.correlationId} on topic-partition ${fact.partition}, retrying (${fact.attemptsLeft} attempts left). Error: ${error}`;
  return { ...clientLine(fact.producer, 'producer.internals.Sender', message), level: 'WARN' };
}

function clientLine(client: string, logger: string, message: string, group = 'null'): LogLine {
  const kind = client.startsWith('consumer') ? 'Consumer' : client.startsWith('admin') ? 'AdminClient' : 'Producer';
  const prefix = `[${kind} clientId=${client}${kind === 'Consumer' ? `, groupId=${group}` : ''}]`;
  return { logger: `org.apache.kafka.clients.${logger}`, level: 'INFO', text: `${prefix} ${message}` };
}
