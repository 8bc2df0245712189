import { decided } from '../../world/machine.ts';
import { brokerAddress, report, tell } from '../actor.ts';
import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import type { CreateInternalTopicEvent } from '../broker/internalTopics.ts';
import { coordinatorPartition } from '../group/coordinatorPartition.ts';
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../group/messages.ts';
import { brokerOf as registrationOf, topicOf } from '../metadata/image.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { OFFSETS_TOPIC } from '../names/internalTopics.ts';
import { brokerOf, partitionCount } from './partitions.ts';
import type { CoordinatorContext } from './types.ts';

/**
 * Any broker can tell: the leader of the partition of `__consumer_offsets` that the group's name hashes to. The first
 * group of all makes the topic be created; whoever asked tries again.
 *
 * Source: KafkaApis.handleFindCoordinatorRequest.
 */
export function findCoordinator(coordinator: CoordinatorContext, event: MessageEvent<FindCoordinatorRequest>, env: Env): Decided<CoordinatorContext> {
  const { image } = brokerOf(coordinator, env);
  const { groupId: group } = event.message;
  const topic = topicOf(image, OFFSETS_TOPIC);
  if (topic === undefined) {
    const create: CreateInternalTopicEvent = { type: 'CreateInternalTopic', topic: OFFSETS_TOPIC };
    return decided(coordinator, tell(brokerAddress(coordinator.brokerId), create), answer(event, -1));
  }
  const partitions = partitionCount(coordinator, env);
  const partition = coordinatorPartition(group, partitions);
  const leader = topic.partitions[partition]?.leader ?? -1;
  if (!isAlive(image, leader)) return decided(coordinator, answer(event, -1));
  const fact = report({ type: 'CoordinatorFound', brokerId: coordinator.brokerId, group, partition, partitions, coordinator: leader });
  return decided(coordinator, fact, answer(event, leader));
}

function isAlive(image: MetadataImage, brokerId: number): boolean {
  return brokerId >= 0 && registrationOf(image, brokerId)?.fenced === false;
}

function answer({ message, replyTo }: MessageEvent<FindCoordinatorRequest>, nodeId: number): Effect {
  const response: FindCoordinatorResponse = {
    api: 'FindCoordinator', kind: 'response', correlationId: message.correlationId, error: nodeId < 0 ? 'COORDINATOR_NOT_AVAILABLE' : 'NONE', nodeId,
  };
  return { type: 'reply', to: replyTo, message: response };
}
