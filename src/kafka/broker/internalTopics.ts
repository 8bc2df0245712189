import { decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Env, MessageEvent } from '../actor.ts';
import type { CreateTopicsRequest, CreateTopicsResponse, NewTopic } from '../messages.ts';
import { assignReplicasToBrokers } from '../metadata/assignReplicas.ts';
import { brokersOf } from '../metadata/image.ts';
import { configPath, encodeConfig, encodeTopic, topicPath } from '../metadata/zkData.ts';
import { drawUuid } from '../metadata/uuid.ts';
import type { ErrorName } from '../names/errors.ts';
import { OFFSETS_TOPIC } from '../names/internalTopics.ts';
import type { ZkOp } from '../zookeeper/messages.ts';
import { answered, askController } from './controllerChannel.ts';
import { liveBrokers } from './metadata.ts';
import { setting } from './settings.ts';
import type { BrokerContext } from './types.ts';
import { askZooKeeper, zkBroker } from './zookeeper/client.ts';

/** An internal topic is needed and not there. */
export interface CreateInternalTopicEvent {
  readonly type: 'CreateInternalTopic';
  readonly topic: typeof OFFSETS_TOPIC;
}

/** Source: AutoTopicCreationManager.creatableTopic, GroupMetadataManager's offsetsTopicConfigs. */
function offsetsTopic(broker: BrokerContext, env: Env): NewTopic {
  return {
    name: OFFSETS_TOPIC,
    partitions: setting(broker, 'offsets.topic.num.partitions', env),
    replicationFactor: setting(broker, 'offsets.topic.replication.factor', env),
    configs: { 'cleanup.policy': 'compact', 'segment.bytes': String(setting(broker, 'offsets.topic.segment.bytes', env)), 'compression.type': 'producer' },
  };
}

/** The controller is asked; while it has not answered nobody asks again. Source: DefaultAutoTopicCreationManager.createTopics. */
export function createInternalTopic(broker: BrokerContext, _event: CreateInternalTopicEvent, env: Env): Decided<BrokerContext> {
  if (broker.topicCreation !== null) return unchanged(broker);
  const topic = offsetsTopic(broker, env);
  const correlationId = broker.nextCorrelationId;
  const message: CreateTopicsRequest = { api: 'CreateTopics', kind: 'request', correlationId, topics: [topic] };
  return decided({ ...broker, topicCreation: correlationId, nextCorrelationId: correlationId + 1 }, wanted(broker, topic), ...askController(broker, message, false));
}

/** A refusal is only noted: the next client that looks for its coordinator makes the broker ask again. */
export function internalTopicAnswered(broker: BrokerContext, { message }: MessageEvent<CreateTopicsResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.topicCreation) return unchanged(broker);
  const error = message.topics[0]?.error ?? 'NONE';
  const news = error === 'NONE' || error === 'TOPIC_ALREADY_EXISTS' ? [] : [refused(broker, offsetsTopic(broker, env), error)];
  return decided({ ...broker, topicCreation: null }, answered(message.correlationId), ...news);
}

/**
 * With ZooKeeper the broker that was asked writes the topic's znodes itself, when it knows of enough live brokers; the
 * controller sees them. Kafka lists the brokers' znodes once more to place the replicas; the broker's own list stands for it.
 *
 * Source: DefaultAutoTopicCreationManager.createTopicsInZk, AdminZkClient.createTopic.
 */
export function writeInternalTopic(context: BrokerContext, _event: CreateInternalTopicEvent, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  if (Object.values(broker.zookeeper.asked).some(({ purpose }) => purpose.type === 'createTopic')) return unchanged(context);
  const wish = offsetsTopic(broker, env);
  const live = brokersOf(broker.image).map(({ brokerId, rack }) => ({ id: brokerId, rack }));
  const topic = env.shared.era.offsetsReplicationEnforced || live.length === 0 ? wish : { ...wish, replicationFactor: Math.min(wish.replicationFactor, live.length) };
  const placed = assignReplicasToBrokers(live, topic.partitions, topic.replicationFactor, env.draw);
  if (!placed.ok) return decided(context, refused(broker, topic, placed.error));
  const { era } = env.shared;
  const topicId = era.znodeVersions.topic === 1 ? '' : drawUuid(env.draw);
  const asking = askZooKeeper(broker, { type: 'createTopic' }, [
    [create(configPath('topic', topic.name), encodeConfig(topic.configs))],
    [create(topicPath(topic.name), encodeTopic({ topicId, replicas: placed.replicas, adding: [], removing: [] }, era.znodeVersions.topic))],
  ]);
  return decided(asking.broker, wanted(broker, topic), ...asking.effects);
}

function create(path: string, data: string): ZkOp {
  return { op: 'create', path, data, ephemeral: false, sequential: false };
}

function wanted({ brokerId }: BrokerContext, { name: topic, partitions, replicationFactor }: NewTopic) {
  return report({ type: 'InternalTopicWanted', brokerId, topic, partitions, replicationFactor });
}

function refused({ brokerId, image }: BrokerContext, { name: topic, replicationFactor }: NewTopic, error: ErrorName) {
  return report({ type: 'InternalTopicRefused', brokerId, topic, replicationFactor, liveBrokers: liveBrokers(image).length, error });
}
