import { nodeOf } from '../../world/types.ts';
import { decided } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, Env, MessageEvent } from '../actor.ts';
import { report } from '../actor.ts';
import { change } from './change.ts';
import type { ZkCloseRequest, ZkConnectRequest, ZkPingRequest } from './messages.ts';
import type { Asked, Session, SessionTimeoutEvent, ZooKeeperContext } from './types.ts';

/** Opens a session, or takes one up again over a new connection; one that has expired is gone for good. */
export function connect(zookeeper: ZooKeeperContext, event: MessageEvent<ZkConnectRequest>, env: Env): Decided<ZooKeeperContext> {
  const { message, replyTo, from } = event;
  const known = zookeeper.sessions[message.sessionId];
  if (message.sessionId !== 0 && known === undefined) return decided(zookeeper, answer(event, 0, 0));
  const sessionId = known?.sessionId ?? zookeeper.nextSessionId;
  const { timeoutMs } = known ?? message;
  const session: Session = { sessionId, node: nodeOf(from), timeoutMs, lastHeardMs: env.nowMs, connection: replyTo.connection };
  const opened = { ...zookeeper, nextSessionId: Math.max(zookeeper.nextSessionId, sessionId + 1), sessions: { ...zookeeper.sessions, [sessionId]: session } };
  const news = known === undefined ? [report({ type: 'SessionCreated', node: session.node, sessionId, timeoutMs })] : [];
  return decided(opened, ...news, expiry(session), answer(event, sessionId, timeoutMs));
}

function answer({ message, replyTo }: MessageEvent<ZkConnectRequest>, sessionId: number, timeoutMs: number): Effect {
  return { type: 'reply', to: replyTo, message: { api: 'ZkConnect', kind: 'response', correlationId: message.correlationId, sessionId, timeoutMs } };
}

/** Hearing from a client gives its session its whole time again. */
export function heard(zookeeper: ZooKeeperContext, session: Session, { replyTo }: Asked, env: Env): Decided<ZooKeeperContext> {
  const alive = { ...session, lastHeardMs: env.nowMs, connection: replyTo.connection };
  return decided({ ...zookeeper, sessions: { ...zookeeper.sessions, [session.sessionId]: alive } }, expiry(alive));
}

function expiry({ sessionId, timeoutMs }: Session): Effect {
  return { type: 'schedule', name: `session-${sessionId}`, afterMs: timeoutMs, event: { type: 'SessionTimeout', sessionId } as { type: string } };
}

export function ping(zookeeper: ZooKeeperContext, event: MessageEvent<ZkPingRequest>, env: Env): Decided<ZooKeeperContext> {
  const { message, replyTo } = event;
  const session = zookeeper.sessions[message.sessionId];
  if (session === undefined) return decided<ZooKeeperContext, Effect>(zookeeper, { type: 'hangUp', connection: replyTo.connection });
  const alive = heard(zookeeper, session, event, env);
  const pong: Effect = { type: 'reply', to: replyTo, message: { api: 'ZkPing', kind: 'response', correlationId: message.correlationId }, routine: true };
  return decided(alive.context, ...alive.effects, pong);
}

/** The client says goodbye: its ephemeral znodes go at once. */
export function close(zookeeper: ZooKeeperContext, { message, replyTo }: MessageEvent<ZkCloseRequest>, env: Env): Decided<ZooKeeperContext> {
  const session = zookeeper.sessions[message.sessionId];
  const bye: Effect = { type: 'reply', to: replyTo, message: { api: 'ZkClose', kind: 'response', correlationId: message.correlationId } };
  if (session === undefined) return decided(zookeeper, bye);
  const ended = endSession(zookeeper, session, env);
  const fact = report({ type: 'SessionClosed', node: session.node, sessionId: session.sessionId });
  return decided(ended.context, fact, { type: 'cancel', name: `session-${session.sessionId}` }, ...ended.effects, bye);
}

/** Nothing was heard for the whole timeout: the session and its ephemeral znodes go. The client learns of it when it is back. */
export function expire(zookeeper: ZooKeeperContext, { sessionId }: SessionTimeoutEvent, env: Env): Decided<ZooKeeperContext> {
  const session = zookeeper.sessions[sessionId];
  if (session === undefined) return decided(zookeeper);
  const ended = endSession(zookeeper, session, env);
  const hangUp: readonly Effect[] = session.connection === null ? [] : [{ type: 'hangUp', connection: session.connection }];
  return decided(ended.context, report({ type: 'SessionExpired', node: session.node, sessionId }), ...ended.effects, ...hangUp);
}

function endSession(zookeeper: ZooKeeperContext, { sessionId }: Session, { nowMs }: Env): Decided<ZooKeeperContext> {
  const { [sessionId]: _gone, ...sessions } = zookeeper.sessions;
  const owned = Object.entries(zookeeper.znodes).filter(([, znode]) => znode.ephemeralOwner === sessionId).map(([path]) => path).toSorted();
  const without = { ...zookeeper, sessions, watches: zookeeper.watches.filter((watch) => watch.sessionId !== sessionId) };
  if (owned.length === 0) return decided(without);
  const changed = change(without, owned.map((path) => ({ op: 'delete', path, version: -1 })), { sessionId: 0, nowMs });
  return decided(changed.zookeeper, ...changed.effects);
}

/** A broken connection ends no session. */
export function connectionLost(zookeeper: ZooKeeperContext, { peer }: DisconnectedEvent): Decided<ZooKeeperContext> {
  const sessions = Object.fromEntries(Object.entries(zookeeper.sessions).map(([id, session]) => [id, session.node === peer ? { ...session, connection: null } : session]));
  return decided({ ...zookeeper, sessions });
}

/** A new process finds its sessions on its disk and gives each its whole time again. */
export function boot(zookeeper: ZooKeeperContext, _event: unknown, env: Env): Decided<ZooKeeperContext> {
  const sessions = Object.values(zookeeper.sessions).map((session): Session => ({ ...session, connection: null, lastHeardMs: env.nowMs }));
  return decided({ ...zookeeper, sessions: Object.fromEntries(sessions.map((session) => [session.sessionId, session])) }, ...sessions.map(expiry));
}
