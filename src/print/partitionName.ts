import type { EraId } from '../kafka/era/era.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';

/** As the controller and the tools of that version name a partition. Source: TopicAndPartition.toString (to 1.0), TopicPartition.toString. */
export function partitionName(name: TopicPartition, era: EraId): string {
  const { topic, partition } = splitTopicPartition(name);
  return logFormats[era].bracketsPartitions ? `[${topic},${partition}]` : name;
}
