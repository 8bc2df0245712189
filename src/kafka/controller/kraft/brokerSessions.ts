import type { Effect, Env } from '../../actor.ts';
import { brokerOf } from '../../metadata/image.ts';
import { setting, timer } from './settings.ts';
import type { BrokerSession, ControllerContext } from './types.ts';

/** A session as a registration leaves it: what the broker has applied is told by its next heartbeat. */
export function freshSession(nowMs: number, registrationOffset: number): BrokerSession {
  return { lastHeartbeatMs: nowMs, registrationOffset, metadataOffset: -1, controlledShutdownOffset: -1 };
}

export function withSession(controller: ControllerContext, brokerId: number, session: BrokerSession): ControllerContext {
  return { ...controller, brokerSessions: { ...controller.brokerSessions, [brokerId]: session } };
}

/** Only a broker that is let in has a session to lose: its timer starts over, or is taken away. */
export function sessionTimer(controller: ControllerContext, brokerId: number, env: Env): Effect {
  const name = `session-${brokerId}`;
  if (!isUnfenced(controller, brokerId)) return { type: 'cancel', name };
  return timer(name, setting(controller, env, 'broker.session.timeout.ms'), { type: 'SessionTimeout', brokerId });
}

export function isUnfenced(controller: ControllerContext, brokerId: number): boolean {
  return brokerOf(controller.image, brokerId)?.fenced === false;
}

/**
 * Whether a broker is let in and was heard of within its session; the last moment still counts.
 *
 * Source: BrokerHeartbeatManager.hasValidSession.
 */
export function hasValidSession(controller: ControllerContext, brokerId: number, env: Env): boolean {
  const session = controller.brokerSessions[brokerId];
  if (session === undefined || !isUnfenced(controller, brokerId)) return false;
  return session.lastHeartbeatMs + setting(controller, env, 'broker.session.timeout.ms') >= env.nowMs;
}

/**
 * How far every active broker (not fenced, not shutting down) has applied the metadata; Infinity when there is none.
 *
 * Source: BrokerHeartbeatManager.lowestActiveOffset.
 */
export function lowestActiveOffset(controller: ControllerContext): number {
  const active = Object.entries(controller.brokerSessions).filter(
    ([id, session]) => isUnfenced(controller, Number(id)) && session.controlledShutdownOffset < 0,
  );
  return Math.min(...active.map(([, session]) => session.metadataOffset));
}
