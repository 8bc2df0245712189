import { mergeChange } from './registration.ts';
import { splitTopicPartition, topicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import type {
  BrokerRegistrationChangeRecord, ClearElrRecord, ConfigRecord, MetadataRecord, PartitionChangeRecord, PartitionRecord, RegisterBrokerRecord, TopicRecord,
} from './metadataRecords.ts';
import type { PartitionRegistration } from './registration.ts';

/** A broker as the controller knows it. Source: BrokerRegistration. */
export interface BrokerRegistration {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly incarnationId: string;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  readonly rack: string | null;
}

export interface TopicImage {
  readonly topicId: string;
  readonly partitions: Readonly<Record<number, PartitionRegistration>>;
}

/** The cluster as a prefix of the metadata log tells it: the controller's state and, later, every broker's. Source: MetadataImage. */
export interface MetadataImage {
  readonly brokers: Readonly<Record<number, BrokerRegistration>>;
  readonly topics: Readonly<Record<string, TopicImage>>;
  /** By `topic:orders`, `broker:1`, or `broker:` for the default of all brokers. */
  readonly configs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The first producer id that no broker was given. Source: ProducerIdsImage. */
  readonly nextProducerId: number;
}

export const emptyImage: MetadataImage = { brokers: {}, topics: {}, configs: {}, nextProducerId: 0 };

/** The image after these records. @throws Error when a record speaks of a broker or partition there is not. */
export function applyRecords(image: MetadataImage, records: readonly MetadataRecord[]): MetadataImage {
  return records.reduce(applyRecord, image);
}

/** @throws Error when the record speaks of a broker or partition there is not. */
export function applyRecord(image: MetadataImage, record: MetadataRecord): MetadataImage {
  switch (record.type) {
    case 'RegisterBrokerRecord': return withBroker(image, registered(record));
    case 'BrokerRegistrationChangeRecord': return changeBroker(image, record);
    case 'UnregisterBrokerRecord': return { ...image, brokers: omit(image.brokers, String(record.brokerId)) };
    case 'TopicRecord': return addTopic(image, record);
    case 'PartitionRecord': return addPartition(image, record);
    case 'PartitionChangeRecord': return changePartitionOf(image, record);
    case 'ConfigRecord': return changeConfig(image, record);
    case 'ClearElrRecord': return clearElr(image, record);
    case 'ProducerIdsRecord': return { ...image, nextProducerId: record.nextProducerId };
    case 'NoOpRecord': return image;
    default: return record satisfies never;
  }
}

function registered(record: RegisterBrokerRecord): BrokerRegistration {
  const { brokerId, brokerEpoch, incarnationId, fenced, inControlledShutdown = false, rack } = record;
  return { brokerId, brokerEpoch, incarnationId, fenced, inControlledShutdown, rack };
}

function withBroker(image: MetadataImage, broker: BrokerRegistration): MetadataImage {
  return { ...image, brokers: { ...image.brokers, [broker.brokerId]: broker } };
}

function changeBroker(image: MetadataImage, record: BrokerRegistrationChangeRecord): MetadataImage {
  const broker = brokerOf(image, record.brokerId);
  if (broker === undefined) throw new Error(`${record.type}: broker ${record.brokerId} is not registered`);
  const { fenced = broker.fenced, inControlledShutdown = broker.inControlledShutdown } = record;
  return withBroker(image, { ...broker, fenced, inControlledShutdown });
}

function addTopic(image: MetadataImage, record: TopicRecord): MetadataImage {
  return { ...image, topics: { ...image.topics, [record.name]: { topicId: record.topicId, partitions: {} } } };
}

function addPartition(image: MetadataImage, record: PartitionRecord): MetadataImage {
  const { type: _type, topic, partitionId, ...registration } = record;
  return withPartition(image, topic, partitionId, registration);
}

function changePartitionOf(image: MetadataImage, record: PartitionChangeRecord): MetadataImage {
  const partition = partitionOf(image, topicPartition(record.topic, record.partitionId));
  if (partition === undefined) throw new Error(`${record.type}: there is no partition ${record.topic}-${record.partitionId}`);
  return withPartition(image, record.topic, record.partitionId, mergeChange(partition, record));
}

function withPartition(image: MetadataImage, name: string, partitionId: number, partition: PartitionRegistration): MetadataImage {
  const topic = topicOf(image, name);
  if (topic === undefined) throw new Error(`there is no topic ${name}`);
  return { ...image, topics: { ...image.topics, [name]: { ...topic, partitions: { ...topic.partitions, [partitionId]: partition } } } };
}

/** Source: ReplicationControlManager.replay(ClearElrRecord). */
function clearElr(image: MetadataImage, { topic }: ClearElrRecord): MetadataImage {
  const concerned = partitionsOf(image).filter(({ topic: name, registration }) =>
    (topic === '' || topic === name) && registration.elr.length + registration.lastKnownElr.length > 0);
  return concerned.reduce((next, { topic: name, partitionId, registration }) =>
    withPartition(next, name, partitionId, mergeChange(registration, { elr: [], lastKnownElr: [] })), image);
}

function changeConfig(image: MetadataImage, record: ConfigRecord): MetadataImage {
  const resource = configResource(record.resourceType, record.resourceName);
  const before = configsOf(image, record.resourceType, record.resourceName);
  const after = record.value === null ? omit(before, record.name) : { ...before, [record.name]: record.value };
  const isEmpty = Object.keys(after).length === 0;
  return { ...image, configs: isEmpty ? omit(image.configs, resource) : { ...image.configs, [resource]: after } };
}

function omit<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

// ── reading ───────────────────────────────────────────────────────────────────────────────────────────────

export function brokerOf(image: MetadataImage, brokerId: number): BrokerRegistration | undefined {
  return Object.hasOwn(image.brokers, brokerId) ? image.brokers[brokerId] : undefined;
}

/** By rising id. */
export function brokersOf(image: MetadataImage): readonly BrokerRegistration[] {
  return Object.values(image.brokers);
}

/** Registered, unfenced and not shutting down: it may lead and join ISRs. Source: ClusterControlManager.isActive. */
export function isActive(image: MetadataImage, brokerId: number): boolean {
  const broker = brokerOf(image, brokerId);
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
}

// A topic may be called `constructor`; only what was put there counts.
export function topicOf(image: MetadataImage, name: string): TopicImage | undefined {
  return Object.hasOwn(image.topics, name) ? image.topics[name] : undefined;
}

export function partitionOf(image: MetadataImage, partition: TopicPartition): PartitionRegistration | undefined {
  const place = splitTopicPartition(partition);
  return topicOf(image, place.topic)?.partitions[place.partition];
}

/** A partition with its place. */
export interface PlacedPartition {
  readonly topic: string;
  readonly partitionId: number;
  readonly registration: PartitionRegistration;
}

/** Every partition: topics as they were created, partitions by number. */
export function partitionsOf(image: MetadataImage): readonly PlacedPartition[] {
  return Object.entries(image.topics).flatMap(([topic, { partitions }]) =>
    Object.entries(partitions).map(([number, registration]) => ({ topic, partitionId: Number(number), registration })),
  );
}

export function configResource(resourceType: 'topic' | 'broker', resourceName: string): string {
  return `${resourceType}:${resourceName}`;
}

/** The settings given to one resource, and nothing inherited. */
export function configsOf(image: MetadataImage, resourceType: 'topic' | 'broker', resourceName: string): Readonly<Record<string, string>> {
  const resource = configResource(resourceType, resourceName);
  return (Object.hasOwn(image.configs, resource) ? image.configs[resource] : undefined) ?? {};
}
