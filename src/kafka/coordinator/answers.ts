import type { Effect, MessageEvent } from '../actor.ts';
import type { OffsetFetchRequest } from '../group/messages.ts';
import { refuse } from '../group/withoutGroup.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ForwardedEvent } from './types.ts';

/** A refusal in the words of the request's API. */
export function refusal({ message, replyTo }: ForwardedEvent | MessageEvent<OffsetFetchRequest>, error: ErrorName): Effect {
  if (message.api !== 'OffsetFetch') return { type: 'reply', to: replyTo, message: refuse(message, error) };
  return { type: 'reply', to: replyTo, message: { api: message.api, kind: 'response', correlationId: message.correlationId, error, partitions: [] } };
}
