import { describe, expect, it } from 'vitest';
import { afterHighWatermarkMoved, appendAsFollower, appendAsLeader, appendMarker, EMPTY_LOG, truncateTo } from '../log.ts';
import type { Log } from '../log.ts';
import type { ProducerStamp } from '../record.ts';
import { nextOffset, recordsOf } from '../record.ts';
import { roll } from '../segments.ts';
import type { CleanerBehaviour } from './cleanBatch.ts';
import { cleanLog } from './cleanLog.ts';
import type { CompactionRules } from './toClean.ts';
import { logToClean, worthCleaningAtMs } from './toClean.ts';

const NEVER = Number.MAX_SAFE_INTEGER;
const CALM = { flushMessages: NEVER, segmentBytes: NEVER, segmentMs: NEVER };
const RULES: CompactionRules = { minCleanableDirtyRatio: 0.5, minCompactionLagMs: 0, maxCompactionLagMs: NEVER };
const NOW: CleanerBehaviour = { tombstonesStayBy: 'delete-horizon', keepsLastBatch: true };

/** Batches of `a=1` or `a` (a tombstone), `|` closes a segment; each batch a second after the one before. */
function logOf(text: string, stampAt: (offset: number) => ProducerStamp | undefined = () => undefined): Log {
  return text.split(' ').reduce((log, word) => {
    if (word === '|') return roll(log);
    const [key = '', value = null] = word.split('=');
    return appendAsLeader(log, 0, [{ id: `p:${log.logEndOffset}`, key, value, timestampMs: log.logEndOffset * 1_000 }], CALM, stampAt(log.logEndOffset));
  }, EMPTY_LOG);
}

function clean(log: Log, { nowMs = 100_000, checkpoint, deleteRetentionMs = 60_000, behaviour = NOW, segmentBytes = NEVER }: { nowMs?: number; checkpoint?: number; deleteRetentionMs?: number; behaviour?: CleanerBehaviour; segmentBytes?: number } = {}) {
  return cleanLog(log, logToClean(log, log.logEndOffset, checkpoint, nowMs, RULES), nowMs, { segmentBytes, deleteRetentionMs }, behaviour);
}

const shown = (log: Log): string => recordsOf(log.batches).map(({ offset, key, value }) => `${offset}:${key}${value === null ? '' : `=${value}`}`).join(' ');
const producer = (producerId: number, baseSequence: number, isTransactional = false): ProducerStamp => ({ producerId, producerEpoch: 0, baseSequence, isTransactional });

describe('a round of cleaning', () => {
  it('never reads the active segment', () => {
    expect(shown(clean(logOf('a=1 b=1 a=2 | a=3')).log)).toBe('1:b=1 2:a=2 3:a=3');
  });

  it('stops at the high watermark, in whole segments', () => {
    const log = logOf('a=1 a=2 | a=3 a=4 | a=5');
    expect(logToClean(log, 3, undefined, 0, RULES)).toMatchObject({ firstUncleanableOffset: 3, cleanUpTo: 2 });
  });

  it('leaves the header of a producer’s last batch, for its sequence, and of the last batch of the round', () => {
    const stamps = (offset: number) => (offset < 2 ? producer(7, offset) : undefined);
    const { log } = clean(logOf('a=1 a=2 a=3 a=4 | b=1', stamps));
    expect(log.batches.map((batch) => [batch.baseOffset, batch.records.length])).toEqual([[1, 0], [3, 1], [4, 1]]);
    // A log that is read again comes to the same.
    expect(appendAsFollower(EMPTY_LOG, log.batches, CALM).producers.entries[7]?.batches.at(-1)).toMatchObject({ lastSequence: 1, lastOffset: 1 });
  });

  it('can lose the end of its part where the last batch is not kept', () => {
    const first = clean(logOf('a=1 | b | c=1'), { deleteRetentionMs: 0 });
    const again = { nowMs: 200_000, checkpoint: 0, deleteRetentionMs: 0 };
    const ends = (behaviour: CleanerBehaviour) => clean(first.log, { ...again, behaviour }).log.batches.map(nextOffset);
    expect([ends(NOW), ends({ ...NOW, keepsLastBatch: false })]).toEqual([[1, 2, 3], [1, 3]]);
  });

  it('writes small neighbours into one segment', () => {
    const log = logOf('a=1 a=2 | b=1 b=2 | c=1');
    expect(clean(log).log.segments).toEqual([0, 4]);
    expect(clean(log, { segmentBytes: 200 }).log.segments).toEqual([0, 2, 4]);
  });

  it('drops what was aborted at once, and its marker a while after the last of it', () => {
    const stamp = producer(5, 0, true);
    const written = appendAsLeader(logOf('a=1'), 0, [{ id: 'p:1', key: 'a', value: 'aborted', timestampMs: 1_000 }], CALM, stamp);
    const ended = afterHighWatermarkMoved(roll(appendMarker(written, 0, stamp, { type: 'ABORT', coordinatorEpoch: 0 }, 2_000, CALM)), 3);
    const log = appendAsLeader(ended, 0, [{ id: 'p:3', key: 'b', value: '1', timestampMs: 3_000 }], CALM);
    const once = clean(log).log;
    expect(once.batches.map(({ baseOffset, records }) => [baseOffset, records.length])).toEqual([[0, 1], [1, 0], [2, 1], [3, 1]]);
    expect(shown(once)).toContain('0:a=1');
    expect(once.producers.abortedTxns).toHaveLength(1);
  });

  it('keeps a tombstone by the age of its segment before KIP-534', () => {
    const behaviour: CleanerBehaviour = { tombstonesStayBy: 'segment-age', keepsLastBatch: false };
    const log = logOf('a | b=1 | c=1 | d=1');
    const at = (deleteRetentionMs: number) => shown(clean(log, { checkpoint: 2, deleteRetentionMs, behaviour, segmentBytes: 80 }).log);
    expect([at(2_000), at(1_000)]).toEqual(['0:a 1:b=1 2:c=1 3:d=1', '1:b=1 2:c=1 3:d=1']);
  });

  it('leaves a log that can be cut, in a gap too', () => {
    const { log } = clean(logOf('a=1 b=1 a=2 b=2 | c=1'));
    const cut = truncateTo(log, 3);
    expect([shown(cut), cut.logEndOffset, cut.segments]).toEqual(['2:a=2', 3, [0]]);
    expect(truncateTo(log, 1)).toMatchObject({ logEndOffset: 1, batches: [] });
  });
});

describe('what is to be cleaned', () => {
  const log = logOf('a=1 a=2 | a=3 a=4 | a=5');

  it('begins at the log start where the checkpoint is for another log', () => {
    for (const checkpoint of [-1, 9]) expect(logToClean(log, 5, checkpoint, 0, RULES)).toMatchObject({ firstDirtyOffset: 0, isCheckpointInvalid: true });
    expect(logToClean(log, 5, 2, 0, RULES)).toMatchObject({ firstDirtyOffset: 2, isCheckpointInvalid: false, cleanableRatio: 0.5 });
  });

  it('ends before the first segment with a record younger than min.compaction.lag.ms', () => {
    const rules = { ...RULES, minCompactionLagMs: 10_000 };
    expect(logToClean(log, 5, undefined, 11_000, rules).cleanUpTo).toBe(2);
    expect(logToClean(log, 5, undefined, 13_000, rules).cleanUpTo).toBe(4);
  });

  it('tells when a look would first find something', () => {
    expect(worthCleaningAtMs(log, 5, undefined, 4_000, RULES)).toBe(4_000);
    expect(worthCleaningAtMs(log, 5, undefined, 4_000, { ...RULES, minCompactionLagMs: 10_000 })).toBe(11_000);
    expect(worthCleaningAtMs(log, 5, 2, 4_000, RULES)).toBeNull();
    expect(worthCleaningAtMs(log, 5, 2, 4_000, { ...RULES, maxCompactionLagMs: 60_000 })).toBe(62_001);
    expect(worthCleaningAtMs(logOf('a=1 a=2'), 2, undefined, 0, RULES)).toBeNull();
  });
});
