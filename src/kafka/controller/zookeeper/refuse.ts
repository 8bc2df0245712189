import type { Effect } from '../../actor.ts';
import type { KafkaResponse } from '../../messages.ts';
import type { Job } from './jobs.ts';
import type { Caller, ZkControllerRequest } from './types.ts';

/** What waited for a controller that is out of office is refused; whoever asked looks for the new one. Source: ControllerEvent.preempt. */
export function refusalOf(job: Job): readonly Effect[] {
  return 'caller' in job ? [refuse(job.caller)] : [];
}

export function refuse({ message, replyTo }: Caller<ZkControllerRequest>): Effect {
  return { type: 'reply', to: replyTo, message: notController(message) };
}

function notController(request: ZkControllerRequest): KafkaResponse {
  const header = { kind: 'response', correlationId: request.correlationId } as const;
  const refused = { error: 'NOT_CONTROLLER', message: null } as const;
  const { error } = refused;
  switch (request.api) {
    case 'AlterPartition': return { ...header, api: request.api, error, partitions: [] };
    case 'ControlledShutdown': return { ...header, api: request.api, error, remainingPartitions: [] };
    case 'CreateTopics': case 'CreatePartitions': return { ...header, api: request.api, topics: request.topics.map(({ name }) => ({ name, ...refused })) };
    case 'IncrementalAlterConfigs': return { ...header, api: request.api, results: request.changes.map((change) => ({ change, ...refused })) };
    case 'AlterPartitionReassignments': case 'ListPartitionReassignments': return { ...header, api: request.api, error, partitions: [] };
    case 'ElectLeaders': return { ...header, api: request.api, error, partitions: [] };
    default: return request satisfies never;
  }
}
