import type { ZkMemberContext } from '../kafka/consumer/zkMember/types.ts';
import type { ConsumerDescription } from '../kafka/description.ts';
import type { FactType } from '../kafka/facts.ts';
import type { Znode } from '../kafka/zookeeper/tree.ts';
import type { ZooKeeperContext } from '../kafka/zookeeper/types.ts';
import { PlayedGroup } from './playedGroup.ts';

/** A group of Kafka 0.8. For tests. */
export class OldGroup extends PlayedGroup<ZkMemberContext> {
  constructor(consumers: readonly Partial<ConsumerDescription>[], partitions = 2) {
    super(consumers, { era: '0.8', partitions, zookeeperClients: 1 });
  }

  /** Until so many of a fact were reported since the last `forget`. */
  untilFact(type: FactType, count = 1): this {
    return this.until(() => this.all(type).length >= count);
  }

  forget(): this {
    this.facts = [];
    return this;
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

  partitionsOf(...numbers: readonly number[]): readonly (readonly string[])[] {
    return numbers.map((number) => Object.keys(this.consumer(number).positions));
  }
}
