import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { ClusterState, ControlledPartition, Leadership, PartitionStateName, ReplicaStateName, ZkControllerContext } from './types.ts';

export const emptyCluster: ClusterState = { liveBrokers: {}, shuttingDown: [], topicIds: {}, partitions: {}, reassigned: {} };

export function isActive({ activeControllerId, brokerId }: ZkControllerContext): boolean {
  return activeControllerId === brokerId;
}

export function liveIds({ liveBrokers }: ClusterState): readonly number[] {
  return Object.keys(liveBrokers).map(Number);
}

/** Live and not shutting down. Source: ControllerContext.isReplicaOnline. */
export function isOnline({ liveBrokers, shuttingDown }: ClusterState, brokerId: number): boolean {
  return Object.hasOwn(liveBrokers, brokerId) && !shuttingDown.includes(brokerId);
}

export function withCluster(controller: ZkControllerContext, change: Partial<ClusterState>): ZkControllerContext {
  return { ...controller, cluster: { ...controller.cluster, ...change } };
}

type PartitionChange = Partial<ControlledPartition>;

/** Partitions that are not known stay unknown. */
export function withPartitions(
  controller: ZkControllerContext, partitions: readonly TopicPartition[], change: (known: ControlledPartition, partition: TopicPartition) => PartitionChange,
): ZkControllerContext {
  const changed = { ...controller.cluster.partitions };
  for (const partition of partitions) {
    const known = changed[partition];
    if (known !== undefined) changed[partition] = { ...known, ...change(known, partition) };
  }
  return withCluster(controller, { partitions: changed });
}

export function withLeadership(controller: ZkControllerContext, partition: TopicPartition, leadership: Leadership): ZkControllerContext {
  return withPartitions(controller, [partition], () => ({ leadership }));
}

export function withState(controller: ZkControllerContext, partitions: readonly TopicPartition[], state: PartitionStateName): ZkControllerContext {
  return withPartitions(controller, partitions, () => ({ state }));
}

export function withReplicaState(controller: ZkControllerContext, partitions: readonly TopicPartition[], brokerId: number, state: ReplicaStateName): ZkControllerContext {
  return withPartitions(controller, partitions, ({ replicaStates }) => ({ replicaStates: { ...replicaStates, [brokerId]: state } }));
}

export function partitionsWhere({ partitions }: ClusterState, wanted: (partition: ControlledPartition, name: TopicPartition) => boolean): readonly TopicPartition[] {
  return Object.entries(partitions).filter(([name, partition]) => wanted(partition, name)).map(([name]) => name);
}

export function partitionsOnBroker(cluster: ClusterState, brokerId: number): readonly TopicPartition[] {
  return partitionsWhere(cluster, ({ replicas }) => replicas.includes(brokerId));
}

export function topicOfPartition(partition: TopicPartition): string {
  return splitTopicPartition(partition).topic;
}

export function newPartitionState(replicas: readonly number[], adding: readonly number[] = [], removing: readonly number[] = []): ControlledPartition {
  return { replicas, adding, removing, leadership: null, state: 'NewPartition', replicaStates: Object.fromEntries(replicas.map((id) => [id, 'NewReplica'])) };
}
