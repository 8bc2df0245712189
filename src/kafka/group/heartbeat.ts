import { andThen, decided } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { refuseJoin } from './answers.ts';
import { about, leaderMoved, needRebalance, refusal } from './decide.ts';
import type { Rule } from './decide.ts';
import { endJoinPhase } from './joinPhase.ts';
import { haveAllJoined, isPending, memberOf, needsNoHeartbeat, refusalOfMember, withoutMember } from './members.ts';
import type { HeartbeatResponse } from './messages.ts';
import { reasons } from './reasons.ts';
import { renewSession } from './sessions.ts';
import type { GroupContext, GroupMember, GroupTimerEvent, HeartbeatEvent } from './types.ts';

type HeartbeatExpired = Extract<GroupTimerEvent, { type: 'HeartbeatExpired' }>;

/**
 * A heartbeat keeps a member's session alive; the answer tells when to join again. While the leader decides it is
 * NONE, for the member knows its generation already; before KAFKA-10134 no member sent one then, and whoever did all the
 * same was told to join again, whatever its generation.
 *
 * Source: GroupMetadataManager.classicGroupHeartbeatToClassicGroup.
 */
export function heartbeatIn(state: 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable'): Rule<HeartbeatEvent> {
  return (group, event, env) => {
    const { memberId, groupInstanceId, generationId, correlationId } = event.message;
    const tooEarly = state === 'CompletingRebalance' && !env.shared.era.heartbeatsWhileCompleting ? 'REBALANCE_IN_PROGRESS' : null;
    const refused = refusalOfMember(group, memberId, groupInstanceId) ?? tooEarly ?? (generationId === group.generation ? null : 'ILLEGAL_GENERATION');
    const member = memberOf(group, memberId);
    const error: ErrorName = refused ?? (state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE');
    const message: HeartbeatResponse = { api: 'Heartbeat', kind: 'response', correlationId, error };
    return decided(
      group,
      ...(refused === null && member !== undefined ? [renewSession(member)] : []),
      ...(error === 'NONE' ? [] : [refusal(group, 'Heartbeat', event.message, error)]),
      { type: 'reply', to: event.replyTo, message, routine: event.routine && error === 'NONE' },
    );
  };
}

/** Nothing was heard of a member, or of a pending one, for its session timeout. Source: GroupMetadataManager.expireClassicGroupMemberHeartbeat. */
export function heartbeatExpiredIn(state: 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable'): Rule<HeartbeatExpired> {
  return (group, { memberId }, env) => {
    const member = memberOf(group, memberId);
    if (isPending(group, memberId)) return andThen(removePending(group, memberId), (now) => (state === 'PreparingRebalance' ? whoIsLeft(now, env) : decided(now)));
    if (member === undefined || needsNoHeartbeat(member)) return decided(group);
    return andThen(removeMember(group, member), (now) => {
      if (state === 'PreparingRebalance') return whoIsLeft(now, env);
      return decided(needRebalance(now, reasons.sessionEnded(env.shared.era, memberId)));
    });
  };
}

function removePending(group: GroupContext, memberId: string): Decided<GroupContext> {
  return decided(
    withoutMember(group, memberId), report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'pending-expired', together: [memberId], clientReason: null }),
  );
}

/** Should it still wait in JoinGroup, it learns that it is not known any more. */
function removeMember(group: GroupContext, { memberId, awaitingJoin }: GroupMember): Decided<GroupContext> {
  const left = withoutMember(group, memberId);
  const effects: Effect[] = [
    report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'session-timeout', together: [memberId], clientReason: null }), ...leaderMoved(group, left),
  ];
  return decided(left, ...effects, ...(awaitingJoin === null ? [] : [refuseJoin(awaitingJoin, '', 'UNKNOWN_MEMBER_ID')]));
}

/** Perhaps only this one was waited for. The Scala coordinator waits for the end of the initial delay all the same. */
function whoIsLeft(group: GroupContext, env: Env): Decided<GroupContext> {
  const mustWait = env.shared.era.groupCoordinator === 'scala' && group.joinPhase?.isInitial === true;
  return mustWait || !haveAllJoined(group) ? decided(group) : endJoinPhase(group);
}
