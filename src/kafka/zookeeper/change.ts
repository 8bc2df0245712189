import type { Effect } from '../actor.ts';
import { report } from '../actor.ts';
import type { Fact } from '../facts.ts';
import type { ZkEvent, ZkResult, ZkTransaction } from './messages.ts';
import { applyTransaction } from './tree.ts';
import type { TreeChange, Znodes } from './tree.ts';
import type { ZooKeeperContext } from './types.ts';
import { fireWatches } from './watches.ts';
import type { FiredWatch } from './watches.ts';

export interface Changed {
  readonly zookeeper: ZooKeeperContext;
  readonly result: ZkResult;
  readonly effects: readonly Effect[];
}

/** One transaction: what it changed is told to whoever watched, before the answer to it. */
export function change(zookeeper: ZooKeeperContext, transaction: ZkTransaction, { sessionId, nowMs }: { readonly sessionId: number; readonly nowMs: number }): Changed {
  const { znodes, result, changes } = applyTransaction(zookeeper.znodes, transaction, { sessionId, nowMs, zxid: zookeeper.nextZxid });
  if (changes.length === 0) return { zookeeper, result, effects: [] };
  const { watches, fired } = fireWatches(zookeeper.watches, changes);
  const facts = changes.map((one) => report(factOf(one, zookeeper.znodes, znodes)));
  const told = fired.flatMap((one) => tell(zookeeper, one));
  return { zookeeper: { ...zookeeper, znodes, watches, nextZxid: zookeeper.nextZxid + 1 }, result, effects: [...facts, ...told] };
}

function factOf({ type, path }: TreeChange, before: Znodes, after: Znodes): Fact {
  const { data = '', version = 0, ephemeralOwner = 0 } = after[path] ?? before[path] ?? {};
  if (type === 'created') return { type: 'ZnodeCreated', path, data, ephemeralOwner };
  return type === 'changed' ? { type: 'ZnodeChanged', path, data, version } : { type: 'ZnodeDeleted', path, ephemeralOwner };
}

/** Lost when the connection is broken: a client that is back sets its watches anew and looks what became of them. */
function tell(zookeeper: ZooKeeperContext, { watch: { sessionId, to }, event, path }: FiredWatch): readonly Effect[] {
  const connection = zookeeper.sessions[sessionId]?.connection ?? null;
  if (connection === null) return [];
  const message: ZkEvent = { api: 'ZkEvent', kind: 'response', correlationId: -1, event, path };
  return [report({ type: 'WatchFired', event, path, to }), { type: 'reply', to: { connection, to }, message }];
}
