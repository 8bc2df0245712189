import type { TopicPartition } from '../../log/record.ts';
import { containsAll, sameBrokers, without } from '../../metadata/registration.ts';
import type { ApiError } from '../../names/errors.ts';
import { partitionsWhere } from './cluster.ts';
import type { Job } from './jobs.ts';
import type { ClusterState, ReplicaAssignment } from './types.ts';

/** Brokers that hold it in the end, then those that held it before. Source: ReplicaAssignment.reassignTo. */
export function reassignTo(current: ReplicaAssignment, target: readonly number[]): ReplicaAssignment {
  const origin = without(current.replicas, current.adding);
  const replicas = [...new Set([...target, ...origin])];
  return { replicas, adding: without(replicas, origin), removing: without(origin, target) };
}

export function isReassigned({ adding, removing }: ReplicaAssignment): boolean {
  return adding.length + removing.length > 0;
}

export function sameAssignment(a: ReplicaAssignment, b: ReplicaAssignment): boolean {
  return sameBrokers(a.replicas, b.replicas) && sameBrokers(a.adding, b.adding) && sameBrokers(a.removing, b.removing);
}

export const targetOf = ({ replicas, removing }: ReplicaAssignment): readonly number[] => without(replicas, removing);
export const assignmentOf = ({ replicas, adding, removing }: ReplicaAssignment): ReplicaAssignment => ({ replicas, adding, removing });

/** A new controller goes on with what another began; so does one whose missing target has come back. Source: KafkaController.maybeResumeReassignments. */
export function resumed(cluster: ClusterState, brokers: readonly number[] | null): readonly Job[] {
  return partitionsWhere(cluster, (known) => isReassigned(known) && (brokers === null || targetOf(known).some((id) => brokers.includes(id))))
    .map((partition) => ({ type: 'proceedReassignment', partition, onlyWhenCaughtUp: false }));
}

/** Before KIP-455: moves to a broker that has come back begin again. Source: KafkaController.onBrokerStartup. */
export function movedTo({ reassigned }: ClusterState, brokers: readonly number[]): readonly Job[] {
  return Object.keys(reassigned).filter((partition) => reassigned[partition]?.some((id) => brokers.includes(id))).map((partition) => ({ type: 'moveReassigned', partition }));
}

/** Every new replica may have come into the ISR just now. Source: KafkaController.maybeCompleteReassignment. */
export function mayComplete({ partitions }: ClusterState, altered: readonly TopicPartition[]): readonly Job[] {
  return altered.filter((partition) => partitions[partition] !== undefined && isReassigned(partitions[partition]))
    .map((partition) => ({ type: 'proceedReassignment', partition, onlyWhenCaughtUp: true }));
}

/** Null when these can hold it. Source: KafkaController.validateReplicas. */
export function refusedReplicas(current: ReplicaAssignment, replicas: readonly number[], live: readonly number[]): ApiError | null {
  const refused = (message: string): ApiError => ({ error: 'INVALID_REPLICA_ASSIGNMENT', message });
  if (replicas.length === 0) return refused('Empty replica list specified in partition reassignment.');
  if (new Set(replicas).size < replicas.length) return refused(`Duplicate replica ids in partition reassignment replica list: List(${replicas.join(', ')})`);
  const { adding } = reassignTo(current, replicas);
  if (containsAll(live, adding)) return null;
  return refused(`Replica assignment has brokers that are not alive. Replica list: List(${adding.join(', ')}), live broker list: Set(${live.join(', ')})`);
}
