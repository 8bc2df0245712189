import type { AnyMachineSnapshot } from 'xstate';
import { evaluate, initial } from '../../world/evaluate.ts';
import { memberAddress } from '../actor.ts';
import type { Effect, KafkaEvent } from '../actor.ts';
import { eraOf } from '../era/era.ts';
import type { EraId } from '../era/era.ts';
import type { ConsumerDescription } from '../description.ts';
import type { Fact, FactType } from '../facts.ts';
import type { JoinGroupResponse, JoinedMember, Subscription } from '../group/messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { KafkaRequest, KafkaResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { metadataAnswer } from '../client/testing.ts';
import { consumerConfig, memberConfig } from './config.ts';
import { groupInput } from './group/describe.ts';
import { topicsOf } from './group/subscription.ts';
import { consumerMachine } from './machine.ts';
import { memberMachine } from './member/machine.ts';
import type { MemberContext } from './member/types.ts';
import type { ConsumerContext } from './types.ts';

const CONSUMER = 'consumer-1';
const MEMBER = memberAddress(CONSUMER);

type Armed = Extract<Effect, { type: 'schedule' }> & { readonly owner: string; readonly dueAtMs: number };
type RequestOf<Api extends KafkaRequest['api']> = Extract<KafkaRequest, { api: Api }>;
type Sent = { readonly from: string; readonly to: string; readonly message: KafkaRequest; readonly routine: boolean };

/** A consumer and its member as one node without a world; the test plays the brokers. For tests. */
export class GroupPuppet {
  nowMs = 0;
  /** What the node did since the last event from outside. */
  sentNow: readonly Sent[] = [];
  factsNow: readonly Fact[] = [];
  /** Everything it ever reported. */
  told: Fact[] = [];
  private timers: Armed[] = [];
  private readonly actors: Record<string, AnyMachineSnapshot>;
  private readonly era: EraId;

  constructor({ config = {}, topics = ['orders'], ...rest }: Partial<ConsumerDescription> = {}, era: EraId = '3.9') {
    const texts = { 'group.id': 'g', 'auto.offset.reset': 'earliest', ...config };
    const group = groupInput(eraOf(era), { id: CONSUMER, topics, config: texts, ...rest });
    const own = consumerConfig(eraOf(era), texts);
    this.era = era;
    this.actors = {
      [CONSUMER]: initial(consumerMachine, { clientId: CONSUMER, bootstrap: [1, 2, 3], topics: topicsOf(group?.subscription ?? { type: 'topics', topics }), config: own, group }).snapshot,
      [MEMBER]: initial(memberMachine, { clientId: CONSUMER, config: memberConfig(eraOf(era), texts) }).snapshot,
    };
  }

  get consumer(): ConsumerContext {
    return this.actors[CONSUMER]?.context as ConsumerContext;
  }

  get member(): MemberContext {
    return this.actors[MEMBER]?.context as MemberContext;
  }

  get phase(): unknown {
    return this.actors[CONSUMER]?.value;
  }

  get state(): unknown {
    return this.actors[MEMBER]?.value;
  }

  get(event: KafkaEvent, { to = CONSUMER, afterMs = 1 }: { readonly to?: string; readonly afterMs?: number } = {}): this {
    this.nowMs += afterMs;
    const queue = [{ to, event }];
    const done: { readonly from: string; readonly effect: Effect }[] = [];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const effect of this.handle(next.to, next.event)) {
        done.push({ from: next.to, effect });
        if (effect.type === 'tell') queue.push({ to: effect.to, event: effect.event });
      }
    }
    this.sentNow = done.flatMap(({ from, effect }) => (effect.type === 'send' ? [{ from, to: effect.to, message: effect.message as KafkaRequest, routine: effect.routine ?? false }] : []));
    this.factsNow = done.flatMap(({ effect }) => (effect.type === 'report' ? [effect.fact] : []));
    this.told.push(...this.factsNow);
    return this;
  }

  private handle(to: string, event: KafkaEvent): readonly Effect[] {
    const actor = this.actors[to];
    if (actor === undefined) return [];
    const node = { read: (address: string) => this.actors[address] };
    const env = { nowMs: this.nowMs, draw: () => 0, node, self: to, incarnation: 1, shared: { era: eraOf(this.era) } };
    const { snapshot, effects } = evaluate(actor, { ...event, env } as KafkaEvent);
    this.actors[to] = snapshot;
    for (const effect of effects as readonly Effect[]) {
      if (effect.type !== 'schedule' && effect.type !== 'cancel') continue;
      this.timers = this.timers.filter(({ owner, name }) => owner !== to || name !== effect.name);
      if (effect.type === 'schedule') this.timers.push({ ...effect, owner: to, dueAtMs: this.nowMs + effect.afterMs });
    }
    return effects as readonly Effect[];
  }

  isArmed(name: string): boolean {
    return this.timers.some((timer) => timer.name === name);
  }

  /** Fires the timer of that name. */
  fire(name: string): this {
    const timer = this.timers.find((one) => one.name === name);
    if (timer === undefined) throw new Error(`no timer ${name} is armed, but ${this.timers.map((one) => one.name).join(', ')}`);
    this.timers = this.timers.filter((one) => one !== timer);
    return this.get(timer.event, { to: timer.owner, afterMs: Math.max(0, timer.dueAtMs - this.nowMs) });
  }

  sent<Api extends KafkaRequest['api']>(api: Api): readonly (Omit<Sent, 'message'> & { readonly message: RequestOf<Api> })[] {
    return this.sentNow.filter(({ message }) => message.api === api) as unknown as readonly (Sent & { readonly message: RequestOf<Api> })[];
  }

  /** The only request of an API that the last event brought about. */
  only<Api extends KafkaRequest['api']>(api: Api): RequestOf<Api> {
    const [first, ...others] = this.sent(api);
    if (first === undefined || others.length > 0) throw new Error(`expected one ${api}, found ${this.sent(api).length} in ${this.sentNow.map(({ message }) => message.api).join(', ')}`);
    return first.message;
  }

  facts<Type extends FactType>(type: Type): readonly Extract<Fact, { type: Type }>[] {
    return this.factsNow.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
  }

  all<Type extends FactType>(type: Type): readonly Extract<Fact, { type: Type }>[] {
    return this.told.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
  }

  /** An answer to whoever asked. */
  answer(message: KafkaResponse, to: string = MEMBER): this {
    return this.get({ type: `${message.api}Response`, message, from: 'broker', replyTo: { connection: '', to: '' } } as KafkaEvent, { to });
  }

  // What a coordinator would answer, shortest way.

  /** Started, with metadata of these partitions and broker 2 as coordinator; JoinGroup is sent. */
  started(leaders: Readonly<Record<string, number>> = { 'orders-0': 1, 'orders-1': 1 }): this {
    this.get({ type: 'Start' });
    const find = this.only('FindCoordinator').correlationId;
    this.answer(metadataAnswer(this.only('Metadata').correlationId, leaders), CONSUMER);
    return this.answer({ api: 'FindCoordinator', kind: 'response', correlationId: find, error: 'NONE', nodeId: 2 });
  }

  join(error: ErrorName, fields: Partial<JoinGroupResponse> = {}): this {
    return this.answer({
      api: 'JoinGroup', kind: 'response', correlationId: this.inFlight('JoinGroup'), error, generationId: -1, protocolName: null, leader: '', memberId: '', skipAssignment: false, members: [], ...fields,
    });
  }

  /** Joined as a follower of `m2`. */
  follows(generationId = 1, protocolName = 'range'): this {
    return this.join('NONE', { generationId, protocolName, leader: 'm2', memberId: 'm1' });
  }

  leads(generationId: number, protocolName: string, members: readonly { readonly memberId: string; readonly metadata: Partial<Subscription> }[]): this {
    const joined = members.map(({ memberId, metadata }): JoinedMember => ({
      memberId, groupInstanceId: null, metadata: { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null, userData: null, ...metadata },
    }));
    return this.join('NONE', { generationId, protocolName, leader: 'm1', memberId: 'm1', members: joined });
  }

  sync(assignment: readonly TopicPartition[] | null, error: ErrorName = 'NONE'): this {
    return this.answer({ api: 'SyncGroup', kind: 'response', correlationId: this.inFlight('SyncGroup'), error, protocolName: this.member.generation.protocolName, assignment });
  }

  heartbeat(error: ErrorName = 'NONE'): this {
    return this.answer({ api: 'Heartbeat', kind: 'response', correlationId: this.inFlight('Heartbeat'), error });
  }

  committed(error: ErrorName = 'NONE'): this {
    const id = this.inFlight('OffsetCommit');
    return this.answer({ api: 'OffsetCommit', kind: 'response', correlationId: id, partitions: [{ partition: 'orders-0', error }] });
  }

  /** The group's committed offsets; -1 where there is none. */
  offsets(committed: Readonly<Record<string, number>>, error: ErrorName = 'NONE'): this {
    const partitions = Object.entries(committed).map(([partition, offset]) => ({ partition, offset, leaderEpoch: -1, metadata: '', error: 'NONE' as ErrorName }));
    return this.answer({ api: 'OffsetFetch', kind: 'response', correlationId: this.inFlight('OffsetFetch'), error, partitions });
  }

  left(): this {
    return this.answer({ api: 'LeaveGroup', kind: 'response', correlationId: this.inFlight('LeaveGroup'), error: 'NONE', members: [] });
  }

  /** Records with these values from an offset on, answering the Fetch that waits at broker 1. */
  records(partition: TopicPartition, baseOffset: number, ...values: readonly string[]): this {
    const correlationId = Number(Object.entries(this.consumer.inFlight).find(([, request]) => request.api === 'Fetch' && request.partitions.includes(partition))?.[0] ?? -1);
    const records = values.map((value, index) => ({ id: `p:${partition}:${baseOffset + index}`, key: null, value, timestamp: 0 }));
    const batch = { baseOffset, leaderEpoch: 0, records, producerId: -1, producerEpoch: -1, baseSequence: -1, transactional: false, control: null } as never;
    return this.answer({
      api: 'Fetch', kind: 'response', correlationId, partitions: [{ partition, error: 'NONE', highWatermark: baseOffset + values.length, logStartOffset: 0, batches: values.length === 0 ? [] : [batch] }],
    }, CONSUMER);
  }

  /** In the group with these partitions, each at a committed offset. */
  stable(committed: Readonly<Record<string, number>> = { 'orders-0': 0, 'orders-1': 0 }, generation = 1, protocol = 'range'): this {
    return this.started().follows(generation, protocol).sync(Object.keys(committed)).offsets(committed);
  }

  inFlight(api: string): number {
    const found = Object.entries(this.member.inFlight).find(([, request]) => request.api === api);
    if (found === undefined) throw new Error(`no ${api} is in flight, but ${Object.values(this.member.inFlight).map((request) => request.api).join(', ')}`);
    return Number(found[0]);
  }
}
