import type { Effect } from '../actor.ts';
import type { Era } from '../era/era.ts';
import type { ErrorName } from '../names/errors.ts';
import { tellCoordinator } from './decide.ts';
import { membersInOrder, metadataOf } from './members.ts';
import type { GroupContext, GroupMember, GroupMetadataValue, MemberAssignment, Storing } from './types.ts';

/** Asks for the group to be written; `what` is done with the answer. */
export function store(group: GroupContext, value: GroupMetadataValue | null, what: Storing): { readonly context: GroupContext; readonly effects: readonly Effect[] } {
  const { nextToken: token, groupId } = group;
  const context = { ...group, nextToken: token + 1, storing: { ...group.storing, [token]: what } };
  return { context, effects: [tellCoordinator(group, { type: 'StoreGroup', groupId, token, value })] };
}

/** What was asked under this token, which is answered now. */
export function settled(group: GroupContext, token: number): { readonly context: GroupContext; readonly what: Storing | undefined } {
  const { [token]: what, ...storing } = group.storing;
  return { context: { ...group, storing }, what };
}

/** The group as its record says. `assignmentOf`: what each member has, or will have once this is stored. */
export function valueOf(group: GroupContext, assignmentOf: (member: GroupMember) => MemberAssignment = ({ assignment }) => assignment): GroupMetadataValue {
  return {
    protocolType: group.protocolType ?? '', generation: group.generation, protocol: group.protocolName, leader: group.leader, currentStateTimestampMs: group.stateSinceMs,
    members: membersInOrder(group).map((member) => ({
      memberId: member.memberId, groupInstanceId: member.groupInstanceId, clientId: member.clientId, clientHost: member.clientHost,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs, sessionTimeoutMs: member.sessionTimeoutMs,
      subscription: metadataOf(member, group.protocolName), assignment: assignmentOf(member),
    })),
  };
}

/** A new group before anybody is in it. Source: GroupCoordinatorRecordHelpers.newEmptyGroupMetadataRecord. */
export function emptyValue(group: GroupContext): GroupMetadataValue {
  return { protocolType: '', generation: 0, protocol: null, leader: null, currentStateTimestampMs: group.stateSinceMs, members: [] };
}

/** How a refused append is told to a member. Source: GroupMetadataManager.appendGroupMetadataErrorToResponseError, GroupMetadataManager.storeGroup in Scala. */
export function responseErrorOf(error: ErrorName, { groupCoordinator }: Pick<Era, 'groupCoordinator'>): ErrorName {
  switch (error) {
    case 'UNKNOWN_TOPIC_OR_PARTITION': case 'NOT_ENOUGH_REPLICAS': case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND': return 'COORDINATOR_NOT_AVAILABLE';
    case 'REQUEST_TIMED_OUT': return groupCoordinator === 'java' ? 'COORDINATOR_NOT_AVAILABLE' : 'REBALANCE_IN_PROGRESS';
    case 'NOT_LEADER_OR_FOLLOWER': case 'KAFKA_STORAGE_ERROR': return 'NOT_COORDINATOR';
    case 'MESSAGE_TOO_LARGE': case 'RECORD_LIST_TOO_LARGE': return 'UNKNOWN_SERVER_ERROR';
    default: return error;
  }
}
