import { describe, expect, test } from 'vitest';
import { branchLines, renameBranch } from './branches.ts';
import { pathTo } from './course.ts';
import { lessonPlayer, toyPlayer } from './testPlayers.ts';
import { forksOf, stopsOf } from './ticks.ts';

describe('branches', () => {
  test('are listed with the main run first, renamed and given back their usual name', () => {
    const { player, state, lines, later } = lessonPlayer(3);
    player.choose(later());
    expect(lines()).toEqual([null, 'hand-1']);
    player.renameBranch('hand-1', '  mine ');
    expect(state().hand.names).toEqual({ 'hand-1': 'mine' });
    expect(renameBranch(state(), 'hand-1', ' ').hand.names).toEqual({});
  });

  test('gone to from a branch that left their end are the way ahead again', () => {
    const { player, state, branch, later } = lessonPlayer(3);
    player.choose(later());
    const [main] = branchLines(state());
    player.goToBranch(main?.end ?? -1);
    expect(branch()).toBeNull();
    expect(forksOf(state().guide, state().course, stopsOf(state().course, false)).map((fork) => fork.branch)).toEqual(['hand-1']);
    player.step();
    expect(branch()).toBeNull();
  });

  test('deleted leave the list and the visitor returns to where they left; undo brings them back', () => {
    const { player, lines, branch, cursor, later } = lessonPlayer(3);
    const fork = cursor();
    player.choose(later());
    player.removeBranch('hand-1');
    expect([lines(), branch(), cursor()]).toEqual([[null], null, fork]);
    player.restoreBranch('hand-1');
    expect(lines()).toEqual([null, 'hand-1']);
  });

  test('deleted last are what undo brings back, and redo deletes again; what was done since is undone first', () => {
    const { player, lines, branch, cursor, later } = lessonPlayer(3);
    const fork = cursor();
    player.choose(later());
    player.step();
    const there = cursor();
    player.removeBranch('hand-1');
    expect([lines(), cursor()]).toEqual([[null], fork]);
    player.undo();
    expect([lines(), branch(), cursor()]).toEqual([[null, 'hand-1'], 'hand-1', there]);
    player.redo();
    expect([lines(), cursor()]).toEqual([[null], fork]);
    player.choose({ command: { type: 'broker.kill', brokerId: 3 } });
    expect(lines()).toEqual([null, 'hand-2']);
    player.undo();
    expect(cursor()).toBe(fork);
    expect(lines()).toEqual([null, 'hand-2']);
    player.undo();
    expect(lines()).toEqual([null, 'hand-1', 'hand-2']);
    player.undo();
    expect([branch(), cursor()]).toEqual([null, fork]);
  });

  test('deleted are there again when the same is chosen again', () => {
    const { player, lines, branch, later } = lessonPlayer(3);
    const choice = later();
    player.choose(choice);
    player.removeBranch('hand-1');
    player.choose(choice);
    expect([lines(), branch()]).toEqual([[null, 'hand-1'], 'hand-1']);
  });

  test('deleted from the main run leave the way ahead to the lesson', () => {
    const { player, branch, later } = lessonPlayer(3);
    player.choose(later());
    player.back();
    player.removeBranch('hand-1');
    player.step();
    expect(branch()).toBeNull();
  });

  test('of the main run cannot be deleted', () => {
    const { player, lines } = lessonPlayer(3);
    player.removeBranch(null);
    expect(lines()).toEqual([null]);
  });

  test('begun by hand at the end of a what-if leave that what-if whole', () => {
    const { player, state, lines } = toyPlayer();
    player.whatIf('other');
    player.toEnd();
    const whatIfEnd = state().course.cursor;
    player.choose({ deliver: 0 });
    expect(lines()).toEqual([null, 'other', 'hand-1']);
    player.leaveBranch();
    expect(state().course.cursor).toBe(whatIfEnd);
    player.whatIf('other');
    player.toEnd();
    expect(state().course.cursor).toBe(whatIfEnd);
    expect(forksOf(state().guide, state().course, stopsOf(state().course, false)).map(({ branch }) => branch)).toEqual(['hand-1']);
  });
});

test('from the start to the end of a branch of one’s own comes to an end, though nothing there ever does', () => {
  const { player, state } = lessonPlayer(4);
  player.choose({ command: { type: 'broker.kill', brokerId: 1 } });
  const left = state().course.cursor;
  player.toStart();
  player.toEnd();
  const { course } = state();
  expect(pathTo(course, course.cursor).some(({ id }) => id === left)).toBe(true);
  expect(course.history.node(course.cursor).depth).toBeGreaterThan(course.history.node(left).depth);
});
