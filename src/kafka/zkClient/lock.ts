import { report } from '../actor.ts';
import type { WatchedEventType, ZkResult } from '../zookeeper/messages.ts';
import { ask, failed } from './asking.ts';
import type { Doing } from './asking.ts';
import type { Lock, LockWatch, ZkClientContext } from './types.ts';

/*
 * A lock by sequential ephemeral znodes: whoever has the lowest number holds it, and everyone else watches only the one
 * right before it. Source: ZooKeeper Recipes and Solutions, Locks.
 */

function nothing(client: ZkClientContext): Doing {
  return { client, effects: [] };
}

function withLock(client: ZkClientContext, lock: Lock, change: Partial<Lock>): ZkClientContext {
  return { ...client, lock: { ...lock, ...change } };
}

/** The client's name leads, so that it knows its own znode again although the answer to its creation was lost. */
const prefixOf = ({ clientId }: ZkClientContext): string => `${clientId}-lock-`;

/** Step 1: a place in the queue. */
export function takeLock(client: ZkClientContext, path: string, watch: LockWatch): Doing {
  return client.lock === null ? createPlace({ ...client, lock: { path, watch, znode: null, behind: null, state: 'asking' } }, path) : nothing(client);
}

function createPlace(client: ZkClientContext, path: string): Doing {
  return ask(client, { type: 'lockCreate' }, [[{ op: 'create', path: `${path}/${prefixOf(client)}`, data: client.clientId, ephemeral: true, sequential: true }]]);
}

export function placeCreated(client: ZkClientContext, result: ZkResult | undefined): Doing {
  const { lock } = client;
  if (lock === null) return nothing(client);
  if (result?.ok === false) return { client: { ...client, lock: null }, effects: [failed(client.clientId, 'create', `${lock.path}/${prefixOf(client)}`, result.error)] };
  return lookAtQueue(withLock(client, lock, { znode: result?.results[0]?.path ?? null }));
}

/** Step 2: who else is there? Without a watch, or every change would wake everybody. */
function lookAtQueue(client: ZkClientContext): Doing {
  const { lock } = client;
  return lock === null ? nothing(client) : ask(client, { type: 'lockChildren' }, [[{ op: 'getChildren', path: lock.path, watch: lock.watch === 'children' }]]);
}

/** By the ten digits that ZooKeeper added. */
const byNumber = (a: string, b: string): number => a.slice(-10).localeCompare(b.slice(-10));

/** Step 3: the lowest number holds the lock. Step 4: everyone else watches the one right before it. */
export function queueRead(client: ZkClientContext, result: ZkResult | undefined): Doing {
  const { lock } = client;
  if (lock === null || lock.state === 'releasing') return nothing(client);
  const queue = (result?.ok === true ? (result.results[0]?.children ?? []) : []).toSorted(byNumber);
  const place = queue.findIndex((name) => (lock.znode === null ? name.startsWith(prefixOf(client)) : `${lock.path}/${name}` === lock.znode));
  if (place < 0) return lock.znode === null && result?.ok === true ? createPlace(client, lock.path) : lockLost(client);
  const znode = `${lock.path}/${queue[place] ?? ''}`;
  if (place === 0) return acquired(client, lock, znode);
  const behind = `${lock.path}/${queue[place - 1] ?? ''}`;
  if (lock.watch === 'children') return waiting(client, lock, znode, behind);
  return ask(withLock(client, lock, { znode, behind }), { type: 'lockWatch' }, [[{ op: 'exists', path: behind, watch: true }]]);
}

function acquired(client: ZkClientContext, lock: Lock, znode: string): Doing {
  const held = withLock(client, lock, { znode, behind: null, state: 'held' });
  // One that was in doubt had it all the time.
  const isNews = lock.state === 'asking' || lock.state === 'waiting';
  return { client: held, effects: isNews ? [report({ type: 'LockAcquired', client: client.clientId, path: lock.path, znode })] : [] };
}

function waiting(client: ZkClientContext, lock: Lock, znode: string, behind: string): Doing {
  const isNews = lock.state !== 'waiting' || lock.behind !== behind;
  return { client: withLock(client, lock, { znode, behind, state: 'waiting' }), effects: isNews ? [report({ type: 'LockAwaited', client: client.clientId, path: lock.path, znode, behind })] : [] };
}

/** Step 5: the one before went in the meantime, so look again; else wait for it to go. */
export function watchSet(client: ZkClientContext, result: ZkResult | undefined): Doing {
  const { lock } = client;
  if (lock === null || lock.znode === null || lock.behind === null || lock.state === 'releasing') return nothing(client);
  return result?.ok === true ? waiting(client, lock, lock.znode, lock.behind) : lookAtQueue(client);
}

/** The watch it waits for fired: it looks at the queue again. */
export function lockWatchFired(client: ZkClientContext, event: WatchedEventType, path: string): Doing {
  const { lock } = client;
  if (lock?.state !== 'waiting') return nothing(client);
  const isWoken = lock.watch === 'children' ? event === 'NodeChildrenChanged' && path === lock.path : event === 'NodeDeleted' && path === lock.behind;
  return isWoken ? lookAtQueue(client) : nothing(client);
}

/** Gives the lock back, or its place in the queue up. */
export function releaseLock(client: ZkClientContext): Doing {
  const { lock } = client;
  if (lock === null || lock.znode === null) return nothing(client);
  return ask(withLock(client, lock, { state: 'releasing' }), { type: 'unlock' }, [[{ op: 'delete', path: lock.znode, version: -1 }]]);
}

/** A znode that is gone already is as good. */
export function lockReleased(client: ZkClientContext): Doing {
  const { lock } = client;
  if (lock === null) return nothing(client);
  return { client: { ...client, lock: null }, effects: [report({ type: 'LockReleased', client: client.clientId, path: lock.path, znode: lock.znode ?? '' })] };
}

/** Without a connection nobody tells a holder that its session is over: it must no longer act as if it held the lock. */
export function lockDoubted(client: ZkClientContext): Doing {
  const { lock } = client;
  if (lock === null) return nothing(client);
  if (lock.state !== 'held') return nothing(withLock(client, lock, lock.state === 'waiting' ? { state: 'asking' } : {}));
  return { client: withLock(client, lock, { state: 'doubted' }), effects: [report({ type: 'LockDoubted', client: client.clientId, path: lock.path, znode: lock.znode ?? '' })] };
}

/** Connected again with the same session: the queue tells what became of its place. */
export function lockResumed(client: ZkClientContext): Doing {
  const { lock } = client;
  if (lock === null || Object.values(client.asked).some(({ purpose }) => purpose.type.startsWith('lock') || purpose.type === 'unlock')) return nothing(client);
  return lock.state === 'releasing' ? releaseLock(client) : lookAtQueue(client);
}

/** The session is over, and its znode with it. */
export function lockLost(client: ZkClientContext): Doing {
  const { lock } = client;
  if (lock === null) return nothing(client);
  return { client: { ...client, lock: null }, effects: [report({ type: 'LockLost', client: client.clientId, path: lock.path, znode: lock.znode ?? '' })] };
}
