import type { TopicPartition } from '../../log/record.ts';
import { remaining } from './claims.ts';
import type { Claims } from './claims.ts';
import { byHash, compareText } from './members.ts';
import { byNumber, byTopic, partitionsOf } from './topics.ts';
import type { Round } from './types.ts';

/** What a sticky algorithm found. */
export interface StickyResult {
  readonly assignment: ReadonlyMap<string, TopicPartition[]>;
  /** Partitions with another owner so far, and who gets them. */
  readonly transferred: ReadonlyMap<TopicPartition, string>;
}

interface Quota {
  readonly min: number;
  readonly max: number;
  /** Members that get more than the smaller quota; 0 when it comes out even. */
  readonly withOneMore: number;
}

interface Filling {
  readonly quota: Quota;
  readonly assignment: Map<string, TopicPartition[]>;
  readonly belowMin: string[];
  /** Have the smaller quota and may get one more. */
  readonly atMin: string[];
  /** What its owner had over its quota. */
  readonly released: Map<TopicPartition, string>;
  haveOneMore: number;
}

/**
 * For equal subscriptions: everybody keeps what it had up to its quota, and the rest goes round the members that have
 * too few. Source: AbstractStickyAssignor.ConstrainedAssignmentBuilder.
 */
export function assignConstrained(round: Round, topics: readonly string[], claims: Claims): StickyResult {
  const all = topics.toSorted(compareText).flatMap((topic) => partitionsOf(topic, round));
  const filling = begin(all.length, claims, round);
  for (const [memberId, owned] of byHash([...claims.owned], ([id]) => id)) keep(filling, memberId, byNumber(owned.filter((partition) => !claims.disputed.has(partition))), round);
  filling.belowMin.sort(compareText);
  filling.atMin.sort(compareText);
  const unassigned = remaining(all, byTopic([...filling.assignment.values()].flat()));
  round.note({ type: 'PartitionsUnassigned', partitions: unassigned });
  return { assignment: filling.assignment, transferred: fill(filling, unassigned, claims, round) };
}

function begin(partitions: number, { owned }: Claims, { note }: Round): Filling {
  const quota: Quota = { min: Math.floor(partitions / owned.size), max: Math.ceil(partitions / owned.size), withOneMore: partitions % owned.size };
  note({ type: 'QuotaSet', partitions, members: owned.size, minQuota: quota.min, maxQuota: quota.max, withOneMore: quota.withOneMore });
  return { quota, assignment: new Map([...owned.keys()].map((memberId) => [memberId, []])), belowMin: [], atMin: [], released: new Map(), haveOneMore: 0 };
}

/** @param owned by number, then by topic: what comes last is given up first. */
function keep(filling: Filling, memberId: string, owned: readonly TopicPartition[], { note }: Round): void {
  const { quota } = filling;
  const mayHaveOneMore = filling.haveOneMore < quota.withOneMore;
  const getsOneMore = owned.length >= quota.max && mayHaveOneMore;
  const kept = owned.slice(0, getsOneMore ? quota.max : quota.min);
  const released = owned.slice(kept.length);
  filling.assignment.get(memberId)?.push(...kept);
  for (const partition of released) filling.released.set(partition, memberId);
  if (owned.length < quota.min) filling.belowMin.push(memberId);
  else if (getsOneMore) giveOneMore(filling);
  else if (mayHaveOneMore) filling.atMin.push(memberId);
  if (owned.length > 0) note({ type: 'PartitionsKept', memberId, kept, released, because: 'quota' });
}

function giveOneMore(filling: Filling): void {
  filling.haveOneMore += 1;
  // Nobody else may get one more.
  if (filling.haveOneMore === filling.quota.withOneMore) filling.atMin.length = 0;
}

/** Round the members below the smaller quota until there are none, then one more each. */
function fill(filling: Filling, unassigned: readonly TopicPartition[], { disputed }: Claims, { note }: Round): ReadonlyMap<TopicPartition, string> {
  const { assignment, belowMin, atMin, quota, released } = filling;
  const transferred = new Map<TopicPartition, string>();
  let next = 0;
  for (const partition of unassigned) {
    if (next >= belowMin.length) next = 0;
    const needs = belowMin[next];
    const memberId = needs ?? atMin.shift();
    const hand = memberId === undefined ? undefined : assignment.get(memberId);
    if (memberId === undefined || hand === undefined) throw new Error('No more unfilled consumers to be assigned.');
    note({ type: 'PartitionPlaced', partition, memberId, because: needs === undefined ? 'one-more' : 'below-quota', had: hand.length });
    hand.push(partition);
    if (disputed.has(partition) || (released.get(partition) ?? memberId) !== memberId) transferred.set(partition, memberId);
    if (needs === undefined) continue;
    if (hand.length < quota.min) next += 1;
    else atMin.push(...belowMin.splice(next, 1));
  }
  return transferred;
}
