import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

const list = (brokers: readonly number[]): string => brokers.join(',');

/** What a broker writes otherwise, or only, where ZooKeeper keeps the metadata (2.8); null when it is about something else. */
export function zookeeperLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'ControllerElected':
      return controller(fact.controllerId, `${fact.controllerId} successfully elected as the controller. Epoch incremented to ${fact.epoch} and epoch zk version is now ${fact.epoch}`);
    case 'ControllerResigned': return controller(fact.controllerId, 'Resigned');
    case 'LiveBrokersChanged':
      return controller(fact.controllerId, `Newly added brokers: ${list(fact.added)}, deleted brokers: ${list(fact.deleted)}, bounced brokers: ${list(fact.bounced)}, all live brokers: ${list(fact.live)}`);
    case 'BrokerRegisteredInZooKeeper': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'INFO',
      text: `Registered broker ${fact.brokerId} at path ${fact.path} with addresses: PLAINTEXT://broker-${fact.brokerId}:9092, czxid (broker epoch): ${fact.brokerEpoch}`,
    };
    case 'BrokerRegistrationRefused': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'ERROR',
      text: `Error while creating ephemeral at ${fact.path}, node already exists and owner '${fact.ephemeralOwner}' does not match current session '${fact.sessionId}'`,
    };
    case 'LeaderElected': return becameOnline(fact, era);
    case 'PartitionWentOffline': return wentOffline(fact, era);
    case 'ControlRequestRefused': return fact.error === 'STALE_BROKER_EPOCH' ? meantForAnother(fact) : stateChange(`Broker id=${fact.brokerId}`, fromOldController(fact), 'WARN');
    case 'AlterPartitionRefused': return { logger: 'kafka.cluster.Partition', ...isrRefused(fact), text: `[Partition ${fact.partition} broker=${fact.brokerId}] ${isrRefused(fact).text}` };
    case 'TopicCreated': return { logger: 'kafka.zk.AdminZkClient', level: 'INFO', text: `Creating topic ${fact.topic} with configuration {…} and initial partition assignment ${assigned(fact.assignment)}` };
    case 'PartitionsAdded': return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=${fact.controllerId ?? -1}] New partitions to be added ${addedTo(fact)}` };
    case 'AdminRequestFailed': return fact.api === 'CreateTopics' ? topicRefused(fact) : null;
    case 'BrokerStarted': return { logger: 'kafka.server.KafkaServer', level: 'INFO', text: 'starting' };
    case 'BrokerStopped': return fact.how === 'controlled-shutdown' ? { logger: 'kafka.server.KafkaServer', level: 'INFO', text: `[KafkaServer id=${fact.brokerId}] shut down completed` } : null;
    default: return null;
  }
}

function controller(controllerId: number, message: string): LogLine {
  return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=${controllerId}] ${message}` };
}

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

function stateChange(who: string, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  return { logger: 'state.change.logger', level, text: `[${who}] ${message}` };
}

/**
 * A leader that is replaced in good order leaves its partition online. At TRACE until 2.4 made it INFO, and to 1.0 in
 * other words. Source: PartitionStateMachine, LeaderAndIsr.toString.
 */
function becameOnline(fact: FactOf<'LeaderElected'>, era: EraId): LogLine {
  const { partition, leader, leaderEpoch, isr, partitionEpoch, election } = fact;
  const before = election === 'preferred' || election === 'controlled-shutdown' || election === 'reassignment' ? 'OnlinePartition' : 'OfflinePartition';
  if (logFormats[era].bracketsPartitions) return trace(`${termBefore1_1(fact)} changed partition ${bracketed(partition)} from ${before} to OnlinePartition with leader ${leader}`);
  const state = `LeaderAndIsr(leader=${leader}, leaderEpoch=${leaderEpoch}, isr=List(${isr.join(', ')}), zkVersion=${partitionEpoch})`;
  return stateChange(termOf(fact), `Changed partition ${partition} from ${before} to OnlinePartition with state ${state}`, logFormats[era].logsStateChanges);
}

function wentOffline(fact: FactOf<'PartitionWentOffline'>, era: EraId): LogLine {
  if (logFormats[era].bracketsPartitions) return trace(`${termBefore1_1(fact)} changed partition ${bracketed(fact.partition)} state from OnlinePartition to OfflinePartition`);
  return stateChange(termOf(fact), `Changed partition ${fact.partition} state from OnlinePartition to OfflinePartition`, 'TRACE');
}

type InOffice = Pick<FactOf<'LeaderElected'>, 'controllerId' | 'controllerEpoch'>;

const termOf = ({ controllerId = -1, controllerEpoch = 0 }: InOffice): string => `Controller id=${controllerId} epoch=${controllerEpoch}`;
const termBefore1_1 = ({ controllerId = -1, controllerEpoch = 0 }: InOffice): string => `Controller ${controllerId} epoch ${controllerEpoch}`;

function trace(text: string): LogLine {
  return { logger: 'state.change.logger', level: 'TRACE', text };
}

function bracketed(name: string): string {
  const { topic, partition } = splitTopicPartition(name);
  return `[${topic},${partition}]`;
}

/** Source: ReplicaManager.becomeLeaderOrFollower, stopReplicas, maybeUpdateMetadataCache. */
function fromOldController({ api, controllerId, controllerEpoch, knownControllerEpoch, correlationId }: FactOf<'ControlRequestRefused'>): string {
  if (api === 'UpdateMetadata') return `Received update metadata request with correlation id ${correlationId} from an old controller ${controllerId} with epoch ${controllerEpoch}. Latest known controller epoch is ${knownControllerEpoch}`;
  return `Ignoring ${api} request from controller ${controllerId} with correlation id ${correlationId} since its controller epoch ${controllerEpoch} is old. Latest known controller epoch is ${knownControllerEpoch}`;
}

/** Source: KafkaApis. */
function meantForAnother({ brokerId, api, brokerEpoch, knownBrokerEpoch }: FactOf<'ControlRequestRefused'>): LogLine {
  const name = { LeaderAndIsr: 'LeaderAndIsr', UpdateMetadata: 'update metadata', StopReplica: 'StopReplica' }[api];
  return { logger: 'kafka.server.KafkaApis', level: 'INFO', text: `[KafkaApi-${brokerId}] Received ${name} request with broker epoch ${brokerEpoch} smaller than the current broker epoch ${knownBrokerEpoch}` };
}

/** One replica comes, or some go. Source: PendingExpandIsr, PendingShrinkIsr. */
function proposed(from: readonly number[], isr: readonly number[]): string {
  const set = (ids: readonly number[]): string => `Set(${ids.join(', ')})`;
  const added = isr.find((id) => !from.includes(id));
  return added === undefined ? `PendingShrinkIsr(isr=${set(from)}, outOfSyncReplicaIds=${set(from.filter((id) => !isr.includes(id)))})`
    : `PendingExpandIsr(isr=${set(from)}, newInSyncReplicaId=${added})`;
}

/** Source: Partition.handleAlterIsrResponse. */
function isrRefused({ error, from, isr }: FactOf<'AlterPartitionRefused'>): Pick<LogLine, 'level' | 'text'> {
  const failed = `Failed to update ISR to ${proposed(from, isr)}`;
  switch (error) {
    case 'UNKNOWN_TOPIC_OR_PARTITION': return { level: 'DEBUG', text: `${failed} since it doesn't know about this topic or partition. Giving up.` };
    case 'FENCED_LEADER_EPOCH': return { level: 'DEBUG', text: `${failed} since we sent an old leader epoch. Giving up.` };
    case 'INVALID_UPDATE_VERSION': return { level: 'DEBUG', text: `${failed} due to invalid version. Giving up.` };
    default: return { level: 'WARN', text: `${failed} due to unexpected ${error}. Retrying.` };
  }
}

/** Source: ReplicaAssignment.toString. */
function addedTo({ topic, from, assignment }: FactOf<'PartitionsAdded'>): string {
  return `Map(${assignment.map((replicas, index) => `${topic}-${from + index} -> ReplicaAssignment(replicas=${list(replicas)}, addingReplicas=, removingReplicas=)`).join(', ')})`;
}

/** As Scala prints its maps. */
function assigned(assignment: readonly (readonly number[])[]): string {
  return `HashMap(${assignment.map((replicas, partition) => `${partition} -> ArrayBuffer(${replicas.join(', ')})`).join(', ')})`;
}

/** With the exception in the line below. A topic that exists is no news above DEBUG. Source: ZkAdminManager.createTopics. */
function topicRefused({ error, message }: FactOf<'AdminRequestFailed'>): LogLine {
  const manager = '[Admin Manager on Broker …]: ';
  const exception = `org.apache.kafka.common.errors.${exceptionOf(error)}${message === null ? '' : `: ${message}`}`;
  const known = error === 'TOPIC_ALREADY_EXISTS';
  const text = known ? 'Topic creation failed since topic … already exists.' : 'Error processing create topic request CreatableTopic(…)';
  return { logger: 'kafka.server.ZkAdminManager', level: known ? 'DEBUG' : 'INFO', text: `${manager}${text}\n${exception}` };
}

/** `INVALID_REPLICATION_FACTOR` is thrown as InvalidReplicationFactorException. Source: Errors. */
function exceptionOf(error: string): string {
  const known: Readonly<Record<string, string>> = { TOPIC_ALREADY_EXISTS: 'TopicExistsException', INVALID_CONFIG: 'InvalidConfigurationException' };
  const words = error.replace(/_EXCEPTION$/, '').toLowerCase().split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return known[error] ?? `${words.join('')}Exception`;
}
