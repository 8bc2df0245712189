import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, MessageEvent } from '../actor.ts';
import { connect, ping, pingDue, pinged, readTimeout, reconnectLater, requestOf, sayGoodbye } from '../zkClient/connection.ts';
import type { ZkConnection } from '../zkClient/connection.ts';
import type { ZkConnectResponse, ZkTransaction } from '../zookeeper/messages.ts';
import type { AdminContext, ToolSession } from './types.ts';

/** Of the tool's session, in milliseconds; also how long it waits for one. Source: ReassignPartitionsCommand, PreferredReplicaLeaderElectionCommand. */
export const SESSION_TIMEOUT_MS = 30_000;

export function noSession(zookeeper: string): ToolSession {
  return { zookeeper, timeoutMs: SESSION_TIMEOUT_MS, sessionId: 0, connected: false, connecting: null, closing: false };
}

/** What a handle of ZooKeeper does, done with the tool's. */
function handle(admin: AdminContext, act: (connection: ZkConnection) => Decided<ZkConnection>): Decided<AdminContext> {
  const { session } = admin;
  if (session === null) return unchanged(admin);
  const { context: { nextCorrelationId, ...changed }, effects } = act({ ...session, nextCorrelationId: admin.nextCorrelationId });
  return decided({ ...admin, nextCorrelationId, session: { ...session, ...changed } }, ...effects);
}

function isWanted({ reassignments, elections }: AdminContext): boolean {
  return Object.keys(reassignments).length + Object.keys(elections).length > 0;
}

export function open(admin: AdminContext): Decided<AdminContext> {
  const { session } = admin;
  return session === null || session.connected || session.connecting !== null || session.closing ? unchanged(admin) : handle(admin, connect);
}

/** Null while there is no connection. */
export function ask(admin: AdminContext, transactions: readonly ZkTransaction[]): Decided<AdminContext> | null {
  const { session, nextCorrelationId } = admin;
  if (session === null || !session.connected || session.closing) return null;
  return decided({ ...admin, nextCorrelationId: nextCorrelationId + 1 }, requestOf({ ...session, nextCorrelationId }, nextCorrelationId, transactions));
}

/** Null: this is no answer to what was asked; an expired session is asked for anew. */
export function opened(admin: AdminContext, { message }: MessageEvent<ZkConnectResponse>): Decided<AdminContext> | null {
  const { session } = admin;
  if (session === null || message.correlationId !== session.connecting) return null;
  const { sessionId } = message;
  if (sessionId === 0) return open({ ...admin, session: noSession(session.zookeeper) });
  const up: ToolSession = { ...session, sessionId, connected: true, connecting: null };
  const connection = { ...up, nextCorrelationId: admin.nextCorrelationId };
  return decided({ ...admin, session: up }, readTimeout(connection), pingDue(connection));
}

export function sessionPing(admin: AdminContext): Decided<AdminContext> {
  return handle(admin, ping);
}

export function sessionPinged(admin: AdminContext): Decided<AdminContext> {
  return handle(admin, pinged);
}

/** The last run is over: the tool says goodbye. Without a connection nobody hears it, and the session ends by itself. */
export function closeIdle({ context: admin, effects }: Decided<AdminContext>): Decided<AdminContext> {
  const { session } = admin;
  if (session === null || isWanted(admin) || session.closing || (session.sessionId === 0 && session.connecting === null)) return { context: admin, effects };
  if (!session.connected) return decided({ ...admin, session: noSession(session.zookeeper) }, ...effects, ...timersOff());
  const leaving = handle({ ...admin, session: { ...session, closing: true } }, sayGoodbye);
  return decided(leaving.context, ...effects, ...leaving.effects);
}

/** Whoever came meanwhile gets a session of its own. */
export function closed(admin: AdminContext): Decided<AdminContext> {
  const { session } = admin;
  if (session?.closing !== true) return unchanged(admin);
  const idle = { ...admin, session: noSession(session.zookeeper) };
  const next = isWanted(idle) ? open(idle) : decided<AdminContext, Effect>(idle);
  return decided(next.context, ...timersOff(), ...next.effects);
}

function unasked<Run extends { readonly asked: unknown }>(runs: Readonly<Record<number, Run>>): Readonly<Record<number, Run>> {
  return Object.fromEntries(Object.entries(runs).map(([id, run]) => [id, { ...run, asked: null }]));
}

/** The connection broke; the session may well live on. What was asked is asked again. */
export function sessionLost(admin: AdminContext): Decided<AdminContext> {
  const { session } = admin;
  if (session === null) return unchanged(admin);
  const kept = session.closing || !isWanted(admin) ? noSession(session.zookeeper) : { ...session, connected: false, connecting: null };
  return decided({ ...admin, reassignments: unasked(admin.reassignments), elections: unasked(admin.elections), session: kept }, ...(isWanted(admin) ? reconnectLater() : timersOff()));
}

export function sessionSilent(admin: AdminContext): Decided<AdminContext> {
  const lost = sessionLost(admin);
  return decided<AdminContext, Effect>(lost.context, { type: 'disconnect', peer: admin.session?.zookeeper ?? '' }, ...lost.effects);
}

function timersOff(): readonly Effect[] {
  return ['zk-read-timeout', 'zk-ping', 'zk-reconnect'].map((name) => ({ type: 'cancel', name }));
}
