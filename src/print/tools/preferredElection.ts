import type { Era } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { encodeElection, PREFERRED_ELECTION_PATH } from '../../kafka/metadata/zkData.ts';
import { logFormats } from '../formats.ts';
import { partitionName } from '../partitionName.ts';

export type FinishedElection = Extract<Fact, { readonly type: 'ElectionToolFinished' }>;

/** The command line of a run; the file it may be given stands in it. */
export function preferredElectionCommand(wanted: FinishedElection['wanted']): string {
  const file = wanted === null ? '' : ` --path-to-json-file <(echo '${JSON.stringify({ partitions: wanted.map((partition) => splitTopicPartition(partition)) })}')`;
  return `kafka-preferred-replica-election.sh --zookeeper localhost:2181${file}`;
}

/** What the tool prints when it has its answers; of stack traces only what was thrown. Source: PreferredReplicaLeaderElectionCommand (0.8.2 to 2.1). */
export function preferredElectionOutput({ wanted, partitions, missing, outcome }: FinishedElection, era: Era): string {
  if (outcome.how !== 'started') return ['Failed to start preferred replica election', ...thrown(outcome, era)].join('\n');
  const { firstWords, bracketsPartitions } = logFormats[era.id];
  const skipped = missing.map((one) => `Skipping preferred replica leader election for partition ${partitionName(one, era.id)} since it doesn't exist`);
  // 0.8 logs what it leaves out, and names it among the partitions all the same.
  if (firstWords) return [...skipped.map((text) => `[…] ERROR ${text} (kafka.admin.PreferredReplicaLeaderElectionCommand)`), successfully(wanted ?? partitions, era)].join('\n');
  const written = bracketsPartitions ? encodeElection(partitions) : names(partitions, era).join();
  return [`Created preferred replica election path with ${written}`, successfully(partitions, era), ...skipped.map((text) => `${text}.`)].join('\n');
}

function names(partitions: readonly TopicPartition[], { id }: Era): readonly string[] {
  return partitions.map((partition) => partitionName(partition, id));
}

/** As Scala prints a set. */
function setOf(partitions: readonly TopicPartition[], era: Era): string {
  return `Set(${names(partitions, era).join(', ')})`;
}

function successfully(partitions: readonly TopicPartition[], era: Era): string {
  return `Successfully started preferred replica election for partitions ${setOf(partitions, era)}`;
}

function thrown(outcome: Exclude<FinishedElection['outcome'], { readonly how: 'started' }>, era: Era): readonly string[] {
  const isOlder = logFormats[era.id].bracketsPartitions;
  if (outcome.how === 'timed-out') {
    return [isOlder ? 'org.I0Itec.zkclient.exception.ZkTimeoutException: Unable to connect to zookeeper server within timeout: 30000' : 'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING'];
  }
  return ['kafka.common.AdminCommandFailedException: Admin command failed', `Caused by: ${inProgress(outcome.partitions, era, isOlder)}`];
}

function inProgress(partitions: readonly TopicPartition[] | null, era: Era, isOlder: boolean): string {
  if (isOlder && partitions === null) return `org.I0Itec.zkclient.exception.ZkNoNodeException: org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for ${PREFERRED_ELECTION_PATH}`;
  const found = partitions ?? [];
  return `kafka.admin.AdminOperationException: Preferred replica leader election currently in progress for ${isOlder ? setOf(found, era) : names(found, era).join()}. Aborting operation`;
}
