import type { TopicPartition } from '../../log/record.ts';
import { giveByRack } from './rangeRacks.ts';
import { byTopic, subscribedTopics } from './topics.ts';
import { firstOf, mayGet, noteDivided, onGiven, shareOf } from './topicShare.ts';
import type { Give, TopicShare } from './topicShare.ts';
import type { GroupAssignment, Round } from './types.ts';

/**
 * Topic by topic: partitions in order, members in order, a contiguous range each; the first members get one more when
 * it does not come out even. Source: RangeAssignor.
 */
export function assignRanges(round: Round): GroupAssignment {
  const assignment = new Map(round.members.map(({ memberId }): [string, TopicPartition[]] => [memberId, []]));
  const give: Give = (share, memberId, partitions, by) => {
    assignment.get(memberId)?.push(...partitions);
    onGiven(share, memberId, partitions);
    round.note({ type: 'RangeGiven', topic: share.topic, memberId, partitions, by });
  };
  const shares = subscribedTopics(round).map((topic) => shareOf(topic, round));
  const isByRack = giveByRack(shares, round, give);
  for (const share of shares) {
    if (!isByRack) noteDivided(share, round);
    giveRanges(share, give);
  }
  return Object.fromEntries([...assignment].map(([memberId, partitions]) => [memberId, isByRack ? byTopic(partitions) : partitions]));
}

function giveRanges(share: TopicShare, give: Give): void {
  for (const { memberId } of share.members) {
    const range = firstOf(share.unassigned, mayGet(share, memberId));
    if (range.length > 0) give(share, memberId, range, 'range');
  }
}
