import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import { noError } from '../../names/errors.ts';
import { allowsUncleanElection, changeRecord } from './controllerEnv.ts';
import { partitionOf, partitionsOf, topicOf } from '../../metadata/image.ts';
import { NO_LEADER, hasPreferredLeader } from '../../metadata/registration.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ElectionType } from '../../messages.ts';
import type { ApiError } from '../../names/errors.ts';
import type { ControllerEnv, ControllerResult } from './controllerEnv.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { PartitionChangeRecord } from '../../metadata/metadataRecords.ts';

export type ElectionAnswer = ApiError & { readonly partition: TopicPartition };

interface Elected {
  readonly record: PartitionChangeRecord | null;
  readonly answer: ApiError;
}

/**
 * An administrator asks for elections; null means every partition, and then those that need none are not listed.
 *
 * Source: ReplicationControlManager.electLeaders (KIP-460).
 */
export function electLeaders(
  image: MetadataImage, electionType: ElectionType, partitions: readonly TopicPartition[] | null, env: ControllerEnv,
): ControllerResult<readonly ElectionAnswer[]> {
  const asked = partitions ?? partitionsOf(image).map(({ topic, partitionId }) => topicPartition(topic, partitionId));
  const elected = asked.map((partition) => ({ partition, ...electLeader(image, electionType, partition, env) }));
  const listed = elected.filter(({ answer }) => partitions !== null || answer.error !== 'ELECTION_NOT_NEEDED');
  return {
    records: elected.flatMap(({ record }) => record ?? []),
    response: listed.map(({ partition, answer }) => ({ partition, ...answer })),
  };
}

function electLeader(image: MetadataImage, electionType: ElectionType, partition: TopicPartition, env: ControllerEnv): Elected {
  const { topic, partition: partitionId } = splitTopicPartition(partition);
  if (topicOf(image, topic) === undefined) return none({ error: 'UNKNOWN_TOPIC_OR_PARTITION', message: `No such topic as ${topic}` });
  const registration = partitionOf(image, partition);
  if (registration === undefined) return none({ error: 'UNKNOWN_TOPIC_OR_PARTITION', message: `No such partition as ${partition}` });
  const settled = electionType === 'PREFERRED' ? hasPreferredLeader(registration) : registration.leader !== NO_LEADER;
  if (settled) return none({ error: 'ELECTION_NOT_NEEDED', message: 'Leader election not needed for topic partition.' });
  const record = changeRecord(image, { topic, partitionId, registration }, { election: electionType }, env);
  return record === null ? none(nobody(electionType)) : { record, answer: noError };
}

function none(answer: ApiError): Elected {
  return { record: null, answer };
}

function nobody(electionType: ElectionType): ApiError {
  if (electionType === 'PREFERRED') return { error: 'PREFERRED_LEADER_NOT_AVAILABLE', message: 'The preferred leader was not available.' };
  return { error: 'ELIGIBLE_LEADERS_NOT_AVAILABLE', message: 'Eligible topic partition leaders are not available.' };
}

/**
 * What the controller does by itself every leader.imbalance.check.interval.seconds: gives partitions back to their
 * preferred leader where that is possible. leader.imbalance.per.broker.percentage counts with ZooKeeper only.
 *
 * Source: ReplicationControlManager.maybeBalancePartitionLeaders.
 */
export function balanceLeaders(image: MetadataImage, env: ControllerEnv): readonly PartitionChangeRecord[] {
  return partitionsOf(image)
    .filter(({ registration }) => !hasPreferredLeader(registration))
    .flatMap((placed) => changeRecord(image, placed, { election: 'PREFERRED' }, env) ?? []);
}

/**
 * What the controller does by itself every unclean.leader.election.interval.ms: elects a leader for leaderless
 * partitions of topics that allow unclean elections, as when that was switched on after the leader was lost.
 *
 * Source: ReplicationControlManager.maybeElectUncleanLeaders.
 */
export function electUncleanLeaders(image: MetadataImage, env: ControllerEnv): readonly PartitionChangeRecord[] {
  return partitionsOf(image)
    .filter(({ topic, registration }) => registration.leader === NO_LEADER && allowsUncleanElection(image, topic, env))
    .flatMap((placed) => changeRecord(image, placed, { election: 'UNCLEAN' }, env) ?? []);
}
