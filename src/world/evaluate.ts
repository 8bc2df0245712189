import { createActor } from 'xstate';
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition, EventObject } from 'xstate';
import { movedOn } from './always.ts';
import { EFFECT, foresee, ruleOf } from './machine.ts';
import type { AnyRule, Decision } from './machine.ts';
import type { Effect } from './types.ts';

/**
 * Evaluates XState machines as pure functions, many times faster than `transition()`: that builds an actor for every
 * call and computes sets of states even where none is left or entered. This keeps one inert scope a machine, and runs
 * the commonest kind of transition (no target, only rules) directly. Agrees with `transition()` by test.
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
  const selected = transitionsOn(machine, snapshot, event);
  const rules = snapshot.status === 'active' && selected.length <= 1 ? onlyRules(selected[0], machine) : null;
  return rules === null ? evaluateInFull(machine, snapshot, event) : evaluateRules(machine, rules, snapshot, event);
}

type Selected = readonly AnyTransitionDefinition[];

/** By state, then by event type. A state's value is a name, or an object that snapshots share while the state stays. */
interface Known {
  readonly named: Map<string, Map<string, Selected>>;
  readonly nested: WeakMap<object, Map<string, Selected>>;
}

const knownOf = new WeakMap<AnyStateMachine, Known>();

/** The transitions an event selects; where no guard has a say, the same as the last time in this state. */
function transitionsOn(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject): Selected {
  const known = knownIn(machine, snapshot.value as string | object);
  const before = known.get(event.type);
  if (before !== undefined) return before;
  const selected = machine.getTransitionData(snapshot as never, event) as Selected;
  if (!asksGuards(snapshot, event.type)) known.set(event.type, selected);
  return selected;
}

function knownIn(machine: AnyStateMachine, value: string | object): Map<string, Selected> {
  let known = knownOf.get(machine);
  if (known === undefined) knownOf.set(machine, known = { named: new Map(), nested: new WeakMap() });
  let here = typeof value === 'string' ? known.named.get(value) : known.nested.get(value);
  if (here !== undefined) return here;
  here = new Map();
  if (typeof value === 'string') known.named.set(value, here);
  else known.nested.set(value, here);
  return here;
}

function asksGuards({ _nodes: nodes }: AnyMachineSnapshot, type: string): boolean {
  return nodes.some(({ transitions }) => [...transitions].some(([descriptor, ways]) => (
    (descriptor === type || descriptor.includes('*')) && ways.some(({ guard }) => guard !== undefined))));
}

function evaluateInFull(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject): Evaluated {
  const slot = slotOf(machine);
  slot.effects = [];
  const next = machine.transition(snapshot as never, event, slot.scope) as AnyMachineSnapshot;
  return { snapshot: next, effects: slot.effects };
}

/** The context changes, the state does not, unless an `always` transition then leads away. */
function evaluateRules(machine: AnyStateMachine, rules: readonly AnyRule[], before: AnyMachineSnapshot, event: EventObject): Evaluated {
  let context: unknown = before.context;
  const decisions: Decision<unknown>[] = [];
  for (const rule of rules) {
    const decision = rule(context, event);
    decisions.push(decision);
    context = decision.context;
  }
  const snapshot = movedOn(context === before.context ? before : ({ ...before, context } as AnyMachineSnapshot), event);
  if (snapshot === null) {
    foresee(event, decisions);
    return evaluateInFull(machine, before, event);
  }
  const [only] = decisions;
  const effects = decisions.length === 1 && only !== undefined ? only.effects : decisions.flatMap((decision) => decision.effects);
  return { snapshot, effects };
}

const NO_RULES: readonly AnyRule[] = [];
const rulesByTransition = new WeakMap<AnyTransitionDefinition, readonly AnyRule[] | null>();

/** The rules a transition runs when it has no target and does nothing else; null otherwise. */
function onlyRules(transition: AnyTransitionDefinition | undefined, machine: AnyStateMachine): readonly AnyRule[] | null {
  if (transition === undefined) return NO_RULES;
  const known = rulesByTransition.get(transition);
  if (known !== undefined) return known;
  const found = findRules(transition, machine);
  rulesByTransition.set(transition, found);
  return found;
}

function findRules({ target, actions }: AnyTransitionDefinition, machine: AnyStateMachine): readonly AnyRule[] | null {
  if (target !== undefined && target.length > 0) return null;
  const rules = actions.map((action: unknown) => ruleOf(typeof action === 'string' ? machine.implementations.actions[action] : action));
  return rules.every((rule) => rule !== undefined) ? rules : null;
}
