import type { Lesson } from '../lessons/types.ts';

const taken = new Map<string, Lesson>();

/** Lets the page open a lesson that somebody wrote. It must have been checked by `parseLesson`. */
export function takeLesson(lesson: Lesson): void {
  taken.set(lesson.id, lesson);
}

export function takenLessons(): ReadonlyMap<string, Lesson> {
  return taken;
}
