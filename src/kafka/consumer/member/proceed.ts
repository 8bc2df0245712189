import type { Decided, Env } from '../../actor.ts';
import { wakeAtEarliest } from '../../client/backoff.ts';
import type { Waiting } from '../../client/backoff.ts';
import { forEach } from '../../client/requests.ts';
import { lookUp, wantsCoordinator } from './coordinator.ts';
import { isUnderWay } from './requests.ts';
import { join, mayJoin, noticeChanges, prepareJoin, readJoined } from './join.ts';
import { leadOn } from './lead.ts';
import { fetchOffsets, sendCommits } from './offsets.ts';
import { completeJoin } from './sync.ts';
import type { MemberContext } from './types.ts';

/** Does whatever can be done now, and arms the timer for what cannot. Follows every event. Source: ConsumerCoordinator.poll. */
export function proceed(context: MemberContext, env: Env): Decided<MemberContext> {
  if (context.failed !== null) return wakeLater(context, env);
  const rules = [readJoined, leadOn, completeJoin, noticeChanges, lookUp, prepareJoin, join, sendCommits, fetchOffsets, wakeLater];
  return forEach<MemberContext, (typeof rules)[number]>(context, rules, (now, rule) => rule(now, env));
}

/** The retries that are due later. */
function wakeLater(context: MemberContext, env: Env): Decided<MemberContext> {
  const waits: Waiting[] = [];
  const wait = (atMs: number) => waits.push({ atMs, routine: true });
  if (wantsCoordinator(context, env) && !isUnderWay(context, 'FindCoordinator')) wait(context.find.notBeforeMs);
  if (mayJoin(context, env)) wait(context.join.notBeforeMs);
  for (const { correlationId, notBeforeMs, deadlineMs, sync } of context.commits) {
    if (correlationId === null) wait(notBeforeMs);
    // Also one that waits for a coordinator or an answer ends on time; an answer is overdue after request.timeout.ms anyway.
    if (sync && (correlationId === null || deadlineMs < env.nowMs + context.config.requestTimeoutMs)) wait(deadlineMs);
  }
  if (context.offsetFetch?.correlationId === null) wait(context.offsetFetch.notBeforeMs);
  return wakeAtEarliest(context, waits, env);
}
