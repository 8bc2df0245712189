import { splitTopicPartition } from '../../log/record.ts';
import { noError } from '../../names/errors.ts';
import { allowsUncleanElection, changeRecord } from './controllerEnv.ts';
import { partitionOf, topicOf } from '../../metadata/image.ts';
import { refusedAssignment } from './manualAssignment.ts';
import { isReassigning, without } from '../../metadata/registration.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import type { ControllerEnv, ControllerResult, Wish } from './controllerEnv.ts';
import type { MetadataImage, PlacedPartition } from '../../metadata/image.ts';

export interface Reassignment {
  readonly partition: TopicPartition;
  /** The replicas wanted in the end; null calls a reassignment off. */
  readonly replicas: readonly number[] | null;
}

export type ReassignmentAnswer = ApiError & { readonly partition: TopicPartition };

/** Each partition on its own: one that is refused does not stop the others. Source: ReplicationControlManager.alterPartitionReassignments. */
export function alterPartitionReassignments(image: MetadataImage, wanted: readonly Reassignment[], env: ControllerEnv): ControllerResult<readonly ReassignmentAnswer[]> {
  const altered = wanted.map((one) => ({ partition: one.partition, ...alterPartitionReassignment(image, one, env) }));
  return { records: altered.flatMap(({ records }) => records), response: altered.map(({ partition, response }) => ({ partition, ...response })) };
}

/**
 * Moves a partition to other brokers: first all old and new replicas hold it; once every new one is in the ISR, the
 * old ones go (AlterPartition completes it). What needs no new replica is done at once.
 *
 * Source: ReplicationControlManager.alterPartitionReassignment (KIP-455).
 */
export function alterPartitionReassignment(image: MetadataImage, { partition, replicas }: Reassignment, env: ControllerEnv): ControllerResult<ApiError> {
  const { topic, partition: partitionId } = splitTopicPartition(partition);
  if (topicOf(image, topic) === undefined) return refused('UNKNOWN_TOPIC_OR_PARTITION', `Unable to find a topic named ${topic}.`);
  const registration = partitionOf(image, partition);
  if (registration === undefined) return refused('UNKNOWN_TOPIC_OR_PARTITION', `Unable to find partition ${topic}:${partitionId}.`);
  const placed = { topic, partitionId, registration };
  return replicas === null ? callOff(image, placed, env) : moveTo(image, placed, replicas, env);
}

function moveTo(image: MetadataImage, placed: PlacedPartition, replicas: readonly number[], env: ControllerEnv): ControllerResult<ApiError> {
  const complaint = refusedAssignment(image, replicas);
  if (complaint !== null) return { records: [], response: complaint };
  const current = placed.registration.replicas;
  const removing = ascending(without(current, replicas));
  const adding = ascending(without(replicas, current));
  return changed(image, placed, {
    targetReplicas: [...replicas, ...removing],
    ...(removing.length > 0 ? { targetRemoving: removing } : {}),
    ...(adding.length > 0 ? { targetAdding: adding } : {}),
  }, env);
}

/** Source: PartitionReassignmentRevert. */
function callOff(image: MetadataImage, placed: PlacedPartition, env: ControllerEnv): ControllerResult<ApiError> {
  const { topic, partitionId, registration } = placed;
  if (!isReassigning(registration)) return refused('NO_REASSIGNMENT_IN_PROGRESS', 'No partition reassignment is in progress.');
  const unclean = allowsUncleanElection(image, topic, env);
  const replicas = without(registration.replicas, registration.adding);
  const isr = without(registration.isr, registration.adding);
  if (isr.length === 0 && !unclean) {
    const why = 'because it would require an unclean leader election.';
    return refused('INVALID_REPLICA_ASSIGNMENT', `Unable to revert partition assignment for ${topic}:${partitionId} ${why}`);
  }
  return changed(image, placed, {
    election: unclean ? 'UNCLEAN' : 'ONLINE',
    targetIsr: isr.length > 0 ? isr : replicas.slice(0, 1),
    targetReplicas: replicas,
    targetRemoving: [],
    targetAdding: [],
  }, env);
}

function changed(image: MetadataImage, placed: PlacedPartition, wish: Wish, env: ControllerEnv): ControllerResult<ApiError> {
  const record = changeRecord(image, placed, wish, env);
  return { records: record === null ? [] : [record], response: noError };
}

function refused(error: ErrorName, message: string): ControllerResult<ApiError> {
  return { records: [], response: { error, message } };
}

function ascending(brokers: readonly number[]): readonly number[] {
  return brokers.toSorted((a, b) => a - b);
}
