import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report, tell } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { retryBackoffMs } from '../../client/backoff.ts';
import type { ErrorName } from '../../names/errors.ts';
import { isGrouped, isMember } from '../group/state.ts';
import type { ConsumerContext } from '../types.ts';
import { NO_ATTEMPTS, NO_GENERATION } from './types.ts';
import type { Attempts, FromMember, MemberContext, MemberInput, MemberState } from './types.ts';

export function newMember({ clientId, config }: MemberInput): MemberContext {
  return {
    clientId, config, state: 'unjoined', coordinator: null, find: NO_ATTEMPTS, generation: NO_GENERATION, rejoinNeeded: true, rejoinReason: '',
    join: NO_ATTEMPTS, needsJoinPrepare: true, preparing: false, inPoll: false, unread: null, leading: null, synced: null,
    assignmentSnapshot: null, joinedSubscription: null, lastAssignment: null, highestGeneration: -1, commits: [], offsetFetch: null, leaving: null,
    inFlight: {}, nextCorrelationId: 0, wakeAtMs: null, failed: null,
  };
}

/** The consumer whose membership this is, as it stands. */
export function consumerOf(context: MemberContext, env: Env): ConsumerContext | undefined {
  return env.node.read(context.clientId)?.context as ConsumerContext | undefined;
}

/** The topics it wants as a member of the group; empty when it assigns its partitions itself. */
export function subscribedTopics(context: MemberContext, env: Env): readonly string[] {
  return consumerOf(context, env)?.group?.subscribed ?? [];
}

/** It wants to be in the group now: of a pattern, as soon as there are topics to match. Source: ConsumerCoordinator.poll. */
export function wantsMembership(context: MemberContext, env: Env): boolean {
  const consumer = consumerOf(context, env);
  if (consumer === undefined || !isGrouped(consumer) || consumer.group.phase === 'closing') return false;
  return isMember(consumer) && (consumer.group.input.subscription.type !== 'pattern' || consumer.metadata !== null);
}

export function toConsumer(context: MemberContext, event: FromMember): Effect {
  return tell(context.clientId, event);
}

/** Its heartbeats go on: it has joined, if not yet been assigned; before KAFKA-10134 the assignment came first. Source: MemberState.hasNotJoinedGroup. */
export function hasJoined({ state }: MemberContext, { shared: { era } }: Env): boolean {
  return state === 'stable' || (state === 'completingRebalance' && era.heartbeatsWhileCompleting);
}

export function moveTo(context: MemberContext, to: MemberState): Decided<MemberContext> {
  const { clientId: consumer, state: from, generation: { generationId: generation, memberId, protocolName: protocol } } = context;
  if (from === to) return unchanged(context);
  const fact = report({ type: 'MemberStateChanged', consumer, group: context.config.groupId, from, to, generation, memberId, protocol });
  return decided({ ...context, state: to }, fact, ...(to === 'unjoined' ? STOP_HEARTBEATS : []));
}

const STOP_HEARTBEATS: readonly Effect[] = [{ type: 'cancel', name: 'heartbeat' }, { type: 'cancel', name: 'session' }];

/** Source: AbstractCoordinator.requestRejoin. */
export function requestRejoin(context: MemberContext, reason: string): Decided<MemberContext> {
  const fact = report({ type: 'RejoinRequested', consumer: context.clientId, group: context.config.groupId, reason });
  return decided({ ...context, rejoinNeeded: true, rejoinReason: reason }, fact);
}

/**
 * It is in no generation any more, and asks for a new one at the next poll; what it held is lost then.
 *
 * Source: AbstractCoordinator.resetStateAndRejoin.
 */
export function resetAndRejoin(context: MemberContext, reason: string, resetMemberId: boolean): Decided<MemberContext> {
  const { clientId: consumer, config: { groupId: group }, generation } = context;
  const fact = report({ type: 'GenerationReset', consumer, group, resetMemberId, reason });
  const reset: MemberContext = {
    ...context, generation: resetMemberId ? NO_GENERATION : { ...NO_GENERATION, memberId: generation.memberId }, needsJoinPrepare: true, synced: null, leading: null,
  };
  return andThen(andThen(decided(reset, fact), (now) => moveTo(now, 'unjoined')), (now) => requestRejoin(now, reason));
}

/** With ILLEGAL_GENERATION the member id may still be good; older members threw it away too (KAFKA-13419). */
export function resetOnError(context: MemberContext, api: string, error: ErrorName, env: Env): Decided<MemberContext> {
  const keepsMemberId = error === 'ILLEGAL_GENERATION' && env.shared.era.illegalGenerationKeepsMemberId;
  return resetAndRejoin(context, `encountered ${error} from ${API_KEY[api] ?? api} response`, !keepsMemberId);
}

/** As ApiKeys prints its constants. */
const API_KEY: Readonly<Record<string, string>> = { JoinGroup: 'JOIN_GROUP', SyncGroup: 'SYNC_GROUP', Heartbeat: 'HEARTBEAT', OffsetCommit: 'OFFSET_COMMIT' };

/** Nothing more can be done: the next poll() throws, and the consumer ends. */
export function fail(context: MemberContext, error: ErrorName): Decided<MemberContext> {
  if (context.failed !== null) return unchanged(context);
  return decided({ ...context, failed: error }, toConsumer(context, { type: 'MemberFailed', error }));
}

export function failedOnce(context: MemberContext, attempts: Attempts, env: Env): Attempts {
  const failures = attempts.failures + 1;
  return { failures, notBeforeMs: env.nowMs + retryBackoffMs(context.config, failures) };
}

/**
 * This join came to nothing; the next one follows at once, or after a backoff where only time helps.
 *
 * @param exception Kafka's class, told as the reason of the next join.
 * Source: AbstractCoordinator.joinGroupIfNeeded.
 */
export function failJoin(context: MemberContext, exception: string, waits: boolean, env: Env): Decided<MemberContext> {
  const next = { ...context, leading: null, join: waits ? failedOnce(context, context.join, env) : context.join };
  return requestRejoin(next, `rebalance failed due to ${exception}`);
}
