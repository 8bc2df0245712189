import type { ClusterDescription, ConsumerDescription } from '../kafka/description.ts';
import type { AssignorName } from '../kafka/group/assignors/types.ts';
import type { Action, FactPattern, Scene } from './types.ts';

type Settings = Readonly<Record<string, string>>;

interface GroupScenery {
  readonly partitions: number;
  readonly brokers?: Settings;
  /** Of `consumer-1`, `consumer-2` …: what differs from a consumer of group `app` that reads `orders` from its beginning. */
  readonly consumers: readonly (Partial<ConsumerDescription> & { readonly config?: Settings })[];
  /** Of `producer-1`. */
  readonly producer?: Settings;
  /** `__consumer_offsets` has this many partitions; Kafka's 50 where it matters. */
  readonly offsetsPartitions?: number;
}

/** Three brokers, `orders`, one producer, and the consumers of group `app`, none of them started. */
export function groupCluster({ partitions, brokers = {}, consumers, producer = {}, offsetsPartitions = 3 }: GroupScenery): ClusterDescription {
  return {
    brokers: 3,
    controller: 3,
    brokerConfig: { 'offsets.topic.num.partitions': String(offsetsPartitions), ...brokers },
    topics: [{ name: 'orders', partitions, replicationFactor: 3, assignment: Array.from({ length: partitions }, (_, at) => [1, 2, 3].map((_id, turn) => ((at + turn) % 3) + 1)) }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: producer }],
    consumers: consumers.map(({ config = {}, ...rest }, index) => ({
      id: `consumer-${index + 1}`, topics: ['orders'], ...rest, config: { 'group.id': 'app', 'auto.offset.reset': 'earliest', ...config },
    })),
  };
}

/** Group `app` wherever it may be: its actor lives where its partition of __consumer_offsets is led, which differs by version. */
export const GROUP: readonly string[] = [1, 2, 3].map((id) => `broker-${id}/group-app`);

export function consumer(what: 'start' | 'stop' | 'kill' | 'restart', number: number): Action {
  return { command: { type: `consumer.${what}`, consumer: `consumer-${number}` } };
}

/** `partition.assignment.strategy` of a consumer that is not started. */
export function assignBy(number: number, ...assignors: readonly AssignorName[]): Action {
  return { command: { type: 'consumer.setAssignors', consumer: `consumer-${number}`, assignors } };
}

/** A record by its value, to a partition of `orders`. */
export function sendTo(partition: number, value: string): Action {
  return { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value, partition } };
}

/** How long a consumer takes over each record from now on. */
export function setProcessing(number: number, processingMs: number): Action {
  return { command: { type: 'consumer.setProcessing', consumer: `consumer-${number}`, processingMs } };
}

/** Records to one partition of `orders`, in this order. */
export function sendAll(partition: number, values: readonly string[]): readonly Action[] {
  return values.map((value) => sendTo(partition, value));
}

/** The application is done with this record of its partition. */
export function processed(number: number, offset: number): FactPattern {
  return { fact: 'RecordProcessed', where: { consumer: `consumer-${number}`, offset } };
}

/** The committed offset it was told; -1 for none. */
export function beginsAt(number: number, offset: number): FactPattern {
  return { fact: 'CommittedOffsetFound', where: { consumer: `consumer-${number}`, offset } };
}

/** After a crash: another process begins, once the session of the one before is over. */
export function anotherProcess(number: number, offset: number, say: Scene['say'], before: readonly Action[] = []): Scene {
  return {
    title: { en: 'The same program, a new process', zh: '同一个程序，新的进程' },
    say,
    do: [...before, consumer('restart', number)],
    until: beginsAt(number, offset),
    withinMs: 90_000,
    focus: [`consumer-${number}`],
  };
}
