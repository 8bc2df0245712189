import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { toyStepper, toyWorld } from '../testkit/toyWorld.ts';
import type { ToyCommand, ToyFact, ToyLedger, ToyMessage, ToyWorld } from '../testkit/toyWorld.ts';
import { describeChoice, findMessage, recordRun, replayRun, resolveChoice, RunTooLong, withChoice, worldHash } from './run.ts';
import type { Run, RunChoice } from './run.ts';
import { StepFailed } from './stepper.ts';
import { createTimeline } from './timeline.ts';
import type { Choice } from './types.ts';

const stepper = toyStepper();
const replay = (world: ToyWorld, choice: Choice<ToyCommand>) => stepper.step(world, choice);
const boots: readonly RunChoice<ToyCommand>[] = [{ command: { type: 'boot', node: 'ann' } }, { command: { type: 'boot', node: 'bob' } }];
const about = { subject: { lesson: 'toy' }, era: '3.9', seed: 1, settings: {} };

function worldAfter(choices: readonly RunChoice<ToyCommand>[]): ToyWorld {
  return replayRun(stepper, toyWorld(), { choices, hash: '' }).world;
}

/** Plays random choices on a timeline: usual steps, any that is possible, holds, breaks and commands. */
function played(moves: readonly number[]) {
  const timeline = createTimeline<ToyCommand, ToyFact, ToyLedger, ToyMessage>(toyWorld(), { maxWorlds: 10 });
  let world = toyWorld();
  const take = (choice: Choice<ToyCommand>) => {
    const step = stepper.step(world, choice);
    timeline.append(timeline.cursor, choice, step);
    ({ world } = step);
  };
  for (const boot of boots) take(boot as Choice<ToyCommand>);
  for (const move of moves) {
    const possible = stepper.enabled(world);
    const connection = world.wire.connections.values().find(({ closed }) => !closed);
    const node = move % 2 === 0 ? 'ann' : 'bob';
    if (move < 40) take(stepper.usual(world) ?? { command: { type: 'boot', node: 'ann' } });
    else if (move < 70 && possible.length > 0) take((possible[move % possible.length] as { choice: Choice<ToyCommand> }).choice);
    else if (move < 73 && connection?.requests[0] !== undefined && connection.requests[0].message.kind === 'request') take({ duplicate: connection.requests[0].id });
    else if (move < 80 && connection !== undefined) take(move < 75 ? { hold: connection.id, forMs: move } : { disconnect: connection.id });
    else take({ command: { type: world.nodes[node]?.up === true ? 'kill' : 'boot', node } });
  }
  return { timeline, world };
}

describe('a recorded run', () => {
  it('replayed from the beginning gives the same steps and the same world, whatever was done', () => {
    fc.assert(fc.property(fc.array(fc.nat(99), { maxLength: 50 }), (moves) => {
      const { timeline, world } = played(moves);
      const run = recordRun(timeline, timeline.cursor, replay, about);
      const replayed = replayRun(stepper, toyWorld(), JSON.parse(JSON.stringify(run)) as Run<ToyCommand>);
      expect(replayed).toMatchObject({ skipped: [], failed: null, hashMatches: true });
      expect(replayed.steps.map(({ choice }) => choice)).toEqual(timeline.path(timeline.cursor).slice(1).map(({ choice }) => choice));
      expect(worldHash(replayed.world)).toBe(worldHash(world));
    }), { numRuns: 100 });
  });

  it('says steps nobody interfered with as a number', () => {
    const { timeline } = played([0, 0, 0, 0]);
    expect(recordRun(timeline, timeline.cursor, replay, about).choices).toEqual([...boots, { usual: 4 }]);
  });

  it('says exceptions by what they are, never by id', () => {
    const world = worldAfter([...boots, { usual: 1 }, { usual: 1 }]);
    expect(stepper.usual(world)).toEqual({ deliver: findMessage(world, { api: 'Throw', to: 'bob' })?.id });
    const toAnn = findMessage(world, { api: 'Throw', from: 'bob' })?.id as number;
    expect(describeChoice(world, { deliver: toAnn })).toEqual({ deliver: { api: 'Throw', kind: 'request', from: 'bob', to: 'ann', nth: 1 } });
    const timer = world.timers.find(({ owner }) => owner === 'bob')?.id as number;
    expect(describeChoice(world, { fire: timer })).toEqual({ fire: { owner: 'bob', name: 'tick' } });
    expect(describeChoice(world, { hold: 'ann#1>bob#1', forMs: 5 })).toEqual({ hold: { client: 'ann', server: 'bob' }, forMs: 5 });
    expect(describeChoice(world, { disconnect: 'ann#1>bob#1' })).toEqual({ disconnect: { client: 'ann', server: 'bob' } });
    expect(() => describeChoice(world, { deliver: 999 })).toThrow(RangeError);
  });

  it('counts messages alike in the order of sending', () => {
    const hold: RunChoice<ToyCommand> = { hold: { client: 'ann', server: 'bob' }, forMs: 1_000 };
    const world = worldAfter([...boots, { usual: 2 }, hold, { fire: { owner: 'ann', name: 'tick' } }]);
    const [first, second] = [1, 2].map((nth) => findMessage(world, { api: 'Throw', kind: 'request', from: 'ann', nth }));
    expect(first?.id).toBeLessThan(second?.id as number);
    expect(describeChoice(world, { deliver: second?.id as number })).toMatchObject({ deliver: { nth: 2 } });
    expect(findMessage(world, { api: 'Throw', from: 'ann', nth: 3 })).toBeUndefined();
  });

  it('skips and names what does not apply, and goes on', () => {
    const skippedAloud: number[] = [];
    const choices: RunChoice<ToyCommand>[] = [
      boots[0] as RunChoice<ToyCommand>, boots[0] as RunChoice<ToyCommand>, { deliver: { api: 'Fetch', from: 'bob', to: 'ann', nth: 2 } }, { fire: { owner: 'bob', name: 'tick' } },
      { hold: { client: 'ann', server: 'bob' }, forMs: 1 }, { usual: 1 }, { command: { type: 'kill', node: 'ann' } }, { usual: 3 },
    ];
    const replayed = replayRun(stepper, toyWorld(), { choices, hash: 'no' }, { onSkip: ({ index }) => skippedAloud.push(index) });
    expect(replayed.skipped.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'ann is up'], [2, 'no. 2 of Fetch bob → ann is not on its way'], [3, 'bob has no timer tick'], [4, 'ann has no connection to bob'],
      [7, 'nothing more happens by itself'],
    ]);
    expect(skippedAloud).toEqual([1, 2, 3, 4, 7]);
    expect(replayed.steps).toHaveLength(3);
    expect(replayed.skipped.at(-1)?.choice).toEqual({ usual: 3 });
    expect(replayed.hashMatches).toBe(false);
  });

  it('skips a message that is not at the head of its connection', () => {
    const choices: RunChoice<ToyCommand>[] = [
      ...boots, { usual: 2 }, { hold: { client: 'ann', server: 'bob' }, forMs: 9_999 }, { fire: { owner: 'ann', name: 'tick' } }, { deliver: { api: 'Throw', from: 'ann', nth: 2 } },
    ];
    const { skipped } = replayRun(stepper, toyWorld(), { choices, hash: '' });
    expect(skipped.map(({ reason }) => reason)).toEqual(['1 message is ahead of it on the same connection']);
  });

  it('ends at the last good step when a rule throws', () => {
    const choices: RunChoice<ToyCommand>[] = [...boots, { command: { type: 'break', node: 'ann' } }, { usual: 5 }];
    const replayed = replayRun(stepper, toyWorld(), { choices, hash: '' });
    expect([replayed.steps.length, replayed.failed, replayed.hashMatches]).toEqual([2, 'the dice are gone', false]);
    expect(() => stepper.step(replayed.world, { command: { type: 'break', node: 'ann' } })).toThrow(StepFailed);
  });

  it('refuses more steps than it may replay, and a number of steps that is none', () => {
    const run = (usual: number) => replayRun(stepper, toyWorld(), { choices: [{ usual }], hash: '' });
    expect(() => run(20_001)).toThrow(RunTooLong);
    expect(() => run(20_001)).toThrow('the run has 20001 steps; at most 20000 are replayed');
    expect(() => run(Number.NaN)).toThrow(RunTooLong);
    expect(() => replayRun(stepper, toyWorld(), { choices: boots, hash: '' }, { mostSteps: 1 })).toThrow(RunTooLong);
  });

  it('resolves usual steps to what the stepper would do', () => {
    const world = worldAfter(boots);
    expect(resolveChoice(world, { usual: 1 })).toEqual({ choice: stepper.usual(world) });
    expect(withChoice([{ usual: 2 }], { usual: 3 })).toEqual([{ usual: 5 }]);
  });
});

describe('the hash of a world', () => {
  it('is 8 hex digits and changes with every step', () => {
    const { timeline } = played([0, 0, 45, 0]);
    const hashes = timeline.path(timeline.cursor).map(({ id }) => worldHash(timeline.worldAt(id, replay)));
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{8}$/);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
