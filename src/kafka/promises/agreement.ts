import type { LogRecord } from '../log/record.ts';
import { nextOffset } from '../log/record.ts';
import { wasCompacted } from './survival.ts';
import type { Ledger } from './types.ts';
import type { PartitionView, ReplicaView } from './view.ts';
import { recordAt, replicaOn } from './view.ts';

/**
 * The leader's record at the first offset, below the smaller high watermark, where a follower that has finished
 * truncating for this epoch has another; null when all agree. What one has compacted away and the other has not is no disagreement.
 *
 * A follower has finished once the leader took its Fetch from where this epoch begins or later: the check of its
 * last fetched epoch passed, so up to there the logs are one.
 */
export function firstDisagreement(view: PartitionView, ledger: Ledger): LogRecord | null {
  const leader = replicaOn(view, view.leader);
  if (leader === undefined || !leader.alive || leader.role !== 'leader') return null;
  for (const follower of view.replicas) {
    if (!finishedTruncating(leader, follower)) continue;
    const offset = firstDifference(leader, follower, ledger);
    if (offset !== null) return recordAt(leader.context.log, offset) ?? recordAt(follower.context.log, offset) ?? null;
  }
  return null;
}

function finishedTruncating(leader: ReplicaView, follower: ReplicaView): boolean {
  if (!follower.alive || follower.role !== 'fetching' || follower.context.leaderEpoch !== leader.context.leaderEpoch) return false;
  const remote = leader.context.remote[follower.brokerId];
  return remote !== undefined && remote.logEndOffset >= Math.max(0, leader.context.epochStartOffset);
}

function firstDifference({ context: a }: ReplicaView, { context: b }: ReplicaView, ledger: Ledger): number | null {
  const end = Math.min(a.highWatermark, b.highWatermark);
  let offset = Math.max(a.log.logStartOffset, b.log.logStartOffset);
  for (const [index, batch] of a.log.batches.entries()) {
    if (batch.baseOffset >= end) break;
    // Followers share the leader's batches; only what was read back or cut is a copy.
    if (nextOffset(batch) <= offset || b.log.batches[index] === batch) continue;
    for (offset = Math.max(offset, batch.baseOffset); offset < Math.min(end, nextOffset(batch)); offset += 1) {
      const [left, right] = [recordAt(a.log, offset), recordAt(b.log, offset)];
      if (left?.id === right?.id && left?.leaderEpoch === right?.leaderEpoch) continue;
      const only = left === undefined ? right : right === undefined ? left : undefined;
      if (only === undefined || !wasCompacted(ledger, a.partition, offset, only.id)) return offset;
    }
  }
  return null;
}
