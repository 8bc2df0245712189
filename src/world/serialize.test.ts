import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { setup } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { toyMachines, toyStepper, toyWorld } from '../testkit/toyWorld.ts';
import type { ToyLedger, ToyMessage, ToyWorld } from '../testkit/toyWorld.ts';
import { initial } from './evaluate.ts';
import { worldHash } from './run.ts';
import { reviveWorld, serializeWorld } from './serialize.ts';
import type { SerializedWorld } from './serialize.ts';
import { Table } from './table.ts';

const stepper = toyStepper();

function after(world: ToyWorld, steps: number): ToyWorld {
  let at = world;
  for (let step = 0; step < steps; step += 1) {
    const choice = stepper.usual(at);
    if (choice !== null) at = stepper.step(at, choice).world;
  }
  return at;
}

function running(seed: number, steps: number): ToyWorld {
  const booted = ['ann', 'bob'].reduce((world, node) => stepper.step(world, { command: { type: 'boot', node } }).world, toyWorld(seed));
  return after(booted, steps);
}

const throughJson = (world: ToyWorld): ToyWorld =>
  reviveWorld(JSON.parse(JSON.stringify(serializeWorld(world))) as SerializedWorld<ToyLedger, ToyMessage>, toyMachines);

describe('a serialized world', () => {
  it('comes back from JSON as it was and steps on identically', () => {
    fc.assert(fc.property(fc.integer(), fc.nat(30), fc.nat(30), (seed, before, later) => {
      const world = running(seed, before);
      const revived = throughJson(world);
      expect(worldHash(revived)).toBe(worldHash(world));
      expect(JSON.stringify(serializeWorld(after(revived, later)))).toBe(JSON.stringify(serializeWorld(after(world, later))));
    }), { numRuns: 60 });
  });

  it.each([{ cut: true, extraLatencyMs: 0 }, { cut: false, extraLatencyMs: 70 }])('keeps how the network is: %j', (link) => {
    const { world } = stepper.operate(running(1, 7), [{ op: 'link', a: 'ann', b: 'bob', link }]);
    const revived = throughJson(world);
    expect(Object.values(revived.wire.links)).toEqual([link]);
    expect(worldHash(after(revived, 10))).toBe(worldHash(after(world, 10)));
  });

  it('keeps infinite numbers, which JSON does not know', () => {
    expect(throughJson(toyWorld()).actors.get('ann')?.context).toMatchObject({ limit: Infinity });
  });

  it('names each actor by its machine, with its state and context', () => {
    expect(serializeWorld(running(1, 0)).actors['bob']).toMatchObject({ kind: 'toy', value: 'up', context: { peer: 'ann', total: 0 }, status: 'active' });
  });

  it('refuses an actor whose machine is not known', () => {
    expect(() => reviveWorld(serializeWorld(toyWorld()), {})).toThrow('no machine of kind toy for ann');
  });

  it('refuses a machine that remembers states it left', () => {
    const historic = setup({}).createMachine({
      id: 'historic', initial: 'a',
      states: { a: { initial: 'b', states: { b: {}, h: { type: 'history' } }, on: { Out: 'c' } }, c: { on: { In: 'a.h' } } },
    });
    const left = historic.resolveState({ value: 'c', historyValue: { 'historic.a.h': [] } });
    const world = { ...toyWorld(), actors: Table.of<AnyMachineSnapshot>({ old: left, ann: initial(toyMachines.toy, { peer: 'bob', total: 0, limit: 1 }).snapshot }) };
    expect(() => serializeWorld(world)).toThrow('old uses history states');
  });
});
