import { andThen, decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { exceptionIn } from '../../era/errorName.ts';
import type { AssignorName } from '../../group/assignors/types.ts';
import type { SyncGroupRequest, SyncGroupResponse } from '../../group/messages.ts';
import { beginHeartbeats } from './heartbeat.ts';
import { answered, ask, identity, isOfThisGeneration } from './requests.ts';
import { fail, failJoin, moveTo, resetOnError, toConsumer } from './state.ts';
import type { MemberContext, MemberRequest } from './types.ts';
import { coordinatorRefused } from './unknown.ts';

/** Source: AbstractCoordinator.sendSyncGroupRequest. */
export function sync(context: MemberContext, assignments: SyncGroupRequest['assignments']): Decided<MemberContext> {
  const { coordinator, generation: { generationId, protocolName } } = context;
  if (coordinator === null) return unchanged(context);
  return ask(context, coordinator, { api: 'SyncGroup', ...identity(context), generationId, protocolType: 'consumer', protocolName, assignments });
}

/** The heartbeat thread reads it even while the application works. Source: AbstractCoordinator.SyncGroupResponseHandler. */
export function takeSynced(context: MemberContext, answer: SyncGroupResponse, env: Env): Decided<MemberContext> {
  const own = answered(context, 'SyncGroup', answer.correlationId);
  if (own === null) return unchanged(context);
  return andThen(own.freed, (now) => {
    if (answer.error !== 'NONE') return refused(now, answer, own.request, env);
    if (now.state !== 'completingRebalance' || now.generation.generationId < 0) return failJoin(now, 'IllegalGenerationException', false, env);
    const stable = moveTo({ ...now, synced: answer.assignment ?? [], rejoinNeeded: false, rejoinReason: '' }, 'stable');
    return env.shared.era.heartbeatsWhileCompleting ? stable : andThen(stable, (then) => beginHeartbeats(then, env));
  });
}

function refused(context: MemberContext, { error }: SyncGroupResponse, request: MemberRequest, env: Env): Decided<MemberContext> {
  switch (error) {
    case 'REBALANCE_IN_PROGRESS': return failJoin(context, 'RebalanceInProgressException', false, env);
    case 'UNKNOWN_MEMBER_ID': case 'ILLEGAL_GENERATION': {
      const reset = isOfThisGeneration(context, request) ? resetOnError(context, 'SyncGroup', error, env) : unchanged(context);
      return andThen(reset, (now) => failJoin(now, error === 'UNKNOWN_MEMBER_ID' ? 'UnknownMemberIdException' : 'IllegalGenerationException', false, env));
    }
    case 'COORDINATOR_NOT_AVAILABLE': case 'NOT_COORDINATOR':
      return andThen(coordinatorRefused(context, error, env), (now) =>
        failJoin(now, exceptionIn(env.shared.era, error), true, env));
    default: return fail(context, error);
  }
}

/** The next poll takes the assignment over. Source: ConsumerCoordinator.onJoinComplete. */
export function completeJoin(context: MemberContext, _env: Env): Decided<MemberContext> {
  const { inPoll, synced, state, generation } = context;
  if (!inPoll || synced === null || state !== 'stable') return unchanged(context);
  const event = { type: 'Joined', generation: generation.generationId, protocol: generation.protocolName as AssignorName, partitions: synced } as const;
  const next = { ...context, synced: null, needsJoinPrepare: true, lastAssignment: { partitions: synced, generationId: generation.generationId } };
  return decided(next, toConsumer(context, event));
}
