import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { byHash, compareText } from './members.ts';
import type { Round } from './types.ts';

/** Subscribed topics that have partitions, in the order of the leader's HashMap. Source: AbstractPartitionAssignor.assign. */
export function subscribedTopics({ partitionCounts, members }: Round): readonly string[] {
  const all = byHash([...new Set(members.flatMap(({ topics }) => topics))], (topic) => topic);
  return byHash(all.filter((topic) => (partitionCounts[topic] ?? 0) > 0), (topic) => topic);
}

export function partitionsOf(topic: string, { partitionCounts }: Round): readonly TopicPartition[] {
  return Array.from({ length: partitionCounts[topic] ?? 0 }, (_, partition) => topicPartition(topic, partition));
}

/** By topic, then by number. */
export function byTopic(partitions: readonly TopicPartition[]): TopicPartition[] {
  return sorted(partitions, (a, b) => compareText(a.topic, b.topic) || a.partition - b.partition);
}

/** By number, then by topic. */
export function byNumber(partitions: readonly TopicPartition[]): TopicPartition[] {
  return sorted(partitions, (a, b) => a.partition - b.partition || compareText(a.topic, b.topic));
}

type Place = ReturnType<typeof splitTopicPartition>;

function sorted(partitions: readonly TopicPartition[], compare: (a: Place, b: Place) => number): TopicPartition[] {
  const places = partitions.map((name) => ({ name, place: splitTopicPartition(name) }));
  return places.toSorted((a, b) => compare(a.place, b.place)).map(({ name }) => name);
}

/** Numbers by topic, topics as a HashMap lists them. Source: CollectionUtils.groupPartitionsByTopic. */
export function partitionsByTopic(partitions: readonly TopicPartition[]): readonly (readonly [topic: string, numbers: readonly number[]])[] {
  const numbers = new Map<string, number[]>();
  for (const { topic, partition } of partitions.map(splitTopicPartition)) {
    const known = numbers.get(topic);
    if (known === undefined) numbers.set(topic, [partition]);
    else known.push(partition);
  }
  return byHash([...numbers], ([topic]) => topic);
}
