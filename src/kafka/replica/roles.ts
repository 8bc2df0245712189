import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { Era } from '../era/era.ts';
import { assignEpoch } from '../log/leaderEpochCache.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import { releaseAppends } from './append.ts';
import { cutToHighWatermark } from './follow.ts';
import { advanceHighWatermark } from './highWatermark.ts';
import { recheck } from './purgatoryWord.ts';
import type { ApplyPartitionEvent, RemoteReplica, ReplicaContext, SurroundingsChangedEvent } from './types.ts';
import { NEVER_MS } from './types.ts';

/**
 * This broker leads now, or still does with another ISR. A new epoch begins at the log's end, recorded even with no
 * record yet (since KIP-279); what was believed of the followers starts over.
 *
 * Source: Partition.makeLeader.
 */
export function makeLeader(replica: ReplicaContext, event: ApplyPartitionEvent, env: Env): Decided<ReplicaContext> {
  const { registration, topicId } = event;
  const { era } = env.shared;
  const wasLeader = replica.leaderId === replica.brokerId && !era.forgetsFollowersEachEpoch;
  // A leader elected uncleanly has nothing to recover from (KIP-704).
  const applied: ReplicaContext = { ...applyRegistration(replica, event), leaderRecoveryState: 'RECOVERED' };
  if (registration.leaderEpoch <= replica.leaderEpoch) return settled(replica, { ...applied, remote: remotesOf(applied, replica.remote) }, env);
  const { logEndOffset } = replica.log;
  const leader: ReplicaContext = {
    ...applied,
    log: era.leaderEpochBeginsWith === 'first-record' ? replica.log
      : { ...replica.log, epochCache: assignEpoch(replica.log.epochCache, registration.leaderEpoch, logEndOffset) },
    epochStartOffset: logEndOffset,
    remote: resetRemotes(applied, wasLeader ? replica.remote : {}, env),
  };
  const { brokerId, partition } = replica;
  const fact = report({
    type: 'BecameLeader', brokerId, partition, leaderEpoch: registration.leaderEpoch, startOffset: logEndOffset, partitionEpoch: registration.partitionEpoch,
    highWatermark: replica.highWatermark, isr: registration.isr, previousLeader: replica.leaderId, previousLeaderEpoch: replica.leaderEpoch,
    adding: registration.adding, removing: registration.removing, ...(topicId === undefined ? {} : { topicId }),
  });
  const next = settled(replica, leader, env);
  return decided(next.context, fact, ...next.effects, ...releaseAppends(replica));
}

function settled(before: ReplicaContext, leader: ReplicaContext, env: Env): Decided<ReplicaContext> {
  const advanced = advanceHighWatermark(leader, env);
  return decided(advanced.context, ...advanced.effects, ...(advanced.context === before ? [] : [recheck(leader)]));
}

/** Followers it knew keep what it knew of them; others start unknown. Source: Partition.updateAssignmentAndIsr. */
function remotesOf(leader: ReplicaContext, known: ReplicaContext['remote']): ReplicaContext['remote'] {
  const followers = leader.replicas.filter((brokerId) => brokerId !== leader.brokerId);
  return Object.fromEntries(followers.map((brokerId) => [brokerId, known[brokerId] ?? UNKNOWN_REMOTE]));
}

const UNKNOWN_REMOTE: RemoteReplica = {
  logEndOffset: -1, logStartOffset: -1, lastCaughtUpTimeMs: NEVER_MS, lastFetchTimeMs: NEVER_MS, lastFetchLeaderLogEndOffset: -1, brokerEpoch: -1,
};

/**
 * With a new epoch an ISR member counts as caught up now, any other as never, or it would hold the high watermark
 * back for nothing. Source: Replica.resetReplicaState.
 */
function resetRemotes(leader: ReplicaContext, known: ReplicaContext['remote'], { nowMs, shared: { era } }: Env): ReplicaContext['remote'] {
  const reset = Object.entries(remotesOf(leader, known)).map(([id, remote]) => {
    const brokerId = Number(id);
    const sinceMs = leader.isr.includes(brokerId) ? nowMs : NEVER_MS;
    const stillLeader = known[brokerId] !== undefined;
    // Where silence counts, everybody has just been heard.
    if (!stillLeader) return [id, { ...UNKNOWN_REMOTE, lastCaughtUpTimeMs: sinceMs, ...(era.isrLag === 'messages-and-time' ? { lastFetchTimeMs: nowMs } : {}) }];
    return [id, { ...remote, lastCaughtUpTimeMs: sinceMs, lastFetchTimeMs: sinceMs, lastFetchLeaderLogEndOffset: leader.log.logEndOffset }];
  });
  return Object.fromEntries(reset);
}

/**
 * The follower goes on with the leader it has. Where followers are not fenced by epoch, a new epoch of the same leader is
 * no reason to begin anew.
 *
 * Source: Partition.makeFollower of each version.
 */
export function followsOn(known: { readonly leaderId: number; readonly leaderEpoch: number }, next: PartitionRegistration, era: Era): boolean {
  if (next.leaderEpoch <= known.leaderEpoch) return true;
  if (next.leader < 0 || next.leader !== known.leaderId || era.followsAnewFor === 'every-epoch') return false;
  return era.followsAnewFor === 'another-leader' || next.leaderEpoch === known.leaderEpoch + 1;
}

/**
 * This broker follows, or the partition has no leader. Before leader epochs its log is cut to its own high watermark at
 * once; later nothing is cut until it is known where the logs part.
 *
 * Source: Partition.makeFollower, ReplicaManager.makeFollowers.
 */
export function makeFollower(replica: ReplicaContext, event: ApplyPartitionEvent, { shared: { era } }: Env): Decided<ReplicaContext> {
  const { registration } = event;
  const follower: ReplicaContext = { ...applyRegistration(replica, event), remote: {}, epochStartOffset: -1 };
  if (registration.leaderEpoch <= replica.leaderEpoch) return decided(follower, recheck(follower));
  const { brokerId, partition, log, highWatermark } = replica;
  const fact = report({
    type: 'BecameFollower', brokerId, partition, leader: registration.leader, leaderEpoch: registration.leaderEpoch, partitionEpoch: registration.partitionEpoch,
    logEndOffset: log.logEndOffset, highWatermark, previousLeader: replica.leaderId, previousLeaderEpoch: replica.leaderEpoch,
  });
  const cuts = era.truncation === 'high-watermark' && registration.leader >= 0 && !followsOn(replica, registration, era);
  const cut = cuts ? cutToHighWatermark(follower) : unchanged(follower);
  return decided(cut.context, fact, ...cut.effects, recheck(follower), ...releaseAppends(replica));
}

function applyRegistration(replica: ReplicaContext, event: ApplyPartitionEvent): ReplicaContext {
  const { replicas, leader, leaderEpoch, partitionEpoch, isr, leaderRecoveryState } = event.registration;
  const { eligible, config } = event;
  return { ...replica, replicas, leaderId: leader, leaderEpoch, partitionEpoch, isr, leaderRecoveryState, eligible, config, pendingIsr: null, heldAppends: [] };
}

/** Brokers came or went, or a setting changed. Neither moves anything by itself: the next Fetch or check does. */
export function surroundingsChanged(replica: ReplicaContext, { eligible, config }: SurroundingsChangedEvent): Decided<ReplicaContext> {
  return decided({ ...replica, eligible, config });
}
