import type { Era } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import type { ElectionType } from '../../kafka/messages.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';
import { hashMapOrder, topicPartitionHashCode } from '../../kafka/names/javaHash.ts';
import { reassignFormats } from './reassignFormats.ts';

export type ElectionResult = Extract<Fact, { type: 'ElectionRequested' }>;

/** How the client names an error; what it says of it is the controller's. Source: Errors. */
const EXCEPTIONS: Partial<Record<ErrorName, string>> = {
  PREFERRED_LEADER_NOT_AVAILABLE: 'PreferredLeaderNotAvailableException',
  ELIGIBLE_LEADERS_NOT_AVAILABLE: 'EligibleLeadersNotAvailableException',
  UNKNOWN_TOPIC_OR_PARTITION: 'UnknownTopicOrPartitionException',
};

/** The command line behind these answers: one partition, or all there are. */
export function electionCommand(server: string, results: readonly ElectionResult[]): string {
  const [first, ...others] = results;
  const asked = (first?.electionType ?? 'PREFERRED').toLowerCase();
  const scope = first === undefined || others.length > 0 ? '--all-topic-partitions' : partitionOption(first.partition);
  return `kafka-leader-election.sh --bootstrap-server ${server} --election-type ${asked} ${scope}`;
}

function partitionOption(name: TopicPartition): string {
  const { topic, partition } = splitTopicPartition(name);
  return `--topic ${topic} --partition ${partition}`;
}

/**
 * What `kafka-leader-election.sh` prints for the controller's answers, in the order of its sets; the stack trace of its
 * exception is left out. Until KAFKA-12684 (3.0) it named the partitions of the first line in the second too, by
 * mistake; ours does not. Source: LeaderElectionCommand.electLeaders.
 */
export function electionOutput(electionType: ElectionType, results: readonly ElectionResult[], { id }: Era): string {
  const inOrder = hashMapOrder(results, ({ partition }) => topicPartitionHashCode(partition));
  const answered = (wanted: ErrorName): readonly TopicPartition[] => inOrder.filter(({ error }) => error === wanted).map(({ partition }) => partition);
  const [elected, needless] = [answered('NONE'), answered('ELECTION_NOT_NEEDED')];
  const failed = inOrder.filter(({ error }) => error !== 'NONE' && error !== 'ELECTION_NOT_NEEDED');
  const { writtenIn } = reassignFormats[id];
  return [
    ...(elected.length === 0 ? [] : [`Successfully completed leader election (${electionType}) for partitions ${elected.join(', ')}`]),
    ...(needless.length === 0 ? [] : [`Valid replica already elected for partitions ${needless.join(', ')}`]),
    ...failed.map(({ partition, error, message }) =>
      `Error completing leader election (${electionType}) for partition: ${partition}: org.apache.kafka.common.errors.${EXCEPTIONS[error] ?? error}${message === null ? '' : `: ${message}`}`),
    ...(failed.length === 0 ? [] : [`${writtenIn === 'scala' ? 'Exception in thread "main" kafka.common.AdminCommandFailedException: ' : ''}${failed.length} replica(s) could not be elected`]),
  ].join('\n');
}
