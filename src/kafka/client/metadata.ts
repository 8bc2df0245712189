import { decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { topicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import type { MetadataResponse } from '../messages.ts';
import { retryBackoffMs } from './backoff.ts';
import type { Waiting } from './backoff.ts';
import { askForMetadata } from './refresh.ts';
import { connected, isReady, knownBrokers, leastLoadedBroker, readyAtMs } from './connections.ts';
import { requestEffects, stopWatching } from './requests.ts';
import type { ClientContext, ClientMetadata, PartitionLeader } from './types.ts';

/** Sends the Metadata request that was asked for, as soon as its backoff is over and a broker can be tried. Source: DefaultMetadataUpdater.maybeUpdate. */
export function refreshMetadata<C extends ClientContext>(context: C, env: Env): Decided<C> {
  if (!context.needsMetadata || context.metadataRequest !== null || env.nowMs < context.refresh.notBeforeMs) return unchanged(context);
  const brokerId = leastLoadedBroker(context, env.nowMs);
  return brokerId === null ? unchanged(context) : requestMetadata(context, brokerId);
}

/** Asks one broker. A round that only repeats an unsuccessful one is everyday traffic. */
function requestMetadata<C extends ClientContext>(context: C, brokerId: number): Decided<C> {
  const correlationId = context.nextCorrelationId;
  const next = { ...context, needsMetadata: false, metadataRequest: { correlationId, brokerId }, nextCorrelationId: correlationId + 1 };
  const message = { api: 'Metadata', kind: 'request', correlationId, topics: context.allTopics === true ? null : context.topics } as const;
  return decided(next, ...requestEffects(context, brokerId, message, isRoutine(context)));
}

/**
 * Opens a connection before anything else is written on it. Kafka's clients begin every connection with an ApiVersions
 * round; here a Metadata request plays its part, and only where it matters whether somebody listens.
 */
export function connectFirst<C extends ClientContext>(context: C, brokerId: number, env: Env): Decided<C> {
  if (context.metadataRequest !== null || !isReady(context, brokerId, env.nowMs)) return unchanged(context);
  return requestMetadata(context, brokerId);
}

function isRoutine(context: ClientContext): boolean {
  return context.refresh.routine || context.refresh.attempts > 0;
}

/** When the refresh that was asked for can begin; none when nothing was asked for or it is under way. */
export function metadataWaits(context: ClientContext): readonly Waiting[] {
  if (!context.needsMetadata || context.metadataRequest !== null) return [];
  const reachableAtMs = Math.min(...knownBrokers(context).map((brokerId) => readyAtMs(context, brokerId)));
  return Number.isFinite(reachableAtMs) ? [{ atMs: Math.max(context.refresh.notBeforeMs, reachableAtMs), routine: isRoutine(context) }] : [];
}

/**
 * Takes a Metadata answer over. A topic or partition that cannot be used yet (UNKNOWN_TOPIC_OR_PARTITION,
 * LEADER_NOT_AVAILABLE, no leader) makes the client ask again after its backoff; metadata is never asked for more often.
 *
 * Source: Metadata.update, NetworkClient.DefaultMetadataUpdater.handleSuccessfulResponse.
 */
export function acceptMetadata<C extends ClientContext>(context: C, answer: MetadataResponse, env: Env): Decided<C> {
  const { metadataRequest } = context;
  if (metadataRequest?.correlationId !== answer.correlationId) return unchanged(context);
  const metadata = metadataOf(answer, context.metadata, env);
  const complete = isComplete(context, answer);
  const attempts = complete ? 0 : context.refresh.attempts + 1;
  const notBeforeMs = env.nowMs + retryBackoffMs(context.config, Math.max(attempts, 1));
  const taken = { ...connected(context, metadataRequest.brokerId), metadata, metadataRequest: null, refresh: { ...context.refresh, attempts, notBeforeMs } };
  const effects: Effect[] = [stopWatching(answer.correlationId), expiry(context)];
  const leaders = leadersOf(metadata);
  if (!sameLeaders(leadersOf(context.metadata), leaders)) effects.push(report({ type: 'ClientMetadataUpdated', client: context.clientId, leaders }));
  return decided(complete ? taken : askForMetadata(taken), ...effects);
}

function expiry(context: ClientContext): Effect {
  return { type: 'schedule', name: 'metadata-expiry', afterMs: context.config.metadataMaxAgeMs, event: { type: 'MetadataExpired' }, routine: true };
}

function isComplete(context: ClientContext, answer: MetadataResponse): boolean {
  return context.topics.every((name) => {
    const found = answer.topics.find((topic) => topic.topic === name);
    return found?.error === 'NONE' && found.partitions.every((partition) => partition.error === 'NONE' && partition.leader >= 0);
  });
}

function metadataOf(answer: MetadataResponse, known: ClientMetadata | null, env: Env): ClientMetadata {
  const partitions: Record<TopicPartition, PartitionLeader> = {};
  for (const topic of answer.topics) {
    for (const told of topic.partitions) partitions[told.partition] = newer(known?.partitions[told.partition], told, env);
  }
  return { brokers: answer.brokers, partitions, updatedAtMs: env.nowMs };
}

/** A broker that lags behind may still tell of an earlier epoch; what is known stands (KIP-320). Source: Metadata.updateLatestMetadata. */
function newer(known: PartitionLeader | undefined, told: PartitionLeader, env: Env): PartitionLeader {
  if (known !== undefined && env.shared.era.fetchesFencedByEpoch && told.leaderEpoch < known.leaderEpoch) return known;
  return { leader: told.leader, leaderEpoch: told.leaderEpoch };
}

function leadersOf(metadata: ClientMetadata | null): Readonly<Record<TopicPartition, number>> {
  return Object.fromEntries(Object.entries(metadata?.partitions ?? {}).map(([partition, { leader }]) => [partition, leader]));
}

function sameLeaders(a: Readonly<Record<TopicPartition, number>>, b: Readonly<Record<TopicPartition, number>>): boolean {
  const partitions = Object.keys(b);
  return partitions.length === Object.keys(a).length && partitions.every((partition) => a[partition] === b[partition]);
}

/** The leader of a partition and its epoch; undefined while unknown or without a leader. */
export function leaderOf(context: Pick<ClientContext, 'metadata'>, partition: TopicPartition): PartitionLeader | undefined {
  const found = context.metadata?.partitions[partition];
  return found === undefined || found.leader < 0 ? undefined : found;
}

/** The partitions of a topic, from 0; empty while the topic is unknown. */
export function partitionsOfTopic(context: Pick<ClientContext, 'metadata'>, topic: string): readonly TopicPartition[] {
  const known = Object.keys(context.metadata?.partitions ?? {}).filter((partition) => isOfTopic(partition, topic));
  return known.map((_, partition) => topicPartition(topic, partition));
}

/** Asked after every event, so without taking the name apart. */
function isOfTopic(partition: TopicPartition, topic: string): boolean {
  return partition.lastIndexOf('-') === topic.length && partition.startsWith(topic);
}
