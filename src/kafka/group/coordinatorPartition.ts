import { stringHashCode } from '../names/javaHash.ts';

/**
 * The partition of `__consumer_offsets` that keeps a group, or of `__transaction_state` that keeps a transactional id:
 * the broker that leads it coordinates. Source: GroupCoordinatorService.partitionFor, TransactionStateManager.partitionFor.
 */
export function coordinatorPartition(id: string, partitions: number): number {
  const hash = stringHashCode(id);
  // Java's absolute value of the smallest integer is negative; Kafka takes 0 instead.
  return hash === -(2 ** 31) ? 0 : Math.abs(hash) % partitions;
}
