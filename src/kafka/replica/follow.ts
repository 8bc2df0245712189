import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { endOffsetFor, latestEpoch, UNDEFINED_EPOCH, UNDEFINED_EPOCH_OFFSET } from '../log/leaderEpochCache.ts';
import { appendAsFollower, recordsFrom, startOverAt, truncateTo } from '../log/log.ts';
import type { Fact } from '../facts.ts';
import { checkpointAfterTruncation } from './cleaning.ts';
import { withAppended } from './flush.ts';
import { followHighWatermark } from './highWatermark.ts';
import { followLogStart } from './logStart.ts';
import { recheck } from './purgatoryWord.ts';
import type { FetchedEvent, ReplicaContext, ResetLogEvent, TruncateToEpochEvent } from './types.ts';

type DivergingEpoch = { readonly epoch: number; readonly endOffset: number };
type Reason = Extract<Fact, { type: 'LogTruncated' }>['reason'];

/**
 * What the leader answered: records to append and its high watermark, or the epoch at which the logs part. An answer
 * to a Fetch from another offset or epoch is dropped.
 *
 * Source: AbstractFetcherThread.processFetchRequest, ReplicaFetcherThread.processPartitionData.
 */
export function takeFetched(follower: ReplicaContext, event: FetchedEvent, env: Env): Decided<ReplicaContext> {
  const { fetched } = event;
  const isOfThisEpoch = event.leaderEpoch === follower.leaderEpoch || !env.shared.era.fetchesFencedByEpoch;
  const current = isOfThisEpoch && event.leaderId === follower.leaderId && event.fetchOffset === follower.log.logEndOffset;
  if (!current) return unchanged(follower);
  if (fetched.divergingEpoch !== undefined) return truncateToDivergence(follower, fetched.divergingEpoch);
  const from = follower.log.logEndOffset;
  const log = appendAsFollower(follower.log, fetched.batches, follower.config);
  const flushed = withAppended(follower, log, env);
  const followed = followHighWatermark(flushed.context, fetched.highWatermark);
  const started = followLogStart(followed.context, fetched.logStartOffset, env);
  if (log === follower.log) return decided(started.context, ...followed.effects, ...started.effects);
  const { brokerId, partition } = follower;
  const replicated = report({ type: 'RecordsReplicated', brokerId, partition, from, records: recordsFrom(log, from), logEndOffset: log.logEndOffset });
  return decided(started.context, replicated, ...flushed.effects, ...followed.effects, ...started.effects);
}

/**
 * Cuts the log where it parts from the leader's. When the follower does not know the leader's epoch it cuts to the end
 * of its own largest smaller one, and the next Fetch finds out more.
 *
 * Source: AbstractFetcherThread.getOffsetTruncationState (KIP-279, KIP-595).
 */
function truncateToDivergence(follower: ReplicaContext, diverging: DivergingEpoch): Decided<ReplicaContext> {
  const { log } = follower;
  const own = endOffsetFor(log.epochCache, diverging.epoch, log.logEndOffset);
  const to =
    own.epoch === -1 ? diverging.endOffset
    : own.epoch === diverging.epoch ? Math.min(own.endOffset, diverging.endOffset)
    : own.endOffset;
  return truncate(follower, Math.min(to, log.logEndOffset), 'diverging-epoch', diverging);
}

interface EpochTruncation {
  readonly to: number;
  /** Both logs know the epoch they are cut at; otherwise the leader is asked again. */
  readonly isDone: boolean;
}

/**
 * Where the leader's answer to OffsetForLeaderEpoch says that the logs part; null when the answer is for another time. A
 * leader that cannot tell leaves the high watermark; one that does not name the epoch it answers for (KIP-101) is taken
 * at its word; else the follower looks whether it knows that epoch, or goes back to its own largest smaller one (KIP-279).
 *
 * Source: ReplicaFetcherThread.maybeTruncate (0.11), AbstractFetcherThread.getOffsetTruncationState (2.0).
 */
export function epochTruncation(follower: ReplicaContext, { leaderId, askedEpoch, epochEnd }: TruncateToEpochEvent): EpochTruncation | null {
  const { log, highWatermark } = follower;
  if (leaderId !== follower.leaderId || askedEpoch !== latestEpoch(log.epochCache)) return null;
  if (epochEnd.endOffset === UNDEFINED_EPOCH_OFFSET) return { to: highWatermark, isDone: true };
  const within = (offset: number) => Math.min(offset, log.logEndOffset);
  const own = endOffsetFor(log.epochCache, epochEnd.epoch, log.logEndOffset);
  if (epochEnd.epoch === UNDEFINED_EPOCH || own.epoch === UNDEFINED_EPOCH) return { to: within(epochEnd.endOffset), isDone: true };
  if (own.epoch !== epochEnd.epoch) return { to: within(own.endOffset), isDone: false };
  return { to: within(Math.min(own.endOffset, epochEnd.endOffset)), isDone: true };
}

export function truncateToEpoch(follower: ReplicaContext, event: TruncateToEpochEvent): Decided<ReplicaContext> {
  const truncation = epochTruncation(follower, event);
  if (truncation === null) return unchanged(follower);
  return truncate(follower, truncation.to, 'leader-epoch', event.epochEnd);
}

/** Before leader epochs (0.8, 0.10): what may not be committed goes, whatever the new leader has. Source: ReplicaManager.makeFollowers. */
export function cutToHighWatermark(follower: ReplicaContext): Decided<ReplicaContext> {
  return truncate(follower, follower.highWatermark, 'high-watermark');
}

/** A log without any epoch cannot be compared by epoch. Source: AbstractFetcherThread.truncateToHighWatermark. */
export function truncateToHighWatermark(follower: ReplicaContext): Decided<ReplicaContext> {
  return truncate(follower, follower.highWatermark, 'high-watermark');
}

/** Source: AbstractFetcherThread.fetchOffsetAndApplyTruncateAndBuild. */
export function resetLog(follower: ReplicaContext, { to, startOver }: ResetLogEvent): Decided<ReplicaContext> {
  if (!startOver) return truncate(follower, Math.min(to, follower.log.logEndOffset), 'out-of-range');
  const removed = recordsFrom(follower.log, follower.log.logStartOffset);
  const { brokerId, partition, log } = follower;
  const fact = report({ type: 'LogTruncated', brokerId, partition, from: log.logEndOffset, to, highWatermark: follower.highWatermark, removed, reason: 'out-of-range' });
  const begun = { ...follower, log: startOverAt(to), highWatermark: to, checkpointedRecoveryPoint: to };
  return decided({ ...begun, cleanerCheckpoint: checkpointAfterTruncation(begun) }, fact, recheck(follower));
}

function truncate(follower: ReplicaContext, to: number, reason: Reason, divergingEpoch?: DivergingEpoch): Decided<ReplicaContext> {
  const { brokerId, partition, log: before } = follower;
  const log = truncateTo(before, to);
  if (log === before) return unchanged(follower);
  // The recovery points are written at once after a truncation, or a crash could look for more than there is.
  const cut = { ...follower, log, highWatermark: Math.min(follower.highWatermark, log.logEndOffset), checkpointedRecoveryPoint: log.recoveryPoint };
  const context = { ...cut, cleanerCheckpoint: checkpointAfterTruncation(cut) };
  if (to >= before.logEndOffset) return decided(context);
  const fact = report({
    type: 'LogTruncated', brokerId, partition, from: before.logEndOffset, to, highWatermark: follower.highWatermark, removed: recordsFrom(before, Math.max(to, before.logStartOffset)), reason,
    ...(divergingEpoch === undefined ? {} : { divergingEpoch }),
  });
  return decided(context, fact, recheck(follower));
}
