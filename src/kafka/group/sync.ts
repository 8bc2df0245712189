import { andThen, decided } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { answerSync, parkedOf, refuseSync } from './answers.ts';
import { about, needRebalance, refusal } from './decide.ts';
import { memberOf, membersInOrder, refusalOfMember, withMember, withMembers, withoutMember } from './members.ts';
import { reasons } from './reasons.ts';
import { cancel, endSession, renewSession, SYNC_TIMER } from './sessions.ts';
import { responseErrorOf, store, valueOf } from './storing.ts';
import type { GroupContext, GroupMember, GroupStoredEvent, GroupTimerEvent, MemberAssignment, Storing, SyncEvent } from './types.ts';

/** Source: GroupMetadataManager.validateSyncGroup. */
function errorOf(group: GroupContext, { memberId, groupInstanceId, generationId, protocolType, protocolName }: SyncEvent['message']): ErrorName | null {
  const error = refusalOfMember(group, memberId, groupInstanceId);
  if (error !== null) return error;
  if (generationId !== group.generation) return 'ILLEGAL_GENERATION';
  const differs = (asked: string | null, own: string | null): boolean => asked !== null && own !== null && asked !== own;
  return differs(protocolType, group.protocolType) || differs(protocolName, group.protocolName) ? 'INCONSISTENT_GROUP_PROTOCOL' : null;
}

function refuse(group: GroupContext, event: SyncEvent, error: ErrorName): Decided<GroupContext> {
  return decided(group, refusal(group, 'SyncGroup', event.message, error), refuseSync(parkedOf(event), error));
}

/** A group without members knows nobody. */
export function syncWhileEmpty(group: GroupContext, event: SyncEvent): Decided<GroupContext> {
  return refuse(group, event, 'UNKNOWN_MEMBER_ID');
}

export function syncWhilePreparing(group: GroupContext, event: SyncEvent): Decided<GroupContext> {
  return refuse(group, event, errorOf(group, event.message) ?? 'REBALANCE_IN_PROGRESS');
}

/** Followers wait for the leader; what it decides goes into the log before anybody hears of it. Source: GroupMetadataManager.classicGroupSyncToClassicGroup. */
export function syncWhileCompleting(group: GroupContext, event: SyncEvent): Decided<GroupContext> {
  const error = errorOf(group, event.message);
  const member = memberOf(group, event.message.memberId);
  if (error !== null || member === undefined) return refuse(group, event, error ?? 'UNKNOWN_MEMBER_ID');
  const waiting = synced(withMember(group, { ...member, awaitingSync: parkedOf(event) }), member.memberId);
  return member.memberId === group.leader ? andThen(waiting, (now) => takeAssignment(now, event.message)) : waiting;
}

function synced(group: GroupContext, memberId: string): Decided<GroupContext> {
  const pendingSyncs = group.pendingSyncs.filter((pending) => pending !== memberId);
  return decided({ ...group, pendingSyncs }, ...(pendingSyncs.length === 0 ? [cancel(SYNC_TIMER)] : []));
}

function takeAssignment(group: GroupContext, { memberId, assignments }: SyncEvent['message']): Decided<GroupContext> {
  const given = new Map(assignments.map((one) => [one.memberId, one.assignment] as const));
  const assignmentOf = (member: GroupMember): MemberAssignment => given.get(member.memberId) ?? null;
  const assignment = Object.fromEntries(group.members.map((member) => [member.memberId, assignmentOf(member)]));
  const fact = report({
    type: 'GroupAssignmentReceived', ...about(group), generation: group.generation, leader: memberId, members: group.members.length,
    staticMembers: group.members.filter(({ groupInstanceId }) => groupInstanceId !== null).length,
  });
  const stored = store(group, valueOf(group, assignmentOf), { what: 'assignment', generation: group.generation, leader: memberId, assignment });
  return decided(stored.context, fact, ...stored.effects);
}

/** Whoever comes late gets what was decided. The Scala coordinator also takes it for a heartbeat. */
export function syncWhileStable(group: GroupContext, event: SyncEvent, env: Env): Decided<GroupContext> {
  const error = errorOf(group, event.message);
  const member = memberOf(group, event.message.memberId);
  if (error !== null || member === undefined) return refuse(group, event, error ?? 'UNKNOWN_MEMBER_ID');
  const renewed = env.shared.era.groupCoordinator === 'scala' ? [renewSession(member)] : [];
  return andThen(synced(group, member.memberId), (now) => decided(now, answerSync(now, parkedOf(event), member), ...renewed));
}

export function isStoredAssignment(group: GroupContext, { token, error }: GroupStoredEvent): boolean {
  const what = group.storing[token];
  return what?.what === 'assignment' && what.generation === group.generation && error === 'NONE';
}

/** Every member has its part; those that wait are told, and their sessions begin anew. Source: GroupMetadataManager.setAndPropagateAssignment. */
export function handOut(group: GroupContext, { assignment }: Extract<Storing, { what: 'assignment' }>, env: Env): Decided<GroupContext> {
  const { generation } = group;
  const assigned = withMembers({ ...group, stateSinceMs: env.nowMs }, (member) => ({ ...member, assignment: assignment[member.memberId] ?? null }));
  const facts = [
    report({ type: 'GroupAssigned', ...about(group), generation, assignment: Object.fromEntries(membersInOrder(assigned).map((member) => [member.memberId, member.assignment ?? []])) }),
    report({ type: 'GroupStateChanged', ...about(group), from: 'CompletingRebalance', to: 'Stable', generation, reason: null }),
  ];
  const told = membersInOrder(assigned).flatMap((member): readonly Effect[] =>
    (member.awaitingSync === null ? [] : [answerSync(assigned, member.awaitingSync, member), renewSession(member)]));
  return decided(withMembers(assigned, (member) => ({ ...member, awaitingSync: null })), ...facts, ...told);
}

/** Nobody has anything; those that wait are refused. Source: GroupMetadataManager.resetAndPropagateAssignmentWithError. */
export function cancelSyncs(group: GroupContext, error: ErrorName): Decided<GroupContext> {
  const told = membersInOrder(group).flatMap((member): readonly Effect[] =>
    (member.awaitingSync === null ? [] : [refusal(group, 'SyncGroup', member, error), refuseSync(member.awaitingSync, error), renewSession(member)]));
  return decided(withMembers(group, (member) => ({ ...member, assignment: null, awaitingSync: null })), ...told);
}

/** The log did not take the assignment: the group must try again. */
export function assignmentRefused(group: GroupContext, { leader }: Extract<Storing, { what: 'assignment' }>, error: ErrorName, env: Env): Decided<GroupContext> {
  const told = responseErrorOf(error, env.shared.era);
  return andThen(cancelSyncs(group, told), (now) => decided(needRebalance(now, reasons.notStored(env.shared.era, told, leader))));
}

/** Members that joined this generation and never sent SyncGroup are out. Source: GroupMetadataManager.expirePendingSync. */
export function syncExpired(group: GroupContext, { generation }: Extract<GroupTimerEvent, { type: 'SyncExpired' }>, env: Env): Decided<GroupContext> {
  const late = group.pendingSyncs;
  if (generation !== group.generation || late.length === 0) return decided(group);
  const removed = late.reduce(withoutMember, group);
  const gone = late.filter((memberId) => memberOf(group, memberId) !== undefined);
  const effects = [
    ...late.map(endSession),
    ...gone.map((memberId) => report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'sync-timeout', together: gone, clientReason: null })),
  ];
  return decided(needRebalance(removed, reasons.notSynced(env.shared.era, late)), ...effects);
}
