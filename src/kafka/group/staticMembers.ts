import { andThen, decided } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { answerJoin, parkedOf, refuseJoin, refuseSync } from './answers.ts';
import { about, needRebalance } from './decide.ts';
import { completeJoinPhaseIfAllJoined } from './joinPhase.ts';
import { memberOf, rejoining, selectProtocol, withMember } from './members.ts';
import { reasons } from './reasons.ts';
import { renewSession } from './sessions.ts';
import { responseErrorOf, store, valueOf } from './storing.ts';
import type { GroupContext, GroupMember, GroupState, JoinEvent, Storing } from './types.ts';

/**
 * A static member comes back as another process: it takes the place of the one before, which is fenced. In a stable
 * group whose protocol stays the same nobody else hears of it.
 *
 * Source: GroupMetadataManager.updateStaticMemberThenRebalanceOrCompleteJoin (KIP-345).
 */
export function replaceStaticMember(state: GroupState, group: GroupContext, event: JoinEvent, old: GroupMember, memberId: string, env: Env): Decided<GroupContext> {
  const { groupInstanceId, reason } = event.message;
  const { era } = env.shared;
  const replaced = replace(group, old, memberId, state);
  const fresh = memberOf(replaced.context, memberId) ?? old;
  const joined = decided(withMember(replaced.context, rejoining(fresh, event.message, parkedOf(event))), ...replaced.effects, renewSession(fresh));
  if (state === 'PreparingRebalance') return andThen(joined, completeJoinPhaseIfAllJoined);
  if (state === 'CompletingRebalance') return andThen(joined, (now) => decided(needRebalance(now, reasons.staticMemberReturns(era, memberId, groupInstanceId ?? '', reason))));
  if (selectProtocol(joined.context) !== group.protocolName) {
    return andThen(joined, (now) => decided(needRebalance(now, reasons.protocolChanges(era, memberId, groupInstanceId ?? '', reason))));
  }
  return andThen(joined, (now) => store(now, valueOf(now), { what: 'static-member', memberId, leaderBefore: group.leader, before: old }));
}

/** The new member has what the old one had. Whoever waits under the old id is fenced. Source: ClassicGroup.replaceStaticMember. */
function replace(group: GroupContext, old: GroupMember, memberId: string, state: GroupState): Decided<GroupContext> {
  const { awaitingJoin, awaitingSync, groupInstanceId, clientId } = old;
  const fresh: GroupMember = { ...old, memberId, isNew: false, awaitingJoin: null, awaitingSync: null };
  const context: GroupContext = {
    ...group,
    members: [...group.members.filter((member) => member !== old), fresh],
    leader: group.leader === old.memberId ? memberId : group.leader,
  };
  const effects: Effect[] = [
    report({ type: 'MemberRemoved', ...about(group), memberId: old.memberId, reason: 'static-replaced', together: [old.memberId], clientReason: null }),
    report({ type: 'MemberAdded', ...about(group), memberId, clientId, groupInstanceId, state, wasPending: false, replaces: old.memberId }),
  ];
  if (awaitingJoin !== null) effects.push(refuseJoin(awaitingJoin, old.memberId, 'FENCED_INSTANCE_ID', null));
  if (awaitingSync !== null) effects.push(refuseSync(awaitingSync, 'FENCED_INSTANCE_ID'));
  return { context, effects };
}

/** The new id is in the log, or was refused and the old one holds again. */
export function staticMemberStored(state: GroupState, group: GroupContext, what: Extract<Storing, { what: 'static-member' }>, error: ErrorName, env: Env): Decided<GroupContext> {
  const member = memberOf(group, what.memberId);
  const parked = member?.awaitingJoin ?? null;
  if (member === undefined || parked === null) return decided(group);
  if (error !== 'NONE') return takeBack(state, group, member, what, responseErrorOf(error, env.shared.era));
  const isLeader = group.leader === member.memberId;
  // A rebalance has begun meanwhile: the leader is answered with the new generation.
  if (state === 'PreparingRebalance' && isLeader) return decided(group);
  const answered = withMember(group, { ...member, awaitingJoin: null });
  const joined = env.shared.era.leaderSkipsAssignment ? { skipAssignment: isLeader, tellsMembers: isLeader } : { leader: what.leaderBefore, tellsMembers: false };
  return decided(answered, answerJoin(group, parked, member.memberId, joined));
}

function takeBack(state: GroupState, group: GroupContext, member: GroupMember, { before, leaderBefore }: Extract<Storing, { what: 'static-member' }>, error: ErrorName): Decided<GroupContext> {
  const { protocols, rebalanceTimeoutMs, sessionTimeoutMs } = before;
  const unanswered: GroupMember = { ...member, protocols, rebalanceTimeoutMs, sessionTimeoutMs, awaitingJoin: null };
  const restored = replace(withMember(group, unanswered), unanswered, before.memberId, state);
  const holder = memberOf(restored.context, before.memberId) ?? before;
  const refused = member.awaitingJoin === null ? [] : [refuseStored(group, member.awaitingJoin, leaderBefore, error)];
  return decided(restored.context, ...restored.effects, renewSession(holder), ...refused);
}

function refuseStored(group: GroupContext, parked: NonNullable<GroupMember['awaitingJoin']>, leader: string | null, error: ErrorName): Effect {
  const answer = answerJoin(group, parked, '', { leader, tellsMembers: false });
  return answer.type === 'reply' && answer.message.api === 'JoinGroup' ? { ...answer, message: { ...answer.message, error } as typeof answer.message } : answer;
}
