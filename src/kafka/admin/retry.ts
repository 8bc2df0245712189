import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect } from '../actor.ts';
import type { AdminContext, PendingRequest } from './types.ts';

/** retry.backoff.ms of the AdminClient, in milliseconds. */
export const RETRY_BACKOFF_MS = 100;

/** Everything under way to that peer is lost; it is asked again after the backoff. */
export function loseRequests(admin: AdminContext, event: DisconnectedEvent): Decided<AdminContext> {
  if (event.peer !== admin.controllerAddress || Object.keys(admin.pending).length === 0) return unchanged(admin);
  const lost = Object.entries(admin.pending).map(([id, entry]): [string, PendingRequest] => [id, { ...entry, awaitsRetry: true }]);
  return decided({ ...admin, pending: Object.fromEntries(lost) }, retryLater());
}

export function retryLater(): Effect {
  return { type: 'schedule', name: 'retry', afterMs: RETRY_BACKOFF_MS, event: { type: 'Retry' } };
}

/** The backoff is over: what was lost goes out again, oldest first. */
export function retryRequests(admin: AdminContext): Decided<AdminContext> {
  const entries = Object.entries(admin.pending);
  const again = entries.filter(([, entry]) => entry.awaitsRetry).map(([, { request }]): Effect => ({ type: 'send', to: admin.controllerAddress, message: request }));
  const pending = Object.fromEntries(entries.map(([id, { request }]): [string, PendingRequest] => [id, { request, awaitsRetry: false }]));
  return decided({ ...admin, pending }, ...again);
}
