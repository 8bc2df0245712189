import type { Decided, Effect, Env } from '../actor.ts';
import { brokerAddress, replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { latestEpoch } from '../log/leaderEpochCache.ts';
import type { FetchPartition, FetchRequest, ListOffsetsRequest, OffsetForLeaderEpochRequest } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { Asked, FetchedFrom, FetcherContext, FetchInFlight } from './types.ts';

/**
 * One round: cut what must be cut, asking the leader where if need be, then fetch whatever is ready in one request. While
 * a request is under way, or nothing is ready, it waits.
 *
 * Source: AbstractFetcherThread.doWork.
 */
export function round(fetcher: FetcherContext, _event: unknown, env: Env): Decided<FetcherContext> {
  if (fetcher.inFlight !== null) return unchanged(fetcher);
  const due = Object.entries(fetcher.partitions).filter(([, state]) => state.delayedUntilMs <= env.nowMs).map(([partition]) => partition);
  const truncating = due.filter((partition) => isTruncating(fetcher, partition, env));
  const withoutEpoch = truncating.filter((partition) => lastEpochOf(fetcher, partition, env) === undefined);
  if (withoutEpoch.length > 0) {
    const cuts = withoutEpoch.map((partition) => tell(replicaAddress(fetcher.brokerId, partition), { type: 'TruncateToHighWatermark' }));
    return decided(fetcher, ...cuts, tell(env.self, { type: 'Round' }));
  }
  if (truncating.length > 0) return askForEpochs(fetcher, truncating, env);
  const ready = due;
  const lost = ready.filter((partition) => fetcher.partitions[partition]?.outOfRange === true);
  if (lost.length > 0) return askForOffsets(fetcher, lost, env);
  return ready.length > 0 ? fetch(fetcher, ready, env) : waitForBackoff(fetcher, env);
}

function replicaOf(fetcher: FetcherContext, partition: TopicPartition, env: Env) {
  return env.node.read(replicaAddress(fetcher.brokerId, partition));
}

function isTruncating(fetcher: FetcherContext, partition: TopicPartition, env: Env): boolean {
  const value = replicaOf(fetcher, partition, env)?.value;
  return typeof value === 'object' && value !== null && 'follower' in value && value.follower === 'truncating';
}

function fetch(fetcher: FetcherContext, ready: readonly TopicPartition[], env: Env): Decided<FetcherContext> {
  const { brokerId, brokerEpoch, config, nextCorrelationId: correlationId } = fetcher;
  const partitions = ready.flatMap((partition) => fetchOf(fetcher, partition, env));
  if (partitions.length === 0) return unchanged(fetcher);
  const message: FetchRequest = {
    api: 'Fetch', kind: 'request', correlationId, replicaId: brokerId, replicaEpoch: brokerEpoch, maxWaitMs: config.maxWaitMs, minBytes: config.minBytes, partitions,
  };
  const lastAsked = Object.fromEntries(partitions.map((asked) => [asked.partition, toldOf(asked)]));
  const routine = partitions.every((asked) => fetcher.lastAsked[asked.partition] === toldOf(asked));
  return inFlight({ ...fetcher, partitions: rested(fetcher.partitions, ready), lastAsked }, 'Fetch', message, routine, env);
}

/** What is asked for waits no longer. */
function rested(partitions: FetcherContext['partitions'], ready: readonly TopicPartition[]): FetcherContext['partitions'] {
  const delayed = ready.filter((partition) => (partitions[partition]?.delayedUntilMs ?? 0) > 0);
  if (delayed.length === 0) return partitions;
  return Object.fromEntries(Object.entries(partitions).map(([partition, state]) => [partition, delayed.includes(partition) ? { ...state, delayedUntilMs: 0 } : state]));
}

/** What a Fetch tells its leader: where the follower's log begins and ends. */
function toldOf({ logStartOffset, fetchOffset }: FetchPartition): string {
  return `${logStartOffset}–${fetchOffset}`;
}

function fetchOf(fetcher: FetcherContext, partition: TopicPartition, env: Env): readonly FetchPartition[] {
  const replica = replicaOf(fetcher, partition, env)?.context as ReplicaContext | undefined;
  const state = fetcher.partitions[partition];
  if (replica === undefined || state === undefined) return [];
  const { log } = replica;
  const lastFetchedEpoch = env.shared.era.truncation === 'diverging-epoch-in-fetch' ? (latestEpoch(log.epochCache) ?? null) : null;
  return [{
    partition, fetchOffset: log.logEndOffset, currentLeaderEpoch: namedEpoch(state, env), lastFetchedEpoch, logStartOffset: log.logStartOffset,
    maxBytes: fetcher.config.maxBytes,
  }];
}

/** Before KIP-320 no request names the epoch it believes in. */
function namedEpoch(state: FetchedFrom | undefined, { shared: { era } }: Env): number {
  return era.fetchesFencedByEpoch ? (state?.leaderEpoch ?? -1) : -1;
}

function lastEpochOf(fetcher: FetcherContext, partition: TopicPartition, env: Env): number | undefined {
  const replica = replicaOf(fetcher, partition, env)?.context as ReplicaContext | undefined;
  return replica === undefined ? undefined : latestEpoch(replica.log.epochCache);
}

/** Asks the leader where the last epoch of each log ends in its own. Source: AbstractFetcherThread.truncateToEpochEndOffsets (KIP-101). */
function askForEpochs(fetcher: FetcherContext, truncating: readonly TopicPartition[], env: Env): Decided<FetcherContext> {
  const isFenced = env.shared.era.truncation === 'leader-epoch-fenced';
  const message: OffsetForLeaderEpochRequest = {
    api: 'OffsetForLeaderEpoch', kind: 'request', correlationId: fetcher.nextCorrelationId, replicaId: fetcher.brokerId,
    partitions: truncating.map((partition) => ({
      partition, currentLeaderEpoch: isFenced ? (fetcher.partitions[partition]?.leaderEpoch ?? -1) : -1, leaderEpoch: lastEpochOf(fetcher, partition, env) ?? -1,
    })),
  };
  return inFlight(fetcher, 'OffsetForLeaderEpoch', message, false, env);
}

function askForOffsets(fetcher: FetcherContext, lost: readonly TopicPartition[], env: Env): Decided<FetcherContext> {
  const message: ListOffsetsRequest = {
    api: 'ListOffsets', kind: 'request', correlationId: fetcher.nextCorrelationId, replicaId: fetcher.brokerId,
    partitions: lost.flatMap((partition) => {
      const currentLeaderEpoch = namedEpoch(fetcher.partitions[partition], env);
      return (['latest', 'earliest'] as const).map((timestamp) => ({ partition, timestamp, currentLeaderEpoch }));
    }),
  };
  return inFlight(fetcher, 'ListOffsets', message, false, env);
}

function inFlight(
  fetcher: FetcherContext, api: FetchInFlight['api'], message: FetchRequest | ListOffsetsRequest | OffsetForLeaderEpochRequest, routine: boolean, env: Env,
): Decided<FetcherContext> {
  const asked = Object.fromEntries(message.partitions.map(({ partition }) => [partition, askedOf(fetcher, partition, env)]));
  const send: Effect = { type: 'send', to: brokerAddress(fetcher.leaderId), message, routine };
  const timeout: Effect = { type: 'schedule', name: 'request-timeout', afterMs: fetcher.config.timeoutMs, event: { type: 'RequestTimedOut' } };
  const next = { ...fetcher, inFlight: { api, correlationId: message.correlationId, asked }, nextCorrelationId: message.correlationId + 1 };
  return decided<FetcherContext, Effect>(next, send, timeout);
}

function askedOf(fetcher: FetcherContext, partition: TopicPartition, env: Env): Asked {
  const replica = replicaOf(fetcher, partition, env)?.context as ReplicaContext | undefined;
  const leaderEpoch = fetcher.partitions[partition]?.leaderEpoch ?? -1;
  return { fetchOffset: replica?.log.logEndOffset ?? -1, lastEpoch: lastEpochOf(fetcher, partition, env) ?? -1, leaderEpoch };
}

function waitForBackoff(fetcher: FetcherContext, env: Env): Decided<FetcherContext> {
  const delays = Object.values(fetcher.partitions).map((state) => state.delayedUntilMs);
  if (delays.length === 0) return decided(fetcher, { type: 'cancel', name: 'backoff' });
  const afterMs = Math.min(...delays) - env.nowMs;
  return decided(fetcher, { type: 'schedule', name: 'backoff', afterMs, event: { type: 'BackoffOver' }, routine: true });
}
