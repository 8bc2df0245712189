import { createActor } from 'xstate';
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { EFFECT } from './machine.ts';
import type { Effect } from './types.ts';

/**
 * Evaluates XState machines as pure functions, several times faster than `transition()`: that builds an actor
 * for every call, this keeps one inert scope a machine. Agrees with `transition()` by test.
 */
export interface Evaluated {
  readonly snapshot: AnyMachineSnapshot;
  readonly effects: readonly Effect[];
}

interface ScopeSlot {
  readonly scope: AnyActorScope;
  effects: Effect[];
}

const slots = new WeakMap<AnyStateMachine, ScopeSlot>();

function slotOf(machine: AnyStateMachine): ScopeSlot {
  const known = slots.get(machine);
  if (known !== undefined) return known;
  const self = createActor(machine, { input: {} });
  const slot: ScopeSlot = { scope: inertScope(self, (effect) => slot.effects.push(effect)), effects: [] };
  slots.set(machine, slot);
  return slot;
}

function inertScope(self: ReturnType<typeof createActor<AnyStateMachine>>, collect: (effect: Effect) => void): AnyActorScope {
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: () => undefined,
    defer: () => undefined,
    emit: () => undefined,
    stopChild: () => undefined,
    actionExecutor: (action: { readonly type: string; readonly params?: unknown }) => {
      if (action.type === EFFECT) collect(action.params as Effect);
    },
  };
}

/** The snapshot an actor of this machine starts in. */
export function initial(machine: AnyStateMachine, input: unknown): Evaluated {
  const slot = slotOf(machine);
  slot.effects = [];
  const snapshot = machine.getInitialSnapshot(slot.scope, input) as AnyMachineSnapshot;
  return { snapshot, effects: slot.effects };
}

/** What the machine answers to an event: the next snapshot and the effects it asked for, in order. */
export function evaluate(snapshot: AnyMachineSnapshot, event: EventObject): Evaluated {
  const machine = snapshot.machine as AnyStateMachine;
  const slot = slotOf(machine);
  slot.effects = [];
  const next = machine.transition(snapshot as never, event, slot.scope) as AnyMachineSnapshot;
  return { snapshot: next, effects: slot.effects };
}
