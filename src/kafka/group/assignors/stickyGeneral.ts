import { splitTopicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { balance } from './balance.ts';
import { boardOf, fewest, place } from './board.ts';
import type { Board, Holder } from './board.ts';
import { NO_GENERATION, remaining } from './claims.ts';
import type { Claims, MemoryOf } from './claims.ts';
import { compareText } from './members.ts';
import { byTopic } from './topics.ts';
import type { Round } from './types.ts';

/**
 * For subscriptions that differ: everybody keeps what it may keep, the rest goes to the subscribers with the fewest,
 * and then partitions move as long as that makes it more balanced. Source: AbstractStickyAssignor.GeneralAssignmentBuilder.
 */
export function assignGeneral(round: Round, topics: readonly string[], claims: Claims, memory: MemoryOf): ReadonlyMap<string, TopicPartition[]> {
  const board = boardOf(round, topics, claims);
  const hasRevoked = board.holders.map((holder) => keepSubscribed(holder, round)).includes(true);
  const all = board.topics.flatMap(({ partitions }) => partitions);
  const unassigned = remaining(all, inBoardsOrder(board, board.holders.flatMap(({ hand }) => hand)));
  round.note({ type: 'PartitionsUnassigned', partitions: unassigned });
  const isFresh = board.holders.every(({ hand }) => hand.length === 0);
  for (const partition of unassigned) placeWithFewest(board, partition, round);
  balance(board, { unassigned, all, hasRevoked, isFresh, earlier: earlierOwners(board, round, claims, memory) }, round.note);
  return new Map(board.holders.map(({ memberId, hand }) => [memberId, hand]));
}

/** @returns whether the holder had something of a topic that it no longer subscribes to. */
function keepSubscribed({ memberId, topics, hand }: Holder, { note }: Round): boolean {
  const had = [...hand];
  const kept = had.filter((partition) => topics.has(splitTopicPartition(partition).topic));
  hand.splice(0, hand.length, ...kept);
  if (had.length > 0) note({ type: 'PartitionsKept', memberId, kept, released: had.filter((partition) => !kept.includes(partition)), because: 'subscription' });
  return kept.length < had.length;
}

function inBoardsOrder({ topicOf }: Board, partitions: readonly TopicPartition[]): readonly TopicPartition[] {
  return byTopic(partitions).map((partition) => ({ partition, topic: topicOf(partition) }))
    .toSorted((a, b) => a.topic.subscribers.length - b.topic.subscribers.length || compareText(a.topic.name, b.topic.name))
    .map(({ partition }) => partition);
}

function placeWithFewest(board: Board, partition: TopicPartition, { note }: Round): void {
  const topic = board.topicOf(partition);
  const holder = fewest(topic);
  note({ type: 'PartitionPlaced', partition, memberId: holder.memberId, because: 'fewest', had: holder.hand.length });
  place(board, partition, holder);
}

/** Who had a partition in a generation before the highest, the latest first. Source: AbstractStickyAssignor.prepopulateCurrentAssignments. */
function earlierOwners({ holderOf }: Board, { members }: Round, { highestGeneration }: Claims, memory: MemoryOf): ReadonlyMap<TopicPartition, Holder> {
  const earlier = new Map<TopicPartition, { readonly holder: Holder; readonly generationId: number }>();
  for (const member of members) {
    const { partitions, generationId } = memory(member);
    if (generationId >= highestGeneration) continue;
    for (const partition of partitions) {
      if (generationId > (earlier.get(partition)?.generationId ?? NO_GENERATION - 1)) earlier.set(partition, { holder: holderOf(member.memberId), generationId });
    }
  }
  return new Map([...earlier].map(([partition, { holder }]) => [partition, holder]));
}
