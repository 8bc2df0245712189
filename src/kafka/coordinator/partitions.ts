import { decided } from '../../world/machine.ts';
import type { Decided, Env } from '../actor.ts';
import { brokerAddress, replicaAddress } from '../actor.ts';
import type { BrokerContext } from '../broker/types.ts';
import { coordinatorPartition } from '../group/coordinatorPartition.ts';
import { topicPartition } from '../log/record.ts';
import { topicOf } from '../metadata/image.ts';
import { OFFSETS_TOPIC } from '../names/internalTopics.ts';
import { brokerConfig } from '../metadata/effectiveConfig.ts';
import type { ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { CachedOffsets, CoordinatorContext, OffsetsPartition } from './types.ts';

/** The broker this coordinator is part of. */
export function brokerOf(coordinator: CoordinatorContext, env: Env): BrokerContext {
  return env.node.read(brokerAddress(coordinator.brokerId))?.context as BrokerContext;
}

export function setting<Name extends ConfigNameOf<'broker'>>(coordinator: CoordinatorContext, name: Name, env: Env): ConfigValueOf<'broker', Name> {
  const { image, brokerId: nodeId, staticConfigs } = brokerOf(coordinator, env);
  return brokerConfig(image, name, { era: env.shared.era, nodeId, staticConfigs });
}

/**
 * As many as the topic had when the coordinator started; offsets.topic.num.partitions where there was none. Partitions
 * that are added later count once the broker starts again.
 *
 * Source: GroupCoordinator.startup, GroupCoordinatorService.startup.
 */
export function partitionCount(coordinator: CoordinatorContext, env: Env): number {
  return coordinator.partitionCount ?? presentPartitionCount(coordinator, env);
}

/** Source: BrokerMetadataPublisher.initializeManagers, KafkaServer.startup. */
export function startUp(coordinator: CoordinatorContext, _event: unknown, env: Env): Decided<CoordinatorContext> {
  return decided({ ...coordinator, partitionCount: presentPartitionCount(coordinator, env) });
}

function presentPartitionCount(coordinator: CoordinatorContext, env: Env): number {
  const topic = topicOf(brokerOf(coordinator, env).image, OFFSETS_TOPIC);
  return topic === undefined ? setting(coordinator, 'offsets.topic.num.partitions', env) : Object.keys(topic.partitions).length;
}

/** Where a group that is loaded is kept: in the partition it was loaded from, else in that of its name. */
export function homeOf(coordinator: CoordinatorContext, groupId: string, env: Env): number {
  const home = Object.entries(coordinator.partitions).find(([, { groups }]) => groups[groupId] !== undefined);
  return home === undefined ? partitionOfGroup(coordinator, groupId, env) : Number(home[0]);
}

export function partitionOfGroup(coordinator: CoordinatorContext, groupId: string, env: Env): number {
  return coordinatorPartition(groupId, partitionCount(coordinator, env));
}

export function partitionName(partition: number): string {
  return topicPartition(OFFSETS_TOPIC, partition);
}

/** This broker's replica of that partition; undefined where it has none. */
export function replicaOf(coordinator: CoordinatorContext, partition: number, env: Env): { readonly value: unknown; readonly context: ReplicaContext } | undefined {
  const replica = env.node.read(replicaAddress(coordinator.brokerId, partitionName(partition)));
  return replica === undefined ? undefined : { value: replica.value, context: replica.context as ReplicaContext };
}

export function withPartition(coordinator: CoordinatorContext, partition: number, known: OffsetsPartition): CoordinatorContext {
  return { ...coordinator, partitions: { ...coordinator.partitions, [partition]: known } };
}

export function withoutPartition(coordinator: CoordinatorContext, partition: number): CoordinatorContext {
  const { [partition]: _left, ...partitions } = coordinator.partitions;
  return { ...coordinator, partitions };
}

/** A group of a partition that is loaded here, with what it has committed now. */
export function withGroup(coordinator: CoordinatorContext, partition: number, groupId: string, offsets: CachedOffsets): CoordinatorContext {
  const known = coordinator.partitions[partition];
  return known === undefined ? coordinator : withPartition(coordinator, partition, { ...known, groups: { ...known.groups, [groupId]: offsets } });
}

export function withoutGroup(coordinator: CoordinatorContext, partition: number, groupId: string): CoordinatorContext {
  const known = coordinator.partitions[partition];
  if (known === undefined) return coordinator;
  const { [groupId]: _ended, ...groups } = known.groups;
  return withPartition(coordinator, partition, { ...known, groups });
}
