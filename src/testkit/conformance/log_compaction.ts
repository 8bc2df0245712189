import { recordBatch } from '../../kafka/log/batch.ts';
import { cleanLog } from '../../kafka/log/compaction/cleanLog.ts';
import type { LogToClean } from '../../kafka/log/compaction/toClean.ts';
import { logToClean } from '../../kafka/log/compaction/toClean.ts';
import { EMPTY_LOG } from '../../kafka/log/log.ts';
import type { Log } from '../../kafka/log/log.ts';
import { withBatch } from '../../kafka/log/producerState.ts';
import type { RecordBatch } from '../../kafka/log/record.ts';
import { nextOffset, offsetOf } from '../../kafka/log/record.ts';
import { segmentsOf } from '../../kafka/log/segments.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';
import type { Times } from './unknownTimes.ts';
import { agedBy, narrowings, unknownTimes } from './unknownTimes.ts';

interface GoldenBatch {
  readonly base: number;
  readonly last: number;
  readonly pid: number;
  readonly seq: number;
  readonly control: boolean;
  readonly txn: boolean;
  readonly deleteHorizon: number | null;
  readonly records: readonly (readonly [number, string, string | null])[];
}

interface GoldenSegment {
  readonly base: number;
  readonly size: number;
  readonly batches: readonly GoldenBatch[];
}

interface Round {
  readonly now: number;
  readonly hw: number;
  readonly checkpointBefore: number | null;
  readonly firstDirtyOffset: number;
  readonly firstUncleanableOffset: number;
  readonly cleanUpTo: number;
  readonly cleanBytes: number;
  readonly cleanableBytes: number;
  readonly cleanableRatio: number | null;
  readonly before: readonly GoldenSegment[];
  readonly cleaned: boolean;
  readonly checkpointAfter?: number;
  readonly after?: readonly GoldenSegment[];
}

interface Case {
  readonly config: Readonly<Record<string, number>> & { readonly 'segment.bytes': number; readonly 'delete.retention.ms': number };
  readonly rounds: readonly Round[];
}

/** As the classes that answered do it. */
const BEHAVIOUR = { tombstonesStayBy: 'delete-horizon', keepsLastBatch: true } as const;

/** The mock clock of the cases; before it there is no record. */
const CLOCK_BEGINS_MS = 1_000_000;

/**
 * Our own log is carried from round to round and appended to as the cases tell. They do not tell the records' times, of
 * which only min.compaction.lag.ms and the bytes of a timestamp depend: those times must exist, rising, under which
 * everything agrees.
 */
export const family: Family = {
  name: 'log_compaction',
  check: (caseData) => explained(caseData as Case, 0, unknownTimes),
};

function explained(one: Case, round: number, times: Times): Difference | null {
  const at = one.rounds[round];
  if (at === undefined) return null;
  let difference: Difference | null = { difference: `round ${round}: no times of its records fit` };
  const horizonMs = at.now + one.config['delete.retention.ms'];
  const newly = (at.after ?? []).flatMap(({ batches }) => batches).filter(({ deleteHorizon }) => deleteHorizon === horizonMs).map(({ base }) => base);
  for (const narrowed of narrowings(known(one, round, times), newly, horizonMs)) {
    difference = played(one, round, narrowed) ?? explained(one, round + 1, narrowed);
    if (difference === null) return null;
  }
  return difference;
}

/** What the round itself says of times: when its records came, and which segments were too young to be cleaned. */
function known({ rounds, config }: Case, index: number, times: Times): Times {
  const round = rounds[index];
  if (round === undefined) return times;
  const bases = round.before.flatMap(({ batches }) => batches.map(({ base }) => base)).filter((base) => base >= (times.at(-1)?.base ?? -1) + 1);
  const all = [...times, ...bases.map((base) => ({ base, fromMs: rounds[index - 1]?.now ?? CLOCK_BEGINS_MS, toMs: round.now }))];
  const lagMs = config['min.compaction.lag.ms'];
  const young = lagMs === undefined ? undefined : round.before.slice(0, -1).find(({ base }) => base === round.firstUncleanableOffset)?.batches.at(-1)?.base;
  if (lagMs === undefined) return all;
  const old = round.before.filter(({ base }) => base < round.firstUncleanableOffset).flatMap(({ batches }) => batches).at(-1)?.base;
  return agedBy(all, round.now - lagMs, old, young);
}

/** Every round up to this one, under these times. */
function played({ rounds, config }: Case, last: number, times: Times): Difference | null {
  let log: Log = EMPTY_LOG;
  for (const [index, round] of rounds.slice(0, last + 1).entries()) {
    const at = `round ${index}`;
    log = appended(log, round.before, times);
    const toClean = lookedAt(log, round, config);
    const difference = compare(round.before, written(log), `${at} before`) ?? compare(asked(round), found(toClean), at);
    if (difference !== null || !round.cleaned) {
      if (difference !== null) return difference;
      continue;
    }
    const cleaned = cleanLog(log, toClean, round.now, { segmentBytes: config['segment.bytes'], deleteRetentionMs: config['delete.retention.ms'] }, BEHAVIOUR);
    const wrong = compare(round.checkpointAfter, cleaned.cleanedUpTo, `${at} checkpoint`) ?? compare(round.after, written(cleaned.log), `${at} after`);
    if (wrong !== null) return wrong;
    log = cleaned.log;
  }
  return null;
}

function lookedAt(log: Log, round: Round, config: Case['config']): LogToClean {
  const rules = { minCleanableDirtyRatio: 0.5, minCompactionLagMs: config['min.compaction.lag.ms'] ?? 0, maxCompactionLagMs: Number.MAX_SAFE_INTEGER };
  return logToClean(log, round.hw, round.checkpointBefore ?? undefined, round.now, rules);
}

function asked({ firstDirtyOffset, firstUncleanableOffset, cleanUpTo, cleanBytes, cleanableBytes, cleanableRatio }: Round): object {
  return { firstDirtyOffset, firstUncleanableOffset, cleanUpTo, cleanBytes, cleanableBytes, cleanableRatio: cleanableRatio ?? 0 };
}

function found({ firstDirtyOffset, firstUncleanableOffset, cleanUpTo, cleanBytes, cleanableBytes, cleanableRatio }: LogToClean): object {
  return { firstDirtyOffset, firstUncleanableOffset, cleanUpTo, cleanBytes, cleanableBytes, cleanableRatio };
}

/** What came since the round before, in the segments that the case has. */
function appended(log: Log, segments: readonly GoldenSegment[], times: Times): Log {
  const fresh = segments.flatMap(({ batches }) => batches).filter(({ base }) => base >= log.logEndOffset).map((batch) => ours(batch, times));
  const last = fresh.at(-1);
  return {
    ...log,
    batches: [...log.batches, ...fresh],
    segments: [...log.segments, ...segments.map(({ base }) => base).filter((base) => base > (log.segments.at(-1) ?? 0))],
    logEndOffset: last === undefined ? log.logEndOffset : nextOffset(last),
    producers: fresh.reduce(withBatch, log.producers),
  };
}

function ours({ base, pid, seq, txn, records }: GoldenBatch, times: Times): RecordBatch {
  const timestampMs = times.find((time) => time.base === base)?.fromMs ?? 0;
  const stamp = { producerId: pid, producerEpoch: pid < 0 ? -1 : 0, baseSequence: seq, isTransactional: txn };
  return recordBatch(base, 0, records.map(([offset, key, value]) => ({ id: String(offset), key, value, timestampMs })), stamp);
}

function written(log: Log): readonly GoldenSegment[] {
  return segmentsOf(log).map(({ baseOffset: base, sizeInBytes: size, batches }) => ({ base, size, batches: batches.map(writtenBatch) }));
}

function writtenBatch(batch: RecordBatch): GoldenBatch {
  return {
    base: batch.baseOffset, last: nextOffset(batch) - 1, pid: batch.producerId, seq: batch.baseSequence, control: batch.control !== null, txn: batch.isTransactional,
    deleteHorizon: batch.compacted?.deleteHorizonMs ?? null, records: batch.records.map(({ key, value }, index) => [offsetOf(batch, index), key ?? '', value]),
  };
}
