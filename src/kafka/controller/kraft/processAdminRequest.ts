import { decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env, MessageEvent } from '../../actor.ts';
import type { AlterPartitionReassignmentsRequest, CreatePartitionsRequest, CreateTopicsRequest, ElectLeadersRequest, IncrementalAlterConfigsRequest, KafkaResponse, ListPartitionReassignmentsRequest } from '../../messages.ts';
import { topicPartition } from '../../log/record.ts';
import { partitionsOf } from '../../metadata/image.ts';
import { isReassigning } from '../../metadata/registration.ts';
import { commit } from './commit.ts';
import type { ControllerResult } from './controllerEnv.ts';
import { createPartitions } from './createPartitions.ts';
import { createTopics } from './createTopic.ts';
import { electLeaders } from './electLeaders.ts';
import type { ChangeCause } from './factsOfChange.ts';
import { incrementalAlterConfigs } from './incrementalAlterConfigs.ts';
import { alterPartitionReassignments } from './reassign.ts';
import { controllerEnv } from './settings.ts';
import type { ControllerContext } from './types.ts';

/** Source: QuorumController.createTopics. */
export function processCreateTopics(controller: ControllerContext, event: MessageEvent<CreateTopicsRequest>, env: Env): Decided<ControllerContext> {
  const { topics, correlationId } = event.message;
  const result = createTopics(controller.image, topics, controllerEnv(controller, env));
  const message: KafkaResponse = { api: 'CreateTopics', kind: 'response', correlationId, topics: result.response };
  return carriedOut(controller, result, event, message, env, 'administrator');
}

/** Source: QuorumController.createPartitions. */
export function processCreatePartitions(controller: ControllerContext, event: MessageEvent<CreatePartitionsRequest>, env: Env): Decided<ControllerContext> {
  const { topics, correlationId } = event.message;
  const result = createPartitions(controller.image, topics, controllerEnv(controller, env));
  const message: KafkaResponse = { api: 'CreatePartitions', kind: 'response', correlationId, topics: result.response };
  return carriedOut(controller, result, event, message, env, 'administrator');
}

/** Source: QuorumController.incrementalAlterConfigs. */
export function processAlterConfigs(controller: ControllerContext, event: MessageEvent<IncrementalAlterConfigsRequest>, env: Env): Decided<ControllerContext> {
  const { changes, correlationId } = event.message;
  const result = incrementalAlterConfigs(controller.image, changes, env.shared.era);
  const message: KafkaResponse = { api: 'IncrementalAlterConfigs', kind: 'response', correlationId, results: result.response };
  return carriedOut(controller, result, event, message, env, 'administrator');
}

/** Source: QuorumController.electLeaders. */
export function processElectLeaders(controller: ControllerContext, event: MessageEvent<ElectLeadersRequest>, env: Env): Decided<ControllerContext> {
  const { electionType, partitions, correlationId } = event.message;
  const result = electLeaders(controller.image, electionType, partitions, controllerEnv(controller, env));
  const message: KafkaResponse = { api: 'ElectLeaders', kind: 'response', correlationId, error: 'NONE', partitions: result.response };
  return carriedOut(controller, result, event, message, env, electionType === 'PREFERRED' ? 'preferred-election' : 'unclean-election');
}

/** Source: QuorumController.alterPartitionReassignments (KIP-455). */
export function processReassignments(controller: ControllerContext, event: MessageEvent<AlterPartitionReassignmentsRequest>, env: Env): Decided<ControllerContext> {
  const { partitions, correlationId } = event.message;
  const result = alterPartitionReassignments(controller.image, partitions, controllerEnv(controller, env));
  const message: KafkaResponse = { api: 'AlterPartitionReassignments', kind: 'response', correlationId, error: 'NONE', partitions: result.response };
  return carriedOut(controller, result, event, message, env, 'administrator');
}

/** Source: QuorumController.listPartitionReassignments (KIP-455). */
export function processListReassignments(controller: ControllerContext, { message: { correlationId, partitions: wanted }, replyTo }: MessageEvent<ListPartitionReassignmentsRequest>): Decided<ControllerContext> {
  const moving = partitionsOf(controller.image).flatMap(({ topic, partitionId, registration }) => {
    const partition = topicPartition(topic, partitionId);
    const { replicas, adding, removing } = registration;
    return isReassigning(registration) && (wanted?.includes(partition) ?? true) ? [{ partition, replicas, adding, removing }] : [];
  });
  const message: KafkaResponse = { api: 'ListPartitionReassignments', kind: 'response', correlationId, error: 'NONE', partitions: moving };
  return decided(controller, { type: 'reply', to: replyTo, message });
}

type AdminRequest = CreateTopicsRequest | CreatePartitionsRequest | IncrementalAlterConfigsRequest | ElectLeadersRequest | AlterPartitionReassignmentsRequest;

function carriedOut(
  controller: ControllerContext, result: ControllerResult<unknown>, event: MessageEvent<AdminRequest>,
  message: KafkaResponse, env: Env, cause: ChangeCause,
): Decided<ControllerContext> {
  const committed = commit(controller, result.records, env, cause);
  return decided(committed.context, ...(result.facts ?? []).map(report), ...committed.effects, { type: 'reply', to: event.replyTo, message });
}
