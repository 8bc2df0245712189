import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import type { HeartbeatResponse } from '../../group/messages.ts';
import { leave } from './leave.ts';
import { answered, ask, identity, isOfThisGeneration, isUnderWay } from './requests.ts';
import { fail, hasJoined, requestRejoin, resetOnError } from './state.ts';
import type { MemberContext, MemberRequest } from './types.ts';
import { coordinatorRefused, coordinatorUnknown } from './unknown.ts';

/** The heartbeat thread begins its rounds, once the member has joined. Source: HeartbeatThread.enable, Heartbeat.resetTimeouts. */
export function beginHeartbeats(context: MemberContext, env: Env): Decided<MemberContext> {
  return !hasJoined(context, env) ? unchanged(context) : decided(context, nextHeartbeat(context.config.heartbeatIntervalMs), session(context));
}

/** The coordinator was found or answered: the session counts from now. */
export function resetSession(context: MemberContext, env: Env): Decided<MemberContext> {
  return hasJoined(context, env) ? decided(context, session(context)) : unchanged(context);
}

function session({ config }: MemberContext): Effect {
  return { type: 'schedule', name: 'session', afterMs: config.sessionTimeoutMs, event: { type: 'SessionOver' }, routine: true };
}

function nextHeartbeat(afterMs: number): Effect {
  return { type: 'schedule', name: 'heartbeat', afterMs, event: { type: 'HeartbeatDue' }, routine: true };
}

/** Source: AbstractCoordinator.HeartbeatThread.run. */
export function heartbeatDue(context: MemberContext, _event: unknown, env: Env): Decided<MemberContext> {
  if (!hasJoined(context, env) || context.failed !== null) return unchanged(context);
  const { coordinator, config, generation } = context;
  if (coordinator === null || isUnderWay(context, 'Heartbeat')) return decided(context, nextHeartbeat(config.retryBackoffMs));
  const sent = ask(context, coordinator, { api: 'Heartbeat', ...identity(context), generationId: generation.generationId }, { routine: true });
  return andThen(sent, (now) => decided(now, nextHeartbeat(config.heartbeatIntervalMs)));
}

/** No heartbeat was answered for session.timeout.ms: is that still the coordinator? */
export function sessionOver(context: MemberContext, _event: unknown, env: Env): Decided<MemberContext> {
  return !hasJoined(context, env) ? unchanged(context) : coordinatorUnknown(context, 'session timed out without receiving a heartbeat response');
}

/** The application has not polled for max.poll.interval.ms: the heartbeat thread leaves the group in its name (KIP-62). */
export function pollOverdue(context: MemberContext, env: Env): Decided<MemberContext> {
  if (!hasJoined(context, env) || context.failed !== null) return unchanged(context);
  if (context.coordinator === null) return decided(context, pollTimer(context.config.retryBackoffMs));
  const { clientId: consumer, config: { groupId: group, maxPollIntervalMs } } = context;
  const fact = report({ type: 'PollOverdue', consumer, group, maxPollIntervalMs });
  return andThen(decided(context, fact), (now) => leave(now, 'consumer poll timeout has expired.', env));
}

export function pollTimer(afterMs: number): Effect {
  return { type: 'schedule', name: 'poll', afterMs, event: { type: 'PollOverdue' }, routine: true };
}

/** Source: AbstractCoordinator.HeartbeatResponseHandler. */
export function takeHeartbeat(context: MemberContext, answer: HeartbeatResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'Heartbeat', answer.correlationId);
  if (own === null) return unchanged(context);
  if (answer.error === 'NONE') return andThen(own.freed, (now) => resetSession(now, env));
  const { clientId: consumer, config: { groupId: group }, generation } = context;
  const fact = report({ type: 'HeartbeatFailed', consumer, group, error: answer.error, generation: generation.generationId });
  return andThen(own.freed, (now) => andThen(decided(now, fact), (then) => refused(then, answer, own.request, env)));
}

function refused(context: MemberContext, { error }: HeartbeatResponse, request: MemberRequest, env: Env): Decided<MemberContext> {
  switch (error) {
    case 'COORDINATOR_NOT_AVAILABLE': case 'NOT_COORDINATOR':
      return andThen(coordinatorRefused(context, error, env), (now) => decided(now, nextHeartbeat(now.config.retryBackoffMs)));
    // While it rejoins it knows already.
    case 'REBALANCE_IN_PROGRESS':
      return andThen(resetSession(context, env), (now) => (now.state === 'stable' && !now.rejoinNeeded ? requestRejoin(now, 'group is already rebalancing') : unchanged(now)));
    case 'FENCED_INSTANCE_ID': return isOfThisGeneration(context, request) ? andThen(resetOnError(context, 'Heartbeat', error, env), (now) => fail(now, error)) : unchanged(context);
    case 'ILLEGAL_GENERATION': case 'UNKNOWN_MEMBER_ID': return isOfThisGeneration(context, request) ? resetOnError(context, 'Heartbeat', error, env) : unchanged(context);
    default: return fail(context, error);
  }
}
