import type { Application } from './consumer/group/types.ts';
import type { TopicPartition } from './log/record.ts';
import type { Acks } from './messages.ts';

export interface TopicDescription {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Replicas of each partition in assignment order; placed by the controller when absent. */
  readonly assignment?: readonly (readonly number[])[];
  /** Topic configs by Kafka's names. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface ProducerDescription {
  /** The node's name, `producer-1`. */
  readonly id: string;
  readonly topics: readonly string[];
  /** Producer configs by Kafka's names; the era's defaults otherwise. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface ConsumerDescription {
  readonly id: string;
  readonly topics: readonly string[];
  /** Consumer configs by Kafka's names; with `group.id` it joins that group. */
  readonly config?: Readonly<Record<string, string>>;
  /** In place of topics: every topic whose whole name this regular expression matches. */
  readonly pattern?: string;
  /** In place of topics: partitions it assigns to itself; the group is only where it commits. */
  readonly assign?: readonly TopicPartition[];
  /** What its program does with records; see `Application`. Only with a group. */
  readonly application?: Partial<Application>;
  /** Started with the cluster; otherwise by `consumer.start`. */
  readonly started?: boolean;
}

/** A cluster as a lesson, the sandbox or a link describes it. Brokers are numbered from 1. */
export interface ClusterDescription {
  readonly brokers: number;
  readonly racks?: readonly string[];
  /** Broker configs by Kafka's names, for every broker. */
  readonly brokerConfig?: Readonly<Record<string, string>>;
  /** With ZooKeeper: the broker that is started first, and so becomes the controller; broker 1 when absent. KRaft has a controller apart. */
  readonly controller?: number;
  readonly topics: readonly TopicDescription[];
  readonly producers: readonly ProducerDescription[];
  readonly consumers: readonly ConsumerDescription[];
  /** With ZooKeeper: so many applications of their own that use it, `client-1` and so on. */
  readonly zookeeperClients?: number;
}

export const ACKS_OF: Readonly<Record<string, Acks>> = { '0': 0, '1': 1, all: -1, '-1': -1 };
