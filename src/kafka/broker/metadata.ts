import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { coordinatorAddress, fetcherAddress, replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { applyRecords, brokersOf, emptyImage, partitionsOf, topicOf } from '../metadata/image.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import type { MetadataFetchRequest, MetadataFetchResponse } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import { splitTopicPartition, topicPartition } from '../log/record.ts';
import { OFFSETS_TOPIC } from '../names/internalTopics.ts';
import { followsOn } from '../replica/roles.ts';
import type { ApplyPartitionEvent, EligibleBrokers, SurroundingsChangedEvent } from '../replica/types.ts';
import type { CoordinatorStartUpEvent, OffsetsPartitionEvent } from '../coordinator/types.ts';
import type { FetcherInput } from '../fetcher/machine.ts';
import type { FetcherContext } from '../fetcher/types.ts';
import { answered, askController } from './controllerChannel.ts';
import { reconfigureCleaner } from './logCleaner.ts';
import { withLogs } from './logDir.ts';
import { deleteLogs } from './deleteLogs.ts';
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
  if (!broker.published) return decided(read);
  const published = publish(read, broker.image, env);
  const cleaner = reconfigureCleaner(published.context, broker.image, env);
  return decided(cleaner.context, ...published.effects, ...cleaner.effects);
}

/** The first time: every replica of this broker gets its role. Source: BrokerMetadataPublisher.initializeManagers. */
export function publishAll(broker: BrokerContext, env: Env): Decided<BrokerContext> {
  const published = publish({ ...broker, published: true }, emptyImage, env);
  return decided(published.context, startCoordinator(broker), ...published.effects);
}

export interface Hosted {
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
  const kept = removeReplicas(broker, removedHere(broker, before), env);
  const applied = applyHosted(kept.context, changed, env, surroundings.map((one) => tellSurroundings(broker, one, env)));
  return decided(applied.context, ...kept.effects, ...applied.effects);
}

/** Logs of partitions that live elsewhere now; the first time also of those that moved while the broker was down. Source: BrokerMetadataPublisher, LogManager.isStrayKraftReplica. */
function removedHere({ brokerId, image, logDir }: BrokerContext, before: MetadataImage): readonly TopicPartition[] {
  if (before.topics === image.topics) return [];
  return logDir.partitions.filter((partition) => registrationIn(image, partition)?.replicas.includes(brokerId) !== true);
}

/** Gives replicas of this broker a new state, and moves their fetchers. Between the two come `meanwhile`. */
export function applyHosted(broker: BrokerContext, changed: readonly Hosted[], env: Env, meanwhile: readonly Effect[] = []): Decided<BrokerContext> {
  const moved = moveFetchers(withLogs(broker, changed.map((one) => one.partition)), changed, env);
  const roles = changed.flatMap((one) => [...applyPartition(broker, one, env), ...tellCoordinator(broker, one)]);
  return decided(moved.context, ...roles, ...meanwhile, ...moved.effects);
}

/** It has the partitions of `__consumer_offsets` counted, before it leads any. */
export function startCoordinator({ brokerId }: BrokerContext): Effect {
  const event: CoordinatorStartUpEvent = { type: 'CoordinatorStartUp' };
  return tell(coordinatorAddress(brokerId), event);
}

/** Whoever leads a partition of `__consumer_offsets` coordinates its groups. Source: BrokerMetadataPublisher.updateCoordinator, RequestHandlerHelper.onLeadershipChange. */
function tellCoordinator(broker: BrokerContext, { partition, registration: { leader, leaderEpoch } }: Hosted): readonly Effect[] {
  return coordinatorWord(broker, leader === broker.brokerId ? 'PartitionElected' : 'PartitionResigned', partition, leaderEpoch);
}

function coordinatorWord({ brokerId }: BrokerContext, type: OffsetsPartitionEvent['type'], partition: TopicPartition, leaderEpoch: number): readonly Effect[] {
  const { topic, partition: number } = splitTopicPartition(partition);
  const event: OffsetsPartitionEvent = { type, partition: number, leaderEpoch };
  return topic === OFFSETS_TOPIC ? [tell(coordinatorAddress(brokerId), event)] : [];
}

/** With ZooKeeper: a setting changed, and every replica of this broker hears what counts for it. */
export function publishConfigs(broker: BrokerContext, env: Env): Decided<BrokerContext> {
  const hosted = partitionsOf(broker.image)
    .map(({ topic, partitionId, registration }): Hosted => ({ partition: topicPartition(topic, partitionId), registration }))
    .filter(({ partition }) => env.node.read(replicaAddress(broker.brokerId, partition)) !== undefined);
  return decided(broker, ...hosted.map((one) => tellSurroundings(broker, one, env)));
}

/** With ZooKeeper: these partitions are fetched no more. */
export function stopFetching(broker: BrokerContext, partitions: readonly TopicPartition[], env: Env): Decided<BrokerContext> {
  const removed = new Map<number, TopicPartition[]>();
  for (const partition of partitions) {
    const known = broker.followed[partition];
    if (known !== undefined) removed.set(known.leaderId, [...(removed.get(known.leaderId) ?? []), partition]);
  }
  const followed = Object.fromEntries(Object.entries(broker.followed).filter(([partition]) => !partitions.includes(partition)));
  return follow(broker, followed, removed, new Map(), env);
}

/** Partitions this broker holds no more: nothing is fetched for them, and their logs go. Source: ReplicaManager.stopPartitions. */
export function removeReplicas(broker: BrokerContext, partitions: readonly TopicPartition[], env: Env): Decided<BrokerContext> {
  const stopped = stopFetching(broker, partitions, env);
  const deleted = deleteLogs(stopped.context, partitions, env);
  return decided(deleted.context, ...stopped.effects, ...deleted.effects, ...partitions.flatMap((partition) => coordinatorWord(broker, 'PartitionResigned', partition, -1)));
}

function registrationIn(image: MetadataImage, partition: TopicPartition): PartitionRegistration | undefined {
  const hyphen = partition.lastIndexOf('-');
  return image.topics[partition.slice(0, hyphen)]?.partitions[Number(partition.slice(hyphen + 1))];
}

function surroundingsChanged(after: MetadataImage, before: MetadataImage): boolean {
  return after.brokers !== before.brokers || after.configs !== before.configs;
}

function topicIdIn({ image }: BrokerContext, partition: TopicPartition): Pick<ApplyPartitionEvent, 'topicId'> {
  const topicId = topicOf(image, splitTopicPartition(partition).topic)?.topicId ?? '';
  return topicId === '' ? {} : { topicId };
}

function applyPartition(broker: BrokerContext, { partition, registration }: Hosted, env: Env): readonly Effect[] {
  const address = replicaAddress(broker.brokerId, partition);
  const event: ApplyPartitionEvent = {
    type: 'ApplyPartition', registration, ...topicIdIn(broker, partition), eligible: eligibleFor(broker, registration), config: replicaConfig(broker, partition, env),
  };
  if (env.node.read(address) !== undefined) return [tell(address, event)];
  return [{ type: 'start', address, machine: 'replica', input: { brokerId: broker.brokerId, partition, nowMs: env.nowMs } }, tell(address, event)];
}

function tellSurroundings(broker: BrokerContext, { partition, registration }: Hosted, env: Env): Effect {
  const event: SurroundingsChangedEvent = {
    type: 'SurroundingsChanged', eligible: eligibleFor(broker, registration), config: replicaConfig(broker, partition, env),
  };
  return tell(replicaAddress(broker.brokerId, partition), event);
}

/** With ZooKeeper nobody asks whether a follower that has caught up may join: any replica may (until KIP-841, 3.3). */
function eligibleFor(broker: BrokerContext, { replicas }: PartitionRegistration): EligibleBrokers {
  return broker.zookeeper === undefined ? eligibleBrokers(broker.image) : Object.fromEntries(replicas.map((brokerId) => [brokerId, -1]));
}

/**
 * A partition led here or by nobody is fetched from nobody; one followed under a new epoch is fetched anew. A broker
 * that is shutting down does not go on with what it has left the ISR of.
 */
function moveFetchers(broker: BrokerContext, changed: readonly Hosted[], env: Env): Decided<BrokerContext> {
  let followed = broker.followed;
  const removed = new Map<number, TopicPartition[]>();
  const added = new Map<number, Record<TopicPartition, number>>();
  for (const { partition, registration } of changed) {
    const { leader, leaderEpoch, isr } = registration;
    const known = followed[partition];
    const follows = leader >= 0 && leader !== broker.brokerId && !(broker.wantShutDown && !isr.includes(broker.brokerId));
    if (follows && known !== undefined && known.leaderId === leader && followsOn(known, registration, env.shared.era)) {
      followed = { ...followed, [partition]: { leaderId: leader, leaderEpoch } };
      continue;
    }
    if (known !== undefined) removed.set(known.leaderId, [...(removed.get(known.leaderId) ?? []), partition]);
    const { [partition]: _old, ...others } = followed;
    followed = follows ? { ...others, [partition]: { leaderId: leader, leaderEpoch } } : others;
    if (follows) added.set(leader, { ...added.get(leader), [partition]: leaderEpoch });
  }
  return follow(broker, followed, removed, added, env);
}

function follow(
  broker: BrokerContext, followed: BrokerContext['followed'], removed: ReadonlyMap<number, TopicPartition[]>,
  added: ReadonlyMap<number, Record<TopicPartition, number>>, env: Env,
): Decided<BrokerContext> {
  if (removed.size === 0 && added.size === 0) return decided(broker);
  const ended = [...removed.keys()].filter((leaderId) => !added.has(leaderId) && !Object.values(followed).some((one) => one.leaderId === leaderId));
  const next = { ...broker, followed, fetcherCorrelationIds: { ...broker.fetcherCorrelationIds, ...correlationIdsOf(broker, ended, env) } };
  return decided(next, ...removals(next, removed, ended), ...additions(next, added, env));
}

function correlationIdsOf(broker: BrokerContext, leaderIds: readonly number[], env: Env): BrokerContext['fetcherCorrelationIds'] {
  return Object.fromEntries(leaderIds.map((leaderId) => {
    const fetcher = env.node.read(fetcherAddress(broker.brokerId, leaderId))?.context as FetcherContext | undefined;
    return [leaderId, fetcher?.nextCorrelationId ?? 0];
  }));
}

/** A fetcher left with nothing to fetch ends. Source: AbstractFetcherManager.shutdownIdleFetcherThreads. */
function removals(broker: BrokerContext, removed: ReadonlyMap<number, TopicPartition[]>, ended: readonly number[]): readonly Effect[] {
  return [...removed].map(([leaderId, partitions]): Effect => {
    const address = fetcherAddress(broker.brokerId, leaderId);
    if (ended.includes(leaderId)) return { type: 'stop', address };
    return tell(address, { type: 'RemovePartitions', partitions } as { type: string });
  });
}

function additions(broker: BrokerContext, added: ReadonlyMap<number, Record<TopicPartition, number>>, env: Env): readonly Effect[] {
  return [...added].flatMap(([leaderId, partitions]): readonly Effect[] => {
    const address = fetcherAddress(broker.brokerId, leaderId);
    const start: Effect = { type: 'start', address, machine: 'fetcher', input: fetcherInput(broker, leaderId, env) };
    const add = tell(address, { type: 'AddPartitions', partitions, brokerEpoch: fetchedAs(broker) } as { type: string });
    return env.node.read(address) === undefined ? [start, add] : [add];
  });
}

/** A Fetch names the broker epoch since KIP-903 (3.5), so never with ZooKeeper here. */
function fetchedAs(broker: BrokerContext): number {
  return broker.zookeeper === undefined ? broker.brokerEpoch : -1;
}

function fetcherInput(broker: BrokerContext, leaderId: number, env: Env): FetcherInput {
  return {
    brokerId: broker.brokerId, brokerEpoch: fetchedAs(broker), leaderId, nextCorrelationId: broker.fetcherCorrelationIds[leaderId] ?? 0,
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
