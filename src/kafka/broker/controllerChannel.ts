import type { Effect } from '../actor.ts';
import type { KafkaRequest } from '../messages.ts';
import type { BrokerContext } from './types.ts';

/** A broker waits this long for the controller before it tries anew. Source: NodeToControllerChannelManager, request.timeout.ms. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Between attempts when the controller cannot be reached. Source: reconnect.backoff.ms, AlterPartition's 50 ms. */
export const RETRY_MS = 50;

/** A request to the controller, with the timer that gives it up. */
export function askController(broker: BrokerContext, message: KafkaRequest, routine: boolean): readonly Effect[] {
  return [
    { type: 'send', to: broker.controller, message, routine },
    {
      type: 'schedule', name: timeoutName(message.correlationId), afterMs: REQUEST_TIMEOUT_MS,
      event: { type: 'ControllerRequestTimedOut', correlationId: message.correlationId } as { type: string },
    },
  ];
}

export function answered(correlationId: number): Effect {
  return { type: 'cancel', name: timeoutName(correlationId) };
}

function timeoutName(correlationId: number): string {
  return `controller-request-${correlationId}`;
}

export function due(name: string, afterMs: number, type: string, routine = true): Effect {
  return { type: 'schedule', name, afterMs, event: { type }, routine };
}
