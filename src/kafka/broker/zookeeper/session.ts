import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent } from '../../actor.ts';
import { brokerAddress, report } from '../../actor.ts';
import type { ZkConnectResponse } from '../../zookeeper/messages.ts';
import { due } from '../controllerChannel.ts';
import { loadLogs } from '../logDir.ts';
import { setting } from '../settings.ts';
import type { BrokerContext } from '../types.ts';
import { requestOf, tellController, withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';
import { closeSession } from './close.ts';
import { followConfigChanges, startSession } from './configs.ts';
import type { Purpose, SessionConnectedEvent, SessionDisconnectedEvent, SessionExpiredEvent } from './types.ts';

/** Before it tries again, ZooKeeper's client sleeps up to a second. Source: ClientCnxn.SendThread. */
const RECONNECT_MS = 1_000;

/** The process starts: it loads its logs and, first of all, needs a session. Source: KafkaServer.startup. */
export function boot(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const loading = loadLogs(broker, env);
  const connecting = connect(loading.context, null, env);
  const fact = report({ type: 'BrokerStarted', brokerId: broker.brokerId, incarnation: env.incarnation });
  return decided(connecting.context, fact, ...loading.effects, ...connecting.effects);
}

/** Asks for a session, or to go on with the one there is. */
export function connect(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { node, sessionId, connected: isConnected } = broker.zookeeper;
  if (isConnected) return unchanged(context);
  const correlationId = broker.nextCorrelationId;
  const timeoutMs = setting(broker, 'zookeeper.session.timeout.ms', env);
  const asked = { ...withClient(broker, { connecting: correlationId }), nextCorrelationId: correlationId + 1 };
  return decided<BrokerContext, Effect>(
    asked,
    { type: 'send', to: node, message: { api: 'ZkConnect', kind: 'request', correlationId, sessionId, timeoutMs } },
    readTimeout(broker, env),
  );
}

/** Without a sign of ZooKeeper for two thirds of the session timeout, the client looks for a new connection. Source: ClientCnxn. */
function readTimeout(broker: ZkBroker, env: Env): Effect {
  return due('zk-read-timeout', Math.floor((setting(broker, 'zookeeper.session.timeout.ms', env) * 2) / 3), 'ZkReadTimeout', false);
}

export function connected(context: BrokerContext, { message }: MessageEvent<ZkConnectResponse>, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { connecting, sessionId, closing } = broker.zookeeper;
  if (message.correlationId !== connecting) return unchanged(context);
  if (message.sessionId === 0) return expired(broker, env);
  const up = withClient(broker, { connecting: null, connected: true, sessionId: message.sessionId });
  if (closing !== null) return closeSession(up, closing);
  if (message.sessionId !== sessionId) {
    const starting = startSession(up, env);
    const again = Object.entries(up.zookeeper.asked).map(([id, { transactions }]) => requestOf(up, Number(id), transactions));
    return decided(starting.broker, readTimeout(up, env), pingDue(up, env), ...again, ...starting.effects);
  }
  const next = resume(up);
  return decided(next.context, readTimeout(up, env), pingDue(up, env), ...next.effects);
}

/** The old session goes on: what has no answer is asked again, and what was watched is looked at again. Source: ClientCnxn, SetWatches. */
function resume(broker: ZkBroker): Decided<BrokerContext> {
  const { asked } = broker.zookeeper;
  const again = Object.entries(asked).map(([id, { transactions }]) => requestOf(broker, Number(id), transactions));
  if (Object.values(asked).some(({ purpose }) => isRegistering(purpose))) return decided(broker, ...again);
  const watching = followConfigChanges(broker);
  const event: SessionConnectedEvent = { type: 'SessionConnected', sessionId: broker.zookeeper.sessionId };
  return decided(watching.broker, ...again, ...watching.effects, tellController(broker, event));
}

function isRegistering(purpose: Purpose): boolean {
  return purpose.type === 'start' || purpose.type === 'register' || (purpose.type === 'configs' && purpose.next.type === 'register');
}

/** ZooKeeper had given this broker up: it begins anew with another session. Source: KafkaController, Expire. */
function expired(broker: ZkBroker, env: Env): Decided<BrokerContext> {
  // A leader that writes its ISR waits for the next session, holding its partition meanwhile.
  const writes = Object.fromEntries(Object.entries(broker.zookeeper.asked).filter(([, { purpose }]) => purpose.type === 'isr'));
  const fresh = withClient(broker, { connecting: null, sessionId: 0, asked: writes });
  if (broker.zookeeper.closing !== null) return closeSession(fresh, broker.zookeeper.closing);
  const event: SessionExpiredEvent = { type: 'SessionExpired' };
  const connecting = connect(fresh, null, env);
  return decided(connecting.context, tellController(broker, event), ...connecting.effects);
}

function pingDue(broker: ZkBroker, env: Env): Effect {
  return due('zk-ping', Math.floor(setting(broker, 'zookeeper.session.timeout.ms', env) / 3), 'ZkPingDue');
}

/** Three a session timeout. A real client leaves them out while it has something else to send. */
export function ping(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { node, sessionId, connected: isConnected } = broker.zookeeper;
  if (!isConnected) return unchanged(context);
  const correlationId = broker.nextCorrelationId;
  return decided<BrokerContext, Effect>(
    { ...broker, nextCorrelationId: correlationId + 1 },
    { type: 'send', to: node, message: { api: 'ZkPing', kind: 'request', correlationId, sessionId }, routine: true },
    pingDue(broker, env),
  );
}

export function pinged(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  return decided(context, readTimeout(zkBroker(context), env));
}

/** The connection broke; the session may well live on. */
export function zooKeeperLost(broker: ZkBroker): Decided<BrokerContext> {
  const { closing, connected: wasConnected, sessionId } = broker.zookeeper;
  if (closing !== null) return decided<BrokerContext, Effect>(broker, { type: 'exit', how: closing });
  const event: SessionDisconnectedEvent = { type: 'SessionDisconnected' };
  const news = wasConnected ? [report({ type: 'ZooKeeperDisconnected', node: brokerAddress(broker.brokerId), sessionId }), tellController(broker, event)] : [];
  return decided(
    withClient(broker, { connected: false, connecting: null }),
    ...news,
    { type: 'cancel', name: 'zk-read-timeout' },
    due('zk-reconnect', RECONNECT_MS, 'ZkReconnectDue'),
  );
}

export function readTimedOut(context: BrokerContext): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const lost = zooKeeperLost(broker);
  return decided(lost.context, { type: 'disconnect', peer: broker.zookeeper.node }, ...lost.effects);
}
