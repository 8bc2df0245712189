import type { Fact } from '../kafka/facts.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

/** A coordinator's connection is kept apart from the broker's by an id of its own. */
export function nodeText(brokerId: number): string {
  return `localhost:${9091 + brokerId} (id: ${2147483647 - brokerId} rack: null)`;
}

export function assignmentText({ assignment }: FactOf<'AssignmentComputed'>): string {
  return `{${Object.entries(assignment).map(([member, partitions]) => `${member}=Assignment(partitions=[${partitions.join(', ')}])`).join(', ')}}`;
}

export function offsetsText({ offsets }: FactOf<'OffsetCommitAnswered'>): string {
  return offsets.map(({ partition, offset, leaderEpoch }) => `${partition}=OffsetAndMetadata{offset=${offset}, leaderEpoch=${leaderEpoch < 0 ? 'null' : leaderEpoch}, metadata=''}`).join(', ');
}
