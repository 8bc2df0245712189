import type { Lesson } from '../../lessons/types.ts';
import { ownLesson, visitingLesson } from '../ownLessons.ts';
import type { Shelf } from '../preferences.ts';
import { checked, shownDraft } from './lessonFile.ts';

/** An own lesson as it can be played, missing texts shown as such; null: it is not here, or cannot be played as it is. */
export function playableOwn(shelf: Shelf | null, id: string): Lesson | null {
  const own = visitingLesson(id) ?? ownLesson(shelf, id)?.lesson;
  if (own === undefined) return null;
  const { lesson } = checked({ ...own, id });
  return lesson === null ? null : shownDraft(lesson);
}
