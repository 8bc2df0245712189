import type { EraId } from '../../kafka/era/era.ts';
import type { NewOffset, ResetTarget } from '../../kafka/group/reset.ts';
import { newOffset, partitionsInScope } from '../../kafka/group/reset.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { partitionViews } from '../../kafka/promises/view.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { formatVirtualTime } from '../time.ts';
import type { GroupForm, GroupFormat } from './groupFormats.ts';
import type { ResetRow } from './groupTables.ts';
import { resetTable } from './groupTables.ts';
import type { DescribedGroup } from './groupView.ts';
import { byTopicAndNumber, listedOffsets } from './groupView.ts';
import { activeGroup, failed, leaderless, ToolFailure, unknownPartition } from './groupWords.ts';

export interface ResetAsk {
  readonly form: GroupForm;
  /** null: `--all-groups`. */
  readonly group: string | null;
  /** `orders`, or `orders:0,1`; null: `--all-topics`, which are those the group has committed. */
  readonly topic: string | null;
  /** Of `--to-offset` and `--shift-by`; of `--by-duration` in seconds. */
  readonly by: number;
}

type Told = { readonly warnings: readonly string[]; readonly rows: readonly ResetRow[] };

/** What a form asks for; null for one that resets nothing. */
export function targetOf(form: GroupForm, by: number): ResetTarget | null {
  switch (form) {
    case '--reset-offsets --to-earliest': return { to: 'earliest' };
    case '--reset-offsets --to-latest': return { to: 'latest' };
    case '--reset-offsets --to-current': return { to: 'current' };
    case '--reset-offsets --to-offset': return { to: 'offset', offset: by };
    case '--reset-offsets --shift-by': return { to: 'shift', by };
    case '--reset-offsets --by-duration': return { to: 'duration', ms: Math.max(0, by) * 1000 };
    default: return null;
  }
}

/** The option as it is typed: `--to-offset 3`, `--by-duration PT10S`. */
export function targetOption(target: ResetTarget): string {
  switch (target.to) {
    case 'offset': return `--to-offset ${target.offset}`;
    case 'shift': return `--shift-by ${target.by}`;
    case 'duration': return `--by-duration PT${target.ms / 1000}S`;
    default: return `--to-${target.to}`;
  }
}

/** `--reset-offsets` without `--execute`: what would be committed. Only for a group without members. Source: ConsumerGroupCommand.resetOffsets. */
export function resetOffsets(world: KafkaWorld, era: EraId, format: GroupFormat, ask: ResetAsk, groups: readonly DescribedGroup[]): readonly string[] {
  const told = groups.map((group) => resetOf(world, era, format, ask, group));
  return resetOutput(format, told.flatMap((one) => one.warnings), told.flatMap(({ rows }) => rows), groups.map(({ groupId }) => groupId));
}

/** Warnings, and the table behind an empty line. */
export function resetOutput(format: GroupFormat, warnings: readonly string[], rows: readonly ResetRow[], groups: readonly string[]): readonly string[] {
  return groups.length === 0 ? warnings : [...warnings, '', ...resetTable(format, rows, groups)];
}

function resetOf(world: KafkaWorld, era: EraId, format: GroupFormat, ask: ResetAsk, group: DescribedGroup): Told {
  if (group.state !== 'Empty' && group.state !== 'Dead') return { warnings: activeGroup(format, era, group.groupId, group.state), rows: [] };
  const told = partitionsOf(world, format, ask, group).map((partition) => resetPartition(world, format, ask, group, partition));
  return { warnings: told.flatMap(({ warnings }) => warnings), rows: told.flatMap(({ rows }) => rows) };
}

function partitionsOf(world: KafkaWorld, format: GroupFormat, { topic }: ResetAsk, { committed }: DescribedGroup): readonly TopicPartition[] {
  if (topic === null) return Object.keys(committed).toSorted(byTopicAndNumber);
  const { partitions, missing } = partitionsInScope([topic], [...partitionViews(world).keys()]);
  if (missing !== null) throw unknownPartition(format);
  return partitions.toSorted(byTopicAndNumber);
}

function resetPartition(world: KafkaWorld, format: GroupFormat, { form, by }: ResetAsk, group: DescribedGroup, name: TopicPartition): Told {
  const target = targetOf(form, by) ?? { to: 'latest' };
  const listed = listedOffsets(world, name, target.to === 'duration' ? world.nowMs - target.ms : null);
  if (listed === null) throw leaderless(format);
  const found = newOffset(target, group.committed[name]?.offset, listed);
  if (found === null) throw unshiftable(format, name);
  return { warnings: warningsOf(format, name, found, world.nowMs), rows: [{ group: group.groupId, ...splitTopicPartition(name), newOffset: found.offset }] };
}

/** Nothing is committed that could be shifted; later versions print how to use the tool behind it. */
export function unshiftable(format: GroupFormat, partition: TopicPartition): ToolFailure {
  const message = `Cannot shift offset for partition ${partition} since there is no current committed offset`;
  return format.shiftsWithoutOffset === 'usage' ? new ToolFailure([message]) : failed(format, message);
}

/** Source: OffsetsUtils.checkOffsetsRange, getLogTimestampOffsets. */
export function warningsOf(format: GroupFormat, name: TopicPartition, { offset, wished }: NewOffset, atMs: number): readonly string[] {
  if (wished === offset) return [];
  const { topic, partition } = splitTopicPartition(name);
  if (wished === null) return ['', `Warn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.`];
  const what = `${wished > offset ? 'higher than latest' : 'lower than earliest'} offset${format.warningNamesPartition ? ` for topic partition ${name}` : ''}`;
  return [`${formatVirtualTime(atMs)} WARN New offset (${wished}) is ${what}. Value will be set to ${offset} (${format.warner})`];
}
