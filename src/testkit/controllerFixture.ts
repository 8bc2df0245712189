import { applyRecords, emptyImage, partitionOf } from '../kafka/metadata/image.ts';
import { newPartition } from '../kafka/metadata/registration.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { ControllerEnv } from '../kafka/controller/kraft/controllerEnv.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import type { MetadataRecord } from '../kafka/metadata/metadataRecords.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import type { Era, EraId } from '../kafka/era/era.ts';

/** A controller's surroundings in an era; every draw is 0. */
export function controllerEnvOf(id: EraId, behaviours: Partial<Era> = {}): ControllerEnv {
  return { era: { ...eraOf(id), ...behaviours }, nodeId: 3000, staticConfigs: {}, draw: () => 0, newTopicId: () => 'AAAAAAAAAAAAAAAAAAAAAA' };
}

/** Brokers 1 to n, let in, each with its id as broker epoch; and the topic `orders` with one partition on the given replicas. */
export function clusterOf(brokers: number, replicas: readonly number[] = [1, 2, 3], configs: Readonly<Record<string, string>> = {}): MetadataImage {
  const registered = Array.from({ length: brokers }, (_, index): MetadataRecord => ({
    type: 'RegisterBrokerRecord', brokerId: index + 1, brokerEpoch: index + 1, incarnationId: `first-${index + 1}`, fenced: false, rack: null,
  }));
  const settings = Object.entries(configs).map(
    ([name, value]): MetadataRecord => ({ type: 'ConfigRecord', resourceType: 'topic', resourceName: 'orders', name, value }),
  );
  const topic: readonly MetadataRecord[] = [
    { type: 'TopicRecord', name: 'orders', topicId: 'orders-id' },
    ...settings,
    { type: 'PartitionRecord', topic: 'orders', partitionId: 0, ...newPartition(replicas, replicas) },
  ];
  return applyRecords(emptyImage, [...registered, ...topic]);
}

/** `orders-0` as the controller knows it. */
export function orders0(image: MetadataImage): PartitionRegistration {
  const partition = partitionOf(image, 'orders-0');
  if (partition === undefined) throw new Error('there is no orders-0');
  return partition;
}
