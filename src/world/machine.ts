import { enqueueActions } from 'xstate';
import type { ActionFunction, EventObject, MachineContext } from 'xstate';
import type { ActorEvent, Effect, Env } from './types.ts';

/** What a rule decided: the actor's next context, and what it asks the world to do, in order. */
export interface Decision<Context, E = Effect> {
  readonly context: Context;
  readonly effects: readonly E[];
}

/** A rule of the protocol: a plain function of the actor's context, the event and what it may look at. */
export type Handler<Context, Event extends ActorEvent, Shared = unknown, E = Effect> = (
  context: Context,
  event: Event,
  env: Env<Shared>,
) => Decision<Context, E>;

/** The event as the stepper hands it to a machine: with the surroundings of this step. */
export interface Stepped<Shared = unknown> {
  readonly env: Env<Shared>;
}

/** The type of the only action that reaches the world; its params are the effect. */
export const EFFECT = 'effect';

/** A rule as any machine has it. Its context is the whole next context: a key it leaves out is not a key it drops. */
export type AnyRule = (context: unknown, event: EventObject) => Decision<unknown>;

const rules = new WeakMap<object, AnyRule>();
const foreseen = new WeakMap<EventObject, Decision<unknown>[]>();

/** The rule behind an action that `rulesOf` made; undefined for any other action. */
export function ruleOf(action: unknown): AnyRule | undefined {
  return typeof action === 'function' ? rules.get(action) : undefined;
}

/** The next rules asked about this event answer these decisions: they were asked before, and one may have drawn from chance. */
export function foresee(event: EventObject, decisions: Decision<unknown>[]): void {
  foreseen.set(event, decisions);
}

/**
 * Turns rules into XState actions for one machine: a rule's context is assigned, its effects come back as data.
 *
 * A rule names the events it serves; XState's types cannot say which events reach an action, so the casts live
 * here and nowhere else.
 */
export function rulesOf<Context extends MachineContext, Event extends EventObject, Shared, E extends object>() {
  type Action = ActionFunction<Context, Event, Event, undefined, never, never, never, never, never>;
  return <Type extends Event['type']>(handler: Handler<Context, Extract<Event, { type: Type }>, Shared, E>): Action => {
    const rule = ((context: Context, event: Extract<Event, { type: Type }> & Stepped<Shared>) => handler(context, event, event.env)) as unknown as AnyRule;
    const action = enqueueActions(({ context, event, enqueue }) => {
      const decision = foreseen.get(event)?.shift() ?? rule(context, event);
      if (decision.context !== context) enqueue.assign(decision.context as Context);
      for (const effect of decision.effects) enqueue({ type: EFFECT, params: effect });
    });
    rules.set(action, rule);
    return action as unknown as Action;
  };
}

export function unchanged<Context>(context: Context): Decision<Context, never> {
  return { context, effects: NONE };
}

export function decided<Context, E>(context: Context, ...effects: readonly E[]): Decision<Context, E> {
  return { context, effects };
}

const NONE: readonly never[] = [];

/** Does one rule after another; effects keep their order. */
export function andThen<Context, E>(first: Decision<Context, E>, next: (context: Context) => Decision<Context, E>): Decision<Context, E> {
  const second = next(first.context);
  return { context: second.context, effects: second.effects.length === 0 ? first.effects : [...first.effects, ...second.effects] };
}
