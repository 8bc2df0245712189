import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { endOffsetFor } from '../log/leaderEpochCache.ts';
import { readBatches, sizeInBytes } from '../log/log.ts';
import type { ErrorName } from '../names/errors.ts';
import type { FetchedPartition, FetchPartition } from '../messages.ts';
import { advanceHighWatermark } from './highWatermark.ts';
import { expandIsr } from './isr.ts';
import { lowWatermarkMoved } from './lowWatermark.ts';
import { read, recheck } from './purgatoryWord.ts';
import type { ReadForFetchEvent, RemoteReplica, ReplicaContext } from './types.ts';

/**
 * The leader answers a Fetch: what it reads and the high watermark it tells are those from before this Fetch takes
 * effect; then it takes the fetch offset as the follower's log end offset.
 *
 * Source: Partition.fetchRecords.
 */
export function readForFetch(leader: ReplicaContext, event: ReadForFetchEvent, env: Env): Decided<ReplicaContext> {
  const fetched = isStale(leader, event) ? failed(leader, event.fetch, 'NOT_LEADER_OR_FOLLOWER') : readPartition(leader, event.fetch, event.replicaId);
  const answer = read(leader, event.requestKey, fetched, sizeInBytes(fetched.batches));
  const tellsPosition = event.replicaId >= 0 && fetched.error === 'NONE' && fetched.divergingEpoch === undefined;
  if (!tellsPosition) return decided(leader, answer);
  const learned = learnPosition(leader, event, env);
  return decided(learned.context, answer, ...learned.effects);
}

/** From a process that has registered anew since. Source: Replica.updateFetchStateOrThrow (KIP-903). */
function isStale(leader: ReplicaContext, { replicaId, replicaEpoch }: ReadForFetchEvent): boolean {
  return replicaId >= 0 && replicaEpoch !== -1 && replicaEpoch < (leader.eligible[replicaId] ?? -1);
}

/** A live broker that does not lead says so, by epoch where it can. */
export function refuseRead(replica: ReplicaContext, event: ReadForFetchEvent): Decided<ReplicaContext> {
  return decided(replica, read(replica, event.requestKey, refusedPartition(replica, event.fetch), 0));
}

export function refusedPartition(replica: ReplicaContext, fetch: FetchPartition): FetchedPartition {
  return failed(replica, fetch, epochError(replica, fetch) ?? 'NOT_LEADER_OR_FOLLOWER');
}

/**
 * Reads one partition for a follower (up to the log end) or a consumer (up to the high watermark). Changes nothing:
 * a parked Fetch is read afresh with it.
 *
 * Source: Partition.readRecords.
 */
export function readPartition(leader: ReplicaContext, fetch: FetchPartition, replicaId: number): FetchedPartition {
  const error = epochError(leader, fetch) ?? strangerError(leader, fetch, replicaId);
  if (error !== null) return failed(leader, fetch, error);
  const { log, highWatermark, partition } = leader;
  const answer = { partition, error: 'NONE', highWatermark, logStartOffset: log.logStartOffset } as const;
  if (fetch.lastFetchedEpoch !== null) {
    const end = endOffsetFor(log.epochCache, fetch.lastFetchedEpoch, log.logEndOffset);
    if (end.epoch === -1 || fetch.fetchOffset < log.logStartOffset) return failed(leader, fetch, 'OFFSET_OUT_OF_RANGE');
    if (end.epoch < fetch.lastFetchedEpoch || end.endOffset < fetch.fetchOffset) return { ...answer, batches: [], divergingEpoch: end };
  }
  if (fetch.fetchOffset < log.logStartOffset || fetch.fetchOffset > log.logEndOffset) return failed(leader, fetch, 'OFFSET_OUT_OF_RANGE');
  const upTo = replicaId >= 0 ? log.logEndOffset : highWatermark;
  return { ...answer, batches: fetch.fetchOffset < upTo ? readBatches(log, fetch.fetchOffset, fetch.maxBytes, upTo) : [] };
}

/** Source: Partition.checkCurrentLeaderEpoch (KIP-320). */
function epochError(replica: ReplicaContext, fetch: FetchPartition): ErrorName | null {
  if (fetch.currentLeaderEpoch === -1 || fetch.currentLeaderEpoch === replica.leaderEpoch) return null;
  return fetch.currentLeaderEpoch < replica.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
}

/** A replica the leader does not know of yet, as in a reassignment, is to try again. Source: Partition.followerReplicaOrThrow. */
function strangerError(leader: ReplicaContext, fetch: FetchPartition, replicaId: number): ErrorName | null {
  if (replicaId < 0 || leader.remote[replicaId] !== undefined) return null;
  return fetch.currentLeaderEpoch === -1 ? 'NOT_LEADER_OR_FOLLOWER' : 'UNKNOWN_LEADER_EPOCH';
}

function failed(replica: ReplicaContext, fetch: FetchPartition, error: ErrorName): FetchedPartition {
  return { partition: fetch.partition, error, highWatermark: -1, logStartOffset: replica.log.logStartOffset, batches: [] };
}

/**
 * The fetch offset is the follower's log end offset: it may rejoin the ISR, and the high watermark may move.
 *
 * Source: Partition.updateFollowerFetchState.
 */
function learnPosition(leader: ReplicaContext, event: ReadForFetchEvent, env: Env): Decided<ReplicaContext> {
  const { replicaId: followerId } = event;
  const before = leader.remote[followerId];
  if (before === undefined) return decided(leader);
  const after = fetchStateAfter(before, event, leader.log.logEndOffset, env.nowMs);
  const moved = after.logEndOffset !== before.logEndOffset;
  const believing = { ...leader, remote: { ...leader.remote, [followerId]: after } };
  const lowWatermark = after.logStartOffset === before.logStartOffset ? [] : lowWatermarkMoved(leader, believing, env);
  const expanded = expandIsr(believing, followerId, env);
  const waiting = lowWatermark.length > 0 ? [recheck(leader)] : [];
  if (!moved) return decided(expanded.context, ...lowWatermark, ...expanded.effects, ...waiting);
  const { brokerId, partition } = leader;
  const learned = report({ type: 'FollowerPositionLearned', brokerId, partition, followerId, from: before.logEndOffset, to: after.logEndOffset });
  const advanced = advanceHighWatermark(expanded.context, env);
  const rechecks = advanced.context.highWatermark === leader.highWatermark ? waiting : [recheck(leader)];
  return decided(advanced.context, learned, ...lowWatermark, ...expanded.effects, ...advanced.effects, ...rechecks);
}

/** Source: Replica.updateFetchStateOrThrow. */
function fetchStateAfter(before: RemoteReplica, event: ReadForFetchEvent, leaderLogEndOffset: number, nowMs: number): RemoteReplica {
  const { fetchOffset } = event.fetch;
  const caughtUpAtMs =
    fetchOffset >= leaderLogEndOffset ? nowMs
    : fetchOffset >= before.lastFetchLeaderLogEndOffset ? before.lastFetchTimeMs
    : before.lastCaughtUpTimeMs;
  return {
    logEndOffset: fetchOffset,
    logStartOffset: event.fetch.logStartOffset,
    lastCaughtUpTimeMs: Math.max(before.lastCaughtUpTimeMs, caughtUpAtMs),
    lastFetchTimeMs: nowMs,
    lastFetchLeaderLogEndOffset: Math.max(leaderLogEndOffset, before.lastFetchLeaderLogEndOffset),
    brokerEpoch: event.replicaEpoch,
  };
}
