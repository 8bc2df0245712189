import type { PendingRequest, PurgatoryContext } from './types.ts';

export function withPending(purgatory: PurgatoryContext, request: PendingRequest): PurgatoryContext {
  return { ...purgatory, pending: { ...purgatory.pending, [request.key]: request } };
}

/** The request is answered. */
export function settled(purgatory: PurgatoryContext, key: string): PurgatoryContext {
  const { [key]: _answered, ...pending } = purgatory.pending;
  return { ...purgatory, pending };
}
