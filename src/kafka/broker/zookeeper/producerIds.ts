import { decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, MessageEvent } from '../../actor.ts';
import type { InitProducerIdRequest } from '../../messages.ts';
import { decodeProducerIdBlock, encodeProducerIdBlock, PRODUCER_ID_BLOCK_PATH } from '../../metadata/zkData.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { block, claim, initAnswer } from '../producerIds.ts';
import type { ProducerIds } from '../producerIds.ts';
import type { BrokerContext } from '../types.ts';
import { askZooKeeper, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';

/** Source: ProducerIdManager.PidBlockSize. */
const BLOCK_SIZE = 1_000;

/**
 * A producer without a transactional.id asks for an id. Without a block it waits while the broker claims one: each
 * block is a conditional write over the one before. Kafka claims its first block when the broker starts, we when it is needed.
 *
 * Source: TransactionCoordinator.handleInitProducerId, ProducerIdManager.generateProducerId.
 */
export function initProducerId(context: BrokerContext, event: MessageEvent<InitProducerIdRequest>): Decided<BrokerContext> {
  const asker = { replyTo: event.replyTo, correlationId: event.message.correlationId };
  const { ids, producerId } = claim(context.producerIds);
  if (producerId >= 0) return decided({ ...context, producerIds: ids }, initAnswer(asker, producerId));
  const waiting = { ...zkBroker(context), producerIds: { ...ids, waiting: [...ids.waiting, asker] } };
  return isClaiming(waiting) ? decided(waiting) : readBlock(waiting);
}

function isClaiming({ zookeeper }: ZkBroker): boolean {
  return Object.values(zookeeper.asked).some(({ purpose }) => purpose.type === 'producerIds' || purpose.type === 'claimProducerIds');
}

function readBlock(broker: ZkBroker): Decided<BrokerContext> {
  const asking = askZooKeeper(broker, { type: 'producerIds' }, [[{ op: 'getData', path: PRODUCER_ID_BLOCK_PATH, watch: false }]]);
  return decided(asking.broker, ...asking.effects);
}

export function blockRead(broker: ZkBroker, results: readonly ZkResult[]): Decided<BrokerContext> {
  const found = results[0]?.ok === true ? results[0].results[0] : undefined;
  const first = decodeProducerIdBlock(found?.data ?? '') + 1;
  const data = encodeProducerIdBlock(broker.brokerId, first, first + BLOCK_SIZE - 1);
  const asking = askZooKeeper(broker, { type: 'claimProducerIds', first }, [[{ op: 'setData', path: PRODUCER_ID_BLOCK_PATH, data, version: found?.stat?.version ?? -1 }]]);
  return decided(asking.broker, ...asking.effects);
}

/** Another broker was faster: this one reads again. */
export function blockClaimed(broker: ZkBroker, first: number, results: readonly ZkResult[]): Decided<BrokerContext> {
  if (results[0]?.ok !== true) return readBlock(broker);
  const { waiting } = broker.producerIds;
  let ids: ProducerIds = { ...broker.producerIds, current: block(first, BLOCK_SIZE), waiting: [] };
  const answers = waiting.map((asker) => {
    const claimed = claim(ids);
    ids = claimed.ids;
    return initAnswer(asker, claimed.producerId);
  });
  const fact = report({ type: 'ProducerIdsAllocated', brokerId: broker.brokerId, producerIdStart: first, producerIdLen: BLOCK_SIZE });
  return decided({ ...broker, producerIds: ids }, fact, ...answers);
}
