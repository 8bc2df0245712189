import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { Fact } from '../facts.ts';
import { advanceLogStart } from '../log/logStart.ts';
import type { Retained, RetentionReason } from '../log/retention.ts';
import { deleteCompactedSegments, deleteOldSegments } from '../log/retention.ts';
import type { ErrorName } from '../names/errors.ts';
import { withFlushed } from './flush.ts';
import { lowWatermarkMoved } from './lowWatermark.ts';
import { recordsDeleted } from './purgatoryWord.ts';
import type { DeleteRecordsEvent, ReplicaContext } from './types.ts';

type Reason = Extract<Fact, { readonly type: 'LogStartOffsetAdvanced' }>['reason'];

/**
 * The leader deletes what lies below an offset, at most the high watermark, by beginning its log there; its followers
 * hear of it in their next Fetch answers. The request is done when the low watermark gets there.
 *
 * Source: Partition.deleteRecordsOnLeader (KIP-107).
 */
export function deleteRecords(leader: ReplicaContext, event: DeleteRecordsEvent, env: Env): Decided<ReplicaContext> {
  const to = event.beforeOffset === -1 ? leader.highWatermark : event.beforeOffset;
  const error = deletionError(leader, to);
  if (error !== null) return decided(leader, recordsDeleted(leader, event.requestKey, error, to));
  const after = { ...leader, log: advanceLogStart(leader.log, to) };
  return decided(after, ...logStartMoved(leader, after, 'delete-records'), ...lowWatermarkMoved(leader, after, env), recordsDeleted(leader, event.requestKey, 'NONE', to));
}

function deletionError({ config, highWatermark }: ReplicaContext, offset: number): ErrorName | null {
  if (!config.cleanupPolicy.includes('delete') && config.cleanupPolicy.includes('compact')) return 'POLICY_VIOLATION';
  return offset < 0 || offset > highWatermark ? 'OFFSET_OUT_OF_RANGE' : null;
}

export function refuseDeletion(replica: ReplicaContext, event: DeleteRecordsEvent): Decided<ReplicaContext> {
  return decided(replica, recordsDeleted(replica, event.requestKey, 'NOT_LEADER_OR_FOLLOWER', event.beforeOffset));
}

/** A follower's log begins no earlier than its leader's; before KIP-107 it was not told. Source: ReplicaFetcherThread.processPartitionData. */
export function followLogStart(follower: ReplicaContext, leaderLogStartOffset: number, { shared: { era } }: Env): { readonly context: ReplicaContext; readonly effects: readonly Effect[] } {
  if (!era.deletesRecords || leaderLogStartOffset <= follower.log.logStartOffset || leaderLogStartOffset > follower.highWatermark) return { context: follower, effects: [] };
  const context = { ...follower, log: advanceLogStart(follower.log, leaderLogStartOffset) };
  return { context, effects: logStartMoved(follower, context, 'leader') };
}

/** Every replica, leader or not, deletes its own old segments. Source: LogManager.cleanupLogs. */
export function applyRetention(replica: ReplicaContext, _event: unknown, env: Env): Decided<ReplicaContext> {
  return withDeleted(replica, deleteOldSegments(replica.log, replica.highWatermark, env.nowMs, replica.config), env);
}

/** The log cleaner's part of it. Source: LogCleanerManager.deletableLogs. */
export function applyCleanerRetention(replica: ReplicaContext, _event: unknown, env: Env): Decided<ReplicaContext> {
  return withDeleted(replica, deleteCompactedSegments(replica.log, replica.highWatermark, env.nowMs, replica.config), env);
}

function withDeleted(replica: ReplicaContext, deleted: readonly Retained[], env: Env): Decided<ReplicaContext> {
  if (deleted.length === 0) return unchanged(replica);
  const effects: Effect[] = [];
  let after = replica;
  for (const { log: kept, reason } of deleted) {
    const next = withFlushed(after, kept, 'segment-roll', env);
    effects.push(...next.effects, ...logStartMoved(after, next.context, reason));
    after = next.context;
  }
  const leads = replica.leaderId === replica.brokerId;
  return decided(after, ...effects, ...(leads ? lowWatermarkMoved(replica, after, env) : []));
}

function logStartMoved(before: ReplicaContext, after: ReplicaContext, reason: Reason | RetentionReason): readonly Effect[] {
  const { brokerId, partition } = after;
  const [from, to] = [before.log.logStartOffset, after.log.logStartOffset];
  // A segment that lay below the log start goes without moving it.
  if (to <= from || reason === 'log-start') return [];
  return [report({ type: 'LogStartOffsetAdvanced', brokerId, partition, from, to, reason })];
}
