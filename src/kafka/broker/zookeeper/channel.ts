import { nodeOf } from '../../../world/types.ts';
import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, Env } from '../../actor.ts';
import { brokerIdOf, fetcherAddress, tell } from '../../actor.ts';
import { sendIsrChanges } from '../alterPartitions.ts';
import { answered, due, RETRY_MS } from '../controllerChannel.ts';
import type { BrokerContext } from '../types.ts';
import { tellController, zkBroker } from './client.ts';
import type { ZkBroker } from './client.ts';
import { zooKeeperLost } from './session.ts';
import { shutDownFailed } from './shutDown.ts';
import type { PeerLostEvent } from './types.ts';

/** Whoever had something under way with that peer hears of the break. */
export function connectionLost(context: BrokerContext, event: DisconnectedEvent, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  if (!event.opened) return unchanged(context);
  if (event.peer === broker.zookeeper.node) return zooKeeperLost(broker);
  const leaderId = brokerIdOf(event.peer);
  const fetcher = leaderId === null ? null : fetcherAddress(broker.brokerId, leaderId);
  const lost: PeerLostEvent = { type: 'PeerLost', peer: event.peer };
  const told = [tellController(broker, lost), ...(fetcher !== null && env.node.read(fetcher) !== undefined ? [tell(fetcher, event)] : [])];
  const after = event.peer === nodeOf(broker.controller) ? controllerLost(broker, env) : decided<BrokerContext, Effect>(broker);
  return decided(after.context, ...told, ...after.effects);
}

function controllerLost(broker: ZkBroker, env: Env): Decided<BrokerContext> {
  const waiting = unanswered(broker);
  const retry = waiting.retry ? [due('alter-partition', RETRY_MS, 'AlterPartitionDue', false)] : [];
  const shutting = shutDownFailed(zkBroker(waiting.broker), env);
  return decided(shutting.context, ...waiting.effects, ...retry, ...shutting.effects);
}

/** Another controller is in office: what the old one has not answered goes to the new one. */
export function askAgain(broker: BrokerContext): Decided<BrokerContext> {
  const waiting = unanswered(broker);
  const sent = sendIsrChanges(waiting.broker);
  return decided(sent.context, ...waiting.effects, ...sent.effects);
}

function unanswered(broker: BrokerContext): { readonly broker: BrokerContext; readonly effects: readonly Effect[]; readonly retry: boolean } {
  const { isrChangesInFlight: asked } = broker;
  if (asked === null) return { broker, effects: [], retry: false };
  const unsentIsrChanges = { ...Object.fromEntries(asked.entries.map((entry) => [entry.partition, entry])), ...broker.unsentIsrChanges };
  return { broker: { ...broker, isrChangesInFlight: null, unsentIsrChanges }, effects: [answered(asked.correlationId)], retry: true };
}

/** The controller does not answer: the connection is given up. */
export function controllerTimedOut(context: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const broker = zkBroker(context);
  const lost = controllerLost(broker, env);
  return decided(lost.context, { type: 'disconnect', peer: nodeOf(broker.controller) }, ...lost.effects);
}
