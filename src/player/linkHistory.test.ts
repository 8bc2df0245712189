import { expect, test } from 'vitest';
import { beginsBranch } from './linkAddress.ts';
import { LinkHistory } from './linkHistory.ts';
import type { Player } from './player.ts';
import { createPlayer } from './sessionStore.ts';
import type { ToyStep } from './toy.ts';
import { toyGuide, toyLesson } from './toy.ts';

const seen: ToyStep = {};
const end: ToyStep = { endsScene: true };

function toyPlayer(): Player {
  return createPlayer({ open: () => ({ lesson: toyLesson, era: '3.9', guide: toyGuide([seen, end, seen, end], [seen, end]) }), language: 'en', theme: 'light', singleLetterKeys: true });
}

test('an entry is found at the moment it showed last, with what was done elsewhere since', () => {
  const history = new LinkHistory();
  const player = toyPlayer();
  const { store } = player;
  player.step();
  history.note(store.getState());
  player.whatIf('other');
  history.begin(store.getState());
  player.predict('/1', 4);
  const back = history.goTo(0, store.getState());
  expect(back.course.cursor).toBe(1);
  expect(back.guesses).toEqual({ '/1': { type: 'answered', value: 4 } });
  expect(history.entry).toBe(0);
});

test('an entry goes on over the step that was looked at there and was taken in a later one', () => {
  const history = new LinkHistory();
  const player = toyPlayer();
  const { store } = player;
  player.step();
  player.lookAhead();
  history.note(store.getState());
  player.whatIf('other');
  history.begin(store.getState());
  const { course } = store.getState();
  const taken = course.history.node(1).children;
  expect(taken).toEqual([course.cursor]);
  store.setState(history.goTo(0, store.getState()));
  player.step();
  expect(store.getState().course.cursor).toBe(course.cursor);
  expect(course.history.node(1).children).toEqual(taken);
});

test('a new entry ends those that were ahead', () => {
  const history = new LinkHistory();
  const session = toyPlayer().store.getState();
  history.note(session);
  history.begin(session);
  history.goTo(0, session);
  history.begin(session);
  expect([0, 1, 2].map((entry) => history.has(entry))).toEqual([true, false, true]);
});

test('only the last few runs are kept', () => {
  const history = new LinkHistory();
  history.note(toyPlayer().store.getState());
  for (let run = 0; run < 4; run += 1) history.begin(toyPlayer().store.getState());
  expect([0, 1, 4].map((entry) => history.has(entry))).toEqual([false, true, true]);
});

test('a branch begins with a jump or a step onto it, not with a step back over the fork nor on the way along it', () => {
  const player = toyPlayer();
  const { store } = player;
  const began = (act: () => void): boolean => {
    const before = store.getState();
    act();
    return beginsBranch(store.getState(), before);
  };
  expect(began(() => player.step())).toBe(false);
  expect(began(() => player.whatIf('other'))).toBe(true);
  expect(began(() => player.step())).toBe(false);
  expect(began(() => player.back())).toBe(false);
  expect(began(() => player.step())).toBe(true);
  expect(began(() => player.leaveBranch())).toBe(true);
});
