import type { Effect } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import { membersInOrder, metadataOf } from './members.ts';
import type { JoinedMember, JoinGroupResponse, SyncGroupResponse } from './messages.ts';
import type { GroupContext, GroupMember, Parked } from './types.ts';

/** A request that came, should its answer have to wait. */
export function parkedOf(event: { readonly replyTo: Parked['replyTo']; readonly message: { readonly correlationId: number } }): Parked {
  return { replyTo: event.replyTo, correlationId: event.message.correlationId };
}

/** What a JoinGroup answer without an error tells: the generation, and to the leader who is in it. */
export interface Joined {
  readonly leader?: string | null;
  readonly skipAssignment?: boolean;
  readonly tellsMembers: boolean;
}

export function answerJoin(group: GroupContext, parked: Parked, memberId: string, { leader = group.leader, skipAssignment = false, tellsMembers }: Joined): Effect {
  const message: JoinGroupResponse = {
    api: 'JoinGroup', kind: 'response', correlationId: parked.correlationId, error: 'NONE', generationId: group.generation, protocolName: group.protocolName,
    leader: leader ?? '', memberId, skipAssignment, members: tellsMembers ? joinedMembers(group) : [],
  };
  return { type: 'reply', to: parked.replyTo, message };
}

function joinedMembers(group: GroupContext): readonly JoinedMember[] {
  return membersInOrder(group).map((member) => ({ memberId: member.memberId, groupInstanceId: member.groupInstanceId, metadata: metadataOf(member, group.protocolName) }));
}

/** Where Kafka does not say that there is no protocol, its name is the schema's default, ''. */
export function refuseJoin({ replyTo, correlationId }: Parked, memberId: string, error: ErrorName, protocolName: '' | null = ''): Effect {
  const message: JoinGroupResponse = {
    api: 'JoinGroup', kind: 'response', correlationId, error, generationId: -1, protocolName, leader: '', memberId, skipAssignment: false, members: [],
  };
  return { type: 'reply', to: replyTo, message };
}

export function answerSync(group: GroupContext, { replyTo, correlationId }: Parked, member: GroupMember): Effect {
  const message: SyncGroupResponse = { api: 'SyncGroup', kind: 'response', correlationId, error: 'NONE', protocolName: group.protocolName, assignment: member.assignment };
  return { type: 'reply', to: replyTo, message };
}

export function refuseSync({ replyTo, correlationId }: Parked, error: ErrorName): Effect {
  const message: SyncGroupResponse = { api: 'SyncGroup', kind: 'response', correlationId, error, protocolName: null, assignment: null };
  return { type: 'reply', to: replyTo, message };
}
