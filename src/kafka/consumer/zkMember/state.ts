import { decided } from '../../../world/machine.ts';
import { tell } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { requestOf } from '../../zkClient/connection.ts';
import type { ZkOp, ZkTransaction } from '../../zookeeper/messages.ts';
import { isGrouped } from '../group/state.ts';
import type { Grouped } from '../group/state.ts';
import type { Subscription } from '../group/types.ts';
import type { FromMember } from '../member/types.ts';
import type { ConsumerContext } from '../types.ts';
import type { Purpose, ZkMemberContext, ZkMemberInput } from './types.ts';

export function newZkMember({ clientId, config, zookeeper }: ZkMemberInput): ZkMemberContext {
  return {
    clientId, config, zookeeper, timeoutMs: config.sessionTimeoutMs, sessionId: 0, connected: false, connecting: null, nextCorrelationId: 0,
    state: 'stopped', consumerId: '', asked: {}, seen: {}, matched: null, attempt: 0, triggered: false, owned: [], checkpointed: {}, closing: false,
  };
}

/** Asks now or, while a connection is being made, as soon as there is one. */
export function ask(member: ZkMemberContext, purpose: Purpose, transactions: readonly ZkTransaction[]): Decided<ZkMemberContext> {
  const correlationId = member.nextCorrelationId;
  const asking = { ...member, nextCorrelationId: correlationId + 1, asked: { ...member.asked, [correlationId]: { purpose, transactions } } };
  return decided(asking, ...(member.connected ? [requestOf(asking, correlationId, transactions)] : []));
}

/** The consumer whose part in the group this is, as it stands. */
export function consumerOf(member: ZkMemberContext, env: Env): Grouped | undefined {
  const consumer = env.node.read(member.clientId)?.context as ConsumerContext | undefined;
  return consumer !== undefined && isGrouped(consumer) ? consumer : undefined;
}

export function subscriptionOf(member: ZkMemberContext, env: Env): Subscription {
  return consumerOf(member, env)?.group.input.subscription ?? { type: 'topics', topics: [] };
}

export function toConsumer(member: ZkMemberContext, event: FromMember): Effect {
  return tell(member.clientId, event);
}

/** Of every fact about it. */
export function who({ clientId: consumer, config: { groupId: group }, consumerId }: ZkMemberContext) {
  return { consumer, group, consumerId };
}

/** It has one stream for each topic, so one thread. Source: ConsumerThreadId. */
export function threadId(consumerId: string): string {
  return `${consumerId}-0`;
}

/** Every znode above a path, made where it is missing; each by itself, so that those that are there do no harm. Source: ZkUtils.createParentPath. */
export function parentsOf(path: string): readonly ZkTransaction[] {
  const names = path.split('/');
  return names.slice(2).map((_, index): ZkTransaction => [createOp(names.slice(0, index + 2).join('/'), '', false)]);
}

export function createOp(path: string, data: string, ephemeral: boolean): ZkOp {
  return { op: 'create', path, data, ephemeral, sequential: false };
}
