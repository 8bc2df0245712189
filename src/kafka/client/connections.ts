import { decided } from '../../world/machine.ts';
import { brokerAddress, report } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { reconnectBackoffMs, retryBackoffMs } from './backoff.ts';
import { askForMetadata } from './refresh.ts';
import { requestsInFlight, stopWatching, without } from './requests.ts';
import type { ClientContext } from './types.ts';

/** An answer arrived: the connection is there and the backoff of its broker is forgotten. */
export function connected<C extends ClientContext>(context: C, brokerId: number): C {
  const known = context.connectedTo.includes(brokerId);
  const failedBefore = context.reconnect[brokerId] !== undefined;
  if (known && !failedBefore) return context;
  const connectedTo = known ? context.connectedTo : [...context.connectedTo, brokerId].toSorted((a, b) => a - b);
  return { ...context, connectedTo, reconnect: without(context.reconnect, brokerId) };
}

/** Whether something may be sent to a broker now: its connection is open, or may be opened. Source: NetworkClient.ready. */
export function isReady(context: ClientContext, brokerId: number, nowMs: number): boolean {
  return readyAtMs(context, brokerId) <= nowMs;
}

/** 0 while connected or never refused. */
export function readyAtMs(context: ClientContext, brokerId: number): number {
  return context.connectedTo.includes(brokerId) ? 0 : (context.reconnect[brokerId]?.notBeforeMs ?? 0);
}

/**
 * The broker to ask for metadata: an open connection with the fewest requests, else the one that failed least,
 * in the order they are known. Before the first answer these are the bootstrap brokers.
 *
 * Source: NetworkClient.leastLoadedNode, which starts its search at a random broker.
 *
 * @returns null while each of them is in its backoff.
 */
export function leastLoadedBroker(context: ClientContext, nowMs: number): number | null {
  const ready = knownBrokers(context).filter((brokerId) => isReady(context, brokerId, nowMs));
  const [best] = ready.toSorted((a, b) => cost(context, a) - cost(context, b));
  return best ?? null;
}

export function knownBrokers(context: ClientContext): readonly number[] {
  const brokers = context.metadata?.brokers ?? [];
  return brokers.length === 0 ? context.bootstrap : brokers;
}

/** Any open connection is better than a new one. */
const NEW_CONNECTION_COST = 1_000_000;

function cost(context: ClientContext, brokerId: number): number {
  if (context.connectedTo.includes(brokerId)) return requestsInFlight(context, brokerId);
  return NEW_CONNECTION_COST + (context.reconnect[brokerId]?.failures ?? 0);
}

/**
 * A connection broke, was refused or was given up: the broker waits for its backoff, and metadata is asked for again.
 * Requests that were in flight on it are the caller's matter.
 *
 * Source: NetworkClient.processDisconnection.
 */
export function connectionLost<C extends ClientContext>(context: C, brokerId: number, refused: boolean, env: Env): Decided<C> {
  const failures = (context.reconnect[brokerId]?.failures ?? 0) + 1;
  const notBeforeMs = env.nowMs + reconnectBackoffMs(context.config, failures);
  const next = {
    ...context,
    connectedTo: context.connectedTo.filter((id) => id !== brokerId),
    reconnect: { ...context.reconnect, [brokerId]: { failures, notBeforeMs, refused } },
  };
  const lost = metadataRequestLost(next, brokerId, refused, env.nowMs);
  const effects: Effect[] = [report({ type: 'ClientDisconnected', client: context.clientId, ...groupOf(context), brokerId, refused })];
  if (lost !== next && context.metadataRequest !== null) effects.push(stopWatching(context.metadataRequest.correlationId));
  return decided(askForMetadata(lost), ...effects);
}

function metadataRequestLost<C extends ClientContext>(context: C, brokerId: number, refused: boolean, nowMs: number): C {
  if (context.metadataRequest?.brokerId !== brokerId) return context;
  const attempts = context.refresh.attempts + 1;
  // A refused connection never carried the request: the next broker's turn comes after the shorter wait.
  const waitMs = refused ? context.config.reconnectBackoffMs : retryBackoffMs(context.config, attempts);
  return { ...context, metadataRequest: null, refresh: { ...context.refresh, attempts, notBeforeMs: nowMs + waitMs } };
}

/** Of every fact about a consumer that has a group. */
export function groupOf({ groupId }: Pick<ClientContext, 'groupId'>): { readonly group?: string } {
  return groupId === undefined ? {} : { group: groupId };
}

/** This client closes its connection to a broker. */
export function closeConnection(brokerId: number): Effect {
  return { type: 'disconnect', peer: brokerAddress(brokerId) };
}
