import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env, HaltEvent, MessageEvent } from '../../actor.ts';
import type { ControlledShutdownResponse } from '../../controller/zookeeper/messages.ts';
import { answered, askController, due } from '../controllerChannel.ts';
import { setting } from '../settings.ts';
import type { BrokerContext } from '../types.ts';
import { newClient, withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';
import { closeSession } from './close.ts';

/** Asks the controller to move its leaderships away, a few times; then it goes anyway. Source: KafkaServer.controlledShutdown. */
export function shutDown(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  if (broker.zookeeper.shutDown !== null || broker.zookeeper.closing !== null) return unchanged(context);
  if (broker.brokerEpoch === -1 || !setting(broker, 'controlled.shutdown.enable', env)) return closeSession(broker, 'controlled-shutdown');
  const asking = withClient({ ...broker, wantShutDown: true }, { shutDown: { correlationId: null, retriesLeft: setting(broker, 'controlled.shutdown.max.retries', env) } });
  return askToShutDown(asking, null, env);
}

export function askToShutDown(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const { shutDown: asked } = broker.zookeeper;
  if (asked === null || asked.correlationId !== null) return unchanged(context);
  if (asked.retriesLeft <= 0) return closeSession(broker, 'controlled-shutdown');
  const correlationId = broker.nextCorrelationId;
  const asking = { ...withClient(broker, { shutDown: { correlationId, retriesLeft: asked.retriesLeft - 1 } }), nextCorrelationId: correlationId + 1 };
  if (broker.controller === '') return shutDownFailed(asking, env);
  const { brokerId } = broker;
  const brokerEpoch = env.shared.era.brokerEpochs ? broker.brokerEpoch : -1;
  return decided(asking, ...askController(asking, { api: 'ControlledShutdown', kind: 'request', correlationId, brokerId, brokerEpoch }, false));
}

export function shutDownAnswered(context: BrokerContext, { message }: MessageEvent<ControlledShutdownResponse>, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  if (broker.zookeeper.shutDown?.correlationId !== message.correlationId) return unchanged(context);
  const done = answered(message.correlationId);
  const granted = message.error === 'NONE' && message.remainingPartitions.length === 0;
  const next = granted ? closeSession(withClient(broker, { shutDown: null }), 'controlled-shutdown') : shutDownFailed(broker, env);
  return decided(next.context, done, ...next.effects);
}

/** This attempt came to nothing; the next comes after controlled.shutdown.retry.backoff.ms. */
export function shutDownFailed(broker: ZkBroker, env: Env): Decided<BrokerContext> {
  const { shutDown: asked } = broker.zookeeper;
  if (asked === null || asked.correlationId === null) return decided(broker);
  const waiting = withClient(broker, { shutDown: { ...asked, correlationId: null } });
  return decided<BrokerContext, Effect>(
    waiting, answered(asked.correlationId), due('controlled-shutdown', setting(broker, 'controlled.shutdown.retry.backoff.ms', env), 'ControlledShutdownDue', false),
  );
}

/** What a new process knows: nothing of session, controller or cluster. */
export function forget(broker: BrokerContext, _event: HaltEvent): BrokerContext {
  const { node } = zkBroker(broker).zookeeper;
  return { ...broker, controller: '', zookeeper: newClient(node) };
}
