import { decided } from '../../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../../actor.ts';
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../../messages.ts';
import { staleBrokerEpoch } from './brokerLifecycle.ts';
import { commit } from './commit.ts';
import type { ControllerContext } from './types.ts';

/** Source: ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE. */
export const PRODUCER_ID_BLOCK_SIZE = 1_000;

/**
 * A broker is given the next block of producer ids; that it is taken is written down before it is told.
 *
 * Source: ProducerIdControlManager.generateNextProducerId (KIP-730).
 */
export function processAllocateProducerIds(controller: ControllerContext, event: MessageEvent<AllocateProducerIdsRequest>, env: Env): Decided<ControllerContext> {
  const { brokerId, brokerEpoch, correlationId } = event.message;
  const header = { api: 'AllocateProducerIds', kind: 'response', correlationId } as const;
  const stale = staleBrokerEpoch(controller.image, brokerId, brokerEpoch);
  if (stale !== null) {
    const refused: AllocateProducerIdsResponse = { ...header, error: stale.error, producerIdStart: -1, producerIdLen: 0 };
    return decided(controller, { type: 'reply', to: event.replyTo, message: refused });
  }
  const { nextProducerId: producerIdStart } = controller.image;
  const nextProducerId = producerIdStart + PRODUCER_ID_BLOCK_SIZE;
  const committed = commit(controller, [{ type: 'ProducerIdsRecord', brokerId, brokerEpoch, nextProducerId }], env, 'producer-ids');
  const message: AllocateProducerIdsResponse = { ...header, error: 'NONE', producerIdStart, producerIdLen: PRODUCER_ID_BLOCK_SIZE };
  return decided(committed.context, { type: 'reply', to: event.replyTo, message }, ...committed.effects);
}
