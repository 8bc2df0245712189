import type { ReplyTo } from '../../world/types.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse, InitProducerIdRequest, InitProducerIdResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { answered, askController } from './controllerChannel.ts';
import type { BrokerContext } from './types.ts';

/** Ids that are this broker's to give away: from `next` up to `end`, exclusive. */
export interface ProducerIdBlock {
  readonly next: number;
  readonly end: number;
  /** Giving this one away makes the broker ask for the next block. */
  readonly prefetchAt: number;
}

/** In memory: what a process had left of its block is never given away. Source: ProducerIdManager. */
export interface ProducerIds {
  readonly current: ProducerIdBlock | null;
  readonly following: ProducerIdBlock | null;
  /** The request for a block under way at the controller. */
  readonly asked: number | null;
  /** With ZooKeeper: producers that wait while the block is claimed. */
  readonly waiting: readonly Waiting[];
}

interface Waiting {
  readonly replyTo: ReplyTo;
  readonly correlationId: number;
}

export const NO_PRODUCER_IDS: ProducerIds = { current: null, following: null, asked: null, waiting: [] };

/** Source: RPCProducerIdManager.PID_PREFETCH_THRESHOLD. */
const PREFETCH_THRESHOLD = 0.9;

export function block(first: number, length: number): ProducerIdBlock {
  return { next: first, end: first + length, prefetchAt: first + Math.floor(length * PREFETCH_THRESHOLD) };
}

/** What is left after one id was given away; id -1: there is none left. */
export interface Claimed {
  readonly ids: ProducerIds;
  readonly producerId: number;
  readonly wantsMore: boolean;
}

export function claim(ids: ProducerIds): Claimed {
  const { current } = ids;
  if (current !== null && current.next < current.end) {
    const producerId = current.next;
    return { ids: { ...ids, current: { ...current, next: producerId + 1 } }, producerId, wantsMore: producerId === current.prefetchAt };
  }
  if (ids.following === null) return { ids, producerId: -1, wantsMore: true };
  return claim({ ...ids, current: ids.following, following: null });
}

/**
 * A producer without a transactional.id asks for an id: any broker gives one of its block. Without a block it is to
 * come again, while the broker asks the controller.
 *
 * Source: TransactionCoordinator.handleInitProducerId, RPCProducerIdManager.generateProducerId.
 */
export function initProducerId(broker: BrokerContext, event: MessageEvent<InitProducerIdRequest>): Decided<BrokerContext> {
  const { ids, producerId, wantsMore } = claim(broker.producerIds);
  const answer = initAnswer({ replyTo: event.replyTo, correlationId: event.message.correlationId }, producerId);
  const asking = askForBlock({ ...broker, producerIds: ids }, wantsMore);
  return decided(asking.context, answer, ...asking.effects);
}

export function initAnswer({ replyTo, correlationId }: Waiting, producerId: number): Effect {
  const error: ErrorName = producerId < 0 ? 'COORDINATOR_LOAD_IN_PROGRESS' : 'NONE';
  const message: InitProducerIdResponse = { api: 'InitProducerId', kind: 'response', correlationId, error, producerId, producerEpoch: producerId < 0 ? -1 : 0 };
  return { type: 'reply', to: replyTo, message };
}

function askForBlock(broker: BrokerContext, wanted: boolean): Decided<BrokerContext> {
  if (!wanted || broker.producerIds.asked !== null) return decided(broker);
  const { brokerId, brokerEpoch, nextCorrelationId: correlationId } = broker;
  const message: AllocateProducerIdsRequest = { api: 'AllocateProducerIds', kind: 'request', correlationId, brokerId, brokerEpoch };
  const asked = { ...broker, producerIds: { ...broker.producerIds, asked: correlationId }, nextCorrelationId: correlationId + 1 };
  return decided(asked, ...askController(broker, message, false));
}

/** A refusal is not repeated by itself: the next producer that asks makes the broker ask again. */
export function producerIdsAllocated(broker: BrokerContext, { message }: MessageEvent<AllocateProducerIdsResponse>, _env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.producerIds.asked) return unchanged(broker);
  const done = answered(message.correlationId);
  const { error, producerIdStart, producerIdLen } = message;
  if (error !== 'NONE') return decided({ ...broker, producerIds: { ...broker.producerIds, asked: null } }, done);
  const producerIds = { ...broker.producerIds, asked: null, following: block(producerIdStart, producerIdLen) };
  return decided({ ...broker, producerIds }, done, report({ type: 'ProducerIdsAllocated', brokerId: broker.brokerId, producerIdStart, producerIdLen }));
}
