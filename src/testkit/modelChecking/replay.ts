import { brokerAddress, fetcherAddress, replicaAddress } from '../../kafka/actor.ts';
import type { KafkaEvent } from '../../kafka/actor.ts';
import { ZOOKEEPER } from '../../kafka/carryOut.ts';
import { coldCluster, createKafkaStepper } from '../../kafka/cluster.ts';
import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { LeaderAndIsrRequest, PartitionState, UpdateMetadataRequest } from '../../kafka/controller/zookeeper/messages.ts';
import type { ClusterDescription } from '../../kafka/description.ts';
import type { Era } from '../../kafka/era/era.ts';
import { NO_PRODUCER } from '../../kafka/log/record.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import { decodeState, encodeState, encodeTopic, partitionPath, partitionsPath, statePath, topicPath } from '../../kafka/metadata/zkData.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import { NEVER_MS } from '../../kafka/replica/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { start } from '../../kafka/startUp.ts';
import type { Znodes } from '../../kafka/zookeeper/tree.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import type { Envelope, Timer } from '../../world/types.ts';
import { nodeOf } from '../../world/types.ts';
import type { Action } from './trace.ts';

const PARTITION = 'orders-0';
const STATE = statePath(PARTITION);
/** Nothing comes round by itself. */
const UNTIMED: Readonly<Record<string, string>> = {
  'zookeeper.session.timeout.ms': '36000000', 'replica.lag.time.max.ms': '36000000', 'replica.high.watermark.checkpoint.interval.ms': '36000000',
  'replica.fetch.wait.max.ms': '30000000', 'replica.socket.timeout.ms': '36000000',
};
/** More messages than any of the specification's actions is made of. */
const MOST_MESSAGES = 200;

/**
 * Carries out a specification's atomic actions on real brokers: every replica, fetcher, broker and ZooKeeper is the model's
 * own, and whatever they say to each other is delivered by hand when an action calls for it. Only the controller is played
 * here, for the specification lets it elect whom it likes and lets each replica hear of it when it pleases. No time passes.
 */
export class SpecReplay {
  world: KafkaWorld;
  /** Records that were below a leader's high watermark once, with their place. */
  readonly committed = new Map<string, number>();
  readonly replicas: readonly number[];
  /** What the controller decided, by leader epoch. */
  readonly decided = new Map<number, PartitionState>();
  private readonly stepper: KafkaStepper;
  private written = 0;

  private constructor(stepper: KafkaStepper, replicas: readonly number[], world: KafkaWorld) {
    this.stepper = stepper;
    this.replicas = replicas;
    this.world = world;
  }

  static begin(replicas: readonly number[], era: Era): SpecReplay {
    const description: ClusterDescription = {
      brokers: replicas.length + 1, controller: replicas.length + 1, topics: [], producers: [], consumers: [], brokerConfig: UNTIMED,
    };
    const stepper = createKafkaStepper(era, () => 0);
    const replay = new SpecReplay(stepper, replicas, start(stepper, coldCluster(description, { era: era.id, seed: 1 }), description, era));
    replay.introduce();
    return replay;
  }

  /** Another one, from the beginning this one had; to be asked for before anything is done. */
  again(): SpecReplay {
    return new SpecReplay(this.stepper, this.replicas, this.world);
  }

  /** Each broker learns that it hosts the partition, led by nobody yet. */
  private introduce(): void {
    const { replicas } = this;
    this.putState({ leader: -1, leaderEpoch: -1, isr: replicas, controllerEpoch: 1 });
    for (const replica of replicas) {
      this.sendLeaderAndIsr(replica, { partition: PARTITION, controllerEpoch: 1, leader: -1, leaderEpoch: 0, isr: replicas, zkVersion: 0, replicas });
      this.deliverAll(this.withZooKeeper(replica));
    }
  }

  /** @returns whether the action did anything; what cannot be done is left. */
  do(action: Action): boolean {
    const before = this.world;
    this.carryOut(action);
    for (const replica of this.replicas) this.noteCommitted(replica);
    return action.type === 'elect' ? this.decided.has(action.epoch) : this.replicas.some((id) => this.changed(before, id)) || this.znode(before).data !== this.znode().data;
  }

  replica(id: number): ReplicaContext {
    return this.contextOf(replicaAddress(id, PARTITION));
  }

  isLeader(id: number): boolean {
    return this.world.actors.get(replicaAddress(id, PARTITION))?.value === 'leader';
  }

  isTruncating(id: number): boolean {
    return JSON.stringify(this.world.actors.get(replicaAddress(id, PARTITION))?.value) === '{"follower":"truncating"}';
  }

  /** As the specification writes it. */
  log(id: number): readonly string[] {
    return this.replica(id).log.batches.flatMap((batch) => batch.records.map((record) => `${record.id}@e${batch.leaderEpoch}`));
  }

  /** As ZooKeeper has it. */
  state() {
    return decodeState(this.znode().data);
  }

  // ── the actions ──────────────────────────────────────────────────────────────────────────────────────────

  private carryOut(action: Action): void {
    switch (action.type) {
      case 'elect': return this.elect(action);
      case 'lead': return this.hear(action.replica, action.epoch, 'leader');
      case 'follow': return this.hear(action.replica, action.epoch, 'follower');
      case 'write': return this.write(action.replica);
      case 'replicate': return this.replicate(action.replica);
      case 'commit': return this.commit(action.replica);
      case 'expand': return this.changeIsr(action.replica, () => this.deliverAll((envelope) => this.isFetchTo(action.replica, envelope)));
      case 'shrink': return this.changeIsr(action.replica, () => this.checkIsr(action));
      case 'restart': return this.restart(action.replica, action.losesTail);
      default: return action satisfies never;
    }
  }

  private elect({ epoch, leader, left }: Extract<Action, { type: 'elect' }>): void {
    const isr = this.state().isr.filter((id) => !left.includes(id));
    if (!isr.includes(leader)) return;
    const zkVersion = this.putState({ leader, leaderEpoch: epoch, isr, controllerEpoch: 1 });
    this.decided.set(epoch, { partition: PARTITION, controllerEpoch: 1, leader, leaderEpoch: epoch, isr, zkVersion, replicas: this.replicas });
  }

  /** A LeaderAndIsr reaches the replica; a follower then finds out where its log parts from the leader's. */
  private hear(replica: number, epoch: number, role: 'leader' | 'follower'): void {
    const state = this.decided.get(epoch);
    if (state === undefined || (state.leader === replica) !== (role === 'leader')) return;
    this.sendLeaderAndIsr(replica, state);
    if (role === 'follower') this.settle(replica);
  }

  private settle(replica: number): void {
    this.wakeFetchers(replica);
    this.deliverAll(({ message, from, to }) => message.api === 'OffsetForLeaderEpoch' && [from, to].some((address) => nodeOf(address) === brokerAddress(replica)));
  }

  private write(replica: number): void {
    const id = String(this.written);
    this.written += 1;
    if (this.isLeader(replica)) this.tell(replicaAddress(replica, PARTITION), { type: 'AppendRecords', requestKey: `write-${id}`, acks: 1, records: [{ id, key: null, value: id, timestampMs: 0 }], producer: NO_PRODUCER });
  }

  /** One record, or what the leader sends with it, by as many Fetches as that takes. */
  private replicate(replica: number): void {
    this.reconnect(replica);
    const from = this.replica(replica).log.logEndOffset;
    const leader = brokerAddress(this.replica(replica).leaderId);
    const isOurs = ({ message, from: sender, to }: Envelope<KafkaMessage>) =>
      message.api === 'Fetch' && [sender, to].some((address) => address.startsWith(`${brokerAddress(replica)}/fetcher`)) && [sender, to].some((address) => nodeOf(address) === leader);
    for (let messages = 0; this.replica(replica).log.logEndOffset === from; messages += 1) {
      const head = this.heads().find(isOurs);
      if (head === undefined || messages > MOST_MESSAGES) return;
      this.deliver(head);
    }
  }

  /** The leader learns how far its followers are; those it lost or refused before come back. */
  private commit(leader: number): void {
    for (const follower of this.replicas.filter((id) => id !== leader && this.replica(id).leaderId === leader)) this.reconnect(follower);
    this.deliverAll((envelope) => this.isFetchTo(leader, envelope));
  }

  private reconnect(follower: number): void {
    this.deliverAll(({ message, to }) => message.api === 'Disconnect' && nodeOf(to) === brokerAddress(follower));
    const backoff = this.world.timers.find(({ owner, name }) => owner.startsWith(`${brokerAddress(follower)}/fetcher`) && name === 'backoff');
    if (backoff === undefined) return;
    this.fire(backoff);
    this.settle(follower);
  }

  /** A node's timers fire in order, so whatever is due before this one fires first. */
  private fire(wanted: Timer): void {
    while (this.world.timers.some(({ id }) => id === wanted.id)) {
      const ofNode = this.world.timers.filter(({ owner }) => nodeOf(owner) === nodeOf(wanted.owner));
      const [earliest] = ofNode.toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.id - b.id);
      this.world = this.stepper.step(this.world, { fire: (earliest ?? wanted).id }).world;
    }
  }

  private changeIsr(leader: number, make: () => void): void {
    make();
    this.deliverAll(this.withZooKeeper(leader));
  }

  /** Silence is a matter of time, which does not pass here: only those who are to leave have been silent. */
  private checkIsr({ replica: leader, isr, unfenced }: Extract<Action, { type: 'shrink' }>): void {
    if (!this.isLeader(leader)) return;
    const address = replicaAddress(leader, PARTITION);
    const { remote } = this.replica(leader);
    const heard = mapRemote(remote, (id, known) => {
      const atMs = isr.includes(id) ? this.world.nowMs : NEVER_MS;
      return { ...known, lastCaughtUpTimeMs: atMs, lastFetchTimeMs: atMs };
    });
    const judged = unfenced === 'followers-epoch' ? mapRemote(heard, (id, known) => ({ ...known, logEndOffset: this.endAt(leader, id) })) : heard;
    this.patch(address, { remote: judged, ...(unfenced === 'newer-state' ? { partitionEpoch: this.znode().version } : {}) });
    this.tell(address, { type: 'CheckIsr' });
    // Only the check is not fenced: the high watermark goes by what was heard in this epoch.
    if (unfenced === 'followers-epoch') this.patch(address, { remote: mapRemote(this.replica(leader).remote, (id, known) => ({ ...known, logEndOffset: remote[id]?.logEndOffset ?? -1 })) });
  }

  /** Where the log of a follower ends that follows this leader, in whatever epoch. */
  private endAt(leader: number, follower: number): number {
    const { leaderId, log } = this.replica(follower);
    return leaderId === leader ? log.logEndOffset : -1;
  }

  /** The old session ends at once; the specification knows none. Afterwards the replica hears again what it knew. */
  private restart(replica: number, losesTail: boolean): void {
    const { leaderEpoch } = this.replica(replica);
    this.world = this.stepper.step(this.world, { command: { type: losesTail ? 'broker.powerOff' : 'broker.kill', brokerId: replica } }).world;
    const { sessions } = this.contextOf<ZooKeeperContext>(ZOOKEEPER);
    const session = Object.values(sessions).find(({ node }) => node === brokerAddress(replica));
    if (session !== undefined) this.tell(ZOOKEEPER, { type: 'SessionTimeout', sessionId: session.sessionId });
    this.world = this.stepper.step(this.world, { command: { type: 'broker.restart', brokerId: replica } }).world;
    this.deliverAll(this.withZooKeeper(replica));
    const live = [...this.replicas, this.replicas.length + 1].map((id) => ({ id, rack: null }));
    const message: UpdateMetadataRequest = { ...HEADER, api: 'UpdateMetadata', controllerId: this.replicas.length + 1, topicIds: {}, liveBrokers: live, partitions: [] };
    this.request(replica, message);
    const known = this.decided.get(leaderEpoch);
    if (!losesTail && known !== undefined) this.hear(replica, leaderEpoch, known.leader === replica ? 'leader' : 'follower');
  }

  // ── messages ─────────────────────────────────────────────────────────────────────────────────────────────

  private sendLeaderAndIsr(replica: number, state: PartitionState): void {
    const message: LeaderAndIsrRequest = { ...HEADER, api: 'LeaderAndIsr', controllerId: this.replicas.length + 1, topicIds: {}, partitions: [{ ...state, isNew: false, addingReplicas: [], removingReplicas: [] }] };
    this.request(replica, message);
    this.wakeFetchers(replica);
  }

  private request(replica: number, message: LeaderAndIsrRequest | UpdateMetadataRequest): void {
    const from = `${brokerAddress(message.controllerId)}/controller`;
    this.tell(brokerAddress(replica), { type: message.api, message, from, replyTo: { connection: 'played', to: from }, routine: false });
  }

  private tell(to: string, event: KafkaEvent & Readonly<Record<string, unknown>>): void {
    this.world = this.stepper.operate(this.world, [{ op: 'tell', to, event }]).world;
  }

  /** A fetcher that was given partitions wakes by a timer that is due at once. */
  private wakeFetchers(replica: number): void {
    for (const leader of this.replicas) {
      const timer = this.world.timers.find(({ owner, name, dueAtMs }) => owner === fetcherAddress(replica, leader) && name === 'round' && dueAtMs <= this.world.nowMs);
      if (timer !== undefined) this.fire(timer);
    }
  }

  private heads(): readonly Envelope<KafkaMessage>[] {
    return this.world.wire.connections.values().flatMap(({ requests, responses }) => [requests[0], responses[0]].flatMap((head) => head ?? []));
  }

  private deliver({ id }: Envelope<KafkaMessage>): void {
    this.world = this.stepper.step(this.world, { deliver: id }).world;
  }

  private deliverAll(wanted: (envelope: Envelope<KafkaMessage>) => boolean): void {
    for (let messages = 0; messages < MOST_MESSAGES; messages += 1) {
      const head = this.heads().find(wanted);
      if (head === undefined) return;
      this.deliver(head);
    }
    throw new Error('there is no end to the messages');
  }

  private withZooKeeper(replica: number) {
    return ({ message, from, to }: Envelope<KafkaMessage>): boolean =>
      message.api.startsWith('Zk') && message.api !== 'ZkPing' && [from, to].some((address) => nodeOf(address) === brokerAddress(replica));
  }

  private isFetchTo(leader: number, { message, to }: Envelope<KafkaMessage>): boolean {
    return message.api === 'Fetch' && message.kind === 'request' && nodeOf(to) === brokerAddress(leader);
  }

  // ── the world ────────────────────────────────────────────────────────────────────────────────────────────

  private contextOf<Context>(address: string): Context {
    const snapshot = this.world.actors.get(address);
    if (snapshot === undefined) throw new Error(`there is no ${address}`);
    return snapshot.context as Context;
  }

  private patch(address: string, change: object): void {
    const snapshot = this.world.actors.get(address);
    if (snapshot === undefined) throw new Error(`there is no ${address}`);
    const patched = Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object) as object, snapshot, { context: { ...(snapshot.context as object), ...change } });
    this.world = { ...this.world, actors: this.world.actors.with(address, patched as typeof snapshot) };
  }

  private znode(world = this.world) {
    const znode = (world.actors.get(ZOOKEEPER)?.context as ZooKeeperContext | undefined)?.znodes[STATE];
    if (znode === undefined) throw new Error(`there is no ${STATE}`);
    return znode;
  }

  /** @returns the znode's version. */
  private putState(state: Parameters<typeof encodeState>[0]): number {
    const { znodes } = this.contextOf<ZooKeeperContext>(ZOOKEEPER);
    const version = (znodes[STATE]?.version ?? -1) + 1;
    const put = (path: string, data: string, at = 0): Znodes => ({ [path]: { data, czxid: 1, mzxid: 1, pzxid: 1, ctimeMs: 0, mtimeMs: 0, version: at, cversion: 0, ephemeralOwner: 0, childrenCreated: 0 } });
    const parents = { ...put(topicPath('orders'), encodeTopic({ topicId: '', replicas: [this.replicas], adding: [], removing: [] }, 1)), ...put(partitionsPath('orders'), ''), ...put(partitionPath(PARTITION), '') };
    this.patch(ZOOKEEPER, { znodes: { ...znodes, ...parents, ...put(STATE, encodeState(state), version) } });
    return version;
  }

  private changed(before: KafkaWorld, id: number): boolean {
    const of = (world: KafkaWorld) => {
      const replica = world.actors.get(replicaAddress(id, PARTITION))?.context as ReplicaContext | undefined;
      return JSON.stringify([replica?.log, replica?.highWatermark, replica?.leaderEpoch]);
    };
    return of(before) !== of(this.world);
  }

  private noteCommitted(id: number): void {
    if (!this.isLeader(id)) return;
    for (const [offset, record] of this.log(id).slice(0, this.replica(id).highWatermark).entries()) this.committed.set(record, offset);
  }
}

type Remote = ReplicaContext['remote'];

function mapRemote(remote: Remote, change: (id: number, known: Remote[number]) => Remote[number]): Remote {
  return Object.fromEntries(Object.entries(remote).map(([id, known]) => [id, change(Number(id), known)]));
}

const HEADER = { kind: 'request', correlationId: 0, controllerEpoch: 1, brokerEpoch: -1 } as const;
