import type { Effect, MessageEvent } from '../actor.ts';
import type { GroupRequest, GroupResponse, LeaveGroupRequest, LeaveGroupResponse, OffsetCommitRequest, OffsetFetchRequest } from '../group/messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ForwardedEvent } from './types.ts';

/** A refusal in the words of the request's API. Source: each request's getErrorResponse. */
export function refusal({ message, replyTo }: ForwardedEvent | MessageEvent<OffsetFetchRequest>, error: ErrorName): Effect {
  return { type: 'reply', to: replyTo, message: refusalOf(message, error) };
}

function refusalOf(request: Exclude<GroupRequest, { readonly api: 'FindCoordinator' }>, error: ErrorName): GroupResponse {
  const header = { kind: 'response', correlationId: request.correlationId } as const;
  switch (request.api) {
    case 'JoinGroup': return { ...header, api: request.api, error, generationId: -1, protocolName: null, leader: '', memberId: request.memberId, skipAssignment: false, members: [] };
    case 'SyncGroup': return { ...header, api: request.api, error, protocolName: null, assignment: null };
    case 'Heartbeat': return { ...header, api: request.api, error };
    case 'LeaveGroup': return leaveAnswer(request, error);
    case 'OffsetCommit': return commitAnswer(request, () => error);
    case 'OffsetFetch': return { ...header, api: request.api, error, partitions: [] };
    default: return request satisfies never;
  }
}

/** An unknown member is told of each member, not of the request. */
function leaveAnswer({ correlationId, members }: LeaveGroupRequest, error: ErrorName): LeaveGroupResponse {
  const header = { api: 'LeaveGroup', kind: 'response', correlationId } as const;
  if (error !== 'UNKNOWN_MEMBER_ID') return { ...header, error, members: [] };
  return { ...header, error: 'NONE', members: members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId, error })) };
}

export function commitAnswer(request: OffsetCommitRequest, errorOf: (partition: string) => ErrorName): GroupResponse {
  const partitions = request.offsets.map(({ partition }) => ({ partition, error: errorOf(partition) }));
  return { api: 'OffsetCommit', kind: 'response', correlationId: request.correlationId, partitions };
}
