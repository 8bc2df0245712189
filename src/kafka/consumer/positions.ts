import { andThen, decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { retryBackoffMs } from '../client/backoff.ts';
import { connected, groupOf } from '../client/connections.ts';
import { partitionsOfTopic } from '../client/metadata.ts';
import { askForMetadata } from '../client/refresh.ts';
import { forEach, stopWatching, without } from '../client/requests.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ListOffsetsResponse } from '../messages.ts';
import { isRetriable, refreshesMetadata } from '../names/errors.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ConsumerContext } from './types.ts';

type Listed = ListOffsetsResponse['partitions'][number];

/** Assigns every partition the metadata knows of the consumer's topics; a new one has no position yet. */
export function assignPartitions(context: ConsumerContext): Decided<ConsumerContext> {
  const known = context.topics.flatMap((topic) => partitionsOfTopic(context, topic));
  const added = known.filter((partition) => context.positions[partition] === undefined);
  if (added.length === 0) return unchanged(context);
  const positions = { ...context.positions, ...Object.fromEntries(added.map((partition) => [partition, null])) };
  return decided({ ...context, positions });
}

/** With auto.offset.reset=none nothing may choose a position: the application would get an exception. Source: NoOffsetForPartitionException. */
export function refuseToChoose(context: ConsumerContext): Decided<ConsumerContext> {
  if (context.config.autoOffsetReset !== 'none') return unchanged(context);
  const lost = Object.keys(context.positions).filter((partition) => context.positions[partition] === null && !context.stuck.includes(partition) && context.group?.initializing.includes(partition) !== true);
  return forEach<ConsumerContext, TopicPartition>(context, lost, (now, partition) => givenUp(now, partition));
}

/** The log does not reach to the position, or begins after it. Source: FetchCollector.handleInitializeErrors, OffsetOutOfRangeException. */
export function positionOutOfRange(context: ConsumerContext, partition: TopicPartition, position: number): Decided<ConsumerContext> {
  const policy = context.config.autoOffsetReset;
  const fact = report({ type: 'PositionOutOfRange', consumer: context.clientId, ...groupOf(context), partition, position, policy });
  if (policy === 'none') return decided({ ...context, stuck: [...context.stuck, partition] }, fact);
  return decided({ ...context, positions: { ...context.positions, [partition]: null } }, fact);
}

function givenUp(context: ConsumerContext, partition: TopicPartition): Decided<ConsumerContext> {
  const fact = report({ type: 'OffsetReset', consumer: context.clientId, ...groupOf(context), partition, policy: 'none', to: -1 });
  return decided({ ...context, stuck: [...context.stuck, partition] }, fact);
}

/** A leader listed the offsets asked for: they become the positions. Source: OffsetFetcher.resetPositionsAsync. */
export function takeOffsets(context: ConsumerContext, answer: ListOffsetsResponse, env: Env): Decided<ConsumerContext> {
  const request = context.inFlight[answer.correlationId];
  if (request?.api !== 'ListOffsets') return unchanged(context);
  const freed = { ...connected(context, request.brokerId), inFlight: without(context.inFlight, answer.correlationId) };
  return andThen(decided(freed, stopWatching(answer.correlationId)), (now) =>
    forEach<ConsumerContext, Listed>(now, answer.partitions, (then, listed) => takeOffset(then, listed, env)));
}

function takeOffset(context: ConsumerContext, listed: Listed, env: Env): Decided<ConsumerContext> {
  const { partition, offset, leaderEpoch, error } = listed;
  if (error !== 'NONE') return tryLater(context, partition, error, env);
  const policy = context.config.autoOffsetReset;
  const effects: Effect[] = [report({ type: 'OffsetReset', consumer: context.clientId, ...groupOf(context), partition, policy, to: offset })];
  if (policy === 'latest') effects.unshift(report({ type: 'EndOffsetListed', client: context.clientId, partition, offset, leaderEpoch }));
  return decided({ ...context, positions: { ...context.positions, [partition]: offset } }, ...effects);
}

/**
 * An error that may pass: the partition rests for retry.backoff.ms, and newer metadata is asked for where the leader
 * may have changed. Any other error ends the fetching of this partition. UNKNOWN_SERVER_ERROR is tried again, as
 * Kafka's consumer does.
 *
 * Source: FetchCollector.handleInitializeErrors.
 */
export function tryLater(context: ConsumerContext, partition: TopicPartition, error: ErrorName, env: Env): Decided<ConsumerContext> {
  if (!isRetriable(error) && error !== 'UNKNOWN_SERVER_ERROR') return decided({ ...context, stuck: [...context.stuck, partition] });
  const resting = { ...context, backingOff: { ...context.backingOff, [partition]: env.nowMs + retryBackoffMs(context.config, 1) } };
  return decided(meansOldMetadata(error) ? askForMetadata(resting) : resting);
}

/** Two errors that only say "not yet" also mean that this client and the broker disagree about the leader. */
function meansOldMetadata(error: ErrorName): boolean {
  return refreshesMetadata(error) || error === 'UNKNOWN_LEADER_EPOCH' || error === 'OFFSET_NOT_AVAILABLE';
}
