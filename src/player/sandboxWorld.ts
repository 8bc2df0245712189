import type { Move } from '../kafka/admin/reassign/types.ts';
import { brokerIdOf } from '../kafka/actor.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import { knownGroups } from '../kafka/promises/knownGroups.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { partitionOf } from '../kafka/metadata/image.ts';
import { assignReplicasToBrokers } from '../kafka/metadata/assignReplicas.ts';
import { isReassigning } from '../kafka/metadata/registration.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { ProducerContext } from '../kafka/producer/types.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { nodeOf } from '../world/types.ts';

/** What a command can be about, read from the world whichever way its metadata are kept. */

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

export function brokerIds(world: KafkaWorld): readonly number[] {
  return Object.keys(world.nodes).flatMap((node) => brokerIdOf(node) ?? []).toSorted((a, b) => a - b);
}

export function clientsOf(world: KafkaWorld, kind: 'producer' | 'consumer' | 'zkClient'): readonly string[] {
  return Object.keys(world.nodes).filter((node) => world.actors.get(node)?.machine.id === kind).toSorted(byNumber);
}

/** The groups that a command can be about. */
export function groupChoices(world: KafkaWorld): readonly string[] {
  return knownGroups(world);
}

/** The partitions that a consumer has now. */
export function partitionsHeld(world: KafkaWorld, consumer: string): readonly string[] {
  return Object.keys((world.actors.get(consumer)?.context as Partial<ConsumerContext> | undefined)?.positions ?? {}).toSorted(byNumber);
}

/** Every node that has a network. */
export function networkNodes(world: KafkaWorld): readonly string[] {
  const rank = (node: string): number => ['broker', 'controller', 'zookeeper', 'producer', 'consumer', 'client'].findIndex((kind) => node.startsWith(kind)) % 7;
  return Object.keys(world.nodes).toSorted((a, b) => (rank(a) + 7) % 7 - (rank(b) + 7) % 7 || byNumber(a, b));
}

/** Partitions that some broker has a replica of; internal topics last. */
export function partitionsIn(world: KafkaWorld): readonly string[] {
  const names = new Set(world.actors.values().flatMap((snapshot) => (snapshot.machine.id === 'replica' ? [(snapshot.context as ReplicaContext).partition] : [])));
  return [...names].toSorted((a, b) => Number(a.startsWith('__')) - Number(b.startsWith('__')) || byNumber(a, b));
}

/** Who holds a partition, as the controller has it; during a reassignment all of them. */
export function replicasOf(world: KafkaWorld, partition: string): readonly number[] {
  return registered(world, partition)?.replicas ?? [];
}

/** A topic placed anew on all brokers, the first replica of the first partition on the first of them; none where that cannot be. */
export function spreadOf(world: KafkaWorld, topic: string): readonly Move[] {
  const partitions = partitionsIn(world).filter((partition) => splitTopicPartition(partition).topic === topic);
  const racks = controllerImage(world)?.brokers ?? {};
  const placement = assignReplicasToBrokers(brokerIds(world).map((id) => ({ id, rack: racks[id]?.rack ?? null })), partitions.length, replicasOf(world, partitions[0] ?? '').length, () => 0);
  return placement.ok ? partitions.map((partition, index) => ({ partition, replicas: placement.replicas[index] ?? [] })) : [];
}

export function isMoving(world: KafkaWorld, partition: string): boolean {
  const known = registered(world, partition);
  return known !== undefined && isReassigning(known);
}

function registered(world: KafkaWorld, partition: string) {
  const image = controllerImage(world);
  return image === null ? undefined : partitionOf(image, partition);
}

export function topicsIn(world: KafkaWorld): readonly string[] {
  return [...new Set(partitionsIn(world).map((partition) => splitTopicPartition(partition).topic))];
}

/** The partition of a replica's address, `broker-1/orders-0`; null for any other actor. */
export function partitionOfAddress(world: KafkaWorld, address: string): string | null {
  return world.actors.get(address)?.machine.id === 'replica' ? address.slice(nodeOf(address).length + 1) : null;
}

/** The value for the next record: `m4` after three were sent. */
export function nextValue(world: KafkaWorld, ahead = 0): string {
  const sent = clientsOf(world, 'producer').reduce((sum, producer) => sum + ((world.actors.get(producer)?.context as ProducerContext | undefined)?.counts.sent ?? 0), 0);
  return `m${sent + 1 + ahead}`;
}

/** The topic a producer writes to when nothing else is said; null when there is none. */
export function usualTopic(world: KafkaWorld, producer: string): string | null {
  const own = (world.actors.get(producer)?.context as Partial<ProducerContext> | undefined)?.topics?.[0];
  return own ?? topicsIn(world).find((topic) => !topic.startsWith('__')) ?? null;
}
