import { splitTopicPartition } from '../kafka/log/record.ts';
import type { AssignmentSentences } from './assignment.ts';

const MOST_NAMED = 8;

/** Beyond a few only how many there are. */
const list = (names: readonly string[], what: string): string => (names.length <= MOST_NAMED ? names.join(', ') : `${names.length} ${what}`);
const partitions = (names: readonly string[]): string => list(names, 'partitions');
const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
const and = (names: readonly string[]): string => names.join(' and ');
const are = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are');
const oneMore = (members: number): string => (members === 1 ? 'the first gets one more' : `the first ${members} get one more each`);

/** How many each gets, by the quota and how many get one more. */
function division(quota: number, withOneMore: number): string {
  if (withOneMore === 0) return `It comes out even: each gets ${quota}.`;
  if (quota > 0) return `Each gets ${quota}, and ${oneMore(withOneMore)}.`;
  return withOneMore === 1 ? 'The first gets it, the others nothing.' : `The first ${withOneMore} get one each, the others nothing.`;
}

export const en: AssignmentSentences = {
  TopicDivided: ({ topic, partitions: all, members, quota, withOneMore }, name) =>
    `${topic} has ${count(all, 'partition')} and ${count(members.length, 'subscriber')}, in this order: ${list(members.map(name), 'members')}. ${division(quota, withOneMore)}`,
  RangeGiven: ({ topic, memberId, partitions: given, by }, name) => (by === 'rack'
    ? `${name(memberId)} gets ${partitions(given)}, with a replica in its rack.`
    : `${name(memberId)} gets its range of ${topic}: ${partitions(given)}.`),
  MembersLinedUp: ({ members, partitions: all }, name) =>
    `The members stand in a circle: ${list(members.map(name), 'members')}. The ${count(all, 'partition')} ${all === 1 ? 'is' : 'are'} dealt in order.`,
  PartitionDealt: ({ partition, memberId, skipped }, name) => {
    if (skipped.length === 0) return `${partition} goes to ${name(memberId)}, the next in the circle.`;
    const { topic } = splitTopicPartition(partition);
    return `${partition} goes to ${name(memberId)}; ${list(skipped.map(name), 'members')} ${are(skipped)} skipped, without a subscription to ${topic}.`;
  },
  AlgorithmChosen: ({ algorithm }) => (algorithm === 'constrained'
    ? 'All members subscribe to the same topics, so everybody gets the same number, give or take one.'
    : 'The members subscribe to different topics, so a partition goes to the subscriber that has the fewest.'),
  ClaimSettled: ({ partition, keptBy, refused, because }, name) => ({
    'later-generation': `${name(keptBy ?? '')} has ${partition} from a later generation than ${and(refused.map(name))} and keeps it.`,
    'same-generation': `${and(refused.map(name))} claim ${partition} from one and the same generation, so neither keeps it.`,
    'disputed-before': `${and(refused.map(name))} claims ${partition}, too, which two others claim from one generation: nobody keeps it.`,
  })[because],
  QuotaSet: ({ partitions: all, members, minQuota, maxQuota, withOneMore }) => {
    const shared = `${count(all, 'partition')} for ${count(members, 'member')}`;
    return withOneMore === 0 ? `${shared}: ${minQuota} each.` : `${shared}: ${withOneMore} of them ${withOneMore === 1 ? 'gets' : 'get'} ${maxQuota}, the others ${minQuota}.`;
  },
  PartitionsKept: ({ memberId, kept, released, because }, name) => {
    const keeps = kept.length === 0 ? `${name(memberId)} keeps nothing` : `${name(memberId)} keeps ${partitions(kept)}`;
    if (released.length === 0) return `${keeps}, all that it had.`;
    return because === 'quota'
      ? `${keeps}; ${partitions(released)} ${are(released)} beyond its quota.`
      : `${keeps}; it no longer subscribes to the topic of ${partitions(released)}.`;
  },
  PartitionsUnassigned: ({ partitions: free }) => (free.length === 0 ? 'No partition is left to be given.' : `Still to be given: ${partitions(free)}.`),
  PartitionPlaced: ({ partition, memberId, because, had }, name) => ({
    'below-quota': `${partition} goes to ${name(memberId)}, which has ${had}, less than its quota.`,
    'one-more': `${partition} goes to ${name(memberId)}, which has ${had} and may have one more.`,
    fewest: `${partition} goes to ${name(memberId)}: with ${had}, it has the fewest of those that subscribe to the topic.`,
  })[because],
  PartitionMoved: ({ partition, from, to, fromHad, toHad, because, insteadOf }, name) => [
    `${partition} moves from ${name(from)}, which has ${fromHad}, to ${name(to)}, which has ${toHad}.`,
    because === 'earlier-owner' ? `${name(to)} had ${insteadOf ?? partition} in an earlier generation.` : '',
    insteadOf === null ? '' : `It was ${name(to)}'s before, so it goes back, and ${insteadOf} stays.`,
  ].filter((sentence) => sentence !== '').join(' '),
  MovesUndone: ({ scoreBefore, scoreAfter }) => `The moves bring no better balance (differences sum up to ${scoreBefore} before, ${scoreAfter} after), so they are undone.`,
  PartitionWithheld: ({ partition, from, to }, name) => `${partition} shall go to ${name(to)}, but ${from.length === 0 ? 'its owner' : and(from.map(name))} must give it up first: nobody gets it in this round.`,
};
