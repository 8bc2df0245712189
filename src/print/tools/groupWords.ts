import type { EraId } from '../../kafka/era/era.ts';
import { exceptionIn } from '../../kafka/era/errorName.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';
import type { GroupFormat } from './groupFormats.ts';
import type { DescribedGroup } from './groupView.ts';

/** The tool gives up, with these lines as its last. */
export class ToolFailure extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

const apart = ({ notesApart }: GroupFormat, line: string): readonly string[] => (notesApart ? ['', line] : [line]);

/** Source: ConsumerGroupCommand.printError. */
export function printError(format: GroupFormat, message: string): readonly string[] {
  return apart(format, `Error: ${message}`);
}

/** The tool's last words. */
export function failed(format: GroupFormat, message: string): ToolFailure {
  return new ToolFailure(printError(format, `Executing consumer group command failed due to ${message}`));
}

/** Before 2.0 the tool waits for a leader without end, and prints nothing. */
export function leaderless(format: GroupFormat): ToolFailure {
  return format.leaderless === 'waits' ? new ToolFailure([]) : failed(format, format.leaderless);
}

/** A reset needs a group that nobody reads with. Source: ConsumerGroupCommand.resetOffsets. */
export function activeGroup(format: GroupFormat, era: EraId, groupId: string, state: string): readonly string[] {
  return printError(format, `Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${stateIn(era, state)}.`);
}

/** The class of that version's exceptions that stands for an error. */
export function exceptionOf(era: EraId, error: ErrorName): string {
  return `org.apache.kafka.common.errors.${exceptionIn(era, error)}`;
}

export function unknownPartition(format: GroupFormat): ToolFailure {
  return failed(format, 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.');
}

/** A state as the version named it; the second changed its name in 1.1. */
export function stateIn(era: EraId, state: string): string {
  return state === 'CompletingRebalance' && (era === '0.10' || era === '0.11') ? 'AwaitingSync' : state;
}

/** What is said of a group before its table. Source: ConsumerGroupCommand.shouldPrintMemberState. */
export function note(format: GroupFormat, { groupId, state }: DescribedGroup): readonly string[] {
  switch (state) {
    case 'Dead': return printError(format, `Consumer group '${groupId}' does not exist.`);
    case 'Empty': return apart(format, `Consumer group '${groupId}' has no active members.`);
    case 'PreparingRebalance':
    case 'CompletingRebalance': return apart(format, `Warning: Consumer group '${groupId}' is rebalancing.`);
    case 'Stable': return [];
    default: return state satisfies never;
  }
}
