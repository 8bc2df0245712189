/**
 * The order in which Scala's immutable Set of broker ids is read: as they were added while it has at most four, by their
 * hashes from the fifth on. The controller wrote assignments in that order (before KIP-455). Source: scala.collection.immutable.HashSet.
 */
export function asScalaSet(ids: readonly number[]): readonly number[] {
  const different = [...new Set(ids)];
  return different.length <= 4 ? different : inHashOrder(different);
}

/** What is left of such a set is read in its order. */
export function lessScalaSet(ids: readonly number[], without: readonly number[]): readonly number[] {
  return asScalaSet(ids).filter((id) => !without.includes(id));
}

/** A trie of five bits a level, the lowest first. */
function inHashOrder(ids: readonly number[]): readonly number[] {
  return ids.toSorted((a, b) => {
    const [left, right] = [improve(a), improve(b)];
    for (let level = 0; level < 32; level += 5) {
      const difference = ((left >>> level) & 31) - ((right >>> level) & 31);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Source: scala.collection.immutable.HashSet.improve. */
function improve(hashCode: number): number {
  let hash = (hashCode + ~(hashCode << 9)) | 0;
  hash ^= hash >>> 14;
  hash = (hash + (hash << 4)) | 0;
  return hash ^ (hash >>> 10);
}
