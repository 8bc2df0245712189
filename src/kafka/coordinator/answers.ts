import type { Effect, MessageEvent } from '../actor.ts';
import type { OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest } from '../group/messages.ts';
import { refuse } from '../group/withoutGroup.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ForwardedEvent } from './types.ts';

/** A refusal in the words of the request's API. */
export function refusal({ message, replyTo }: ForwardedEvent | MessageEvent<OffsetFetchRequest>, error: ErrorName): Effect {
  if (message.api !== 'OffsetFetch') return { type: 'reply', to: replyTo, message: refuse(message, error) };
  return { type: 'reply', to: replyTo, message: { api: message.api, kind: 'response', correlationId: message.correlationId, error, partitions: [] } };
}

export function commitAnswer({ correlationId, offsets }: OffsetCommitRequest, errorOf: (partition: TopicPartition) => ErrorName): OffsetCommitResponse {
  const partitions = offsets.map(({ partition }) => ({ partition, error: errorOf(partition) }));
  return { api: 'OffsetCommit', kind: 'response', correlationId, partitions };
}
