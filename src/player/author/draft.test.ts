import { describe, expect, test } from 'vitest';
import { kill, record, sandbox, send, stepBy } from '../../testkit/sandboxRun.ts';
import { lessonById } from '../../lessons/index.ts';
import { beginDraft, changed, mergeScenes, redone, splitScene, undone } from './draft.ts';
import { happenedIn } from './happened.ts';
import type { PlayedDraft } from './played.ts';
import { checkDraft, partingOf, partsPlayed, playDraft } from './played.ts';

function played(result: PlayedDraft) {
  if (!result.ok) throw new Error(result.reason);
  return result.played;
}

const recorded = () => record(stepBy(kill(stepBy(send(stepBy(sandbox(), 20), 'm1'), 40), 1), 300));
const partsOf = (lesson: Parameters<typeof playDraft>[0]) => partsPlayed(lesson, played(playDraft(lesson)));

describe('a change of scenes leaves the run as it was', () => {
  test('each pair of scenes joined', () => {
    const { lesson, recording } = recorded();
    for (let index = 0; index + 1 < lesson.scenes.length; index += 1) {
      const joined = mergeScenes(lesson, partsOf(lesson), index);
      expect(joined.scenes).toHaveLength(lesson.scenes.length - 1);
      expect(partingOf(joined, played(playDraft(joined)), recording)).toBeNull();
    }
  });

  test('a scene parted at each thing that happened in it', () => {
    const { lesson, recording } = recorded();
    const parts = partsOf(lesson);
    const scene = parts.at(-1);
    if (scene === undefined) throw new Error('no scenes');
    for (const { steps } of happenedIn(scene).filter((one) => one.steps < scene.steps.length).slice(0, 15)) {
      const split = splitScene(lesson, parts, lesson.scenes.length - 1, steps);
      expect(split.scenes.length).toBeGreaterThan(lesson.scenes.length);
      expect(partingOf(split, played(playDraft(split)), recording)).toBeNull();
    }
  });
});

test('where a changed lesson and its recording part is told', () => {
  const { lesson, recording } = recorded();
  const earlier = { ...lesson, scenes: lesson.scenes.map((scene, index) => (index === 1 ? { ...scene, until: { afterMs: 1 } } : scene)) };
  const parting = partingOf(earlier, played(playDraft(earlier)), recording);
  expect(parting?.step).toBeGreaterThan(20);
  expect(parting?.scene).toBeGreaterThanOrEqual(1);
});

test('typing in one field is one change to undo', () => {
  const { lesson } = recorded();
  const titled = (en: string) => ({ ...lesson, title: { en, zh: '' } });
  let history = beginDraft(lesson);
  for (const text of ['a', 'ab', 'abc']) history = changed(history, titled(text), 'title.en');
  history = changed(history, { ...titled('abc'), track: 'storage' });
  expect(undone(history).lesson.title.en).toBe('abc');
  expect(undone(undone(history)).lesson).toBe(lesson);
  expect(redone(redone(undone(undone(history)))).lesson.track).toBe('storage');
});

test('a check plays every version the lesson is for, and says which endings hold', () => {
  const lesson = lessonById('high-watermark');
  if (lesson === undefined) throw new Error('no such lesson');
  expect(checkDraft(lesson).map(({ era, endings, failed }) => [era, endings.every(({ holds }) => holds), failed])).toEqual([['2.8', true, null], ['3.9', true, null], ['4.1', true, null]]);
  const [first] = lesson.ends;
  const wrong = { ...lesson, eras: ['3.9' as const], era: '3.9' as const, ends: first === undefined ? [] : [{ ...first, facts: { fact: 'DiskLost' }, count: 3 }] };
  expect(checkDraft(wrong)[0]?.endings.map(({ holds }) => holds)).toEqual([false]);
});

test('a lesson that never ends is given up, with its scene', () => {
  const { lesson } = recorded();
  const endless = { ...lesson, scenes: lesson.scenes.slice(0, 1).map((scene) => ({ ...scene, until: { fact: 'DiskLost' }, withinMs: 1e15 })) };
  const result = playDraft(endless);
  expect(result.ok ? '' : result.reason).toMatch(/scene 0 .*takes more than 6000 steps/);
});
