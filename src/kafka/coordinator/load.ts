import type { GroupMetadataValue } from '../group/types.ts';
import type { Log } from '../log/log.ts';
import { recordsOf } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import { parseKey, parseOffsetValue } from './offsetRecords.ts';
import type { CachedOffset } from './types.ts';

/** A group as its log tells it. */
export interface LoadedGroup {
  /** The last GroupMetadataValue; null for a group that only ever committed. */
  readonly value: GroupMetadataValue | null;
  readonly offsets: Readonly<Record<TopicPartition, CachedOffset>>;
}

/**
 * The last record of each key counts, and a tombstone takes its key away. What is not committed yet is read too: it
 * will be, or the log is cut and with it this leadership.
 *
 * Source: GroupMetadataManager.loadGroupsAndOffsets.
 */
export function readGroups(log: Log): Readonly<Record<string, LoadedGroup>> {
  const values = new Map<string, GroupMetadataValue>();
  const offsets = new Map<string, Record<TopicPartition, CachedOffset>>();
  for (const { key, value, offset: recordOffset } of recordsOf(log.batches)) {
    if (key === null || recordOffset < log.logStartOffset) continue;
    const about = parseKey(key);
    if (about.type === 'offset') {
      const { [about.partition]: _before, ...others } = offsets.get(about.groupId) ?? {};
      offsets.set(about.groupId, value === null ? others : { ...others, [about.partition]: { ...parseOffsetValue(value), recordOffset } });
    } else if (value === null) values.delete(about.groupId);
    else values.set(about.groupId, JSON.parse(value) as GroupMetadataValue);
  }
  const names = new Set([...values.keys(), ...[...offsets].flatMap(([group, known]) => (Object.keys(known).length > 0 ? [group] : []))]);
  return Object.fromEntries([...names].map((group) => [group, { value: values.get(group) ?? null, offsets: offsets.get(group) ?? {} }]));
}
