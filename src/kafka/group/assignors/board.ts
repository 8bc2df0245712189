import { splitTopicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { drop } from './claims.ts';
import type { Claims } from './claims.ts';
import { compareText } from './members.ts';
import { partitionsOf } from './topics.ts';
import type { Round } from './types.ts';

/** A member on the board, with what it holds so far. */
export interface Holder {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  readonly hand: TopicPartition[];
}

export interface Topic {
  readonly name: string;
  readonly partitions: readonly TopicPartition[];
  readonly subscribers: readonly Holder[];
}

/** Where everything is while partitions move between members whose subscriptions differ. */
export interface Board {
  /** By the number of subscribers, then by name. */
  readonly topics: readonly Topic[];
  readonly holders: readonly Holder[];
  readonly owners: Map<TopicPartition, Holder>;
  readonly topicOf: (partition: TopicPartition) => Topic;
  readonly holderOf: (memberId: string) => Holder;
}

export function boardOf(round: Round, topics: readonly string[], { owned }: Claims): Board {
  const holders = round.members.map((member): Holder => ({ memberId: member.memberId, topics: new Set(member.topics), hand: [...owned.get(member.memberId) ?? []] }));
  const onBoard = topics.map((name): Topic => ({ name, partitions: partitionsOf(name, round), subscribers: holders.filter((holder) => holder.topics.has(name)) }));
  const byName = new Map(onBoard.map((topic) => [topic.name, topic]));
  const byId = new Map(holders.map((holder) => [holder.memberId, holder]));
  return {
    topics: onBoard.toSorted((a, b) => a.subscribers.length - b.subscribers.length || compareText(a.name, b.name)),
    holders,
    owners: new Map(holders.flatMap((holder) => holder.hand.map((partition): [TopicPartition, Holder] => [partition, holder]))),
    topicOf: (partition) => there(byName.get(splitTopicPartition(partition).topic), partition),
    holderOf: (memberId) => there(byId.get(memberId), memberId),
  };
}

export function there<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`${name} is not on the board`);
  return thing;
}

/** Of the topic's subscribers the one with the fewest partitions, and of those the first by id. */
export function fewest({ name, subscribers }: Topic): Holder {
  return subscribers.reduce((best, holder) => (holder.hand.length - best.hand.length || compareText(holder.memberId, best.memberId)) < 0 ? holder : best, there(subscribers[0], name));
}

export function place(board: Board, partition: TopicPartition, holder: Holder): void {
  holder.hand.push(partition);
  board.owners.set(partition, holder);
}

export function move(board: Board, partition: TopicPartition, from: Holder, to: Holder): void {
  drop(from.hand, partition);
  place(board, partition, to);
}

/** Whether some subscriber of this topic could take a partition of it from somebody who has at least two more. */
export function isUneven({ owners }: Board, { partitions, subscribers }: Topic): boolean {
  let most = 0;
  for (const partition of partitions) most = Math.max(most, owners.get(partition)?.hand.length ?? 0);
  return subscribers.some(({ hand }) => hand.length + 1 < most);
}

/** Sum of the differences over all pairs of members; 0 is perfect. Source: AbstractStickyAssignor.getBalanceScore. */
export function balanceScore(sizes: readonly number[]): number {
  return sizes.toSorted((a, b) => a - b).reduce((score, size, rank) => score + size * (2 * rank - sizes.length + 1), 0);
}

