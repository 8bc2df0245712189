import { brokerAddress, replicaAddress } from '../../kafka/actor.ts';
import { CONTROLLER } from '../../kafka/carryOut.ts';
import type { ControllerContext } from '../../kafka/controller/kraft/types.ts';
import { eraOf } from '../../kafka/era/era.ts';
import { latestEpoch } from '../../kafka/log/leaderEpochCache.ts';
import { NO_PRODUCER, recordsOf } from '../../kafka/log/record.ts';
import type { Env } from '../../kafka/actor.ts';
import type { FetchRequest, FetchResponse, KafkaMessage } from '../../kafka/messages.ts';
import { effectiveMinIsr, maximalIsr } from '../../kafka/replica/highWatermark.ts';
import { NEVER_MS } from '../../kafka/replica/types.ts';
import type { RemoteReplica, ReplicaContext } from '../../kafka/replica/types.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';
import { NOBODY, ReplicationPuppet } from './replicationPuppet.ts';
import type { TraceConfig } from './replicationPuppet.ts';

interface TraceEvent {
  readonly op: string;
  readonly t: number;
  readonly broker?: number;
  readonly brokers?: readonly number[];
  readonly ms?: number;
  readonly from?: number;
  readonly count?: number;
  readonly acks?: -1 | 0 | 1;
  readonly req?: number;
  readonly firstValue?: number;
  readonly [field: string]: unknown;
}

/** Fields that are states: they stay as they were where an event does not name them. */
const isState = (field: string): boolean => field === 'controller' || field === 'pendingAlterPartition' || /^b\d+$/.test(field);
/** Fields that are results of this one event. */
const RESULTS: ReadonlySet<string> = new Set(['error', 'firstOffset', 'lastOffset', 'completed', 'exchange', 'restoredHw', 'hw']);

export const family: Family = {
  name: 'replication_traces',
  check: (caseData) => {
    const { config, events } = caseData as { readonly config: TraceConfig; readonly events: readonly TraceEvent[] };
    const trace = new Trace(config);
    let expected: Record<string, unknown> = {};
    for (const [index, event] of events.entries()) {
      const at = `event ${index} (${event.op})`;
      expected = { ...expected, ...pick(event, isState) };
      const results = trace.carryOut(event);
      const difference: Difference | null =
        compare(pick(event, (field) => RESULTS.has(field)), results, at) ?? compare(expected, trace.state(), `${at} state`);
      if (difference !== null) return difference;
    }
    return null;
  },
};

function pick(event: TraceEvent, wanted: (field: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([field]) => wanted(field)));
}

/** Plays a trace's operations and reads the cluster in the trace's own terms. */
class Trace {
  private readonly puppet: ReplicationPuppet;
  private readonly replicas: readonly number[];
  private readonly env: Env;
  /** acks=all requests without an answer yet, by the broker that holds them. */
  private readonly waiting = new Map<number, number>();

  constructor(config: TraceConfig) {
    this.puppet = new ReplicationPuppet(config);
    this.replicas = config.replicas;
    this.env = { shared: { era: eraOf('4.1') } } as Env;
  }

  carryOut(event: TraceEvent): Record<string, unknown> {
    this.puppet.facts = [];
    const own = this.perform(event);
    const completed = [...(own['completed'] as readonly unknown[] | undefined ?? []), ...this.completed()];
    return completed.length > 0 ? { ...own, completed } : own;
  }

  private perform(event: TraceEvent): Record<string, unknown> {
    const { puppet } = this;
    const id = (event.broker ?? event.from ?? -1) + 1;
    switch (event.op) {
      case 'metadata': for (const broker of event.brokers ?? []) puppet.applyMetadata(broker + 1); return {};
      case 'produce': return this.produce(id, event);
      case 'fetch': return { exchange: this.fetch(id) };
      case 'tick': puppet.tick(event.ms ?? 0); return {};
      case 'isrCheck': puppet.tell(brokerAddress(id), { type: 'IsrCheckDue' }); return {};
      case 'deliverAlterPartition': return this.deliverAlterPartition(id);
      case 'checkpointHw': puppet.tell(brokerAddress(id), { type: 'CheckpointDue' }); return { hw: this.replica(id).checkpointedHighWatermark };
      case 'brokerDown': return this.brokerDown(id);
      case 'brokerUp': puppet.restart(id); return { restoredHw: this.replica(id).highWatermark };
      case 'brokerFencedButRunning': puppet.fence(id); return {};
      case 'brokerUnfenced': puppet.unfence(id); return {};
      case 'electPreferred': {
        const message = { api: 'ElectLeaders', kind: 'request', correlationId: 0, electionType: 'PREFERRED', partitions: ['t-0'] };
        puppet.tell(CONTROLLER, { type: 'ElectLeaders', message, replyTo: NOBODY } as { type: string });
        return {};
      }
      default: throw new Error(`unknown operation ${event.op}`);
    }
  }

  private produce(id: number, event: TraceEvent): Record<string, unknown> {
    const { acks = 1, count = 1, req = 0, firstValue = 0 } = event;
    const records = Array.from({ length: count }, (_, index) => ({ id: `${req}/${index}`, key: null, value: `v${firstValue + index}`, timestampMs: 0 }));
    const message = { api: 'Produce', kind: 'request', correlationId: req, acks, timeoutMs: 30_000, partitions: [{ partition: 't-0', ...NO_PRODUCER, records }] };
    this.puppet.tell(brokerAddress(id), { type: 'Produce', message, from: `req-${req}`, replyTo: { connection: `req-${req}`, to: `req-${req}` } } as { type: string });
    const refused = this.puppet.facts.find((fact) => fact.type === 'ProduceRefused');
    if (refused !== undefined) return { error: refused.error };
    if (acks === -1) this.waiting.set(req, id);
    const appended = this.puppet.facts.find((fact) => fact.type === 'RecordsAppended');
    if (appended === undefined) return { error: 'NOT_APPENDED' };
    return { error: 'NONE', firstOffset: appended.logEndOffset - count, lastOffset: appended.logEndOffset - 1 };
  }

  /** Answers to acks=all requests that were waiting, in the order they were given. */
  private completed(): readonly unknown[] {
    return this.puppet.facts.flatMap((fact) => {
      if (fact.type !== 'ProduceAnswered') return [];
      const req = Number(fact.to.slice('req-'.length));
      return this.waiting.delete(req) ? [{ req, error: fact.error }] : [];
    });
  }

  private fetch(id: number): unknown {
    const round = this.puppet.fetchRound(id);
    if (round === null) return null;
    const { request, response, to } = round;
    const asked = 'partitions' in request ? (request as FetchRequest).partitions[0] : this.askedWhenDown(id, request);
    const exchange = { fetchOffset: asked?.fetchOffset, currentLeaderEpoch: asked?.currentLeaderEpoch, lastFetchedEpoch: asked?.lastFetchedEpoch, to: to - 1 };
    const answer = (response as FetchResponse | null)?.partitions[0];
    if (answer === undefined) return { ...exchange, error: 'CONNECTION' };
    const records = recordsOf(answer.batches);
    const first = records[0];
    const last = records.at(-1);
    return {
      ...exchange, error: answer.error, leaderHw: answer.highWatermark, records: first === undefined || last === undefined ? [] : [first.offset, last.offset],
      ...(answer.divergingEpoch === undefined ? {} : { divergingEpoch: answer.divergingEpoch }),
    };
  }

  private askedWhenDown(id: number, asked: KafkaMessage) {
    const { fetchOffset, leaderEpoch } = asked as unknown as { readonly fetchOffset: number; readonly leaderEpoch: number };
    return { fetchOffset, currentLeaderEpoch: leaderEpoch, lastFetchedEpoch: latestEpoch(this.replica(id).log.epochCache) ?? null };
  }

  private deliverAlterPartition(id: number): Record<string, unknown> {
    this.puppet.deliver('AlterPartition', 'request', brokerAddress(id));
    const answer = this.puppet.deliver('AlterPartition', 'response', brokerAddress(id));
    const error = answer?.api === 'AlterPartition' && answer.kind === 'response' ? (answer.partitions[0]?.error ?? answer.error) : 'NOTHING_PENDING';
    return { error };
  }

  private brokerDown(id: number): Record<string, unknown> {
    const lost = [...this.waiting].filter(([, broker]) => broker === id).map(([req]) => req);
    for (const req of lost) this.waiting.delete(req);
    this.puppet.crash(id);
    return lost.length > 0 ? { completed: lost.map((req) => ({ req, error: 'CONNECTION' })) } : {};
  }

  state(): Record<string, unknown> {
    const brokers = this.replicas.map((replica) => [`b${replica}`, this.brokerState(replica + 1)]);
    return { controller: this.controllerState(), ...Object.fromEntries(brokers), pendingAlterPartition: this.pendingAlterPartition() };
  }

  private controllerState(): unknown {
    const registration = this.puppet.contextOf<ControllerContext>(CONTROLLER).image.topics['t']?.partitions[0];
    if (registration === undefined) return null;
    const { leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr, leaderRecoveryState: recovery } = registration;
    return {
      leader: leader < 0 ? -1 : leader - 1, leaderEpoch, partitionEpoch, isr: fromOne(isr),
      ...(elr.length > 0 ? { elr: fromOne(elr) } : {}), ...(lastKnownElr.length > 0 ? { lastKnownElr: fromOne(lastKnownElr) } : {}),
      ...(recovery === 'RECOVERING' ? { recovery } : {}),
    };
  }

  private pendingAlterPartition(): unknown {
    const envelopes = this.puppet.world.wire.connections.values().flatMap((connection) => connection.requests);
    return envelopes.toSorted((a, b) => a.id - b.id).flatMap(({ message }) => {
      if (message.api !== 'AlterPartition' || message.kind !== 'request') return [];
      const { brokerId, partitions } = message;
      return partitions.map(({ leaderEpoch, partitionEpoch, newIsr }) => ({ from: brokerId - 1, leaderEpoch, partitionEpoch, isr: newIsr.map((one) => one.brokerId - 1) }));
    });
  }

  private replica(id: number): ReplicaContext {
    return this.puppet.contextOf<ReplicaContext>(replicaAddress(id, 't-0'));
  }

  private brokerState(id: number): unknown {
    if (this.puppet.world.nodes[brokerAddress(id)]?.up !== true) return { role: 'down' };
    const snapshot = this.puppet.world.actors.get(replicaAddress(id, 't-0'));
    if (snapshot === undefined) return { role: 'unknown' };
    const replica = snapshot.context as ReplicaContext;
    const { leaderEpoch, partitionEpoch, log, highWatermark: hw } = replica;
    const common = {
      leaderEpoch, partitionEpoch, leo: log.logEndOffset, hw, epochCache: log.epochCache.map((entry) => [entry.epoch, entry.startOffset]), log: runsOf(replica),
    };
    if (snapshot.value === 'leader') return { role: 'leader', ...common, ...this.leaderState(replica) };
    if (replica.leaderId < 0) return { role: 'none', ...common };
    const truncating = JSON.stringify(snapshot.value) === '{"follower":"truncating"}';
    return { role: 'follower', ...common, fetch: { offset: log.logEndOffset, lastFetchedEpoch: latestEpoch(log.epochCache) ?? null, truncating } };
  }

  private leaderState(leader: ReplicaContext): Record<string, unknown> {
    const isr = sorted(leader.isr);
    const maximal = sorted(maximalIsr(leader, this.env));
    return {
      isr, ...(maximal.length === isr.length ? {} : { maximalIsr: maximal }), isrUpdateInFlight: leader.pendingIsr !== null,
      underMinIsr: leader.isr.length < effectiveMinIsr(leader, this.env), epochStartOffset: leader.epochStartOffset,
      remote: Object.fromEntries(Object.entries(leader.remote).map(([brokerId, remote]) => [String(Number(brokerId) - 1), this.remoteState(remote)])),
    };
  }

  private remoteState(remote: RemoteReplica): unknown {
    const relative = (ms: number) => (ms === NEVER_MS ? 0 : ms - this.puppet.baseMs);
    return {
      leo: remote.logEndOffset, lastCaughtUp: relative(remote.lastCaughtUpTimeMs), lastFetch: relative(remote.lastFetchTimeMs),
      lastFetchLeaderLeo: remote.lastFetchLeaderLogEndOffset,
    };
  }
}

function fromOne(brokers: readonly number[]): readonly number[] {
  return brokers.map((broker) => broker - 1);
}

function sorted(brokers: readonly number[]): readonly number[] {
  return fromOne(brokers).toSorted((a, b) => a - b);
}

/** `[baseOffset, count, leaderEpoch, firstValue]` for each stretch of one epoch with values that count on. */
function runsOf({ log }: ReplicaContext): readonly (readonly number[])[] {
  const runs: [number, number, number, number][] = [];
  for (const record of recordsOf(log.batches)) {
    const value = Number(record.value?.slice(1));
    const run = runs.at(-1);
    if (run !== undefined && run[2] === record.leaderEpoch && run[3] + run[1] === value) run[1] += 1;
    else runs.push([record.offset, 1, record.leaderEpoch, value]);
  }
  return runs;
}
