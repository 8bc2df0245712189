import { memberAddress } from '../actor.ts';
import { groupIdOf } from '../consumer/group/groupsOf.ts';
import type { ZkMemberContext } from '../consumer/zkMember/types.ts';
import type { TopicPartition } from '../log/record.ts';
import { topicPartition } from '../log/record.ts';
import { consumerIdPath, offsetsPath, ownersPath, parseOffset } from '../metadata/zkData.ts';
import type { KafkaWorld } from '../simulation.ts';
import type { Znodes } from '../zookeeper/tree.ts';
import type { ZooKeeperContext } from '../zookeeper/types.ts';

// Groups of a version that keeps them in ZooKeeper, read from its tree.

/** A consumer's part in its group, where that is in ZooKeeper; null anywhere else. */
export function zkMemberOf(world: KafkaWorld, consumer: string): ZkMemberContext | null {
  const member = world.actors.get(memberAddress(consumer));
  return member?.machine.id === 'zkMember' ? member.context as ZkMemberContext : null;
}

/** Whether the consumers of a group share it through ZooKeeper. */
export function isGroupInZooKeeper(world: KafkaWorld, group: string): boolean {
  return Object.keys(world.nodes).some((node) => groupIdOf(world, node) === group && zkMemberOf(world, node) !== null);
}

/** What the group has committed. */
export function offsetsInZooKeeper(world: KafkaWorld, group: string): Readonly<Record<TopicPartition, number>> {
  return Object.fromEntries(below(znodesOf(world), offsetsPath(group)).map(([partition, data]) => [partition, parseOffset(data)] as const).filter(([, offset]) => offset >= 0));
}

/** The thread that owns each partition. */
export function ownersInZooKeeper(world: KafkaWorld, group: string): Readonly<Record<TopicPartition, string>> {
  return Object.fromEntries(below(znodesOf(world), ownersPath(group)));
}

/** It is in the group in the others' eyes. */
export function isRegistered(world: KafkaWorld, { config, consumerId }: ZkMemberContext): boolean {
  return consumerId !== '' && znodesOf(world)[consumerIdPath(config.groupId, consumerId)] !== undefined;
}

function znodesOf(world: KafkaWorld): Znodes {
  return (world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes ?? {};
}

function below(znodes: Znodes, path: string): readonly (readonly [TopicPartition, string])[] {
  return Object.entries(znodes).flatMap(([one, { data }]) => {
    const [topic = '', number, ...others] = one.startsWith(`${path}/`) ? one.slice(path.length + 1).split('/') : [];
    return number === undefined || others.length > 0 ? [] : [[topicPartition(topic, Number(number)), data] as const];
  });
}
