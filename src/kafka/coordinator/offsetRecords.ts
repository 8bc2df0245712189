import { splitTopicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';

/** What a record of `__consumer_offsets` is about. Source: OffsetCommitKey, GroupMetadataKey. */
export type OffsetsKey =
  | { readonly type: 'offset'; readonly groupId: string; readonly partition: TopicPartition }
  | { readonly type: 'group'; readonly groupId: string };

/** Source: OffsetCommitValue. */
export interface OffsetAndMetadata {
  readonly offset: number;
  /** -1 when unknown (KIP-320). */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** Fixed with the commit before KIP-211; null since then. */
  readonly expireTimestampMs: number | null;
}

const OFFSET_KEY = /^\[([\s\S]*),([a-zA-Z0-9._-]+),(\d+)\]$/;
const GROUP_PREFIX = 'group_metadata::group=';
const OFFSET_VALUE = /^OffsetAndMetadata\(offset=(\d+), leaderEpoch=Optional(?:\[(\d+)\]|\.empty), metadata=([\s\S]*), commitTimestamp=(\d+), expireTimestamp=(?:None|Some\((\d+)\))\)$/;

/** `[group,topic,partition]`, as Kafka's formatter prints the key. Source: GroupMetadataManager.OffsetsMessageFormatter. */
export function offsetKey(groupId: string, partition: TopicPartition): string {
  const { topic, partition: number } = splitTopicPartition(partition);
  return `[${groupId},${topic},${number}]`;
}

/** The group's name alone, unless that could be taken for another key. Source: GroupMetadataManager.GroupMetadataMessageFormatter. */
export function groupKey(groupId: string): string {
  return OFFSET_KEY.test(groupId) || groupId.startsWith(GROUP_PREFIX) ? `${GROUP_PREFIX}${groupId}` : groupId;
}

export function parseKey(key: string): OffsetsKey {
  const [, groupId, topic, partition] = OFFSET_KEY.exec(key) ?? [];
  if (groupId !== undefined) return { type: 'offset', groupId, partition: `${topic}-${partition}` };
  return { type: 'group', groupId: key.startsWith(GROUP_PREFIX) ? key.slice(GROUP_PREFIX.length) : key };
}

/** As Kafka's formatter prints the value. Source: OffsetAndMetadata.toString. */
export function offsetValue({ offset, leaderEpoch, metadata, commitTimestampMs, expireTimestampMs }: OffsetAndMetadata): string {
  const epoch = leaderEpoch < 0 ? 'Optional.empty' : `Optional[${leaderEpoch}]`;
  const expires = expireTimestampMs === null ? 'None' : `Some(${expireTimestampMs})`;
  return `OffsetAndMetadata(offset=${offset}, leaderEpoch=${epoch}, metadata=${metadata}, commitTimestamp=${commitTimestampMs}, expireTimestamp=${expires})`;
}

/** @throws Error for a value that no coordinator wrote. */
export function parseOffsetValue(value: string): OffsetAndMetadata {
  const match = OFFSET_VALUE.exec(value);
  if (match === null) throw new Error(`not a committed offset: ${value}`);
  const [, offset, leaderEpoch, metadata = '', committed, expires] = match;
  return {
    offset: Number(offset), leaderEpoch: leaderEpoch === undefined ? -1 : Number(leaderEpoch), metadata,
    commitTimestampMs: Number(committed), expireTimestampMs: expires === undefined ? null : Number(expires),
  };
}
