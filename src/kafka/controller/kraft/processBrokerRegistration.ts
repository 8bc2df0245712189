import { decided } from '../../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../../actor.ts';
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../../messages.ts';
import { registerBroker } from './brokerLifecycle.ts';
import { hasValidSession } from './brokerSessions.ts';
import { commit } from './commit.ts';
import { logEndOffset } from './metadataFetches.ts';
import { controllerEnv } from './settings.ts';
import type { ControllerContext } from './types.ts';

/** A process wants to be a broker; its epoch is the offset at which its registration begins. Source: QuorumController.registerBroker. */
export function processBrokerRegistration(
  controller: ControllerContext, event: MessageEvent<BrokerRegistrationRequest>, env: Env,
): Decided<ControllerContext> {
  const { brokerId, incarnationId, rack, previousBrokerEpoch, correlationId } = event.message;
  const input = {
    brokerId, incarnationId, rack, newBrokerEpoch: logEndOffset(controller), hasValidSession: hasValidSession(controller, brokerId, env),
    ...(previousBrokerEpoch === undefined ? {} : { previousBrokerEpoch }),
  };
  const { records, response } = registerBroker(controller.image, input, controllerEnv(controller, env));
  const committed = commit(controller, records, env, 'registration');
  const { error, brokerEpoch } = response;
  const message: BrokerRegistrationResponse = { api: 'BrokerRegistration', kind: 'response', correlationId, error, brokerEpoch };
  return decided(committed.context, ...committed.effects, { type: 'reply', to: event.replyTo, message });
}
