import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Env } from '../actor.ts';
import { wakeAtEarliest } from '../client/backoff.ts';
import type { Waiting } from '../client/backoff.ts';
import { isReady, readyAtMs } from '../client/connections.ts';
import { leaderOf, metadataWaits, refreshMetadata } from '../client/metadata.ts';
import { forEach, requestEffects } from '../client/requests.ts';
import type { TopicPartition } from '../log/record.ts';
import type { FetchRequest, ListOffsetsRequest } from '../messages.ts';
import { beforeFetching, isFetching, isHeld, returnRecords } from './group/proceed.ts';
import { isGrouped } from './group/state.ts';
import type { Grouped } from './group/state.ts';
import { assignPartitions, refuseToChoose } from './positions.ts';
import type { ConsumerContext } from './types.ts';

/** Not a broker: sees only what is committed. */
const NO_REPLICA = -1;

/** Does whatever can be done now, and arms the timer for what cannot. Follows every event. Source: KafkaConsumer.poll. */
export function proceed(context: ConsumerContext, env: Env): Decided<ConsumerContext> {
  if (isGrouped(context)) return proceedInGroup(context, env);
  const rules = [assignPartitions, refuseToChoose, askLeaders, refreshMetadata<ConsumerContext>, wakeLater];
  return forEach<ConsumerContext, (typeof rules)[number]>(context, rules, (now, rule) => rule(now, env));
}

/** The same inside the poll() of an application that is in a group, which also waits for the group, and processes what it gets. */
function proceedInGroup(context: Grouped, env: Env): Decided<ConsumerContext> {
  // What is there is returned first: the next Fetch then asks behind it, for its partition too.
  const rules = [beforeFetching, refuseToChoose, (now: Grouped) => returnRecords(now, env, (then) => askLeaders(then, env)), askLeaders, refreshMetadata<Grouped>, wakeLater];
  return forEach<ConsumerContext, (typeof rules)[number]>(context, rules, (now, rule) => (isGrouped(now) ? rule(now, env) : unchanged(now)));
}

/** Every leader that owes no answer is asked: for offsets where a position is missing, else for records. Source: Fetcher.sendFetches. */
function askLeaders<C extends ConsumerContext>(context: C, env: Env): Decided<C> {
  if (isGrouped(context) && !isFetching(context)) return unchanged(context);
  const due = Object.keys(context.positions).filter((partition) => mayAsk(context, partition, env.nowMs));
  const leaders = [...new Set(due.map((partition) => leaderIdOf(context, partition)))].toSorted((a, b) => a - b);
  return forEach<C, number>(context, leaders, (now, brokerId) => {
    const own = due.filter((partition) => leaderIdOf(now, partition) === brokerId);
    const lost = own.filter((partition) => now.positions[partition] === null);
    return lost.length > 0 ? listOffsets(now, brokerId, lost, env) : fetch(now, brokerId, own, env);
  });
}

function mayAsk(context: ConsumerContext, partition: TopicPartition, nowMs: number): boolean {
  const leader = leaderIdOf(context, partition);
  if (leader < 0 || isLeftAlone(context, partition) || (context.backingOff[partition] ?? 0) > nowMs) return false;
  return isReady(context, leader, nowMs) && !Object.values(context.inFlight).some((request) => request.brokerId === leader);
}

function isLeftAlone(context: ConsumerContext, partition: TopicPartition): boolean {
  return context.stuck.includes(partition) || (isGrouped(context) && isHeld(context, partition));
}

function leaderIdOf(context: ConsumerContext, partition: TopicPartition): number {
  return leaderOf(context, partition)?.leader ?? -1;
}

function listOffsets<C extends ConsumerContext>(context: C, brokerId: number, partitions: readonly TopicPartition[], env: Env): Decided<C> {
  const timestamp = context.config.autoOffsetReset === 'latest' ? 'latest' : 'earliest';
  const message: ListOffsetsRequest = {
    api: 'ListOffsets', kind: 'request', correlationId: context.nextCorrelationId, replicaId: NO_REPLICA,
    partitions: partitions.map((partition) => ({ partition, timestamp, currentLeaderEpoch: leaderEpoch(context, partition, env) })),
  };
  return asked(context, brokerId, partitions, message, false);
}

/**
 * One Fetch with all partitions of that leader; the broker keeps it up to fetch.max.wait.ms while it has less than
 * fetch.min.bytes. After an empty round the next is everyday traffic.
 */
function fetch<C extends ConsumerContext>(context: C, brokerId: number, partitions: readonly TopicPartition[], env: Env): Decided<C> {
  const { fetchMaxWaitMs: maxWaitMs, fetchMinBytes: minBytes, maxPartitionFetchBytes: maxBytes } = context.config;
  const message: FetchRequest = {
    api: 'Fetch', kind: 'request', correlationId: context.nextCorrelationId, replicaId: NO_REPLICA, replicaEpoch: -1, maxWaitMs, minBytes,
    partitions: partitions.map((partition) => ({
      partition, fetchOffset: context.positions[partition] ?? 0, currentLeaderEpoch: leaderEpoch(context, partition, env), lastFetchedEpoch: null, logStartOffset: -1, maxBytes,
    })),
  };
  return asked(context, brokerId, partitions, message, context.quiet.includes(brokerId));
}

function leaderEpoch(context: ConsumerContext, partition: TopicPartition, env: Env): number {
  return env.shared.era.fetchesFencedByEpoch ? (leaderOf(context, partition)?.leaderEpoch ?? -1) : -1;
}

function asked<C extends ConsumerContext>(
  context: C, brokerId: number, partitions: readonly TopicPartition[], message: FetchRequest | ListOffsetsRequest, routine: boolean,
): Decided<C> {
  const from = isGrouped(context) && message.api === 'Fetch' ? { from: Object.fromEntries(partitions.map((partition) => [partition, context.positions[partition] ?? 0])) } : {};
  const inFlight = { ...context.inFlight, [message.correlationId]: { api: message.api, brokerId, partitions, ...from } };
  const next = { ...context, inFlight, nextCorrelationId: message.correlationId + 1, backingOff: withoutAll(context.backingOff, partitions) };
  return decided(next, ...requestEffects(context, brokerId, message, routine));
}

function withoutAll(table: ConsumerContext['backingOff'], partitions: readonly TopicPartition[]): ConsumerContext['backingOff'] {
  if (!partitions.some((partition) => table[partition] !== undefined)) return table;
  return Object.fromEntries(Object.entries(table).filter(([partition]) => !partitions.includes(partition)));
}

function wakeLater(context: ConsumerContext, env: Env): Decided<ConsumerContext> {
  const asks = isGrouped(context) && !isFetching(context) ? [] : Object.keys(context.positions);
  const partitions = asks.flatMap((partition): readonly Waiting[] => {
    const leader = leaderIdOf(context, partition);
    if (leader < 0 || isLeftAlone(context, partition)) return [];
    return [{ atMs: Math.max(context.backingOff[partition] ?? 0, readyAtMs(context, leader)), routine: context.quiet.includes(leader) }];
  });
  const waits = [...partitions, ...metadataWaits(context)];
  return waits.length === 0 && context.wakeAtMs === null ? unchanged(context) : wakeAtEarliest(context, waits, env);
}
