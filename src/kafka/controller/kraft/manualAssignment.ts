import { brokerOf } from '../../metadata/image.ts';
import type { ApiError } from '../../names/errors.ts';
import type { MetadataImage } from '../../metadata/image.ts';

/**
 * Why these replicas cannot hold a partition; null when they can.
 *
 * @param replicationFactor what the partitions before have, if there are any.
 *
 * Source: ReplicationControlManager.validateManualPartitionAssignment.
 */
export function refusedAssignment(image: MetadataImage, replicas: readonly number[], replicationFactor?: number): ApiError | null {
  const complaint = complaintOf(image, replicas, replicationFactor);
  return complaint === null ? null : { error: 'INVALID_REPLICA_ASSIGNMENT', message: `The manual partition assignment includes ${complaint}` };
}

function complaintOf(image: MetadataImage, replicas: readonly number[], replicationFactor: number | undefined): string | null {
  if (replicas.length === 0) return 'an empty replica list.';
  const sorted = replicas.toSorted((a, b) => a - b);
  for (const [index, broker] of sorted.entries()) {
    if (brokerOf(image, broker) === undefined) return `broker ${broker}, but no such broker is registered.`;
    if (broker === sorted[index - 1]) return `the broker ${broker} more than once.`;
  }
  if (replicationFactor === undefined || replicas.length === replicationFactor) return null;
  return `a partition with ${replicas.length} replica(s), but this is not consistent with previous partitions, which have ${replicationFactor} replica(s).`;
}
