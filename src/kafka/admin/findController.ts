import { decided, unchanged } from '../../world/machine.ts';
import { brokerAddress, zkControllerAddress } from '../actor.ts';
import type { Decided, Effect, MessageEvent } from '../actor.ts';
import type { MetadataRequest, MetadataResponse } from '../messages.ts';
import { resend, retryLater } from './retry.ts';
import type { AdminContext } from './types.ts';

/** Asks the next broker who the controller is. Source: KafkaAdminClient, ControllerNodeProvider. */
export function findController(admin: AdminContext): Decided<AdminContext> {
  const [broker, ...others] = admin.bootstrap ?? [];
  if (broker === undefined) return unchanged(admin);
  const correlationId = admin.nextCorrelationId;
  const message: MetadataRequest = { api: 'Metadata', kind: 'request', correlationId, topics: [] };
  return decided<AdminContext, Effect>(
    { ...admin, bootstrap: [...others, broker], nextCorrelationId: correlationId + 1 },
    { type: 'send', to: brokerAddress(broker), message },
  );
}

/** Everything that waited goes there; while nobody is the controller, it asks on. */
export function controllerFound(admin: AdminContext, { message }: MessageEvent<MetadataResponse>): Decided<AdminContext> {
  const { controllerId = -1 } = message;
  if (admin.controllerAddress !== '') return unchanged(admin);
  if (controllerId === -1) return decided(admin, retryLater());
  return resend({ ...admin, controllerAddress: zkControllerAddress(controllerId) });
}

/** The backoff is over. */
export function retryRequests(admin: AdminContext): Decided<AdminContext> {
  return admin.controllerAddress === '' ? findController(admin) : resend(admin);
}
