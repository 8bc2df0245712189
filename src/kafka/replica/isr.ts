import type { Decided, Effect, Env } from '../actor.ts';
import { brokerAddress, report, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { AlterPartitionEntry } from '../messages.ts';
import { releaseAppends } from './append.ts';
import { advanceHighWatermark, effectiveMinIsr, isCaughtUp, isEligible } from './highWatermark.ts';
import { recheck } from './purgatoryWord.ts';
import type { AlterPartitionAnsweredEvent, PendingIsr, ReplicaContext } from './types.ts';

/** The leader wants another ISR; its broker sends the AlterPartition or, before KIP-497, writes it to ZooKeeper. */
export interface RequestAlterPartitionEvent {
  readonly type: 'RequestAlterPartition';
  readonly entry: AlterPartitionEntry;
}

/**
 * Checked by a timer: members that are no longer caught up leave. One change at a time.
 *
 * Source: Partition.maybeShrinkIsr.
 */
export function checkIsr(leader: ReplicaContext, _event: unknown, env: Env): Decided<ReplicaContext> {
  if (leader.pendingIsr !== null) return unchanged(leader);
  const outOfSync = leader.isr.filter((brokerId) => brokerId !== leader.brokerId && isOutOfSync(leader, brokerId, env));
  if (outOfSync.length === 0) return unchanged(leader);
  const asked = leader.isr.filter((brokerId) => !outOfSync.includes(brokerId));
  const { brokerId, partition, highWatermark, log } = leader;
  const details = outOfSync.map((id) => ({
    brokerId: id, logEndOffset: leader.remote[id]?.logEndOffset ?? -1, lastCaughtUpTimeMs: Math.max(0, leader.remote[id]?.lastCaughtUpTimeMs ?? 0),
  }));
  const fact = report({ type: 'IsrShrinkAsked', brokerId, partition, from: leader.isr, to: asked, highWatermark, logEndOffset: log.logEndOffset, outOfSync: details });
  return ask(leader, { kind: 'shrink', asked, maximalIsr: leader.isr }, fact);
}

function isOutOfSync(leader: ReplicaContext, brokerId: number, env: Env): boolean {
  const remote = leader.remote[brokerId];
  return remote === undefined || !isCaughtUp(leader, remote, env);
}

/**
 * A follower rejoins when its log reaches the leader's high watermark and the start of the leader's epoch (KAFKA-7128).
 * The maximal ISR includes it at once, the ISR when granted.
 *
 * Source: Partition.maybeExpandIsr.
 */
export function expandIsr(leader: ReplicaContext, followerId: number, env: Env): Decided<ReplicaContext> {
  const remote = leader.remote[followerId];
  if (remote === undefined || leader.pendingIsr !== null || leader.isr.includes(followerId) || !isEligible(leader, followerId)) return unchanged(leader);
  const reachesEpoch = !env.shared.era.rejoinNeedsEpochStart || remote.logEndOffset >= leader.epochStartOffset;
  if (remote.logEndOffset < leader.highWatermark || !reachesEpoch) return unchanged(leader);
  const asked = [...leader.isr, followerId];
  const fact = report({ type: 'IsrExpandAsked', brokerId: leader.brokerId, partition: leader.partition, from: leader.isr, to: asked });
  return ask(leader, { kind: 'expand', asked, maximalIsr: asked }, fact);
}

function ask(leader: ReplicaContext, change: Pick<PendingIsr, 'kind' | 'asked' | 'maximalIsr'>, fact: Effect): Decided<ReplicaContext> {
  const { leaderEpoch, partitionEpoch, partition } = leader;
  const entry: AlterPartitionEntry = {
    // A leader elected uncleanly has nothing to recover from; its first ISR change says so (KIP-704).
    partition, leaderEpoch, partitionEpoch, leaderRecoveryState: 'RECOVERED',
    newIsr: change.asked.map((brokerId) => ({ brokerId, brokerEpoch: brokerEpochOf(leader, brokerId) })),
  };
  const request: RequestAlterPartitionEvent = { type: 'RequestAlterPartition', entry };
  return decided({ ...leader, pendingIsr: { ...change, leaderEpoch, partitionEpoch } }, fact, tell(brokerAddress(leader.brokerId), request));
}

/** A member's epoch as its own Fetch told it; -1, which the controller does not check, before its first. Source: Partition.addBrokerEpochToIsr (KIP-903). */
function brokerEpochOf(leader: ReplicaContext, brokerId: number): number {
  return (brokerId === leader.brokerId ? leader.eligible[brokerId] : leader.remote[brokerId]?.brokerEpoch) ?? -1;
}

/**
 * The controller's answer to the change that is pending; any other answer comes too late and is dropped.
 *
 * Source: Partition.handleAlterPartitionUpdate, handleAlterPartitionError.
 */
export function alterPartitionAnswered(leader: ReplicaContext, event: AlterPartitionAnsweredEvent, env: Env): Decided<ReplicaContext> {
  const { entry, result } = event;
  const pending = leader.pendingIsr;
  if (pending === null || pending.leaderEpoch !== entry.leaderEpoch || pending.partitionEpoch !== entry.partitionEpoch) return unchanged(leader);
  const answered = result.error === 'NONE' ? granted(leader, event, env) : refused(leader, event, env);
  return decided({ ...answered.context, heldAppends: [] }, ...answered.effects, ...releaseAppends(leader));
}

function granted(leader: ReplicaContext, { result }: AlterPartitionAnsweredEvent, env: Env): Decided<ReplicaContext> {
  if (result.leaderEpoch !== leader.leaderEpoch || result.partitionEpoch < leader.partitionEpoch) return unchanged(leader);
  const { isr, partitionEpoch, leaderRecoveryState } = result;
  const committed = { ...leader, isr, partitionEpoch, leaderRecoveryState, pendingIsr: null };
  const { brokerId, partition } = leader;
  const fact = report({ type: 'IsrUpdated', brokerId, partition, isr, partitionEpoch, underMinIsr: isr.length < effectiveMinIsr(committed, env) });
  const advanced = advanceHighWatermark(committed, env);
  return decided(advanced.context, fact, ...advanced.effects, recheck(leader));
}

/** Which refusals let the leader go on as before; after the others it waits for newer metadata, or is asked again by its broker. */
const GIVES_UP: ReadonlySet<string> = new Set(['INELIGIBLE_REPLICA', 'OPERATION_NOT_ATTEMPTED']);

function refused(leader: ReplicaContext, { entry, result }: AlterPartitionAnsweredEvent, env: Env): Decided<ReplicaContext> {
  if (env.shared.era.isrChanges === 'leader-writes-zookeeper') return skipped(leader, entry, env);
  const isr = entry.newIsr.map((member) => member.brokerId);
  const fact = report({ type: 'AlterPartitionRefused', brokerId: leader.brokerId, partition: leader.partition, error: result.error, from: leader.isr, isr });
  return decided(GIVES_UP.has(result.error) ? { ...leader, pendingIsr: null } : leader, fact);
}

/**
 * ZooKeeper has another version than the leader knows: it keeps the ISR it has, and tries again when there is a reason.
 *
 * Source: Partition.updateIsr (until 2.6).
 */
function skipped(leader: ReplicaContext, { newIsr, partitionEpoch: zkVersion }: AlterPartitionEntry, env: Env): Decided<ReplicaContext> {
  const { brokerId, partition } = leader;
  const fact = report({ type: 'IsrWriteSkipped', brokerId, partition, isr: newIsr.map((member) => member.brokerId), zkVersion });
  const advanced = advanceHighWatermark({ ...leader, pendingIsr: null }, env);
  return decided(advanced.context, fact, ...advanced.effects, recheck(leader));
}
