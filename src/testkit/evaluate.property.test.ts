import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { transition } from 'xstate';
import type { AnyStateMachine, EventObject } from 'xstate';
import { bootCluster } from '../kafka/cluster.ts';
import type { EraId } from '../kafka/era/era.ts';
import { EFFECT } from '../world/machine.ts';
import type { Env } from '../world/types.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';

const seen = vi.hoisted(() => ({ events: 0, differing: [] as string[] }));

/** Everything a run evaluates is evaluated by XState's own `transition()` as well, with the same numbers drawn. */
vi.mock(import('../world/evaluate.ts'), async (importActual) => {
  const actual = await importActual();
  const evaluate: typeof actual.evaluate = (before, event) => {
    const { env } = event as EventObject & { readonly env: Env };
    const tape = taped(env.draw);
    const stepped = { ...event, env: { ...env, draw: tape.draw } };
    const ours = actual.evaluate(before, stepped);
    tape.rewind();
    const [next, actions] = transition(before.machine as AnyStateMachine, before as never, { ...stepped });
    const effects = actions.filter(({ type }: { readonly type: string }) => type === EFFECT).map(({ params }) => params);
    const same = isDeepStrictEqual([ours.snapshot.value, ours.snapshot.context, ours.effects], [next.value, next.context, effects]);
    if (!same) seen.differing.push(`${before.machine.id} in ${JSON.stringify(before.value)} on ${event.type}`);
    seen.events += 1;
    return ours;
  };
  return { ...actual, evaluate };
});

/** Draws, and after rewinding draws the same again. */
function taped(draw: Env['draw']): { readonly draw: Env['draw']; readonly rewind: () => void } {
  const drawn: number[] = [];
  let at = 0;
  const next: Env['draw'] = (bound) => {
    const value = drawn[at] ?? draw(bound);
    drawn[at] = value;
    at += 1;
    return value;
  };
  return { draw: next, rewind: () => { at = 0; } };
}

describe('evaluating the machines of a cluster, whatever is done to it', () => {
  beforeEach(() => Object.assign(seen, { events: 0, differing: [] }));

  it.each<EraId>(['3.9', '4.1'])('answers every event as XState does, in era %s', (era) => {
    const { stepper, world } = bootCluster({
      brokers: 3,
      topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }],
      producers: [{ id: 'producer-1', topics: ['orders'] }],
      consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
    }, { era, seed: 7 });
    fc.assert(fc.property(arbitraryPlan(40), (plan) => {
      runPlan(stepper, world, plan);
      expect(seen.differing).toEqual([]);
    }), { numRuns: 20 });
    expect(seen.events).toBeGreaterThan(1_000);
  });
});
