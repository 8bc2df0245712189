import type { TopicPartition } from '../log/record.ts';
import { topicPartition } from '../log/record.ts';

/** Where a group's offsets are to be set; a duration counts back from now. Source: ConsumerGroupCommandOptions. */
export type ResetTarget =
  | { readonly to: 'earliest' | 'latest' | 'current' }
  | { readonly to: 'offset'; readonly offset: number }
  | { readonly to: 'shift'; readonly by: number }
  | { readonly to: 'duration'; readonly ms: number };

/** A place in a partition that ListOffsets tells: its ends, or the first record of some time. */
export type Position = 'earliest' | 'latest' | 'timestamp';

/** What was listed so far; -1 where no record is as young as the time asked for. */
export type Listed = Readonly<Partial<Record<Position, number>>>;

/** The partitions of a topic; null: all it has. */
export interface TopicScope {
  readonly topic: string;
  readonly partitions: readonly number[] | null;
}

/** A topic, or some of its partitions. */
export const TOPIC_SCOPE = /^([a-zA-Z0-9._-]+)(?::(\d+(?:,\d+)*))?$/;

/** `orders`, or `orders:0,1`; null for anything else. Source: OffsetsUtils.parseTopicPartitionsToReset. */
export function topicScope(text: string): TopicScope | null {
  const [, topic, numbers] = TOPIC_SCOPE.exec(text) ?? [];
  if (topic === undefined) return null;
  return { topic, partitions: numbers === undefined ? null : numbers.split(',').map(Number) };
}

/** The partitions that the scopes name, among all there are of these topics; one that is not there is `missing`. */
export function partitionsInScope(scopes: readonly string[], known: readonly TopicPartition[]): { readonly partitions: readonly TopicPartition[]; readonly missing: string | null } {
  const found = new Set<TopicPartition>();
  for (const text of scopes) {
    const { topic, partitions } = topicScope(text) ?? { topic: text, partitions: null };
    const named = partitions?.map((number) => topicPartition(topic, number)) ?? known.filter((one) => one.slice(0, one.lastIndexOf('-')) === topic);
    const missing = named.length === 0 ? topic : named.find((one) => !known.includes(one));
    if (missing !== undefined) return { partitions: [], missing };
    for (const one of named) found.add(one);
  }
  return { partitions: [...found], missing: null };
}

/** What has to be listed next, before it is known where the partition's offset goes; null when all is known. */
export function positionMissing(target: ResetTarget, committed: number | undefined, listed: Listed): Position | null {
  const missing = (...positions: readonly Position[]): Position | null => positions.find((position) => listed[position] === undefined) ?? null;
  switch (target.to) {
    case 'earliest': case 'latest': return missing(target.to);
    case 'current': return committed === undefined ? missing('latest') : null;
    case 'offset': case 'shift': return missing('earliest', 'latest');
    case 'duration': return missing('timestamp') ?? (listed.timestamp === -1 ? missing('latest') : null);
    default: return target satisfies never;
  }
}

export interface NewOffset {
  readonly offset: number;
  /** As asked for, before it was brought between the log's ends; null where no record was that young. */
  readonly wished: number | null;
}

/**
 * Where it goes, as soon as nothing is missing; null: there is nothing committed that could be shifted.
 *
 * Source: OffsetsUtils.resetToOffset, resetByShiftBy, resetByDuration, resetToCurrent, checkOffsetsRange.
 */
export function newOffset(target: ResetTarget, committed: number | undefined, { earliest = 0, latest = 0, timestamp = -1 }: Listed): NewOffset | null {
  const within = (wished: number): NewOffset => ({ offset: Math.min(Math.max(wished, earliest), latest), wished });
  const exactly = (offset: number): NewOffset => ({ offset, wished: offset });
  switch (target.to) {
    case 'earliest': return exactly(earliest);
    case 'latest': return exactly(latest);
    case 'current': return exactly(committed ?? latest);
    case 'offset': return within(target.offset);
    case 'shift': return committed === undefined ? null : within(committed + target.by);
    case 'duration': return timestamp === -1 ? { offset: latest, wished: null } : exactly(timestamp);
    default: return target satisfies never;
  }
}
