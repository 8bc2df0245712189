import { splitTopicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { hashMapOrder, topicPartitionHashCode } from '../../names/javaHash.ts';

interface Trip {
  readonly from: string;
  readonly to: string;
}

/** Partitions of one topic that went the same way, with the most there ever were: Java's sets never shrink. */
interface Travellers {
  readonly partitions: Set<TopicPartition>;
  most: number;
}

/**
 * Which partitions have moved, from whom and to whom in the end: rather than two partitions of a topic changing places
 * between two members, the first goes back. Source: AbstractStickyAssignor.PartitionMovements.
 */
export class Movements {
  readonly #trips = new Map<TopicPartition, Trip>();
  readonly #travellers = new Map<string, Travellers>();

  /** @returns the partition itself, or one of its topic that came the other way. */
  instead(partition: TopicPartition, from: string, to: string): TopicPartition {
    const origin = this.#trips.get(partition)?.from ?? from;
    const back = this.#travellers.get(keyOf(partition, { from: to, to: origin }));
    return back === undefined ? partition : firstInHashSet(back);
  }

  record(partition: TopicPartition, from: string, to: string): void {
    const earlier = this.#trips.get(partition);
    if (earlier !== undefined) this.#forget(partition, earlier);
    const trip = { from: earlier?.from ?? from, to };
    if (trip.from !== to) this.#add(partition, trip);
  }

  #forget(partition: TopicPartition, trip: Trip): void {
    this.#trips.delete(partition);
    const key = keyOf(partition, trip);
    const travellers = this.#travellers.get(key);
    travellers?.partitions.delete(partition);
    if (travellers?.partitions.size === 0) this.#travellers.delete(key);
  }

  #add(partition: TopicPartition, trip: Trip): void {
    this.#trips.set(partition, trip);
    const key = keyOf(partition, trip);
    const travellers = this.#travellers.get(key) ?? { partitions: new Set(), most: 0 };
    travellers.partitions.add(partition);
    travellers.most = Math.max(travellers.most, travellers.partitions.size);
    this.#travellers.set(key, travellers);
  }
}

function keyOf(partition: TopicPartition, { from, to }: Trip): string {
  return JSON.stringify([splitTopicPartition(partition).topic, from, to]);
}

function firstInHashSet({ partitions, most }: Travellers): TopicPartition {
  const [first] = hashMapOrder([...partitions], topicPartitionHashCode, most);
  if (first === undefined) throw new Error('an empty set of movements was kept');
  return first;
}
