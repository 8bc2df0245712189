import type { Era } from '../../kafka/era/era.ts';
import type { MetadataImage, TopicImage } from '../../kafka/metadata/image.ts';
import { configsOf } from '../../kafka/metadata/image.ts';
import { topicConfig } from '../../kafka/metadata/effectiveConfig.ts';
import type { PartitionRegistration } from '../../kafka/metadata/registration.ts';
import { isInternalTopic } from '../../kafka/names/internalTopics.ts';
import { topicFormats } from './topicFormats.ts';

/** What `kafka-topics.sh --describe` can be narrowed to, by its option. */
export type TopicFilter = 'under-replicated-partitions' | 'unavailable-partitions' | 'under-min-isr-partitions' | 'at-min-isr-partitions' | 'topics-with-overrides';

export interface DescribeInput {
  readonly era: Era;
  /** As the broker that was asked has it. */
  readonly image: MetadataImage;
  readonly liveBrokers: readonly number[];
  /** server.properties of the broker that was asked. */
  readonly nodeId: number;
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/** `kafka-topics.sh --describe`, all topics by name, or without Kafka's own (`--exclude-internal`). Source: TopicCommand.describeTopic. */
export function describeTopics(input: DescribeInput, filter: TopicFilter | null, excludesInternal = false): string {
  const topics = Object.entries(input.image.topics).filter(([topic]) => !(excludesInternal && isInternalTopic(topic))).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return topics.flatMap(([name, topic]) => describeTopic(input, name, topic, filter)).join('\n');
}

function describeTopic(input: DescribeInput, name: string, topic: TopicImage, filter: TopicFilter | null): readonly string[] {
  const configs = { ...topicFormats[input.era.id].inherited(input.image, input), ...configsOf(input.image, 'topic', name) };
  const describesTopic = filter === null || (filter === 'topics-with-overrides' && Object.keys(configs).length > 0);
  const partitions = filter === 'topics-with-overrides' ? [] : Object.entries(topic.partitions).filter(([, one]) => passes(input, name, one, filter));
  return [
    ...(describesTopic ? [topicLine(input, name, topic, configs)] : []),
    ...partitions.map(([number, partition]) => partitionLine(input, name, number, partition)),
  ];
}

function passes(input: DescribeInput, topic: string, { replicas, adding, isr, leader }: PartitionRegistration, filter: TopicFilter | null): boolean {
  const minIsr = topicConfig(input.image, topic, 'min.insync.replicas', input);
  switch (filter) {
    case 'under-replicated-partitions': return replicas.length - adding.length > isr.length;
    case 'unavailable-partitions': return leader < 0 || !input.liveBrokers.includes(leader);
    case 'under-min-isr-partitions': return leader < 0 || isr.length < minIsr;
    case 'at-min-isr-partitions': return isr.length === minIsr;
    case 'topics-with-overrides':
    case null: return true;
    default: return filter satisfies never;
  }
}

function topicLine({ era }: DescribeInput, name: string, { topicId, partitions }: TopicImage, configs: Readonly<Record<string, string>>): string {
  const first = Object.values(partitions)[0];
  return topicFormats[era.id].topic({
    name, topicId, partitionCount: Object.keys(partitions).length, replicationFactor: (first?.replicas.length ?? 0) - (first?.adding.length ?? 0),
    configs: topicFormats[era.id].configOrder(Object.keys(configs)).map((key) => `${key}=${configs[key] ?? ''}`).join(','),
  });
}

function partitionLine({ era, liveBrokers }: DescribeInput, topic: string, number: string, { leader, replicas, isr, adding, removing, elr, lastKnownElr }: PartitionRegistration): string {
  const moving = adding.length + removing.length > 0;
  return [
    '', `Topic: ${topic}`, `Partition: ${number}`, `Leader: ${topicFormats[era.id].leader(leader, liveBrokers)}`, `Replicas: ${replicas.join(',')}`, `Isr: ${isr.join(',')}`,
    ...(moving && topicFormats[era.id].showsReassignments ? [`Adding Replicas: ${adding.join(',')}`, `Removing Replicas: ${removing.join(',')}`] : []),
    ...(topicFormats[era.id].showsElr ? [`Elr: ${elr.join(',')}`, `LastKnownElr: ${lastKnownElr.join(',')}`] : []),
  ].join('\t');
}
