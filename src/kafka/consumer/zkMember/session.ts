import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env, MessageEvent } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import { consumerIdPath, encodeConsumer } from '../../metadata/zkData.ts';
import { connect, pingDue, readTimeout, reconnectLater, requestOf, sayGoodbye } from '../../zkClient/connection.ts';
import type { ZkConnectResponse, ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { ask, createOp, newZkMember, parentsOf, subscriptionOf, toConsumer, who } from './state.ts';
import type { Purpose, ZkMemberContext } from './types.ts';
import { subscribe } from './watching.ts';

/** The consumer is made: it has an id of its own, and asks for a session. Source: ZookeeperConsumerConnector.consumerIdString, connectZk. */
export function start(member: ZkMemberContext, env: Env): Decided<ZkMemberContext> {
  const { clientId, config: { groupId } } = member;
  const random = env.draw(2 ** 32).toString(16).padStart(8, '0');
  const isShared = subscriptionOf(member, env).type !== 'partitions';
  return connect<ZkMemberContext>({ ...member, consumerId: `${groupId}_${clientId}-${env.nowMs}-${random}`, state: isShared ? 'registering' : 'settled' });
}

/** With a session, everything that waits is sent, be it a new session: commits may come late, and are carried out all the same. Source: ZkClient.retryUntilConnected. */
export function connected(member: ZkMemberContext, { message }: MessageEvent<ZkConnectResponse>, env: Env): Decided<ZkMemberContext> {
  if (message.correlationId !== member.connecting) return unchanged(member);
  if (message.sessionId === 0) return expired(member);
  const isNew = member.sessionId === 0;
  const up: ZkMemberContext = { ...member, connecting: null, connected: true, sessionId: message.sessionId };
  const again = Object.entries(up.asked).map(([id, { transactions }]) => requestOf(up, Number(id), transactions));
  return andThen(decided<ZkMemberContext, Effect>(up, readTimeout(up), pingDue(up), ...again), (now) => {
    if (now.state === 'registering' && isNew) return register(now, env);
    return isNew || Object.keys(now.seen).length === 0 ? unchanged(now) : subscribe(now, true, env);
  });
}

/** Its ephemeral znodes are gone, so it owns nothing, and registers once more under the same id. Source: ZKSessionExpireListener.handleNewSession. */
function expired(member: ZkMemberContext): Decided<ZkMemberContext> {
  const { owned, state, seen } = member;
  const isShared = state === 'registering' || Object.keys(seen).length > 0;
  const asked = Object.fromEntries(Object.entries(member.asked).filter(([, { purpose }]) => purpose.type === 'committed' || (purpose.type === 'write' && purpose.next.type === 'commit')));
  const fresh: ZkMemberContext = { ...member, connecting: null, sessionId: 0, asked, seen: {}, matched: null, owned: [], checkpointed: {}, triggered: false, state: isShared ? 'registering' : state };
  const lost = owned.length === 0 ? [] : [toConsumer(member, { type: 'PartitionsReleased', isLost: true })];
  const gone = decided<ZkMemberContext, Effect>(fresh, { type: 'cancel', name: 'rebalance-backoff' }, ...lost);
  return andThen(gone, connect);
}

/** What this consumer wants, for the others to read, as long as its session lives. Source: registerConsumerInZK. */
function register(member: ZkMemberContext, env: Env, withParents = false): Decided<ZkMemberContext> {
  const subscription = subscriptionOf(member, env);
  const path = consumerIdPath(member.config.groupId, member.consumerId);
  const wanted = subscription.type === 'pattern' ? { whiteList: subscription.pattern } : { topics: subscription.type === 'topics' ? subscription.topics : [] };
  const create: ZkTransaction = [createOp(path, encodeConsumer(wanted, env.nowMs), true)];
  return ask(member, { type: 'register', withParents }, [...(withParents ? parentsOf(path) : []), create]);
}

export function registered(member: ZkMemberContext, { withParents }: Extract<Purpose, { readonly type: 'register' }>, results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const result = results.at(-1);
  if (!withParents && result?.ok === false && result.error === 'NONODE') return register(member, env, true);
  const fact = report({ type: 'ConsumerRegistered', ...who(member), path: consumerIdPath(member.config.groupId, member.consumerId) });
  return andThen(decided<ZkMemberContext, Effect>(member, fact), (now) => subscribe(now, false, env));
}

/** The connection broke; the session may well live on, and the consumer reads on. Source: handleStateChanged, which does nothing. */
export function disconnected(member: ZkMemberContext): Decided<ZkMemberContext> {
  const { clientId: node, sessionId, closing, state } = member;
  if (closing) return left(member);
  if (state === 'stopped') return unchanged(member);
  const news = member.connected ? [report({ type: 'ZooKeeperDisconnected', node, sessionId })] : [];
  return decided<ZkMemberContext, Effect>({ ...member, connected: false, connecting: null }, ...news, ...reconnectLater());
}

export function readTimedOut(member: ZkMemberContext): Decided<ZkMemberContext> {
  const lost = disconnected(member);
  return decided<ZkMemberContext, Effect>(lost.context, { type: 'disconnect', peer: member.zookeeper }, ...lost.effects);
}

/** The consumer closes: its znodes go at once, and the others rebalance. Source: ZookeeperConsumerConnector.shutdown. */
export function leave(member: ZkMemberContext): Decided<ZkMemberContext> {
  if (!member.connected) return left(member);
  const goodbye = sayGoodbye<ZkMemberContext>({ ...member, asked: {}, closing: true });
  return andThen(goodbye, (now) => decided<ZkMemberContext, Effect>(now, { type: 'cancel', name: 'rebalance-backoff' }));
}

export function left(member: ZkMemberContext): Decided<ZkMemberContext> {
  return decided<ZkMemberContext, Effect>({ ...member, closing: false }, toConsumer(member, { type: 'Left' }));
}

/** The consumer is closed: nothing is left but the numbers of its requests. */
export function closed(member: ZkMemberContext): Decided<ZkMemberContext> {
  const timers = ['zk-ping', 'zk-read-timeout', 'zk-reconnect', 'rebalance-backoff'].map((name): Effect => ({ type: 'cancel', name }));
  return decided<ZkMemberContext, Effect>({ ...newZkMember(member), nextCorrelationId: member.nextCorrelationId }, { type: 'disconnect', peer: member.zookeeper }, ...timers);
}

/** The question an answer belongs to, and the member without it; null when it was given up. */
export function answered(member: ZkMemberContext, correlationId: number): { readonly purpose: Purpose; readonly freed: ZkMemberContext } | null {
  const asked = member.asked[correlationId];
  return asked === undefined ? null : { purpose: asked.purpose, freed: { ...member, asked: without(member.asked, correlationId) } };
}
