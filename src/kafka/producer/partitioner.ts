import type { Env } from '../actor.ts';
import { leaderOf, partitionsOfTopic } from '../client/metadata.ts';
import { batchSizeInBytes } from '../log/batch.ts';
import type { TopicPartition } from '../log/record.ts';
import { partitionForKey } from '../names/murmur2.ts';
import type { KeylessPlace, ProducerContext, WaitingRecord } from './types.ts';

const NO_PLACE: KeylessPlace = { partition: -1, bytes: 0, turn: 0 };

/** A record's partition and what the partitioner remembers for the next one. */
export interface Placed {
  readonly partition: TopicPartition;
  readonly keyless: ProducerContext['keyless'];
}

/**
 * Chooses a record's partition: the one asked for; else by the hash of its key, over all partitions; else as the
 * era's partitioner does with records that have no key. Weights by queue length (KIP-794, adaptive) are left out.
 *
 * Source: KafkaProducer.partition, BuiltInPartitioner, DefaultPartitioner.
 *
 * @returns null while the topic, or the partition asked for, is not in the metadata.
 */
export function placeRecord(context: ProducerContext, waiting: WaitingRecord, env: Env): Placed | null {
  const partitions = partitionsOfTopic(context, waiting.topic);
  if (partitions.length === 0) return null;
  if (waiting.partition !== null) return placed(context, partitions[waiting.partition]);
  if (waiting.record.key !== null) return placed(context, partitions[partitionForKey(waiting.record.key, partitions.length)]);
  const place = nextPlace(context, waiting, partitions, env);
  return placed({ keyless: { ...context.keyless, [waiting.topic]: place } }, partitions[place.partition]);
}

function placed({ keyless }: Pick<ProducerContext, 'keyless'>, partition: TopicPartition | undefined): Placed | null {
  return partition === undefined ? null : { partition, keyless };
}

function nextPlace(context: ProducerContext, waiting: WaitingRecord, partitions: readonly TopicPartition[], env: Env): KeylessPlace {
  const last = context.keyless[waiting.topic] ?? NO_PLACE;
  const choices = available(context, partitions);
  const bytes = batchSizeInBytes([waiting.record]);
  switch (env.shared.era.partitioner) {
    case 'round-robin': return inTurn(context.keyless[waiting.topic]?.turn ?? env.draw(partitions.length), choices);
    case 'sticky': return { ...last, partition: anotherPartition(choices, last.partition, env) };
    case 'uniform': return uniform(last, choices, bytes, context.config.batchSizeBytes, env);
    default: return env.shared.era.partitioner satisfies never;
  }
}

/** Partitions with a leader; all of them when none has one. */
function available(context: ProducerContext, partitions: readonly TopicPartition[]): readonly number[] {
  const all = partitions.map((_, partition) => partition);
  const led = all.filter((partition) => leaderOf(context, partitions[partition] ?? '') !== undefined);
  return led.length === 0 ? all : led;
}

function inTurn(turn: number, choices: readonly number[]): KeylessPlace {
  return { partition: choices[turn % choices.length] ?? 0, bytes: 0, turn: turn + 1 };
}

/** KIP-480: a new batch goes elsewhere, and here every record is a batch. Source: StickyPartitionCache.nextPartition. */
function anotherPartition(choices: readonly number[], last: number, env: Env): number {
  const others = choices.filter((partition) => partition !== last);
  return drawn(others.length === 0 ? choices : others, env);
}

/** KIP-794: stays until the partition was given batch.size bytes, whichever batches they went in. */
function uniform(last: KeylessPlace, choices: readonly number[], bytes: number, batchSizeBytes: number, env: Env): KeylessPlace {
  if (last.partition >= 0 && last.bytes < batchSizeBytes) return { ...last, bytes: last.bytes + bytes };
  return { ...last, partition: drawn(choices, env), bytes };
}

function drawn(choices: readonly number[], env: Env): number {
  return (choices.length === 1 ? choices[0] : choices[env.draw(choices.length)]) ?? 0;
}
