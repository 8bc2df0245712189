import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { andThen, decided } from '../../world/machine.ts';
import { nodeOf } from '../../world/types.ts';
import { answerJoin, parkedOf, refuseJoin } from './answers.ts';
import { about, needRebalance, refusal } from './decide.ts';
import type { Rule } from './decide.ts';
import { completeJoinPhaseIfAllJoined } from './joinPhase.ts';
import { isPending, matches, memberOf, refusalOfMember, rejoining, staticMemberOf, supportsProtocols, withMember, withoutMember } from './members.ts';
import { newMemberId } from './memberId.ts';
import { reasons } from './reasons.ts';
import { awaitHeartbeat, awaitNewMember } from './sessions.ts';
import { replaceStaticMember } from './staticMembers.ts';
import { emptyValue, store } from './storing.ts';
import type { ErrorName } from '../names/errors.ts';
import type { GroupContext, GroupMember, JoinEvent } from './types.ts';

type State = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';

/** A member joins, or joins again. Source: GroupMetadataManager.classicGroupJoinToClassicGroup. */
export function joinIn(state: State): Rule<JoinEvent> {
  return (group, event, env) => {
    const joined = join(state, group, event, env);
    if (!group.isNew) return joined;
    const known = { ...joined, context: { ...joined.context, isNew: false } };
    if (env.shared.era.groupCoordinator !== 'java') return known;
    return andThen(known, (now) => store(now, emptyValue(group), { what: 'new-group' }));
  };
}

function join(state: State, group: GroupContext, event: JoinEvent, env: Env): Decided<GroupContext> {
  const { memberId } = event.message;
  if (!accepts(state, group, memberId)) return refuse(withoutMember(group, memberId), event, 'GROUP_MAX_SIZE_REACHED', '');
  if (!supportsProtocols(group, state, event.message)) return refuse(group, event, 'INCONSISTENT_GROUP_PROTOCOL', memberId);
  return memberId === '' ? joinAsNew(state, group, event, env) : joinByMemberId(state, group, event, env);
}

/** Source: GroupMetadataManager.acceptJoiningMember. */
function accepts(state: State, group: GroupContext, memberId: string): boolean {
  const member = memberOf(group, memberId);
  switch (state) {
    case 'Empty': return true;
    case 'PreparingRebalance': return (member?.awaitingJoin ?? null) !== null || group.members.filter(({ awaitingJoin }) => awaitingJoin !== null).length < group.config.maxSize;
    default: return member !== undefined || group.members.length < group.config.maxSize;
  }
}

function refuse(group: GroupContext, event: JoinEvent, error: ErrorName, memberId: string, protocolName: '' | null = ''): Decided<GroupContext> {
  return decided(group, refusal(group, 'JoinGroup', event.message, error), refuseJoin(parkedOf(event), memberId, error, protocolName));
}

/** Source: GroupMetadataManager.classicGroupJoinNewMember. */
function joinAsNew(state: State, group: GroupContext, event: JoinEvent, env: Env): Decided<GroupContext> {
  const { groupInstanceId, requiresMemberId } = event.message;
  const memberId = newMemberId(groupInstanceId ?? nodeOf(event.from), env.draw);
  if (groupInstanceId === null) return requiresMemberId ? giveMemberId(state, group, event, memberId) : addMember(state, group, event, memberId, env);
  const holder = staticMemberOf(group, groupInstanceId);
  return holder === undefined ? addMember(state, group, event, memberId, env) : replaceStaticMember(state, group, event, holder, memberId, env);
}

/** The member must come back with its id; until then its place is kept for a session, and a rebalance waits for it. */
function giveMemberId(state: State, group: GroupContext, event: JoinEvent, memberId: string): Decided<GroupContext> {
  return decided(
    { ...group, pendingMembers: [...group.pendingMembers, memberId] },
    awaitHeartbeat(memberId, event.message.sessionTimeoutMs),
    report({ type: 'MemberIdGiven', ...about(group), memberId, state }),
    refuseJoin(parkedOf(event), memberId, 'MEMBER_ID_REQUIRED'),
  );
}

/** Source: GroupMetadataManager.addMemberThenRebalanceOrCompleteJoin. */
function addMember(state: State, group: GroupContext, event: JoinEvent, memberId: string, env: Env): Decided<GroupContext> {
  const { groupInstanceId, protocolType, reason } = event.message;
  const { era } = env.shared;
  const clientId = nodeOf(event.from);
  const member: GroupMember = {
    memberId, groupInstanceId, clientId, clientHost: `/${clientId}`, rebalanceTimeoutMs: event.message.rebalanceTimeoutMs, sessionTimeoutMs: event.message.sessionTimeoutMs,
    protocolType, protocols: event.message.protocols, assignment: null, isNew: true, awaitingJoin: parkedOf(event), awaitingSync: null,
  };
  const lengthensDelay = state === 'PreparingRebalance' && (era.groupCoordinator === 'java' ? group.joinPhase?.isInitial === true : group.generation === 0);
  const added: GroupContext = {
    ...withMember(group, member),
    protocolType: group.members.length === 0 ? protocolType : group.protocolType,
    leader: group.leader ?? memberId,
    pendingMembers: group.pendingMembers.filter((pending) => pending !== memberId),
    newMemberAdded: group.newMemberAdded || lengthensDelay,
  };
  const fact = report({ type: 'MemberAdded', ...about(group), memberId, clientId, groupInstanceId, state, wasPending: isPending(group, memberId), replaces: null });
  const limit = era.firstJoinsExpire ? [awaitNewMember(memberId)] : [];
  return andThen(decided(added, fact, ...limit), (now) => rebalance(state, now, reasons.added(era, memberId, groupInstanceId, reason)));
}

/** While members are waited for, another one may be the last; in any other state it starts a rebalance. */
function rebalance(state: State, group: GroupContext, reason: string): Decided<GroupContext> {
  return state === 'PreparingRebalance' ? completeJoinPhaseIfAllJoined(group) : decided(needRebalance(group, reason));
}

/** Source: GroupMetadataManager.classicGroupJoinExistingMember. */
function joinByMemberId(state: State, group: GroupContext, event: JoinEvent, env: Env): Decided<GroupContext> {
  const { memberId, groupInstanceId } = event.message;
  // Kafka throws here: a static member is never pending.
  if (isPending(group, memberId)) return groupInstanceId === null ? addMember(state, group, event, memberId, env) : refuse(group, event, 'UNKNOWN_SERVER_ERROR', memberId);
  const error = refusalOfMember(group, memberId, groupInstanceId);
  const member = memberOf(group, memberId);
  if (error !== null || member === undefined) return refuse(group, event, error ?? 'UNKNOWN_MEMBER_ID', memberId, null);
  return joinAgain(state, group, event, member, env);
}

/**
 * A member that is there already: the leader, or one whose metadata changed, makes the group rebalance; any other one may
 * have missed the answer, and gets it again.
 */
function joinAgain(state: State, group: GroupContext, event: JoinEvent, member: GroupMember, env: Env): Decided<GroupContext> {
  const { memberId } = member;
  const { protocols, reason } = event.message;
  const { era } = env.shared;
  const isLeader = group.leader === memberId;
  const rejoined = (): GroupContext => withMember(group, rejoining(member, event.message, parkedOf(event)));
  if (state === 'PreparingRebalance') return completeJoinPhaseIfAllJoined(rejoined());
  if (state === 'Stable' && isLeader) return rebalance(state, rejoined(), reasons.leaderRejoins(era, memberId, reason));
  if (!matches(member, protocols)) return rebalance(state, rejoined(), reasons.metadataChanged(era, memberId, state, reason));
  return decided(group, answerJoin(group, parkedOf(event), memberId, { tellsMembers: isLeader }));
}
