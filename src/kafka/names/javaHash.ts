/** Java's hash of a string: over UTF-16 units, a signed 32-bit integer. */
export function stringHashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/**
 * The order in which Java's HashMap lists these keys, inserted in the order given. Kafka's decisions follow it in a
 * few places, and ours must too.
 *
 * @param most keys that were ever in it: a table grows and never shrinks.
 */
export function hashMapOrder<Key>(keys: readonly Key[], hashCode: (key: Key) => number, most = keys.length): readonly Key[] {
  const capacity = capacityFor(most);
  const bucketOf = (key: Key): number => {
    const hash = hashCode(key);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return keys.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}

function capacityFor(size: number): number {
  let capacity = 16;
  while (size > capacity * 0.75) capacity *= 2;
  return capacity;
}
