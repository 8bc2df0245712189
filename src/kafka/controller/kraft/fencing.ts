import { unchanged } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { fenceBroker, unfenceBroker } from './brokerLifecycle.ts';
import { isUnfenced } from './brokerSessions.ts';
import { commit } from './commit.ts';
import { brokerOf } from '../../metadata/image.ts';
import { controllerEnv } from './settings.ts';
import type { ControllerContext, FenceBrokerEvent, SessionTimeoutEvent, UnfenceBrokerEvent } from './types.ts';

/**
 * The broker was not heard of for broker.session.timeout.ms: it leaves every ISR, and others lead in its place.
 *
 * Source: ReplicationControlManager.maybeFenceOneStaleBroker.
 */
export function endSession(controller: ControllerContext, { brokerId }: SessionTimeoutEvent | FenceBrokerEvent, env: Env): Decided<ControllerContext> {
  if (!isUnfenced(controller, brokerId)) return unchanged(controller);
  return commit(controller, fenceBroker(controller.image, brokerId, controllerEnv(controller, env)), env, 'session-timeout');
}

/** Lets a registered broker in without a heartbeat: for tests that replay a controller's decisions alone. */
export function unfenceByHand(controller: ControllerContext, { brokerId }: UnfenceBrokerEvent, env: Env): Decided<ControllerContext> {
  if (brokerOf(controller.image, brokerId)?.fenced !== true) return unchanged(controller);
  return commit(controller, unfenceBroker(controller.image, brokerId, controllerEnv(controller, env)), env, 'unfenced');
}
