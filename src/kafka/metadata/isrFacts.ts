import type { Fact } from '../facts.ts';
import type { TopicPartition } from '../log/record.ts';
import { without } from './registration.ts';

interface Isr {
  readonly isr: readonly number[];
  /** The version of the state znode. */
  readonly zkVersion: number;
}

/** Who left or joined an ISR when a partition's state was written to ZooKeeper, and by whom. */
export function isrFacts(partition: TopicPartition, before: Isr, after: Isr, by: 'leader' | 'controller', which: 'left' | 'joined'): readonly Fact[] {
  const { isr, zkVersion: partitionEpoch } = after;
  const type = which === 'left' ? 'ReplicaLeftIsr' : 'ReplicaJoinedIsr';
  const moved = which === 'left' ? without(before.isr, isr) : without(isr, before.isr);
  return moved.map((brokerId) => ({ type, partition, brokerId, isr, partitionEpoch, by }));
}
