import type { EraId } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { deletedOffsets } from './deletedOffsets.ts';
import type { GroupFormat } from './groupFormats.ts';
import { groupFormats } from './groupFormats.ts';
import { byTopicAndNumber } from './groupView.ts';
import type { ToolFailure } from './groupWords.ts';
import { activeGroup, exceptionOf, failed, leaderless, unknownPartition } from './groupWords.ts';
import { resetOutput, targetOption, unshiftable, warningsOf } from './resetOffsets.ts';

/** What became of a `--reset-offsets --execute` or a `--delete-offsets`, and when. */
export interface GroupOutcome {
  readonly atMs: number;
  readonly fact: Extract<Fact, { readonly type: 'GroupOffsetsReset' | 'GroupResetFailed' | 'OffsetDeletionEnded' }>;
}

interface ResetOutcome extends GroupOutcome {
  readonly fact: Extract<Fact, { readonly type: 'GroupOffsetsReset' | 'GroupResetFailed' }>;
}

/** The command as it was typed, and what the tool printed when it had its answers. */
export function executedOnGroup(era: EraId, { atMs, fact }: GroupOutcome): { readonly command: string; readonly output: string } {
  if (fact.type !== 'OffsetDeletionEnded') return executedReset(era, { atMs, fact });
  const format = groupFormats[era];
  if (format === null) throw new Error(`no consumer groups in ${era}`);
  const scope = fact.topics.map((topic) => `--topic ${topic}`).join(' ');
  return { command: `kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --group ${fact.group} ${scope} --delete-offsets`, output: deletedOffsets(era, format, fact).join('\n') };
}

function executedReset(era: EraId, { atMs, fact }: ResetOutcome): { readonly command: string; readonly output: string } {
  const format = groupFormats[era];
  if (format === null) throw new Error(`no consumer groups in ${era}`);
  const { group, topics, target } = fact;
  const scope = topics === null ? '--all-topics' : topics.map((topic) => `--topic ${topic}`).join(' ');
  const command = `kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --group ${group} ${scope} --reset-offsets ${targetOption(target)} --execute`;
  const preface = format.preface === null ? [] : [format.preface];
  return { command, output: [...preface, ...linesOf(era, format, fact, atMs)].join('\n') };
}

function linesOf(era: EraId, format: GroupFormat, fact: ResetOutcome['fact'], atMs: number): readonly string[] {
  const { group } = fact;
  if (fact.type === 'GroupResetFailed') return fact.state === null ? failureOf(era, format, fact).lines : resetOutput(format, activeGroup(format, era, group, fact.state), [], [group]);
  const offsets = fact.offsets.toSorted((a, b) => byTopicAndNumber(a.partition, b.partition));
  const rows = offsets.map(({ partition, offset }) => ({ group, ...splitTopicPartition(partition), newOffset: offset }));
  return resetOutput(format, offsets.flatMap((one) => warningsOf(format, one.partition, one, atMs)), rows, [group]);
}

type Failure = Extract<Fact, { readonly type: 'GroupResetFailed' }>;

function failureOf(era: EraId, format: GroupFormat, { error, api, partition }: Failure): ToolFailure {
  if (error === 'NONE') return unshiftable(format, partition ?? '');
  if (error === 'REQUEST_TIMED_OUT') return timedOut(format, api);
  if (error === 'UNKNOWN_TOPIC_OR_PARTITION') return unknownPartition(format);
  const which = api === 'OffsetCommit' && partition !== null ? `: Failed altering group offsets for the following partitions: [${partition}]` : '';
  return failed(format, `${exceptionOf(era, error)}${which}`);
}

function timedOut(format: GroupFormat, api: string): ToolFailure {
  if (api === 'ListOffsets' || api === 'Metadata') return leaderless(format);
  return failed(format, format.coordinatorSilent);
}
