import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { eventPossibilities } from './enabled.ts';
import { doorMachine } from './testMachine.ts';

function door(value: unknown, locked = false): readonly string[] {
  const snapshot = doorMachine.resolveState({ value: value as 'closed', context: { locked } }) as AnyMachineSnapshot;
  return eventPossibilities(doorMachine, snapshot).map(({ event, enabled, because }) => `${event}: ${enabled ? 'yes' : 'no'}, ${because.en}`);
}

describe('the events of a machine', () => {
  test('are possible when the state, a state around it or the machine takes them', () => {
    expect(door('closed')).toContain('Open: yes, state `closed` handles it, and leads to `open`');
    expect(door({ open: 'stuck' })).toContain('Knock: yes, every state handles it');
  });

  test('name the guards that decide which way they go', () => {
    expect(door({ open: 'stuck' })).toContain('Close: yes, state `open` handles it, which way is decided by `isLoud`');
  });

  test('are impossible when only other states take them, which are named', () => {
    expect(door('closed')).toContain('Close: no, state `closed` does not handle `Close`: only `open` does');
  });

  test('are impossible when a guard on what the actor knows refuses', () => {
    expect(door('closed', true)).toContain('Open: no, state `closed` takes `Open` only if `isUnlocked`');
  });
});

describe('a guard that looks into its event', () => {
  const machine = setup({
    types: { events: {} as { readonly type: 'Take'; readonly env: { readonly ready: boolean } } },
    guards: { isReady: ({ event }) => event.env.ready },
  }).createMachine({ id: 'taker', context: {}, initial: 'idle', states: { idle: { on: { Take: { guard: 'isReady', target: 'busy' } } }, busy: {} } });

  test('may pass, as long as there is no event to ask it about', () => {
    expect(eventPossibilities(machine, machine.resolveState({ value: 'idle', context: {} }) as AnyMachineSnapshot).map(({ event, enabled }) => [event, enabled])).toEqual([['Take', true]]);
  });
});
