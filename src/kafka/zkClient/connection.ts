import type { NodeId } from '../../world/types.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Effect } from '../actor.ts';
import type { ZkTransaction } from '../zookeeper/messages.ts';

/** A handle of ZooKeeper: its session, and the connection it uses now. Source: ClientCnxn. */
export interface ZkConnection {
  readonly zookeeper: NodeId;
  /** Of the session. */
  readonly timeoutMs: number;
  /** 0 before the first and after one has expired. */
  readonly sessionId: number;
  readonly connected: boolean;
  /** The ZkConnect under way; null when there is none. */
  readonly connecting: number | null;
  readonly nextCorrelationId: number;
}

/** Before it tries again, ZooKeeper's client sleeps up to a second. Source: ClientCnxn.SendThread. */
const RECONNECT_MS = 1_000;

/** Asks for a session, or to go on with the one there is. */
export function connect<Client extends ZkConnection>(client: Client): Decided<Client> {
  if (client.connected) return unchanged(client);
  const { nextCorrelationId: correlationId, zookeeper, sessionId, timeoutMs } = client;
  return decided<Client, Effect>(
    { ...client, connecting: correlationId, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkConnect', kind: 'request', correlationId, sessionId, timeoutMs } },
    readTimeout(client),
  );
}

/** Without a sign of ZooKeeper for two thirds of the session timeout, the client looks for a new connection. Source: ClientCnxn. */
export function readTimeout({ timeoutMs }: ZkConnection): Effect {
  return { type: 'schedule', name: 'zk-read-timeout', afterMs: Math.floor((timeoutMs * 2) / 3), event: { type: 'ZkReadTimeout' } };
}

export function pingDue({ timeoutMs }: ZkConnection): Effect {
  return { type: 'schedule', name: 'zk-ping', afterMs: Math.floor(timeoutMs / 3), event: { type: 'ZkPingDue' }, routine: true };
}

/** Three a session timeout. A real client leaves them out while it has something else to send. */
export function ping<Client extends ZkConnection>(client: Client): Decided<Client> {
  if (!client.connected) return unchanged(client);
  const { nextCorrelationId: correlationId, zookeeper, sessionId } = client;
  return decided<Client, Effect>(
    { ...client, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkPing', kind: 'request', correlationId, sessionId }, routine: true },
    pingDue(client),
  );
}

export function pinged<Client extends ZkConnection>(client: Client): Decided<Client> {
  return decided(client, readTimeout(client));
}

/** The connection is gone: another is tried for later. */
export function reconnectLater(): readonly Effect[] {
  return [
    { type: 'cancel', name: 'zk-read-timeout' },
    { type: 'schedule', name: 'zk-reconnect', afterMs: RECONNECT_MS, event: { type: 'ZkReconnectDue' }, routine: true },
  ];
}

/** Says goodbye, so that the session's ephemeral znodes go at once. Source: ZooKeeper.close. */
export function sayGoodbye<Client extends ZkConnection>(client: Client): Decided<Client> {
  const { nextCorrelationId: correlationId, zookeeper, sessionId } = client;
  return decided<Client, Effect>(
    { ...client, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkClose', kind: 'request', correlationId, sessionId } },
  );
}

export function requestOf({ zookeeper, sessionId }: ZkConnection, correlationId: number, transactions: readonly ZkTransaction[], routine = false): Effect {
  return { type: 'send', to: zookeeper, message: { api: 'ZkRequest', kind: 'request', correlationId, sessionId, transactions }, routine };
}
