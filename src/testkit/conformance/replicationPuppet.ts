import type { AnyMachineSnapshot } from 'xstate';
import type { Operation } from '../../world/stepper.ts';
import { Table } from '../../world/table.ts';
import type { Connection } from '../../world/types.ts';
import { brokerAddress, fetcherAddress } from '../../kafka/actor.ts';
import { eligibleBrokers } from '../../kafka/broker/settings.ts';
import type { BrokerContext } from '../../kafka/broker/types.ts';
import { CONTROLLER } from '../../kafka/carryOut.ts';
import { coldCluster, createKafkaStepper } from '../../kafka/cluster.ts';
import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { ControllerContext } from '../../kafka/controller/kraft/types.ts';
import { eraOf } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { FetcherContext } from '../../kafka/fetcher/types.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import { start } from '../../kafka/startUp.ts';

export interface TraceConfig {
  readonly replicas: readonly number[];
  readonly 'min.insync.replicas': number;
  readonly unclean: boolean;
  readonly elr: boolean;
  readonly fetchMaxBytes: number;
  readonly 'replica.lag.time.max.ms': number;
}

/** Traffic that the traces do not show: the adapter plays it by hand. */
const WITHHELD: ReadonlySet<string> = new Set(['FetchMetadata', 'BrokerHeartbeat', 'BrokerRegistration']);

/**
 * A cluster whose strings are pulled by hand: messages take no time, timers do not fire, and metadata reaches a broker
 * when told to. Everything else is the machines of the page. The traces number replicas from 0, we number from 1.
 */
export class ReplicationPuppet {
  world: KafkaWorld;
  readonly stepper: KafkaStepper;
  readonly baseMs: number;
  facts: Fact[] = [];

  constructor(config: TraceConfig) {
    const description = {
      brokers: config.replicas.length,
      brokerConfig: {
        'replica.lag.time.max.ms': String(config['replica.lag.time.max.ms']), 'replica.fetch.wait.max.ms': '0',
        'replica.fetch.max.bytes': String(config.fetchMaxBytes), 'replica.fetch.backoff.ms': '0',
      },
      topics: [], producers: [], consumers: [],
    };
    this.stepper = createKafkaStepper({ ...eraOf('4.1'), eligibleLeaderReplicas: config.elr }, () => 0);
    this.world = start(this.stepper, coldCluster(description, { era: '4.1', seed: 1 }), description, '4.1');
    this.baseMs = this.world.nowMs;
    this.withhold();
    const configs = { 'min.insync.replicas': String(config['min.insync.replicas']), 'unclean.leader.election.enable': String(config.unclean) };
    const topic = { name: 't', partitions: -1, replicationFactor: -1, assignment: [config.replicas.map((id) => id + 1)], configs };
    this.tell(CONTROLLER, { type: 'CreateTopics', message: { api: 'CreateTopics', kind: 'request', correlationId: 0, topics: [topic] }, replyTo: NOBODY } as { type: string });
  }

  tell(to: string, event: { readonly type: string }): void {
    this.operate({ op: 'tell', to, event });
  }

  operate(operation: Operation<Fact>): void {
    const step = this.stepper.operate(this.world, [operation]);
    this.world = step.world;
    this.facts.push(...step.facts);
    this.withhold();
  }

  tick(ms: number): void {
    this.world = { ...this.world, nowMs: this.world.nowMs + ms };
  }

  contextOf<Context>(address: string): Context {
    return (this.world.actors.get(address) as AnyMachineSnapshot).context as Context;
  }

  /** Delivers the oldest message of this kind, if there is one. */
  deliver(api: string, kind: 'request' | 'response' | 'notice', node: string): KafkaMessage | null {
    for (const { requests, responses, client } of this.world.wire.connections.values()) {
      const envelope = (kind === 'request' ? requests : responses)[0];
      if (client.node !== node || envelope?.message.api !== api || envelope.message.kind !== kind) continue;
      const step = this.stepper.step(this.world, { deliver: envelope.id });
      this.world = step.world;
      this.facts.push(...step.facts);
      this.withhold();
      return envelope.message;
    }
    return null;
  }

  /** The broker applies everything the controller has committed. */
  applyMetadata(brokerId: number): void {
    const node = brokerAddress(brokerId);
    const { metadataFetch, metadataOffset } = this.contextOf<BrokerContext>(node);
    const { metadataLog } = this.contextOf<ControllerContext>(CONTROLLER);
    const message = {
      api: 'FetchMetadata', kind: 'response', correlationId: metadataFetch, error: 'NONE', highWatermark: metadataLog.length, baseOffset: metadataOffset,
      records: metadataLog.slice(metadataOffset).map((entry) => entry.record),
    };
    this.tell(node, { type: 'FetchMetadataResponse', message } as { type: string });
  }

  crash(brokerId: number): void {
    this.operate({ op: 'halt', node: brokerAddress(brokerId), how: 'killed' });
    this.fence(brokerId);
  }

  fence(brokerId: number): void {
    this.tell(CONTROLLER, { type: 'FenceBroker', brokerId } as { type: string });
    this.shareEligibility();
  }

  unfence(brokerId: number): void {
    this.tell(CONTROLLER, { type: 'UnfenceBroker', brokerId } as { type: string });
    this.shareEligibility();
  }

  /** The traces' brokers ask one shared cache which brokers are fenced, whatever metadata they have applied. */
  private shareEligibility(): void {
    const eligible = eligibleBrokers(this.contextOf<ControllerContext>(CONTROLLER).image);
    for (const [address, snapshot] of this.world.actors.entries()) {
      if (snapshot.machine.id !== 'replica') continue;
      const { config } = snapshot.context as ReplicaContext;
      this.tell(address, { type: 'SurroundingsChanged', eligible, config } as { type: string });
    }
  }

  /** The process starts, learns its old registration and the metadata, and is unfenced. */
  restart(brokerId: number): void {
    const node = brokerAddress(brokerId);
    this.operate({ op: 'boot', node });
    const { registration } = this.contextOf<BrokerContext>(node);
    const brokerEpoch = this.contextOf<ControllerContext>(CONTROLLER).image.brokers[brokerId]?.brokerEpoch;
    this.tell(node, { type: 'BrokerRegistrationResponse', message: { api: 'BrokerRegistration', kind: 'response', correlationId: registration, error: 'NONE', brokerEpoch } } as { type: string });
    this.applyMetadata(brokerId);
    this.answerHeartbeat(node, true);
    this.unfence(brokerId);
    this.answerHeartbeat(node, false);
  }

  private answerHeartbeat(node: string, isFenced: boolean): void {
    const { heartbeat } = this.contextOf<BrokerContext>(node);
    const answer = { api: 'BrokerHeartbeat', kind: 'response', correlationId: heartbeat, error: 'NONE', isCaughtUp: true, isFenced, shouldShutDown: false };
    this.tell(node, { type: 'BrokerHeartbeatResponse', message: answer } as { type: string });
  }

  /** One round of a follower's fetcher thread: request, answer, and what comes of it; null when it fetches nothing. */
  fetchRound(brokerId: number): { readonly to: number; readonly request: KafkaMessage; readonly response: KafkaMessage | null } | null {
    const node = brokerAddress(brokerId);
    const to = Object.values(this.contextOf<BrokerContext>(node).followed)[0]?.leaderId;
    if (to === undefined) return null;
    this.tell(fetcherAddress(brokerId, to), { type: 'Round' });
    const asked = this.contextOf<FetcherContext>(fetcherAddress(brokerId, to)).inFlight?.asked['t-0'];
    const request = this.deliver('Fetch', 'request', node);
    const response = this.deliver('Fetch', 'response', node);
    if (response === null) this.deliver('Disconnect', 'notice', node);
    this.forgetFetch(brokerId, to);
    if (asked === undefined) return null;
    return { to, request: request ?? ({ ...asked } as never), response };
  }

  /** A thread asks again at once; here the next round does, with the log as it is then. */
  private forgetFetch(brokerId: number, leaderId: number): void {
    const address = fetcherAddress(brokerId, leaderId);
    const snapshot = this.world.actors.get(address);
    if (snapshot === undefined) return;
    const context = { ...(snapshot.context as FetcherContext), inFlight: null };
    const idle = snapshot.machine.resolveState({ value: 'idle', context });
    this.world = { ...this.world, actors: this.world.actors.with(address, idle) };
    this.strike((message) => message.api === 'Fetch' || message.api === 'Disconnect');
  }

  private withhold(): void {
    this.strike((message) => WITHHELD.has(message.api));
    this.world = { ...this.world, timers: [] };
  }

  private strike(unwanted: (message: KafkaMessage) => boolean): void {
    const connections = this.world.wire.connections.values().map((connection): Connection<KafkaMessage> => ({
      ...connection,
      requests: connection.requests.filter((envelope) => !unwanted(envelope.message)),
      responses: connection.responses.filter((envelope) => !unwanted(envelope.message)),
    }));
    const left = connections.filter((connection) => !connection.closed || connection.requests.length + connection.responses.length > 0);
    this.world = { ...this.world, wire: { ...this.world.wire, connections: Table.from(left.map((connection) => [connection.id, connection])) } };
  }
}

/** Answers to nobody are dropped; facts tell what they said. */
export const NOBODY = { connection: 'nobody', to: 'nobody' };
