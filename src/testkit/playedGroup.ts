import { bootCluster } from '../kafka/cluster.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { ClusterDescription, ConsumerDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';

/** How a group is played; what it says of the cluster goes before what is usual. */
export interface GroupSetUp extends Partial<ClusterDescription> {
  readonly era: EraId;
  readonly partitions?: number | undefined;
  /** Of each consumer, before its own. */
  readonly consumerConfig?: Readonly<Record<string, string>>;
}

/** A whole cluster with consumers of group `g` that read `orders`, played forward. For tests. */
export class PlayedGroup<Member> {
  facts: Fact[] = [];
  world: KafkaWorld;
  readonly stepper: KafkaStepper;

  constructor(consumers: readonly Partial<ConsumerDescription>[], { era, partitions = 2, consumerConfig = {}, ...cluster }: GroupSetUp) {
    const { stepper, world } = bootCluster({
      brokers: 3,
      topics: [{ name: 'orders', partitions, replicationFactor: 3 }],
      producers: [{ id: 'producer-1', topics: ['orders'] }],
      consumers: consumers.map(({ config, ...rest }, index) => ({
        id: `consumer-${index + 1}`, topics: ['orders'], config: { 'group.id': 'g', 'auto.offset.reset': 'earliest', ...consumerConfig, ...config }, ...rest,
      })),
      ...cluster,
    }, { era, seed: 7 });
    this.stepper = stepper;
    this.world = world;
  }

  do(...commands: readonly Command[]): this {
    for (const command of commands) this.take({ command });
    return this;
  }

  start(...numbers: readonly number[]): this {
    return this.do(...numbers.map((number): Command => ({ type: 'consumer.start', consumer: `consumer-${number}` })));
  }

  send(count: number, partition = 0): this {
    return this.do(...Array.from({ length: count }, (_, index): Command => ({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${index}`, partition })));
  }

  private take(choice: Parameters<KafkaStepper['step']>[1]): void {
    const { world, facts } = this.stepper.step(this.world, choice);
    this.world = world;
    this.facts.push(...facts);
  }

  for(ms: number): this {
    const endMs = this.world.nowMs + ms;
    return this.until(() => this.world.nowMs >= endMs);
  }

  until(isSo: () => boolean): this {
    for (let steps = 0; !isSo(); steps += 1) {
      const choice = this.stepper.usual(this.world);
      if (choice === null || steps > 20_000) throw new Error('it never comes to that');
      this.take(choice);
    }
    return this;
  }

  all<Type extends FactType>(type: Type): readonly Extract<Fact, { type: Type }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
  }

  member(number: number): Member {
    return this.world.actors.get(`consumer-${number}/member`)?.context as Member;
  }

  consumer(number: number): ConsumerContext {
    return this.world.actors.get(`consumer-${number}`)?.context as ConsumerContext;
  }
}
