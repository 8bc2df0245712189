import type { TopicPartition } from '../log/record.ts';
import { splitTopicPartition } from '../log/record.ts';

/** Java's hash of a string: over UTF-16 units, a signed 32-bit integer. */
export function stringHashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Source: TopicPartition.hashCode. */
export function topicPartitionHashCode(name: TopicPartition): number {
  const { topic, partition } = splitTopicPartition(name);
  return (Math.imul(31, 31 + partition) + stringHashCode(topic)) | 0;
}

/**
 * The order in which Java's HashMap lists these keys, inserted in the order given. Kafka's decisions follow it in a
 * few places, and ours must too.
 *
 * @param most keys that were ever in it: a table grows and never shrinks.
 * @param least how many places it began with.
 */
export function hashMapOrder<Key>(keys: readonly Key[], hashCode: (key: Key) => number, most = keys.length, least = 16): readonly Key[] {
  const capacity = capacityFor(most, least);
  const bucketOf = (key: Key): number => {
    const hash = hashCode(key);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return keys.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}

/** The order in which Java's Hashtable lists these keys, inserted in the order given: from its last place down, and in one place the latest first. */
export function hashtableOrder<Key>(keys: readonly Key[], hashCode: (key: Key) => number): readonly Key[] {
  let capacity = 11;
  while (keys.length > Math.floor(capacity * 0.75)) capacity = capacity * 2 + 1;
  const placeOf = (key: Key): number => (hashCode(key) & 0x7f_ff_ff_ff) % capacity;
  return keys.toReversed().toSorted((a, b) => placeOf(b) - placeOf(a));
}

function capacityFor(size: number, least: number): number {
  let capacity = least;
  while (size > capacity * 0.75) capacity *= 2;
  return capacity;
}
