import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import { isRetriable } from '../../names/errors.ts';
import type { FromMember } from '../member/types.ts';
import { close, go, leave } from './close.ts';
import { nextAutoCommit } from './commits.ts';
import { afterRecord, enterPoll, process, putBack } from './loop.ts';
import { giveUpPartitions, joinNow, takeOver } from './rebalance.ts';
import { who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import type { Then } from './types.ts';

/** A commit is answered, or given up: the thread that waited for it goes on. */
export function commitDone(context: Grouped, { id, error, offsets }: Extract<FromMember, { type: 'CommitDone' }>, env: Env): Decided<Grouped> {
  const { commits, blocked, committed } = context.group;
  const commit = commits[id];
  if (commit === undefined) return unchanged(context);
  const { by } = commit;
  const fact = report({ type: 'OffsetCommitAnswered', ...who(context), by, offsets, error });
  const known = error === 'NONE' ? { ...committed, ...Object.fromEntries(offsets.map(({ partition, offset }) => [partition, offset])) } : committed;
  const isAwaited = blocked?.commitId === id;
  const next = withGroup(context, { commits: without(commits, id), committed: known, blocked: isAwaited ? null : blocked });
  // An automatic commit that may still succeed is tried again soon. Source: ConsumerCoordinator.autoCommitOffsetsAsync.
  const soon = by === 'auto' && !isAwaited && isRetriable(error) ? (now: Grouped) => nextAutoCommit(now, env, now.config.retryBackoffMs) : unchanged<Grouped>;
  return andThen(andThen(decided(next, fact), soon), (now) => (isAwaited ? goOn(now, blocked.after, error === 'NONE', env) : unchanged(now)));
}

function goOn(context: Grouped, after: Then, succeeded: boolean, env: Env): Decided<Grouped> {
  switch (after) {
    case 'give-up-partitions': return giveUpPartitions(context, env);
    case 'join': return joinNow(context);
    case 'take-over': return takeOver(context, env);
    case 'process': return succeeded ? process(context) : putBack(context);
    case 'next-record': return afterRecord(context, env);
    case 'poll': return enterPoll(context);
    case 'close': return close(context, env);
    case 'leave': return leave(context, env);
    case 'go': return go(context);
    default: return after satisfies never;
  }
}
