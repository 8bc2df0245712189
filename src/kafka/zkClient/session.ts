import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, MessageEvent } from '../actor.ts';
import { report } from '../actor.ts';
import type { ZkConnectResponse } from '../zookeeper/messages.ts';
import { failAsked } from './asking.ts';
import { connect, pingDue, readTimeout, reconnectLater, requestOf, sayGoodbye } from './connection.ts';
import { lockDoubted, lockLost, lockResumed } from './lock.ts';
import type { ZkClientContext, ZkClientInput } from './types.ts';
import { readAgain } from './reading.ts';

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

/** The connection broke; the session may well live on, but the client cannot know. */
export function disconnected(client: ZkClientContext, _event?: DisconnectedEvent): Decided<ZkClientContext> {
  if (client.closing) return decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' });
  const news = client.connected ? [report({ type: 'ZooKeeperDisconnected', node: client.clientId, sessionId: client.sessionId })] : [];
  const failing = failAsked({ ...client, connected: false, connecting: null }, 'CONNECTIONLOSS');
  const doubted = lockDoubted(failing.client);
  return decided<ZkClientContext, Effect>(
    doubted.client, ...news, ...failing.effects, ...doubted.effects, ...reconnectLater(),
  );
}

export function readTimedOut(client: ZkClientContext): Decided<ZkClientContext> {
  const lost = disconnected(client);
  return decided<ZkClientContext, Effect>(lost.context, { type: 'disconnect', peer: client.zookeeper }, ...lost.effects);
}

/** Says goodbye, so that its ephemeral znodes go at once, and ends. Source: ZooKeeper.close. */
export function close(client: ZkClientContext): Decided<ZkClientContext> {
  if (!client.connected) return decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' });
  return sayGoodbye({ ...client, closing: true });
}

export function closed(client: ZkClientContext): Decided<ZkClientContext> {
  return client.closing ? decided<ZkClientContext, Effect>(client, { type: 'exit', how: 'killed' }) : unchanged(client);
}
