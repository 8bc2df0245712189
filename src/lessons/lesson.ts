import type { Lesson } from './types.ts';

/** Marks a definition as a lesson. Checked by the compiler here, and by `parseLesson` in the tests and on import of a file. */
export function lesson(definition: Lesson): Lesson {
  return definition;
}
