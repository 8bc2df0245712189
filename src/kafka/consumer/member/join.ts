import { andThen, decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { exceptionIn } from '../../era/errorName.ts';
import { stopWatching } from '../../client/requests.ts';
import { subscriptionUserData } from '../../group/assignors/userData.ts';
import type { JoinGroupProtocol, JoinGroupResponse } from '../../group/messages.ts';
import { beginHeartbeats } from './heartbeat.ts';
import { lead } from './lead.ts';
import { partitionCounts } from './metadata.ts';
import { answered, ask, identity, isOfThisGeneration, isUnderWay } from './requests.ts';
import { consumerOf, fail, failJoin, moveTo, requestRejoin, resetOnError, subscribedTopics, toConsumer, wantsMembership } from './state.ts';
import { sync } from './sync.ts';
import { NO_ATTEMPTS, NO_GENERATION } from './types.ts';
import type { MemberContext, MemberRequest } from './types.ts';
import { coordinatorRefused } from './unknown.ts';

/** How much longer a JoinGroup is waited for than the rebalance may take. Source: AbstractCoordinator.JOIN_GROUP_TIMEOUT_LAPSE. */
const JOIN_GROUP_TIMEOUT_LAPSE_MS = 5000;

/** Between JoinGroup and the end of SyncGroup. */
function isJoining(context: MemberContext): boolean {
  return isUnderWay(context, 'JoinGroup', 'SyncGroup') || context.unread !== null || context.leading !== null;
}

/** What poll() found changed since the last join asks for another. Source: ConsumerCoordinator.rejoinNeededOrPending. */
export function noticeChanges(context: MemberContext, env: Env): Decided<MemberContext> {
  if (!context.inPoll || context.rejoinNeeded || isJoining(context) || !wantsMembership(context, env)) return unchanged(context);
  const { assignmentSnapshot, joinedSubscription } = context;
  if (assignmentSnapshot !== null && !sameCounts(assignmentSnapshot, partitionCounts(context, env, Object.keys(assignmentSnapshot)))) {
    return requestRejoin(context, 'cached metadata has changed');
  }
  if (joinedSubscription !== null && !sameTopics(joinedSubscription, subscribedTopics(context, env))) return requestRejoin(context, 'subscription has changed');
  return unchanged(context);
}

function sameCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return Object.keys(a).every((topic) => a[topic] === b[topic]);
}

function sameTopics(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((topic) => b.includes(topic));
}

/** Inside poll(), with a coordinator, and nothing of a join under way. */
export function mayJoin(context: MemberContext, env: Env): boolean {
  const { inPoll, coordinator, rejoinNeeded, synced, failed } = context;
  return failed === null && inPoll && coordinator !== null && rejoinNeeded && synced === null && !isJoining(context) && wantsMembership(context, env);
}

/**
 * A pattern is matched anew before each join, unless the metadata are younger than retry.backoff.ms: or else a member
 * that is asked to join because of a new topic would hear of it only later, and have all join once more.
 *
 * Source: ConsumerCoordinator.poll.
 */
function hasFreshTopics(context: MemberContext, env: Env): boolean {
  const consumer = consumerOf(context, env);
  if (consumer?.group?.input.subscription.type !== 'pattern') return true;
  return !consumer.needsMetadata && consumer.metadataRequest === null && env.nowMs < consumer.refresh.notBeforeMs;
}

/** First the application gives up what it must. Source: ConsumerCoordinator.onJoinPrepare. */
export function prepareJoin(context: MemberContext, env: Env): Decided<MemberContext> {
  if (!mayJoin(context, env) || !context.needsJoinPrepare || context.preparing) return unchanged(context);
  if (!hasFreshTopics(context, env)) return decided(context, toConsumer(context, { type: 'RefreshMetadata' }));
  return decided({ ...context, preparing: true }, toConsumer(context, { type: 'PrepareJoin' }));
}

/** Source: AbstractCoordinator.sendJoinGroupRequest. */
export function join(context: MemberContext, env: Env): Decided<MemberContext> {
  const { coordinator, config, join: { notBeforeMs } } = context;
  if (coordinator === null || !mayJoin(context, env) || context.needsJoinPrepare || context.preparing || env.nowMs < notBeforeMs) return unchanged(context);
  return andThen(moveTo(context, 'preparingRebalance'), (now) => ask({ ...now, joinedSubscription: subscribedTopics(now, env) }, coordinator, {
    api: 'JoinGroup', ...identity(now), sessionTimeoutMs: config.sessionTimeoutMs, rebalanceTimeoutMs: config.maxPollIntervalMs, protocolType: 'consumer',
    protocols: protocolsOf(now, env), requiresMemberId: env.shared.era.memberIdRequired, reason: env.shared.era.rebalanceReasons ? now.rejoinReason : null,
  }, { timeoutMs: Math.max(config.requestTimeoutMs, config.maxPollIntervalMs + JOIN_GROUP_TIMEOUT_LAPSE_MS) }));
}

/** One protocol an assignor. Source: ConsumerCoordinator.metadata. */
function protocolsOf(context: MemberContext, env: Env): readonly JoinGroupProtocol[] {
  const { shared: { era } } = env;
  const topics = subscribedTopics(context, env);
  const owned = Object.keys(consumerOf(context, env)?.positions ?? {});
  return context.config.assignors.map((name) => ({
    name,
    metadata: {
      topics, ownedPartitions: era.cooperativeRebalancing ? owned : [], generationId: era.subscriptionsNameGeneration ? context.generation.generationId : -1,
      rackId: null, userData: subscriptionUserData(name, context.lastAssignment),
    },
  }));
}

/** Nobody reads the answer while the application works: there are no heartbeats in this state whose thread would. */
export function receiveJoined(context: MemberContext, answer: JoinGroupResponse, env: Env): Decided<MemberContext> {
  if (context.inFlight[answer.correlationId]?.api !== 'JoinGroup') return unchanged(context);
  return context.inPoll ? takeJoined(context, answer, env) : decided({ ...context, unread: answer }, stopWatching(answer.correlationId));
}

export function readJoined(context: MemberContext, env: Env): Decided<MemberContext> {
  if (!context.inPoll || context.unread === null) return unchanged(context);
  return takeJoined({ ...context, unread: null }, context.unread, env);
}

/** Source: AbstractCoordinator.JoinGroupResponseHandler. */
function takeJoined(context: MemberContext, answer: JoinGroupResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'JoinGroup', answer.correlationId);
  if (own === null) return unchanged(context);
  return andThen(own.freed, (now) => {
    if (answer.error !== 'NONE') return refused(now, answer, own.request, env);
    return now.state === 'preparingRebalance' ? joined(now, answer, env) : failJoin(now, 'UnjoinedGroupException', true, env);
  });
}

function joined(context: MemberContext, answer: JoinGroupResponse, env: Env): Decided<MemberContext> {
  const { generationId, memberId, protocolName } = answer;
  const next = { ...context, generation: { generationId, memberId, protocolName }, join: NO_ATTEMPTS };
  return andThen(andThen(moveTo(next, 'completingRebalance'), (now) => beginHeartbeats(now, env)), (now) => (
    answer.leader === memberId ? lead(now, answer, env) : sync({ ...now, assignmentSnapshot: null }, [])));
}

function refused(context: MemberContext, { error, memberId }: JoinGroupResponse, request: MemberRequest, env: Env): Decided<MemberContext> {
  switch (error) {
    case 'MEMBER_ID_REQUIRED': return failJoin({ ...context, generation: { ...NO_GENERATION, memberId } }, 'MemberIdRequiredException', false, env);
    case 'UNKNOWN_MEMBER_ID': {
      const reset = isOfThisGeneration(context, request) ? resetOnError(context, 'JoinGroup', error, env) : unchanged(context);
      return andThen(reset, (now) => failJoin(now, 'UnknownMemberIdException', false, env));
    }
    case 'REBALANCE_IN_PROGRESS': return failJoin(context, 'RebalanceInProgressException', false, env);
    case 'COORDINATOR_LOAD_IN_PROGRESS': return failJoin(context, exceptionIn(env.shared.era, error), true, env);
    case 'COORDINATOR_NOT_AVAILABLE': case 'NOT_COORDINATOR':
      return andThen(coordinatorRefused(context, error, env), (now) => failJoin(now, exceptionIn(env.shared.era, error), true, env));
    default: return fail(context, error);
  }
}
