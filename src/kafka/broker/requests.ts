import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { brokerIdOf, coordinatorAddress, purgatoryAddress, replicaAddress, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { GroupRequest } from '../group/messages.ts';
import { brokerOf, partitionOf, topicOf } from '../metadata/image.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type {
  DeleteRecordsRequest, FetchRequest, MetadataRequest, MetadataResponse, PartitionMetadata, ProducedBatch, ProduceRequest,
} from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { isInternalTopic } from '../names/internalTopics.ts';
import { splitTopicPartition, topicPartition } from '../log/record.ts';
import type { ProducerStamp, TopicPartition } from '../log/record.ts';
import type { AppendedEvent, ReadEvent } from '../replica/purgatoryWord.ts';
import type { AppendRecordsEvent, ReadForFetchEvent } from '../replica/types.ts';
import type { PendingFetch, PendingProduce, PendingRequest } from '../purgatory/types.ts';
import { liveBrokers } from './metadata.ts';
import type { BrokerContext } from './types.ts';

/** A broker that is not up yet accepts no connections. */
export function turnAway(broker: BrokerContext, event: { readonly replyTo: { readonly connection: string } }): Decided<BrokerContext> {
  return decided<BrokerContext, Effect>(broker, { type: 'hangUp', connection: event.replyTo.connection });
}

/** Groups are the coordinator's business. Not the event itself: it carries the surroundings of this step. */
export function toCoordinator(broker: BrokerContext, { type, message, from, replyTo, routine }: MessageEvent<GroupRequest>): Decided<BrokerContext> {
  return decided(broker, tell(coordinatorAddress(broker.brokerId), { type, message, from, replyTo, routine } as { type: string }));
}

/** Each partition's records go to its replica; the purgatory gathers what becomes of them. Source: ReplicaManager.appendRecords. */
export function produce(broker: BrokerContext, event: MessageEvent<ProduceRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo } = event;
  const key = keyOf(event);
  const request: PendingProduce = {
    api: 'Produce', key, replyTo, correlationId: message.correlationId, sinceMs: env.nowMs, deadlineMs: env.nowMs + message.timeoutMs,
    partitions: message.partitions.map((part) => part.partition), parked: false, acks: message.acks, results: {},
  };
  const parts = message.partitions.map((part) => {
    // Clients do not write to Kafka's own topics; the coordinator's writes do not come this way.
    if (isInternalTopic(splitTopicPartition(part.partition).topic)) return refusedProduce(broker, key, part.partition, 'INVALID_TOPIC_EXCEPTION');
    if (!hosts(broker, part.partition, env)) return refusedProduce(broker, key, part.partition, notHostedError(broker, part.partition));
    const append: AppendRecordsEvent = { type: 'AppendRecords', requestKey: key, acks: message.acks, records: part.records, producer: stampOf(part) };
    return tell(replicaAddress(broker.brokerId, part.partition), append);
  });
  return decided(broker, expect(broker, request), ...parts);
}

function stampOf({ producerId, producerEpoch, baseSequence, isTransactional }: ProducedBatch): ProducerStamp {
  return { producerId, producerEpoch, baseSequence, isTransactional };
}

/** Each partition is read by its replica. Source: ReplicaManager.fetchMessages. */
export function fetch(broker: BrokerContext, event: MessageEvent<FetchRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo } = event;
  const { replicaId, replicaEpoch, minBytes, maxWaitMs, correlationId, partitions: fetches } = message;
  const key = keyOf(event);
  const request: PendingFetch = {
    api: 'Fetch', key, replyTo, correlationId, sinceMs: env.nowMs, deadlineMs: env.nowMs + maxWaitMs,
    partitions: fetches.map((part) => part.partition), parked: false, replicaId, minBytes, maxWaitMs, fetches, results: {}, bytes: 0,
  };
  const parts = fetches.map((part) => {
    if (!hosts(broker, part.partition, env)) return unknownFetch(broker, key, part.partition);
    const read: ReadForFetchEvent = { type: 'ReadForFetch', requestKey: key, replicaId, replicaEpoch, fetch: part };
    return tell(replicaAddress(broker.brokerId, part.partition), read);
  });
  return decided(broker, expect(broker, request), ...parts);
}

/** The request's name in the purgatory. */
export function keyOf(event: MessageEvent<ProduceRequest | FetchRequest | DeleteRecordsRequest>): string {
  return `${event.message.api}|${event.from}|${event.replyTo.connection}|${event.message.correlationId}`;
}

export function expect(broker: BrokerContext, request: PendingRequest): Effect {
  return tell(purgatoryAddress(broker.brokerId), { type: 'Expect', request } as { type: string });
}

/** A replica that is offline has no role yet: the broker has not heard of it in this process. */
export function hosts(broker: BrokerContext, partition: TopicPartition, env: Env): boolean {
  const replica = env.node.read(replicaAddress(broker.brokerId, partition));
  return replica !== undefined && replica.value !== 'offline';
}

/** A partition that lives elsewhere makes the client look anew. Source: ReplicaManager.getPartitionOrError. */
export function notHostedError(broker: BrokerContext, partition: TopicPartition): ErrorName {
  return partitionOf(broker.image, partition) === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'NOT_LEADER_OR_FOLLOWER';
}

function refusedProduce(broker: BrokerContext, requestKey: string, partition: TopicPartition, error: ErrorName): Effect {
  const event: AppendedEvent = { type: 'Appended', requestKey, partition, error, baseOffset: -1, requiredOffset: -1 };
  return tell(purgatoryAddress(broker.brokerId), event);
}

function unknownFetch(broker: BrokerContext, requestKey: string, partition: TopicPartition): Effect {
  const fetched = { partition, error: notHostedError(broker, partition), highWatermark: -1, logStartOffset: -1, batches: [] } as const;
  const event: ReadEvent = { type: 'Read', requestKey, fetched, bytes: 0 };
  return tell(purgatoryAddress(broker.brokerId), event);
}

/** From the broker's own copy of the metadata, however old that is. Source: KRaftMetadataCache, MetadataCache. */
export function metadata(broker: BrokerContext, event: MessageEvent<MetadataRequest>): Decided<BrokerContext> {
  const { message, replyTo, routine } = event;
  const names = message.topics ?? Object.keys(broker.image.topics);
  const answer: MetadataResponse = {
    api: 'Metadata', kind: 'response', correlationId: message.correlationId, brokers: liveBrokers(broker.image), ...controllerOf(broker),
    topics: names.map((topic) => topicMetadata(broker.image, topic)),
  };
  return decided<BrokerContext, Effect>(broker, { type: 'reply', to: replyTo, message: answer, routine });
}

/** The id of the broker that is the controller; with KRaft clients need not know it. */
function controllerOf({ zookeeper, controller }: BrokerContext): Pick<MetadataResponse, 'controllerId'> {
  return zookeeper === undefined ? {} : { controllerId: brokerIdOf(controller) ?? -1 };
}

function topicMetadata(image: MetadataImage, topic: string): MetadataResponse['topics'][number] {
  const known = topicOf(image, topic);
  if (known === undefined) return { error: 'UNKNOWN_TOPIC_OR_PARTITION', topic, partitions: [] };
  const partitions = Object.entries(known.partitions).map(([number, registration]): PartitionMetadata => {
    const { leader, leaderEpoch, replicas, isr } = registration;
    const available = leader >= 0 && brokerOf(image, leader)?.fenced === false;
    return { error: available ? 'NONE' : 'LEADER_NOT_AVAILABLE', partition: topicPartition(topic, Number(number)), leader: available ? leader : -1, leaderEpoch, replicas, isr };
  });
  return { error: 'NONE', topic, partitions };
}
