import { describe, expect, test, vi } from 'vitest';
import type { Fact } from '../kafka/facts.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { KafkaChoice } from '../kafka/simulation.ts';
import { replayRun } from '../world/run.ts';
import { createKafkaStepper } from '../kafka/cluster.ts';
import { branchLines, renameBranch } from './branches.ts';
import { leavesOf, MOST_FREE_STEPS, pathTo, placeAt, search, takenAt, worldAt } from './course.ts';
import { reportOf } from './handReport.ts';
import { openLesson } from './openLesson.ts';
import { possibilitiesOf, twiceOf } from './hand.ts';
import { endingsOf } from './readings.ts';
import { SLICE } from './seeking.ts';
import { isOver, predictionOpenIn, worldOf } from './session.ts';
import type { Session } from './session.ts';
import { createPlayer } from './sessionStore.ts';
import { forksOf, stopsOf } from './ticks.ts';
import { toyGuide, toyLesson } from './toy.ts';
import type { ToyStep } from './toy.ts';

const seen: ToyStep = {};
const end: ToyStep = { endsScene: true };

function lessonPlayer(step = 0, era: EraId = '2.8') {
  const player = createPlayer({ open: openLesson, lessonId: 'high-watermark', era, language: 'en', theme: 'light', singleLetterKeys: true, step });
  return withHelp(player);
}

function toyPlayer(main: readonly ToyStep[] = [seen, end, seen, end]) {
  return withHelp(createPlayer({ open: () => ({ lesson: toyLesson, era: '3.9', guide: toyGuide(main, [seen, end]) }), language: 'en', theme: 'light', singleLetterKeys: true }));
}

function withHelp(player: ReturnType<typeof createPlayer>) {
  const state = () => player.store.getState();
  return {
    player, state, branch: () => placeAt(state().guide, state().course).branch, cursor: () => state().course.cursor,
    lines: () => branchLines(state()).map(({ branch }) => branch),
    /** Something that would not have come next by itself. */
    later: (): KafkaChoice => {
      const free = possibilitiesOf(worldOf(state())).filter(({ obstacle }) => obstacle === null);
      const last = free.at(-1);
      if (last === undefined) throw new Error('nothing can happen');
      return last.choice;
    },
  };
}

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

describe('until the next fact of a kind', () => {
  test('stops at the first step that reports it', () => {
    const { player, state } = lessonPlayer();
    player.untilFact('acknowledged');
    const { course } = state();
    expect(takenAt(course, course.cursor).facts.some(({ type }) => type === 'RecordAcknowledged')).toBe(true);
  });

  // With ZooKeeper a late timer by hand can cost the controller its session.
  function seekingInVain() {
    const one = lessonPlayer(3, '3.9');
    one.player.choose(one.later());
    const at = one.cursor();
    one.player.untilFact('controller');
    return { ...one, at };
  }
  const ended = (state: () => Session) => vi.waitFor(() => expect(state().hand.seeking).toBeNull(), { timeout: 50_000 });

  test('that does not come says so and stays, and meanwhile tells how far it has looked', async () => {
    const { state, cursor, at } = seekingInVain();
    expect(state().hand.seeking).toEqual({ kind: 'controller', steps: SLICE });
    await ended(state);
    expect(cursor()).toBe(at);
    expect(state().came).toMatchObject({ outcome: 'none-came', wanted: 'controller', looked: 5_000 });
  });

  test('can be called off, and stays where it began', async () => {
    const { player, state, cursor, at } = seekingInVain();
    const { size } = state().course.history;
    await vi.waitFor(() => expect(state().hand.seeking?.steps).toBeGreaterThan(SLICE), { timeout: 50_000 });
    player.stopSeeking();
    const looked = state().came;
    expect(looked).toMatchObject({ outcome: 'none-came', wanted: 'controller' });
    expect([cursor(), state().hand.seeking, state().course.history.size]).toEqual([at, null, size]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(state().came).toBe(looked);
  });

  test('ends where the visitor goes elsewhere meanwhile', async () => {
    const { player, state, cursor } = seekingInVain();
    player.toStart();
    await ended(state);
    expect(cursor()).toBe(0);
    expect(state().came.outcome).not.toBe('none-came');
  });

  test.each([1, 3, 7])('comes to the same in slices of %i steps', (slice) => {
    const { guide, course } = lessonPlayer().state();
    const isWanted = (facts: readonly Fact[]) => facts.some(({ type }) => type === 'RecordAcknowledged');
    const more = search(guide, course, isWanted);
    let landing = more(slice);
    while (landing === null) landing = more(slice);
    expect(landing).toEqual(search(guide, course, isWanted)(MOST_FREE_STEPS));
    expect(landing.outcome).toBe('moved');
    expect(landing.steps).toBeGreaterThan(10);
  });
});

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

test('a report holds the run up to here, which replays to the same world', () => {
  const { player, state, later } = lessonPlayer(3);
  player.choose(later());
  player.step();
  const { run } = reportOf(state());
  const { guide, era } = state();
  expect(run.choices.some((choice) => 'usual' in choice)).toBe(true);
  const replayed = replayRun(createKafkaStepper(era), worldAt(guide, state().course, 0), run);
  expect(replayed).toMatchObject({ hashMatches: true, skipped: [], failed: null });
});

test('the report names the version of the page, and the run carries no mark of ours where two branches took the same step', () => {
  const { player, state } = lessonPlayer(3);
  const here = state().course.cursor;
  player.step();
  player.jumpTo(here);
  const { history } = state().course;
  const same = history.node(takenAt(state().course, here).children[0] ?? 0).choice;
  if (same === null) throw new Error('the lesson took no step from here');
  player.choose(same);
  player.step();
  const { guide, course } = state();
  expect(pathTo(course, course.cursor).some(({ id }) => 'apart' in { ...course.history.node(id).choice })).toBe(true);
  const report = reportOf(state());
  expect(report.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(JSON.stringify(report)).not.toContain('apart');
  expect(replayRun(createKafkaStepper(state().era), worldAt(guide, course, 0), report.run)).toMatchObject({ hashMatches: true, skipped: [], failed: null });
});

test.each([['2.8', 2, 0], ['3.9', 1, 1]] as const)('in %s a message delivered twice by hand is recorded as such and handled twice by the real rules', (era, appends, ignored) => {
  const { player, state } = lessonPlayer(0, era);
  player.choose({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'twice' } });
  const produce = possibilitiesOf(worldOf(state())).find(({ subject }) => 'envelope' in subject && subject.envelope.message.api === 'Produce');
  const choice = produce === undefined ? null : twiceOf(produce);
  if (choice === null) throw new Error('nothing was sent');
  player.choose(choice);
  expect(takenAt(state().course, state().course.cursor).cause).toMatchObject({ type: 'message', isDuplicated: true });
  for (let step = 0; step < 6; step += 1) player.step();
  const facts = pathTo(state().course, state().course.cursor).flatMap((taken) => taken.facts);
  // Idempotent producers are the default since 3.0: the second copy is known by its sequence number.
  expect(facts.filter(({ type }) => type === 'RecordsAppended')).toHaveLength(appends);
  expect(facts.filter(({ type }) => type === 'DuplicateAppendIgnored')).toHaveLength(ignored);
  const { run } = reportOf(state());
  expect(run.choices).toContainEqual({ duplicate: expect.objectContaining({ api: 'Produce' }) as unknown });
  expect(replayRun(createKafkaStepper(era), worldAt(state().guide, state().course, 0), run)).toMatchObject({ hashMatches: true, skipped: [], failed: null });
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
