import type { Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { Effect } from '../actor.ts';
import { afterHighWatermarkMoved } from '../log/log.ts';
import type { RemoteReplica, ReplicaContext } from './types.ts';

/** What a change of the replica did to its waiting requests and to what is told of it. */
export interface Advanced {
  readonly context: ReplicaContext;
  readonly effects: readonly Effect[];
}

/** min.insync.replicas, and since 3.7 no more than there are replicas. Source: Partition.effectiveMinIsr. */
export function effectiveMinIsr(leader: ReplicaContext, { shared: { era } }: Env): number {
  const { minInsyncReplicas } = leader.config;
  return era.minIsrCappedByReplicas ? Math.min(minInsyncReplicas, leader.replicas.length) : minInsyncReplicas;
}

/** The ISR as granted, plus the one replica that was asked for. Source: Partition.partitionState.maximalIsr (KIP-497). */
export function maximalIsr(leader: ReplicaContext, { shared: { era } }: Env): readonly number[] {
  return era.usesMaximalIsr && leader.pendingIsr !== null ? leader.pendingIsr.maximalIsr : leader.isr;
}

/**
 * In sync while it has everything, or had everything no longer than replica.lag.time.max.ms ago.
 *
 * Source: Replica.ReplicaState.isCaughtUp.
 */
export function isCaughtUp(leader: ReplicaContext, remote: RemoteReplica, { nowMs, shared: { era } }: Env): boolean {
  if (era.isrLag === 'messages-and-time') return keepsUp(leader, remote, nowMs);
  const hasEverything = era.equalLogEndOffsetIsInSync && remote.logEndOffset === leader.log.logEndOffset;
  return hasEverything || nowMs - remote.lastCaughtUpTimeMs <= leader.config.replicaLagTimeMaxMs;
}

/**
 * Before KIP-16 a follower is in sync while it fetches at all and is not too many messages behind.
 *
 * Source: Partition.getOutOfSyncReplicas (0.8).
 */
function keepsUp(leader: ReplicaContext, { lastFetchTimeMs, logEndOffset }: RemoteReplica, nowMs: number): boolean {
  const { replicaLagTimeMaxMs, replicaLagMaxMessages } = leader.config;
  const isSlow = logEndOffset >= 0 && leader.log.logEndOffset - logEndOffset > replicaLagMaxMessages;
  return !isSlow && nowMs - lastFetchTimeMs <= replicaLagTimeMaxMs;
}

/**
 * May join the ISR: not fenced, not shutting down, and its Fetch came from the process the metadata knows.
 *
 * Source: Partition.isReplicaIsrEligible (KIP-841, KIP-903).
 */
export function isEligible(leader: ReplicaContext, brokerId: number): boolean {
  const registeredEpoch = leader.eligible[brokerId];
  const remote = leader.remote[brokerId];
  if (registeredEpoch === undefined || remote === undefined || remote.logEndOffset < 0) return false;
  const { brokerEpoch: fetchedEpoch } = remote;
  return fetchedEpoch === -1 || registeredEpoch === -1 || fetchedEpoch === registeredEpoch;
}

/**
 * The leader commits up to the smallest log end offset among the replicas that count: itself, the maximal ISR
 * (granted or asked for, since KIP-497), and an eligible follower outside it that is still caught up (KAFKA-4485), or
 * it could never rejoin. Since 3.7 nothing is committed under min ISR (KAFKA-15583).
 *
 * Source: Partition.maybeIncrementLeaderHW.
 */
export function advanceHighWatermark(leader: ReplicaContext, env: Env): Advanced {
  // A leader that writes its ISR itself holds the partition's lock until ZooKeeper has answered.
  if (leader.pendingIsr !== null && env.shared.era.isrChanges === 'leader-writes-zookeeper') return { context: leader, effects: [] };
  const slowest = slowestReplicaThatCounts(leader, env);
  if (slowest.logEndOffset <= leader.highWatermark) return { context: leader, effects: [] };
  const { brokerId, partition, highWatermark: from } = leader;
  const minIsr = effectiveMinIsr(leader, env);
  if (env.shared.era.freezesHighWatermarkUnderMinIsr && leader.isr.length < minIsr) {
    return { context: leader, effects: [report({ type: 'HighWatermarkFrozen', brokerId, partition, highWatermark: from, isr: leader.isr, minIsr })] };
  }
  const to = slowest.logEndOffset;
  const heldBackBy = slowest.brokerId === brokerId ? null : slowest.brokerId;
  return {
    context: { ...leader, log: afterHighWatermarkMoved(leader.log, to), highWatermark: to },
    effects: [report({ type: 'HighWatermarkAdvanced', brokerId, partition, role: 'leader', from, to, heldBackBy })],
  };
}

function slowestReplicaThatCounts(leader: ReplicaContext, env: Env): { readonly brokerId: number; readonly logEndOffset: number } {
  const counted = maximalIsr(leader, env);
  const waitsForCaughtUp = env.shared.era.caughtUpFollowersHoldHighWatermark;
  let slowest = { brokerId: leader.brokerId, logEndOffset: leader.log.logEndOffset };
  for (const brokerId of leader.replicas) {
    const remote = leader.remote[brokerId];
    if (remote === undefined || remote.logEndOffset >= slowest.logEndOffset) continue;
    const mayJoin = () => waitsForCaughtUp && isCaughtUp(leader, remote, env) && isEligible(leader, brokerId);
    if (counted.includes(brokerId) || mayJoin()) slowest = { brokerId, logEndOffset: remote.logEndOffset };
  }
  return slowest;
}

/**
 * The follower takes the leader's word, but no further than its own log reaches; it may go down.
 *
 * Source: UnifiedLog.maybeUpdateHighWatermark.
 */
export function followHighWatermark(follower: ReplicaContext, leaderHighWatermark: number): Advanced {
  const { log, brokerId, partition, highWatermark: from } = follower;
  const to = clampToLog(leaderHighWatermark, log);
  if (to === from) return { context: follower, effects: [] };
  const context = { ...follower, log: afterHighWatermarkMoved(log, to), highWatermark: to };
  if (to < from) return { context, effects: [] };
  return { context, effects: [report({ type: 'HighWatermarkAdvanced', brokerId, partition, role: 'follower', from, to, heldBackBy: null })] };
}

/** Source: UnifiedLog.updateHighWatermark. */
export function clampToLog(offset: number, log: { readonly logStartOffset: number; readonly logEndOffset: number }): number {
  return Math.min(Math.max(offset, log.logStartOffset), log.logEndOffset);
}
