import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import { errorNameIn, withErrorNames } from '../kafka/era/errorName.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { coordinatorLine } from './coordinatorLine.ts';
import { diskLine } from './diskLine.ts';
import { logFormats } from './formats.ts';
import { groupLine } from './groupLine.ts';
import { consumerLine } from './consumerLine.ts';
import { electionLine } from './electionLine.ts';
import { reassignmentLine } from './reassignmentLine.ts';
import { producerLine } from './producerLine.ts';
import { formatVirtualTime } from './time.ts';
import { fetcherLine } from './fetcherLine.ts';
import { partitionLine } from './partitionLine.ts';
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
    case 'IsrShrinkAsked': case 'IsrExpandAsked': case 'IsrUpdated': case 'IsrWriteSkipped': case 'HighWatermarkAdvanced': case 'HighWatermarkFrozen': case 'BecameLeader': case 'BecameFollower':
    case 'AlterPartitionRefused': return partitionLine(fact, era);
    case 'ReplicaFetcherDisconnected': case 'ReplicaFetchFailed': case 'TruncationNotAllowed': return fetcherLine(fact, era);
    case 'LogTruncated': return truncating(fact, era);
    case 'BrokerFenced': return fact.reason === 'session-timeout' ? quorum('ReplicationControlManager', `Fencing broker ${fact.brokerId} because its session has timed out.`) : null;
    case 'BrokerUnfenced': return quorum('BrokerHeartbeatManager', unfenced(fact));
    case 'AdminRequestFailed': return fact.api === 'CreateTopics' && eraOf(era).metadata === 'kraft' ? quorum('ReplicationControlManager', `CreateTopics result(s): CreatableTopic(…): ${fact.error} (${fact.message})`) : null;
    case 'LeaderElected': return fact.election === 'unclean' && eraOf(era).metadata === 'kraft' ? quorum('PartitionChangeBuilder', uncleanElection(fact)) : null;
    case 'BrokerStateChanged': return lifecycle(fact);
    case 'ProducerStarted': case 'ProducerIdAssigned': case 'ProducerEpochRaised': case 'SequenceRefused': case 'ProducerIdsAllocated': return producerLine(fact, era);
    case 'MemberIdGiven': case 'MemberAdded': case 'MemberRemoved': case 'GroupStateChanged': case 'GroupGenerationStarted': case 'GroupAssignmentReceived':
    case 'GroupLeaderChanged': case 'MemberFenced': return groupLine(fact, era);
    case 'SendRetried': return retried(fact, era);
    case 'ClientDisconnected': return fact.refused ? null : { ...clientLine(fact.client, 'NetworkClient', `Node ${fact.brokerId} disconnected.`, era, fact.group), level: logFormats[era].disconnectLevel };
    case 'LogsLoaded': case 'LogRecovered': case 'RecordsFlushed': case 'LogStartOffsetAdvanced': case 'LogCleaned': case 'ReplicaDeleted': return diskLine(fact, era);
    case 'InternalTopicWanted': case 'InternalTopicRefused': case 'OffsetsPartitionLoaded': case 'OffsetsPartitionUnloaded': case 'GroupLoaded': case 'OffsetsExpired': case 'OffsetsDeleted': case 'GroupDeleted': return coordinatorLine(fact, era);
    case 'ReassignmentStarted': case 'ReassignmentWidened': case 'ReassignmentEnded': case 'ReassignmentDropped': return reassignmentLine(fact, era);
    case 'PreferredElectionBegun': case 'PreferredElectionEnded': return electionLine(fact, era);
    case 'PositionOutOfRange': return outOfRange(fact, era);
    case 'OffsetReset': return offsetReset(fact, era);
    default: return null;
  }
}

/** A line for people: Kafka's where there is one, else the fact itself behind `#`, so that nobody takes it for Kafka's. */
export function printFact(fact: Fact, era: EraId, nowMs: number): string {
  const line = logLine(fact, era);
  return `${formatVirtualTime(nowMs)} ${line === null ? plainFact(fact, era) : `${line.level} ${line.text}`}`;
}

/** `# RecordAcknowledged producer=producer-1 partition=orders-0 offset=0 …` */
export function plainFact(fact: Fact, era: EraId): string {
  const { type, ...fields } = withErrorNames(era, fact);
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

function truncating(fact: FactOf<'LogTruncated'>, era: EraId): LogLine {
  const { log: { name, logger }, logNamesItself } = logFormats[era];
  if (logNamesItself) return { logger, level: 'INFO', text: `Truncating log ${fact.partition} to offset ${fact.to}.` };
  return { logger, level: 'INFO', text: `[${name} partition=${fact.partition}, dir=/tmp/kafka-logs] Truncating to offset ${fact.to}` };
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

/** The consumer of 0.8 was another one. */
function outOfRange({ consumer, group, partition, position, policy }: FactOf<'PositionOutOfRange'>, era: EraId): LogLine | null {
  if (eraOf(era).offsetsIn === 'zookeeper') return null;
  const { what, logger } = logFormats[era].outOfRange;
  const place = what === 'position' ? `Fetch position FetchPosition{offset=${position}, …}` : `Fetch offset ${position}`;
  const then = policy === 'none' ? 'raising error to the application since no reset policy is configured' : 'resetting offset';
  return clientLine(consumer, logger, `${place} is out of range for partition ${partition}, ${then}`, era, group);
}

/** Without a policy nothing is logged: the application gets a NoOffsetForPartitionException. */
function offsetReset({ consumer, group, partition, policy, to }: FactOf<'OffsetReset'>, era: EraId): LogLine | null {
  const { what, level, logger } = logFormats[era].reset;
  if (policy === 'none' || eraOf(era).offsetsIn === 'zookeeper') return null;
  const place = { strategy: `${policy} offset`, offset: `offset ${to}`, position: `position FetchPosition{offset=${to}, …}` }[what];
  return { ...clientLine(consumer, logger, `Resetting offset for partition ${partition} to ${place}.`, era, group), level };
}

function retried(fact: FactOf<'SendRetried'>, era: EraId): LogLine {
  const message = `Got error produce response with correlation id ${fact.correlationId} on topic-partition ${fact.partition}, retrying (${fact.attemptsLeft} attempts left). Error: ${errorNameIn(era, fact.error)}`;
  return { ...clientLine(fact.producer, 'producer.internals.Sender', message, era), level: 'WARN' };
}

/** Before 1.0 clients do not say which of them logs. */
function clientLine(client: string, logger: string, message: string, era: EraId, group = 'null'): LogLine {
  const kind = client.startsWith('consumer') ? 'Consumer' : client.startsWith('admin') ? 'AdminClient' : 'Producer';
  const prefix = logFormats[era].consumer === 'of-the-group' ? '' : `[${kind} clientId=${client}${kind === 'Consumer' ? `, groupId=${group}` : ''}] `;
  return { logger: `org.apache.kafka.clients.${logger}`, level: 'INFO', text: `${prefix}${message}` };
}
