import { brokerAddress, fetcherAddress, purgatoryAddress, replicaAddress } from '../kafka/actor.ts';
import type { BrokerContext } from '../kafka/broker/types.ts';
import { CONTROLLER } from '../kafka/carryOut.ts';
import { bootCluster } from '../kafka/cluster.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ControllerContext } from '../kafka/controller/kraft/types.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import type { FetcherContext } from '../kafka/fetcher/types.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import type { Acks, KafkaMessage } from '../kafka/messages.ts';
import { partitionOf } from '../kafka/metadata/image.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { PurgatoryContext } from '../kafka/purgatory/types.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import type { Connection, Envelope } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';

export type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;

export interface PuppetOptions extends Partial<ClusterDescription> {
  readonly era?: EraId;
  readonly seed?: number;
  /** Of the one topic `orders` when no topics are given. */
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly topicConfig?: Readonly<Record<string, string>>;
}

/** Three brokers, `orders` with one partition led by broker 1 and `producer-1`, unless told otherwise; everything quiet. */
export function cluster(options: PuppetOptions = {}): ClusterPuppet {
  const { era = '4.1', seed = 1, brokers = 3, partitions = 1, replicationFactor = Math.min(3, brokers), topicConfig = {} } = options;
  const ring = Array.from({ length: brokers }, (_, index) => index + 1);
  const assignment = Array.from({ length: partitions }, (_, first) =>
    ring.map((_id, index) => ring[(first + index) % brokers] ?? 1).slice(0, replicationFactor));
  const description: ClusterDescription = {
    brokers,
    ...(options.brokerConfig === undefined ? {} : { brokerConfig: options.brokerConfig }),
    ...(options.controller === undefined ? {} : { controller: options.controller }),
    topics: options.topics ?? [{ name: 'orders', partitions, replicationFactor, assignment, config: topicConfig }],
    producers: options.producers ?? [{ id: 'producer-1', topics: ['orders'], config: { retries: '0' } }],
    consumers: options.consumers ?? [],
    ...(options.zookeeperClients === undefined ? {} : { zookeeperClients: options.zookeeperClients }),
  };
  const { stepper, world } = bootCluster(description, { era, seed });
  return new ClusterPuppet(stepper, world);
}

/** More steps than any test needs; beyond it what was waited for does not come. */
const MOST_STEPS = 20_000;

/** A whole cluster for tests: does what it is told, runs until something happens, and shows what it has come to. */
export class ClusterPuppet {
  /** Everything reported since the boot. */
  readonly facts: Fact[] = [];
  readonly stepper: KafkaStepper;
  world: KafkaWorld;

  constructor(stepper: KafkaStepper, world: KafkaWorld) {
    this.stepper = stepper;
    this.world = world;
  }

  // ── doing ──────────────────────────────────────────────────────────────────────────────────────────────

  do(choice: KafkaChoice): this {
    const step = this.stepper.step(this.world, choice);
    this.world = step.world;
    this.facts.push(...step.facts);
    return this;
  }

  command(command: Command): this {
    return this.do({ command });
  }

  send(value: string, acks: Acks = -1, partition = 0): this {
    return this.command({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value, acks, partition });
  }

  kill(brokerId: number): this {
    return this.command({ type: 'broker.kill', brokerId });
  }

  powerOff(brokerId: number): this {
    return this.command({ type: 'broker.powerOff', brokerId });
  }

  restart(brokerId: number): this {
    return this.command({ type: 'broker.restart', brokerId });
  }

  shutDown(brokerId: number): this {
    return this.command({ type: 'broker.shutdown', brokerId });
  }

  cut(from: string, to: string | null = null): this {
    return this.command({ type: 'network.cut', from, to });
  }

  heal(from: string, to: string | null = null): this {
    return this.command({ type: 'network.heal', from, to });
  }

  // ── running ────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes usual steps until the condition holds. @throws Error when it does not come to hold. */
  until(condition: (puppet: ClusterPuppet) => boolean, what = 'the condition'): this {
    for (let steps = 0; !condition(this); steps += 1) {
      const choice = this.stepper.usual(this.world);
      if (choice === null || steps > MOST_STEPS) throw new Error(`waited in vain for ${what}`);
      this.do(choice);
    }
    return this;
  }

  /** Until a fact like this is reported from now on. */
  untilFact<Type extends FactType>(type: Type, where: Partial<FactOf<Type>> = {}): this {
    const known = this.facts.length;
    return this.until(() => this.facts.slice(known).some((fact) => matches(fact, type, where)), `${type} ${JSON.stringify(where)}`);
  }

  /** Everything due within this time happens; the clock then stands at its end. */
  forMs(ms: number): this {
    const endMs = this.world.nowMs + ms;
    for (let next = this.stepper.enabled(this.world)[0]; next !== undefined && next.dueAtMs <= endMs; next = this.stepper.enabled(this.world)[0]) this.do(next.choice);
    this.world = { ...this.world, nowMs: Math.max(this.world.nowMs, endMs) };
    return this;
  }

  /** Delivers this message, which may be held back or late. @throws Error when it is not at the head of any connection. */
  deliver(api: KafkaMessage['api'], from: string, kind: KafkaMessage['kind'] = 'request'): this {
    const head = this.inFlight(api, from, kind)[0];
    if (head === undefined) throw new Error(`no ${api} ${kind} from ${from} is on its way`);
    return this.do({ deliver: head.id });
  }

  /** Lets the message come to be sent, without delivering it. */
  untilSent(api: KafkaMessage['api'], from: string, kind: KafkaMessage['kind'] = 'request'): this {
    return this.until(() => this.inFlight(api, from, kind).length > 0, `${api} from ${from}`);
  }

  // ── looking ────────────────────────────────────────────────────────────────────────────────────────────

  contextOf<Context>(address: string): Context {
    const snapshot = this.world.actors.get(address);
    if (snapshot === undefined) throw new Error(`there is no ${address}`);
    return snapshot.context as Context;
  }

  stateOf(address: string): unknown {
    return this.world.actors.get(address)?.value;
  }

  broker(brokerId: number): BrokerContext {
    return this.contextOf(brokerAddress(brokerId));
  }

  /** The broker's state below `up`, or 'down'. */
  brokerState(brokerId: number): string {
    const value = this.stateOf(brokerAddress(brokerId)) as string | { readonly up: string };
    return typeof value === 'string' ? value : value.up;
  }

  replica(brokerId: number, partition: TopicPartition = 'orders-0'): ReplicaContext {
    return this.contextOf(replicaAddress(brokerId, partition));
  }

  replicaState(brokerId: number, partition: TopicPartition = 'orders-0'): unknown {
    return this.stateOf(replicaAddress(brokerId, partition));
  }

  fetcher(brokerId: number, leaderId: number): FetcherContext {
    return this.contextOf(fetcherAddress(brokerId, leaderId));
  }

  purgatory(brokerId: number): PurgatoryContext {
    return this.contextOf(purgatoryAddress(brokerId));
  }

  controller(): ControllerContext {
    return this.contextOf(CONTROLLER);
  }

  /** As the controller, or ZooKeeper, has it. */
  partition(partition: TopicPartition = 'orders-0'): PartitionRegistration {
    const image = controllerImage(this.world);
    const registration = image === null ? undefined : partitionOf(image, partition);
    if (registration === undefined) throw new Error(`there is no ${partition}`);
    return registration;
  }

  /** The record values of a replica's log, in order. */
  log(brokerId: number, partition: TopicPartition = 'orders-0'): readonly (string | null)[] {
    return this.replica(brokerId, partition).log.batches.flatMap((batch) => batch.records.map((record) => record.value));
  }

  factsOf<Type extends FactType>(type: Type, where: Partial<FactOf<Type>> = {}): readonly FactOf<Type>[] {
    return this.facts.filter((fact): fact is FactOf<Type> => matches(fact, type, where));
  }

  /** Open connections that this node opened to that one. */
  connections(client: string, server: string): readonly Connection<KafkaMessage>[] {
    return this.world.wire.connections.values().filter((one) => !one.closed && one.client.node === client && one.server.node === server);
  }

  /** Messages on the wire from this node, oldest first. */
  inFlight(api: string, from: string, kind: KafkaMessage['kind'] = 'request'): readonly Envelope<KafkaMessage>[] {
    return this.world.wire.connections.values()
      .flatMap((connection) => [...connection.requests, ...connection.responses])
      .filter(({ message, from: sender }) => message.api === api && message.kind === kind && nodeOf(sender) === from)
      .toSorted((a, b) => a.id - b.id);
  }
}

function matches<Type extends FactType>(fact: Fact, type: Type, where: Partial<FactOf<Type>>): boolean {
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  return fact.type === type && Object.entries(where).every(([name, value]) => JSON.stringify(fields[name]) === JSON.stringify(value));
}
