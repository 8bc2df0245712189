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
  for (const topic of topics) {
    for (const partition of partitionsOf(topic, round)) {
      const skipped: string[] = [];
      // Somebody subscribes to it, so the way around the circle ends.
      for (let dealt = false; !dealt; next = (next + 1) % circle.length) {
        const member = circle[next];
        if (member === undefined) throw new Error(`nobody subscribes to ${topic}`);
        dealt = member.topics.has(topic);
        if (!dealt) skipped.push(member.memberId);
        else {
          member.hand.push(partition);
          round.note({ type: 'PartitionDealt', partition, memberId: member.memberId, skipped });
        }
      }
    }
  }
  return Object.fromEntries(circle.map(({ memberId, hand }) => [memberId, hand]));
}
