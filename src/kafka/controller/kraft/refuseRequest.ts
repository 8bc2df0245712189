import { decided } from '../../../world/machine.ts';
import type { Decided, MessageEvent } from '../../actor.ts';
import type {
  AllocateProducerIdsRequest, AlterPartitionReassignmentsRequest, AlterPartitionRequest, BrokerHeartbeatRequest, BrokerRegistrationRequest, CreatePartitionsRequest, CreateTopicsRequest, ElectLeadersRequest,
  IncrementalAlterConfigsRequest, KafkaResponse, ListPartitionReassignmentsRequest, MetadataFetchRequest,
} from '../../messages.ts';
import type { ControllerContext } from './types.ts';

export type ControllerRequest =
  | AllocateProducerIdsRequest | BrokerRegistrationRequest | BrokerHeartbeatRequest | AlterPartitionRequest | CreateTopicsRequest | CreatePartitionsRequest
  | IncrementalAlterConfigsRequest | ElectLeadersRequest | AlterPartitionReassignmentsRequest | ListPartitionReassignmentsRequest | MetadataFetchRequest;

/** A voter that does not lead serves nobody; whoever asked looks for the active controller again. */
export function refuseRequest(controller: ControllerContext, event: MessageEvent<ControllerRequest>): Decided<ControllerContext> {
  return decided(controller, { type: 'reply', to: event.replyTo, message: refusalOf(event.message) });
}

function refusalOf(request: ControllerRequest): KafkaResponse {
  const header = { kind: 'response', correlationId: request.correlationId } as const;
  const refused = { error: 'NOT_CONTROLLER', message: null } as const;
  const { error } = refused;
  switch (request.api) {
    case 'BrokerRegistration': return { ...header, api: request.api, error, brokerEpoch: -1 };
    case 'BrokerHeartbeat': return { ...header, api: request.api, error, isCaughtUp: false, isFenced: true, shouldShutDown: false };
    case 'AllocateProducerIds': return { ...header, api: request.api, error, producerIdStart: -1, producerIdLen: 0 };
    case 'AlterPartition': return { ...header, api: request.api, error, partitions: [] };
    case 'CreateTopics': case 'CreatePartitions': return { ...header, api: request.api, topics: request.topics.map(({ name }) => ({ name, ...refused })) };
    case 'IncrementalAlterConfigs': return { ...header, api: request.api, results: request.changes.map((change) => ({ change, ...refused })) };
    case 'ElectLeaders': return { ...header, api: request.api, error, partitions: [] };
    case 'AlterPartitionReassignments': case 'ListPartitionReassignments': return { ...header, api: request.api, error, partitions: [] };
    case 'FetchMetadata': return {
      ...header, api: request.api, error: 'NOT_LEADER_OR_FOLLOWER', highWatermark: -1, baseOffset: request.fetchOffset, records: [],
    };
    default: return request satisfies never;
  }
}
