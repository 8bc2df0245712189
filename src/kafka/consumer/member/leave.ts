import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import type { LeaveGroupResponse } from '../../group/messages.ts';
import { answered, ask } from './requests.ts';
import { resetAndRejoin, toConsumer } from './state.ts';
import type { MemberContext } from './types.ts';

/**
 * Leaves the group without waiting for an answer. A static member only forgets its own part: its place is kept for
 * the session timeout (KIP-345).
 *
 * Source: AbstractCoordinator.maybeLeaveGroup.
 */
export function leave(context: MemberContext, reason: string, env: Env): Decided<MemberContext> {
  const forgotten = (now: MemberContext) => resetAndRejoin(now, 'consumer pro-actively leaving the group', true);
  if (context.state === 'unjoined' && context.generation.memberId === '') return decided({ ...context, needsJoinPrepare: true, rejoinNeeded: true });
  const { coordinator, generation: { memberId }, config: { groupId, groupInstanceId }, state, clientId: consumer } = context;
  if (groupInstanceId !== null || coordinator === null || state === 'unjoined' || memberId === '') return forgotten(context);
  const fact = report({ type: 'MemberLeaves', consumer, group: groupId, memberId, brokerId: coordinator, reason });
  const asked = ask(context, coordinator, { api: 'LeaveGroup', groupId, members: [{ memberId, groupInstanceId, reason: env.shared.era.rebalanceReasons ? reason : null }] });
  return andThen(andThen(decided(context, fact), () => asked), forgotten);
}

/** The application closes or unsubscribes, and waits for the answer. */
export function leaveOnRequest(context: MemberContext, reason: string, env: Env): Decided<MemberContext> {
  const correlationId = context.nextCorrelationId;
  return andThen(leave({ ...context, preparing: false }, reason, env), (now) => {
    const isAsked = now.nextCorrelationId > correlationId;
    return isAsked ? decided({ ...now, leaving: correlationId }) : decided(now, toConsumer(now, { type: 'Left' }));
  });
}

export function takeLeft(context: MemberContext, answer: LeaveGroupResponse): Decided<MemberContext> {
  const own = answered(context, 'LeaveGroup', answer.correlationId);
  if (own === null) return unchanged(context);
  if (context.leaving !== answer.correlationId) return own.freed;
  return andThen(own.freed, (now) => decided({ ...now, leaving: null }, toConsumer(now, { type: 'Left' })));
}
