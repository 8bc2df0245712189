import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { toyStepper, toyWorld } from '../testkit/toyWorld.ts';
import type { ToyCommand, ToyFact, ToyLedger, ToyMessage, ToyWorld } from '../testkit/toyWorld.ts';
import { worldHash } from './run.ts';
import { CHECKPOINT_EVERY, createTimeline } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import type { Choice } from './types.ts';

const stepper = toyStepper();
const replay = (world: ToyWorld, choice: Choice<ToyCommand>) => stepper.step(world, choice);
const boot = (node: string): Choice<ToyCommand> => ({ command: { type: 'boot', node } });
type Toys = Timeline<ToyCommand, ToyFact, ToyLedger, ToyMessage>;

function bootedTimeline(maxWorlds = 5_000): Toys {
  const timeline: Toys = createTimeline(toyWorld(), { maxWorlds });
  for (const node of ['ann', 'bob']) take(timeline, boot(node));
  return timeline;
}

function take(timeline: Toys, choice: Choice<ToyCommand>): number {
  const at = timeline.cursor;
  return timeline.append(at, choice, stepper.step(timeline.worldAt(at, replay), choice));
}

function takeUsual(timeline: Toys, count: number): void {
  for (let step = 0; step < count; step += 1) {
    const choice = stepper.usual(timeline.worldAt(timeline.cursor, replay));
    if (choice !== null) take(timeline, choice);
  }
}

const hashAt = (timeline: Toys, id: number) => worldHash(timeline.worldAt(id, replay));

describe('the timeline', () => {
  it('goes back and forward along the branch that was visited last', () => {
    const timeline = bootedTimeline();
    takeUsual(timeline, 3);
    expect([timeline.back(), timeline.back(), timeline.forward(), timeline.forward(), timeline.forward()]).toEqual([4, 3, 4, 5, 5]);
    timeline.goTo(0);
    expect(timeline.back()).toBe(0);
    expect(timeline.tip()).toBe(5);
  });

  it('begins a branch when something else is done in the past and throws nothing away', () => {
    const timeline = bootedTimeline();
    takeUsual(timeline, 3);
    timeline.goTo(3);
    const other = take(timeline, { command: { type: 'kill', node: 'ann' } });
    expect(timeline.node(3).children).toEqual([4, other]);
    expect(timeline.branches()).toEqual([
      { id: 0, fork: null, tip: 5, fromDepth: 0, toDepth: 5 },
      { id: other, fork: 3, tip: other, fromDepth: 4, toDepth: 4 },
    ]);
    expect(timeline.path(other).map(({ id }) => id)).toEqual([0, 1, 2, 3, other]);
    expect([timeline.branchOf(5), timeline.branchOf(other)]).toEqual([0, other]);
  });

  it('goes forward into the branch it was sent to', () => {
    const timeline = bootedTimeline();
    takeUsual(timeline, 3);
    timeline.goTo(3);
    const other = take(timeline, { command: { type: 'kill', node: 'ann' } });
    timeline.goTo(5);
    timeline.goTo(3);
    expect(timeline.forward()).toBe(4);
    timeline.goTo(other);
    timeline.back();
    expect(timeline.forward()).toBe(other);
  });

  it('moves onto the child it has when the same choice is taken again', () => {
    const timeline = bootedTimeline();
    timeline.goTo(0);
    const { size } = timeline;
    expect(take(timeline, { command: { node: 'ann', type: 'boot' } })).toBe(1);
    expect([timeline.size, timeline.cursor]).toEqual([size, 1]);
  });

  it('changes its version with every move and step', () => {
    const timeline = bootedTimeline();
    const versions = [timeline.version];
    for (const move of [() => timeline.back(), () => timeline.forward(), () => timeline.goTo(0), () => take(timeline, boot('bob'))]) {
      move();
      versions.push(timeline.version);
    }
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('removes a branch with all that follows and moves the cursor to where it began', () => {
    const timeline = bootedTimeline();
    takeUsual(timeline, 5);
    timeline.goTo(3);
    const other = take(timeline, { command: { type: 'kill', node: 'ann' } });
    timeline.goTo(6);
    timeline.removeBranch(4);
    expect([timeline.cursor, timeline.has(6), timeline.tip()]).toEqual([3, false, other]);
    expect(timeline.branches()).toEqual([{ id: 0, fork: null, tip: other, fromDepth: 0, toDepth: 4 }]);
    expect(() => timeline.removeBranch(0)).toThrow(RangeError);
    expect(() => timeline.node(6)).toThrow('no node 6');
  });

  it('keeps a bounded number of worlds and gives every world back all the same', () => {
    const everything = bootedTimeline();
    const bounded = bootedTimeline(20);
    for (const timeline of [everything, bounded]) takeUsual(timeline, 400);
    expect(bounded.worldsKept).toBeLessThanOrEqual(20 + Math.ceil(402 / CHECKPOINT_EVERY));
    for (let id = 402; id >= 0; id -= 1) expect(hashAt(bounded, id)).toBe(hashAt(everything, id));
    expect(bounded.worldsKept).toBeLessThanOrEqual(20 + Math.ceil(402 / CHECKPOINT_EVERY));
    expect(bounded.node(200).facts).toEqual(everything.node(200).facts);
  });

  it('replays at most the steps since the last checkpoint', () => {
    const timeline = bootedTimeline(1);
    takeUsual(timeline, 300);
    let replayed = 0;
    const counting: typeof replay = (world, choice) => {
      replayed += 1;
      return replay(world, choice);
    };
    timeline.worldAt(2 * CHECKPOINT_EVERY - 1, counting);
    expect(replayed).toBe(CHECKPOINT_EVERY - 1);
  });

  it('stays as quick for the ten-thousandth step as for the first', () => {
    const timeline = createTimeline<ToyCommand, ToyFact, ToyLedger, ToyMessage>(toyWorld());
    const step = { world: toyWorld(), facts: [], cause: { type: 'command', command: 'x' }, transitions: [] } as const;
    for (let at = 0; at < 20_000; at += 1) timeline.append(timeline.cursor, { deliver: at }, step);
    expect(timeline.node(timeline.cursor).depth).toBe(20_000);
    expect(timeline.branches()).toHaveLength(1);
  }, 5_000);

  it('gives the world back it was given, wherever one wanders', () => {
    fc.assert(fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (moves) => {
      const timeline = bootedTimeline(3);
      const known = new Map<number, string>();
      for (const move of moves) {
        if (move < 5) takeUsual(timeline, move + 1);
        else if (move === 5) timeline.back();
        else if (move === 6) timeline.forward();
        else if (move === 7) timeline.goTo(Math.floor(timeline.size / 2));
        else tryTake(timeline, { command: { type: move === 8 ? 'kill' : 'boot', node: 'ann' } });
        const hash = hashAt(timeline, timeline.cursor);
        expect(known.get(timeline.cursor) ?? hash).toBe(hash);
        known.set(timeline.cursor, hash);
      }
      for (const [id, hash] of known) expect(hashAt(timeline, id)).toBe(hash);
    }), { numRuns: 60 });
  });
});

function tryTake(timeline: Toys, choice: Choice<ToyCommand>): void {
  const up = timeline.worldAt(timeline.cursor, replay).nodes['ann']?.up;
  if ('command' in choice && (choice.command.type === 'kill') === up) take(timeline, choice);
}
