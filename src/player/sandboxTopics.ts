import { createTopic } from '../kafka/controller/kraft/createTopic.ts';
import { assignReplicasToBrokers } from '../kafka/metadata/assignReplicas.ts';
import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import { errorNameIn } from '../kafka/era/errorName.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { emptyImage } from '../kafka/metadata/image.ts';

/** What the controller of so many brokers would answer to a new topic of this size; null when it would create it. */
export function topicRefusal(era: EraId, brokers: number, { partitions, replicationFactor }: { readonly partitions: number; readonly replicationFactor: number }): string | null {
  const rules = eraOf(era);
  if (rules.metadata === 'zookeeper') return placementRefusal(brokers, partitions, replicationFactor);
  const image = registered(brokers);
  const env = { era: rules, nodeId: 0, staticConfigs: {}, draw: () => 0, newTopicId: () => '' };
  // Where the partitions go does not matter here, so few are enough.
  const asked = { name: 'asked', partitions: Math.min(partitions, 1), replicationFactor, configs: {} };
  const { response } = createTopic(image, asked, env);
  return response.error === 'NONE' ? null : (response.message ?? errorNameIn(era, response.error));
}

/** Before KRaft the client itself places the replicas. */
function placementRefusal(brokers: number, partitions: number, replicationFactor: number): string | null {
  const live = Array.from({ length: brokers }, (_, index) => ({ id: index + 1, rack: null }));
  const placement = assignReplicasToBrokers(live, Math.min(partitions, 1), replicationFactor, () => 0);
  return placement.ok ? null : placement.message;
}

function registered(brokers: number): MetadataImage {
  const ids = Array.from({ length: brokers }, (_, index) => index + 1);
  return {
    ...emptyImage,
    brokers: Object.fromEntries(ids.map((brokerId) => [brokerId, { brokerId, brokerEpoch: brokerId, incarnationId: '', fenced: false, inControlledShutdown: false, rack: null }])),
  };
}
