import { expect, test, vi } from 'vitest';
import { placeAt } from './course.ts';
import { actingIn } from './acting.ts';
import { actionOf } from './actions.ts';
import { listenForKeys } from './keys.ts';
import { openLesson } from './openLesson.ts';
import type { NotesOpener } from './presentPlayer.ts';
import { inspectedIn, isOver, predictionOpenIn } from './session.ts';
import { createPlayer } from './sessionStore.ts';
import { stopsTo, wholeRun } from './wholeRun.ts';

function open(lessonId = 'unclean-election', notes?: NotesOpener) {
  const player = createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true, ...(notes === undefined ? {} : { notes }) });
  return { player, state: player.store.getState };
}

// A test has no page whose keys they could be.
vi.stubGlobal('KeyboardEvent', Object);

/** A keyboard without a page. */
function keyboardOf(player: ReturnType<typeof open>['player']) {
  let heard: ((event: KeyboardEvent) => void) | null = null;
  const target = { addEventListener: (_type: string, listen: unknown) => { heard = listen as typeof heard; }, removeEventListener: () => undefined };
  listenForKeys(target, player);
  return (key: string, more: Partial<KeyboardEvent> = {}): boolean => {
    const preventDefault = vi.fn();
    heard?.({ type: 'keydown', key, code: key, target: null, isComposing: false, getModifierState: () => false, preventDefault, composedPath: () => [], ...more } as unknown as KeyboardEvent);
    return preventDefault.mock.calls.length > 0;
  };
}

test('a remote control steps, blanks and leaves, only while presenting', () => {
  const { player, state } = open();
  const press = keyboardOf(player);
  expect([press('F5'), press('Escape')]).toEqual([false, false]);
  press('p');
  press('PageDown');
  expect(placeAt(state().guide, state().course).scene).toBe(0);
  expect(state().course.cursor).toBeGreaterThan(0);
  press('PageUp');
  expect(state().course.cursor).toBe(0);
  press('.');
  expect(state().present.blank).toBe(true);
  press('PageDown');
  expect([state().present.blank, state().course.cursor]).toEqual([false, 0]);
  expect(press('F5')).toBe(true);
  press('Escape');
  expect(state().present.on).toBe(false);
  press('.');
  expect([state().present.blank, state().course.cursor > 0]).toEqual([false, true]);
});

test('Escape that closes a dialog does not leave the presentation', () => {
  const { player, state } = open();
  const press = keyboardOf(player);
  press('p');
  press('Escape', { composedPath: () => [{ matches: (selector: string) => selector.includes('dialog') } as unknown as EventTarget] });
  expect(state().present.on).toBe(true);
});

test('where the answer must come first, nothing steps past the question until it is there', () => {
  const { player, state } = open();
  player.setAnswerFirst(true);
  player.toEnd();
  const asked = predictionOpenIn(state());
  expect(asked).not.toBeNull();
  for (const id of ['step', 'nextScene', 'toEnd', 'play'] as const) expect(actionOf(id).enabled(state())).toBe(false);
  expect(actionOf('back').enabled(state())).toBe(true);
  player.predict(asked!.key, 3);
  expect(actionOf('step').enabled(state())).toBe(true);
  player.toEnd();
  player.predict(predictionOpenIn(state())!.key, 'whatever');
  player.toEnd();
  expect(isOver(state())).toBe(true);
});

function atTheQuestion(lessonId = 'unclean-election') {
  const { player, state } = open(lessonId);
  player.setAnswerFirst(true);
  player.toEnd();
  return { player, state, asked: predictionOpenIn(state())! };
}

test('an open question holds back what is done by hand, what-ifs and comparisons too, and says why', () => {
  const { player, state, asked } = atTheQuestion();
  const { course } = state();
  const steps = course.history.size;
  const ways = [() => player.step('each'), () => player.toEnd(), () => player.goOnByHand(), () => player.choose({ command: { type: 'broker.restart', brokerId: 1 } }), () => player.untilFact('leader'),
    () => player.command({ type: 'broker.restart', brokerId: 1 }), () => player.showCompare(true), () => player.whatIf(state().lesson.whatIf.find(({ fromScene }) => fromScene === 3)!.id)];
  for (const way of ways) {
    player.pause();
    way();
    expect(state().course).toBe(course);
    expect([course.history.size, state().came.outcome, state().hand.compareOpen]).toEqual([steps, 'unanswered', false]);
  }
  player.predict(asked.key, 3);
  player.whatIf(state().lesson.whatIf[0]!.id);
  expect(state().came.outcome).toBe('moved');
});

test('steps that were taken before are gone to no further than the first question, and what was left behind is not asked again', () => {
  const { player, state } = open();
  player.toEnd();
  const end = state().course.cursor;
  player.toStart();
  player.setAnswerFirst(true);
  player.jumpTo(end);
  const asked = predictionOpenIn(state())!;
  expect([state().course.cursor < end, asked.key, state().came.outcome]).toEqual([true, '/3', 'unanswered']);
  player.setAnswerFirst(false);
  player.jumpTo(end);
  player.setAnswerFirst(true);
  const { id, fromScene } = state().lesson.whatIf.find((one) => one.fromScene >= 3)!;
  player.whatIf(id);
  expect([placeAt(state().guide, state().course).branch, fromScene >= 3]).toEqual([id, true]);
});

test('a deleted what-if that an open question stops stays deleted, and is there again once it has begun', () => {
  const { player, state } = open();
  const { id } = state().lesson.whatIf.find(({ fromScene }) => fromScene === 3)!;
  player.whatIf(id);
  player.step();
  player.removeBranch(id);
  player.toStart();
  player.setAnswerFirst(true);
  player.toEnd();
  player.whatIf(id);
  expect([state().came.outcome, state().hand.removed.map(({ branch }) => branch)]).toEqual(['unanswered', [id]]);
  player.predict(predictionOpenIn(state())!.key, 3);
  player.whatIf(id);
  expect([state().came.outcome, state().hand.removed]).toEqual(['moved', []]);
});

test('the second window opens, closes with its own button, and a browser that refuses it is believed', () => {
  const close = vi.fn();
  let gone = (): void => undefined;
  const { player, state } = open('unclean-election', { open: (onClose) => { gone = onClose; return { close } as unknown as Window; } });
  player.toggleNotes();
  expect([state().present.notes, player.notesWindow() !== null]).toEqual(['open', true]);
  gone();
  expect([state().present.notes, player.notesWindow()]).toEqual(['closed', null]);
  const refused = open('unclean-election', { open: () => null });
  refused.player.toggleNotes();
  expect(refused.state().present.notes).toBe('refused');
});

test('a whole run is that of the visitor, and leaves the visitor where they are', () => {
  const { player, state } = open();
  const { guide, lesson } = state();
  const whole = wholeRun(guide, lesson, null)!;
  expect([state().course.cursor, state().course.history.size]).toEqual([0, 1]);
  expect(whole.sceneEnds).toHaveLength(lesson.scenes.length);
  player.toEnd();
  expect(stopsTo(state().course, state().course.cursor)).toBe(whole.stops);
  const [branch] = lesson.whatIf;
  expect(wholeRun(guide, lesson, branch!.id)!.sceneEnds).toHaveLength(branch!.scenes.length);
  expect(wholeRun(guide, lesson, 'hand-1')).toBeNull();
});

test('who acted in a step is who sent and who handled it', () => {
  const { player, state } = open('high-watermark');
  while (state().course.cursor === 0 || !actingIn(state().course).includes('broker-1/orders-0')) player.step();
  expect(actingIn(state().course)).toContain('broker-1');
});

test('at the end the inspector stays with what the last scene was about', () => {
  const { player, state } = open();
  player.toEnd();
  expect(inspectedIn(state())).toBe(state().lesson.scenes.at(-1)!.focus[0]);
});
