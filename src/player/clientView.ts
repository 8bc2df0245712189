import { brokerAddress, brokerIdOf } from '../kafka/actor.ts';
import type { ClientContext } from '../kafka/client/types.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { LogRecord, TopicPartition } from '../kafka/log/record.ts';
import type { Idempotence, ProducerContext } from '../kafka/producer/types.ts';
import { partitionViews, replicaOn } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { Connection, NodeId } from '../world/types.ts';
import { isCut } from '../world/wire.ts';

/** How the wire has a connection that the client opened. `broken`: its end is being told, the notice is on its way. */
export type WireState = 'open' | 'held' | 'cut' | 'broken' | 'none';

/** A broker as a client knows it, beside what is so. */
export interface ClientConnection {
  readonly brokerId: number;
  /** What the client believes. `waiting`: it was lost or refused, and is not tried again before a time. */
  readonly believes: 'connected' | 'waiting' | 'not-connected';
  readonly failures: number;
  readonly refused: boolean;
  /** null: it may be tried now. */
  readonly notBeforeMs: number | null;
  readonly wire: WireState;
  readonly heldUntilMs: number | null;
  /** Messages under way to the broker and back. */
  readonly requests: number;
  readonly responses: number;
  /** The client believes what is no longer so, or does not know yet what is. */
  readonly mistaken: boolean;
}

/** Where a request without an answer is. */
export type Whereabouts = 'on-its-way' | 'at-broker' | 'answer-on-its-way' | 'lost';

export interface InFlightRequest {
  readonly correlationId: number;
  readonly api: string;
  readonly brokerId: number;
  /** null where the client does not keep it. */
  readonly sentAtMs: number | null;
  readonly partitions: readonly TopicPartition[];
  readonly where: Whereabouts;
}

export interface KnownLeader {
  readonly partition: TopicPartition;
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  /** As the cluster has it, where that is something else; null when the client is right. */
  readonly actual: { readonly leader: number; readonly leaderEpoch: number } | null;
}

export interface WaitingBatch {
  readonly key: string;
  /** null while the topic's metadata is missing. */
  readonly partition: TopicPartition | null;
  readonly topic: string;
  readonly values: readonly (string | null)[];
  /** null before it was sent, and always without idempotence. */
  readonly baseSequence: number | null;
  readonly attempts: number;
  /** As Kafka's log counts `attempts left`. */
  readonly retriesLeft: number;
  /** When the producer gives it up; null before KIP-91. */
  readonly expiresAtMs: number | null;
  readonly notBeforeMs: number | null;
}

/** How far an idempotent producer has counted in a partition. */
export interface CountedPartition {
  readonly partition: TopicPartition;
  /** Still the one before while batches of it are under way. */
  readonly producerEpoch: number;
  readonly nextSequence: number;
  /** -1: none yet. */
  readonly lastAckedSequence: number;
  /** A batch was given up that may be in the log: nothing new goes out before that is settled. */
  readonly unresolved: boolean;
}

/** Who an idempotent producer is to the brokers; -1: it has no id yet. */
export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly partitions: readonly CountedPartition[];
}

export interface ConsumedPartition {
  readonly partition: TopicPartition;
  /** null while it is not known yet. */
  readonly position: number | null;
  /** At the leader; null while there is none. */
  readonly highWatermark: number | null;
  readonly logEndOffset: number | null;
  /** How many committed records are still to be read, and how many there are in the leader's log. */
  readonly lagToHighWatermark: number | null;
  readonly lagToLogEndOffset: number | null;
  readonly state: 'fetching' | 'listing-offsets' | 'backing-off' | 'stuck' | 'no-leader' | 'idle';
  readonly backingOffUntilMs: number | null;
  readonly lastDelivered: readonly LogRecord[];
}

export interface ClientView {
  readonly id: NodeId;
  readonly kind: 'producer' | 'consumer';
  readonly up: boolean;
  readonly bootstrap: readonly number[];
  readonly topics: readonly string[];
  readonly metadata: {
    readonly brokers: readonly number[];
    readonly leaders: readonly KnownLeader[];
    readonly ageMs: number;
    readonly maxAgeMs: number;
  } | null;
  /** `asked`: a request is under way; `wanted`: it waits for its backoff or for a broker that can be reached. */
  readonly refresh: 'none' | 'wanted' | 'asked';
  readonly refreshNotBeforeMs: number | null;
  readonly connections: readonly ClientConnection[];
  readonly requests: readonly InFlightRequest[];
  /** `identity` null: enable.idempotence is off. */
  readonly producer: { readonly waiting: readonly WaitingBatch[]; readonly counts: ProducerContext['counts']; readonly identity: ProducerIdentity | null } | null;
  readonly consumer: { readonly partitions: readonly ConsumedPartition[] } | null;
}

const LAST_DELIVERED = 5;

/** Every producer, then every consumer. */
export function clientIds(world: KafkaWorld): readonly NodeId[] {
  const of = (kind: string) => world.actors.keys().filter((address) => world.actors.get(address)?.machine.id === kind);
  return [...of('producer'), ...of('consumer')];
}

/** What a client knows, does and waits for, beside what is so; null for what is no client. */
export function clientView(world: KafkaWorld, id: NodeId): ClientView | null {
  const actor = world.actors.get(id);
  const kind = actor?.machine.id;
  if (actor === undefined || (kind !== 'producer' && kind !== 'consumer')) return null;
  const context = actor.context as ClientContext;
  const { metadata, config } = context;
  return {
    id, kind, up: world.nodes[id]?.up === true, bootstrap: context.bootstrap, topics: context.topics,
    metadata: metadata === null ? null : {
      brokers: metadata.brokers, leaders: leadersOf(world, context), ageMs: world.nowMs - metadata.updatedAtMs, maxAgeMs: config.metadataMaxAgeMs,
    },
    refresh: context.metadataRequest !== null ? 'asked' : context.needsMetadata ? 'wanted' : 'none',
    refreshNotBeforeMs: later(world, context.refresh.notBeforeMs),
    connections: connectionsOf(world, id, context), requests: requestsOf(world, id, context),
    producer: kind === 'producer' ? producerPart(world, actor.context as ProducerContext) : null,
    consumer: kind === 'consumer' ? { partitions: consumedOf(world, actor.context as ConsumerContext) } : null,
  };
}

function later(world: KafkaWorld, atMs: number): number | null {
  return atMs > world.nowMs ? atMs : null;
}

function leadersOf(world: KafkaWorld, { metadata }: ClientContext): readonly KnownLeader[] {
  const partitions = partitionViews(world);
  return Object.entries(metadata?.partitions ?? {}).map(([partition, { leader, leaderEpoch }]) => {
    const view = partitions.get(partition);
    const isRight = view === undefined || (view.leader === leader && view.leaderEpoch === leaderEpoch);
    return { partition, leader, leaderEpoch, actual: isRight ? null : { leader: view.leader, leaderEpoch: view.leaderEpoch } };
  });
}

// ── connections ───────────────────────────────────────────────────────────────────────────────────────────

function connectionsOf(world: KafkaWorld, id: NodeId, context: ClientContext): readonly ClientConnection[] {
  const wired = world.wire.connections.values().filter((one) => one.client.node === id);
  const brokers = new Set([
    ...context.bootstrap, ...(context.metadata?.brokers ?? []), ...context.connectedTo, ...Object.keys(context.reconnect).map(Number),
    ...wired.flatMap((one) => brokerIdOf(one.server.node) ?? []),
  ]);
  return [...brokers].toSorted((a, b) => a - b).map((brokerId) => connectionTo(world, context, brokerId, wired.filter((one) => one.server.node === brokerAddress(brokerId))));
}

function connectionTo(world: KafkaWorld, context: ClientContext, brokerId: number, wired: readonly Connection[]): ClientConnection {
  const reconnect = context.reconnect[brokerId];
  const isConnected = context.connectedTo.includes(brokerId);
  const notBeforeMs = reconnect === undefined ? null : later(world, reconnect.notBeforeMs);
  const best = wired.find((one) => !one.closed) ?? wired[0];
  const wire = best === undefined ? 'none' : wireState(world, best);
  return {
    brokerId, believes: isConnected ? 'connected' : reconnect === undefined ? 'not-connected' : 'waiting',
    failures: reconnect?.failures ?? 0, refused: reconnect?.refused ?? false, notBeforeMs, wire,
    heldUntilMs: best === undefined ? null : later(world, best.heldUntilMs),
    requests: sum(wired.map((one) => one.requests.length)), responses: sum(wired.map((one) => one.responses.length)),
    mistaken: isConnected && (wire === 'broken' || wire === 'none' || wire === 'cut'),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function wireState(world: KafkaWorld, connection: Connection): WireState {
  if (connection.closed) return 'broken';
  if (isCut(world.wire, connection)) return 'cut';
  return connection.heldUntilMs > world.nowMs ? 'held' : 'open';
}

// ── requests ──────────────────────────────────────────────────────────────────────────────────────────────

interface Request {
  readonly api?: string;
  readonly brokerId: number;
  readonly sentAtMs?: number;
  readonly partitions?: readonly TopicPartition[];
  readonly batches?: readonly { readonly partition: TopicPartition }[];
}

function requestsOf(world: KafkaWorld, id: NodeId, context: ClientContext): readonly InFlightRequest[] {
  const others = Object.entries(context.inFlight as Readonly<Record<string, Request>>).map(([number, { api = 'Produce', brokerId, sentAtMs = null, partitions, batches }]) => ({
    correlationId: Number(number), api, brokerId, sentAtMs, partitions: partitions ?? [...new Set((batches ?? []).map((batch) => batch.partition))],
  }));
  const metadata = context.metadataRequest === null ? [] : [{ ...context.metadataRequest, api: 'Metadata', sentAtMs: null, partitions: [] }];
  return [...metadata, ...others].toSorted((a, b) => a.correlationId - b.correlationId)
    .map((request) => ({ ...request, where: whereabouts(world, id, request.brokerId, request.correlationId) }));
}

function whereabouts(world: KafkaWorld, id: NodeId, brokerId: number, correlationId: number): Whereabouts {
  let isOpen = false;
  for (const connection of world.wire.connections.values()) {
    if (connection.client.node !== id || connection.server.node !== brokerAddress(brokerId)) continue;
    const isIt = ({ message }: { readonly message: object }): boolean => 'correlationId' in message && message.correlationId === correlationId;
    if (connection.requests.some(isIt)) return 'on-its-way';
    if (connection.responses.some(isIt)) return 'answer-on-its-way';
    if (!connection.closed) isOpen = true;
  }
  return isOpen ? 'at-broker' : 'lost';
}

// ── producer and consumer ─────────────────────────────────────────────────────────────────────────────────

function producerPart(world: KafkaWorld, { queue, waiting, counts, config, idempotence }: ProducerContext): NonNullable<ClientView['producer']> {
  const batches = queue.map(({ id, partition, records, baseSequence, attempts, createdAtMs, notBeforeMs }): WaitingBatch => ({
    key: `batch-${id}`, partition, topic: partition.slice(0, partition.lastIndexOf('-')), values: records.map((record) => record.value), baseSequence: baseSequence < 0 ? null : baseSequence, attempts,
    retriesLeft: Math.max(0, config.retries - attempts), expiresAtMs: config.deliveryTimeoutMs === null ? null : createdAtMs + config.deliveryTimeoutMs,
    notBeforeMs: later(world, notBeforeMs),
  }));
  const withoutPlace = waiting.map(({ batchId, topic, record }): WaitingBatch => ({
    key: `waiting-${batchId}`, partition: null, topic, values: [record.value], baseSequence: null, attempts: 0, retriesLeft: config.retries, expiresAtMs: null, notBeforeMs: null,
  }));
  return { waiting: [...batches, ...withoutPlace], counts, identity: idempotence === null ? null : identityOf(idempotence) };
}

function identityOf({ producerId, producerEpoch, partitions }: Idempotence): ProducerIdentity {
  const counted = Object.entries(partitions).map(([partition, { producerEpoch: epoch, nextSequence, lastAckedSequence, unresolvedBefore }]) =>
    ({ partition, producerEpoch: epoch, nextSequence, lastAckedSequence, unresolved: unresolvedBefore !== null }));
  return { producerId, producerEpoch, partitions: counted.toSorted((a, b) => (a.partition < b.partition ? -1 : 1)) };
}

function consumedOf(world: KafkaWorld, context: ConsumerContext): readonly ConsumedPartition[] {
  const partitions = partitionViews(world);
  return Object.entries(context.positions).map(([partition, position]) => {
    const view = partitions.get(partition);
    const leader = view === undefined ? undefined : replicaOn(view, view.leader);
    const highWatermark = leader?.context.highWatermark ?? null;
    const logEndOffset = leader?.context.log.logEndOffset ?? null;
    const lag = (to: number | null): number | null => (to === null || position === null ? null : Math.max(0, to - position));
    return {
      partition, position, highWatermark, logEndOffset, lagToHighWatermark: lag(highWatermark), lagToLogEndOffset: lag(logEndOffset),
      state: consumedState(world, context, partition), backingOffUntilMs: later(world, context.backingOff[partition] ?? 0),
      lastDelivered: (context.delivered[partition] ?? []).slice(-LAST_DELIVERED),
    };
  });
}

function consumedState(world: KafkaWorld, context: ConsumerContext, partition: TopicPartition): ConsumedPartition['state'] {
  if (context.stuck.includes(partition)) return 'stuck';
  const request = Object.values(context.inFlight).find((one) => one.partitions.includes(partition));
  if (request !== undefined) return request.api === 'Fetch' ? 'fetching' : 'listing-offsets';
  if ((context.backingOff[partition] ?? 0) > world.nowMs) return 'backing-off';
  return (context.metadata?.partitions[partition]?.leader ?? -1) < 0 ? 'no-leader' : 'idle';
}
