import { byteWriter } from '../../format/bytes.ts';
import { partitionsByTopic } from './topics.ts';
import type { AssignorName, AssignorUserData } from './types.ts';

/**
 * What a member sends to the leader beside its subscription, from what its assignor remembers (`onAssignment`): the
 * sticky assignor its last assignment and generation, the cooperative one the generation alone, the others nothing.
 *
 * @param last what was assigned last, and in which generation; null before the first time.
 * Source: StickyAssignor.subscriptionUserData, CooperativeStickyAssignor.subscriptionUserData.
 */
export function subscriptionUserData(assignor: AssignorName, last: AssignorUserData | null): AssignorUserData | null {
  if (assignor === 'cooperative-sticky') return { partitions: [], generationId: last?.generationId ?? -1 };
  return assignor === 'sticky' ? last : null;
}

/** As bytes; null is no bytes at all. Source: StickyAssignor.serializeTopicPartitionAssignment (version 1), CooperativeStickyAssignor (version 0). */
export function encodeUserData(assignor: AssignorName, userData: AssignorUserData | null): Uint8Array | null {
  if (userData === null) return null;
  const writer = byteWriter();
  if (assignor === 'sticky') {
    const topics = partitionsByTopic(userData.partitions);
    writer.int32(topics.length);
    for (const [topic, numbers] of topics) {
      const name = new TextEncoder().encode(topic);
      writer.int16(name.length);
      writer.raw(name);
      writer.int32(numbers.length);
      numbers.forEach(writer.int32);
    }
  }
  writer.int32(userData.generationId);
  return writer.bytes();
}
