import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GroupWorld } from '../../testkit/groupWorld.ts';
import type { Action } from '../../testkit/groupWorld.ts';

const member = fc.integer({ min: 0, max: 4 });
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('join' as const), member, isNew: fc.constantFrom(false, false, false, true), changed: fc.constantFrom(false, false, true) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('sync' as const), member, isStale: fc.constantFrom(false, false, false, true) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('heartbeat' as const), member, isStale: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('leave' as const), member }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('commit' as const), member, isStale: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('store' as const), error: fc.constantFrom('NONE' as const, 'NONE' as const, 'NONE' as const, 'NOT_ENOUGH_REPLICAS' as const, 'NOT_LEADER_OR_FOLLOWER' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('timer' as const) }) },
);
/** As members of good will do it: the group gets through a rebalance, unless the log is in the way. */
const round: fc.Arbitrary<readonly Action[]> = fc.uniqueArray(member, { minLength: 1 }).map((members) => {
  const all = (act: 'join' | 'sync') => members.map((one): Action => (act === 'join' ? { act, member: one, isNew: false, changed: false } : { act, member: one, isStale: false }));
  const stored: Action = { act: 'store', error: 'NONE' };
  return [...all('join'), stored, ...all('join'), { act: 'timer' }, ...all('sync'), stored, stored];
});
const run = fc.record({
  era: fc.constantFrom('2.8' as const, '3.9' as const, '4.1' as const),
  initialRebalanceDelayMs: fc.constantFrom(0, 3000),
  maxSize: fc.constantFrom(3, 100),
  actions: fc.array(fc.oneof({ weight: 6, arbitrary: action.map((one) => [one]) }, { weight: 1, arbitrary: round }), { maxLength: 60 }).map((parts) => parts.flat()),
});

describe('whatever members, timers and the log do', () => {
  test('a group keeps its invariants, moves only as Kafka allows, and answers every request that waits', () => {
    fc.assert(fc.property(run, ({ actions, ...settings }) => {
      const world = new GroupWorld(settings);
      for (const one of actions) expect(world.take(one)).toEqual([]);
      expect(world.runDry()).toEqual([]);
      expect(world.waiting()).toEqual([]);
    }), { numRuns: 300 });
  });

  test('the random runs get everywhere', () => {
    const states = new Set<string>();
    fc.assert(fc.property(run, ({ actions, ...settings }) => {
      const world = new GroupWorld(settings);
      for (const one of actions) {
        world.take(one);
        states.add(world.state);
      }
    }), { numRuns: 100, seed: 7 });
    expect([...states].toSorted()).toEqual(['CompletingRebalance', 'Dead', 'Empty', 'PreparingRebalance', 'Stable']);
  });
});
