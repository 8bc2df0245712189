import { membersInOrder } from './members.ts';
import type { GroupDescription } from './messages.ts';
import type { GroupContext, GroupState } from './types.ts';

/** As its coordinator tells it: who has what, and by which assignor, only while the group is Stable. Source: ClassicGroup.describe, describeNoMetadata. */
export function describeGroup(group: GroupContext, groupState: GroupState): GroupDescription {
  const isStable = groupState === 'Stable';
  const members = membersInOrder(group).map(({ memberId, groupInstanceId, clientId, clientHost, assignment }) =>
    ({ memberId, groupInstanceId, clientId, clientHost, assignment: isStable ? (assignment ?? []) : [] }));
  return { error: 'NONE', groupId: group.groupId, groupState, protocolType: group.protocolType ?? '', protocol: isStable ? (group.protocolName ?? '') : '', members };
}

/** A group that is not there, or cannot be told of. */
export function deadGroup(groupId: string, error: GroupDescription['error'] = 'NONE'): GroupDescription {
  return { error, groupId, groupState: 'Dead', protocolType: '', protocol: '', members: [] };
}

/** What its members want to read; of those that have said so for the protocol in use. Source: GroupMetadata.computeSubscribedTopics. */
export function subscribedTopics({ members, protocolName }: GroupContext): ReadonlySet<string> {
  return new Set(members.flatMap(({ protocols }) => protocols.find(({ name }) => name === protocolName)?.metadata.topics ?? []));
}
