import type { EraId } from '../../kafka/era/era.ts';
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
import { failed, leaderless, printError, stateIn, ToolFailure } from './groupWords.ts';

export interface ResetAsk {
  readonly form: GroupForm;
  /** null: `--all-groups`. */
  readonly group: string | null;
  /** null: `--all-topics`, which are those the group has committed. */
  readonly topic: string | null;
  /** Of `--to-offset` and `--shift-by`. */
  readonly by: number;
}

type Told = { readonly warnings: readonly string[]; readonly rows: readonly ResetRow[] };

/** `--reset-offsets` without `--execute`: what would be committed. Only for a group without members. Source: ConsumerGroupCommand.resetOffsets. */
export function resetOffsets(world: KafkaWorld, era: EraId, format: GroupFormat, ask: ResetAsk, groups: readonly DescribedGroup[]): readonly string[] {
  const told = groups.map((group) => resetOf(world, era, format, ask, group));
  const warnings = told.flatMap((one) => one.warnings);
  if (groups.length === 0) return warnings;
  return [...warnings, '', ...resetTable(format, told.flatMap(({ rows }) => rows), groups.map(({ groupId }) => groupId))];
}

function resetOf(world: KafkaWorld, era: EraId, format: GroupFormat, ask: ResetAsk, group: DescribedGroup): Told {
  if (group.state !== 'Empty' && group.state !== 'Dead') {
    const message = `Assignments can only be reset if the group '${group.groupId}' is inactive, but the current state is ${stateIn(era, group.state)}.`;
    return { warnings: printError(format, message), rows: [] };
  }
  const told = partitionsOf(world, ask, group).map((partition) => resetPartition(world, format, ask, group, partition));
  return { warnings: told.flatMap(({ warnings }) => warnings), rows: told.flatMap(({ rows }) => rows) };
}

function partitionsOf(world: KafkaWorld, { topic }: ResetAsk, { committed }: DescribedGroup): readonly TopicPartition[] {
  const all = topic === null ? Object.keys(committed) : [...partitionViews(world).keys()].filter((partition) => splitTopicPartition(partition).topic === topic);
  return all.toSorted(byTopicAndNumber);
}

function resetPartition(world: KafkaWorld, format: GroupFormat, ask: ResetAsk, group: DescribedGroup, name: TopicPartition): Told {
  const listed = listedOffsets(world, name);
  if (listed === null) throw leaderless(format);
  const wished = wish(format, ask, group, name, listed);
  const newOffset = Math.min(Math.max(wished, listed.earliest), listed.latest);
  const warning = wished > listed.latest ? `higher than latest offset${ofPartition(format, name)}` : `lower than earliest offset${ofPartition(format, name)}`;
  const warnings = newOffset === wished ? [] : [`${formatVirtualTime(world.nowMs)} WARN New offset (${wished}) is ${warning}. Value will be set to ${newOffset} (${format.warner})`];
  return { warnings, rows: [{ group: group.groupId, ...splitTopicPartition(name), newOffset }] };
}

const ofPartition = ({ warningNamesPartition }: GroupFormat, name: TopicPartition): string => (warningNamesPartition ? ` for topic partition ${name}` : '');

function wish(format: GroupFormat, { form, by }: ResetAsk, { committed }: DescribedGroup, name: TopicPartition, { earliest, latest }: { readonly earliest: number; readonly latest: number }): number {
  switch (form) {
    case '--reset-offsets --to-earliest': return earliest;
    case '--reset-offsets --to-latest': return latest;
    case '--reset-offsets --to-offset': return by;
    default: {
      const current = committed[name]?.offset;
      if (current !== undefined) return current + by;
      const message = `Cannot shift offset for partition ${name} since there is no current committed offset`;
      throw format.shiftsWithoutOffset === 'usage' ? new ToolFailure([message]) : failed(format, message);
    }
  }
}
