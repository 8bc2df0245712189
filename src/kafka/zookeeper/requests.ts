import { decided } from '../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { change } from './change.ts';
import type { ZkRequestRequest, ZkRequestResponse, ZkResult } from './messages.ts';
import { heard } from './sessions.ts';
import type { ZooKeeperContext } from './types.ts';
import { watchesOf, withWatches } from './watches.ts';

/** Each transaction in turn; reads see what was written before them. */
export function request(zookeeper: ZooKeeperContext, event: MessageEvent<ZkRequestRequest>, env: Env): Decided<ZooKeeperContext> {
  const { message, from } = event;
  const { sessionId, transactions } = message;
  const session = zookeeper.sessions[sessionId];
  if (session === undefined) return decided(zookeeper, answer(event, transactions.map(() => ({ ok: false, error: 'SESSIONEXPIRED', at: 0 }))));
  const alive = heard(zookeeper, session, event, env);
  const results: ZkResult[] = [];
  const effects: Effect[] = [...alive.effects];
  let now = alive.context;
  for (const transaction of transactions) {
    const changed = change(now, transaction, { sessionId, nowMs: env.nowMs });
    results.push(changed.result);
    effects.push(...changed.effects);
    now = { ...changed.zookeeper, watches: withWatches(changed.zookeeper.watches, watchesOf(transaction, changed.result, sessionId, from)) };
  }
  return decided(now, ...effects, answer(event, results));
}

function answer({ message, replyTo, routine }: MessageEvent<ZkRequestRequest>, results: readonly ZkResult[]): Effect {
  const response: ZkRequestResponse = { api: 'ZkRequest', kind: 'response', correlationId: message.correlationId, results };
  return { type: 'reply', to: replyTo, message: response, routine };
}
