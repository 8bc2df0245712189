import { andThen, decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { assignors } from '../../group/assignors/index.ts';
import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { FromMember } from '../member/types.ts';
import { allConsumed, commitSync, nextAutoCommit } from './commits.ts';
import { commitsWhenRevoked, dropPartitions, isInGeneration, toMember, who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';

/** Before it joins: what was consumed is committed, where that happens by itself. Source: ConsumerCoordinator.onJoinPrepare. */
export function prepareJoin(context: Grouped, env: Env): Decided<Grouped> {
  const { autoCommit, maxPollIntervalMs } = context.group.input.config;
  const preparing = withGroup(context, { preparing: true });
  const go = (now: Grouped) => giveUpPartitions(now, env);
  return autoCommit ? commitSync(preparing, allConsumed(preparing), { by: 'auto', forMs: maxPollIntervalMs, after: 'give-up-partitions' }, env, go) : go(preparing);
}

/** Then partitions go: all as lost when it is in no generation any more, all with an eager protocol, else those of topics it wants no more (KIP-429). */
export function giveUpPartitions(context: Grouped, env: Env): Decided<Grouped> {
  const owned = Object.keys(context.positions);
  if (!isInGeneration(context, env)) return andThen(lose(context, owned), joinNow);
  return revoke(context, leaving(context, owned), 'join', env, joinNow);
}

function leaving({ group }: Grouped, owned: readonly TopicPartition[]): readonly TopicPartition[] {
  const isCooperative = group.protocol !== null && assignors[group.protocol].protocol === 'COOPERATIVE';
  return isCooperative ? owned.filter((partition) => !group.subscribed.includes(splitTopicPartition(partition).topic)) : owned;
}

/** The listener is told that partitions are taken away, and may commit; they are gone when it returns. */
function revoke(context: Grouped, partitions: readonly TopicPartition[], after: 'join' | 'take-over', env: Env, go: (context: Grouped) => Decided<Grouped>): Decided<Grouped> {
  if (partitions.length === 0) return go(context);
  const fact = report({ type: 'PartitionsRevoked', ...who(context), generation: context.group.generation, partitions });
  return andThen(decided(context, fact), (now) => {
    const offsets = commitsWhenRevoked(now) ? allConsumed(now).filter(({ partition }) => partitions.includes(partition)) : [];
    return commitSync(now, offsets, { by: 'sync', forMs: now.group.input.config.apiTimeoutMs, after }, env, go);
  });
}

/** They may have another owner already: nothing can be committed for them. */
export function lose(context: Grouped, partitions: readonly TopicPartition[]): Decided<Grouped> {
  if (partitions.length === 0) return decided(context);
  return decided(dropPartitions(context, partitions), report({ type: 'PartitionsLost', ...who(context), generation: context.group.generation, partitions }));
}

/** The partitions are given up: the member may join. */
export function joinNow(context: Grouped): Decided<Grouped> {
  const gone = dropPartitions(context, leaving(context, Object.keys(context.positions)));
  return decided(withGroup(gone, { preparing: false }), toMember(context, { type: 'JoinPrepared' }));
}

/** The group has a new assignment. Source: ConsumerCoordinator.onJoinComplete. */
export function takeAssignment(context: Grouped, { generation, protocol, partitions }: Extract<FromMember, { type: 'Joined' }>, env: Env): Decided<Grouped> {
  const { subscribed } = context.group;
  if (!partitions.every((partition) => subscribed.includes(splitTopicPartition(partition).topic))) {
    return decided(context, toMember(context, { type: 'RejoinAsked', reason: 'received assignment does not match the current subscription' }));
  }
  const arrived = withGroup(context, { generation, protocol, arriving: { generation, protocol, partitions } });
  const moved = Object.keys(context.positions).filter((partition) => !partitions.includes(partition));
  return revoke(arrived, moved, 'take-over', env, (now) => takeOver(now, env));
}

/** What it keeps goes on where it is; what it gets begins at the committed offset; for what it gave up, all join once more. */
export function takeOver(context: Grouped, env: Env): Decided<Grouped> {
  const { arriving } = context.group;
  if (arriving === null) return decided(context);
  const { generation, partitions } = arriving;
  const owned = Object.keys(context.positions);
  const moved = owned.filter((partition) => !partitions.includes(partition));
  const added = partitions.filter((partition) => !owned.includes(partition));
  const kept = dropPartitions(context, moved);
  const next = withGroup({ ...kept, positions: { ...kept.positions, ...Object.fromEntries(added.map((partition) => [partition, null])) } }, {
    arriving: null, initializing: [...kept.group.initializing, ...added], isAsking: false,
  });
  const fact = report({ type: 'PartitionsAssigned', ...who(context), generation, partitions: added, owned: partitions });
  const again = moved.length === 0 ? [] : [toMember(context, { type: 'RejoinAsked', reason: 'need to revoke partitions and re-join' })];
  return andThen(decided(next, fact, ...again), (now) => nextAutoCommit(now, env));
}
