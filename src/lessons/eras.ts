import type { EraId } from '../kafka/era/era.ts';
import type { Lesson } from './types.ts';

/** The versions in which a lesson ends as it says unless it names its own, oldest first. */
export const playedIn: readonly EraId[] = ['2.8', '3.9', '4.1'];

/** The versions in which this lesson ends as it says, oldest first. */
export function erasOf(lesson: Pick<Lesson, 'eras'>): readonly EraId[] {
  return lesson.eras ?? playedIn;
}
