import { hashMapOrder, stringHashCode } from '../../names/javaHash.ts';
import type { JoinedMember } from '../messages.ts';
import type { MemberSubscription } from './types.ts';

/** By UTF-16 units, as Java compares strings. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Static members by their instance ids, then the others by their member ids. Source: AbstractPartitionAssignor.MemberInfo. */
export function compareMembers(a: MemberSubscription, b: MemberSubscription): number {
  const [staticA, staticB] = [a.groupInstanceId ?? null, b.groupInstanceId ?? null];
  if (staticA !== null && staticB !== null) return compareText(staticA, staticB);
  if (staticA !== null) return -1;
  return staticB === null ? compareText(a.memberId, b.memberId) : 1;
}

/** The members of a JoinGroup answer as the leader's HashMap lists them. Source: ConsumerCoordinator.onLeaderElected. */
export function inLeadersOrder(members: readonly JoinedMember[]): readonly MemberSubscription[] {
  return byHash(members, ({ memberId }) => memberId)
    .map(({ memberId, groupInstanceId, metadata }) => ({ ...metadata, memberId, groupInstanceId }));
}

/** In the order of a HashMap whose keys are these texts. */
export function byHash<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return hashMapOrder(items, (item) => stringHashCode(keyOf(item)));
}
