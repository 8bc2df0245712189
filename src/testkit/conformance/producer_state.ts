import { afterHighWatermarkMoved, appendAsLeader, appendMarker, EMPTY_LOG } from '../../kafka/log/log.ts';
import type { Log } from '../../kafka/log/log.ts';
import { abortedTxnsIn, firstSequenceOf, lastStableOffset } from '../../kafka/log/producerState.ts';
import { checkBatch, checkMarker } from '../../kafka/log/producerStateCheck.ts';
import type { ProducerVerdict } from '../../kafka/log/producerStateCheck.ts';
import type { ProducerStateEntry } from '../../kafka/log/producerStateTypes.ts';
import type { ProducerRecord, ProducerStamp } from '../../kafka/log/record.ts';
import { readCommitted } from '../../kafka/log/readCommitted.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';

type State = { readonly leo: number; readonly hw: number; readonly lso: number; readonly producers: Readonly<Record<string, unknown>> };
type Event = { readonly state?: State } & (
  | { readonly op: 'append'; readonly pid: number; readonly epoch: number; readonly baseSeq: number; readonly count: number; readonly txn: boolean; readonly verdict: string; readonly firstOffset?: number; readonly lastOffset?: number }
  | { readonly op: 'marker'; readonly pid: number; readonly epoch: number; readonly type: 'COMMIT' | 'ABORT'; readonly coordinatorEpoch: number; readonly verdict: string; readonly offset?: number }
  | { readonly op: 'highWatermark'; readonly to: number; readonly moved: boolean }
  | { readonly op: 'expire' }
  | { readonly op: 'abortedTxns'; readonly from: number; readonly to: number; readonly result: readonly unknown[] }
  | { readonly op: 'readCommitted'; readonly from: number; readonly offsets: readonly number[]; readonly abortedTransactions: readonly unknown[] }
);
type EventOf<Op extends Event['op']> = Extract<Event, { readonly op: Op }>;

/** The leader's log and its high watermark. */
interface Leader {
  readonly log: Log;
  readonly highWatermark: number;
}

type Outcome = { readonly leader: Leader; readonly difference: Difference | null };

const NEVER = Number.MAX_SAFE_INTEGER;
const CALM = { flushMessages: NEVER, segmentBytes: NEVER, segmentMs: NEVER };

/** One trace: every event's answer and the state after it, which is the one before where the trace is silent. */
export const family: Family = {
  name: 'producer_state',
  check: (caseData) => {
    let leader: Leader = { log: EMPTY_LOG, highWatermark: 0 };
    for (const [index, event] of (caseData as { readonly events: readonly Event[] }).events.entries()) {
      const at = `event ${index} (${event.op})`;
      const outcome = outcomeOf(leader, event, at);
      const difference = outcome.difference ?? compare(event.state ?? stateOf(leader), stateOf(outcome.leader), `${at} state`);
      if (difference !== null) return difference;
      leader = outcome.leader;
    }
    return null;
  },
};

function outcomeOf(leader: Leader, event: Event, at: string): Outcome {
  switch (event.op) {
    case 'append': return appended(leader, event, at);
    case 'marker': return marked(leader, event, at);
    case 'highWatermark': return moved(leader, event, at);
    case 'expire': return { leader: { ...leader, log: expired(leader.log) }, difference: null };
    case 'abortedTxns': {
      const found = abortedTxnsIn(leader.log.producers, event.from, event.to).map(({ producerId: pid, ...rest }) => ({ pid, ...rest }));
      return { leader, difference: compare(event.result, found, at) };
    }
    case 'readCommitted': return { leader, difference: committed(leader, event, at) };
    default: throw new Error(`no such event: ${JSON.stringify(event satisfies never)}`);
  }
}

function appended(leader: Leader, { pid, epoch, baseSeq, count, txn, ...expected }: EventOf<'append'>, at: string): Outcome {
  const stamp: ProducerStamp = { producerId: pid, producerEpoch: epoch, baseSequence: baseSeq, isTransactional: txn };
  const { log } = leader;
  const verdict = checkBatch(log.producers, stamp, count);
  const records = Array.from({ length: count }, (_, index): ProducerRecord => ({ id: `${log.logEndOffset + index}`, key: null, value: 'v', timestampMs: 0 }));
  const after = verdict.verdict === 'append' ? appendAsLeader(log, 0, records, CALM, stamp) : log;
  const offsets =
    verdict.verdict === 'append' ? { firstOffset: log.logEndOffset, lastOffset: after.logEndOffset - 1 }
    : verdict.verdict === 'duplicate' ? { firstOffset: verdict.firstOffset, lastOffset: verdict.lastOffset }
    : {};
  const { op: _op, state: _state, ...told } = expected;
  return { leader: { ...leader, log: after }, difference: compare(told, { verdict: wordFor(verdict), ...offsets }, at) };
}

function marked(leader: Leader, { pid, epoch, type, coordinatorEpoch, verdict: expected, offset }: EventOf<'marker'>, at: string): Outcome {
  const stamp: ProducerStamp = { producerId: pid, producerEpoch: epoch, baseSequence: -1, isTransactional: true };
  const { log } = leader;
  const verdict = checkMarker(log.producers, stamp, { type, coordinatorEpoch });
  const isAppended = verdict.verdict === 'append';
  const after = isAppended ? appendMarker(log, 0, stamp, { type, coordinatorEpoch }, 0, CALM) : log;
  const found = { verdict: wordFor(verdict), offset: isAppended ? log.logEndOffset : undefined };
  return { leader: { ...leader, log: after }, difference: compare({ verdict: expected, offset }, found, at) };
}

function wordFor(verdict: ProducerVerdict): string {
  if (verdict.verdict === 'refuse') return verdict.error;
  return verdict.verdict === 'append' ? 'APPENDED' : 'DUPLICATE';
}

function moved({ log, highWatermark }: Leader, { to, moved: expected }: EventOf<'highWatermark'>, at: string): Outcome {
  const moves = to > highWatermark;
  const leader = moves ? { log: afterHighWatermarkMoved(log, to), highWatermark: to } : { log, highWatermark };
  return { leader, difference: compare(expected, moves, at) };
}

/** Time enough has passed for every producer; one with an open transaction stays. Source: ProducerStateManager.removeExpiredProducers */
function expired(log: Log): Log {
  const entries = Object.entries(log.producers.entries).filter(([, { currentTxnFirstOffset }]) => currentTxnFirstOffset !== null);
  return { ...log, producers: { ...log.producers, entries: Object.fromEntries(entries) } };
}

function committed({ log, highWatermark }: Leader, { from, offsets, abortedTransactions }: EventOf<'readCommitted'>, at: string): Difference | null {
  const { batches, abortedTxns } = readCommitted(log, from, NEVER, highWatermark);
  const read = batches.flatMap((batch) => batch.records.map((_, index) => batch.baseOffset + index));
  const aborted = abortedTxns.map(({ producerId: pid, firstOffset }) => ({ pid, firstOffset }));
  return compare(offsets, read, `${at} offsets`) ?? compare(abortedTransactions, aborted, `${at} aborted transactions`);
}

function stateOf({ log, highWatermark }: Leader): State {
  const producers = Object.fromEntries(Object.entries(log.producers.entries).map(([pid, entry]) => [pid, written(entry)]));
  return { leo: log.logEndOffset, hw: highWatermark, lso: lastStableOffset(log.producers, highWatermark), producers };
}

function written({ producerEpoch, coordinatorEpoch, currentTxnFirstOffset, batches }: ProducerStateEntry): object {
  return {
    epoch: producerEpoch, lastSeq: batches.at(-1)?.lastSequence ?? -1, coordinatorEpoch, txnFirstOffset: currentTxnFirstOffset,
    batches: batches.map((batch) => [firstSequenceOf(batch), batch.lastSequence, batch.lastOffset - batch.offsetDelta, batch.lastOffset]),
  };
}
