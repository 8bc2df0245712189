import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { purgatoryAddress, replicaAddress, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { DeleteRecordsRequest } from '../messages.ts';
import type { PendingDeleteRecords } from '../purgatory/types.ts';
import type { RecordsDeletedEvent } from '../replica/purgatoryWord.ts';
import type { DeleteRecordsEvent } from '../replica/types.ts';
import { expect, hosts, keyOf, notHostedError } from './requests.ts';
import type { BrokerContext } from './types.ts';

/** Each partition's leader deletes; the purgatory waits for the followers. Source: ReplicaManager.deleteRecords (KIP-107). */
export function deleteRecords(broker: BrokerContext, event: MessageEvent<DeleteRecordsRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo } = event;
  const key = keyOf(event);
  const request: PendingDeleteRecords = {
    api: 'DeleteRecords', key, replyTo, correlationId: message.correlationId, sinceMs: env.nowMs, deadlineMs: env.nowMs + message.timeoutMs,
    partitions: message.partitions.map((part) => part.partition), parked: false, results: {},
  };
  const parts = message.partitions.map(({ partition, offset }): Effect => {
    if (!hosts(broker, partition, env)) {
      const refused: RecordsDeletedEvent = { type: 'RecordsDeleted', requestKey: key, partition, error: notHostedError(broker, partition), requiredOffset: -1 };
      return tell(purgatoryAddress(broker.brokerId), refused);
    }
    const deletion: DeleteRecordsEvent = { type: 'DeleteRecordsBefore', requestKey: key, beforeOffset: offset };
    return tell(replicaAddress(broker.brokerId, partition), deletion);
  });
  return decided(broker, expect(broker, request), ...parts);
}
