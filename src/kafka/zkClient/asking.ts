import type { Effect } from '../actor.ts';
import { report } from '../actor.ts';
import type { ZkTransaction } from '../zookeeper/messages.ts';
import { requestOf } from './connection.ts';
import type { Purpose, ZkClientContext, ZkClientError } from './types.ts';

/** A client and what it does about something; rules pass it on until nothing is left to do. */
export interface Doing {
  readonly client: ZkClientContext;
  readonly effects: readonly Effect[];
}

/** Asks now or, while a connection is being made, as soon as there is one. */
export function ask(client: ZkClientContext, purpose: Purpose, transactions: readonly ZkTransaction[]): Doing {
  const correlationId = client.nextCorrelationId;
  const asking = { ...client, nextCorrelationId: correlationId + 1, asked: { ...client.asked, [correlationId]: { purpose, transactions } } };
  return { client: asking, effects: client.connected ? [requestOf(asking, correlationId, transactions)] : [] };
}

/**
 * Nothing is asked again by itself: whether a write was carried out, the client cannot know. What a recipe was doing,
 * it takes up again when it is connected.
 *
 * Source: ClientCnxn.conLossPacket.
 */
export function failAsked(client: ZkClientContext, error: ZkClientError): Doing {
  const purposes = Object.values(client.asked).map(({ purpose }) => purpose);
  const followed = purposes.flatMap((purpose) => (purpose.type === 'read' && purpose.again !== null ? [{ path: purpose.path, what: purpose.what, again: purpose.again }] : []));
  return { client: { ...client, asked: {}, watches: [...client.watches, ...followed] }, effects: purposes.flatMap((purpose) => failureOf(client, purpose, error)) };
}

function failureOf({ clientId }: ZkClientContext, purpose: Purpose, error: ZkClientError): readonly Effect[] {
  if (purpose.type === 'write') return [failed(clientId, purpose.op.op, purpose.op.path, error)];
  return purpose.type === 'read' && purpose.again === null ? [failed(clientId, OPS[purpose.what], purpose.path, error)] : [];
}

export const OPS = { data: 'getData', children: 'getChildren', exists: 'exists' } as const;

export function failed(client: string, op: string, path: string, error: ZkClientError): Effect {
  return report({ type: 'ZkOperationFailed', client, op, path, error });
}
