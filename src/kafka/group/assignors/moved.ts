import type { TopicPartition } from '../../log/record.ts';
import type { GroupAssignment } from './types.ts';

/** A partition that is no longer with a member that had it. */
export interface MovedPartition {
  readonly partition: TopicPartition;
  readonly from: string;
  /** null: nobody has it now. */
  readonly to: string | null;
}

/** What left its owner between two assignments. What nobody had before has not moved. */
export function movedPartitions(before: GroupAssignment, after: GroupAssignment): readonly MovedPartition[] {
  const now = new Map(Object.entries(after).flatMap(([memberId, partitions]) => partitions.map((partition): [TopicPartition, string] => [partition, memberId])));
  return Object.entries(before).flatMap(([from, partitions]) => partitions
    .filter((partition) => now.get(partition) !== from)
    .map((partition) => ({ partition, from, to: now.get(partition) ?? null })));
}
