import { andThen, decided } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { refuseJoin } from './answers.ts';
import { about, leaderMoved, needRebalance, refusal } from './decide.ts';
import type { Rule } from './decide.ts';
import { completeJoinPhaseIfAllJoined } from './joinPhase.ts';
import { isPending, memberOf, refusalOfMember, staticMemberOf, withoutMember } from './members.ts';
import type { LeaveGroupRequest, LeaveGroupResponse } from './messages.ts';
import { reasons } from './reasons.ts';
import { endSession } from './sessions.ts';
import type { GroupContext, GroupMember, LeaveEvent } from './types.ts';

type Leaving = LeaveGroupRequest['members'][number];

/** Members leave by themselves; an administrator names static ones by their instance alone. Source: GroupMetadataManager.classicGroupLeaveToClassicGroup. */
export function leaveIn(state: 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable'): Rule<LeaveEvent> {
  return (group, event, env) => {
    const { members: leaving, correlationId } = event.message;
    let left: Decided<GroupContext> = decided(group);
    const members: (Leaving & { readonly error: ErrorName })[] = [];
    for (const one of leaving) {
      const gone = leave(left.context, one);
      left = { context: gone.context, effects: [...left.effects, ...gone.effects] };
      members.push({ ...one, error: gone.error });
    }
    const message: LeaveGroupResponse = {
      api: 'LeaveGroup', kind: 'response', correlationId, error: 'NONE', members: members.map(({ memberId, groupInstanceId, error }) => ({ memberId, groupInstanceId, error })),
    };
    const accepted = members.filter(({ error }) => error === 'NONE');
    const answered = andThen(left, (now) => decided(now, { type: 'reply', to: event.replyTo, message }));
    return accepted.length === 0 ? answered : andThen(answered, (now) => afterLeaving(state, now, accepted, env));
  };
}

function afterLeaving(state: string, group: GroupContext, left: readonly Leaving[], env: Env): Decided<GroupContext> {
  if (state === 'PreparingRebalance') return completeJoinPhaseIfAllJoined(group);
  if (state === 'Empty') return decided(group);
  return decided(needRebalance(group, reasons.left(env.shared.era, left.map(({ memberId }) => memberId), left[0]?.reason ?? null)));
}

function leave(group: GroupContext, leaving: Leaving): Decided<GroupContext> & { readonly error: ErrorName } {
  const { memberId, groupInstanceId, reason } = leaving;
  if (isPending(group, memberId)) {
    const left = withoutMember(group, memberId);
    const fact = report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'pending-left', together: [memberId], clientReason: reason });
    return { context: left, effects: [endSession(memberId), fact], error: 'NONE' };
  }
  const member = memberId === '' ? staticMemberOf(group, groupInstanceId ?? '') : memberOf(group, memberId);
  const error = memberId === '' ? null : refusalOfMember(group, memberId, groupInstanceId);
  if (error !== null || member === undefined) {
    const refused = error ?? 'UNKNOWN_MEMBER_ID';
    return { context: group, effects: [refusal(group, 'LeaveGroup', leaving, refused)], error: refused };
  }
  return { ...removeMember(group, member, reason), error: 'NONE' };
}

/** Should it still wait in JoinGroup, it learns that it is not known any more; as in Kafka, a SyncGroup that waits is forgotten. */
function removeMember(group: GroupContext, { memberId, awaitingJoin }: GroupMember, clientReason: string | null): Decided<GroupContext> {
  const left = withoutMember(group, memberId);
  const effects: Effect[] = [
    endSession(memberId), report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'leave', together: [memberId], clientReason }), ...leaderMoved(group, left),
  ];
  if (awaitingJoin !== null) effects.push(refuseJoin(awaitingJoin, '', 'UNKNOWN_MEMBER_ID'));
  return { context: left, effects };
}
