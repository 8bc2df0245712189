import { noError } from '../../names/errors.ts';
import { brokerConfig } from '../../metadata/effectiveConfig.ts';
import { validateTopicConfigs } from '../../names/configs.ts';
import { placeReplicas, placementFacts } from '../placement.ts';
import type { PlacementStep } from '../placement.ts';
import type { Fact } from '../../facts.ts';
import { applyRecords, brokersOf, isActive } from '../../metadata/image.ts';
import { refusedAssignment } from './manualAssignment.ts';
import { newPartition } from '../../metadata/registration.ts';
import { refusedTopicName } from './topicName.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import type { NewTopic } from '../../messages.ts';
import type { ControllerEnv, ControllerResult } from './controllerEnv.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { MetadataRecord, PartitionRecord } from '../../metadata/metadataRecords.ts';

/** DEFAULT: the request leaves it to the broker's setting, or to a manual assignment. */
const DEFAULT = -1;

type Partitions = { readonly ok: true; readonly replicas: readonly (readonly number[])[]; readonly steps?: readonly (readonly PlacementStep[])[] } | { readonly ok: false; readonly refused: ApiError };

/** Each topic on its own: one that is refused does not stop the others. Source: ReplicationControlManager.createTopics. */
export function createTopics(
  image: MetadataImage, topics: readonly NewTopic[], env: ControllerEnv,
): ControllerResult<readonly (ApiError & { readonly name: string })[]> {
  const records: MetadataRecord[] = [];
  const facts: Fact[] = [];
  const response = topics.map((topic) => {
    const created = createTopic(applyRecords(image, records), topic, env);
    records.push(...created.records);
    facts.push(...(created.facts ?? []));
    return { name: topic.name, ...created.response };
  });
  return { records, response, facts };
}

/**
 * Checks a new topic and places its replicas; the ISR of each partition are its active replicas, the first leads.
 *
 * Source: ReplicationControlManager.createTopic.
 */
export function createTopic(image: MetadataImage, topic: NewTopic, env: ControllerEnv): ControllerResult<ApiError> {
  const badName = refusedTopicName(image, topic.name);
  if (badName !== null) return refused(badName);
  const badConfig = validateTopicConfigs(topic.configs);
  if (badConfig !== null) return refused(badConfig);
  const placed = topic.assignment === undefined ? placeTopic(image, topic, env) : assignTopic(image, topic, topic.assignment);
  if (!placed.ok) return refused(placed.refused);
  return { records: recordsOf(image, topic, placed.replicas, env.newTopicId()), response: noError, facts: placementFacts(topic.name, placed) };
}

function refused(error: ApiError): ControllerResult<ApiError> {
  return { records: [], response: error };
}

function no(error: ErrorName, message: string): Partitions {
  return { ok: false, refused: { error, message } };
}

function assignTopic(image: MetadataImage, topic: NewTopic, assignment: readonly (readonly number[])[]): Partitions {
  if (topic.replicationFactor !== DEFAULT) {
    return no('INVALID_REQUEST', 'A manual partition assignment was specified, but replication factor was not set to -1.');
  }
  if (topic.partitions !== DEFAULT) {
    return no('INVALID_REQUEST', 'A manual partition assignment was specified, but numPartitions was not set to -1.');
  }
  for (const [partition, replicas] of assignment.entries()) {
    const complaint = refusedAssignment(image, replicas, assignment[partition - 1]?.length);
    if (complaint !== null) return { ok: false, refused: complaint };
    if (!replicas.some((broker) => isActive(image, broker))) {
      const message = `All brokers specified in the manual partition assignment for partition ${partition} are fenced or in controlled shutdown.`;
      return no('INVALID_REPLICA_ASSIGNMENT', message);
    }
  }
  return { ok: true, replicas: assignment };
}

function placeTopic(image: MetadataImage, topic: NewTopic, env: ControllerEnv): Partitions {
  if (topic.replicationFactor < DEFAULT || topic.replicationFactor === 0) {
    return no('INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0, or -1 to use the default value.');
  }
  if (topic.partitions < DEFAULT || topic.partitions === 0) {
    return no('INVALID_PARTITIONS', 'Number of partitions was set to an invalid non-positive value.');
  }
  const partitions = topic.partitions === DEFAULT ? brokerConfig(image, 'num.partitions', env) : topic.partitions;
  const factor = topic.replicationFactor === DEFAULT ? brokerConfig(image, 'default.replication.factor', env) : topic.replicationFactor;
  const usable = brokersOf(image).map(({ brokerId, rack, fenced }) => ({ id: brokerId, rack, fenced }));
  const placement = placeReplicas(usable, partitions, factor, env.draw);
  if (!placement.ok) return no(placement.error, `Unable to replicate the partition ${factor} time(s): ${placement.message}`);
  if (placement.replicas.every((replicas) => replicas.some((broker) => isActive(image, broker)))) return placement;
  const message = `Unable to replicate the partition ${factor} time(s): All brokers are currently fenced or in controlled shutdown.`;
  return no('INVALID_REPLICATION_FACTOR', message);
}

function recordsOf(image: MetadataImage, topic: NewTopic, replicas: readonly (readonly number[])[], topicId: string): readonly MetadataRecord[] {
  const partitions = replicas.map((brokers, partitionId): PartitionRecord => ({
    type: 'PartitionRecord',
    topic: topic.name,
    partitionId,
    ...newPartition(brokers, brokers.filter((broker) => isActive(image, broker))),
  }));
  const configs = Object.entries(topic.configs).map(
    ([name, value]): MetadataRecord => ({ type: 'ConfigRecord', resourceType: 'topic', resourceName: topic.name, name, value }),
  );
  return [{ type: 'TopicRecord', name: topic.name, topicId }, ...configs, ...partitions];
}
