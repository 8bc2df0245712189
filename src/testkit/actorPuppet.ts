import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Effect, KafkaEvent, Shared } from '../kafka/actor.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Era, EraId } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import { evaluate, initial } from '../world/evaluate.ts';

type EffectOf<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

export interface ActorOptions {
  readonly era?: EraId;
  readonly behaviours?: Partial<Era>;
  readonly self?: string;
  /** Chance; always 0 when none is given. */
  readonly draw?: (bound: number) => number;
}

/** One actor without a world: gets events, and shows what it asked for in answer to the last. For tests. */
export class ActorPuppet<Context> {
  nowMs = 0;
  done: readonly Effect[] = [];
  /** What the actor sees of its siblings. */
  siblings: Record<string, { readonly value: unknown; readonly context: unknown }> = {};
  private snapshot: AnyMachineSnapshot;
  private readonly shared: Shared;
  private readonly self: string;
  private readonly draw: (bound: number) => number;

  constructor(machine: AnyStateMachine, input: unknown, { era = '4.1', behaviours = {}, self = 'broker-1', draw = () => 0 }: ActorOptions = {}) {
    this.shared = { era: { ...eraOf(era), ...behaviours } };
    this.self = self;
    this.draw = draw;
    this.snapshot = initial(machine, input).snapshot;
  }

  get context(): Context {
    return this.snapshot.context as Context;
  }

  get state(): unknown {
    return this.snapshot.value;
  }

  at(nowMs: number): this {
    this.nowMs = nowMs;
    return this;
  }

  get(event: KafkaEvent): this {
    const env = { nowMs: this.nowMs, draw: this.draw, node: { read: (address: string) => (address === this.self ? this.snapshot : this.siblings[address]) }, self: this.self, incarnation: 1, shared: this.shared };
    const { snapshot, effects } = evaluate(this.snapshot, { ...event, env } as KafkaEvent);
    this.snapshot = snapshot;
    this.done = effects as readonly Effect[];
    return this;
  }

  /** What the last event made it ask for, of one kind. */
  effects<Type extends Effect['type']>(type: Type): readonly EffectOf<Type>[] {
    return this.done.filter((effect): effect is EffectOf<Type> => effect.type === type);
  }

  facts<Type extends FactType>(type: Type): readonly Extract<Fact, { readonly type: Type }>[] {
    return this.effects('report').flatMap(({ fact }) => (fact.type === type ? [fact as Extract<Fact, { readonly type: Type }>] : []));
  }

  /** Events it told a sibling, of one type. */
  told<Event extends KafkaEvent>(type: Event['type']): readonly Event[] {
    return this.effects('tell').flatMap(({ event }) => (event.type === type ? [event as Event] : []));
  }
}
