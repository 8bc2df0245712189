/** Where groups and their committed offsets live. Source: Topic.GROUP_METADATA_TOPIC_NAME. */
export const OFFSETS_TOPIC = '__consumer_offsets';

/** Kafka's own topics, which clients do not write to. Source: Topic.isInternal. */
export function isInternalTopic(topic: string): boolean {
  return topic === OFFSETS_TOPIC || topic === '__transaction_state';
}
