import type { AnyMachineSnapshot } from 'xstate';
import { Table } from '../world/table.ts';
import type { Connection, Envelope, Link } from '../world/types.ts';
import type { KafkaMessage } from '../kafka/messages.ts';
import type { Log } from '../kafka/log/log.ts';
import { NO_PRODUCERS } from '../kafka/log/producerStateTypes.ts';
import { NO_PRODUCER } from '../kafka/log/record.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { recordsOfLog } from '../stage/cluster/cells.ts';

/** One replica of a made-up cluster, for tests of the picture. Records are written `m0@0`: value and leader epoch. */
export interface FixtureReplica {
  readonly state?: unknown;
  readonly records: readonly string[];
  readonly logStartOffset?: number;
  readonly highWatermark: number;
  readonly leaderEpoch?: number;
  readonly remote?: Readonly<Record<number, number>>;
}

export interface FixturePartition {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  /** By broker id. */
  readonly on: Readonly<Record<number, FixtureReplica>>;
}

export interface Fixture {
  readonly nowMs?: number;
  readonly brokers: number;
  readonly down?: readonly string[];
  readonly fenced?: readonly number[];
  readonly partitions: Readonly<Record<string, FixturePartition>>;
  /** Values of acknowledged records, by partition. */
  readonly acknowledged?: Readonly<Record<string, readonly string[]>>;
  readonly producers?: number;
  readonly consumers?: number;
  readonly messages?: readonly { readonly from: string; readonly to: string; readonly message: KafkaMessage; readonly sentAtMs: number; readonly dueAtMs: number; readonly routine?: boolean }[];
  readonly parked?: readonly { readonly at: number; readonly api: string; readonly from: string; readonly deadlineMs: number }[];
  readonly links?: Readonly<Record<string, Link>>;
}

export function fixtureWorld(fixture: Fixture): KafkaWorld {
  const actors = actorsOf(fixture);
  const roots = Object.keys(actors).filter((address) => !address.includes('/'));
  const wire = { connections: Table.of(connectionsOf(fixture)), links: fixture.links ?? {} };
  return {
    nowMs: fixture.nowMs ?? 0,
    nodes: Object.fromEntries(roots.map((node) => [node, { incarnation: 1, up: fixture.down?.includes(node) !== true }])),
    actors: Table.of(actors), wire, timers: [], random: 1, counters: { steps: 0, nextId: 100 },
    ledger: { acknowledged: acknowledgedOf(fixture, actors), delivered: [], listed: {}, leaders: {}, appended: {}, causes: [], deletions: [], compacted: {}, isr: {}, groups: {} },
  };
}

const snapshot = (value: unknown, context: unknown): AnyMachineSnapshot => ({ value, context }) as unknown as AnyMachineSnapshot;
const ids = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function actorsOf(fixture: Fixture): Record<string, AnyMachineSnapshot> {
  const brokers = ids(fixture.brokers).map((id) => [`broker-${id}`, snapshot('running', { brokerId: id })] as const);
  const waiting = ids(fixture.brokers).map((id) => [`broker-${id}/purgatory`, snapshot('open', { brokerId: id, pending: pendingAt(fixture, id), told: {} })] as const);
  const replicas = Object.entries(fixture.partitions).flatMap(([name, partition]) =>
    Object.entries(partition.on).map(([id, replica]) => [`broker-${id}/${name}`, replicaOf(Number(id), name, partition, replica)] as const));
  const partition = Object.keys(fixture.partitions)[0];
  const producers = ids(fixture.producers ?? 0).map((id) => [`producer-${id}`, snapshot('running', clientContext({ counts: { sent: 5, acknowledged: 5, failed: 0 }, config: { acks: 1 }, queue: [] }))] as const);
  const consumers = ids(fixture.consumers ?? 0).map((id) => [`consumer-${id}`, snapshot('running', clientContext({ positions: partition === undefined ? {} : { [partition]: 2 } }))] as const);
  return Object.fromEntries([...brokers, ...waiting, ...replicas, ...producers, ...consumers, ['controller-3000', controllerOf(fixture)]]);
}

function clientContext(more: object): object {
  return { metadata: { brokers: [1], partitions: {}, updatedAtMs: 0 }, metadataRequest: null, needsMetadata: false, connectedTo: [1], inFlight: {}, ...more };
}

function controllerOf(fixture: Fixture): AnyMachineSnapshot {
  const topics: Record<string, { topicId: string; partitions: Record<number, unknown> }> = {};
  for (const [name, partition] of Object.entries(fixture.partitions)) {
    const hyphen = name.lastIndexOf('-');
    const topic = (topics[name.slice(0, hyphen)] ??= { topicId: name, partitions: {} });
    const replicas = Object.keys(partition.on).map(Number);
    topic.partitions[Number(name.slice(hyphen + 1))] = { replicas, isr: partition.isr, leader: partition.leader, leaderEpoch: partition.leaderEpoch, partitionEpoch: 0 };
  }
  const brokers = Object.fromEntries(ids(fixture.brokers).map((id) => [id, { brokerId: id, fenced: fixture.fenced?.includes(id) ?? false }]));
  return snapshot('leader', { controllerId: 3000, epoch: 1, image: { brokers, topics, configs: {} } });
}

function replicaOf(brokerId: number, name: string, partition: FixturePartition, replica: FixtureReplica): AnyMachineSnapshot {
  const remote = Object.fromEntries(Object.entries(replica.remote ?? {}).map(([id, logEndOffset]) => [id, { logEndOffset, lastCaughtUpTimeMs: 480 }]));
  return snapshot(replica.state ?? (partition.leader === brokerId ? 'leader' : { follower: 'fetching' }), {
    brokerId, partition: name, log: logOf(replica), checkpointedHighWatermark: replica.highWatermark, highWatermark: replica.highWatermark,
    replicas: Object.keys(partition.on).map(Number), leaderId: partition.leader, leaderEpoch: replica.leaderEpoch ?? partition.leaderEpoch,
    partitionEpoch: 0, isr: partition.isr, remote, pendingIsr: null,
  });
}

function logOf({ records, logStartOffset = 0 }: FixtureReplica): Log {
  const batches = records.map((text, index) => {
    const [value = '', epoch = '0'] = text.split('@');
    return { ...NO_PRODUCER, control: null, baseOffset: logStartOffset + index, leaderEpoch: Number(epoch), sizeInBytes: 80, records: [{ id: text, key: null, value, timestampMs: 0 }] };
  });
  const logEndOffset = logStartOffset + records.length;
  return { batches, segments: [logStartOffset], logStartOffset, logEndOffset, epochCache: [], producers: NO_PRODUCERS, flushedOffset: 0, recoveryPoint: 0 };
}

function acknowledgedOf(fixture: Fixture, actors: Record<string, AnyMachineSnapshot>): KafkaWorld['ledger']['acknowledged'] {
  return Object.entries(fixture.acknowledged ?? {}).flatMap(([partition, values]) => values.map((text, index) => {
    const found = Object.entries(actors).filter(([address]) => address.endsWith(`/${partition}`))
      .flatMap(([, replica]) => recordsOfLog((replica.context as { log: Log }).log)).find((record) => record.id === text);
    return { recordId: text, partition, offset: found?.offset ?? index, acks: 1 as const, value: text, isrSize: 1 };
  }));
}

function pendingAt(fixture: Fixture, brokerId: number): object {
  const here = (fixture.parked ?? []).filter((parked) => parked.at === brokerId);
  return Object.fromEntries(here.map(({ api, from, deadlineMs }, index) => [`k${index}`, {
    key: `k${index}`, api, deadlineMs, parked: true, partitions: [], replyTo: { connection: '', to: from },
  }]));
}

function connectionsOf(fixture: Fixture): Record<string, Connection<KafkaMessage>> {
  return Object.fromEntries((fixture.messages ?? []).map((one, index) => {
    const id = `${one.from}#1>${one.to}#1/${index}`;
    const envelope: Envelope<KafkaMessage> = { routine: false, ...one, id: index + 1, connection: id, causeStep: 0 };
    const ends = { client: { node: one.from, incarnation: 1 }, server: { node: one.to, incarnation: 1 } };
    return [id, { id, ...ends, requests: [envelope], responses: [], heldUntilMs: 0, closed: false }];
  }));
}
