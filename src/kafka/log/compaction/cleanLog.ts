import type { Log } from '../log.ts';
import { abortedTxnsIn } from '../producerState.ts';
import type { LogRecord } from '../record.ts';
import { recordsOf } from '../record.ts';
import type { Segment } from '../segments.ts';
import { largestTimestampMs, segmentsOf } from '../segments.ts';
import type { CleanerBehaviour, CleaningRound } from './cleanBatch.ts';
import { cleanBatch } from './cleanBatch.ts';
import { buildOffsetMap } from './offsetMap.ts';
import type { LogToClean } from './toClean.ts';
import { CleanedTransactions } from './transactions.ts';

/** What a cleaning obeys besides what may be cleaned. */
export interface CleaningRules {
  readonly segmentBytes: number;
  readonly deleteRetentionMs: number;
}

export interface Cleaned {
  readonly log: Log;
  /** The log is clean up to here: the next first dirty offset. Exclusive end. */
  readonly cleanedUpTo: number;
  readonly removed: readonly LogRecord[];
}

/**
 * One round: the latest record of each key stays, with its offset. Segments are written anew, small neighbours as one.
 *
 * Source: Cleaner.doClean.
 */
export function cleanLog(log: Log, { firstDirtyOffset, cleanUpTo }: LogToClean, nowMs: number, rules: CleaningRules, behaviour: CleanerBehaviour): Cleaned {
  const segments = segmentsOf(log);
  const below = segments.filter(({ baseOffset }) => baseOffset < cleanUpTo);
  const lastClean = below.findLast(({ baseOffset }) => baseOffset < firstDirtyOffset);
  const horizonMs = lastClean === undefined ? 0 : lastModifiedMs(log, lastClean) - rules.deleteRetentionMs;
  const transactions = new CleanedTransactions();
  const round: Omit<CleaningRound, 'keepsDeletes'> = {
    map: buildOffsetMap(log, firstDirtyOffset, cleanUpTo), transactions, producers: log.producers.entries, upTo: cleanUpTo, nowMs, deleteRetentionMs: rules.deleteRetentionMs, behaviour,
  };
  const groups = groupsBySize(below, rules.segmentBytes).map((group) => ({ group, batches: group.flatMap((segment) => {
    transactions.expect(abortedTxnsIn(log.producers, segment.baseOffset, segment.endOffset));
    const keepsDeletes = lastModifiedMs(log, segment) > horizonMs;
    return segment.batches.flatMap((batch) => cleanBatch(batch, { ...round, keepsDeletes }) ?? []);
  }) }));
  return { log: withGroups(log, groups, cleanUpTo, transactions), cleanedUpTo: cleanUpTo, removed: removedFrom(below, groups) };
}

interface Group {
  readonly group: readonly Segment[];
  readonly batches: Segment['batches'];
}

/** As many segments as fit into one. Source: Cleaner.groupSegmentsBySize; index files are not modelled. */
function groupsBySize(segments: readonly Segment[], segmentBytes: number): readonly (readonly Segment[])[] {
  const groups: Segment[][] = [];
  let bytes = 0;
  for (const segment of segments) {
    const group = groups.at(-1);
    bytes += segment.sizeInBytes;
    if (group !== undefined && bytes <= segmentBytes) group.push(segment);
    else {
      groups.push([segment]);
      bytes = segment.sizeInBytes;
    }
  }
  return groups;
}

/** The cleaned segments in place of the old ones. Source: UnifiedLog.replaceSegments. */
function withGroups(log: Log, groups: readonly Group[], upTo: number, { kept }: CleanedTransactions): Log {
  const modified = groups.flatMap(({ group: [first, ...others] }) => (first === undefined ? [] : [[first.baseOffset, lastModifiedMs(log, others.at(-1) ?? first)] as const]));
  const { producers } = log;
  return {
    ...log,
    batches: [...groups.flatMap(({ batches }) => batches), ...log.batches.filter(({ baseOffset }) => baseOffset >= upTo)],
    segments: [...modified.map(([baseOffset]) => baseOffset), ...log.segments.filter((baseOffset) => baseOffset >= upTo)],
    producers: producers.abortedTxns.length === 0 ? producers : { ...producers, abortedTxns: [...kept, ...producers.abortedTxns.filter(({ lastOffset }) => lastOffset >= upTo)] },
    cleanedSegments: Object.fromEntries(modified),
  };
}

/** Its newest record stands for the time of the file; a cleaned segment keeps the time of the last it was made of. */
function lastModifiedMs(log: Log, { baseOffset, batches }: Segment): number {
  return log.cleanedSegments?.[baseOffset] ?? largestTimestampMs(batches);
}

function removedFrom(before: readonly Segment[], after: readonly Group[]): readonly LogRecord[] {
  const left = new Set(recordsOf(after.flatMap(({ batches }) => batches)).map(({ offset }) => offset));
  return recordsOf(before.flatMap(({ batches }) => batches)).filter(({ offset }) => !left.has(offset));
}
