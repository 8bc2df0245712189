import { setup } from 'xstate';
import { replicaAddress } from '../kafka/actor.ts';
import type { Effect, KafkaEvent, MessageEvent, Shared } from '../kafka/actor.ts';
import { carryOut } from '../kafka/carryOut.ts';
import { bootCluster, machines } from '../kafka/cluster.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import { coordinatorPartition } from '../kafka/group/coordinatorPartition.ts';
import type {
  FindCoordinatorRequest, GroupRequest, GroupResponse, HeartbeatRequest, JoinGroupRequest, LeaveGroupRequest, OffsetCommitRequest, OffsetFetchRequest, SyncGroupRequest,
} from '../kafka/group/messages.ts';
import { recordsOf } from '../kafka/log/record.ts';
import { configsOf } from '../kafka/metadata/image.ts';
import { OFFSETS_TOPIC } from '../kafka/names/internalTopics.ts';
import { checkInvariants } from '../kafka/promises/invariants.ts';
import { recordFact } from '../kafka/promises/ledger.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import { decided, rulesOf } from '../world/machine.ts';
import { createStepper } from '../world/stepper.ts';

const PROBE = 'consumer-9';
const MOST_STEPS = 60_000;

type Member = { readonly memberId: string; readonly generationId: number };
type ProbeContext = { readonly answers: readonly GroupResponse[] };
type Ask = { readonly type: 'Ask'; readonly to: string; readonly message: GroupRequest };
type Answered = MessageEvent<GroupResponse> & KafkaEvent;

const act = rulesOf<ProbeContext, Ask | Answered, Shared, Effect>();

/** A client that sends what it is told and keeps the answers. */
const probeMachine = setup({
  types: { context: {} as ProbeContext, events: {} as Ask | Answered },
  actions: {
    ask: act<'Ask'>((probe, { to, message }) => decided<ProbeContext, Effect>(probe, { type: 'send', to, message })),
    keep: act<Answered['type']>((probe, { message }) => decided({ answers: [...probe.answers, message] })),
  },
}).createMachine({
  id: 'probe',
  context: { answers: [] },
  on: {
    Ask: { actions: 'ask' }, FindCoordinatorResponse: { actions: 'keep' }, JoinGroupResponse: { actions: 'keep' }, SyncGroupResponse: { actions: 'keep' },
    HeartbeatResponse: { actions: 'keep' }, LeaveGroupResponse: { actions: 'keep' }, OffsetCommitResponse: { actions: 'keep' }, OffsetFetchResponse: { actions: 'keep' },
    DescribeGroupsResponse: { actions: 'keep' }, ListGroupsResponse: { actions: 'keep' }, DeleteGroupsResponse: { actions: 'keep' }, OffsetDeleteResponse: { actions: 'keep' },
  },
});

/** A cluster with `__consumer_offsets` and a client that speaks to the coordinators. */
export class OffsetsCluster {
  readonly #stepper: KafkaStepper;
  readonly #era: EraId;
  readonly #partitions: number;
  readonly #facts: Fact[] = [];
  readonly #faults: string[] = [];
  #world: KafkaWorld;
  #correlationId = 0;
  /** Of the group that the topic was made for. */
  coordinator = -1;

  constructor(era: EraId, brokerConfig: Readonly<Record<string, string>>, brokers = 3) {
    this.#era = era;
    this.#partitions = Number(brokerConfig['offsets.topic.num.partitions'] ?? 50);
    const latencyMs = () => 2;
    this.#stepper = createStepper({ machines: { ...machines, probe: probeMachine }, shared: { era: eraOf(era) }, latencyMs, carryOut, record: recordFact });
    const topics = [{ name: 'orders', partitions: 1, replicationFactor: Math.min(3, brokers) }];
    this.#world = bootCluster({ brokers, brokerConfig, topics, producers: [], consumers: [] }, { era, seed: 1 }).world;
    this.#operate({ op: 'start', address: PROBE, machine: 'probe', input: {} }, { op: 'boot', node: PROBE });
  }

  /** Has the topic made for this group, and waits until its partition is loaded and followed, or until it has a leader. */
  withTopic(group: string, untilLoaded = true): this {
    this.ask(1, this.find(group));
    const partition = this.#partitionOf(group);
    this.until(() => this.leaderOf(partition) >= 0);
    this.coordinator = this.leaderOf(partition);
    if (untilLoaded) this.settle();
    return this;
  }

  find(groupId: string): FindCoordinatorRequest {
    return { ...this.#header(), api: 'FindCoordinator', groupId };
  }

  join(groupId: string): JoinGroupRequest {
    return {
      ...this.#header(), api: 'JoinGroup', groupId, memberId: '', groupInstanceId: null, sessionTimeoutMs: 300_000, rebalanceTimeoutMs: 60_000, protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null, userData: null } }], requiresMemberId: false, reason: null,
    };
  }

  /** One member joins and is given `orders-0`. */
  enter(brokerId: number, groupId: string): Member {
    const joined = this.ask(brokerId, this.join(groupId));
    if (joined.api !== 'JoinGroup' || joined.error !== 'NONE') throw new Error(`could not join: ${JSON.stringify(joined)}`);
    const { memberId, generationId } = joined;
    this.ask(brokerId, { ...this.sync(groupId), memberId, assignments: [{ memberId, assignment: ['orders-0'] }] });
    return { memberId, generationId };
  }

  sync(groupId: string): SyncGroupRequest {
    return { ...this.#header(), api: 'SyncGroup', groupId, memberId: 'm', groupInstanceId: null, generationId: 1, protocolType: null, protocolName: null, assignments: [] };
  }

  leave(groupId: string, memberId: string): LeaveGroupRequest {
    return { ...this.#header(), api: 'LeaveGroup', groupId, members: [{ memberId, groupInstanceId: null, reason: null }] };
  }

  heartbeat(groupId: string): HeartbeatRequest {
    return { ...this.#header(), api: 'Heartbeat', groupId, memberId: 'm', groupInstanceId: null, generationId: 1 };
  }

  /** From nobody in the group, unless a member is named. */
  commit(groupId: string, offsets: Readonly<Record<string, number>>, member: Member = { memberId: '', generationId: -1 }): OffsetCommitRequest {
    return {
      ...this.#header(), api: 'OffsetCommit', groupId, ...member, groupInstanceId: null,
      offsets: Object.entries(offsets).map(([partition, offset]) => ({ partition, offset, leaderEpoch: 0, metadata: '' })),
    };
  }

  fetch(groupId: string, partitions: readonly string[] | null): OffsetFetchRequest {
    return { ...this.#header(), api: 'OffsetFetch', groupId, partitions };
  }

  /** What this broker says the group has committed for the partition; -1 for nothing. */
  committed(brokerId: number, groupId: string, partition: string): number {
    const answer = this.ask(brokerId, this.fetch(groupId, [partition]));
    return answer.api === 'OffsetFetch' && answer.error === 'NONE' ? (answer.partitions[0]?.offset ?? -1) : -1;
  }

  isDown(brokerId: number): boolean {
    return this.#world.nodes[`broker-${brokerId}`]?.up !== true;
  }

  /** Sends the request and runs until it is answered; `hold` lets nothing happen but the request and its answer. */
  ask(brokerId: number, message: GroupRequest, { hold = false } = {}): GroupResponse {
    const before = this.#answers.length;
    const event: Ask = { type: 'Ask', to: `broker-${brokerId}`, message };
    this.#operate({ op: 'tell', to: PROBE, event });
    this.until(() => this.#answers.length > before, hold);
    return this.#answers.at(-1) as GroupResponse;
  }

  command(command: Command): void {
    this.#step({ command });
  }

  /** As long as it takes for a cluster to become quiet, unless told otherwise. */
  settle(forMs = 3_000): void {
    const untilMs = this.#world.nowMs + forMs;
    this.until(() => this.#world.nowMs >= untilMs);
  }

  until(done: () => boolean, onlyProbe = false): void {
    for (let steps = 0; !done(); steps += 1) {
      const choice = onlyProbe ? this.#probeChoice() : this.#stepper.usual(this.#world);
      if (choice === null || steps > MOST_STEPS) throw new Error('waited in vain');
      this.#step(choice);
    }
  }

  facts<Type extends FactType>(type: Type): readonly Extract<Fact, { readonly type: Type }>[] {
    return this.#facts.filter((fact): fact is Extract<Fact, { readonly type: Type }> => fact.type === type);
  }

  /** What the invariants complained of, at any step. */
  faults(): readonly string[] {
    return this.#faults;
  }

  /** What the invariants would say if this actor were otherwise. */
  faultsWith(address: string, change: (context: unknown) => unknown, value?: string): readonly string[] {
    const snapshot = this.#world.actors.get(address);
    if (snapshot === undefined) throw new Error(`there is no ${address}`);
    const changed = Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object) as typeof snapshot, snapshot, { context: change(snapshot.context), value: value ?? (snapshot.value as unknown) });
    return checkInvariants(null, { ...this.#world, actors: this.#world.actors.with(address, changed) }, eraOf(this.#era));
  }

  leaderOf(partition: number): number {
    return controllerImage(this.#world)?.topics[OFFSETS_TOPIC]?.partitions[partition]?.leader ?? -1;
  }

  /** As the broker that coordinates reads them: a ZooKeeper controller has no settings. */
  topicConfigs(): Readonly<Record<string, string>> {
    const brokers = [1, 2, 3].map((id) => this.#world.actors.get(`broker-${id}`)?.context as { readonly image: Parameters<typeof configsOf>[0] });
    return { ...brokers.map(({ image }) => configsOf(image, 'topic', OFFSETS_TOPIC)).find((configs) => Object.keys(configs).length > 0) };
  }

  contextOf(address: string): unknown {
    return this.#world.actors.get(address)?.context;
  }

  isIn(address: string, state: string): boolean {
    return this.#world.actors.get(address)?.value === state;
  }

  /** Keys and values in the group's partition on this broker. */
  records(group: string, brokerId: number): readonly (readonly [string | null, string | null])[] {
    const replica = this.contextOf(replicaAddress(brokerId, `${OFFSETS_TOPIC}-${this.#partitionOf(group)}`)) as ReplicaContext;
    return recordsOf(replica.log.batches).map(({ key, value }) => [key, value]);
  }

  #partitionOf(group: string): number {
    return coordinatorPartition(group, this.#partitions);
  }

  get #answers(): ProbeContext['answers'] {
    return (this.#world.actors.get(PROBE)?.context as ProbeContext | undefined)?.answers ?? [];
  }

  #header() {
    this.#correlationId += 1;
    return { kind: 'request', correlationId: this.#correlationId } as const;
  }

  #probeChoice(): KafkaChoice | null {
    const ours = this.#stepper.enabled(this.#world).find(({ subject }) => 'envelope' in subject && [subject.envelope.from, subject.envelope.to].includes(PROBE));
    return ours?.choice ?? null;
  }

  #step(choice: KafkaChoice): void {
    const step = this.#stepper.step(this.#world, choice);
    this.#faults.push(...checkInvariants(this.#world, step.world, eraOf(this.#era)));
    this.#facts.push(...step.facts);
    this.#world = step.world;
  }

  #operate(...operations: Parameters<KafkaStepper['operate']>[1]): void {
    const step = this.#stepper.operate(this.#world, operations);
    this.#facts.push(...step.facts);
    this.#world = step.world;
  }
}

