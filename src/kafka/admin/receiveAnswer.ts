import { decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, MessageEvent } from '../actor.ts';
import type { AlterPartitionReassignmentsResponse, CreatePartitionsResponse, CreateTopicsResponse, ElectionType, ElectLeadersResponse, IncrementalAlterConfigsResponse, ListPartitionReassignmentsResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { controllerAnswered } from './reassign/byRequest.ts';
import { isOfReassignment } from './reassign/state.ts';
import { forgetController, retryLater } from './retry.ts';
import type { AdminContext } from './types.ts';

type Answer = CreateTopicsResponse | CreatePartitionsResponse | IncrementalAlterConfigsResponse | ElectLeadersResponse | AlterPartitionReassignmentsResponse | ListPartitionReassignmentsResponse;

interface Outcome {
  readonly error: ErrorName;
  readonly message: string | null;
}

/**
 * Reports what the controller refused; what it did, it reports itself. A node that is not the active controller
 * says NOT_CONTROLLER, and the client asks again after its backoff.
 *
 * Source: KafkaAdminClient.
 */
export function receiveAnswer(admin: AdminContext, event: MessageEvent<Answer>): Decided<AdminContext> {
  const answer: Answer = event.message;
  const asked = admin.pending[answer.correlationId];
  if (asked === undefined) return unchanged(admin);
  if (outcomesOf(answer).some((outcome) => outcome.error === 'NOT_CONTROLLER')) return askAgain(admin, answer.correlationId);
  const { [answer.correlationId]: _done, ...pending } = admin.pending;
  if (isReassignment(answer) && isOfReassignment(admin, answer.correlationId)) return controllerAnswered({ ...admin, pending }, answer);
  const electionType = asked.request.api === 'ElectLeaders' ? asked.request.electionType : null;
  return decided({ ...admin, pending }, ...elections(answer, electionType), ...failures(answer));
}

function askAgain(admin: AdminContext, correlationId: number): Decided<AdminContext> {
  const entry = admin.pending[correlationId];
  if (entry === undefined) return unchanged(admin);
  return decided({ ...forgetController(admin), pending: { ...admin.pending, [correlationId]: { ...entry, awaitsRetry: true } } }, retryLater());
}

function outcomesOf(answer: Answer): readonly Outcome[] {
  if (answer.api === 'CreateTopics' || answer.api === 'CreatePartitions') return answer.topics;
  if (answer.api === 'IncrementalAlterConfigs') return answer.results;
  if (answer.api === 'ListPartitionReassignments') return [{ error: answer.error, message: null }];
  return answer.error === 'NONE' ? answer.partitions : [{ error: answer.error, message: null }];
}

function isReassignment(answer: Answer): answer is AlterPartitionReassignmentsResponse | ListPartitionReassignmentsResponse {
  return answer.api === 'AlterPartitionReassignments' || answer.api === 'ListPartitionReassignments';
}

/** An election that was refused is told by itself, with its partition. */
function failures(answer: Answer): readonly Effect[] {
  if (answer.api === 'ElectLeaders' && answer.error === 'NONE') return [];
  return outcomesOf(answer)
    .filter(({ error }) => error !== 'NONE')
    .map(({ error, message }) => report({ type: 'AdminRequestFailed', api: answer.api, error, message }));
}

function elections(answer: Answer, electionType: ElectionType | null): readonly Effect[] {
  if (answer.api !== 'ElectLeaders' || electionType === null) return [];
  return answer.partitions.map(({ partition, error, message }) => report({ type: 'ElectionRequested', electionType, partition, error, message }));
}
