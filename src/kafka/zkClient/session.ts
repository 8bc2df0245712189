import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, MessageEvent } from '../actor.ts';
import { report } from '../actor.ts';
import type { ZkConnectResponse } from '../zookeeper/messages.ts';
import { failAsked, requestOf } from './asking.ts';
import { lockDoubted, lockLost, lockResumed } from './lock.ts';
import type { ZkClientContext, ZkClientInput } from './types.ts';
import { readAgain } from './reading.ts';

/** Before it tries again, ZooKeeper's client sleeps up to a second. Source: ClientCnxn.SendThread. */
const RECONNECT_MS = 1_000;

export function newClient({ clientId, zookeeper, timeoutMs }: ZkClientInput): ZkClientContext {
  return { clientId, zookeeper, timeoutMs, sessionId: 0, connected: false, connecting: null, closing: false, nextCorrelationId: 0, asked: {}, known: {}, watches: [], lock: null };
}

/** Only in memory: another process knows nothing of it, not even the session's id. */
export function halt(client: ZkClientContext): Decided<ZkClientContext> {
  return decided(newClient(client), report({ type: 'ZkClientStopped', client: client.clientId }));
}

export function boot(client: ZkClientContext): Decided<ZkClientContext> {
  const connecting = connect(client);
  return decided(connecting.context, report({ type: 'ZkClientStarted', client: client.clientId }), ...connecting.effects);
}

/** Asks for a session, or to go on with the one there is. */
export function connect(client: ZkClientContext): Decided<ZkClientContext> {
  if (client.connected) return unchanged(client);
  const { nextCorrelationId: correlationId, zookeeper, sessionId, timeoutMs } = client;
  return decided<ZkClientContext, Effect>(
    { ...client, connecting: correlationId, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkConnect', kind: 'request', correlationId, sessionId, timeoutMs } },
    readTimeout(client),
  );
}

/** Without a sign of ZooKeeper for two thirds of the session timeout, the client looks for a new connection. Source: ClientCnxn. */
function readTimeout({ timeoutMs }: ZkClientContext): Effect {
  return { type: 'schedule', name: 'zk-read-timeout', afterMs: Math.floor((timeoutMs * 2) / 3), event: { type: 'ZkReadTimeout' } };
}

function pingDue({ timeoutMs }: ZkClientContext): Effect {
  return { type: 'schedule', name: 'zk-ping', afterMs: Math.floor(timeoutMs / 3), event: { type: 'ZkPingDue' }, routine: true };
}

/** With a session, everything that waits is sent. What was watched is looked at again: meanwhile anything may have happened. Source: SetWatches. */
export function connected(client: ZkClientContext, { message }: MessageEvent<ZkConnectResponse>): Decided<ZkClientContext> {
  if (message.correlationId !== client.connecting) return unchanged(client);
  if (message.sessionId === 0) return expired(client);
  const up = { ...client, connecting: null, connected: true, sessionId: message.sessionId };
  const sent = Object.entries(up.asked).map(([id, { transactions }]) => requestOf(up, Number(id), transactions));
  const read = readAgain(up);
  const resumed = lockResumed(read.client);
  return decided(resumed.client, readTimeout(up), pingDue(up), ...sent, ...read.effects, ...resumed.effects);
}

/** The handle is dead, and all it held is gone. The application makes another one, and with it what it wants to go on with. Source: Watcher.Event.KeeperState.Expired. */
function expired(client: ZkClientContext): Decided<ZkClientContext> {
  const failing = failAsked({ ...client, connecting: null, sessionId: 0, watches: client.watches.filter(({ again }) => again !== null) }, 'SESSIONEXPIRED');
  const lost = lockLost(failing.client);
  const connecting = connect(lost.client);
  return decided(connecting.context, ...failing.effects, ...lost.effects, ...connecting.effects);
}

/** Three a session timeout. A real client leaves them out while it has something else to send. */
export function ping(client: ZkClientContext): Decided<ZkClientContext> {
  if (!client.connected) return unchanged(client);
  const { nextCorrelationId: correlationId, zookeeper, sessionId } = client;
  return decided<ZkClientContext, Effect>(
    { ...client, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkPing', kind: 'request', correlationId, sessionId }, routine: true },
    pingDue(client),
  );
}

export function pinged(client: ZkClientContext): Decided<ZkClientContext> {
  return decided(client, readTimeout(client));
}

/** The connection broke; the session may well live on, but the client cannot know. */
export function disconnected(client: ZkClientContext, _event?: DisconnectedEvent): Decided<ZkClientContext> {
  if (client.closing) return decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' });
  const news = client.connected ? [report({ type: 'ZooKeeperDisconnected', node: client.clientId, sessionId: client.sessionId })] : [];
  const failing = failAsked({ ...client, connected: false, connecting: null }, 'CONNECTIONLOSS');
  const doubted = lockDoubted(failing.client);
  return decided<ZkClientContext, Effect>(
    doubted.client, ...news, ...failing.effects, ...doubted.effects,
    { type: 'cancel', name: 'zk-read-timeout' },
    { type: 'schedule', name: 'zk-reconnect', afterMs: RECONNECT_MS, event: { type: 'ZkReconnectDue' }, routine: true },
  );
}

export function readTimedOut(client: ZkClientContext): Decided<ZkClientContext> {
  const lost = disconnected(client);
  return decided<ZkClientContext, Effect>(lost.context, { type: 'disconnect', peer: client.zookeeper }, ...lost.effects);
}

/** Says goodbye, so that its ephemeral znodes go at once, and ends. Source: ZooKeeper.close. */
export function close(client: ZkClientContext): Decided<ZkClientContext> {
  if (!client.connected) return decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' });
  const { nextCorrelationId: correlationId, zookeeper, sessionId } = client;
  return decided<ZkClientContext, Effect>(
    { ...client, closing: true, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: zookeeper, message: { api: 'ZkClose', kind: 'request', correlationId, sessionId } },
  );
}

export function closed(client: ZkClientContext): Decided<ZkClientContext> {
  return client.closing ? decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' }) : unchanged(client);
}
