import type { Decided, Effect, Env } from '../actor.ts';
import { brokerAddress, replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { latestEpoch } from '../log/leaderEpochCache.ts';
import type { FetchPartition, FetchRequest, ListOffsetsRequest } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { FetcherContext, FetchInFlight } from './types.ts';

/**
 * One round: cut what must be cut, then fetch whatever is ready in one request. While a request is under way, or
 * nothing is ready, it waits.
 *
 * Source: AbstractFetcherThread.doWork.
 */
export function round(fetcher: FetcherContext, _event: unknown, env: Env): Decided<FetcherContext> {
  if (fetcher.inFlight !== null) return unchanged(fetcher);
  const truncating = Object.keys(fetcher.partitions).filter((partition) => isTruncating(fetcher, partition, env));
  if (truncating.length > 0) {
    const cuts = truncating.map((partition) => tell(replicaAddress(fetcher.brokerId, partition), { type: 'TruncateToHighWatermark' }));
    return decided(fetcher, ...cuts, tell(env.self, { type: 'Round' }));
  }
  const ready = Object.entries(fetcher.partitions).filter(([, state]) => state.delayedUntilMs <= env.nowMs).map(([partition]) => partition);
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
  const lastAsked = Object.fromEntries(partitions.map((asked) => [asked.partition, askedOf(asked)]));
  const routine = partitions.every((asked) => fetcher.lastAsked[asked.partition] === askedOf(asked));
  const rested = Object.fromEntries(Object.entries(fetcher.partitions).map(([partition, state]) =>
    [partition, state.delayedUntilMs > 0 && ready.includes(partition) ? { ...state, delayedUntilMs: 0 } : state]));
  return inFlight({ ...fetcher, partitions: rested, lastAsked }, 'Fetch', message, routine, partitions);
}

/** What a Fetch tells its leader: where the follower's log begins and ends. */
function askedOf({ logStartOffset, fetchOffset }: FetchPartition): string {
  return `${logStartOffset}–${fetchOffset}`;
}

function fetchOf(fetcher: FetcherContext, partition: TopicPartition, env: Env): readonly FetchPartition[] {
  const replica = replicaOf(fetcher, partition, env)?.context as ReplicaContext | undefined;
  const state = fetcher.partitions[partition];
  if (replica === undefined || state === undefined) return [];
  const { log } = replica;
  return [{
    partition, fetchOffset: log.logEndOffset, currentLeaderEpoch: state.leaderEpoch, lastFetchedEpoch: latestEpoch(log.epochCache) ?? null,
    logStartOffset: log.logStartOffset, maxBytes: fetcher.config.maxBytes,
  }];
}

function askForOffsets(fetcher: FetcherContext, lost: readonly TopicPartition[], env: Env): Decided<FetcherContext> {
  const message: ListOffsetsRequest = {
    api: 'ListOffsets', kind: 'request', correlationId: fetcher.nextCorrelationId, replicaId: fetcher.brokerId,
    partitions: lost.flatMap((partition) => {
      const currentLeaderEpoch = fetcher.partitions[partition]?.leaderEpoch ?? -1;
      return (['latest', 'earliest'] as const).map((timestamp) => ({ partition, timestamp, currentLeaderEpoch }));
    }),
  };
  return inFlight(fetcher, 'ListOffsets', message, false, lost.flatMap((partition) => fetchOf(fetcher, partition, env)));
}

function inFlight(
  fetcher: FetcherContext, api: FetchInFlight['api'], message: FetchRequest | ListOffsetsRequest, routine: boolean, partitions: readonly FetchPartition[],
): Decided<FetcherContext> {
  const asked = Object.fromEntries(partitions.map((one) => [one.partition, { fetchOffset: one.fetchOffset, leaderEpoch: one.currentLeaderEpoch }]));
  const send: Effect = { type: 'send', to: brokerAddress(fetcher.leaderId), message, routine };
  const timeout: Effect = { type: 'schedule', name: 'request-timeout', afterMs: fetcher.config.timeoutMs, event: { type: 'RequestTimedOut' } };
  const next = { ...fetcher, inFlight: { api, correlationId: message.correlationId, asked }, nextCorrelationId: message.correlationId + 1 };
  return decided<FetcherContext, Effect>(next, send, timeout);
}

function waitForBackoff(fetcher: FetcherContext, env: Env): Decided<FetcherContext> {
  const delays = Object.values(fetcher.partitions).map((state) => state.delayedUntilMs);
  if (delays.length === 0) return decided(fetcher, { type: 'cancel', name: 'backoff' });
  const afterMs = Math.min(...delays) - env.nowMs;
  return decided(fetcher, { type: 'schedule', name: 'backoff', afterMs, event: { type: 'BackoffOver' }, routine: true });
}
