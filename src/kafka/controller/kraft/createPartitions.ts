import type { CreatePartitionsRequest } from '../../messages.ts';
import { applyRecords, brokersOf, isActive, topicOf } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { MetadataRecord } from '../../metadata/metadataRecords.ts';
import { newPartition } from '../../metadata/registration.ts';
import { noError } from '../../names/errors.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import type { Fact } from '../../facts.ts';
import { placementFacts, placeReplicas } from '../placement.ts';
import type { ControllerEnv, ControllerResult } from './controllerEnv.ts';

type Wanted = CreatePartitionsRequest['topics'][number];

/** Each topic on its own: one that is refused does not stop the others. Source: ReplicationControlManager.createPartitions. */
export function createPartitions(image: MetadataImage, topics: readonly Wanted[], env: ControllerEnv): ControllerResult<readonly (ApiError & { readonly name: string })[]> {
  const records: MetadataRecord[] = [];
  const facts: Fact[] = [];
  const response = topics.map((topic) => {
    const added = addPartitions(applyRecords(image, records), topic, env);
    records.push(...added.records);
    facts.push(...(added.facts ?? []));
    return { name: topic.name, ...added.response };
  });
  return { records, response, facts };
}

/** New partitions have as many replicas as the topic's first one. A topic never has fewer partitions than before. */
function addPartitions(image: MetadataImage, { name, count }: Wanted, env: ControllerEnv): ControllerResult<ApiError> {
  const known = topicOf(image, name);
  if (known === undefined) return refused('UNKNOWN_TOPIC_OR_PARTITION', null);
  const existing = Object.keys(known.partitions).length;
  if (count === existing) return refused('INVALID_PARTITIONS', `Topic already has ${existing} partition(s).`);
  if (count < existing) return refused('INVALID_PARTITIONS', `The topic ${name} currently has ${existing} partition(s); ${count} would not be an increase.`);
  const factor = known.partitions[0]?.replicas.length ?? 0;
  const usable = brokersOf(image).map(({ brokerId, rack, fenced }) => ({ id: brokerId, rack, fenced }));
  const placement = placeReplicas(usable, count - existing, factor, env.draw);
  if (!placement.ok) return refused(placement.error, placement.message);
  if (placement.replicas.some((replicas) => !replicas.some((broker) => isActive(image, broker)))) {
    return refused('INVALID_REPLICATION_FACTOR', `Unable to replicate the partition ${factor} time(s): All brokers are currently fenced or in controlled shutdown.`);
  }
  const records = placement.replicas.map((brokers, index): MetadataRecord => ({
    type: 'PartitionRecord', topic: name, partitionId: existing + index, ...newPartition(brokers, brokers.filter((broker) => isActive(image, broker))),
  }));
  return { records, response: noError, facts: placementFacts(name, placement, existing) };
}

function refused(error: ErrorName, message: string | null): ControllerResult<ApiError> {
  return { records: [], response: { error, message } };
}
