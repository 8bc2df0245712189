import type { Decided, Env } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { everyReplica } from './everyReplica.ts';
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
