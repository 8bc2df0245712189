import { decided, unchanged } from '../../world/machine.ts';
import { groupAddress, report, tell } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import type { GroupEndedEvent, GroupInput, LoadEvent, UnloadEvent } from '../group/types.ts';
import { expiryDue } from './expiry.ts';
import { readGroups } from './load.ts';
import type { LoadedGroup } from './load.ts';
import { homeOf, partitionName, replicaOf, setting, withoutGroup, withoutPartition, withPartition } from './partitions.ts';
import type { CoordinatorContext, OffsetsPartition, OffsetsPartitionEvent } from './types.ts';

/**
 * This broker leads a partition of `__consumer_offsets` now: its groups are loaded by a thread of their own. Under a
 * new epoch of the same leadership nothing is loaded again.
 *
 * Source: GroupCoordinator.onElection, GroupMetadataManager.scheduleLoadGroupAndOffsets.
 */
export function elected(coordinator: CoordinatorContext, { partition, leaderEpoch }: OffsetsPartitionEvent, env: Env): Decided<CoordinatorContext> {
  const known = coordinator.partitions[partition];
  if (known !== undefined) return decided(withPartition(coordinator, partition, { ...known, leaderEpoch }));
  const isFirst = Object.keys(coordinator.partitions).length === 0;
  const isEmpty = (replicaOf(coordinator, partition, env)?.context.log.logEndOffset ?? 0) === 0;
  const loading = withPartition(coordinator, partition, { leaderEpoch, state: 'loading', groups: {} });
  const loadSoon: Effect = { type: 'schedule', name: 'load', afterMs: 0, event: { type: 'LoadDue' }, routine: isEmpty };
  return decided(loading, loadSoon, ...(isFirst ? [expiryDue(coordinator, env)] : []));
}

/** Whatever was to be loaded is read, from the log's start to its end. */
export function load(coordinator: CoordinatorContext, _event: unknown, env: Env): Decided<CoordinatorContext> {
  let next = coordinator;
  const effects: Effect[] = [];
  for (const [number, known] of Object.entries(coordinator.partitions)) {
    if (known.state !== 'loading') continue;
    const loaded = loadPartition(next, Number(number), known, env);
    next = loaded.context;
    effects.push(...loaded.effects);
  }
  return decided(next, ...effects);
}

function loadPartition(coordinator: CoordinatorContext, number: number, known: OffsetsPartition, env: Env): Decided<CoordinatorContext> {
  const { brokerId } = coordinator;
  const log = replicaOf(coordinator, number, env)?.context.log;
  // Where partitions were added, two of them may have a group of that name: the first that is loaded counts.
  const loaded = Object.entries(log === undefined ? {} : readGroups(log)).filter(([groupId]) => !isKept(coordinator, groupId));
  const groups = Object.fromEntries(loaded.map(([groupId, { offsets }]) => [groupId, offsets]));
  const offsets = loaded.reduce((sum, [, group]) => sum + Object.keys(group.offsets).length, 0);
  const fact = report({
    type: 'OffsetsPartitionLoaded', brokerId, partition: partitionName(number), leaderEpoch: known.leaderEpoch, groups: loaded.length, offsets,
    records: log === undefined ? 0 : log.logEndOffset - log.logStartOffset, routine: (log?.logEndOffset ?? 0) === 0,
  });
  return decided(
    withPartition(coordinator, number, { ...known, state: 'active', groups }), fact,
    ...loaded.flatMap(([groupId, group]) => loadGroup(coordinator, number, groupId, group, env)),
  );
}

function isKept({ partitions }: CoordinatorContext, groupId: string): boolean {
  return Object.values(partitions).some(({ groups }) => groups[groupId] !== undefined);
}

function loadGroup(coordinator: CoordinatorContext, partition: number, groupId: string, { value, offsets }: LoadedGroup, env: Env): readonly Effect[] {
  const fact = report({
    type: 'GroupLoaded', brokerId: coordinator.brokerId, group: groupId, generation: value?.generation ?? 0, members: value?.members.length ?? 0, offsets: Object.keys(offsets).length,
  });
  const found: readonly LoadEvent[] = value === null ? [] : [{ type: 'Load', value }];
  return [startGroup(coordinator, partition, groupId, env), fact, ...found.map((event) => tell(groupAddress(coordinator.brokerId, groupId), event))];
}

/** A group's actor, with the settings it obeys. */
export function startGroup(coordinator: CoordinatorContext, partition: number, groupId: string, env: Env): Effect {
  const { brokerId } = coordinator;
  const config = {
    initialRebalanceDelayMs: setting(coordinator, 'group.initial.rebalance.delay.ms', env),
    maxSize: setting(coordinator, 'group.max.size', env),
  };
  const input: GroupInput = { brokerId, groupId, partition, config };
  return { type: 'start', address: groupAddress(brokerId, groupId), machine: 'group', input };
}

/** Another broker leads the partition: its groups answer whoever waits, and are forgotten. Source: GroupCoordinator.onResignation. */
export function resigned(coordinator: CoordinatorContext, { partition }: OffsetsPartitionEvent): Decided<CoordinatorContext> {
  const known = coordinator.partitions[partition];
  if (known === undefined) return unchanged(coordinator);
  const { brokerId } = coordinator;
  const groups = Object.keys(known.groups);
  const offsets = Object.values(known.groups).reduce((sum, one) => sum + Object.keys(one).length, 0);
  const unload: UnloadEvent = { type: 'Unload' };
  return decided(
    withoutPartition(coordinator, partition),
    report({ type: 'OffsetsPartitionUnloaded', brokerId, partition: partitionName(partition), groups: groups.length, offsets, routine: groups.length === 0 }),
    ...groups.map((groupId) => tell(groupAddress(brokerId, groupId), unload)),
  );
}

/** The group is Dead and has answered everybody. What it had written concerns nobody any more, least of all a new group of that name. */
export function groupEnded(coordinator: CoordinatorContext, { groupId }: GroupEndedEvent, env: Env): Decided<CoordinatorContext> {
  const ended = withoutGroup(coordinator, homeOf(coordinator, groupId, env), groupId);
  const writes = Object.fromEntries(Object.entries(ended.writes).filter(([, known]) => known.type !== 'group' || known.groupId !== groupId));
  return decided<CoordinatorContext, Effect>({ ...ended, writes }, { type: 'stop', address: groupAddress(coordinator.brokerId, groupId) });
}

/** The process is gone, and its memory. */
export function halt(coordinator: CoordinatorContext): Decided<CoordinatorContext> {
  const groups = Object.values(coordinator.partitions).flatMap((known) => Object.keys(known.groups));
  const stops = groups.map((groupId): Effect => ({ type: 'stop', address: groupAddress(coordinator.brokerId, groupId) }));
  return decided({ ...coordinator, partitionCount: null, partitions: {}, writes: {}, written: 0 }, ...stops);
}
