import type { TopicPartition } from '../../log/record.ts';
import type { AssignmentStep } from './steps.ts';
import type { GroupAssignment, MemberSubscription } from './types.ts';

/** What steps tell, and nothing but what they tell: of the first so many, the assignment as it stands by then. */
export function toldBy(steps: readonly AssignmentStep[], members: readonly Pick<MemberSubscription, 'memberId'>[]): GroupAssignment {
  const hands = new Map(members.map(({ memberId }): [string, TopicPartition[]] => [memberId, []]));
  const give = (memberId: string, ...partitions: readonly TopicPartition[]) => hands.set(memberId, [...hands.get(memberId) ?? [], ...partitions]);
  const take = (memberId: string, partition: TopicPartition) => hands.set(memberId, (hands.get(memberId) ?? []).filter((one) => one !== partition));
  let moves: { readonly partition: TopicPartition; readonly from: string; readonly to: string }[] = [];
  for (const step of steps) {
    if (step.type === 'RangeGiven') give(step.memberId, ...step.partitions);
    if (step.type === 'PartitionDealt' || step.type === 'PartitionPlaced') give(step.memberId, step.partition);
    if (step.type === 'PartitionsKept') give(step.memberId, ...step.kept);
    if (step.type === 'PartitionMoved') moves.push(step);
    if (step.type === 'MovesUndone') moves = [];
    if (step.type === 'PartitionWithheld') moves.push({ partition: step.partition, from: step.to, to: '' });
  }
  for (const { partition, from, to } of moves) {
    take(from, partition);
    if (to !== '') give(to, partition);
  }
  return Object.fromEntries(hands);
}
