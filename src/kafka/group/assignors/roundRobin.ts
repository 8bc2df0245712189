import type { TopicPartition } from '../../log/record.ts';
import { compareMembers, compareText } from './members.ts';
import { partitionsOf, subscribedTopics } from './topics.ts';
import type { GroupAssignment, Round } from './types.ts';

/** All partitions of all topics in order, dealt to the members in a circle. Source: RoundRobinAssignor. */
export function assignRoundRobin(round: Round): GroupAssignment {
  const circle = round.members.toSorted(compareMembers).map(({ memberId, topics }) => ({ memberId, topics: new Set(topics), hand: [] as TopicPartition[] }));
  const topics = subscribedTopics(round).toSorted(compareText);
  const total = topics.reduce((sum, topic) => sum + (round.partitionCounts[topic] ?? 0), 0);
  round.note({ type: 'MembersLinedUp', members: circle.map(({ memberId }) => memberId), partitions: total });
  let next = 0;
  const turn = () => {
    const member = circle[next % circle.length];
    if (member === undefined) throw new Error('nobody to deal to');
    next += 1;
    return member;
  };
  for (const topic of topics) {
    for (const partition of partitionsOf(topic, round)) {
      const skipped: string[] = [];
      let member = turn();
      // Somebody subscribes to it, so the way around the circle ends.
      for (; !member.topics.has(topic); member = turn()) skipped.push(member.memberId);
      member.hand.push(partition);
      round.note({ type: 'PartitionDealt', partition, memberId: member.memberId, skipped });
    }
  }
  return Object.fromEntries(circle.map(({ memberId, hand }) => [memberId, hand]));
}
