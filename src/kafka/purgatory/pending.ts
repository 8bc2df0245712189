import type { PendingRequest, PurgatoryContext } from './types.ts';

export function withPending(purgatory: PurgatoryContext, request: PendingRequest): PurgatoryContext {
  const pending = Object.assign(emptyPending(), purgatory.pending);
  pending[request.key] = request;
  return { ...purgatory, pending };
}

/** Without a prototype, an object is a dictionary from the start: no key comes twice, and a class for each would be dear. */
function emptyPending(): Record<string, PendingRequest> {
  return Object.create(null) as Record<string, PendingRequest>;
}

/** The request is answered. */
export function settled(purgatory: PurgatoryContext, key: string): PurgatoryContext {
  const pending = emptyPending();
  for (const request of Object.values(purgatory.pending)) if (request.key !== key) pending[request.key] = request;
  return { ...purgatory, pending };
}
