import type { TopicPartition } from '../log/record.ts';
import type { Ledger, Verdict } from './types.ts';
import type { PartitionView } from './view.ts';
import { holds, replicaOn } from './view.ts';

/** A record somebody was told of. */
export interface Told {
  readonly recordId: string;
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly value: string | null;
}

export type Fate = 'kept' | 'at-risk' | 'broken';

/**
 * Whether the partition's history has the record. The leader in office decides; while there is none, a replica that
 * may be elected keeps it, any other log keeps it only at risk. Offsets below the log's start went by retention,
 * which is no loss.
 */
export function fateOf(view: PartitionView | undefined, record: Told): Fate {
  if (view === undefined) return 'broken';
  const has = (brokerId: number) => keeps(view, brokerId, record);
  const leader = replicaOn(view, view.leader);
  if (leader !== undefined && leader.alive && leader.role === 'leader') return has(leader.brokerId) ? 'kept' : 'broken';
  const electable = view.replicas.filter(({ alive, brokerId }) => alive && (brokerId === view.leader || view.electable.includes(brokerId)));
  if (electable.some(({ brokerId }) => has(brokerId))) return 'kept';
  return view.replicas.some(({ brokerId }) => has(brokerId)) ? 'at-risk' : 'broken';
}

/** Deleted by request, by retention or by the log cleaner after it was told: that a crash may bring the log start back changes nothing. */
export function wasDeleted(ledger: Ledger, record: Told, how: Pick<ToldHow, 'index' | 'told'>): boolean {
  if (wasCompacted(ledger, record.partition, record.offset, record.recordId)) return true;
  return ledger.deletions.some(({ partition, below, after }) => partition === record.partition && record.offset < below && how.index < after[how.told]);
}

/** A log cleaner has removed the record, for a later one of its key or as an old tombstone. */
export function wasCompacted(ledger: Ledger, partition: TopicPartition, offset: number, recordId: string): boolean {
  return ledger.compacted[partition]?.[offset]?.includes(recordId) === true;
}

function keeps(view: PartitionView, brokerId: number, { recordId, offset }: Told): boolean {
  const log = replicaOn(view, brokerId)?.context.log;
  return log !== undefined && (offset < log.logStartOffset || holds(log, recordId, offset));
}

/** What is known of a told record besides the record itself, to name the setting that would have kept it. */
export interface ToldHow {
  /** Its place among the records told in the same way. */
  readonly index: number;
  readonly told: 'acknowledged' | 'delivered';
  /** null for a delivered record: its producer is not asked. */
  readonly acks: number | null;
  readonly isrSize: number | null;
}

/** The setting that would have kept the record; null when none would. */
export function remedyFor(ledger: Ledger, view: PartitionView | undefined, record: Told, how: ToldHow): Verdict['remedy'] {
  const unclean = ledger.causes.some(
    ({ type, partition, after, asked }) => type === 'unclean-election' && asked !== true && partition === record.partition && after[how.told] > how.index,
  );
  if (unclean) return { name: 'unclean.leader.election.enable', value: 'false' };
  if (how.acks === 1) return { name: 'acks', value: 'all' };
  const minIsr = Math.max(1, ...(view?.replicas ?? []).map(({ context }) => context.config.minInsyncReplicas));
  if ((how.isrSize === null || how.isrSize <= 1) && minIsr < 2) return { name: 'min.insync.replicas', value: '2' };
  return null;
}
