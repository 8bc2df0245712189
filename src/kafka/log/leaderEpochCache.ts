/** Where an epoch's records begin in this log. */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

/**
 * The epochs of a log, rising in both columns: by it two logs find where they part. Kept on disk in
 * `leader-epoch-checkpoint`.
 *
 * Source: LeaderEpochFileCache (KIP-101).
 */
export type LeaderEpochCache = readonly EpochEntry[];

/** Where an epoch ends; both -1 when the cache cannot tell. */
export interface EpochEndOffset {
  readonly epoch: number;
  readonly endOffset: number;
}

export const UNDEFINED_EPOCH = -1;
export const UNDEFINED_EPOCH_OFFSET = -1;
export const undefinedEndOffset: EpochEndOffset = { epoch: UNDEFINED_EPOCH, endOffset: UNDEFINED_EPOCH_OFFSET };
export const emptyEpochCache: LeaderEpochCache = [];

/**
 * Notes that an epoch begins at an offset. The same epoch again changes nothing; entries that would no longer rise
 * go, so the newest word counts. Returns the same array when nothing changed.
 *
 * @throws RangeError for a negative epoch or offset.
 */
export function assignEpoch(cache: LeaderEpochCache, epoch: number, startOffset: number): LeaderEpochCache {
  if (epoch < 0 || startOffset < 0) throw new RangeError(`no leader epoch entry: epoch ${epoch}, start offset ${startOffset}`);
  const latest = cache.at(-1);
  if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) return cache;
  const kept = cache.slice(0, cache.findLastIndex((entry) => entry.epoch < epoch && entry.startOffset < startOffset) + 1);
  return [...kept, { epoch, startOffset }];
}

/** The log was cut at endOffset: epochs that began there or later are gone. */
export function truncateEpochsFromEnd(cache: LeaderEpochCache, endOffset: number): LeaderEpochCache {
  const latest = cache.at(-1);
  if (endOffset < 0 || latest === undefined || latest.startOffset < endOffset) return cache;
  return cache.slice(0, cache.findLastIndex((entry) => entry.startOffset < endOffset) + 1);
}

/** The log now starts at startOffset: the epoch there starts with it, the ones before are gone. */
export function truncateEpochsFromStart(cache: LeaderEpochCache, startOffset: number): LeaderEpochCache {
  const firstAfter = cache.findIndex((entry) => entry.startOffset > startOffset);
  const before = firstAfter === -1 ? cache.length : firstAfter;
  const covering = cache[before - 1];
  if (covering === undefined || (before === 1 && covering.startOffset === startOffset)) return cache;
  return [{ epoch: covering.epoch, startOffset }, ...cache.slice(before)];
}

/**
 * Answers "where does this epoch end?" with the largest known epoch not above the one asked for, and the offset at
 * which the next one begins (the log end offset for the latest). An epoch above all known ones is undefined; one
 * below all known ones ends where the first begins, for its records are gone from the start of the log.
 */
export function endOffsetFor(cache: LeaderEpochCache, epoch: number, logEndOffset: number): EpochEndOffset {
  if (epoch === UNDEFINED_EPOCH) return undefinedEndOffset;
  if (latestEpoch(cache) === epoch) return { epoch, endOffset: logEndOffset };
  const higher = cache.find((entry) => entry.epoch > epoch);
  if (higher === undefined) return undefinedEndOffset;
  const floor = cache.findLast((entry) => entry.epoch <= epoch);
  return { epoch: floor?.epoch ?? epoch, endOffset: higher.startOffset };
}

/**
 * KIP-101's answer to the same question (0.11): where the first larger epoch begins, whatever came between; undefined for an
 * epoch above all known ones and for one below them.
 */
export function firstLaterEpochOffset(cache: LeaderEpochCache, epoch: number, logEndOffset: number): number {
  if (latestEpoch(cache) === epoch) return logEndOffset;
  const [first] = cache;
  if (first === undefined || epoch < first.epoch) return UNDEFINED_EPOCH_OFFSET;
  return nextEpochEntry(cache, epoch)?.startOffset ?? UNDEFINED_EPOCH_OFFSET;
}

function nextEpochEntry(cache: LeaderEpochCache, epoch: number): EpochEntry | undefined {
  return cache.find((entry) => entry.epoch > epoch);
}

/** The epoch under which the record at this offset was written; undefined before the first. */
export function epochForOffset(cache: LeaderEpochCache, offset: number): number | undefined {
  return cache.findLast((entry) => entry.startOffset <= offset)?.epoch;
}

export function latestEpoch(cache: LeaderEpochCache): number | undefined {
  return cache.at(-1)?.epoch;
}

/** The largest known epoch below this one. */
export function previousEpoch(cache: LeaderEpochCache, epoch: number): number | undefined {
  return cache.findLast((entry) => entry.epoch < epoch)?.epoch;
}

/** The smallest known epoch above this one. */
export function nextEpoch(cache: LeaderEpochCache, epoch: number): number | undefined {
  return nextEpochEntry(cache, epoch)?.epoch;
}
