import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ACTIONS, isSingleCharacter } from './actions.ts';
import { keyIsTaken } from './keys.ts';
import { readLink, writeLink } from './permalink.ts';
import { STEP_EVERY_MS } from './playerMachine.ts';
import { agrees, lastSceneEnd } from './predictions.ts';
import { readPreferences } from './preferences.ts';
import { isOver, predictionOpenIn, sceneAt, worldOf } from './session.ts';
import { placeAt, worldAt } from './course.ts';
import { createPlayer } from './sessionStore.ts';
import type { ToyStep } from './toy.ts';
import { toyGuide, toyLesson } from './toy.ts';

const quiet: ToyStep = { routine: true };
const seen: ToyStep = {};
const end: ToyStep = { endsScene: true };

function toyPlayer(main: readonly ToyStep[] = [seen, end, seen, end], branch: readonly ToyStep[] = [seen, end]) {
  const player = createPlayer({
    open: () => ({ lesson: toyLesson, era: '3.9', guide: toyGuide(main, branch) }), language: 'en', theme: 'light', singleLetterKeys: true,
  });
  return { player, at: () => worldOf(player.store.getState()).counters.steps, state: () => player.store.getState() };
}

describe('what-ifs', () => {
  test('leave the main run at the beginning of their scene, which is played up to when it was not yet', () => {
    const { player, at, state } = toyPlayer();
    player.whatIf('other');
    expect(at()).toBe(2);
    expect(placeAt(state().guide, state().course)).toMatchObject({ branch: 'other', scene: 0 });
    player.toEnd();
    expect(at()).toBe(4);
    expect(isOver(state())).toBe(true);
  });

  test('keep the main run, which is ahead again after leaving the branch', () => {
    const { player, at, state } = toyPlayer();
    player.toEnd();
    const mainEnd = state().course.cursor;
    player.whatIf('other');
    player.step();
    player.leaveBranch();
    expect(at()).toBe(2);
    player.toEnd();
    expect(state().course.cursor).toBe(mainEnd);
  });

  test('begun twice are one branch', () => {
    const { player, state } = toyPlayer();
    player.whatIf('other');
    player.toEnd();
    const first = state().course.cursor;
    player.whatIf('other');
    player.toEnd();
    expect(state().course.cursor).toBe(first);
  });

  test('left by going back do not double the main run', () => {
    const { player, state } = toyPlayer();
    player.toEnd();
    const mainEnd = state().course.cursor;
    player.whatIf('other');
    player.back();
    player.toEnd();
    expect(state().course.cursor).toBe(mainEnd);
  });
});

describe('predictions', () => {
  test('are open while their scene is read, until they are answered', () => {
    const { player, state } = toyPlayer();
    expect(predictionOpenIn(state())).toBeNull();
    player.step('scene');
    const open = predictionOpenIn(state());
    expect(open?.key).toBe('/1');
    player.predict(open?.key ?? '', '4');
    expect(predictionOpenIn(state())).toBeNull();
  });

  test('are compared with the world at the end of their scene', () => {
    const { player, state } = toyPlayer();
    player.toEnd();
    const ended = lastSceneEnd(state().guide, state().course);
    expect(ended?.place).toMatchObject({ branch: null, scene: 1 });
    const prediction = sceneAt(toyLesson, ended?.place ?? { branch: null, scene: 0 })?.predict;
    const answer = prediction === undefined ? null : state().guide.answer(prediction, worldAt(state().guide, state().course, ended?.id ?? 0));
    expect(agrees(' 4 ', answer)).toBe(true);
    expect(agrees('5', answer)).toBe(false);
    expect(agrees('', 0)).toBe(false);
    expect(agrees([2, 3], [2, 3])).toBe(true);
  });
});

describe('playback', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  test('steps by itself, once at once and then at its speed', async () => {
    const { player, at } = toyPlayer([seen, quiet, seen, seen, end]);
    player.togglePlay();
    await wait(0);
    expect(at()).toBe(1);
    await wait(STEP_EVERY_MS);
    expect(at()).toBe(3);
    player.setSpeed(4);
    await wait(STEP_EVERY_MS);
    await wait(STEP_EVERY_MS / 4);
    expect(at()).toBe(5);
  });

  test('waits at a prediction, can be stepped by hand there, and goes on when it is skipped', async () => {
    const { player, at, state } = toyPlayer();
    player.togglePlay();
    await wait(STEP_EVERY_MS * 5);
    expect([at(), state().playing]).toEqual([2, 'waiting']);
    player.predict('/1');
    await wait(STEP_EVERY_MS * 5);
    expect([at(), state().playing]).toEqual([4, 'stopped']);
  });

  test('stops when a visitor takes a step', async () => {
    const { player, at, state } = toyPlayer([seen, seen, seen, seen, end]);
    player.togglePlay();
    await wait(0);
    player.step();
    await wait(STEP_EVERY_MS * 5);
    expect([at(), state().playing]).toEqual([2, 'stopped']);
  });

  test('in scene mode rests at the end of the scene', async () => {
    const { player, at, state } = toyPlayer([seen, seen, end, seen, end]);
    player.setStepMode('scene');
    player.togglePlay();
    await wait(STEP_EVERY_MS * 9);
    expect([at(), state().playing]).toEqual([3, 'stopped']);
  });
});

test('looking ahead leaves the history as it is', () => {
  const { player, state } = toyPlayer();
  player.lookAhead();
  expect(state().course.history.size).toBe(1);
});

test('a what-if that begins with the main run’s own choice is a branch all the same', () => {
  const { player, at, state } = toyPlayer([seen, end, seen, end], [seen, end]);
  player.toEnd();
  const guide = { ...state().guide, next: (world: never, progress: unknown) => {
    const guided = toyGuide([seen, end, seen, end], [seen, end]).next(world, progress);
    return 'done' in guided ? guided : { ...guided, choice: { deliver: 0 } };
  } };
  player.store.setState({ guide });
  player.whatIf('other');
  player.step();
  player.back();
  player.leaveBranch();
  player.toEnd();
  expect([at(), placeAt(state().guide, state().course).branch]).toEqual([4, null]);
});

test('the next step is named before it is taken', () => {
  const { player, state } = toyPlayer([quiet, seen, end]);
  player.lookAhead();
  expect(state().upcoming).toMatchObject({ type: 'timer', timer: { name: 'tick', routine: false } });
  player.toEnd();
  player.lookAhead();
  expect(state().upcoming).toBeNull();
});

test('a jump of virtual time is told with the steps that passed', () => {
  const { player, state } = toyPlayer([quiet, quiet, seen, end]);
  player.step();
  expect(state().came).toMatchObject({ steps: 3, jumpMs: 30, outcome: 'moved' });
  player.back();
  expect(state().came).toMatchObject({ jumpMs: -30 });
});

test('changing the language keeps the place', () => {
  const { player, state } = toyPlayer();
  player.step();
  const before = state().course;
  player.toggleLanguage();
  expect(state().language).toBe('zh-Hans');
  expect(state().course).toBe(before);
});

describe('the table of actions', () => {
  test('gives each key to one action', () => {
    const keys = ACTIONS.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(ACTIONS.map((action) => [action.id, action] as const))('%s is named in both languages and has a key', (_id, action) => {
    expect(action.label.en).not.toBe('');
    expect(action.label.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(action.keys.length).toBeGreaterThan(0);
  });

  test('knows which keys type a character', () => {
    expect(['k', '.', 'Shift+?', '<'].map(isSingleCharacter)).toEqual([true, true, true, true]);
    expect(['Space', 'ArrowRight', 'Shift+ArrowRight', '$mod+z'].map(isSingleCharacter)).toEqual([false, false, false, false]);
  });
});

test('keys are left to text fields, to composition and to controls that use them', () => {
  const inside = (match: string) => ({ closest: (selector: string) => (selector.split(', ').some((one) => one.startsWith(match)) ? {} : null) }) as unknown as EventTarget;
  const nowhere = { closest: () => null } as unknown as EventTarget;
  expect(keyIsTaken({ key: 'd', isComposing: false, target: nowhere })).toBe(false);
  expect(keyIsTaken({ key: 'd', isComposing: true, target: nowhere })).toBe(true);
  expect(keyIsTaken({ key: 'd', isComposing: false, target: inside('textarea') })).toBe(true);
  expect(keyIsTaken({ key: ' ', isComposing: false, target: inside('button') })).toBe(true);
  expect(keyIsTaken({ key: 'ArrowRight', isComposing: false, target: inside('button') })).toBe(false);
  expect(keyIsTaken({ key: 'ArrowRight', isComposing: false, target: inside('[role=tab]') })).toBe(true);
});

describe('links', () => {
  test('say lesson, era, language, theme and step, and are read back the same', () => {
    const link = { lesson: 'unclean-election', era: '3.9', language: 'zh-Hans', theme: 'dark', step: 7 } as const;
    expect(writeLink(link)).toBe('#lesson=unclean-election&era=3.9&lang=zh&theme=dark&step=7');
    expect(readLink(writeLink(link))).toEqual(link);
  });

  test.each(['', '#', '#lesson=<script>&step=-1&theme=pink&lang=xx', '#step=1e9x'])('%s asks for nothing', (hash) => {
    expect(readLink(hash)).toEqual({});
  });
});

test('preferences that cannot be read count as not chosen', () => {
  const shelf = (value: string | null) => ({ getItem: () => value, setItem: () => undefined });
  const forbidden = { getItem: () => { throw new Error('denied'); }, setItem: () => undefined };
  const none = { language: null, theme: null, singleLetterKeys: true, stageTab: 'cluster', internalTopics: false, answerFirst: false };
  expect([null, shelf(null), shelf('{'), shelf('null'), forbidden].map(readPreferences)).toEqual([none, none, none, none, none]);
  expect(readPreferences(shelf('{"theme":"dark","language":"zh","singleLetterKeys":false,"stageTab":"sequence","internalTopics":true,"answerFirst":true}'))).toEqual({ language: 'zh-Hans', theme: 'dark', singleLetterKeys: false, stageTab: 'sequence', internalTopics: true, answerFirst: true });
});
