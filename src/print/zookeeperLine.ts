import type { EraId } from '../kafka/era/era.ts';
import { exceptionIn } from '../kafka/era/errorName.ts';
import type { Fact } from '../kafka/facts.ts';
import { cameFrom, earlyBrokerLine } from './earlyBrokerLine.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

const list = (brokers: readonly number[]): string => brokers.join(',');

/** What a broker writes otherwise, or only, where ZooKeeper keeps the metadata; null when it is about something else. */
export function zookeeperLine(fact: Fact, era: EraId): LogLine | null {
  const { controller: habits } = logFormats[era];
  return habits === 'elector' || habits === 'events' ? earlyBrokerLine(fact, era) : laterLine(fact, era, habits === 'bounces');
}

/** @param bounces whether brokers have epochs (KIP-380, 2.2); 2.1 says less. */
function laterLine(fact: Fact, era: EraId, bounces: boolean): LogLine | null {
  switch (fact.type) {
    case 'ControllerElected':
      return controller(fact.controllerId, `${fact.controllerId} successfully elected as the controller. Epoch incremented to ${fact.epoch} and epoch zk version is now ${fact.epoch}`);
    case 'ControllerResigned': return controller(fact.controllerId, 'Resigned');
    case 'LiveBrokersChanged':
      return controller(fact.controllerId, `Newly added brokers: ${list(fact.added)}, deleted brokers: ${list(fact.deleted)}, ${bounces ? `bounced brokers: ${list(fact.bounced)}, ` : ''}all live brokers: ${list(fact.live)}`);
    case 'BrokerRegisteredInZooKeeper': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'INFO',
      text: `Registered broker ${fact.brokerId} at path ${fact.path} with addresses: ${bounces ? `PLAINTEXT://broker-${fact.brokerId}:9092, czxid (broker epoch): ${fact.brokerEpoch}` : `ArrayBuffer(EndPoint(broker-${fact.brokerId},9092,ListenerName(PLAINTEXT),PLAINTEXT))`}`,
    };
    case 'BrokerRegistrationRefused': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'ERROR',
      text: `Error while creating ephemeral at ${fact.path}, node already exists and owner '${fact.ephemeralOwner}' does not match current session '${fact.sessionId}'`,
    };
    case 'LeaderElected': return stateChange(termOf(fact), becameOnline(fact), bounces ? 'INFO' : 'TRACE');
    case 'PartitionWentOffline': return stateChange(termOf(fact), `Changed partition ${fact.partition} state from OnlinePartition to OfflinePartition`, 'TRACE');
    case 'ControlRequestRefused': return fact.error === 'STALE_BROKER_EPOCH' ? meantForAnother(fact) : stateChange(`Broker id=${fact.brokerId}`, fromOldController(fact), 'WARN');
    case 'TopicCreated': return {
      logger: 'kafka.zk.AdminZkClient', level: 'INFO',
      text: bounces ? `Creating topic ${fact.topic} with configuration {…} and initial partition assignment ${assigned(fact.assignment)}` : 'Topic creation Map(…)',
    };
    case 'PartitionsAdded': return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=${fact.controllerId ?? -1}] New partitions to be added ${bounces ? addedTo(fact) : 'Map(…)'}` };
    case 'AdminRequestFailed': return fact.api === 'CreateTopics' ? topicRefused(fact, era, bounces) : null;
    case 'BrokerStarted': return { logger: 'kafka.server.KafkaServer', level: 'INFO', text: 'starting' };
    case 'BrokerStopped': return fact.how === 'controlled-shutdown' ? { logger: 'kafka.server.KafkaServer', level: 'INFO', text: `[KafkaServer id=${fact.brokerId}] shut down completed` } : null;
    default: return null;
  }
}

function controller(controllerId: number, message: string): LogLine {
  return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=${controllerId}] ${message}` };
}

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

const termOf = ({ controllerId = -1, controllerEpoch = 0 }: Pick<FactOf<'LeaderElected'>, 'controllerId' | 'controllerEpoch'>): string => `Controller id=${controllerId} epoch=${controllerEpoch}`;

function stateChange(who: string, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  return { logger: 'state.change.logger', level, text: `[${who}] ${message}` };
}

/** Source: PartitionStateMachine, LeaderAndIsr.toString. */
function becameOnline({ partition, leader, leaderEpoch, isr, partitionEpoch, election }: FactOf<'LeaderElected'>): string {
  return `Changed partition ${partition} from ${cameFrom({ election })} to OnlinePartition with state LeaderAndIsr(leader=${leader}, leaderEpoch=${leaderEpoch}, isr=List(${isr.join(', ')}), zkVersion=${partitionEpoch})`;
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

/** Source: ReplicaAssignment.toString. */
function addedTo({ topic, from, assignment }: FactOf<'PartitionsAdded'>): string {
  return `Map(${assignment.map((replicas, index) => `${topic}-${from + index} -> ReplicaAssignment(replicas=${list(replicas)}, addingReplicas=, removingReplicas=)`).join(', ')})`;
}

/** As Scala prints its maps. */
function assigned(assignment: readonly (readonly number[])[]): string {
  return `HashMap(${assignment.map((replicas, partition) => `${partition} -> ArrayBuffer(${replicas.join(', ')})`).join(', ')})`;
}

/** With the exception in the line below. A topic that exists is no news above DEBUG. Source: ZkAdminManager.createTopics. */
function topicRefused({ error, message }: FactOf<'AdminRequestFailed'>, era: EraId, isZkManager: boolean): LogLine {
  const manager = '[Admin Manager on Broker …]: ';
  const exception = `org.apache.kafka.common.errors.${exceptionIn(era, error)}${message === null ? '' : `: ${message}`}`;
  if (!isZkManager) return { logger: 'kafka.server.AdminManager', level: 'INFO', text: `${manager}Error processing create topic request for topic … with arguments …\n${exception}` };
  const known = error === 'TOPIC_ALREADY_EXISTS';
  const text = known ? 'Topic creation failed since topic … already exists.' : 'Error processing create topic request CreatableTopic(…)';
  return { logger: 'kafka.server.ZkAdminManager', level: known ? 'DEBUG' : 'INFO', text: `${manager}${text}\n${exception}` };
}
