import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

const list = (brokers: readonly number[]): string => brokers.join(',');

function line(logger: string, text: string, level: LogLine['level'] = 'INFO'): LogLine {
  return { logger, level, text };
}

/** What brokers and their controller wrote from 0.8 to 0.11, where it was other words; null when it is about something else, or nothing was written. */
export function earlyBrokerLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'ControllerElected': return elected(fact, era);
    case 'ControllerResigned': return logFormats[era].firstWords ? null : line('kafka.controller.KafkaController', `[Controller ${fact.controllerId}]: Broker ${fact.controllerId} resigned as the controller`);
    case 'LiveBrokersChanged': return liveBrokers(fact, era);
    case 'BrokerRegisteredInZooKeeper': return line('kafka.utils.ZkUtils', `Registered broker ${fact.brokerId} at path ${fact.path} with ${addressOf(fact.brokerId, era)}`);
    case 'BrokerRegistrationRefused': return refused(fact);
    case 'LeaderElected': return changed(fact, `from ${cameFrom(fact)} to OnlinePartition with leader ${fact.leader}`);
    case 'PartitionWentOffline': return changed(fact, 'state from OnlinePartition to OfflinePartition');
    case 'ControlRequestRefused': return fromOldController(fact);
    case 'TopicCreated': return line('kafka.admin.AdminUtils$', `Topic creation {"version":1,"partitions":{${fact.assignment.map((replicas, partition) => `"${partition}":[${list(replicas)}]`).join(',')}}}`);
    case 'PartitionsAdded': return partitionsAdded(fact, era);
    case 'AdminRequestFailed':
      return logFormats[era].firstWords || fact.api !== 'CreateTopics' ? null : line('kafka.server.AdminManager', '[Admin Manager on Broker …]: Error processing create topic request for topic … with arguments …');
    case 'BrokerStarted': return line('kafka.server.KafkaServer', logFormats[era].firstWords ? `[Kafka Server ${fact.brokerId}], starting` : 'starting');
    case 'BrokerStopped': return fact.how === 'controlled-shutdown' ? line('kafka.server.KafkaServer', `[Kafka Server ${fact.brokerId}], shut down completed`) : null;
    default: return null;
  }
}

/** Until 0.10 any leader was elected by the same class. */
function elected({ controllerId }: FactOf<'ControllerElected'>, era: EraId): LogLine {
  return logFormats[era].controller === 'elector'
    ? line('kafka.server.ZookeeperLeaderElector', `${controllerId} successfully elected as leader`)
    : line('kafka.controller.KafkaController', `[Controller ${controllerId}]: ${controllerId} successfully elected as the controller`);
}

function liveBrokers({ controllerId, added, deleted, live }: FactOf<'LiveBrokersChanged'>, era: EraId): LogLine {
  const text = `Newly added brokers: ${list(added)}, deleted brokers: ${list(deleted)}, all live brokers: ${list(live)}`;
  return logFormats[era].controller === 'elector'
    ? line('kafka.controller.ReplicaStateMachine$BrokerChangeListener', `[BrokerChangeListener on Controller ${controllerId}]: ${text}`)
    : line('kafka.controller.KafkaController', `[Controller ${controllerId}]: ${text}`);
}

function partitionsAdded({ controllerId = -1 }: FactOf<'PartitionsAdded'>, era: EraId): LogLine {
  const text = 'New partitions to be added Map(…)';
  if (logFormats[era].controller === 'events') return line('kafka.controller.KafkaController', `[Controller ${controllerId}]: ${text}`);
  const [listener, who] = logFormats[era].firstWords ? ['AddPartitionsListener', controllerId] : ['PartitionModificationsListener', `Controller ${controllerId}`];
  return line(`kafka.controller.PartitionStateMachine$${listener}`, `[AddPartitionsListener on ${who}]: ${text}`);
}

function addressOf(brokerId: number, era: EraId): string {
  return logFormats[era].firstWords ? `address broker-${brokerId}:9092.` : `addresses: EndPoint(broker-${brokerId},9092,ListenerName(PLAINTEXT),PLAINTEXT)`;
}

/** Kafka's level is FATAL; the exception stands on the line below. */
function refused({ brokerId, path }: FactOf<'BrokerRegistrationRefused'>): LogLine {
  const why = `A broker is already registered on the path ${path}. This probably indicates that you either have configured a brokerid that is already in use, or else you have shutdown this broker `
    + 'and restarted it faster than the zookeeper timeout so it appears to be re-registering.';
  return line('kafka.server.KafkaServer', `[Kafka Server ${brokerId}], Fatal error during KafkaServer startup. Prepare to shutdown\njava.lang.RuntimeException: ${why}`, 'ERROR');
}

/** A leader that is replaced in good order leaves its partition online. */
export function cameFrom({ election }: Pick<FactOf<'LeaderElected'>, 'election'>): string {
  return election === 'preferred' || election === 'controlled-shutdown' || election === 'reassignment' ? 'OnlinePartition' : 'OfflinePartition';
}

function changed({ partition, controllerId = -1, controllerEpoch = 0 }: FactOf<'LeaderElected' | 'PartitionWentOffline'>, how: string): LogLine {
  const { topic, partition: number } = splitTopicPartition(partition);
  return line('state.change.logger', `Controller ${controllerId} epoch ${controllerEpoch} changed partition [${topic},${number}] ${how}`, 'TRACE');
}

/** Source: ReplicaManager.becomeLeaderOrFollower, stopReplicas, MetadataCache.updateCache. */
function fromOldController({ brokerId, api, controllerId, controllerEpoch, knownControllerEpoch, correlationId }: FactOf<'ControlRequestRefused'>): LogLine {
  const latest = `Latest known controller epoch is ${knownControllerEpoch}`;
  const text = {
    LeaderAndIsr: `ignoring LeaderAndIsr request from controller ${controllerId} with correlation id ${correlationId} since its controller epoch ${controllerEpoch} is old. ${latest}`,
    UpdateMetadata: `received update metadata request with correlation id ${correlationId} from an old controller ${controllerId} with epoch ${controllerEpoch}. ${latest}`,
    StopReplica: `received stop replica request from an old controller epoch ${controllerEpoch}. ${latest}`,
  }[api];
  return line('state.change.logger', `Broker ${brokerId} ${text}`, 'WARN');
}
