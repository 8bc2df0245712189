import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { leaderOf } from '../../client/metadata.ts';
import { askForMetadata } from '../../client/refresh.ts';
import type { FromMember } from '../member/types.ts';
import { allConsumed, commitAsync, nextAutoCommit } from './commits.ts';
import { dropPartitions, who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';

// Of consumers that share their partitions through ZooKeeper: a thread of their own does it, whatever the application does.

/** Fetching stops, and what was fetched is dropped; what the application has in hands it goes on with. Source: ZKRebalancerListener.closeFetchersForQueues. */
export function partitionsReleased(context: Grouped, { isLost }: Extract<FromMember, { type: 'PartitionsReleased' }>): Decided<Grouped> {
  const partitions = Object.keys(context.positions);
  if (partitions.length === 0) return unchanged(context);
  const fact = report({ type: isLost ? 'PartitionsLost' : 'PartitionsRevoked', ...who(context), generation: -1, partitions });
  return decided(dropPartitions(context, partitions), fact);
}

/** It owns these now, and reads on where the group has committed; without a committed offset, auto.offset.reset decides. Source: ZKRebalancerListener.updateFetcher. */
export function partitionsOwned(context: Grouped, { offsets }: Extract<FromMember, { type: 'PartitionsOwned' }>): Decided<Grouped> {
  if (context.group.phase === 'closing') return unchanged(context);
  const partitions = offsets.map(({ partition }) => partition);
  const found = offsets.map(({ partition, offset }) => report({ type: 'CommittedOffsetFound', ...who(context), partition, offset }));
  const known = offsets.filter(({ offset }) => offset >= 0).map(({ partition, offset }) => [partition, offset] as const);
  const positions = { ...Object.fromEntries(partitions.map((partition) => [partition, null])), ...Object.fromEntries(known) };
  const next = withGroup({ ...context, positions }, { committed: { ...context.group.committed, ...Object.fromEntries(known) } });
  const fact = report({ type: 'PartitionsAssigned', ...who(context), generation: -1, partitions, owned: partitions });
  const isNews = partitions.some((partition) => leaderOf(context, partition) === undefined);
  return decided<Grouped, Effect>(isNews ? askForMetadata(next) : next, fact, ...found);
}

/** At the same pace from the start on, whatever the application does. Source: ZookeeperConsumerConnector.autoCommit. */
export function autoCommitDue(context: Grouped, env: Env): Decided<Grouped> {
  const { input: { config }, phase } = context.group;
  if (!config.throughZooKeeper || phase === 'closing' || phase === 'idle') return unchanged(context);
  return andThen(nextAutoCommit(context, env), (now) => commitAsync(now, allConsumed(now), 'auto'));
}
