import { hashMapOrder, stringHashCode } from '../names/javaHash.ts';
import type { ErrorName } from '../names/errors.ts';
import type { JoinGroupProtocol, JoinGroupRequest } from './messages.ts';
import type { GroupContext, GroupMember, GroupState, Parked } from './types.ts';

export function memberOf(group: GroupContext, memberId: string): GroupMember | undefined {
  return group.members.find((member) => member.memberId === memberId);
}

export function staticMemberOf(group: GroupContext, groupInstanceId: string): GroupMember | undefined {
  return group.members.find((member) => member.groupInstanceId === groupInstanceId);
}

/** As Kafka goes through them: in the order of a java.util.HashMap. */
export function membersInOrder(group: GroupContext): readonly GroupMember[] {
  return hashMapOrder(group.members, ({ memberId }) => stringHashCode(memberId), group.mostMembers);
}

/** A new member comes last; one that is there keeps its place. */
export function withMember(group: GroupContext, member: GroupMember): GroupContext {
  const isThere = memberOf(group, member.memberId) !== undefined;
  const members = isThere ? group.members.map((one) => (one.memberId === member.memberId ? member : one)) : [...group.members, member];
  return { ...group, members, mostMembers: Math.max(group.mostMembers, members.length) };
}

export function withMembers(group: GroupContext, change: (member: GroupMember) => GroupMember): GroupContext {
  return { ...group, members: group.members.map(change) };
}

/** Whoever it was, member or pending, is gone; the leader's place falls to the first that is left. Source: ClassicGroup.remove. */
export function withoutMember(group: GroupContext, memberId: string): GroupContext {
  const left = { ...group, members: group.members.filter((member) => member.memberId !== memberId) };
  return {
    ...left,
    leader: group.leader === memberId ? (membersInOrder(left)[0]?.memberId ?? null) : group.leader,
    pendingMembers: group.pendingMembers.filter((pending) => pending !== memberId),
    pendingSyncs: group.pendingSyncs.filter((pending) => pending !== memberId),
  };
}

export function isPending(group: GroupContext, memberId: string): boolean {
  return group.pendingMembers.includes(memberId);
}

/** A pending member is waited for as well. */
export function haveAllJoined(group: GroupContext): boolean {
  return group.pendingMembers.length === 0 && group.members.every((member) => member.awaitingJoin !== null);
}

/** The longest `rebalance.timeout.ms` of the members. */
export function rebalanceTimeoutMs(group: GroupContext): number {
  return Math.max(0, ...group.members.map((member) => member.rebalanceTimeoutMs));
}

/** A member that waits in JoinGroup or SyncGroup need not send heartbeats, unless it is new. Source: ClassicGroupMember.hasSatisfiedHeartbeat. */
export function needsNoHeartbeat(member: GroupMember): boolean {
  return !member.isNew && (member.awaitingJoin !== null || member.awaitingSync !== null);
}

export function matches(member: GroupMember, protocols: readonly JoinGroupProtocol[]): boolean {
  return JSON.stringify(member.protocols) === JSON.stringify(protocols);
}

/** The member as it joins now. */
export function rejoining(member: GroupMember, { protocols, rebalanceTimeoutMs: timeoutMs, sessionTimeoutMs }: JoinGroupRequest, awaitingJoin: Parked | null): GroupMember {
  return { ...member, protocols, rebalanceTimeoutMs: timeoutMs, sessionTimeoutMs, awaitingJoin };
}

/** The group would have a protocol in common with such a member. Source: ClassicGroup.supportsProtocols. */
export function supportsProtocols(group: GroupContext, state: GroupState, { protocolType, protocols }: JoinGroupRequest): boolean {
  if (state === 'Empty') return protocolType !== '' && protocols.length > 0;
  return group.protocolType === protocolType && protocols.some(({ name }) => group.members.every((member) => supports(member, name)));
}

function supports(member: GroupMember, protocol: string): boolean {
  return member.protocols.some(({ name }) => name === protocol);
}

/** Every member votes for the first of its protocols that all have. Source: ClassicGroup.selectProtocol. */
export function selectProtocol(group: GroupContext): string | null {
  const votes = new Map<string, number>();
  for (const member of membersInOrder(group)) {
    const vote = member.protocols.find(({ name }) => group.members.every((other) => supports(other, name)))?.name;
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const most = Math.max(0, ...votes.values());
  return hashMapOrder([...votes.keys()], stringHashCode).find((name) => votes.get(name) === most) ?? null;
}

/** What the member says of itself for the protocol in use. */
export function metadataOf(member: GroupMember, protocol: string | null): JoinGroupProtocol['metadata'] {
  const found = member.protocols.find(({ name }) => name === protocol);
  if (found === undefined) throw new Error(`Member does not support protocol ${protocol}`);
  return found.metadata;
}

/** Who speaks for a member: it must be there, and a static one under the id it has now. Source: ClassicGroup.validateMember. */
export function refusalOfMember(group: GroupContext, memberId: string, groupInstanceId: string | null): ErrorName | null {
  const holder = groupInstanceId === null ? undefined : staticMemberOf(group, groupInstanceId);
  if (groupInstanceId !== null && holder === undefined) return 'UNKNOWN_MEMBER_ID';
  if (holder !== undefined && holder.memberId !== memberId) return 'FENCED_INSTANCE_ID';
  return memberOf(group, memberId) === undefined ? 'UNKNOWN_MEMBER_ID' : null;
}
