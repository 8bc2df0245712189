import { decided } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Env } from '../actor.ts';
import { runElection } from './elect/throughZooKeeper.ts';
import { findController } from './findController.ts';
import type { AdminContext, AdminRequest, AlterConfigEvent, CreatePartitionsEvent, CreateTopicEvent, ElectLeaderEvent, ReassignPartitionEvent } from './types.ts';

export function createTopic(admin: AdminContext, event: CreateTopicEvent): Decided<AdminContext> {
  return sendRequest(admin, { ...header(admin), api: 'CreateTopics', topics: [event.topic] });
}

/** Before there was such a request (KIP-195), the tool wrote the topic's znode itself. Source: KafkaAdminClient.createPartitions. */
export function createPartitions(admin: AdminContext, { topic, count }: CreatePartitionsEvent, { shared: { era } }: Env): Decided<AdminContext> {
  if (era.partitionAdditions === 'by-request') return sendRequest(admin, { ...header(admin), api: 'CreatePartitions', topics: [{ name: topic, count }] });
  const message = 'The broker does not support CREATE_PARTITIONS';
  return decided(admin, report({ type: 'AdminRequestFailed', api: 'CreatePartitions', error: 'UNSUPPORTED_VERSION', message }));
}

export function alterConfig(admin: AdminContext, event: AlterConfigEvent): Decided<AdminContext> {
  return sendRequest(admin, { ...header(admin), api: 'IncrementalAlterConfigs', changes: [event.change] });
}

/** Preferred leaders by the tool, before there was such a request. Source: KafkaAdminClient.electLeaders. */
export function electLeader(admin: AdminContext, event: ElectLeaderEvent, { shared: { era } }: Env): Decided<AdminContext> {
  if (event.electionType === 'PREFERRED' && era.preferredElections === 'through-znode') return runElection(admin, event);
  const partitions = event.partition === null ? null : [event.partition];
  return sendRequest(admin, { ...header(admin), api: 'ElectLeaders', electionType: event.electionType, partitions });
}

/** Source: KafkaAdminClient.alterPartitionReassignments. */
export function alterReassignment(admin: AdminContext, { partition, replicas }: ReassignPartitionEvent): Decided<AdminContext> {
  return sendRequest(admin, { ...header(admin), api: 'AlterPartitionReassignments', partitions: [{ partition, replicas }] });
}

export function header(admin: AdminContext): { readonly kind: 'request'; readonly correlationId: number } {
  return { kind: 'request', correlationId: admin.nextCorrelationId };
}

export function sendRequest(admin: AdminContext, request: AdminRequest): Decided<AdminContext> {
  const isKnown = admin.controllerAddress !== '';
  const pending = { ...admin.pending, [request.correlationId]: { request, awaitsRetry: !isKnown } };
  const asking = { ...admin, pending, nextCorrelationId: admin.nextCorrelationId + 1 };
  return isKnown ? decided(asking, { type: 'send', to: admin.controllerAddress, message: request }) : findController(asking);
}
