import type { AnyMachineSnapshot } from 'xstate';
import type { GroupContext } from '../group/types.ts';
import type { KafkaWorld } from '../simulation.ts';

/** What holds of every consumer group at its coordinator. */
export function* groupFaults(before: KafkaWorld | null, after: KafkaWorld): Generator<string> {
  for (const [address, snapshot] of after.actors.entries()) {
    const earlier = before?.actors.get(address);
    if (snapshot.machine.id !== 'group' || snapshot === earlier) continue;
    for (const fault of oneGroupFaults(snapshot)) yield `${address}: ${fault}`;
    if (earlier !== undefined) for (const fault of movedFaults(earlier, snapshot)) yield `${address}: ${fault}`;
  }
}

/** One group by itself. */
export function* oneGroupFaults({ value, context }: Pick<AnyMachineSnapshot, 'value' | 'context'>): Generator<string> {
  const { members, leader, joinPhase, pendingMembers, rebalanceReason } = context as GroupContext;
  const ids = members.map(({ memberId }) => memberId);
  if (value === 'Dead') return;
  if (rebalanceReason !== null) yield `did not begin to rebalance: ${rebalanceReason}`;
  if ((value === 'PreparingRebalance') !== (joinPhase !== null)) yield `is ${String(value)} ${joinPhase === null ? 'without' : 'with'} a wait for members`;
  if (value === 'Empty' && ids.length > 0) yield `is Empty with ${ids.length} members`;
  if ((value === 'Stable' || value === 'CompletingRebalance') && ids.length === 0) yield `is ${value} without members`;
  if (leader === null ? ids.length > 0 : !ids.includes(leader)) yield `is led by ${leader}, its members are ${ids.join(', ')}`;
  if (new Set([...ids, ...pendingMembers]).size < ids.length + pendingMembers.length) yield 'has a member twice';
  if (value !== 'CompletingRebalance' && members.some(({ awaitingSync }) => awaitingSync !== null)) yield `lets a SyncGroup wait while ${String(value)}`;
  if (value === 'Stable') yield* sharedTwice(context as GroupContext);
}

/** In one generation a partition has one owner. */
function* sharedTwice({ members, generation }: GroupContext): Generator<string> {
  const owners = new Map<string, string>();
  for (const { memberId, assignment } of members) {
    for (const partition of assignment ?? []) {
      const other = owners.get(partition);
      if (other !== undefined && other !== memberId) yield `gave ${partition} to ${other} and to ${memberId} in generation ${generation}`;
      owners.set(partition, memberId);
    }
  }
}

/** What is loaded anew begins as a new group. */
function* movedFaults(earlier: AnyMachineSnapshot, later: AnyMachineSnapshot): Generator<string> {
  const [was, is] = [earlier.context as GroupContext, later.context as GroupContext];
  if (!is.isNew && is.generation < was.generation) yield `generation went back from ${was.generation} to ${is.generation}`;
}
