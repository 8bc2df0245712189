import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';
import { partitionName } from './partitionName.ts';

type ElectionFact = Extract<Fact, { readonly type: 'PreferredElectionBegun' | 'PreferredElectionEnded' }>;

/** What the controller wrote of a preferred election that went through ZooKeeper. Source: KafkaController (0.8.2 to 2.1). */
export function electionLine(fact: ElectionFact, era: EraId): LogLine | null {
  const { bracketsPartitions: isOlder } = logFormats[era];
  const line = (message: string, level: LogLine['level'] = 'INFO'): LogLine => (
    { logger: 'kafka.controller.KafkaController', level, text: `${isOlder ? `[Controller ${fact.controllerId}]:` : `[Controller id=${fact.controllerId}]`} ${message}` });
  if (fact.type === 'PreferredElectionBegun') return { ...line(''), text: begun(fact, era).map((message) => line(message).text).join('\n') };
  const { preferred, leader } = fact;
  const partition = partitionName(fact.partition, era);
  if (leader === null) return failed(fact, era, partition);
  if (leader === preferred) return line(`Partition ${partition} completed preferred replica leader election. New leader is ${preferred}`);
  return line(`Partition ${partition} failed to complete preferred replica leader election${isOlder ? `. Leader is ${leader}` : ` to ${preferred}. Leader is still ${leader}`}`, 'WARN');
}

/** A new controller first says what it has found. Source: KafkaController.fetchPendingPreferredReplicaElections. */
function begun({ partitions, found }: Extract<Fact, { readonly type: 'PreferredElectionBegun' }>, era: EraId): readonly string[] {
  const names = (ones: readonly TopicPartition[]): string => ones.map((one) => partitionName(one, era)).join();
  const starting = `Starting preferred replica leader election for partitions ${names(partitions)}`;
  if (found === null) return [starting];
  return [
    `Partitions undergoing preferred replica election: ${names(found)}`,
    `Partitions that completed preferred replica election: ${names(found.filter((one) => !partitions.includes(one)))}`,
    ...(logFormats[era].controller === 'elector' ? [] : ['Skipping preferred replica election for partitions due to topic deletion: ']),
    `Resuming preferred replica election for partitions: ${names(partitions)}`,
    starting,
  ];
}

/** To 0.10 the client of ZooKeeper tells of it, later the thread of the controller's events. */
function failed({ controllerId }: ElectionFact, era: EraId, partition: string): LogLine {
  const exception = `java.util.NoSuchElementException: key not found: ${partition}`;
  const thread = (text: string): LogLine => ({ logger: 'kafka.controller.ControllerEventManager$ControllerEventThread', level: 'ERROR', text: `${text}\n${exception}` });
  switch (logFormats[era].controller) {
    case 'elector': return {
      logger: 'org.I0Itec.zkclient.ZkEventThread', level: 'ERROR',
      text: `Error handling event ZkEvent[Data of /admin/preferred_replica_election changed sent to kafka.controller.PreferredReplicaElectionListener@…]\n${exception}`,
    };
    case 'events': return thread('[controller-event-thread]: Error processing event PreferredReplicaLeaderElection(Set(…))');
    default: return thread(`[ControllerEventThread controllerId=${controllerId}] Error processing event PreferredReplicaLeaderElection`);
  }
}
