import type { Era } from '../era/era.ts';
import type { ErrorName } from '../names/errors.ts';
import type {
  HeartbeatRequest, HeartbeatResponse, JoinGroupRequest, JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, OffsetCommitRequest, OffsetCommitResponse,
  SyncGroupRequest, SyncGroupResponse,
} from './messages.ts';
import { refuseCommit } from './offsets.ts';

/** What a group's members send, and who commits. */
export type MemberRequest = JoinGroupRequest | SyncGroupRequest | HeartbeatRequest | LeaveGroupRequest | OffsetCommitRequest;
export type MemberResponse = JoinGroupResponse | SyncGroupResponse | HeartbeatResponse | LeaveGroupResponse | OffsetCommitResponse;

/** What is wrong with a request whatever the group. Source: GroupCoordinatorService.joinGroup. */
export function refusalBeforeGroup(request: MemberRequest, limits: { readonly minSessionTimeoutMs: number; readonly maxSessionTimeoutMs: number }): ErrorName | null {
  if (request.groupId === '' && request.api !== 'OffsetCommit') return 'INVALID_GROUP_ID';
  if (request.api !== 'JoinGroup') return null;
  const { sessionTimeoutMs } = request;
  return sessionTimeoutMs < limits.minSessionTimeoutMs || sessionTimeoutMs > limits.maxSessionTimeoutMs ? 'INVALID_SESSION_TIMEOUT' : null;
}

/**
 * What a request gets when its group is not there; null: the group is created for it. A JoinGroup without a member id
 * creates one, and a commit from somebody who is in no group.
 *
 * Source: GroupMetadataManager.getOrMaybeCreateClassicGroup, OffsetMetadataManager.validateOffsetCommit.
 */
export function refusalWithoutGroup(request: MemberRequest, { groupCoordinator }: Pick<Era, 'groupCoordinator'>): ErrorName | null {
  switch (request.api) {
    case 'JoinGroup': return request.memberId === '' ? null : 'UNKNOWN_MEMBER_ID';
    case 'OffsetCommit':
      if (request.generationId < 0) return null;
      return groupCoordinator === 'java' ? 'GROUP_ID_NOT_FOUND' : 'ILLEGAL_GENERATION';
    default: return 'UNKNOWN_MEMBER_ID';
  }
}

/** The answer with this error, as it goes over the wire: to a LeaveGroup an unknown member is told of each member. */
export function refuse(request: MemberRequest, error: ErrorName): MemberResponse {
  const { correlationId } = request;
  switch (request.api) {
    case 'JoinGroup':
      return { api: 'JoinGroup', kind: 'response', correlationId, error, generationId: -1, protocolName: '', leader: '', memberId: request.memberId, skipAssignment: false, members: [] };
    case 'SyncGroup': return { api: 'SyncGroup', kind: 'response', correlationId, error, protocolName: null, assignment: null };
    case 'Heartbeat': return { api: 'Heartbeat', kind: 'response', correlationId, error };
    case 'OffsetCommit': return refuseCommit(request, error);
    case 'LeaveGroup': {
      if (error !== 'UNKNOWN_MEMBER_ID') return { api: 'LeaveGroup', kind: 'response', correlationId, error, members: [] };
      const members = request.members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId, error }));
      return { api: 'LeaveGroup', kind: 'response', correlationId, error: 'NONE', members };
    }
    default: return request satisfies never;
  }
}
