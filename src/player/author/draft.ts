import type { Lesson, Scene } from '../../lessons/types.ts';
import type { ScenePart } from './parts.ts';
import { merged, parted, scenesOf } from './parts.ts';
import { stepperOf } from './played.ts';

/** A lesson that is being written, with what it was before. */
export interface DraftHistory {
  readonly past: readonly Lesson[];
  readonly lesson: Lesson;
  readonly future: readonly Lesson[];
  /** What the last change was about: typing in one field is one change. */
  readonly about: string | null;
}

const MOST_UNDONE = 100;

export function beginDraft(lesson: Lesson): DraftHistory {
  return { past: [], lesson, future: [], about: null };
}

/** @param about the field that is typed in; null: a change of its own. */
export function changed(history: DraftHistory, lesson: Lesson, about: string | null = null): DraftHistory {
  if (lesson === history.lesson) return history;
  const isMore = about !== null && about === history.about;
  return { past: isMore ? history.past : [...history.past, history.lesson].slice(-MOST_UNDONE), lesson, future: [], about };
}

export function undone(history: DraftHistory): DraftHistory {
  const lesson = history.past.at(-1);
  return lesson === undefined ? history : { past: history.past.slice(0, -1), lesson, future: [history.lesson, ...history.future], about: null };
}

export function redone(history: DraftHistory): DraftHistory {
  const [lesson, ...future] = history.future;
  return lesson === undefined ? history : { past: [...history.past, history.lesson], lesson, future, about: null };
}

export function withScene(lesson: Lesson, index: number, change: Partial<Scene>): Lesson {
  return { ...lesson, scenes: lesson.scenes.map((scene, at) => (at === index ? { ...scene, ...change } : scene)) };
}

/** Joins a scene with the next one; the run stays the same. */
export function mergeScenes(lesson: Lesson, parts: readonly ScenePart[], index: number): Lesson {
  const [first, second] = [parts[index], parts[index + 1]];
  if (first === undefined || second === undefined) return lesson;
  return refitted(lesson, parts, index, 2, [merged(first, second)], -1);
}

/** Parts a scene after so many of its steps; the run stays the same. */
export function splitScene(lesson: Lesson, parts: readonly ScenePart[], index: number, steps: number): Lesson {
  const part = parts[index];
  if (part === undefined || steps <= 0 || steps >= part.steps.length) return lesson;
  return refitted(lesson, parts, index, 1, parted(part, steps), 1);
}

/** The scenes from the changed ones on are fitted anew as far as the change reaches; what-ifs leave from the same place. */
function refitted(lesson: Lesson, parts: readonly ScenePart[], index: number, count: number, by: readonly ScenePart[], more: 1 | -1): Lesson {
  const stepper = stepperOf(lesson);
  const fitted = scenesOf(stepper, by);
  // What a scene could not hold is done by the one after it.
  const isFull = fitted.length === by.length;
  const scenes = isFull
    ? [...lesson.scenes.slice(0, index), ...fitted, ...lesson.scenes.slice(index + count)]
    : [...lesson.scenes.slice(0, index), ...scenesOf(stepper, [...by, ...parts.slice(index + count)])];
  const whatIf = lesson.whatIf.map((one) => (one.fromScene > index ? { ...one, fromScene: one.fromScene + more } : one));
  return { ...lesson, scenes, whatIf };
}
