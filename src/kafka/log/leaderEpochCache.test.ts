import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignEpoch, emptyEpochCache, endOffsetFor, epochForOffset, latestEpoch, nextEpoch, previousEpoch, truncateEpochsFromEnd,
  truncateEpochsFromStart, undefinedEndOffset,
} from './leaderEpochCache.ts';
import type { LeaderEpochCache } from './leaderEpochCache.ts';

const cache: LeaderEpochCache = [{ epoch: 1, startOffset: 0 }, { epoch: 3, startOffset: 10 }, { epoch: 4, startOffset: 25 }];

describe('assigning an epoch', () => {
  it('the same epoch again changes nothing', () => {
    expect(assignEpoch(cache, 4, 30)).toBe(cache);
  });

  it('a new epoch at the same offset takes the place of one without records', () => {
    expect(assignEpoch(cache, 5, 25)).toEqual([...cache.slice(0, 2), { epoch: 5, startOffset: 25 }]);
  });

  it('an older epoch removes what came after it', () => {
    expect(assignEpoch(cache, 2, 12)).toEqual([{ epoch: 1, startOffset: 0 }, { epoch: 2, startOffset: 12 }]);
  });

  it('a negative epoch is a mistake', () => {
    expect(() => assignEpoch(cache, -1, 0)).toThrow(RangeError);
  });
});

describe('where an epoch ends', () => {
  it('the latest ends with the log', () => {
    expect(endOffsetFor(cache, 4, 40)).toEqual({ epoch: 4, endOffset: 40 });
  });

  it('an earlier one ends where the next begins', () => {
    expect(endOffsetFor(cache, 1, 40)).toEqual({ epoch: 1, endOffset: 10 });
  });

  it('one this log never had is answered with the one before', () => {
    expect(endOffsetFor(cache, 2, 40)).toEqual({ epoch: 1, endOffset: 10 });
  });

  it('one from before the log begins ends where the log’s first epoch begins', () => {
    expect(endOffsetFor(cache, 0, 40)).toEqual({ epoch: 0, endOffset: 0 });
  });

  it('one newer than all, or none, is undefined', () => {
    expect(endOffsetFor(cache, 9, 40)).toEqual(undefinedEndOffset);
    expect(endOffsetFor(cache, -1, 40)).toEqual(undefinedEndOffset);
    expect(endOffsetFor(emptyEpochCache, 0, 0)).toEqual(undefinedEndOffset);
  });
});

describe('truncation', () => {
  it('from the end drops epochs that began at or after the cut', () => {
    expect(truncateEpochsFromEnd(cache, 25)).toEqual(cache.slice(0, 2));
    expect(truncateEpochsFromEnd(cache, 26)).toBe(cache);
  });

  it('from the start keeps the epoch that covers the new start', () => {
    expect(truncateEpochsFromStart(cache, 12)).toEqual([{ epoch: 3, startOffset: 12 }, { epoch: 4, startOffset: 25 }]);
    expect(truncateEpochsFromStart(cache, 0)).toBe(cache);
  });
});

it('neighbours are the next known epochs on either side', () => {
  expect([previousEpoch(cache, 3), nextEpoch(cache, 3), latestEpoch(cache)]).toEqual([1, 4, 4]);
  expect([previousEpoch(cache, 1), nextEpoch(cache, 4), latestEpoch(emptyEpochCache)]).toEqual([undefined, undefined, undefined]);
});

describe('whatever happens to a log', () => {
  const small = fc.nat({ max: 30 });
  const operation = fc.oneof(
    fc.record({ epoch: small, startOffset: small }).map(({ epoch, startOffset }) => (now: LeaderEpochCache) => assignEpoch(now, epoch, startOffset)),
    small.map((offset) => (now: LeaderEpochCache) => truncateEpochsFromEnd(now, offset)),
    small.map((offset) => (now: LeaderEpochCache) => truncateEpochsFromStart(now, offset)),
  );
  const anyCache = fc.array(operation, { maxLength: 20 }).map((operations) => operations.reduce((now, apply) => apply(now), emptyEpochCache));

  it('the cache rises in both columns', () => {
    fc.assert(fc.property(anyCache, (entries) => {
      for (const [index, entry] of entries.entries()) {
        const before = entries[index - 1];
        if (before === undefined) continue;
        expect(entry.epoch).toBeGreaterThan(before.epoch);
        expect(entry.startOffset).toBeGreaterThan(before.startOffset);
      }
    }));
  });

  it('an offset belongs to the epoch that had begun and had not ended there', () => {
    fc.assert(fc.property(anyCache, small, (entries, offset) => {
      const epoch = epochForOffset(entries, offset);
      if (epoch === undefined) return;
      expect(endOffsetFor(entries, epoch, 1000).endOffset).toBeGreaterThan(offset);
    }));
  });
});
