import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Env } from '../actor.ts';
import type { ClientConfig, ClientContext } from './types.ts';

/**
 * How long to wait before the next attempt: doubling from retry.backoff.ms to retry.backoff.max.ms (KIP-580). Kafka
 * adds chance of 20 %, left out here so that waits can be followed.
 *
 * @param failures attempts that failed so far, from 1.
 */
export function retryBackoffMs(config: ClientConfig, failures: number): number {
  return growing(config.retryBackoffMs, config.retryBackoffMaxMs, failures);
}

/** The same for a broker that could not be reached (KIP-144). */
export function reconnectBackoffMs(config: ClientConfig, failures: number): number {
  return growing(config.reconnectBackoffMs, config.reconnectBackoffMaxMs, failures);
}

function growing(firstMs: number, maxMs: number, failures: number): number {
  return Math.min(firstMs * 2 ** (failures - 1), maxMs);
}

/** When something that waits may go on, and whether that is everyday traffic. */
export interface Waiting {
  readonly atMs: number;
  readonly routine: boolean;
}

/** Arms the one timer of a client's backoffs at the earliest of them; times that are over wait for something else. */
export function wakeAtEarliest<C extends Pick<ClientContext, 'wakeAtMs'>>(context: C, waits: readonly Waiting[], env: Env): Decided<C> {
  const ahead = waits.filter((wait) => wait.atMs > env.nowMs);
  const earliestMs = Math.min(...ahead.map((wait) => wait.atMs));
  const wakeAtMs = ahead.length === 0 ? null : earliestMs;
  if (wakeAtMs === context.wakeAtMs) return unchanged(context);
  const next = { ...context, wakeAtMs };
  if (wakeAtMs === null) return decided(next, { type: 'cancel', name: 'backoff' });
  const routine = ahead.every((wait) => wait.atMs > earliestMs || wait.routine);
  return decided(next, { type: 'schedule', name: 'backoff', afterMs: wakeAtMs - env.nowMs, event: { type: 'BackoffOver' }, routine });
}

/** The timer fired: nothing is armed now. */
export function awake<C extends Pick<ClientContext, 'wakeAtMs'>>(context: C): C {
  return { ...context, wakeAtMs: null };
}
