import { topicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { firstOf, mayGet, noteDivided } from './topicShare.ts';
import type { Give, TopicShare } from './topicShare.ts';
import type { MemberSubscription, Round } from './types.ts';

/**
 * Before the ranges: gives members partitions with a replica in their rack, as far as their quota goes. Topics with as
 * many partitions and the same subscribers stay aligned: a number of all of them, or of none.
 *
 * @returns whether racks tell partitions apart at all. Source: RangeAssignor.assignWithRackMatching, KIP-881.
 */
export function giveByRack(shares: readonly TopicShare[], round: Round, give: Give): boolean {
  if (!shares.some(needsRacks)) return false;
  for (const share of shares) noteDivided(share, round);
  for (const kind of new Set(shares.map(likeness))) {
    const alike = shares.filter((share) => likeness(share) === kind);
    const [first, ...others] = alike;
    if (others.length > 0) giveAligned(alike, give);
    else if (first !== undefined && needsRacks(first)) giveMatching(first, give);
  }
  return true;
}

/** Members have racks, partitions are in some of them, and not all partitions are everywhere. */
function needsRacks({ members, partitionRacks }: TopicShare): boolean {
  const everywhere = new Set([...partitionRacks.values()].flatMap((racks) => [...racks]));
  const isServed = members.some((member) => everywhere.has(rackOf(member)));
  return isServed && [...partitionRacks.values()].some((racks) => racks.size < everywhere.size);
}

function rackOf({ rackId }: MemberSubscription): string {
  return rackId ?? '';
}

/** Kafka leaves out of the count what no subscriber has a rack for. */
function likeness({ members, partitions }: TopicShare): string {
  const counted = members.some((member) => rackOf(member) !== '') ? partitions : 0;
  return JSON.stringify([counted, ...members.map(({ memberId }) => memberId)]);
}

/** A member without a rack takes any partition. */
function matches({ partitionRacks }: TopicShare, member: MemberSubscription, partition: TopicPartition): boolean {
  return rackOf(member) === '' || (partitionRacks.get(partition)?.has(rackOf(member)) ?? false);
}

function reasonFor(member: MemberSubscription): 'rack' | 'range' {
  return rackOf(member) === '' ? 'range' : 'rack';
}

function giveMatching(share: TopicShare, give: Give): void {
  for (const member of share.members) {
    const partitions = firstOf(share.unassigned, mayGet(share, member.memberId), (partition) => matches(share, member, partition));
    if (partitions.length > 0) give(share, member.memberId, partitions, reasonFor(member));
  }
}

function giveAligned(shares: readonly TopicShare[], give: Give): void {
  const [first] = shares;
  if (first === undefined || first.members.every((member) => rackOf(member) === '')) return;
  for (let number = 0; number < first.partitions; number += 1) {
    const fits = (member: MemberSubscription): boolean => shares.every((share) =>
      mayGet(share, member.memberId) > 0 && matches(share, member, topicPartition(share.topic, number)));
    const member = first.members.find(fits);
    if (member !== undefined) for (const share of shares) give(share, member.memberId, [topicPartition(share.topic, number)], reasonFor(member));
  }
}
