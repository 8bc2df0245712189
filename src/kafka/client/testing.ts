import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { evaluate, initial } from '../../world/evaluate.ts';
import { brokerAddress } from '../actor.ts';
import type { Effect, KafkaEvent, Shared } from '../actor.ts';
import { eraOf } from '../era/era.ts';
import type { EraId } from '../era/era.ts';
import type { Fact, FactType } from '../facts.ts';
import { splitTopicPartition } from '../log/record.ts';
import type { KafkaRequest, KafkaResponse, MetadataResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';

type Sent<Api extends KafkaRequest['api']> = { readonly to: string; readonly message: Extract<KafkaRequest, { api: Api }>; readonly routine: boolean };
type Armed = Extract<Effect, { type: 'schedule' }> & { readonly dueAtMs: number };

/** Drives one client's machine without a world: keeps its timers, its clock and what it did since the last event. For tests. */
export class ClientPuppet<Context> {
  nowMs = 0;
  timers = new Map<string, Armed>();
  done: readonly Effect[] = [];
  /** What the next draws give. */
  draws: number[] = [];
  private snapshot: AnyMachineSnapshot;
  private readonly shared: Shared;

  constructor(machine: AnyStateMachine, input: unknown, era: EraId = '3.9') {
    this.shared = { era: eraOf(era) };
    this.snapshot = initial(machine, input).snapshot;
  }

  get context(): Context {
    return this.snapshot.context as Context;
  }

  get state(): unknown {
    return this.snapshot.value;
  }

  /** Handles one event, `afterMs` later. */
  get(event: KafkaEvent, afterMs = 1): this {
    this.nowMs += afterMs;
    const env = { nowMs: this.nowMs, draw: () => this.draws.shift() ?? 0, node: { read: () => undefined }, self: 'client', incarnation: 1, shared: this.shared };
    const { snapshot, effects } = evaluate(this.snapshot, { ...event, env } as KafkaEvent);
    this.snapshot = snapshot;
    this.done = effects as readonly Effect[];
    for (const effect of this.done) this.arm(effect);
    return this;
  }

  private arm(effect: Effect): void {
    if (effect.type === 'schedule') this.timers.set(effect.name, { ...effect, dueAtMs: this.nowMs + effect.afterMs });
    if (effect.type === 'cancel') this.timers.delete(effect.name);
  }

  /** Fires the timer that is due first, or the one named. */
  fire(name?: string): this {
    const timer = name === undefined ? [...this.timers.values()].toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0] : this.timers.get(name);
    if (timer === undefined) throw new Error(`no timer ${name ?? ''} is armed`);
    this.timers.delete(timer.name);
    return this.get(timer.event, Math.max(0, timer.dueAtMs - this.nowMs));
  }

  answer(message: KafkaResponse, afterMs = 1): this {
    return this.get({ type: `${message.api}Response`, message, from: 'broker', replyTo: { connection: '', to: '' } } as KafkaEvent, afterMs);
  }

  disconnected(brokerId: number, refused = false): this {
    return this.get({ type: 'Disconnected', peer: brokerAddress(brokerId), refused } as KafkaEvent);
  }

  /** Requests of an API sent while the last event was handled. */
  sent<Api extends KafkaRequest['api']>(api: Api): readonly Sent<Api>[] {
    return this.done.flatMap((effect) => (effect.type === 'send' && effect.message.api === api ? [effect as unknown as Sent<Api>] : []));
  }

  /** The only request of an API that the last event brought about. */
  only<Api extends KafkaRequest['api']>(api: Api): Sent<Api> {
    const [first, ...others] = this.sent(api);
    if (first === undefined || others.length > 0) throw new Error(`expected one ${api}, found ${this.sent(api).length}`);
    return first;
  }

  /** Facts of a type reported while the last event was handled. */
  facts<Type extends FactType>(type: Type): readonly Extract<Fact, { type: Type }>[] {
    const reported = this.done.flatMap((effect) => (effect.type === 'report' ? [effect.fact] : effect.type === 'send' ? (effect.reports ?? []) : []));
    return reported.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
  }
}

/** A Metadata answer that names a leader for each partition; -1 for none. */
export function metadataAnswer(
  correlationId: number, leaders: Readonly<Record<string, number>>, { brokers = [1, 2, 3], leaderEpoch = 0 } = {},
): MetadataResponse {
  const names = [...new Set(Object.keys(leaders).map((partition) => splitTopicPartition(partition).topic))];
  const topics = names.map((topic) => ({
    error: 'NONE' as ErrorName, topic,
    partitions: Object.keys(leaders).filter((partition) => splitTopicPartition(partition).topic === topic).map((partition) => {
      const leader = leaders[partition] ?? -1;
      const error: ErrorName = leader < 0 ? 'LEADER_NOT_AVAILABLE' : 'NONE';
      return { error, partition, leader, leaderEpoch, replicas: brokers, isr: brokers };
    }),
  }));
  return { api: 'Metadata', kind: 'response', correlationId, brokers, topics };
}
