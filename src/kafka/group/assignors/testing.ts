import type { GroupAssignment, MemberSubscription } from './types.ts';

/** For tests: a member that holds nothing. */
export function member(memberId: string, ...topics: readonly string[]): MemberSubscription {
  return { memberId, topics, ownedPartitions: [], generationId: -1 };
}

/** For tests: the same members at their next JoinGroup, with what they were assigned. */
export function rejoining(members: readonly MemberSubscription[], assignment: GroupAssignment, generationId: number): readonly MemberSubscription[] {
  return members.map((one) => {
    const had = assignment[one.memberId];
    return had === undefined ? one : { ...one, ownedPartitions: had, generationId };
  });
}
