import { decided } from '../../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent } from '../../actor.ts';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../../messages.ts';
import { brokerControlState, nextBrokerControlState } from './brokerHeartbeat.ts';
import type { BrokerControlState } from './brokerHeartbeat.ts';
import { beginControlledShutdown, fenceBroker, staleBrokerEpoch, unfenceBroker } from './brokerLifecycle.ts';
import { freshSession, isUnfenced, lowestActiveOffset, sessionTimer, withSession } from './brokerSessions.ts';
import { commit } from './commit.ts';
import type { ChangeCause } from './factsOfChange.ts';
import { logEndOffset } from './metadataFetches.ts';
import type { MetadataRecord } from '../../metadata/metadataRecords.ts';
import { controllerEnv } from './settings.ts';
import type { BrokerSession, ControllerContext } from './types.ts';

type HeartbeatEvent = MessageEvent<BrokerHeartbeatRequest>;

/**
 * A broker is alive, says how far it has read the metadata, and may ask to be let in or to stop.
 *
 * Source: ReplicationControlManager.processBrokerHeartbeat.
 */
export function processBrokerHeartbeat(controller: ControllerContext, event: HeartbeatEvent, env: Env): Decided<ControllerContext> {
  const { brokerId, brokerEpoch, currentMetadataOffset } = event.message;
  const stale = staleBrokerEpoch(controller.image, brokerId, brokerEpoch);
  if (stale !== null) return decided(controller, reply(event, { error: stale.error, isCaughtUp: false, isFenced: true, shouldShutDown: false }, false));
  const session = controller.brokerSessions[brokerId] ?? freshSession(env.nowMs, -1);
  const next = nextBrokerControlState(controller.image, brokerId, { ...event.message, ...session, lowestActiveOffset: lowestActiveOffset(controller) });
  const records = recordsOf(controller, brokerId, next, env);
  const touched = withSession(controller, brokerId, { ...session, lastHeartbeatMs: env.nowMs, metadataOffset: currentMetadataOffset });
  const committed = commit(touched, records, env, causes[next]);
  const after = next === 'CONTROLLED_SHUTDOWN' ? withShutdownOffset(committed.context, brokerId) : committed.context;
  const renewal = isUnfenced(controller, brokerId) && isUnfenced(after, brokerId) ? [sessionTimer(after, brokerId, env)] : [];
  const answer = answerOf(next, currentMetadataOffset >= session.registrationOffset);
  return decided(after, ...committed.effects, ...renewal, reply(event, answer, records.length === 0 && !answer.shouldShutDown));
}

const causes: Readonly<Record<BrokerControlState, ChangeCause>> = {
  FENCED: 'shutdown-granted', SHUTDOWN_NOW: 'shutdown-granted', UNFENCED: 'unfenced', CONTROLLED_SHUTDOWN: 'controlled-shutdown',
};

function recordsOf(controller: ControllerContext, brokerId: number, next: BrokerControlState, env: Env): readonly MetadataRecord[] {
  const { image } = controller;
  if (brokerControlState(image, brokerId) === next) return [];
  switch (next) {
    case 'UNFENCED': return unfenceBroker(image, brokerId, controllerEnv(controller, env));
    case 'CONTROLLED_SHUTDOWN': return beginControlledShutdown(image, brokerId, controllerEnv(controller, env));
    case 'FENCED': case 'SHUTDOWN_NOW': return fenceBroker(image, brokerId, controllerEnv(controller, env));
    default: return next satisfies never;
  }
}

/** What is in the log by now is what the other brokers must know before this one may go; later records do not matter. */
function withShutdownOffset(controller: ControllerContext, brokerId: number): ControllerContext {
  const session: BrokerSession | undefined = controller.brokerSessions[brokerId];
  if (session === undefined || session.controlledShutdownOffset >= 0) return controller;
  return withSession(controller, brokerId, { ...session, controlledShutdownOffset: logEndOffset(controller) - 1 });
}

type Answer = Pick<BrokerHeartbeatResponse, 'error' | 'isCaughtUp' | 'isFenced' | 'shouldShutDown'>;

function answerOf(next: BrokerControlState, isCaughtUp: boolean): Answer {
  return { error: 'NONE', isCaughtUp, isFenced: next === 'FENCED' || next === 'SHUTDOWN_NOW', shouldShutDown: next === 'SHUTDOWN_NOW' };
}

function reply(event: HeartbeatEvent, answer: Answer, routine: boolean): Effect {
  const message: BrokerHeartbeatResponse = { api: 'BrokerHeartbeat', kind: 'response', correlationId: event.message.correlationId, ...answer };
  return { type: 'reply', to: event.replyTo, message, routine };
}
