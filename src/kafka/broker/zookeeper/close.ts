import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, HaltEvent, MessageEvent } from '../../actor.ts';
import type { ZkCloseResponse } from '../../zookeeper/messages.ts';
import type { BrokerContext } from '../types.ts';
import { withClient, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';

/** The last thing a process does in good order; without a connection the session is left to expire. */
export function closeSession(broker: ZkBroker, how: HaltEvent['how']): Decided<BrokerContext> {
  const { node, sessionId, connected: isConnected } = broker.zookeeper;
  if (!isConnected) return decided<BrokerContext, Effect>(broker, { type: 'exit', how });
  const correlationId = broker.nextCorrelationId;
  return decided<BrokerContext, Effect>(
    { ...withClient(broker, { closing: how }), nextCorrelationId: correlationId + 1 },
    { type: 'send', to: node, message: { api: 'ZkClose', kind: 'request', correlationId, sessionId } },
  );
}

export function sessionClosed(context: BrokerContext, _event: MessageEvent<ZkCloseResponse>): Decided<BrokerContext> {
  const { closing } = zkBroker(context).zookeeper;
  return closing === null ? unchanged(context) : decided<BrokerContext, Effect>(context, { type: 'exit', how: closing });
}
