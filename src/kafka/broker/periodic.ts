import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { partitionsOf } from '../metadata/image.ts';
import { topicPartition } from '../log/record.ts';
import { checkpointDue, isrCheckDue } from './lifecycle.ts';
import type { BrokerContext } from './types.ts';

/** Every leader of this broker checks its ISR. Source: ReplicaManager, the isr-expiration task. */
export function checkIsrs(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  return decided(broker, ...everyReplica(broker, 'CheckIsr', env), isrCheckDue(broker, env));
}

/** Source: ReplicaManager.checkpointHighWatermarks. */
export function checkpointHighWatermarks(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  return decided(broker, ...everyReplica(broker, 'CheckpointHighWatermark', env), checkpointDue(broker, env));
}

function everyReplica(broker: BrokerContext, type: string, env: Env): readonly Effect[] {
  return partitionsOf(broker.image)
    .filter(({ registration }) => registration.replicas.includes(broker.brokerId))
    .map(({ topic, partitionId }) => replicaAddress(broker.brokerId, topicPartition(topic, partitionId)))
    .filter((address) => env.node.read(address) !== undefined)
    .map((address) => tell(address, { type }));
}
