import { decided } from '../../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent } from '../../actor.ts';
import { replicaAddress, report, zkControllerAddress } from '../../actor.ts';
import type {
  ControlRequest, ControlResponse, LeaderAndIsrRequest, PartitionState, StopReplicaRequest, UpdateMetadataRequest,
} from '../../controller/zookeeper/messages.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { BrokerRegistration, MetadataImage } from '../../metadata/image.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';
import { configEntity } from '../../metadata/zkData.ts';
import type { ErrorName } from '../../names/errors.ts';
import type { ReplicaContext } from '../../replica/types.ts';
import { withLogs } from '../logDir.ts';
import { applyHosted, removeReplicas, startCoordinator, stopFetching } from '../metadata.ts';
import type { Hosted } from '../metadata.ts';
import type { BrokerContext } from '../types.ts';
import { askAgain } from './channel.ts';
import { withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';
import { readConfigs } from './configs.ts';

/** Of an old controller, or meant for the process before (KIP-380). Source: KafkaApis.isBrokerEpochStale, ReplicaManager. */
function refusalOf(broker: ZkBroker, { brokerEpoch, controllerEpoch }: ControlRequest): ErrorName | null {
  if (brokerEpoch !== -1 && brokerEpoch < broker.brokerEpoch) return 'STALE_BROKER_EPOCH';
  return controllerEpoch < broker.zookeeper.controllerEpoch ? 'STALE_CONTROLLER_EPOCH' : null;
}

function refused(broker: ZkBroker, event: MessageEvent<ControlRequest>, error: ErrorName): Decided<BrokerContext> {
  const { api, correlationId, controllerId, controllerEpoch, brokerEpoch } = event.message;
  const fact = report({ type: 'ControlRequestRefused', brokerId: broker.brokerId, api, error, controllerId, controllerEpoch, knownControllerEpoch: broker.zookeeper.controllerEpoch, correlationId, brokerEpoch, knownBrokerEpoch: broker.brokerEpoch });
  const header = { kind: 'response', correlationId, error } as const;
  const message: ControlResponse = api === 'UpdateMetadata' ? { ...header, api } : { ...header, api, partitions: [] };
  return decided(broker, fact, { type: 'reply', to: event.replyTo, message });
}

function leaderEpochOf(broker: ZkBroker, partition: TopicPartition, env: Env): number {
  return (env.node.read(replicaAddress(broker.brokerId, partition))?.context as ReplicaContext | undefined)?.leaderEpoch ?? -1;
}

/** A log is made with its topic's settings, so these are read first. Source: Partition.createLog, LogManager.fetchLogConfig. */
export function leaderAndIsr(context: BrokerContext, event: MessageEvent<LeaderAndIsrRequest>, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const unknown = event.message.partitions.filter(({ partition }) => env.node.read(replicaAddress(broker.brokerId, partition)) === undefined);
  if (unknown.length === 0 || refusalOf(broker, event.message) !== null) return takeLeaderAndIsr(broker, event, env);
  const topics = new Set(unknown.map(({ partition }) => splitTopicPartition(partition).topic));
  const { message, from, replyTo, routine } = event;
  return readConfigs(broker, [...topics].map((topic) => configEntity('topic', topic)), { type: 'leaderAndIsr', event: { type: 'LeaderAndIsr', message, from, replyTo, routine } });
}

/**
 * Replicas of this broker get their roles, each only under a leader epoch newer than its own. A follower of a leader
 * that does not live stays as it is.
 *
 * Source: ReplicaManager.becomeLeaderOrFollower, makeFollowers.
 */
export function takeLeaderAndIsr(broker: ZkBroker, event: MessageEvent<LeaderAndIsrRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo } = event;
  const error = refusalOf(broker, message);
  if (error !== null) return refused(broker, event, error);
  const fresh = message.partitions.filter((one) => one.replicas.includes(broker.brokerId) && one.leaderEpoch > leaderEpochOf(broker, one.partition, env));
  const [led, leaderless] = [fresh.filter((one) => hasLeader(broker, one)), fresh.filter((one) => !hasLeader(broker, one))];
  const applied = applyHosted(withClient(broker, { controllerEpoch: message.controllerEpoch }), led.map(hosted), env);
  const partitions = message.partitions.map((one) => ({ partition: one.partition, error: fresh.includes(one) ? 'NONE' as const : 'STALE_CONTROLLER_EPOCH' as const }));
  return decided(
    withLogs(applied.context, leaderless.map((one) => one.partition)), ...applied.effects, ...leaderless.flatMap((one) => startReplica(broker, one.partition, env)),
    { type: 'reply', to: replyTo, message: { api: 'LeaderAndIsr', kind: 'response', correlationId: message.correlationId, error: 'NONE', partitions } },
  );
}

function hasLeader(broker: ZkBroker, { leader }: PartitionState): boolean {
  return leader === broker.brokerId || Object.hasOwn(broker.image.brokers, leader);
}

function startReplica(broker: ZkBroker, partition: TopicPartition, env: Env): readonly Effect[] {
  const address = replicaAddress(broker.brokerId, partition);
  return env.node.read(address) === undefined ? [{ type: 'start', address, machine: 'replica', input: { brokerId: broker.brokerId, partition, nowMs: env.nowMs } }] : [];
}

function hosted(state: PartitionState): Hosted {
  return { partition: state.partition, registration: registrationOf(state) };
}

function registrationOf({ replicas, isr, leader, leaderEpoch, zkVersion }: PartitionState): PartitionRegistration {
  return { replicas, isr, elr: [], lastKnownElr: [], leader, leaderEpoch, partitionEpoch: zkVersion, leaderRecoveryState: 'RECOVERED', adding: [], removing: [] };
}

/** What clients are told of the cluster, and who the controller is. Source: ReplicaManager.maybeUpdateMetadataCache. */
export function updateMetadata(context: BrokerContext, event: MessageEvent<UpdateMetadataRequest>, _env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { message, replyTo } = event;
  const error = refusalOf(broker, message);
  if (error !== null) return refused(broker, event, error);
  const controller = zkControllerAddress(message.controllerId);
  const told = { ...withClient(broker, { controllerEpoch: message.controllerEpoch }), controller, image: updated(broker.image, message) };
  const moved = controller === broker.controller ? decided<BrokerContext, Effect>(told) : askAgain(told);
  // The first of a process tells all there is; Kafka counts those znodes itself a little earlier.
  const first = Object.keys(broker.image.brokers).length === 0 ? [startCoordinator(broker)] : [];
  return decided(moved.context, ...first, ...moved.effects, { type: 'reply', to: replyTo, message: { api: 'UpdateMetadata', kind: 'response', correlationId: message.correlationId, error: 'NONE' } });
}

/** The list of live brokers is whole each time, the partitions only those that changed. Source: MetadataCache.updateMetadata. */
function updated(image: MetadataImage, { liveBrokers, partitions, topicIds }: UpdateMetadataRequest): MetadataImage {
  const brokers = liveBrokers.map(({ id, rack }): readonly [number, BrokerRegistration] =>
    [id, { brokerId: id, brokerEpoch: -1, incarnationId: '', fenced: false, inControlledShutdown: false, rack }]);
  const topics = { ...image.topics };
  for (const state of partitions) {
    const { topic, partition } = splitTopicPartition(state.partition);
    const known = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
    topics[topic] = { topicId: topicIds[topic] ?? known?.topicId ?? '', partitions: { ...known?.partitions, [partition]: registrationOf(state) } };
  }
  return { ...image, brokers: Object.fromEntries(brokers), topics };
}

/** Stops following, and holds no more what is to be deleted, under a newer epoch only: one asked for under the epoch at hand is refused, as 2.8 does. Source: ReplicaManager.stopReplicas. */
export function stopReplica(context: BrokerContext, event: MessageEvent<StopReplicaRequest>, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { message, replyTo } = event;
  const error = refusalOf(broker, message);
  if (error !== null) return refused(broker, event, error);
  const isNewer = (one: StopReplicaRequest['partitions'][number]) => one.leaderEpoch === -1 || one.leaderEpoch > leaderEpochOf(broker, one.partition, env);
  const stopped = stopFetching(withClient(broker, { controllerEpoch: message.controllerEpoch }), message.partitions.filter(isNewer).map((one) => one.partition), env);
  const partitions = message.partitions.map((one) => ({ partition: one.partition, error: isNewer(one) ? 'NONE' as const : 'FENCED_LEADER_EPOCH' as const }));
  const gone = removeReplicas(stopped.context, message.partitions.filter((one) => one.deletePartition && isNewer(one)).map((one) => one.partition), env);
  return decided(gone.context, ...stopped.effects, ...gone.effects, { type: 'reply', to: replyTo, message: { api: 'StopReplica', kind: 'response', correlationId: message.correlationId, error: 'NONE', partitions } });
}
