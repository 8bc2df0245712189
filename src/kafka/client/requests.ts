import { andThen } from '../../world/machine.ts';
import type { Decision } from '../../world/machine.ts';
import { brokerAddress } from '../actor.ts';
import type { Decided, Effect } from '../actor.ts';
import type { KafkaRequest } from '../messages.ts';
import type { ClientContext } from './types.ts';

/** Does the same for each item in turn. */
export function forEach<C, Item>(context: C, items: readonly Item[], rule: (context: C, item: Item) => Decision<C, Effect>): Decided<C> {
  let done: Decided<C> = { context, effects: [] };
  for (const item of items) done = andThen(done, (now) => rule(now, item));
  return done;
}

/** Sends a request and watches over its answer for request.timeout.ms. */
export function requestEffects(context: ClientContext, brokerId: number, message: KafkaRequest, routine = false): readonly Effect[] {
  const { correlationId } = message;
  return [
    { type: 'send', to: brokerAddress(brokerId), message, routine },
    {
      type: 'schedule', name: requestTimer(correlationId), afterMs: context.config.requestTimeoutMs,
      event: { type: 'RequestTimedOut', correlationId } as { type: string }, routine,
    },
  ];
}

/** The answer came, or will not come. */
export function stopWatching(correlationId: number): Effect {
  return { type: 'cancel', name: requestTimer(correlationId) };
}

function requestTimer(correlationId: number): string {
  return `request-${correlationId}`;
}

/** How many requests a broker has not answered yet. */
export function requestsInFlight(context: Pick<ClientContext, 'inFlight' | 'metadataRequest'>, brokerId: number): number {
  const others = Object.values(context.inFlight).filter((request) => request.brokerId === brokerId).length;
  return others + (context.metadataRequest?.brokerId === brokerId ? 1 : 0);
}

/** The table without one entry. */
export function without<Value>(table: Readonly<Record<string | number, Value>>, key: string | number): Readonly<Record<string | number, Value>> {
  const { [key]: _gone, ...rest } = table;
  return rest;
}
