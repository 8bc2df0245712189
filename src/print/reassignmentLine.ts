import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';
import { partitionName } from './partitionName.ts';

type ReassignmentFact = Extract<Fact, { readonly type: 'ReassignmentStarted' | 'ReassignmentWidened' | 'ReassignmentEnded' | 'ReassignmentDropped' }>;

/** What the controller wrote of a reassignment before KIP-455; to 1.0 a refused one is an exception, in the line below. Source: KafkaController. */
export function reassignmentLine(fact: ReassignmentFact, era: EraId): LogLine | null {
  if (eraOf(era).partitionReassignments === 'by-request') return null;
  const isOlder = logFormats[era].bracketsPartitions;
  const partition = partitionName(fact.partition, era);
  const line = (who: number, message: string, level: LogLine['level'] = 'INFO'): LogLine => ({ logger: 'kafka.controller.KafkaController', level, text: `${isOlder ? `[Controller ${who}]:` : `[Controller id=${who}]`} ${message}` });
  const lines = (who: number, messages: readonly string[]): LogLine => ({ ...line(who, ''), text: messages.map((message) => line(who, message).text).join('\n') });
  const assigned = (replicas: readonly number[]): string => `Updated assigned replicas for partition ${partition} being reassigned to ${replicas.join()}${isOlder ? ' ' : ''}`;
  switch (fact.type) {
    case 'ReassignmentStarted': return line(fact.controllerId ?? -1, `Handling reassignment of partition ${partition} to new replicas ${fact.target.join()}`);
    case 'ReassignmentWidened': return lines(fact.controllerId, [
      `New replicas ${fact.target.join()} for partition ${partition} being reassigned not yet caught up with the leader`,
      assigned(fact.replicas),
      `Waiting for new replicas ${fact.target.join()} for partition ${partition} being reassigned to catch up with the leader`,
    ]);
    case 'ReassignmentEnded': return line(fact.controllerId ?? -1, assigned(fact.replicas));
    case 'ReassignmentDropped': return isOlder
      ? line(fact.controllerId, `Error completing reassignment of partition ${partition}\n${exception(fact, partition)}`, 'ERROR')
      : line(fact.controllerId, ...ignored(fact, partition));
    default: return fact satisfies never;
  }
}

type Dropped = Extract<Fact, { readonly type: 'ReassignmentDropped' }>;

const noState = (partition: string): string =>
  `java.lang.IllegalStateException: Cannot update leader epoch for partition ${partition} as leaderAndIsr path is empty. This could mean we somehow tried to reassign a partition that doesn't exist`;

function exception({ reason, target, live }: Dropped, partition: string): string {
  const thrown = 'kafka.common.KafkaException: ';
  switch (reason) {
    case 'already-assigned': return `${thrown}Partition ${partition} to be reassigned is already assigned to replicas ${target.join()}. Ignoring request for partition reassignment`;
    case 'no-such-partition': return `${thrown}Attempt to reassign partition ${partition} that doesn't exist`;
    case 'not-alive': return `${thrown}Only ${live.join()} replicas out of the new set of replicas ${target.join()} for partition ${partition} to be reassigned are alive. Failing partition reassignment`;
    case 'leaderless': return noState(partition);
    default: return reason satisfies never;
  }
}

function ignored({ reason, target }: Dropped, partition: string): readonly [string, LogLine['level']] {
  if (reason === 'already-assigned') return [`Partition ${partition} to be reassigned is already assigned to replicas ${target.join()}. Ignoring request for partition reassignment.`, 'INFO'];
  return reason === 'leaderless' ? [`Error completing reassignment of partition ${partition}\n${noState(partition)}`, 'ERROR'] : [`Ignoring request to reassign partition ${partition} that doesn't exist.`, 'ERROR'];
}
