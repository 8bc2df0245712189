import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { BrokerContext } from '../kafka/broker/types.ts';
import { partitionOf, topicOf } from '../kafka/metadata/image.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import { recordsOf } from '../kafka/log/record.ts';
import type { ProducerContext } from '../kafka/producer/types.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { PurgatoryContext } from '../kafka/purgatory/types.ts';
import { lowWatermark } from '../kafka/replica/lowWatermark.ts';
import type { RemoteReplica, ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { groupReaders } from './selectGroup.ts';
import { progressReaders } from './selectProgress.ts';
import { SelectionError } from './selectionError.ts';
import { zooKeeperReaders } from './selectZooKeeper.ts';
import type { Selection } from './types.ts';

export { SelectionError } from './selectionError.ts';

type Reader = (world: KafkaWorld, of: string) => unknown;

/** By name: what it reads, and of what. `broker-1/orders-0` is a replica, `orders-0` a partition as the controller has it. */
const readers: Readonly<Record<string, Reader>> = {
  highWatermark: (world, of) => replica(world, of).highWatermark,
  logEndOffset: (world, of) => replica(world, of).log.logEndOffset,
  logStartOffset: (world, of) => replica(world, of).log.logStartOffset,
  /** Of a leader: the smallest log start of the live replicas, as it works it out. */
  lowWatermark: (world, of) => lowWatermark(replica(world, of), { node: { read: (address) => world.actors.get(address) } }),
  /** What a power cut would leave: everything below. */
  flushedOffset: (world, of) => replica(world, of).log.flushedOffset,
  recoveryPoint: (world, of) => replica(world, of).log.recoveryPoint,
  /** What the checkpoint files of its log directory say. */
  checkpointedHighWatermark: (world, of) => replica(world, of).checkpointedHighWatermark,
  checkpointedRecoveryPoint: (world, of) => replica(world, of).checkpointedRecoveryPoint,
  checkpointedLogStartOffset: (world, of) => replica(world, of).checkpointedLogStartOffset,
  /** How far the log cleaner has come, by its checkpoint; null before the first time. */
  cleanerCheckpoint: (world, of) => replica(world, of).cleanerCheckpoint,
  /** In the part of a replica's log that its cleaner has cleaned: how many records the key with most of them has. */
  mostRecordsOfAKey: (world, of) => mostRecordsOfAKey(replica(world, of)),
  /** `leader`, `follower` or `offline`. */
  role: (world, of) => roleOf(actor(world, of).value),
  /** The values of the records in a replica's log. */
  records: (world, of) => valuesOf(replica(world, of)),
  /** `broker-1/orders-0/2`: what the leader believes of the log end offset of broker 2's replica. */
  remoteLogEndOffset: (world, of) => remote(world, of).logEndOffset,
  isr: (world, of) => (isReplica(of) ? replica(world, of).isr : registered(world, of).isr),
  /** Replicas outside the ISR that still hold every committed record (KIP-966). */
  elr: (world, of) => registered(world, of).elr,
  /** A broker id; -1 for none. */
  leader: (world, of) => (isReplica(of) ? replica(world, of).leaderId : registered(world, of).leader),
  leaderEpoch: (world, of) => (isReplica(of) ? replica(world, of) : registered(world, of)).leaderEpoch,
  partitionEpoch: (world, of) => (isReplica(of) ? replica(world, of) : registered(world, of)).partitionEpoch,
  /** Whether the partition has a leader. */
  available: (world, of) => registered(world, of).leader >= 0,
  /** The assignment of a partition, its preferred replica first. */
  replicas: (world, of) => registered(world, of).replicas,
  /** In how many racks a partition has a replica. */
  rackCount: (world, of) => new Set(registered(world, of).replicas.map((id) => rackOf(world, id))).size,
  /** Of a topic; 0 when there is none. */
  partitionCount: (world, of) => partitionsOfTopic(world, of).length,
  /** How many brokers have a replica of more than one of a topic's partitions. */
  brokersWithSeveral: (world, of) => brokersWithSeveral(partitionsOfTopic(world, of)),
  acknowledgedCount: (world, of) => contextOf<ProducerContext>(world, of).counts.acknowledged,
  /** `consumer-1/orders-0`: the next offset it will read; null while it is not known. */
  position: (world, of) => position(world, of),
  /** Requests that wait in a broker's purgatory. */
  parked: (world, of) => parked(world, of),
  ...groupReaders,
  ...progressReaders,
  ...zooKeeperReaders,
  /** Of `world`: the virtual time. */
  nowMs: (world) => world.nowMs,
};

export const selectNames: readonly string[] = Object.keys(readers);

/**
 * Reads a value from the world.
 *
 * @throws SelectionError when the name is unknown or what it is asked of does not exist.
 */
export function select(world: KafkaWorld, { select: name, of }: Selection): unknown {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) throw new SelectionError(`there is no value "${name}"; known are ${selectNames.join(', ')}`);
  return reader(world, of);
}

function actor(world: KafkaWorld, address: string): { readonly value: unknown; readonly context: unknown } {
  const found = world.actors.get(address);
  if (found === undefined) throw new SelectionError(`there is no "${address}" in this world`);
  return found as { readonly value: unknown; readonly context: unknown };
}

function contextOf<Context>(world: KafkaWorld, address: string): Context {
  return actor(world, address).context as Context;
}

function isReplica(of: string): boolean {
  return of.includes('/');
}

function replica(world: KafkaWorld, address: string): ReplicaContext {
  const context = contextOf<ReplicaContext>(world, address);
  if (!/^broker-\d+\/.+-\d+$/.test(address) || context.log === undefined) throw new SelectionError(`"${address}" is not a replica`);
  return context;
}

function roleOf(value: unknown): string {
  return typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
}

function mostRecordsOfAKey({ log, cleanerCheckpoint }: ReplicaContext): number {
  const clean = recordsOf(log.batches).filter(({ offset }) => offset >= log.logStartOffset && offset < (cleanerCheckpoint ?? 0));
  return Math.max(0, ...clean.map(({ key }) => clean.filter((other) => other.key === key).length));
}

function valuesOf({ log }: ReplicaContext): readonly (string | null)[] {
  return recordsOf(log.batches).filter((record) => record.offset >= log.logStartOffset).map((record) => record.value);
}

function remote(world: KafkaWorld, of: string): RemoteReplica {
  const slash = of.lastIndexOf('/');
  const [leader, followerId] = [of.slice(0, slash), Number(of.slice(slash + 1))];
  const believed = replica(world, leader).remote[followerId];
  if (believed === undefined) throw new SelectionError(`"${leader}" leads no replica on broker ${followerId}`);
  return believed;
}

function position(world: KafkaWorld, of: string): number | null {
  const slash = of.indexOf('/');
  const positions = contextOf<ConsumerContext>(world, of.slice(0, slash)).positions;
  const partition = of.slice(slash + 1);
  if (!Object.hasOwn(positions, partition)) throw new SelectionError(`"${of.slice(0, slash)}" does not read "${partition}"`);
  return positions[partition] ?? null;
}

function imageOf(world: KafkaWorld): MetadataImage {
  const image = controllerImage(world);
  if (image === null) throw new SelectionError('there is no controller in this world');
  return image;
}

function rackOf(world: KafkaWorld, brokerId: number): string | null {
  return contextOf<BrokerContext>(world, `broker-${brokerId}`).rack;
}

function partitionsOfTopic(world: KafkaWorld, topic: string): readonly PartitionRegistration[] {
  return Object.values(topicOf(imageOf(world), topic)?.partitions ?? {});
}

function brokersWithSeveral(partitions: readonly PartitionRegistration[]): number {
  const all = partitions.flatMap(({ replicas }) => replicas);
  return new Set(all.filter((id, index) => all.indexOf(id) !== index)).size;
}

function registered(world: KafkaWorld, partition: string): PartitionRegistration {
  const found = partitionOf(imageOf(world), partition);
  if (found === undefined) throw new SelectionError(`the controller knows no partition "${partition}"`);
  return found;
}

function parked(world: KafkaWorld, of: string): number {
  return Object.values(contextOf<PurgatoryContext>(world, `${of}/purgatory`).pending).filter((request) => request.parked).length;
}
