import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import { evaluate, initial } from '../../../world/evaluate.ts';
import type { Effect, KafkaEvent } from '../../actor.ts';
import { eraOf } from '../../era/era.ts';
import type { EraId } from '../../era/era.ts';
import type { Fact } from '../../facts.ts';
import type { AlterPartitionEntry, BrokerHeartbeatRequest, ConfigChange, KafkaRequest, KafkaResponse, NewTopic } from '../../messages.ts';
import { partitionOf } from '../../metadata/image.ts';
import { controllerMachine } from './machine.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';
import type { ControllerContext } from './types.ts';

type Timer = Extract<Effect, { type: 'schedule' }>;
type Reply = { readonly message: KafkaResponse; readonly routine: boolean };

/** A controller with its timers and a clock, and brokers that are only requests. */
class Puppet {
  snapshot: AnyMachineSnapshot;
  nowMs = 0;
  facts: readonly Fact[] = [];
  replies: readonly Reply[] = [];
  readonly timers = new Map<string, Timer & { readonly dueAtMs: number }>();
  private readonly era: EraId;

  constructor(era: EraId = '3.9', staticConfigs: Readonly<Record<string, string>> = {}, voters: readonly number[] = [3000]) {
    this.era = era;
    this.snapshot = initial(controllerMachine, { controllerId: 3000, voters, staticConfigs }).snapshot;
  }

  get context(): ControllerContext {
    return this.snapshot.context as ControllerContext;
  }

  on(event: KafkaEvent & Readonly<Record<string, unknown>>): this {
    const env = { nowMs: this.nowMs, draw: () => 0, node: { read: () => undefined }, self: 'controller-3000', incarnation: 1, shared: { era: eraOf(this.era) } };
    const { snapshot, effects } = evaluate(this.snapshot, Object.assign({}, event, { env }));
    this.snapshot = snapshot;
    this.carryOut(effects as readonly Effect[]);
    return this;
  }

  private carryOut(effects: readonly Effect[]): void {
    this.facts = effects.flatMap((effect) => (effect.type === 'report' ? [effect.fact] : []));
    this.replies = effects.flatMap((effect) => (effect.type === 'reply' ? [{ message: effect.message as KafkaResponse, routine: effect.routine ?? false }] : []));
    for (const effect of effects) {
      if (effect.type === 'schedule') this.timers.set(effect.name, { ...effect, dueAtMs: this.nowMs + effect.afterMs });
      if (effect.type === 'cancel') this.timers.delete(effect.name);
    }
  }

  fire(name: string): this {
    const timer = this.timers.get(name);
    if (timer === undefined) throw new Error(`${name} is not armed`);
    this.timers.delete(name);
    this.nowMs = Math.max(this.nowMs, timer.dueAtMs);
    return this.on({ ...timer.event });
  }

  ask(request: KafkaRequest, from = 'somebody'): this {
    return this.on({ type: request.api, message: request, from, replyTo: { connection: 'c', to: from } });
  }

  get answer(): KafkaResponse | undefined {
    return this.replies.at(-1)?.message;
  }

  register(brokerId: number, incarnationId = `process-${brokerId}`): this {
    return this.ask({ ...request, api: 'BrokerRegistration', brokerId, incarnationId, rack: null });
  }

  heartbeat(brokerId: number, more: Partial<BrokerHeartbeatRequest> = {}): this {
    const brokerEpoch = this.context.image.brokers[brokerId]?.brokerEpoch ?? -1;
    const currentMetadataOffset = this.context.metadataLog.length - 1;
    return this.ask({ ...request, api: 'BrokerHeartbeat', brokerId, brokerEpoch, currentMetadataOffset, wantFence: false, wantShutDown: false, ...more });
  }

  join(...brokerIds: readonly number[]): this {
    for (const brokerId of brokerIds) this.register(brokerId).heartbeat(brokerId);
    return this;
  }

  create(topic: Partial<NewTopic> = {}): this {
    const topics = [{ name: 'orders', partitions: -1, replicationFactor: -1, assignment: [[1, 2, 3]], configs: {}, ...topic }];
    return this.ask({ ...request, api: 'CreateTopics', topics });
  }

  alter(brokerId: number, newIsr: readonly number[], more: Partial<AlterPartitionEntry> = {}): this {
    const { brokers } = this.context.image;
    const epochOf = (id: number): number => brokers[id]?.brokerEpoch ?? -1;
    const { leaderEpoch, partitionEpoch } = this.orders;
    const isr = newIsr.map((id) => ({ brokerId: id, brokerEpoch: epochOf(id) }));
    const entry: AlterPartitionEntry = { partition: 'orders-0', leaderEpoch, partitionEpoch, newIsr: isr, leaderRecoveryState: 'RECOVERED', ...more };
    return this.ask({ ...request, api: 'AlterPartition', brokerId, brokerEpoch: epochOf(brokerId), partitions: [entry] });
  }

  configure(change: ConfigChange): this {
    return this.ask({ ...request, api: 'IncrementalAlterConfigs', changes: [change] });
  }

  fetchMetadata(replicaId: number, fetchOffset: number): this {
    return this.ask({ ...request, api: 'FetchMetadata', replicaId, fetchOffset, maxWaitMs: 500 }, `broker-${replicaId}`);
  }

  get orders(): PartitionRegistration {
    const partition = partitionOf(this.context.image, 'orders-0');
    if (partition === undefined) throw new Error('there is no orders-0');
    return partition;
  }
}

const request = { kind: 'request', correlationId: 7 } as const;
const allowUnclean: ConfigChange = { resourceType: 'topic', resourceName: 'orders', name: 'unclean.leader.election.enable', value: 'true' };

function active(era: EraId = '3.9', staticConfigs: Readonly<Record<string, string>> = {}): Puppet {
  return new Puppet(era, staticConfigs).on({ type: 'Boot' }).fire('election-timeout');
}

describe('the quorum of one', () => {
  it('stands at once, for there is nobody to wait for, and leads in a new epoch', () => {
    const controller = new Puppet().on({ type: 'Boot' });
    expect(controller.snapshot.value).toBe('unattached');
    expect(controller.timers.get('election-timeout')).toMatchObject({ afterMs: 0 });
    controller.fire('election-timeout');
    expect(controller.snapshot.value).toBe('leader');
    expect(controller.facts).toEqual([{ type: 'ControllerElected', controllerId: 3000, epoch: 1 }]);
  });

  it('does not lead without a majority: one vote of three leaves it a candidate', () => {
    const controller = new Puppet('3.9', {}, [3000, 3001, 3002]).on({ type: 'Boot' });
    expect(controller.timers.get('election-timeout')).toMatchObject({ afterMs: 1000 });
    controller.fire('election-timeout');
    expect(controller.snapshot.value).toBe('candidate');
    controller.fire('election-timeout');
    expect(controller.context).toMatchObject({ epoch: 2, votedId: 3000 });
  });

  it('refuses every request while it does not lead', () => {
    const controller = new Puppet().on({ type: 'Boot' });
    expect(controller.register(1).answer).toMatchObject({ api: 'BrokerRegistration', correlationId: 7, error: 'NOT_CONTROLLER', brokerEpoch: -1 });
    expect(controller.create().answer).toMatchObject({ topics: [{ name: 'orders', error: 'NOT_CONTROLLER' }] });
    expect(controller.fetchMetadata(1, 0).answer).toMatchObject({ error: 'NOT_LEADER_OR_FOLLOWER' });
    expect(controller.context.metadataLog).toEqual([]);
  });

  it('keeps its log and epoch on the disk, forgets sessions, and gives every broker a whole session when it leads again', () => {
    const controller = active().join(1, 2, 3).create().fetchMetadata(1, 99).fetchMetadata(2, 8);
    const { metadataLog, image } = controller.context;
    controller.on({ type: 'Halt', how: 'killed' });
    expect(controller.snapshot.value).toBe('down');
    expect(controller.context).toMatchObject({ epoch: 1, metadataLog, brokerSessions: {}, parkedFetches: {} });
    controller.timers.clear();
    controller.nowMs = 60_000;
    controller.on({ type: 'Boot' }).fire('election-timeout');
    expect(controller.facts).toEqual([{ type: 'ControllerElected', controllerId: 3000, epoch: 2 }]);
    expect(controller.context.image).toEqual(image);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 69_000 });
    expect(controller.context.brokerSessions[3]).toMatchObject({ lastHeartbeatMs: 60_000, registrationOffset: 4, metadataOffset: -1 });
  });
});

describe('registration', () => {
  it('writes a fenced registration whose broker epoch is the offset it begins at', () => {
    const controller = active().register(1).heartbeat(1).register(2);
    expect(controller.facts).toEqual([{ type: 'BrokerRegistered', brokerId: 2, brokerEpoch: 2 }]);
    expect(controller.answer).toMatchObject({ error: 'NONE', brokerEpoch: 2 });
    expect(controller.context.image.brokers[2]).toMatchObject({ fenced: true, brokerEpoch: 2 });
    expect(controller.context.metadataLog.map(({ offset, epoch }) => [offset, epoch])).toEqual([[0, 1], [1, 1], [2, 1]]);
    expect(controller.timers.has('session-2')).toBe(false);
  });

  it('refuses a second process under the same id while the first one has a session', () => {
    const controller = active().join(1);
    controller.nowMs = 9000;
    expect(controller.register(1, 'another').answer).toMatchObject({ error: 'DUPLICATE_BROKER_REGISTRATION', brokerEpoch: -1 });
    expect(controller.context.image.brokers[1]).toMatchObject({ incarnationId: 'process-1', fenced: false });
  });

  it('accepts the new process once the old one is fenced, with a new epoch', () => {
    const controller = active().join(1).fire('session-1');
    expect(controller.register(1, 'another').answer).toMatchObject({ error: 'NONE', brokerEpoch: 3 });
    expect(controller.facts).toEqual([{ type: 'BrokerRegistered', brokerId: 1, brokerEpoch: 3 }]);
    expect(controller.heartbeat(1, { brokerEpoch: 0 }).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH' });
  });

  it('a new process that comes when the session is over, but before it was fenced, fences the old one', () => {
    const controller = active().join(1);
    controller.nowMs = 9001;
    controller.register(1, 'another');
    expect(controller.facts).toEqual([
      { type: 'BrokerFenced', brokerId: 1, reason: 'new-incarnation' }, { type: 'BrokerRegistered', brokerId: 1, brokerEpoch: 2 },
    ]);
    expect(controller.timers.has('session-1')).toBe(false);
  });

  it('the same process registering again keeps its epoch', () => {
    const controller = active().join(1).register(1);
    expect(controller.answer).toMatchObject({ error: 'NONE', brokerEpoch: 0 });
    expect(controller.facts).toEqual([]);
    expect(controller.context.image.brokers[1]).toMatchObject({ fenced: false });
  });

  it('from 4.0 a new process leaves the ISRs the old one was still in', () => {
    const controller = active('4.1').join(1, 2, 3).create();
    controller.nowMs = 9001;
    controller.register(2, 'another');
    expect(controller.facts).toContainEqual({ type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 2, isr: [1, 3], partitionEpoch: 1, by: 'controller' });
  });
});

describe('heartbeats', () => {
  it('a broker is let in once it has applied its own registration', () => {
    const controller = active().register(1);
    expect(controller.heartbeat(1, { currentMetadataOffset: -1 }).answer).toMatchObject({ error: 'NONE', isCaughtUp: false, isFenced: true });
    expect(controller.replies[0]).toMatchObject({ routine: true });
    expect(controller.heartbeat(1, { currentMetadataOffset: 0 }).answer).toMatchObject({ isCaughtUp: true, isFenced: false, shouldShutDown: false });
    expect(controller.facts).toEqual([{ type: 'BrokerUnfenced', brokerId: 1, registrationOffset: 0 }]);
    expect(controller.replies[0]).toMatchObject({ routine: false });
  });

  it('a broker that wants to stay out stays out', () => {
    expect(active().register(1).heartbeat(1, { wantFence: true }).answer).toMatchObject({ isCaughtUp: true, isFenced: true });
  });

  it('each one gives the broker a new session', () => {
    const controller = active().join(1);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 9000 });
    controller.nowMs = 2000;
    controller.heartbeat(1);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 11_000 });
    expect(controller.replies).toMatchObject([{ routine: true }]);
  });

  it('the session is as long as broker.session.timeout.ms says', () => {
    const controller = active('3.9', { 'broker.session.timeout.ms': '6000' }).join(1);
    expect(controller.timers.get('session-1')).toMatchObject({ afterMs: 6000 });
  });

  it('refuses the epoch of another process, and a broker it does not know', () => {
    const controller = active().join(1);
    expect(controller.heartbeat(1, { brokerEpoch: 99 }).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH', isFenced: true });
    expect(controller.heartbeat(5).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH' });
  });
});

describe('the end of a session', () => {
  let controller: Puppet;
  beforeEach(() => {
    controller = active().join(1, 2, 3).create();
  });

  it('takes the broker out of the ISR and elects the next leader', () => {
    controller.fire('session-1');
    expect(controller.nowMs).toBe(9000);
    expect(controller.facts).toEqual([
      { type: 'BrokerFenced', brokerId: 1, reason: 'session-timeout' },
      { type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 1, isr: [2, 3], partitionEpoch: 1, by: 'controller' },
      { type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 1, isr: [2, 3], previousLeader: 1, election: 'clean' },
    ]);
  });

  it('a follower leaves the ISR without an election', () => {
    expect(controller.fire('session-3').facts.map(({ type }) => type)).toEqual(['BrokerFenced', 'ReplicaLeftIsr']);
    expect(controller.orders).toMatchObject({ leader: 1, leaderEpoch: 0, isr: [1, 2] });
  });

  it('with the last member of the ISR the partition goes offline, and comes back with it', () => {
    controller.on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.facts).toContainEqual({ type: 'PartitionWentOffline', partition: 'orders-0', leaderEpoch: 1, isr: [1], previousLeader: 1 });
    expect(controller.on({ type: 'UnfenceBroker', brokerId: 2 }).facts).toEqual([{ type: 'BrokerUnfenced', brokerId: 2, registrationOffset: 2 }]);
    controller.heartbeat(1);
    expect(controller.facts).toContainEqual({
      type: 'LeaderElected', partition: 'orders-0', leader: 1, leaderEpoch: 2, isr: [1], previousLeader: -1, election: 'clean',
    });
  });

  it('a broker that is fenced already has no session to end', () => {
    controller.on({ type: 'FenceBroker', brokerId: 1 });
    const { metadataLog } = controller.context;
    expect(controller.timers.has('session-1')).toBe(false);
    expect(controller.on({ type: 'FenceBroker', brokerId: 1 }).facts).toEqual([]);
    expect(controller.context.metadataLog).toBe(metadataLog);
  });

  it('a leader from outside the ISR is an unclean one', () => {
    controller.configure(allowUnclean).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    controller.alter(3, [3]);
    controller.on({ type: 'UnfenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 3 });
    expect(controller.facts).toContainEqual({
      type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 2, isr: [2], previousLeader: 3, election: 'unclean',
    });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'ReplicaJoinedIsr', brokerId: 2, by: 'controller' }));
    expect(controller.orders.leaderRecoveryState).toBe('RECOVERING');
  });

  it.each(['3.9', '4.1'] as const)('in %s an unclean leader that comes back is a clean one, though it still recovers', (era) => {
    controller = active(era).join(1, 2, 3).create({ configs: { 'unclean.leader.election.enable': 'true' } });
    controller.alter(1, [1]).on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'unclean' }));
    controller.on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'UnfenceBroker', brokerId: 2 });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, previousLeader: -1, election: 'clean' }));
    expect(controller.orders.leaderRecoveryState).toBe('RECOVERING');
  });

  it('in 4.1 replicas that left an ISR below its minimum stay electable', () => {
    controller = active('4.1').join(1, 2, 3).create({ configs: { 'min.insync.replicas': '2' } });
    controller.on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.orders).toMatchObject({ leader: -1, isr: [], elr: [1, 2] });
    controller.heartbeat(2);
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'clean' }));
  });
});

describe('a controlled shutdown', () => {
  let controller: Puppet;
  beforeEach(() => {
    controller = active().join(1, 2, 3).create();
  });

  it('moves leaderships away first, and lets go once every active broker knows', () => {
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: false, isFenced: false });
    expect(controller.facts.map(({ type }) => type)).toEqual(['ReplicaLeftIsr', 'LeaderElected']);
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'controlled-shutdown' }));
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: 9 });
    controller.heartbeat(2).heartbeat(3, { currentMetadataOffset: 8 });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: false });
    controller.heartbeat(3, { currentMetadataOffset: 9 }).heartbeat(1, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: true, isFenced: true });
    expect(controller.facts).toEqual([{ type: 'BrokerFenced', brokerId: 1, reason: 'controlled-shutdown' }]);
    expect(controller.timers.has('session-1')).toBe(false);
  });

  it('records written meanwhile do not make it wait longer', () => {
    controller.heartbeat(1, { wantShutDown: true }).create({ name: 'payments', assignment: [[2, 3]] });
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: 9 });
  });

  it('is granted at once to a broker that leads nothing', () => {
    controller.heartbeat(3, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: true });
    expect(controller.orders.isr).toEqual([1, 2]);
    expect(controller.replies[0]).toMatchObject({ routine: false });
  });

  it('waits for the last leadership when nobody can take it over', () => {
    controller.on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 3 });
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.orders).toMatchObject({ leader: -1, isr: [1] });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('does not go by what a broker reported before it was let in', () => {
    controller.register(4).heartbeat(1, { wantShutDown: true }).heartbeat(2).heartbeat(3).heartbeat(4);
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: false });
    expect(controller.heartbeat(4).heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('is over when the broker is not heard of in time', () => {
    controller.heartbeat(1, { wantShutDown: true }).fire('session-1');
    expect(controller.facts).toEqual([{ type: 'BrokerFenced', brokerId: 1, reason: 'session-timeout' }]);
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: -1 });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('a new process registers at once afterwards', () => {
    controller.heartbeat(3, { wantShutDown: true });
    expect(controller.register(3, 'another').answer).toMatchObject({ error: 'NONE' });
    expect(controller.heartbeat(3).answer).toMatchObject({ isFenced: false });
  });
});

describe('AlterPartition', () => {
  it('is reported as the leader’s doing', () => {
    const controller = active().join(1, 2, 3).create().alter(1, [1, 2]);
    expect(controller.answer).toMatchObject({ error: 'NONE', partitions: [{ partition: 'orders-0', error: 'NONE', isr: [1, 2], partitionEpoch: 1, leaderEpoch: 0 }] });
    expect(controller.facts).toEqual([{ type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 3, isr: [1, 2], partitionEpoch: 1, by: 'leader' }]);
    controller.alter(1, [1, 2, 3]);
    expect(controller.facts).toEqual([{ type: 'ReplicaJoinedIsr', partition: 'orders-0', brokerId: 3, isr: [1, 2, 3], partitionEpoch: 2, by: 'leader' }]);
  });

  it('a refusal writes nothing and keeps its reason off the wire', () => {
    const controller = active().join(1, 2, 3).create();
    const end = controller.context.metadataLog.length;
    controller.alter(1, [1, 2], { partitionEpoch: -1 });
    expect(controller.answer).toMatchObject({ partitions: [{ error: 'INVALID_UPDATE_VERSION' }] });
    expect(JSON.stringify(controller.answer)).not.toContain('message');
    expect(controller.context.metadataLog).toHaveLength(end);
  });
});

describe('the administrator’s requests', () => {
  it('creates a topic and reports where its replicas are', () => {
    const controller = active().join(1, 2, 3).create({ configs: { 'min.insync.replicas': '2' } });
    expect(controller.answer).toMatchObject({ api: 'CreateTopics', topics: [{ name: 'orders', error: 'NONE' }] });
    expect(controller.facts).toMatchObject([{ type: 'TopicCreated', topic: 'orders', assignment: [[1, 2, 3]] }]);
    expect(controller.context.image.topics['orders']?.topicId).toMatch(/^[\w-]{22}$/);
    expect(controller.create().answer).toMatchObject({ topics: [{ error: 'TOPIC_ALREADY_EXISTS' }] });
    expect(controller.facts).toEqual([]);
  });

  it('changes a setting and takes it away again', () => {
    const controller = active().join(1, 2, 3).create().configure(allowUnclean);
    expect(controller.facts).toEqual([{ ...allowUnclean, type: 'ConfigChanged' }]);
    controller.configure({ ...allowUnclean, value: null });
    expect(controller.facts).toEqual([{ ...allowUnclean, type: 'ConfigChanged', value: null }]);
  });

  it('gives a partition back to its preferred leader', () => {
    const controller = active().join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 }).heartbeat(1).alter(2, [2, 3, 1]);
    controller.ask({ ...request, api: 'ElectLeaders', electionType: 'PREFERRED', partitions: ['orders-0'] });
    expect(controller.answer).toMatchObject({ error: 'NONE', partitions: [{ partition: 'orders-0', error: 'NONE' }] });
    expect(controller.facts).toMatchObject([{ type: 'LeaderElected', leader: 1, previousLeader: 2, election: 'preferred' }]);
  });
});

describe('metadata reaches brokers by their fetches', () => {
  it('records beyond the offset are sent at once', () => {
    const controller = active().join(1).fetchMetadata(1, 1);
    expect(controller.answer).toMatchObject({ api: 'FetchMetadata', error: 'NONE', highWatermark: 2, baseOffset: 1, records: [{ type: 'BrokerRegistrationChangeRecord', fenced: false }] });
    expect(controller.replies).toMatchObject([{ routine: false }]);
  });

  it('a fetch at the end waits, and every commit answers all that wait', () => {
    const controller = active().join(1, 2).fetchMetadata(1, 4).fetchMetadata(2, 4);
    expect(controller.replies).toEqual([]);
    expect(controller.timers.get('metadata-fetch-1')).toMatchObject({ afterMs: 500, routine: true });
    controller.register(3);
    expect(controller.replies.map(({ message }) => message.api)).toEqual(['FetchMetadata', 'FetchMetadata', 'BrokerRegistration']);
    expect(controller.replies[0]?.message).toMatchObject({ baseOffset: 4, records: [{ type: 'RegisterBrokerRecord', brokerId: 3 }] });
    expect(controller.context.parkedFetches).toEqual({});
    expect(controller.timers.has('metadata-fetch-1')).toBe(false);
  });

  it('nothing in time is an empty, routine answer', () => {
    const controller = active().fetchMetadata(1, 0).fire('metadata-fetch-1');
    expect(controller.replies).toMatchObject([{ routine: true, message: { highWatermark: 0, baseOffset: 0, records: [] } }]);
    expect(controller.context.parkedFetches).toEqual({});
  });

  it('an offset beyond the end is out of range', () => {
    expect(active().fetchMetadata(1, 5).answer).toMatchObject({ error: 'OFFSET_OUT_OF_RANGE', records: [] });
  });
});

describe('periodic elections', () => {
  it('preferred leaders get their partitions back at the next check, and the check rests when all is in order', () => {
    const controller = active().join(1, 2, 3).create();
    expect(controller.timers.has('balance-leaders')).toBe(false);
    controller.on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.timers.get('balance-leaders')).toMatchObject({ afterMs: 300_000 });
    controller.heartbeat(1).alter(2, [1, 2, 3]).fire('balance-leaders');
    expect(controller.facts).toMatchObject([{ type: 'LeaderElected', leader: 1, election: 'preferred' }]);
    expect(controller.timers.has('balance-leaders')).toBe(false);
  });

  it('a check that can do nothing is made again', () => {
    const controller = active().join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 }).fire('balance-leaders');
    expect(controller.facts).toEqual([]);
    expect(controller.timers.get('balance-leaders')).toMatchObject({ afterMs: 300_000 });
  });

  it('auto.leader.rebalance.enable=false leaves leaderships where they are', () => {
    const controller = active('3.9', { 'auto.leader.rebalance.enable': 'false' }).join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.timers.has('balance-leaders')).toBe(false);
  });

  it('a leaderless partition that may now be led uncleanly gets its leader at the next check', () => {
    const controller = active().join(1, 2, 3).create().alter(1, [1]).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.orders.leader).toBe(-1);
    expect(controller.timers.get('elect-unclean-leaders')).toMatchObject({ afterMs: 300_000 });
    controller.configure(allowUnclean);
    expect(controller.orders.leader).toBe(-1);
    controller.fire('elect-unclean-leaders');
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, previousLeader: -1, election: 'unclean' }));
    expect(controller.timers.has('elect-unclean-leaders')).toBe(false);
  });
});
