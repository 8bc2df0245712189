import type { TopicPartition } from '../../log/record.ts';
import { balanceScore, fewest, isUneven, move, there } from './board.ts';
import type { Board, Holder, Topic } from './board.ts';
import { Movements } from './movements.ts';
import type { Note } from './types.ts';

export interface BeforeBalance {
  /** Nobody had these, in the board's order. */
  readonly unassigned: readonly TopicPartition[];
  readonly all: readonly TopicPartition[];
  /** Something had to be taken from a member, so that anything may move at once. */
  readonly hasRevoked: boolean;
  /** Nobody had anything. */
  readonly isFresh: boolean;
  readonly earlier: ReadonlyMap<TopicPartition, Holder>;
}

/** Source: AbstractStickyAssignor.GeneralAssignmentBuilder.balance. */
export function balance(board: Board, { unassigned, all, hasRevoked, isFresh, earlier }: BeforeBalance, note: Note): void {
  const shared = new Set(board.topics.filter(({ subscribers }) => subscribers.length >= 2));
  const mayMove = (partition: TopicPartition): boolean => shared.has(board.topicOf(partition));
  const holders = board.holders.filter((holder) => takesPart(board, holder, mayMove));
  const before = holders.map(({ hand }) => [...hand]);
  const reassigning: Reassigning = { board, shared: [...shared], earlier: keepOnly(earlier, new Set(holders)), movements: new Movements(), note, uneven: undefined, isStale: true };
  if (!hasRevoked) reassign(reassigning, unassigned.filter(mayMove));
  const hasMoved = reassign(reassigning, all.filter(mayMove));
  const [scoreBefore, scoreAfter] = [balanceScore(before.map((hand) => hand.length)), balanceScore(holders.map(({ hand }) => hand.length))];
  if (isFresh || !hasMoved || scoreAfter < scoreBefore) return;
  note({ type: 'MovesUndone', scoreBefore, scoreAfter });
  for (const [index, { hand }] of holders.entries()) hand.splice(0, hand.length, ...before[index] ?? []);
}

/** It lacks something that it could have, or has something that others could have. */
function takesPart({ topics: all }: Board, { topics, hand }: Holder, mayMove: (partition: TopicPartition) => boolean): boolean {
  const couldHave = all.reduce((sum, { name, partitions }) => sum + (topics.has(name) ? partitions.length : 0), 0);
  return hand.length < couldHave || hand.some(mayMove);
}

/** Kafka takes for granted that earlier owners take part. */
function keepOnly(earlier: ReadonlyMap<TopicPartition, Holder>, holders: ReadonlySet<Holder>): ReadonlyMap<TopicPartition, Holder> {
  return new Map([...earlier].filter(([, holder]) => holders.has(holder)));
}

interface Reassigning {
  readonly board: Board;
  readonly shared: readonly Topic[];
  readonly earlier: ReadonlyMap<TopicPartition, Holder>;
  readonly movements: Movements;
  readonly note: Note;
  /** A topic that was uneven when we last looked: while it stays so, no other needs a look. */
  uneven: Topic | undefined;
  /** Something has moved since. */
  isStale: boolean;
}

/** @returns whether anything moved. Source: AbstractStickyAssignor.performReassignments. */
function reassign(reassigning: Reassigning, partitions: readonly TopicPartition[]): boolean {
  let hasMoved = false;
  for (let again = true; again;) {
    again = false;
    for (const partition of partitions) {
      if (isBalanced(reassigning)) break;
      if (reassignOne(reassigning, partition)) again = true;
    }
    hasMoved ||= again;
  }
  return hasMoved;
}

/** Nobody could take anything from a member with at least two more. Source: AbstractStickyAssignor.isBalanced, for all members at once. */
function isBalanced(reassigning: Reassigning): boolean {
  const { board, shared, uneven, isStale } = reassigning;
  if (!isStale) return uneven === undefined;
  reassigning.isStale = false;
  if (uneven === undefined || !isUneven(board, uneven)) reassigning.uneven = shared.find((topic) => isUneven(board, topic));
  return reassigning.uneven === undefined;
}

function reassignOne(reassigning: Reassigning, partition: TopicPartition): boolean {
  const { board, earlier } = reassigning;
  const owner = there(board.owners.get(partition), partition);
  const earlierOwner = earlier.get(partition);
  if (earlierOwner !== undefined && owner.hand.length > earlierOwner.hand.length + 1) {
    moveTo(reassigning, partition, earlierOwner, 'earlier-owner');
    return true;
  }
  const other = fewest(board.topicOf(partition));
  if (owner.hand.length <= other.hand.length + 1) return false;
  moveTo(reassigning, partition, other, 'balance');
  return true;
}

function moveTo(reassigning: Reassigning, partition: TopicPartition, to: Holder, because: 'earlier-owner' | 'balance'): void {
  const { board, movements, note } = reassigning;
  const moved = movements.instead(partition, there(board.owners.get(partition), partition).memberId, to.memberId);
  const from = there(board.owners.get(moved), moved);
  note({
    type: 'PartitionMoved', partition: moved, from: from.memberId, to: to.memberId, fromHad: from.hand.length, toHad: to.hand.length, because,
    insteadOf: moved === partition ? null : partition,
  });
  movements.record(moved, from.memberId, to.memberId);
  move(board, moved, from, to);
  reassigning.isStale = true;
}
