import type { Address } from '../../world/types.ts';
import type { WatchedEventType, ZkOp, ZkResult } from './messages.ts';
import type { TreeChange } from './tree.ts';
import { parentOf } from './tree.ts';

/** A client's wish to hear, once, of the next change at a path. */
export interface Watch {
  readonly sessionId: number;
  /** The actor that set it. */
  readonly to: Address;
  readonly path: string;
  readonly kind: 'data' | 'children';
}

export interface FiredWatch {
  readonly watch: Watch;
  readonly event: WatchedEventType;
  readonly path: string;
}

/** A read may leave a watch. `exists` leaves one even where nothing is yet; the other reads only where they succeeded. */
export function watchesOf(transaction: readonly ZkOp[], result: ZkResult, sessionId: number, to: Address): readonly Watch[] {
  return transaction.flatMap((op): readonly Watch[] => {
    if (!('watch' in op) || !op.watch || (!result.ok && op.op !== 'exists')) return [];
    return [{ sessionId, to, path: op.path, kind: op.op === 'getChildren' ? 'children' : 'data' }];
  });
}

/** Setting the same watch twice is setting it once. */
export function withWatches(watches: readonly Watch[], added: readonly Watch[]): readonly Watch[] {
  return added.reduce((all, one) => (all.some((known) => sameWatch(known, one)) ? all : [...all, one]), watches);
}

function sameWatch(a: Watch, b: Watch): boolean {
  return a.sessionId === b.sessionId && a.to === b.to && a.path === b.path && a.kind === b.kind;
}

/** What the changes of a transaction set off; a watch that fired is gone. */
export function fireWatches(watches: readonly Watch[], changes: readonly TreeChange[]): { readonly watches: readonly Watch[]; readonly fired: readonly FiredWatch[] } {
  const fired: FiredWatch[] = [];
  let left = watches;
  for (const change of changes) {
    const hit = left.flatMap((watch) => {
      const event = eventFor(watch, change);
      return event === null ? [] : [{ watch, event, path: watch.path }];
    });
    if (hit.length === 0) continue;
    fired.push(...hit);
    left = left.filter((watch) => !hit.some((one) => one.watch === watch));
  }
  return { watches: left, fired };
}

function eventFor({ path, kind }: Watch, change: TreeChange): WatchedEventType | null {
  if (path === change.path && change.type === 'deleted') return 'NodeDeleted';
  if (kind === 'data' && path === change.path) return change.type === 'created' ? 'NodeCreated' : 'NodeDataChanged';
  return kind === 'children' && change.type !== 'changed' && path === parentOf(change.path) ? 'NodeChildrenChanged' : null;
}
