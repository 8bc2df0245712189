import { coordinatorPartition } from '../../kafka/group/coordinatorPartition.ts';
import { stringHashCode } from '../../kafka/names/javaHash.ts';
import { compare } from './compare.ts';
import type { Family } from './family.ts';

/** `p50` and its like: the partition of so many. */
type CoordinatorCase = Readonly<Record<`p${number}`, number>> & { readonly id: string; readonly hashCode: number };

export const family: Family = {
  name: 'coordinator_partition',
  check: (caseData) => {
    const { id, hashCode, ...placed } = caseData as CoordinatorCase;
    const found = Object.fromEntries(Object.keys(placed).map((count) => [count, coordinatorPartition(id, Number(count.slice(1)))]));
    return compare(hashCode, stringHashCode(id), 'hashCode') ?? compare(placed, found, 'partitions');
  },
};
