import { pathTo, placeAt, worldAt } from './course.ts';
import { agrees, predictionKey } from './predictions.ts';
import type { Shelf } from './preferences.ts';
import type { Session } from './session.ts';

/** How many of a lesson's predictions came true. */
export interface Score {
  readonly right: number;
  /** What was skipped counts as asked. */
  readonly asked: number;
}

/** The score of the main run as far as it was played; null on a branch, and while nothing was answered. */
export function scoreOf({ guide, course, lesson, guesses }: Session): Score | null {
  if (placeAt(guide, course).branch !== null) return null;
  const ends = pathTo(course, course.cursor).filter(({ parent, note }) => parent !== null && note.endsScene);
  const asked = ends.flatMap(({ id, note }) => {
    const scene = guide.place(note.progress).scene - 1;
    const prediction = lesson.scenes[scene]?.predict;
    return prediction === undefined ? [] : [{ prediction, id, guess: guesses[predictionKey({ branch: null, scene })] }];
  });
  if (!asked.some(({ guess }) => guess?.type === 'answered')) return null;
  const right = asked.filter(({ prediction, id, guess }) => guess?.type === 'answered' && agrees(guess.value, guide.answer(prediction, worldAt(guide, course, id))));
  return { right: right.length, asked: asked.length };
}

const KEY = 'highwater.scores';

/** By lesson, as last played to the end in this browser; whatever cannot be read counts as none. */
export function readScores(shelf: Shelf | null): Readonly<Record<string, Score>> {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(KEY) ?? '{}');
    return Object.fromEntries(Object.entries(kept ?? {}).filter((entry): entry is [string, Score] => isScore(entry[1])));
  } catch {
    return {};
  }
}

export function keepScore(shelf: Shelf | null, lessonId: string, score: Score): void {
  try {
    shelf?.setItem(KEY, JSON.stringify({ ...readScores(shelf), [lessonId]: score }));
  } catch {
    // A full or forbidden storage only means that the score is forgotten.
  }
}

function isScore(value: unknown): value is Score {
  const { right, asked } = (value ?? {}) as Partial<Record<keyof Score, unknown>>;
  return Number.isInteger(right) && Number.isInteger(asked) && (right as number) >= 0 && (right as number) <= (asked as number);
}
