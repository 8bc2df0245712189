import { decided } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import { brokerPath, encodeBroker } from '../../metadata/zkData.ts';
import type { ZkOp, ZkResult } from '../../zookeeper/messages.ts';
import { checkpointDue, isrCheckDue } from '../lifecycle.ts';
import { startLogTasks } from '../logTasks.ts';
import type { BrokerContext } from '../types.ts';
import { askZooKeeper, tellController, withClient } from './client.ts';
import type { ZkBroker } from './client.ts';
import { closeSession } from './close.ts';
import type { SessionConnectedEvent } from './types.ts';

/** Makes this broker's own ephemeral znode, and looks whose it is. Source: KafkaZkClient.registerBroker. */
export function register(broker: ZkBroker, env: Env): Decided<BrokerContext> {
  const { brokerId, rack } = broker;
  const path = brokerPath(brokerId);
  const create: ZkOp = { op: 'create', path, data: encodeBroker(brokerId, rack, env.nowMs, env.shared.era.znodeVersions.broker), ephemeral: true, sequential: false };
  const asking = askZooKeeper(broker, { type: 'register' }, [[create], [{ op: 'getData', path, watch: false }]]);
  return decided(asking.broker, ...asking.effects);
}

/**
 * Registered, if the znode belongs to this session; if it is still that of the process before, start-up fails
 * (KAFKA-7165 helps only a process whose own session expired).
 *
 * Source: KafkaZkClient.CheckedEphemeral.getAfterNodeExists.
 */
export function registrationAnswered(broker: ZkBroker, results: readonly ZkResult[], env: Env): Decided<BrokerContext> {
  const { sessionId } = broker.zookeeper;
  const path = brokerPath(broker.brokerId);
  const found = results.at(-1);
  const stat = found?.ok === true ? found.results[0]?.stat : undefined;
  if (stat === undefined) return register(broker, env);
  if (stat.ephemeralOwner !== sessionId) {
    const failed = closeSession(broker, 'start-up-failed');
    const fact = report({ type: 'BrokerRegistrationRefused', brokerId: broker.brokerId, path, ephemeralOwner: stat.ephemeralOwner, sessionId });
    return decided(failed.context, fact, ...failed.effects);
  }
  const started = withClient(broker, { isrChanges: { ...broker.zookeeper.isrChanges, lastPropagationMs: env.nowMs } });
  const registered: ZkBroker = { ...(broker.published ? broker : started), brokerEpoch: stat.czxid, published: true, fenced: false };
  const event: SessionConnectedEvent = { type: 'SessionConnected', sessionId };
  return decided(
    registered,
    report({ type: 'BrokerRegisteredInZooKeeper', brokerId: broker.brokerId, path, brokerEpoch: stat.czxid }),
    ...(broker.published ? [] : [isrCheckDue(registered, env), checkpointDue(registered, env), ...startLogTasks(env)]),
    tellController(broker, event),
  );
}
