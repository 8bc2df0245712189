import type { Fact } from '../../kafka/facts.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { ElectionType } from '../../kafka/messages.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';

export type ElectionResult = Extract<Fact, { type: 'ElectionRequested' }>;

/** How the client names an error and what it says of it. Source: Errors. */
const EXCEPTIONS: Partial<Record<ErrorName, string>> = {
  PREFERRED_LEADER_NOT_AVAILABLE: 'PreferredLeaderNotAvailableException: The preferred leader was not available.',
  ELIGIBLE_LEADERS_NOT_AVAILABLE: 'EligibleLeadersNotAvailableException: Eligible topic partition leaders are not available.',
  UNKNOWN_TOPIC_OR_PARTITION: 'UnknownTopicOrPartitionException: This server does not host this topic-partition.',
};

/** What `kafka-leader-election.sh` prints for the controller's answers. Source: LeaderElectionCommand.electLeaders. */
export function electionOutput(electionType: ElectionType, results: readonly ElectionResult[]): string {
  const answered = (wanted: ErrorName): readonly TopicPartition[] => results.filter(({ error }) => error === wanted).map(({ partition }) => partition);
  const [elected, needless] = [answered('NONE'), answered('ELECTION_NOT_NEEDED')];
  const failed = results.filter(({ error }) => error !== 'NONE' && error !== 'ELECTION_NOT_NEEDED');
  return [
    ...(elected.length === 0 ? [] : [`Successfully completed leader election (${electionType}) for partitions ${elected.join(', ')}`]),
    ...(needless.length === 0 ? [] : [`Valid replica already elected for partitions ${needless.join(', ')}`]),
    ...failed.map(({ partition, error }) =>
      `Error completing leader election (${electionType}) for partition: ${partition}: org.apache.kafka.common.errors.${EXCEPTIONS[error] ?? error}`),
  ].join('\n');
}
