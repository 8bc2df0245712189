import type { Fact } from '../kafka/facts.ts';
import type { Lesson, Scene } from '../lessons/types.ts';
import { isBelow, pathTo, takenAt } from './course.ts';
import type { LessonSource } from './lessonSource.ts';
import { jumpTo, stepForward } from './moves.ts';
import type { Session } from './session.ts';
import { NOT_MOVED } from './session.ts';
import { stopsOf } from './ticks.ts';

/** Steps that the page around may ask for at once. */
export const MOST_EMBED_STEPS = 5_000;

/** The present path's nth stop, steps that are not taken yet included; null where the run ends before. */
export function goToStop(session: Session, wanted: number): Session | null {
  const stops = stopsOf(session.course, false);
  const known = stops[wanted] ?? stops.at(-1);
  if (known === undefined || wanted > MOST_EMBED_STEPS) return null;
  let now = jumpTo(session, known.id);
  for (let at = stops.length; at <= wanted; at += 1) {
    now = stepForward(now, 'message');
    if (now.came.outcome !== 'moved') return null;
  }
  return { ...now, came: NOT_MOVED };
}

/** The facts of the last move where it went forward, else of the present step. */
export function newFacts({ course, came }: Session): readonly Fact[] {
  const { from } = came;
  if (from === null || from === course.cursor || !isBelow(course, course.cursor, from)) return takenAt(course, course.cursor).facts;
  const path = pathTo(course, course.cursor);
  return path.slice(path.findIndex(({ id }) => id === from) + 1).flatMap(({ facts }) => facts);
}

/** Lessons without their questions: nobody is there to be asked, and playback would wait for an answer. */
export function withoutQuestions(lessons: Required<LessonSource>): Required<LessonSource> {
  return { ...lessons, open: (id, era) => { const opened = lessons.open(id, era); return { ...opened, lesson: unasked(opened.lesson) }; } };
}

function unasked(lesson: Lesson): Lesson {
  const scenesOf = (scenes: readonly Scene[]): readonly Scene[] => scenes.map(({ predict: _asked, ...scene }) => scene);
  return { ...lesson, scenes: scenesOf(lesson.scenes), whatIf: lesson.whatIf.map((whatIf) => ({ ...whatIf, scenes: scenesOf(whatIf.scenes) })) };
}
