import { decided } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { refuseJoin, refuseSync } from './answers.ts';
import { about, tellCoordinator } from './decide.ts';
import { membersInOrder, withMembers } from './members.ts';
import { reasons } from './reasons.ts';
import { cancel, endSession, JOIN_TIMER, renewSession, SYNC_TIMER } from './sessions.ts';
import { responseErrorOf, store } from './storing.ts';
import type { GroupContext, GroupState, GroupStoredEvent, LoadEvent } from './types.ts';

/**
 * The group as the log has it: its members are taken to be alive for one session more.
 *
 * Source: GroupMetadataManager.replay, GroupMetadataManager.onLoaded.
 */
export function load(group: GroupContext, { value }: LoadEvent, env: Env): Decided<GroupContext> {
  const members = value.members.map(({ subscription, ...member }) => ({
    ...member, protocolType: value.protocolType, protocols: [{ name: value.protocol ?? '', metadata: subscription }], isNew: false, awaitingJoin: null, awaitingSync: null,
  }));
  const { maxSize } = group.config;
  const loaded: GroupContext = {
    ...group, isNew: false, generation: value.generation, protocolType: value.protocolType === '' ? null : value.protocolType, protocolName: value.protocol, leader: value.leader,
    members, mostMembers: members.length, stateSinceMs: value.currentStateTimestampMs,
    rebalanceReason: members.length > maxSize ? reasons.overCapacity(env.shared.era, group.groupId, members.length, maxSize) : null,
  };
  return decided(loaded, ...membersInOrder(loaded).map(renewSession));
}

/** Another broker coordinates the group now: whoever waits must look for it. Source: GroupMetadataManager.onUnloaded. */
export function unload(group: GroupContext, _event: unknown, env: Env): Decided<GroupContext> {
  return end(group, 'NOT_COORDINATOR', env);
}

/** Nothing is left of it: the log gets a tombstone. Source: GroupMetadataManager.maybeDeleteGroup. */
export function deleteGroup(group: GroupContext, _event: unknown, env: Env): Decided<GroupContext> {
  const ended = end(group, 'COORDINATOR_NOT_AVAILABLE', env);
  const stored = store(ended.context, null, { what: 'empty-group' });
  return decided(stored.context, ...stored.effects, ...ended.effects);
}

/** The log did not take the new group: it is as if it had never been. */
export function forget(group: GroupContext, { error }: GroupStoredEvent, env: Env): Decided<GroupContext> {
  return end(group, responseErrorOf(error, env.shared.era), env);
}

export function isNewGroupRefused(group: GroupContext, { token, error }: GroupStoredEvent): boolean {
  return error !== 'NONE' && group.storing[token]?.what === 'new-group';
}

/** The process is gone, and with it whoever waited. */
export function halt(group: GroupContext): Decided<GroupContext> {
  return decided(silenced(group));
}

function silenced(group: GroupContext): GroupContext {
  const idle: GroupContext = { ...group, joinPhase: null, rebalanceReason: null, pendingSyncs: [], pendingMembers: [], storing: {} };
  return withMembers(idle, (member) => ({ ...member, awaitingJoin: null, awaitingSync: null }));
}

function end(group: GroupContext, error: ErrorName, env: Env): Decided<GroupContext> {
  // A rule sees the context only; what is read of oneself is the state before this event.
  const from = env.node.read(env.self)?.value as GroupState;
  const answers = membersInOrder(group).flatMap(({ memberId, awaitingJoin, awaitingSync }): readonly Effect[] => [
    ...(awaitingJoin === null ? [] : [refuseJoin(awaitingJoin, memberId, error)]),
    ...(awaitingSync === null ? [] : [refuseSync(awaitingSync, error)]),
  ]);
  const sessions = [...group.members.map(({ memberId }) => memberId), ...group.pendingMembers].map(endSession);
  const fact = report({ type: 'GroupStateChanged', ...about(group), from, to: 'Dead', generation: group.generation, reason: null });
  const dead = { ...silenced(group), stateSinceMs: env.nowMs };
  return decided(dead, fact, ...answers, cancel(JOIN_TIMER), cancel(SYNC_TIMER), ...sessions, tellCoordinator(group, { type: 'GroupEnded', groupId: group.groupId }));
}
