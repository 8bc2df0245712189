import type { FactSentences } from './types.ts';
import { memberName } from './names.ts';

const member = (memberId: string): string => memberName(memberId, 'en');
const members = (count: number): string => (count === 1 ? '1 member' : `${count} members`);

/** What the facts of consumer groups at their coordinator say. */
export type GroupFacts = 'GroupStateChanged' | 'MemberIdGiven' | 'MemberAdded' | 'MemberRemoved' | 'GroupLeaderChanged' | 'GroupGenerationStarted'
  | 'GroupAssignmentReceived' | 'GroupAssigned' | 'GroupRequestRefused' | 'MemberFenced';

export const enGroups: Pick<FactSentences, GroupFacts> = {
  GroupStateChanged: ({ group, from, to, generation }) => ({
    Empty: `Group ${group} has no members left and goes from ${from} to Empty in generation ${generation}; its committed offsets stay.`,
    PreparingRebalance: `Group ${group} begins a rebalance: it goes from ${from} to PreparingRebalance, and every member must join again.`,
    CompletingRebalance: `Group ${group} goes from ${from} to CompletingRebalance and waits for its leader to share out the partitions.`,
    Stable: `Group ${group} goes from ${from} to Stable in generation ${generation}.`,
    Dead: `Group ${group} goes from ${from} to Dead: it is not kept here any more.`,
  })[to],
  MemberIdGiven: ({ brokerId, group, memberId }) => `Broker ${brokerId} gives ${member(memberId)} a member id for group ${group}; it must join again with this id.`,
  MemberAdded: ({ group, memberId, groupInstanceId, replaces }) => {
    if (replaces !== null) return `Static member ${groupInstanceId} returns to group ${group} under a new member id and takes the place it had.`;
    return `${groupInstanceId === null ? member(memberId) : `static member ${groupInstanceId}`} joins group ${group}.`;
  },
  MemberRemoved: ({ group, memberId, reason }) => ({
    leave: `${member(memberId)} leaves group ${group}.`,
    'session-timeout': `${member(memberId)} is removed from group ${group}: nothing was heard of it for its session timeout.`,
    'rebalance-timeout': `${member(memberId)} is removed from group ${group}: it has not joined again in time.`,
    'sync-timeout': `${member(memberId)} is removed from group ${group}: it has not sent SyncGroup in time.`,
    'static-replaced': `The old member id of ${member(memberId)} is not valid any more in group ${group}.`,
    'pending-expired': `${member(memberId)} has not come back with the member id that group ${group} gave it; the id expires.`,
    'pending-left': `${member(memberId)} gives back the member id of group ${group} without having joined.`,
  })[reason],
  GroupLeaderChanged: ({ group, to, reason }) => (reason === 'left'
    ? `The leader of group ${group} is gone; ${member(to)} leads it now.`
    : `The leader of group ${group} has not joined again in time; ${member(to)} leads it now.`),
  GroupGenerationStarted: ({ group, generation, leader, members: all, protocol }) =>
    `Group ${group} begins generation ${generation} with ${members(all.length)}; ${member(leader)} leads it and will assign with ${protocol}.`,
  GroupAssignmentReceived: ({ brokerId, group, generation, leader }) => `Broker ${brokerId} receives the assignment of generation ${generation} from ${member(leader)}, the leader of group ${group}.`,
  GroupAssigned: ({ group, generation, assignment }) => {
    const shares = Object.entries(assignment).map(([memberId, partitions]) => `${member(memberId)} gets ${partitions.length === 0 ? 'nothing' : partitions.join(', ')}`);
    return `The assignment of group ${group} in generation ${generation} is in the log: ${shares.join('; ')}.`;
  },
  GroupRequestRefused: ({ group, memberId, api, error }) => (memberId === ''
    ? `Group ${group} refuses ${api} with ${error}.`
    : `Group ${group} refuses ${api} from ${member(memberId)} with ${error}.`),
  MemberFenced: ({ group, groupInstanceId, api }) => `An old process of static member ${groupInstanceId} is fenced by group ${group}: its ${api} is refused with FENCED_INSTANCE_ID.`,
};
