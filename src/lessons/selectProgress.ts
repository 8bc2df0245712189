import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { groupReaders, parted } from './selectGroup.ts';
import { SelectionError } from './selectionError.ts';

type Reader = (world: KafkaWorld, of: string) => unknown;

/**
 * How far a consumer or a group has come, in records, against the leader's log as it is now; null while a position is
 * not known. Kafka's consumer takes the log's ends from its last Fetch response instead.
 * Source: SubscriptionState.partitionLag and partitionLead; ConsumerGroupCommand.
 */
export const progressReaders: Readonly<Record<string, Reader>> = {
  /** `consumer-1/orders-0`: from its position to the high watermark, `records-lag`. */
  recordsLag: (world, of) => lag(world, ...parted(of)),
  /** `consumer-1/orders-0`: from the log start to its position, `records-lead`. */
  recordsLead: (world, of) => lead(world, ...parted(of)),
  /** Of a consumer: the largest lag of its partitions, `records-lag-max`. */
  recordsLagMax: (world, of) => extreme(world, of, lag, Math.max),
  /** Of a consumer: the smallest lead of its partitions, `records-lead-min`. */
  recordsLeadMin: (world, of) => extreme(world, of, lead, Math.min),
  /** `app/orders-0`: from the committed offset to the high watermark, as `kafka-consumer-groups.sh --describe` has it; null before a commit. */
  committedLag: (world, of) => {
    const committed = groupReaders['committed']?.(world, of) as number | null;
    return committed === null ? null : leaderOf(world, parted(of)[1]).highWatermark - committed;
  },
};

function lag(world: KafkaWorld, consumer: string, partition: string): number | null {
  const position = positionsOf(world, consumer)[partition] ?? null;
  return position === null ? null : leaderOf(world, partition).highWatermark - position;
}

function lead(world: KafkaWorld, consumer: string, partition: string): number | null {
  const position = positionsOf(world, consumer)[partition] ?? null;
  return position === null ? null : position - leaderOf(world, partition).log.logStartOffset;
}

function extreme(world: KafkaWorld, consumer: string, measure: typeof lag, choose: (...values: number[]) => number): number | null {
  const values = Object.keys(positionsOf(world, consumer)).map((partition) => measure(world, consumer, partition)).filter((value) => value !== null);
  return values.length === 0 ? null : choose(...values);
}

function positionsOf(world: KafkaWorld, consumer: string): ConsumerContext['positions'] {
  const context = world.actors.get(consumer)?.context as Partial<ConsumerContext> | undefined;
  if (context?.positions === undefined) throw new SelectionError(`"${consumer}" is not a consumer`);
  return context.positions;
}

function leaderOf(world: KafkaWorld, partition: string): ReplicaContext {
  const address = world.actors.keys().find((one) => one.startsWith('broker-') && one.endsWith(`/${partition}`) && world.actors.get(one)?.value === 'leader');
  if (address === undefined) throw new SelectionError(`nobody leads "${partition}"`);
  return world.actors.get(address)?.context as ReplicaContext;
}
