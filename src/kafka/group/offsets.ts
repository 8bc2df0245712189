import { decided } from '../../world/machine.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ErrorName } from '../names/errors.ts';
import { refusal, tellCoordinator } from './decide.ts';
import type { Rule } from './decide.ts';
import { memberOf, refusalOfMember } from './members.ts';
import type { OffsetCommitRequest, OffsetCommitResponse } from './messages.ts';
import { renewSession } from './sessions.ts';
import type { GroupContext, OffsetCommitEvent } from './types.ts';

/**
 * Whether a commit may be written: by a member of this generation, or by somebody outside while the group is empty.
 * While members join again the old generation may still commit; while the leader decides nobody may, and once nobody was
 * even asked who it is.
 *
 * Source: ClassicGroup.validateOffsetCommit, OffsetMetadataManager.commitOffset.
 */
export function commitIn(state: 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable'): Rule<OffsetCommitEvent> {
  return (before, event, env) => {
    const group = before.isNew ? { ...before, isNew: false } : before;
    const tooEarly = state === 'CompletingRebalance' && !env.shared.era.commitsCheckMemberFirst;
    const error = tooEarly ? 'REBALANCE_IN_PROGRESS' : errorOf(state, group, event.message);
    if (error !== null) return decided(group, refusal(group, 'OffsetCommit', event.message, error), { type: 'reply', to: event.replyTo, message: refuseCommit(event.message, error) });
    const member = memberOf(group, event.message.memberId);
    const renewed = member !== undefined && (state === 'Stable' || state === 'PreparingRebalance') ? [renewSession(member)] : [];
    return decided(group, ...renewed, tellCoordinator(group, { type: 'StoreOffsets', groupId: group.groupId, request: event.message, replyTo: event.replyTo }));
  };
}

function errorOf(state: string, group: GroupContext, { memberId, groupInstanceId, generationId }: OffsetCommitRequest): ErrorName | null {
  if (generationId < 0 && state === 'Empty') return null;
  if (generationId < 0 && memberId === '' && groupInstanceId === null) return 'UNKNOWN_MEMBER_ID';
  const error = refusalOfMember(group, memberId, groupInstanceId);
  if (error !== null) return error;
  if (generationId !== group.generation) return 'ILLEGAL_GENERATION';
  return state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : null;
}

/** Every partition gets the same error. */
export function refuseCommit(request: OffsetCommitRequest, error: ErrorName): OffsetCommitResponse {
  return answerCommit(request, () => error);
}

export function answerCommit({ correlationId, offsets }: OffsetCommitRequest, errorFor: (partition: TopicPartition) => ErrorName): OffsetCommitResponse {
  return { api: 'OffsetCommit', kind: 'response', correlationId, partitions: offsets.map(({ partition }) => ({ partition, error: errorFor(partition) })) };
}
