import type { ControllerContext } from '../controller/kraft/types.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { partitionsOf } from '../metadata/image.ts';
import { NO_LEADER } from '../metadata/registration.ts';
import type { Log } from '../log/log.ts';
import type { LogRecord, RecordBatch, TopicPartition } from '../log/record.ts';
import { nextOffset, recordIn, topicPartition } from '../log/record.ts';
import { brokerAddress } from '../actor.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { KafkaWorld } from '../simulation.ts';
import type { ZooKeeperContext } from '../zookeeper/types.ts';
import { zookeeperImage } from './zookeeperImage.ts';

/** A replica as an observer above the cluster sees it. */
export interface ReplicaView {
  readonly brokerId: number;
  /** Its broker's process runs. */
  readonly alive: boolean;
  readonly role: 'leader' | 'truncating' | 'fetching' | 'offline';
  readonly context: ReplicaContext;
}

/** A partition as the controller has it, with all its replicas. */
export interface PartitionView {
  readonly partition: TopicPartition;
  /** `NO_LEADER` when there is none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  /** Replicas that may be elected without risk: the ISR and, where the era has them, eligible leader replicas. */
  readonly electable: readonly number[];
  readonly replicas: readonly ReplicaView[];
}

/** Every partition by name. What the controller does not know yet, or forgot with its process, the replicas tell. */
export function partitionViews(world: KafkaWorld): ReadonlyMap<TopicPartition, PartitionView> {
  const registrations = new Map<TopicPartition, Known>(registrationsOf(world).map((one) => [topicPartition(one.topic, one.partitionId), one.registration] as const));
  const views = new Map<TopicPartition, PartitionView>();
  for (const [partition, replicas] of replicasByPartition(world)) {
    const known = registrations.get(partition) ?? newestKnown(replicas);
    views.set(partition, {
      partition, leader: known.leader, leaderEpoch: known.leaderEpoch, electable: [...known.isr, ...known.elr], replicas,
    });
  }
  return views;
}

function replicasByPartition(world: KafkaWorld): ReadonlyMap<TopicPartition, readonly ReplicaView[]> {
  const found = new Map<TopicPartition, ReplicaView[]>();
  for (const snapshot of world.actors.values()) {
    if (snapshot.machine.id !== 'replica') continue;
    const context = snapshot.context as ReplicaContext;
    const alive = world.nodes[brokerAddress(context.brokerId)]?.up === true;
    const view = { brokerId: context.brokerId, alive, role: roleOf(snapshot.value), context };
    const others = found.get(context.partition);
    if (others === undefined) found.set(context.partition, [view]);
    else others.push(view);
  }
  return found;
}

function roleOf(value: unknown): ReplicaView['role'] {
  if (typeof value === 'object' && value !== null && 'follower' in value) return value.follower === 'truncating' ? 'truncating' : 'fetching';
  return value === 'leader' ? 'leader' : 'offline';
}

interface Known {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly elr: readonly number[];
}

function newestKnown(replicas: readonly ReplicaView[]): Known {
  return replicas.reduce<Known>((newest, { context }) => {
    if (context.leaderEpoch < newest.leaderEpoch || context.leaderEpoch < 0) return newest;
    return { leader: context.leaderId, leaderEpoch: context.leaderEpoch, isr: context.isr, elr: [] };
  }, { leader: NO_LEADER, leaderEpoch: -1, isr: [], elr: [] });
}

function registrationsOf(world: KafkaWorld): ReturnType<typeof partitionsOf> {
  const image = controllerImage(world);
  return image === null ? [] : partitionsOf(image);
}

/** The cluster as ZooKeeper has it or, with KRaft, the controller that has written most; null where there is neither. */
export function controllerImage(world: KafkaWorld): MetadataImage | null {
  const zookeeper = world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined;
  if (zookeeper !== undefined) return zookeeperImage(zookeeper.znodes);
  let newest: ControllerContext | null = null;
  // Of the nodes, not of all actors: this is asked after every step, and a large cluster has thousands of replicas.
  for (const node of Object.keys(world.nodes)) {
    if (!node.startsWith('controller-')) continue;
    const context = world.actors.get(node)?.context as Partial<ControllerContext> | undefined;
    if (context === undefined) continue;
    if (context.image === undefined || context.metadataLog === undefined) continue;
    if (newest === null || context.metadataLog.length > newest.metadataLog.length) newest = context as ControllerContext;
  }
  return newest === null ? null : newest.image;
}

export function replicaOn(view: PartitionView, brokerId: number): ReplicaView | undefined {
  return view.replicas.find((replica) => replica.brokerId === brokerId);
}

/** The batch that holds an offset; batches are in order of their offsets. */
function batchAt(batches: readonly RecordBatch[], offset: number): RecordBatch | undefined {
  let low = 0;
  let high = batches.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const batch = batches[middle];
    if (batch === undefined) return undefined;
    if (offset < batch.baseOffset) high = middle - 1;
    else if (offset >= nextOffset(batch)) low = middle + 1;
    else return batch;
  }
  return undefined;
}

/** The record at an offset, or undefined when the log has none there. */
export function recordAt(log: Log, offset: number): LogRecord | undefined {
  const batch = batchAt(log.batches, offset);
  const record = batch === undefined ? undefined : recordIn(batch, offset);
  return batch === undefined || record === undefined ? undefined : { ...record, offset, leaderEpoch: batch.leaderEpoch };
}

/** The log holds this record at this offset. */
export function holds(log: Log, recordId: string, offset: number): boolean {
  const batch = batchAt(log.batches, offset);
  return batch !== undefined && recordIn(batch, offset)?.id === recordId;
}
