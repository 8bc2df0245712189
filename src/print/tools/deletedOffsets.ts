import type { EraId } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';
import type { GroupFormat } from './groupFormats.ts';
import { exceptionOf, printError } from './groupWords.ts';

type Ended = Extract<Fact, { readonly type: 'OffsetDeletionEnded' }>;

/** What each error of OffsetDelete is as an exception of the client, with its message. Source: Errors. */
const SAYS: Partial<Record<ErrorName, readonly [exception: string, message: string]>> = {
  GROUP_ID_NOT_FOUND: ['GroupIdNotFoundException', 'The group id does not exist.'],
  NON_EMPTY_GROUP: ['GroupNotEmptyException', 'The group is not empty.'],
  GROUP_SUBSCRIBED_TO_TOPIC: ['GroupSubscribedToTopicException', 'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.'],
  UNKNOWN_TOPIC_OR_PARTITION: ['UnknownTopicOrPartitionException', 'This server does not host this topic-partition.'],
  REQUEST_TIMED_OUT: ['TimeoutException', 'Timed out waiting for a node assignment.'],
};
const OF_PARTITIONS: readonly ErrorName[] = ['GROUP_SUBSCRIBED_TO_TOPIC', 'UNKNOWN_TOPIC_OR_PARTITION'];

/** `--delete-offsets` when it had its answers. Source: ConsumerGroupCommand.deleteOffsets. */
export function deletedOffsets(era: EraId, format: GroupFormat, fact: Ended): readonly string[] {
  const rows = fact.partitions.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const isNewer = format.deletions === 'by-group';
  const widths = isNewer ? ([Math.max(15, ...rows.map(({ topic }) => topic.length)), 10, 15] as const) : ([30, 15, 15] as const);
  const line = (topic: string, partition: string, status: string): string => `${topic.padEnd(widths[0])} ${partition.padEnd(widths[1])} ${status.padEnd(widths[2])}`;
  const told = rows.map(({ topic, partition, error }) => line(topic, partition?.toString() ?? (isNewer ? '-' : 'Not Provided'), error === 'NONE' ? 'Successful' : `Error: ${saying(era, error)}`));
  return [...outcome(format, fact), '', line('TOPIC', 'PARTITION', 'STATUS'), ...told];
}

/** As the tool sorts them: the number as text. */
function keyOf({ topic, partition }: Ended['partitions'][number]): string {
  return `${topic}${partition ?? -1}`;
}

function outcome(format: GroupFormat, { group, topics, error: whole, partitions }: Ended): readonly string[] {
  const isNewer = format.deletions === 'by-group';
  // A topic that was not found was not asked for either.
  const error = whole === 'NONE' ? (partitions.find((one) => one.partition !== null && one.error !== 'NONE')?.error ?? 'NONE') : whole;
  if (error === 'NONE') return [isNewer ? `Request succeeded for deleting offsets from group ${group}.` : `Request succeed for deleting offsets with topic ${topics.join(', ')} group ${group}`];
  if (OF_PARTITIONS.includes(error)) return printError(format, isNewer ? 'Encountered some partition-level error, see the follow-up details.' : 'Encounter some partition level error, see the follow-up details:');
  if (error === 'GROUP_ID_NOT_FOUND') return printError(format, isNewer ? messageOf(error) : `'${group}' does not exist.`);
  if (error === 'NON_EMPTY_GROUP') return printError(format, isNewer ? messageOf(error) : `Deleting offsets of a consumer group '${group}' is forbidden if the group is not empty.`);
  return printError(format, `${isNewer ? 'Encountered' : 'Encounter'} some unknown error: ${error}`);
}

function messageOf(error: ErrorName): string {
  return SAYS[error]?.[1] ?? '';
}

function saying(era: EraId, error: ErrorName): string {
  const known = SAYS[error];
  return known === undefined ? exceptionOf(era, error) : `org.apache.kafka.common.errors.${known[0]}: ${known[1]}`;
}
