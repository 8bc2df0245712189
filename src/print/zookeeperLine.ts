import type { Fact } from '../kafka/facts.ts';
import type { LogLine } from './logLine.ts';

const list = (brokers: readonly number[]): string => brokers.join(',');

/** What a broker writes otherwise, or only, where ZooKeeper keeps the metadata (2.8); null when it is about something else. */
export function zookeeperLine(fact: Fact): LogLine | null {
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
    case 'LeaderElected': return stateChange(CONTROLLER, becameOnline(fact));
    case 'PartitionWentOffline': return stateChange(CONTROLLER, `Changed partition ${fact.partition} state from OnlinePartition to OfflinePartition`, 'TRACE');
    case 'ControlRequestRefused': return fact.error === 'STALE_BROKER_EPOCH' ? meantForAnother(fact) : stateChange(`Broker id=${fact.brokerId}`, fromOldController(fact), 'WARN');
    case 'AlterPartitionRefused': return { logger: 'kafka.cluster.Partition', ...isrRefused(fact), text: `[Partition ${fact.partition} broker=${fact.brokerId}] ${isrRefused(fact).text}` };
    case 'TopicCreated': return { logger: 'kafka.zk.AdminZkClient', level: 'INFO', text: `Creating topic ${fact.topic} with configuration {…} and initial partition assignment ${assigned(fact.assignment)}` };
    case 'PartitionsAdded': return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=…] New partitions to be added ${addedTo(fact)}` };
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

/** The facts do not say under which controller. */
const CONTROLLER = 'Controller id=… epoch=…';

function stateChange(who: string, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  return { logger: 'state.change.logger', level, text: `[${who}] ${message}` };
}

/** A leader that is replaced in good order leaves its partition online. Source: PartitionStateMachine, LeaderAndIsr.toString. */
function becameOnline({ partition, leader, leaderEpoch, isr, election }: FactOf<'LeaderElected'>): string {
  const before = election === 'preferred' || election === 'controlled-shutdown' || election === 'reassignment' ? 'OnlinePartition' : 'OfflinePartition';
  return `Changed partition ${partition} from ${before} to OnlinePartition with state LeaderAndIsr(leader=${leader}, leaderEpoch=${leaderEpoch}, isr=List(${isr.join(', ')}), zkVersion=…)`;
}

/** Source: ReplicaManager.becomeLeaderOrFollower, stopReplicas, maybeUpdateMetadataCache. */
function fromOldController({ api, controllerId, controllerEpoch, knownControllerEpoch }: FactOf<'ControlRequestRefused'>): string {
  if (api === 'UpdateMetadata') return `Received update metadata request with correlation id … from an old controller ${controllerId} with epoch ${controllerEpoch}. Latest known controller epoch is ${knownControllerEpoch}`;
  return `Ignoring ${api} request from controller ${controllerId} with correlation id … since its controller epoch ${controllerEpoch} is old. Latest known controller epoch is ${knownControllerEpoch}`;
}

/** Source: KafkaApis. */
function meantForAnother({ brokerId, api }: FactOf<'ControlRequestRefused'>): LogLine {
  const name = { LeaderAndIsr: 'LeaderAndIsr', UpdateMetadata: 'update metadata', StopReplica: 'StopReplica' }[api];
  return { logger: 'kafka.server.KafkaApis', level: 'INFO', text: `[KafkaApi-${brokerId}] Received ${name} request with broker epoch … smaller than the current broker epoch …` };
}

/** Source: Partition.handleAlterIsrResponse. */
function isrRefused({ error }: FactOf<'AlterPartitionRefused'>): Pick<LogLine, 'level' | 'text'> {
  const failed = 'Controller failed to update ISR to …';
  switch (error) {
    case 'UNKNOWN_TOPIC_OR_PARTITION': return { level: 'DEBUG', text: `${failed} since it doesn't know about this topic or partition. Giving up.` };
    case 'FENCED_LEADER_EPOCH': return { level: 'DEBUG', text: `${failed} since we sent an old leader epoch. Giving up.` };
    case 'INVALID_UPDATE_VERSION': return { level: 'DEBUG', text: `${failed} due to invalid zk version. Giving up.` };
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
