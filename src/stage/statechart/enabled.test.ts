import { describe, expect, test } from 'vitest';
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
