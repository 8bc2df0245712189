import type { EraId } from '../../kafka/era/era.ts';
import type { GroupState } from '../../kafka/group/types.ts';
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

/** A state as the version named it; the second changed its name in 1.1. */
export function stateIn(era: EraId, state: GroupState): string {
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
