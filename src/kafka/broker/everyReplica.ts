import type { Effect, Env } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { partitionsOf } from '../metadata/image.ts';
import { topicPartition } from '../log/record.ts';
import type { BrokerContext } from './types.ts';

/** Tells each replica of this broker. */
export function everyReplica(broker: BrokerContext, type: string, env: Env): readonly Effect[] {
  return partitionsOf(broker.image)
    .filter(({ registration }) => registration.replicas.includes(broker.brokerId))
    .map(({ topic, partitionId }) => replicaAddress(broker.brokerId, topicPartition(topic, partitionId)))
    .filter((address) => env.node.read(address) !== undefined)
    .map((address) => tell(address, { type }));
}
