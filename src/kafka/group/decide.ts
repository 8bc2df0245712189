import type { Decided, Effect, Env } from '../actor.ts';
import { coordinatorAddress, report, tell } from '../actor.ts';
import type { Fact } from '../facts.ts';
import type { ErrorName } from '../names/errors.ts';
import type { GroupContext, WordToCoordinator } from './types.ts';

export type Rule<Event> = (group: GroupContext, event: Event, env: Env) => Decided<GroupContext>;

/** Which group a fact is about. */
export function about({ brokerId, groupId, partition }: GroupContext): { readonly brokerId: number; readonly group: string; readonly partition: number } {
  return { brokerId, group: groupId, partition };
}

export function tellCoordinator(group: GroupContext, word: WordToCoordinator): Effect {
  return tell(coordinatorAddress(group.brokerId), word);
}

/** A request is refused; a static member whose place is taken is told so in words of its own. */
export function refusal(group: GroupContext, api: string, { memberId, groupInstanceId }: { readonly memberId: string; readonly groupInstanceId: string | null }, error: ErrorName): Effect {
  const holder = groupInstanceId === null ? undefined : group.members.find((member) => member.groupInstanceId === groupInstanceId);
  const fact: Fact = error === 'FENCED_INSTANCE_ID' && holder !== undefined && groupInstanceId !== null
    ? { type: 'MemberFenced', ...about(group), memberId, groupInstanceId, by: holder.memberId, api }
    : { type: 'GroupRequestRefused', ...about(group), memberId, api, error };
  return report(fact);
}

/** A rebalance is to begin; the state that the group is in leads on from here. */
export function needRebalance(group: GroupContext, reason: string): GroupContext {
  return { ...group, rebalanceReason: reason };
}

/** The leader is gone, and who leads instead. */
export function leaderMoved(before: GroupContext, after: GroupContext): readonly Effect[] {
  if (before.leader === null || after.leader === null || before.leader === after.leader) return [];
  return [report({ type: 'GroupLeaderChanged', ...about(before), from: before.leader, to: after.leader, groupInstanceId: null, reason: 'left' })];
}
