import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import type { ProducerContext } from '../../kafka/producer/types.ts';
import type { ConsumerContext } from '../../kafka/consumer/types.ts';
import type { ControllerContext } from '../../kafka/controller/kraft/types.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { Envelope } from '../../world/types.ts';
import { partitionsOf } from '../../kafka/metadata/image.ts';
import { brokerIdOf } from '../../kafka/actor.ts';
import { topicPartition } from '../../kafka/log/record.ts';
import { controllerImage } from '../../kafka/promises/view.ts';

/** An actor's state path (`follower.truncating`) and context. */
export interface ActorView<Context> {
  readonly state: string;
  readonly context: Context;
  /** The snapshot itself: it changes when, and only when, the actor did. */
  readonly snapshot: object;
}

/** The node of its name, in eras that have it. */
export const ZOOKEEPER = 'zookeeper';

export type RoleName = 'leader' | 'follower' | 'offline';

export interface ColumnState {
  readonly partition: TopicPartition;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** -1 for none. */
  readonly leader: number;
  readonly leaderEpoch: number;
}

/** The node an address belongs to. */
export function nodeOf(address: string): string {
  const slash = address.indexOf('/');
  return slash < 0 ? address : address.slice(0, slash);
}

/** `{ follower: 'truncating' }` → `follower.truncating`. */
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, inner]) => [name, statePath(inner)].filter((part) => part !== '').join('.')).join(' ');
}

export function actorView<Context>(world: KafkaWorld, address: string): ActorView<Context> | null {
  const snapshot = world.actors.get(address);
  if (snapshot === undefined) return null;
  return { state: statePath(snapshot.value), context: snapshot.context as Context, snapshot };
}

export const replicaView = (world: KafkaWorld, brokerId: number, partition: TopicPartition): ActorView<ReplicaContext> | null =>
  actorView<ReplicaContext>(world, `broker-${brokerId}/${partition}`);
export const producerView = (world: KafkaWorld, node: string): ActorView<ProducerContext> | null => actorView<ProducerContext>(world, node);
export const consumerView = (world: KafkaWorld, node: string): ActorView<ConsumerContext> | null => actorView<ConsumerContext>(world, node);

/** Asked several times of each world, and a large one has thousands of actors. */
const knownNames = new WeakMap<KafkaWorld, readonly string[]>();

function namesIn(world: KafkaWorld): readonly string[] {
  const known = knownNames.get(world);
  if (known !== undefined) return known;
  const names = [...new Set([...Object.keys(world.nodes), ...world.actors.keys().map(nodeOf)])];
  knownNames.set(world, names);
  return names;
}

/** Every node that is or was there, in the order of their numbers. */
export function nodesOf(world: KafkaWorld, kind: 'broker' | 'controller' | 'producer' | 'consumer' | 'client'): readonly string[] {
  const number = (name: string): number => Number(name.slice(kind.length + 1));
  return namesIn(world).filter((name) => name.startsWith(`${kind}-`)).toSorted((a, b) => number(a) - number(b) || a.localeCompare(b));
}

export function isUp(world: KafkaWorld, node: string): boolean {
  return world.nodes[node]?.up ?? false;
}

export function roleOf(state: string): RoleName {
  const parts = state.split(/[. ]/);
  if (parts.includes('leader')) return 'leader';
  return parts.includes('follower') ? 'follower' : 'offline';
}

/** What a follower is doing: its state's last name. */
export function fetchStateOf(state: string): 'truncating' | 'fetching' | null {
  const last = state.split(/[. ]/).at(-1);
  return last === 'truncating' || last === 'fetching' ? last : null;
}

/** The active controller, or the one that knows most when none is active. */
export function activeController(world: KafkaWorld): ActorView<ControllerContext> | null {
  const views = nodesOf(world, 'controller').flatMap((node) => actorView<ControllerContext>(world, node) ?? []);
  const active = views.find((view) => /\b(leader|active)\b/.test(view.state));
  return active ?? views.toSorted((a, b) => b.context.epoch - a.context.epoch)[0] ?? null;
}

/** The cluster as ZooKeeper or the active controller has it; null while there is no controller that knows any. */
export function metadataOf(world: KafkaWorld): MetadataImage | null {
  if (world.actors.get(ZOOKEEPER) !== undefined) return controllerImage(world);
  return (activeController(world)?.context as Partial<ControllerContext> | undefined)?.image ?? null;
}

const columnsOf = new WeakMap<KafkaWorld, readonly ColumnState[]>();

/** Partitions in the order of their creation, with the leader the controller last chose. */
export function columnStates(world: KafkaWorld): readonly ColumnState[] {
  const columns = columnsOf.get(world) ?? readColumns(world);
  columnsOf.set(world, columns);
  return columns;
}

function readColumns(world: KafkaWorld): readonly ColumnState[] {
  const image = metadataOf(world);
  const known = image === null ? [] : partitionsOf(image).map(({ topic, partitionId, registration }) => ({
    partition: topicPartition(topic, partitionId),
    replicas: registration.replicas,
    isr: registration.isr,
    leader: registration.leader,
    leaderEpoch: registration.leaderEpoch,
  }));
  const names = new Set(known.map((column) => column.partition));
  return [...known, ...hearsay(world, names)];
}

/** Partitions no controller speaks of (it is down, say), as the replica with the newest epoch has them. */
function hearsay(world: KafkaWorld, known: ReadonlySet<TopicPartition>): readonly ColumnState[] {
  const newest = new Map<TopicPartition, ReplicaContext>();
  for (const [address, snapshot] of world.actors.entries()) {
    const context = snapshot.context as Partial<ReplicaContext>;
    if (context.log === undefined || context.partition === undefined || known.has(context.partition) || brokerIdOf(address) === null) continue;
    const replica = context as ReplicaContext;
    const best = newest.get(replica.partition);
    if (best === undefined || isNewer(replica, best)) newest.set(replica.partition, replica);
  }
  return [...newest.values()].map(({ partition, replicas, isr, leaderId, leaderEpoch }) => ({ partition, replicas, isr, leader: leaderId, leaderEpoch }));
}

function isNewer(one: ReplicaContext, other: ReplicaContext): boolean {
  return one.leaderEpoch - other.leaderEpoch > 0 || (one.leaderEpoch === other.leaderEpoch && one.partitionEpoch > other.partitionEpoch);
}

const underWayIn = new WeakMap<KafkaWorld, readonly Envelope<KafkaMessage>[]>();

/** Every message under way, by id. */
export function envelopesOf(world: KafkaWorld): readonly Envelope<KafkaMessage>[] {
  const envelopes = underWayIn.get(world) ?? readEnvelopes(world);
  underWayIn.set(world, envelopes);
  return envelopes;
}

function readEnvelopes(world: KafkaWorld): readonly Envelope<KafkaMessage>[] {
  const busy = world.wire.connections.values().filter(({ requests, responses }) => requests.length + responses.length > 0);
  return busy.flatMap(({ requests, responses }) => [...requests, ...responses]).toSorted((a, b) => a.id - b.id);
}
