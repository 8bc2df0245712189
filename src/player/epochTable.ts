import { eraOf } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import { partitionViews } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';

/** The leader epoch caches of a partition's replicas side by side: where logs part shows as a row that differs. */
export interface EpochTable {
  readonly partition: TopicPartition;
  readonly brokers: readonly number[];
  /** Rising; `startOffsets` are in the order of `brokers`, null where that log has nothing of the epoch. */
  readonly rows: readonly { readonly epoch: number; readonly startOffsets: readonly (number | null)[] }[];
}

/** Of the replica that is chosen; null for any other actor and before leader epochs (KIP-101). Source: LeaderEpochFileCache. */
export function epochTableOf(world: KafkaWorld, era: EraId, address: string): EpochTable | null {
  const partition = /^broker-\d+\/(.+-\d+)$/.exec(address)?.[1];
  const view = partition === undefined ? undefined : partitionViews(world).get(partition);
  if (partition === undefined || view === undefined || eraOf(era).truncation === 'high-watermark') return null;
  const caches = view.replicas.map(({ context }) => new Map(context.log.epochCache.map(({ epoch, startOffset }) => [epoch, startOffset])));
  const epochs = [...new Set(caches.flatMap((cache) => [...cache.keys()]))].toSorted((a, b) => a - b);
  return {
    partition, brokers: view.replicas.map(({ brokerId }) => brokerId),
    rows: epochs.map((epoch) => ({ epoch, startOffsets: caches.map((cache) => cache.get(epoch) ?? null) })),
  };
}
