import type { Effect } from '../../actor.ts';
import { tell, zkControllerAddress } from '../../actor.ts';
import type { KafkaEvent } from '../../actor.ts';
import type { ZkTransaction } from '../../zookeeper/messages.ts';
import type { BrokerContext } from '../types.ts';
import type { Purpose, ZooKeeperClient } from './types.ts';

/** A broker of a ZooKeeper era. */
export type ZkBroker = BrokerContext & { readonly zookeeper: ZooKeeperClient };

/** @throws Error in an era without ZooKeeper: a rule went to the wrong broker. */
export function zkBroker(broker: BrokerContext): ZkBroker {
  if (broker.zookeeper === undefined) throw new Error(`broker ${broker.brokerId} has no ZooKeeper`);
  return broker as ZkBroker;
}

export function newClient(node: string): ZooKeeperClient {
  return {
    node, sessionId: 0, connected: false, connecting: null, asked: {}, controllerEpoch: 0, lastConfigChange: '', isrChanges: { partitions: [], lastChangeMs: 0, lastPropagationMs: 0 }, shutDown: null, closing: null,
  };
}

export function withClient<Broker extends ZkBroker>(broker: Broker, change: Partial<ZooKeeperClient>): Broker {
  return { ...broker, zookeeper: { ...broker.zookeeper, ...change } };
}

export interface Asking {
  readonly broker: ZkBroker;
  readonly effects: readonly Effect[];
}

/** Asks now or, while there is no connection, as soon as there is one. Source: KafkaZkClient.retryRequestsUntilConnected. */
export function askZooKeeper(broker: ZkBroker, purpose: Purpose, transactions: readonly ZkTransaction[]): Asking {
  const correlationId = broker.nextCorrelationId;
  const asked = { ...broker.zookeeper.asked, [correlationId]: { purpose, transactions } };
  const asking = { ...withClient(broker, { asked }), nextCorrelationId: correlationId + 1 };
  return { broker: asking, effects: broker.zookeeper.connected ? [requestOf(asking, correlationId, transactions)] : [] };
}

export function requestOf({ zookeeper: { node, sessionId } }: ZkBroker, correlationId: number, transactions: readonly ZkTransaction[]): Effect {
  return { type: 'send', to: node, message: { api: 'ZkRequest', kind: 'request', correlationId, sessionId, transactions } };
}

export function tellController<Event extends KafkaEvent>(broker: BrokerContext, event: Event): Effect {
  return tell(zkControllerAddress(broker.brokerId), event);
}
