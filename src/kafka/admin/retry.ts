import { decided, unchanged } from '../../world/machine.ts';
import { nodeOf } from '../../world/types.ts';
import type { Decided, DisconnectedEvent, Effect } from '../actor.ts';
import type { AdminContext, PendingRequest } from './types.ts';

/** retry.backoff.ms of the AdminClient, in milliseconds. */
export const RETRY_BACKOFF_MS = 100;

/** Everything under way to that peer is lost; it is asked again after the backoff. */
export function loseRequests(admin: AdminContext, event: DisconnectedEvent): Decided<AdminContext> {
  if (Object.keys(admin.pending).length === 0 || !isAwaited(admin, event.peer)) return unchanged(admin);
  const lost = Object.entries(admin.pending).map(([id, entry]): [string, PendingRequest] => [id, { ...entry, awaitsRetry: true }]);
  return decided({ ...forgetController(admin), pending: Object.fromEntries(lost) }, retryLater());
}

/** While it looks for the controller, it waits for whichever broker it asked. */
function isAwaited({ controllerAddress, bootstrap }: AdminContext, peer: string): boolean {
  return controllerAddress === '' ? bootstrap !== undefined : peer === nodeOf(controllerAddress);
}

/** Where the controller may move, it is looked for again. */
export function forgetController(admin: AdminContext): AdminContext {
  return admin.bootstrap === undefined ? admin : { ...admin, controllerAddress: '' };
}

export function retryLater(): Effect {
  return { type: 'schedule', name: 'retry', afterMs: RETRY_BACKOFF_MS, event: { type: 'Retry' } };
}

/** What was lost goes out again, oldest first. */
export function resend(admin: AdminContext): Decided<AdminContext> {
  const entries = Object.entries(admin.pending);
  const again = entries.filter(([, entry]) => entry.awaitsRetry).map(([, { request }]): Effect => ({ type: 'send', to: admin.controllerAddress, message: request }));
  const pending = Object.fromEntries(entries.map(([id, { request }]): [string, PendingRequest] => [id, { request, awaitsRetry: false }]));
  return decided({ ...admin, pending }, ...again);
}
