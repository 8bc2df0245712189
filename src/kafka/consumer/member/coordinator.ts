import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { brokerAddress, report, tell } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { isReady, leastLoadedBroker } from '../../client/connections.ts';
import { forEach, stopWatching } from '../../client/requests.ts';
import type { FindCoordinatorResponse } from '../../group/messages.ts';
import { isRetriable } from '../../names/errors.ts';
import { resetSession } from './heartbeat.ts';
import { commitFailed, failUnsent, offsetFetchFailed } from './offsets.ts';
import { answered, ask, isUnderWay } from './requests.ts';
import { consumerOf, fail, failedOnce, failJoin, hasJoined, toConsumer, wantsMembership } from './state.ts';
import { NO_ATTEMPTS } from './types.ts';
import type { MemberContext, MemberRequest } from './types.ts';
import { coordinatorUnknown } from './unknown.ts';

/** Whether anybody waits for the coordinator: poll(), the heartbeat thread, a commit or a look at committed offsets. */
export function wantsCoordinator(context: MemberContext, env: Env): boolean {
  if (context.coordinator !== null) return false;
  return (context.inPoll && wantsMembership(context, env)) || hasJoined(context, env) || context.commits.length > 0 || context.offsetFetch !== null;
}

/** Asks the least loaded broker who coordinates the group. Source: AbstractCoordinator.lookupCoordinator. */
export function lookUp(context: MemberContext, env: Env): Decided<MemberContext> {
  if (!wantsCoordinator(context, env) || isUnderWay(context, 'FindCoordinator') || env.nowMs < context.find.notBeforeMs) return unchanged(context);
  const consumer = consumerOf(context, env);
  const brokerId = consumer === undefined ? null : leastLoadedBroker(consumer, env.nowMs);
  if (brokerId === null) return searchFailed(context, env);
  return ask(context, brokerId, { api: 'FindCoordinator', groupId: context.config.groupId }, { routine: context.find.failures > 0 });
}

/** Source: AbstractCoordinator.FindCoordinatorResponseHandler. */
export function takeCoordinator(context: MemberContext, answer: FindCoordinatorResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'FindCoordinator', answer.correlationId);
  if (own === null) return unchanged(context);
  return andThen(own.freed, (now) => {
    if (answer.error !== 'NONE') return isRetriable(answer.error) ? notFound(now, env) : fail(now, answer.error);
    const consumer = consumerOf(now, env);
    // The broker asked may not know yet that this one is gone.
    return consumer === undefined || isReady(consumer, answer.nodeId, env.nowMs) ? found(now, answer.nodeId, env) : notFound(now, env);
  });
}

function found(context: MemberContext, brokerId: number, env: Env): Decided<MemberContext> {
  const fact = report({ type: 'CoordinatorDiscovered', consumer: context.clientId, group: context.config.groupId, brokerId });
  return andThen(decided<MemberContext, Effect>({ ...context, coordinator: brokerId, find: NO_ATTEMPTS }, fact), (now) => resetSession(now, env));
}

/** Newer metadata is asked for meanwhile, as Kafka's consumer does. */
function notFound(context: MemberContext, env: Env): Decided<MemberContext> {
  return andThen(searchFailed(context, env), (now) => decided(now, toConsumer(now, { type: 'RefreshMetadata' })));
}

/** The next search waits for a backoff. */
function searchFailed(context: MemberContext, env: Env): Decided<MemberContext> {
  return failUnsent({ ...context, find: failedOnce(context, context.find, env) });
}

/** A connection broke: what was asked on it fails, and a coordinator at its other end is unknown. Source: CoordinatorResponseHandler.onFailure. */
export function brokerLost(context: MemberContext, brokerId: number, env: Env): Decided<MemberContext> {
  const lost = Object.entries(context.inFlight).filter(([, request]) => request.brokerId === brokerId);
  const inFlight = Object.fromEntries(Object.entries(context.inFlight).filter(([, request]) => request.brokerId !== brokerId));
  const freed = decided({ ...context, inFlight }, ...lost.map(([id]) => stopWatching(Number(id))));
  const unknown = andThen(freed, (now) => (now.coordinator === brokerId ? coordinatorUnknown(now, 'coordinator unavailable') : unchanged(now)));
  return andThen(unknown, (now) => forEach(now, lost, (then, [id, request]) => requestLost(then, Number(id), request, env)));
}

function requestLost(context: MemberContext, correlationId: number, { api }: MemberRequest, env: Env): Decided<MemberContext> {
  switch (api) {
    case 'FindCoordinator': return searchFailed(context, env);
    case 'JoinGroup': case 'SyncGroup': return failJoin(context, 'DisconnectException', true, env);
    case 'OffsetCommit': return commitFailed(context, correlationId, 'NETWORK_EXCEPTION', env);
    case 'OffsetFetch': return offsetFetchFailed(context, env);
    case 'LeaveGroup': return decided({ ...context, leaving: null }, ...(context.leaving === correlationId ? [toConsumer(context, { type: 'Left' })] : []));
    case 'Heartbeat': return unchanged(context);
    default: return api satisfies never;
  }
}

/** No answer in time: the connection is closed, for the consumer too. Source: NetworkClient.handleTimedOutRequests. */
export function requestTimedOut(context: MemberContext, correlationId: number): Decided<MemberContext> {
  const request = context.inFlight[correlationId];
  if (request === undefined) return unchanged(context);
  const peer = brokerAddress(request.brokerId);
  return decided(context, { type: 'disconnect', peer }, tell(context.clientId, { type: 'Disconnected', peer, refused: false, opened: true } as { type: string }));
}
