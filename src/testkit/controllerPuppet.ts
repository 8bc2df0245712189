import { ActorPuppet } from './actorPuppet.ts';
import type { Effect, KafkaEvent } from '../kafka/actor.ts';
import { controllerMachine } from '../kafka/controller/kraft/machine.ts';
import type { ControllerContext } from '../kafka/controller/kraft/types.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { AlterPartitionEntry, BrokerHeartbeatRequest, ConfigChange, KafkaRequest, KafkaResponse, NewTopic } from '../kafka/messages.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import { orders0 } from './controllerFixture.ts';

type Timer = Extract<Effect, { type: 'schedule' }>;
type Reply = { readonly message: KafkaResponse; readonly routine: boolean };

/** What every request of these tests begins with. */
export const ASKED = { kind: 'request', correlationId: 7 } as const;
export const ALLOW_UNCLEAN: ConfigChange = { resourceType: 'topic', resourceName: 'orders', name: 'unclean.leader.election.enable', value: 'true' };

/** A KRaft controller with its timers and a clock, and brokers that are only requests. For tests. */
export class ControllerPuppet {
  nowMs = 0;
  readonly timers = new Map<string, Timer & { readonly dueAtMs: number }>();
  private readonly actor: ActorPuppet<ControllerContext>;

  constructor(era: EraId = '3.9', staticConfigs: Readonly<Record<string, string>> = {}, voters: readonly number[] = [3000]) {
    this.actor = new ActorPuppet(controllerMachine, { controllerId: 3000, voters, staticConfigs }, { era, self: 'controller-3000' });
  }

  get context(): ControllerContext {
    return this.actor.context;
  }

  get state(): unknown {
    return this.actor.state;
  }

  /** All that the last event made it report. */
  get facts(): readonly Fact[] {
    return this.actor.effects('report').map(({ fact }) => fact);
  }

  get replies(): readonly Reply[] {
    return this.actor.effects('reply').map(({ message, routine }) => ({ message: message as KafkaResponse, routine: routine ?? false }));
  }

  get answer(): KafkaResponse | undefined {
    return this.replies.at(-1)?.message;
  }

  /** `orders-0` as the controller knows it. */
  get orders(): PartitionRegistration {
    return orders0(this.context.image);
  }

  on(event: KafkaEvent & Readonly<Record<string, unknown>>): this {
    this.actor.at(this.nowMs).get(event);
    for (const effect of this.actor.done) {
      if (effect.type === 'schedule') this.timers.set(effect.name, { ...effect, dueAtMs: this.nowMs + effect.afterMs });
      if (effect.type === 'cancel') this.timers.delete(effect.name);
    }
    return this;
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

  register(brokerId: number, incarnationId = `process-${brokerId}`): this {
    return this.ask({ ...ASKED, api: 'BrokerRegistration', brokerId, incarnationId, rack: null });
  }

  heartbeat(brokerId: number, more: Partial<BrokerHeartbeatRequest> = {}): this {
    const brokerEpoch = this.context.image.brokers[brokerId]?.brokerEpoch ?? -1;
    const currentMetadataOffset = this.context.metadataLog.length - 1;
    return this.ask({ ...ASKED, api: 'BrokerHeartbeat', brokerId, brokerEpoch, currentMetadataOffset, wantFence: false, wantShutDown: false, ...more });
  }

  join(...brokerIds: readonly number[]): this {
    for (const brokerId of brokerIds) this.register(brokerId).heartbeat(brokerId);
    return this;
  }

  create(topic: Partial<NewTopic> = {}): this {
    const topics = [{ name: 'orders', partitions: -1, replicationFactor: -1, assignment: [[1, 2, 3]], configs: {}, ...topic }];
    return this.ask({ ...ASKED, api: 'CreateTopics', topics });
  }

  alter(brokerId: number, newIsr: readonly number[], more: Partial<AlterPartitionEntry> = {}): this {
    const { brokers } = this.context.image;
    const epochOf = (id: number): number => brokers[id]?.brokerEpoch ?? -1;
    const { leaderEpoch, partitionEpoch } = this.orders;
    const isr = newIsr.map((id) => ({ brokerId: id, brokerEpoch: epochOf(id) }));
    const entry: AlterPartitionEntry = { partition: 'orders-0', leaderEpoch, partitionEpoch, newIsr: isr, leaderRecoveryState: 'RECOVERED', ...more };
    return this.ask({ ...ASKED, api: 'AlterPartition', brokerId, brokerEpoch: epochOf(brokerId), partitions: [entry] });
  }

  configure(change: ConfigChange): this {
    return this.ask({ ...ASKED, api: 'IncrementalAlterConfigs', changes: [change] });
  }

  fetchMetadata(replicaId: number, fetchOffset: number): this {
    return this.ask({ ...ASKED, api: 'FetchMetadata', replicaId, fetchOffset, maxWaitMs: 500 }, `broker-${replicaId}`);
  }
}

/** A controller that leads its quorum of one. */
export function activeController(era: EraId = '3.9', staticConfigs: Readonly<Record<string, string>> = {}): ControllerPuppet {
  return new ControllerPuppet(era, staticConfigs).on({ type: 'Boot' }).fire('election-timeout');
}
