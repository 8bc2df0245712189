import { andThen, decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { leaderOf } from '../../client/metadata.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import { isMember, memberOf, toMember, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import type { CommitBy, Then } from './types.ts';

/** Where the consumer stands in every partition it has: behind the last record that poll() returned. Source: SubscriptionState.allConsumed. */
export function allConsumed(context: Grouped): readonly CommittedOffset[] {
  return Object.entries(context.positions).flatMap(([partition, offset]) => (offset === null ? [] : [commitOf(context, partition, offset)]));
}

export function commitOf(context: Grouped, partition: TopicPartition, offset: number): CommittedOffset {
  return { partition, offset, leaderEpoch: leaderOf(context, partition)?.leaderEpoch ?? -1, metadata: '' };
}

function ask(context: Grouped, offsets: readonly CommittedOffset[], by: CommitBy, waitsUntilMs: number | null): Decided<Grouped> {
  const { nextCommitId: id, commits, committed } = context.group;
  const routine = by === 'auto' && offsets.every(({ partition, offset }) => committed[partition] === offset);
  const event = { type: 'CommitAsked', id, offsets, sync: waitsUntilMs !== null, deadlineMs: waitsUntilMs ?? Number.MAX_SAFE_INTEGER, routine } as const;
  return decided(withGroup(context, { nextCommitId: id + 1, commits: { ...commits, [id]: { by, offsets } } }), toMember(context, event));
}

/** commitAsync: nobody waits, nothing is tried again. */
export function commitAsync(context: Grouped, offsets: readonly CommittedOffset[], by: CommitBy): Decided<Grouped> {
  return offsets.length === 0 ? unchanged(context) : ask(context, offsets, by, null);
}

/** commitSync without waiting here: by hand. */
export function commitWithRetries(context: Grouped, offsets: readonly CommittedOffset[], env: Env): Decided<Grouped> {
  return offsets.length === 0 ? unchanged(context) : ask(context, offsets, 'sync', env.nowMs + context.group.input.config.apiTimeoutMs);
}

interface Wait {
  readonly by: CommitBy;
  readonly forMs: number;
  readonly after: Then;
}

/** commitSync: the application's thread goes on when it is answered, or when time is over; `go` when there is nothing to commit. */
export function commitSync(
  context: Grouped, offsets: readonly CommittedOffset[], { by, forMs, after }: Wait, env: Env, go: (context: Grouped) => Decided<Grouped>,
): Decided<Grouped> {
  if (offsets.length === 0) return go(context);
  const commitId = context.group.nextCommitId;
  return andThen(ask(context, offsets, by, env.nowMs + forMs), (now) => decided(withGroup(now, { blocked: { commitId, after } })));
}

/** auto.commit.interval.ms begins anew. */
export function nextAutoCommit(context: Grouped, env: Env, afterMs = context.group.input.config.autoCommitIntervalMs): Decided<Grouped> {
  if (!context.group.input.config.autoCommit) return unchanged(context);
  // With 0 it commits at every poll, which is not without time.
  const timer: Effect = { type: 'schedule', name: 'auto-commit', afterMs: Math.max(1, afterMs), event: { type: 'AutoCommitDue' }, routine: true };
  return decided(withGroup(context, { nextAutoCommitMs: env.nowMs + afterMs }), timer);
}

/** Inside poll(), every auto.commit.interval.ms; a member's poll does not come to that while its coordinator is unknown. Source: ConsumerCoordinator.poll, maybeAutoCommitOffsetsAsync. */
export function autoCommit(context: Grouped, env: Env): Decided<Grouped> {
  const { nextAutoCommitMs, phase, blocked, input } = context.group;
  if (!input.config.autoCommit || input.config.throughZooKeeper || phase !== 'polling' || blocked !== null || nextAutoCommitMs === null || nextAutoCommitMs > env.nowMs) return unchanged(context);
  if (isMember(context) && (memberOf(context, env)?.coordinator ?? null) === null) return unchanged(context);
  return andThen(nextAutoCommit(context, env), (now) => commitAsync(now, allConsumed(now), 'auto'));
}
