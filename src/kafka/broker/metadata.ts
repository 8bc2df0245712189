import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { fetcherAddress, replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { applyRecords, brokersOf, emptyImage, partitionsOf } from '../metadata/image.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import type { MetadataFetchRequest, MetadataFetchResponse } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import { topicPartition } from '../log/record.ts';
import type { ApplyPartitionEvent, SurroundingsChangedEvent } from '../replica/types.ts';
import { answered, askController } from './controllerChannel.ts';
import { eligibleBrokers, replicaConfig, setting } from './settings.ts';
import type { BrokerContext } from './types.ts';

/** How long the controller may keep a fetch of the metadata log waiting. Source: KafkaRaftClient, MAX_FETCH_WAIT_MS. */
const METADATA_FETCH_WAIT_MS = 500;

/** A broker reads the metadata log as an observer: one Fetch after the other. */
export function fetchMetadata(broker: BrokerContext, _event: unknown, _env: Env): Decided<BrokerContext> {
  if (broker.metadataFetch !== null) return unchanged(broker);
  const correlationId = broker.nextCorrelationId;
  const message: MetadataFetchRequest = {
    api: 'FetchMetadata', kind: 'request', correlationId, replicaId: broker.brokerId, fetchOffset: broker.metadataOffset, maxWaitMs: METADATA_FETCH_WAIT_MS,
  };
  return decided({ ...broker, metadataFetch: correlationId, nextCorrelationId: correlationId + 1 }, ...askController(broker, message, true));
}

/** Committed records change the image; once the broker has caught up they change its replicas too. */
export function metadataFetched(broker: BrokerContext, { message }: MessageEvent<MetadataFetchResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.metadataFetch) return unchanged(broker);
  const applied = applyMetadata({ ...broker, metadataFetch: null }, message, env);
  const next = fetchMetadata(applied.context, null, env);
  return decided(next.context, answered(message.correlationId), ...applied.effects, ...next.effects);
}

export function applyMetadata(broker: BrokerContext, { error, baseOffset, records }: MetadataFetchResponse, env: Env): Decided<BrokerContext> {
  if (error !== 'NONE' || baseOffset !== broker.metadataOffset || records.length === 0) return decided(broker);
  const image = applyRecords(broker.image, records);
  const read = { ...broker, image, metadataOffset: broker.metadataOffset + records.length };
  return broker.published ? publish(read, broker.image, env) : decided(read);
}

/** The first time: every replica of this broker gets its role. Source: BrokerMetadataPublisher.initializeManagers. */
export function publishAll(broker: BrokerContext, env: Env): Decided<BrokerContext> {
  return publish({ ...broker, published: true }, emptyImage, env);
}

interface Hosted {
  readonly partition: TopicPartition;
  readonly registration: PartitionRegistration;
}

/**
 * Tells replicas what changed for them, then moves the fetchers of those that follow under a new epoch.
 *
 * Source: ReplicaManager.applyDelta.
 */
function publish(broker: BrokerContext, before: MetadataImage, env: Env): Decided<BrokerContext> {
  const hosted = partitionsOf(broker.image)
    .filter(({ registration }) => registration.replicas.includes(broker.brokerId))
    .map(({ topic, partitionId, registration }): Hosted => ({ partition: topicPartition(topic, partitionId), registration }));
  const changed = hosted.filter(({ partition, registration }) => registrationIn(before, partition) !== registration);
  const surroundings = surroundingsChanged(broker.image, before) ? hosted.filter((one) => !changed.includes(one)) : [];
  const moved = moveFetchers(broker, changed, env);
  return decided(
    moved.context,
    ...changed.flatMap((one) => applyPartition(broker, one, env)),
    ...surroundings.map((one) => tellSurroundings(broker, one, env)),
    ...moved.effects,
  );
}

function registrationIn(image: MetadataImage, partition: TopicPartition): PartitionRegistration | undefined {
  const hyphen = partition.lastIndexOf('-');
  return image.topics[partition.slice(0, hyphen)]?.partitions[Number(partition.slice(hyphen + 1))];
}

function surroundingsChanged(after: MetadataImage, before: MetadataImage): boolean {
  return after.brokers !== before.brokers || after.configs !== before.configs;
}

function applyPartition(broker: BrokerContext, { partition, registration }: Hosted, env: Env): readonly Effect[] {
  const address = replicaAddress(broker.brokerId, partition);
  const event: ApplyPartitionEvent = {
    type: 'ApplyPartition', registration, eligible: eligibleBrokers(broker.image), config: replicaConfig(broker, partition, env),
  };
  if (env.node.read(address) !== undefined) return [tell(address, event)];
  return [{ type: 'start', address, machine: 'replica', input: { brokerId: broker.brokerId, partition } }, tell(address, event)];
}

function tellSurroundings(broker: BrokerContext, { partition }: Hosted, env: Env): Effect {
  const event: SurroundingsChangedEvent = {
    type: 'SurroundingsChanged', eligible: eligibleBrokers(broker.image), config: replicaConfig(broker, partition, env),
  };
  return tell(replicaAddress(broker.brokerId, partition), event);
}

/** A partition led here or by nobody is fetched from nobody; one followed under a new epoch is fetched anew. */
function moveFetchers(broker: BrokerContext, changed: readonly Hosted[], env: Env): Decided<BrokerContext> {
  let followed = broker.followed;
  const removed = new Map<number, TopicPartition[]>();
  const added = new Map<number, Record<TopicPartition, number>>();
  for (const { partition, registration: { leader, leaderEpoch } } of changed) {
    const known = followed[partition];
    const follows = leader >= 0 && leader !== broker.brokerId;
    if (follows && known?.leaderEpoch === leaderEpoch) continue;
    if (known !== undefined) removed.set(known.leaderId, [...(removed.get(known.leaderId) ?? []), partition]);
    const { [partition]: _old, ...others } = followed;
    followed = follows ? { ...others, [partition]: { leaderId: leader, leaderEpoch } } : others;
    if (follows) added.set(leader, { ...added.get(leader), [partition]: leaderEpoch });
  }
  if (removed.size === 0 && added.size === 0) return decided(broker);
  const next = { ...broker, followed };
  return decided(next, ...removals(next, removed, added), ...additions(next, added, env));
}

/** A fetcher left with nothing to fetch ends. Source: AbstractFetcherManager.shutdownIdleFetcherThreads. */
function removals(broker: BrokerContext, removed: ReadonlyMap<number, TopicPartition[]>, added: ReadonlyMap<number, unknown>): readonly Effect[] {
  const stillUsed = new Set(Object.values(broker.followed).map((one) => one.leaderId));
  return [...removed].map(([leaderId, partitions]): Effect => {
    const address = fetcherAddress(broker.brokerId, leaderId);
    if (!stillUsed.has(leaderId) && !added.has(leaderId)) return { type: 'stop', address };
    return tell(address, { type: 'RemovePartitions', partitions } as { type: string });
  });
}

function additions(broker: BrokerContext, added: ReadonlyMap<number, Record<TopicPartition, number>>, env: Env): readonly Effect[] {
  return [...added].flatMap(([leaderId, partitions]): readonly Effect[] => {
    const address = fetcherAddress(broker.brokerId, leaderId);
    const start: Effect = { type: 'start', address, machine: 'fetcher', input: fetcherInput(broker, leaderId, env) };
    const add = tell(address, { type: 'AddPartitions', partitions, brokerEpoch: broker.brokerEpoch } as { type: string });
    return env.node.read(address) === undefined ? [start, add] : [add];
  });
}

function fetcherInput(broker: BrokerContext, leaderId: number, env: Env) {
  return {
    brokerId: broker.brokerId, brokerEpoch: broker.brokerEpoch, leaderId,
    config: {
      maxWaitMs: setting(broker, 'replica.fetch.wait.max.ms', env),
      minBytes: setting(broker, 'replica.fetch.min.bytes', env),
      maxBytes: setting(broker, 'replica.fetch.max.bytes', env),
      backoffMs: setting(broker, 'replica.fetch.backoff.ms', env),
      timeoutMs: setting(broker, 'replica.socket.timeout.ms', env),
    },
  };
}

/** Brokers a client may connect to. */
export function liveBrokers(image: MetadataImage): readonly number[] {
  return brokersOf(image).filter((broker) => !broker.fenced).map((broker) => broker.brokerId);
}
