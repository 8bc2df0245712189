import type { Era, EraId } from '../../kafka/era/era.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { hashMapOrder, stringHashCode } from '../../kafka/names/javaHash.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { GroupForm, GroupFormat } from './groupFormats.ts';
import { groupFormats } from './groupFormats.ts';
import type { OffsetRow } from './groupTables.ts';
import { listTable, memberTable, offsetTable, stateTable } from './groupTables.ts';
import type { DescribedGroup, DescribedMember } from './groupView.ts';
import { byTopicAndNumber, describeGroup, listedGroups, listedOffsets } from './groupView.ts';
import { failed, leaderless, note, stateIn, ToolFailure } from './groupWords.ts';
import type { ResetAsk } from './resetOffsets.ts';
import { resetOffsets } from './resetOffsets.ts';

export interface GroupAsk extends ResetAsk {
  /** Whom it is told to ask first, as `host:port`. */
  readonly server: string;
}

/**
 * `kafka-consumer-groups.sh` at this step: what it would print on both of its streams, in the order in which it does.
 * Rows are by topic and partition, as since 4.0; before, they came in the order of a hash table. Stack traces are left out.
 *
 * Source: ConsumerGroupCommand.
 */
export function consumerGroups(world: KafkaWorld, era: Era, ask: GroupAsk): string {
  const format = groupFormats[era.id];
  if (format === null) throw new Error(`no consumer groups in ${era.id}`);
  const preface = format.preface === null ? [] : [format.preface];
  try {
    return [...preface, ...run(world, era.id, format, ask)].join('\n');
  } catch (failure) {
    if (!(failure instanceof ToolFailure)) throw failure;
    return [...preface, ...failure.lines].join('\n');
  }
}

function run(world: KafkaWorld, era: EraId, format: GroupFormat, ask: GroupAsk): readonly string[] {
  const { form } = ask;
  if (form === '--list') return allGroups(world, format, era, ask).map(({ groupId }) => groupId);
  if (form === '--list --state') return listTable(format, allGroups(world, format, era, ask));
  const groups = ask.group === null ? allGroups(world, format, era, ask).toSorted((a, b) => (a.groupId < b.groupId ? -1 : 1)) : [answered(world, format, ask.group)];
  if (form.startsWith('--reset-offsets')) return resetOffsets(world, era, format, ask, groups);
  return groups.flatMap((group) => describe(world, era, format, form, group));
}

/** In the order in which the tool lists them. Source: KafkaAdminClient.ListConsumerGroupsResults; AdminClient.listAllConsumerGroups before 1.1. */
function allGroups(world: KafkaWorld, format: GroupFormat, era: EraId, { server }: GroupAsk): readonly DescribedGroup[] {
  const groups = listedGroups(world, format.leavesOutLoading);
  if (groups === 'not-available') throw failed(format, format.nobodyAnswers(server));
  if (groups === 'loading') throw failed(format, 'org.apache.kafka.common.errors.CoordinatorLoadInProgressException: The coordinator is loading and hence can\'t process requests.');
  if (era === '0.10' || era === '0.11') return groups.filter(({ protocolType }) => protocolType === 'consumer');
  return hashMapOrder(groups, ({ groupId }) => stringHashCode(groupId));
}

function answered(world: KafkaWorld, format: GroupFormat, groupId: string): DescribedGroup {
  const group = describeGroup(world, groupId);
  // Loading is retried like a coordinator that is not there, until the tool gives up.
  if (group === 'not-available' || group === 'loading') throw failed(format, format.coordinatorSilent);
  return group;
}

function describe(world: KafkaWorld, era: EraId, format: GroupFormat, form: GroupForm, group: DescribedGroup): readonly string[] {
  if (group.state === 'Dead' && format.unknownGroup === 'refused') throw failed(format, `org.apache.kafka.common.errors.GroupIdNotFoundException: Group ${group.groupId} not found.`);
  const verbose = form.endsWith('--verbose');
  const [rows, lines, headless] = contentOf(world, era, format, form, group, verbose);
  const shows = group.state !== 'Dead' && rows > 0;
  return [...note(format, group), ...(shows || headless ? ['', ...lines] : [])];
}

type Content = readonly [rows: number, lines: readonly string[], printsAnyway: boolean];

function contentOf(world: KafkaWorld, era: EraId, format: GroupFormat, form: GroupForm, group: DescribedGroup, verbose: boolean): Content {
  if (form.startsWith('--describe --members')) return [group.members.length, memberTable(format, group, verbose), format.headsNoMembers];
  if (form.startsWith('--describe --state')) return [1, stateTable(format, { ...group, state: stateIn(era, group.state) as DescribedGroup['state'] }, verbose), false];
  const rows = offsetRows(world, era, format, group);
  // Before 1.0 the header came whether there was anything or not.
  return [format.preface === null ? rows.length : 1, offsetTable(format, era, rows, verbose), false];
}

/** Those who hold most come first, what nobody holds last. Source: ConsumerGroupCommand.collectGroupsOffsets. */
function offsetRows(world: KafkaWorld, era: EraId, format: GroupFormat, group: DescribedGroup): readonly OffsetRow[] {
  const early = era === '0.10' || era === '0.11';
  if (early && Object.keys(group.committed).length === 0) return [];
  const row = (member: DescribedMember | null) => (partition: TopicPartition): OffsetRow => offsetRow(world, format, group, partition, member);
  const holders = group.members.toSorted((a, b) => b.assignment.length - a.assignment.length);
  const held = new Set(holders.flatMap(({ assignment }) => assignment));
  const idle = (member: DescribedMember): OffsetRow => ({ group: group.groupId, topic: null, partition: null, leaderEpoch: null, offset: null, logEndOffset: null, member });
  return [
    ...holders.flatMap((member) => (early && member.assignment.length === 0 ? [idle(member)] : member.assignment.toSorted(byTopicAndNumber).map(row(member)))),
    ...Object.keys(group.committed).filter((partition) => !held.has(partition)).toSorted(byTopicAndNumber).map(row(null)),
  ];
}

function offsetRow(world: KafkaWorld, format: GroupFormat, { groupId, committed }: DescribedGroup, name: TopicPartition, member: DescribedMember | null): OffsetRow {
  const listed = listedOffsets(world, name);
  if (listed === null && !format.describesLeaderless) throw leaderless(format);
  const { topic, partition } = splitTopicPartition(name);
  const { offset = null, leaderEpoch = -1 } = committed[name] ?? {};
  return { group: groupId, topic, partition, offset, leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch, logEndOffset: listed?.latest ?? null, member };
}
