import { andThen, decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { forEach } from '../../client/requests.ts';
import type { OffsetCommitResponse, OffsetFetchResponse } from '../../group/messages.ts';
import { isRetriable } from '../../names/errors.ts';
import type { ErrorName } from '../../names/errors.ts';
import { answered, ask, identity, isOfThisGeneration } from './requests.ts';
import { fail, failedOnce, requestRejoin, resetOnError, toConsumer, wantsMembership } from './state.ts';
import { NO_ATTEMPTS } from './types.ts';
import type { MemberContext, MemberRequest, PendingCommit, ToMember } from './types.ts';
import { coordinatorRefused } from './unknown.ts';

export function commitAsked(context: MemberContext, { id, offsets, sync, deadlineMs, routine }: Extract<ToMember, { type: 'CommitAsked' }>): Decided<MemberContext> {
  return decided({ ...context, commits: [...context.commits, { id, offsets, sync, deadlineMs, routine, ...NO_ATTEMPTS, correlationId: null }] });
}

/**
 * Sends what waits, as soon as there is a coordinator. A synchronous commit ends at its deadline even while it waits for
 * an answer, which then counts for nothing but the group.
 *
 * Source: ConsumerCoordinator.sendOffsetCommitRequest, commitOffsetsSync.
 */
export function sendCommits(context: MemberContext, env: Env): Decided<MemberContext> {
  const waiting = context.commits.filter(({ correlationId, notBeforeMs, deadlineMs }) => deadlineMs <= env.nowMs || (correlationId === null && notBeforeMs <= env.nowMs));
  return waiting.length === 0 ? unchanged(context) : forEach(context, waiting, (now, commit) => sendCommit(now, commit, env));
}

function sendCommit(context: MemberContext, commit: PendingCommit, env: Env): Decided<MemberContext> {
  const { coordinator, state, generation, config } = context;
  if (commit.deadlineMs <= env.nowMs) return done(context, commit, 'REQUEST_TIMED_OUT');
  if (coordinator === null) return unchanged(context);
  const isMember = state !== 'unjoined' || wantsMembership(context, env);
  // Outside a generation a commit would only be refused: it fails here.
  if (isMember && state !== 'stable') return done(context, commit, state === 'unjoined' ? 'UNKNOWN_MEMBER_ID' : 'REBALANCE_IN_PROGRESS');
  const who = isMember ? { ...identity(context), generationId: generation.generationId } : { groupId: config.groupId, memberId: '', groupInstanceId: null, generationId: -1 };
  const correlationId = context.nextCorrelationId;
  const commits = context.commits.map((one) => (one.id === commit.id ? { ...one, correlationId } : one));
  return ask({ ...context, commits }, coordinator, { api: 'OffsetCommit', ...who, offsets: commit.offsets }, { routine: commit.routine });
}

function done(context: MemberContext, { id, offsets }: PendingCommit, error: ErrorName): Decided<MemberContext> {
  return decided({ ...context, commits: context.commits.filter((one) => one.id !== id) }, toConsumer(context, { type: 'CommitDone', id, error, offsets }));
}

/** Source: ConsumerCoordinator.OffsetCommitResponseHandler. */
export function takeCommitted(context: MemberContext, answer: OffsetCommitResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'OffsetCommit', answer.correlationId);
  if (own === null) return unchanged(context);
  const error = answer.partitions.find((partition) => partition.error !== 'NONE')?.error ?? 'NONE';
  return andThen(own.freed, (now) => andThen(afterCommitError(now, error, own.request, env), (then) => commitFailed(then, answer.correlationId, error, env)));
}

/** What a refused commit says about the group. */
function afterCommitError(context: MemberContext, error: ErrorName, request: MemberRequest, env: Env): Decided<MemberContext> {
  switch (error) {
    case 'COORDINATOR_NOT_AVAILABLE': case 'NOT_COORDINATOR': case 'REQUEST_TIMED_OUT': return coordinatorRefused(context, error, env);
    case 'REBALANCE_IN_PROGRESS': return requestRejoin(context, 'offset commit failed since group is already rebalancing');
    case 'UNKNOWN_MEMBER_ID': case 'ILLEGAL_GENERATION': return isOfThisGeneration(context, request) && request.generation.generationId >= 0 ? resetOnError(context, 'OffsetCommit', error, env) : unchanged(context);
    case 'FENCED_INSTANCE_ID': return isOfThisGeneration(context, request) ? fail(context, error) : unchanged(context);
    default: return unchanged(context);
  }
}

/** Only synchronous commits are tried again, and only where that can help; NONE ends the commit too. */
export function commitFailed(context: MemberContext, correlationId: number, error: ErrorName, env: Env): Decided<MemberContext> {
  const commit = context.commits.find((one) => one.correlationId === correlationId);
  if (commit === undefined) return unchanged(context);
  if (!commit.sync || !isRetriable(error)) return done(context, commit, error);
  const again = { ...commit, ...failedOnce(context, commit, env), correlationId: null };
  return decided({ ...context, commits: context.commits.map((one) => (one.id === commit.id ? again : one)) });
}

/** No coordinator was found: asynchronous commits that waited for one fail, and are not tried again. Source: ConsumerCoordinator.commitOffsetsAsync. */
export function failUnsent(context: MemberContext): Decided<MemberContext> {
  const unsent = context.commits.filter(({ sync, correlationId }) => !sync && correlationId === null);
  return forEach(context, unsent, (now, commit) => done(now, commit, 'COORDINATOR_NOT_AVAILABLE'));
}

/** Source: ConsumerCoordinator.fetchCommittedOffsets. */
export function fetchOffsets(context: MemberContext, env: Env): Decided<MemberContext> {
  const { coordinator, offsetFetch, config } = context;
  if (coordinator === null || offsetFetch === null || offsetFetch.correlationId !== null || env.nowMs < offsetFetch.notBeforeMs) return unchanged(context);
  const next = { ...context, offsetFetch: { ...offsetFetch, correlationId: context.nextCorrelationId } };
  return ask(next, coordinator, { api: 'OffsetFetch', groupId: config.groupId, partitions: offsetFetch.partitions });
}

/** Source: ConsumerCoordinator.OffsetFetchResponseHandler. */
export function takeFetchedOffsets(context: MemberContext, answer: OffsetFetchResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'OffsetFetch', answer.correlationId);
  if (own === null) return unchanged(context);
  const error = answer.error === 'NONE' ? (answer.partitions.find((partition) => partition.error !== 'NONE')?.error ?? 'NONE') : answer.error;
  return andThen(own.freed, (now) => {
    if (now.offsetFetch?.correlationId !== answer.correlationId) return unchanged(now);
    const offsets = answer.partitions.map(({ partition, offset, leaderEpoch, metadata }) => ({ partition, offset, leaderEpoch, metadata }));
    if (error === 'NONE') return decided({ ...now, offsetFetch: null }, toConsumer(now, { type: 'CommittedTold', offsets }));
    if (!isRetriable(error)) return fail(now, error);
    const known = error === 'NOT_COORDINATOR' || error === 'COORDINATOR_NOT_AVAILABLE' ? coordinatorRefused(now, error, env) : unchanged(now);
    return andThen(known, (then) => offsetFetchFailed(then, env));
  });
}

export function offsetFetchFailed(context: MemberContext, env: Env): Decided<MemberContext> {
  const { offsetFetch } = context;
  return offsetFetch === null ? unchanged(context) : decided({ ...context, offsetFetch: { ...offsetFetch, ...failedOnce(context, offsetFetch, env), correlationId: null } });
}
