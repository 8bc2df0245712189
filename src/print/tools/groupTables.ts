import { brokerAddress } from '../../kafka/actor.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import type { Column } from './columns.ts';
import { fixed, growing, MISSING, table } from './columns.ts';
import type { GroupFormat } from './groupFormats.ts';
import type { DescribedGroup, DescribedMember } from './groupView.ts';
import { byTopicAndNumber } from './groupView.ts';

/** A partition that a group reads, or has read. Missing values are null. */
export interface OffsetRow {
  readonly group: string;
  readonly topic: string | null;
  readonly partition: number | null;
  readonly leaderEpoch: number | null;
  readonly offset: number | null;
  readonly logEndOffset: number | null;
  /** Who holds it; null when nobody does. */
  readonly member: DescribedMember | null;
}

const lagOf = ({ offset, logEndOffset }: OffsetRow): number | null => (offset === null || logEndOffset === null ? null : logEndOffset - offset);

const groupColumn = <Row extends { readonly group: string }>(format: GroupFormat, width = 15): readonly Column<Row>[] => (format.manyGroups ? [growing('GROUP', width, ({ group }) => group)] : []);

/** Source: ConsumerGroupCommand.printOffsets; printAssignment before 1.0. */
export function offsetTable(format: GroupFormat, era: EraId, rows: readonly OffsetRow[], verbose: boolean): readonly string[] {
  if (era === '0.10' || era === '0.11') return table(earlyOffsetColumns, rows);
  return table<OffsetRow>([
    ...groupColumn<OffsetRow>(format), growing('TOPIC', 15, ({ topic }) => topic), fixed('PARTITION', 10, ({ partition }) => partition),
    ...(verbose ? [fixed<OffsetRow>('LEADER-EPOCH', 15, ({ leaderEpoch }) => leaderEpoch)] : []),
    fixed('CURRENT-OFFSET', 15, ({ offset }) => offset), fixed('LOG-END-OFFSET', 15, ({ logEndOffset }) => logEndOffset), fixed('LAG', 15, lagOf),
    growing('CONSUMER-ID', 15, ({ member }) => member?.consumerId ?? null), growing('HOST', 15, ({ member }) => member?.host ?? null),
    fixed('CLIENT-ID', 0, ({ member }) => member?.clientId ?? null),
  ], rows);
}

/** There is no space before the host. */
const earlyOffsetColumns: readonly Column<OffsetRow>[] = [
  fixed('TOPIC', 30, ({ topic }) => topic), fixed('PARTITION', 10, ({ partition }) => partition), fixed('CURRENT-OFFSET', 15, ({ offset }) => offset),
  fixed('LOG-END-OFFSET', 15, ({ logEndOffset }) => logEndOffset), fixed('LAG', 10, lagOf),
  fixed(`${'CONSUMER-ID'.padEnd(50)}HOST`, 80, ({ member }) => (member?.consumerId ?? MISSING).padEnd(50) + (member?.host ?? MISSING)),
  fixed('CLIENT-ID', 0, ({ member }) => member?.clientId ?? null),
];

/** Every cell is followed by a space. Source: ConsumerGroupCommand.printMembers. */
export function memberTable(format: GroupFormat, { groupId, members }: DescribedGroup, verbose: boolean): readonly string[] {
  const hasInstances = format.namesInstances && members.some(({ groupInstanceId }) => groupInstanceId !== '');
  const assigned = ({ assignment }: DescribedMember): string => (assignment.length === 0 ? MISSING : assignmentText(format, assignment));
  return table<DescribedMember>([
    ...(format.manyGroups ? [growing<DescribedMember>('GROUP', 15, () => groupId)] : []),
    growing('CONSUMER-ID', 15, ({ consumerId }) => consumerId), ...(hasInstances ? [growing<DescribedMember>('GROUP-INSTANCE-ID', 17, ({ groupInstanceId }) => groupInstanceId)] : []),
    growing('HOST', 15, ({ host }) => host), growing('CLIENT-ID', 15, ({ clientId }) => clientId), fixed('#PARTITIONS', 15, ({ assignment }) => assignment.length),
    ...(verbose ? verboseColumns(format, assigned) : [fixed<DescribedMember>('', 0, () => '')]),
  ], members);
}

/** A classic member has no epochs and no target of its own. */
function verboseColumns({ assignment }: GroupFormat, assigned: (member: DescribedMember) => string): readonly Column<DescribedMember>[] {
  if (assignment === 'parentheses') return [fixed('ASSIGNMENT', 0, assigned)];
  return [fixed('CURRENT-EPOCH', 15, () => null), growing('CURRENT-ASSIGNMENT', 20, assigned), fixed('TARGET-EPOCH', 15, () => null), fixed('TARGET-ASSIGNMENT', 20, () => null)];
}

/** `orders(0,1), payments(2)`, since 4.0 `orders:0,1;payments:2`. */
function assignmentText({ assignment }: GroupFormat, partitions: readonly TopicPartition[]): string {
  const numbers = new Map<string, number[]>();
  for (const { topic, partition } of partitions.toSorted(byTopicAndNumber).map(splitTopicPartition)) numbers.set(topic, [...(numbers.get(topic) ?? []), partition]);
  const topics = [...numbers].map(([topic, of]) => (assignment === 'colons' ? `${topic}:${of.join(',')}` : `${topic}(${of.join(',')})`));
  return topics.join(assignment === 'colons' ? ';' : ', ');
}

/** Source: ConsumerGroupCommand.printStates. */
export function stateTable(format: GroupFormat, group: DescribedGroup, verbose: boolean): readonly string[] {
  const coordinator = `${brokerAddress(group.coordinatorId)}:9092${format.coordinatorSpace}(${group.coordinatorId})`;
  const strategy = group.protocol === '' && format.state === 'group' ? MISSING : group.protocol;
  const of = (width: number, title: string, cell: string): Column<DescribedGroup> => fixed(title, width, () => cell);
  const members = of(0, '#MEMBERS', String(group.members.length));
  const coordinatorColumn: Column<DescribedGroup> = growing('COORDINATOR (ID)', 25, () => coordinator);
  switch (format.state) {
    case 'without-group': return table([coordinatorColumn, of(25, 'ASSIGNMENT-STRATEGY', strategy), of(20, 'STATE', group.state), members], [group]);
    case 'group-as-wide-as-coordinator':
      return table([
        { ...of(25, 'GROUP', group.groupId), follows: () => coordinator }, of(25, 'COORDINATOR (ID)', coordinator), of(20, 'ASSIGNMENT-STRATEGY', strategy), of(15, 'STATE', group.state), members,
      ], [group]);
    case 'group': {
      const epochs = verbose ? [of(15, 'GROUP-EPOCH', MISSING), of(25, 'TARGET-ASSIGNMENT-EPOCH', MISSING)] : [];
      return table([growing('GROUP', 15, () => group.groupId), coordinatorColumn, of(20, 'ASSIGNMENT-STRATEGY', strategy), of(20, 'STATE', group.state), ...epochs, members], [group]);
    }
    default: return format.state satisfies never;
  }
}

/** Source: ConsumerGroupCommand.printGroupStates, printGroupInfo. */
export function listTable({ list }: GroupFormat, groups: readonly DescribedGroup[]): readonly string[] {
  const longest = Math.max(15, ...groups.map(({ groupId }) => groupId.length));
  return list === 'narrow'
    ? table<DescribedGroup>([fixed('GROUP', longest, ({ groupId }) => groupId), fixed('STATE', 0, ({ state }) => state)], groups)
    : table<DescribedGroup>([fixed('GROUP', longest + 10, ({ groupId }) => groupId), fixed('STATE', 20, ({ state }) => state)], groups);
}

export interface ResetRow {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly newOffset: number;
}

/** Source: ConsumerGroupCommand.printOffsetsToReset, OffsetsUtils.printOffsetsToReset. */
export function resetTable(format: GroupFormat, rows: readonly ResetRow[], groups: readonly string[]): readonly string[] {
  if (format.resetWidths === 'growing') {
    const wide = Math.max(15, ...groups.map((group) => group.length));
    return table<ResetRow>([fixed('GROUP', wide, ({ group }) => group), growing('TOPIC', 15, ({ topic }) => topic), fixed('PARTITION', 10, ({ partition }) => partition), fixed('NEW-OFFSET', 0, ({ newOffset }) => newOffset)], rows);
  }
  return table<ResetRow>([
    ...(format.manyGroups ? [fixed<ResetRow>('GROUP', 30, ({ group }) => group)] : []),
    fixed('TOPIC', 30, ({ topic }) => topic), fixed('PARTITION', 10, ({ partition }) => partition), fixed('NEW-OFFSET', 15, ({ newOffset }) => newOffset),
  ], rows);
}
