import { bootCluster } from '../../cluster.ts';
import type { KafkaStepper } from '../../cluster.ts';
import type { Command } from '../../commands.ts';
import type { ConsumerDescription } from '../../description.ts';
import type { Fact, FactType } from '../../facts.ts';
import type { KafkaWorld } from '../../simulation.ts';
import type { Znode } from '../../zookeeper/tree.ts';
import type { ZooKeeperContext } from '../../zookeeper/types.ts';
import type { ConsumerContext } from '../types.ts';
import type { ZkMemberContext } from './types.ts';

/** A cluster of Kafka 0.8 with consumers of group `g`, played forward. For tests. */
export class OldGroup {
  facts: Fact[] = [];
  world: KafkaWorld;
  readonly stepper: KafkaStepper;

  constructor(consumers: readonly Partial<ConsumerDescription>[], partitions = 2) {
    const { stepper, world } = bootCluster({
      brokers: 3, topics: [{ name: 'orders', partitions, replicationFactor: 3 }], producers: [{ id: 'producer-1', topics: ['orders'] }], zookeeperClients: 1,
      consumers: consumers.map(({ config, ...rest }, index) => ({ id: `consumer-${index + 1}`, topics: ['orders'], config: { 'group.id': 'g', 'auto.offset.reset': 'earliest', ...config }, ...rest })),
    }, { era: '0.8', seed: 7 });
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

  /** Until so many of a fact were reported since the last `forget`. */
  untilFact(type: FactType, count = 1): this {
    return this.until(() => this.all(type).length >= count);
  }

  forget(): this {
    this.facts = [];
    return this;
  }

  all<Type extends FactType>(type: Type): readonly Extract<Fact, { type: Type }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
  }

  get zookeeper(): ZooKeeperContext {
    return this.world.actors.get('zookeeper')?.context as ZooKeeperContext;
  }

  znode(path: string): Znode | undefined {
    return this.zookeeper.znodes[path];
  }

  children(path: string): readonly string[] {
    return Object.keys(this.zookeeper.znodes).filter((one) => one.startsWith(`${path}/`) && !one.includes('/', path.length + 1)).map((one) => one.slice(path.length + 1)).toSorted();
  }

  member(number: number): ZkMemberContext {
    return this.world.actors.get(`consumer-${number}/member`)?.context as ZkMemberContext;
  }

  consumer(number: number): ConsumerContext {
    return this.world.actors.get(`consumer-${number}`)?.context as ConsumerContext;
  }

  partitionsOf(...numbers: readonly number[]): readonly (readonly string[])[] {
    return numbers.map((number) => Object.keys(this.consumer(number).positions));
  }
}
