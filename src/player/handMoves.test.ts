import { describe, expect, test } from 'vitest';
import { leavesOf } from './course.ts';
import { lessonPlayer, seen, toyPlayer } from './testPlayers.ts';
import { endingsOf } from './readings.ts';
import { isOver, predictionOpenIn } from './session.ts';

describe('a choice by hand', () => {
  test('begins a branch of the visitor\'s own on which the lesson asks nothing', () => {
    const { player, state, branch, later } = lessonPlayer(3);
    player.choose(later());
    expect(branch()).toBe('hand-1');
    expect(state().came.outcome).toBe('moved');
    expect(predictionOpenIn(state())).toBeNull();
    expect(isOver(state())).toBe(false);
  });

  test('is followed by the usual steps, and the next choice stays on the branch', () => {
    const { player, state, branch, later } = lessonPlayer(3);
    player.choose(later());
    const chosen = state().course.cursor;
    player.step();
    expect(branch()).toBe('hand-1');
    expect(state().course.cursor).toBeGreaterThan(chosen);
    player.choose(later());
    expect(branch()).toBe('hand-1');
  });

  test('leaves the lesson ahead: going back to it follows its script to the end', () => {
    const { player, branch, state, later } = lessonPlayer(3);
    player.choose(later());
    player.step();
    player.leaveBranch();
    expect(branch()).toBeNull();
    player.toEnd();
    expect(isOver(state())).toBe(true);
    expect(endingsOf(state()).filter(({ ending, holds }) => ending.branch === undefined && holds !== true)).toEqual([]);
  });

  test('that is refused changes nothing and says why', () => {
    const { player, state } = lessonPlayer(3);
    const before = state().course;
    player.choose({ deliver: 999_999 });
    expect(state().course).toBe(before);
    expect(state().came).toMatchObject({ outcome: 'refused', reason: 'message 999999 is not on its way' });
  });

  test('at which a rule throws stays on the last good step and keeps what was tried', () => {
    const { player, cursor, state } = toyPlayer([seen, { fails: true }]);
    player.step();
    const at = cursor();
    player.choose({ deliver: 1 });
    expect(cursor()).toBe(at);
    expect(state().came).toMatchObject({ outcome: 'failed', error: 'the rule broke', tried: { deliver: 1 } });
  });

  test('taken twice from the same step is one branch', () => {
    const { player, cursor, lines, later } = lessonPlayer(3);
    const choice = later();
    player.choose(choice);
    const first = cursor();
    player.undo();
    player.choose(choice);
    expect(cursor()).toBe(first);
    expect(lines()).toEqual([null, 'hand-1']);
  });

  test('after going back on one\'s own branch begins another', () => {
    const { player, lines, branch, later } = lessonPlayer(3);
    player.choose(later());
    player.step();
    player.choose(later());
    player.undo();
    player.step();
    expect(branch()).toBe('hand-2');
    expect(lines()).toEqual([null, 'hand-1', 'hand-2']);
  });

  test('keeps the ending of a lesson that was played out before', () => {
    const { player, state, branch } = lessonPlayer();
    player.toEnd();
    const held = endingsOf(state());
    player.goOnByHand();
    player.step('each');
    expect(branch()).toBe('hand-1');
    player.leaveBranch();
    expect(endingsOf(state())).toEqual(held);
    expect(leavesOf(state().course)).toHaveLength(1);
  });

  test('goes on by usual steps only after leaving the lesson without a choice', () => {
    const { player, branch, cursor } = lessonPlayer(3);
    const at = cursor();
    player.goOnByHand();
    expect([branch(), cursor()]).toEqual(['hand-1', at]);
    player.step();
    expect(branch()).toBe('hand-1');
  });

  test('to the end of an own branch is one bounded press', () => {
    const { player, branch, later, state } = lessonPlayer(3);
    player.choose(later());
    const depth = state().course.cursor;
    player.toEnd();
    expect(branch()).toBe('hand-1');
    expect(state().course.cursor).toBeGreaterThan(depth);
  });
});

describe('undo and redo', () => {
  test('go back to before the last choice, with the lesson ahead again, and to where one was', () => {
    const { player, cursor, branch, later } = lessonPlayer(3);
    const before = cursor();
    player.choose(later());
    player.step();
    const after = cursor();
    player.undo();
    expect([cursor(), branch()]).toEqual([before, null]);
    player.redo();
    expect([cursor(), branch()]).toEqual([after, 'hand-1']);
  });

  test('take several choices back one by one', () => {
    const { player, cursor, later } = lessonPlayer(3);
    const stops = [cursor()];
    for (let count = 0; count < 3; count += 1) {
      player.choose(later());
      stops.push(cursor());
    }
    player.undo();
    player.undo();
    player.undo();
    expect(cursor()).toBe(stops[0]);
    player.redo();
    player.redo();
    player.redo();
    expect(cursor()).toBe(stops[3]);
  });

  test('a step after undo follows the lesson, and redo is offered no more', () => {
    const { player, branch, cursor, later } = lessonPlayer(3);
    player.choose(later());
    player.undo();
    player.step();
    expect(branch()).toBeNull();
    const at = cursor();
    player.redo();
    expect(cursor()).toBe(at);
  });

  test('do nothing where nothing was chosen', () => {
    const { player, cursor } = lessonPlayer(3);
    const at = cursor();
    player.undo();
    player.redo();
    expect(cursor()).toBe(at);
  });
});
