import {
  assignEpoch, emptyEpochCache, endOffsetFor, epochForOffset, latestEpoch, nextEpoch, previousEpoch, truncateEpochsFromEnd,
  truncateEpochsFromStart,
} from '../../kafka/log/leaderEpochCache.ts';
import { compare } from './compare.ts';
import type { LeaderEpochCache } from '../../kafka/log/leaderEpochCache.ts';
import type { Difference, Family } from './family.ts';

type Entries = readonly (readonly [number, number])[];
type Operation = { readonly entries?: Entries } & (
  | { readonly op: 'assign'; readonly epoch: number; readonly startOffset: number }
  | { readonly op: 'truncateFromEnd'; readonly endOffset: number }
  | { readonly op: 'truncateFromStart'; readonly startOffset: number }
  | { readonly op: 'endOffsetFor'; readonly epoch: number; readonly leo: number; readonly result: readonly [number, number] }
  | { readonly op: 'epochForOffset'; readonly offset: number; readonly result: number | null }
  | { readonly op: 'neighbours'; readonly epoch: number; readonly previousEpoch: number | null; readonly nextEpoch: number | null; readonly latestEpoch: number | null }
);

export const family: Family = {
  name: 'leader_epoch_cache',
  check: (caseData) => {
    let cache = emptyEpochCache;
    for (const [index, operation] of (caseData as readonly Operation[]).entries()) {
      const after = changed(cache, operation);
      const at = `operation ${index} (${operation.op})`;
      const difference = compare(operation.entries ?? pairs(cache), pairs(after), `${at} entries`) ?? asked(after, operation, at);
      if (difference !== null) return difference;
      cache = after;
    }
    return null;
  },
};

function changed(cache: LeaderEpochCache, operation: Operation): LeaderEpochCache {
  switch (operation.op) {
    case 'assign': return assignEpoch(cache, operation.epoch, operation.startOffset);
    case 'truncateFromEnd': return truncateEpochsFromEnd(cache, operation.endOffset);
    case 'truncateFromStart': return truncateEpochsFromStart(cache, operation.startOffset);
    default: return cache;
  }
}

function asked(cache: LeaderEpochCache, operation: Operation, at: string): Difference | null {
  if (operation.op === 'endOffsetFor') {
    const { epoch, endOffset } = endOffsetFor(cache, operation.epoch, operation.leo);
    return compare(operation.result, [epoch, endOffset], at);
  }
  if (operation.op === 'epochForOffset') return compare(operation.result, epochForOffset(cache, operation.offset) ?? null, at);
  if (operation.op !== 'neighbours') return null;
  const expected = [operation.previousEpoch, operation.nextEpoch, operation.latestEpoch];
  const found = [previousEpoch(cache, operation.epoch), nextEpoch(cache, operation.epoch), latestEpoch(cache)];
  return compare(expected, found.map((epoch) => epoch ?? null), at);
}

function pairs(cache: LeaderEpochCache): Entries {
  return cache.map(({ epoch, startOffset }) => [epoch, startOffset]);
}
