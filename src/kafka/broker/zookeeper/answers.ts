import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../../actor.ts';
import { CONFIG_CHANGES_PATH } from '../../metadata/zkData.ts';
import type { ZkEvent, ZkRequestResponse, ZkResult } from '../../zookeeper/messages.ts';
import type { BrokerContext } from '../types.ts';
import { withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';
import { applyConfigs, changeDataAnswered, configChangesAnswered, followConfigChanges, sessionStarted } from './configs.ts';
import { takeLeaderAndIsr } from './controlRequests.ts';
import { isrWritten } from './isrWrites.ts';
import { blockClaimed, blockRead } from './producerIds.ts';
import { register, registrationAnswered } from './registration.ts';
import type { Purpose } from './types.ts';

/** An answer of ZooKeeper goes to whoever asked. */
export function zooKeeperAnswered(context: BrokerContext, { message }: MessageEvent<ZkRequestResponse>, env: Env): Decided<BrokerContext> {
  const { [message.correlationId]: known, ...asked } = zkBroker(context).zookeeper.asked;
  // An expired session hears of it from the next connection.
  if (known === undefined || message.results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED')) return unchanged(context);
  const broker = withClient(zkBroker(context), { asked });
  const { purpose } = known;
  const { results } = message;
  switch (purpose.type) {
    case 'start': return sessionStarted(broker, results, env);
    case 'register': return registrationAnswered(broker, results, env);
    case 'configs': return configsAnswered(broker, purpose, results, env);
    case 'changes': return configChangesAnswered(broker, results);
    case 'changeData': return changeDataAnswered(broker, results);
    case 'isr': return isrWritten(broker, purpose.entry, results, env);
    // Whoever created the topic first, the watch on `/brokers/topics` tells the controller.
    case 'isrChange': case 'createTopic': return decided(broker);
    case 'producerIds': return blockRead(broker, results);
    case 'claimProducerIds': return blockClaimed(broker, purpose.first, results);
    default: return purpose satisfies never;
  }
}

function configsAnswered(broker: ZkBroker, { entities, next }: Extract<Purpose, { type: 'configs' }>, results: readonly ZkResult[], env: Env): Decided<BrokerContext> {
  const applied = applyConfigs(broker, entities, results, next, env);
  if (next.type === 'news') return applied;
  const done = next.type === 'register' ? register(applied.context, env) : takeLeaderAndIsr(applied.context, next.event, env);
  return decided(done.context, ...applied.effects, ...done.effects);
}

export function watchFired(context: BrokerContext, { message }: MessageEvent<ZkEvent>): Decided<BrokerContext> {
  if (message.path !== CONFIG_CHANGES_PATH) return unchanged(context);
  const asking = followConfigChanges(zkBroker(context));
  return decided(asking.broker, ...asking.effects);
}
