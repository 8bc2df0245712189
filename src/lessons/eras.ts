import type { EraId } from '../kafka/era/era.ts';
import { withErrorWords } from './errorWords.ts';
import type { Lesson, WhatIf } from './types.ts';

/** The versions in which a lesson ends as it says unless it names its own, oldest first. */
export const playedIn: readonly EraId[] = ['2.8', '3.9', '4.1'];

/** The versions in which this lesson ends as it says, oldest first. */
export function erasOf(lesson: Pick<Lesson, 'eras'>): readonly EraId[] {
  return lesson.eras ?? playedIn;
}

/** The what-ifs that this version can play. */
export function whatIfsIn(lesson: Pick<Lesson, 'whatIf'>, era: EraId): readonly WhatIf[] {
  return lesson.whatIf.filter(({ eras }) => eras === undefined || eras.includes(era));
}

/** The lesson as this version tells it: only the what-ifs that it can play, and errors by its names. */
export function lessonIn(lesson: Lesson, era: EraId): Lesson {
  const whatIf = whatIfsIn(lesson, era);
  return withErrorWords(whatIf.length === lesson.whatIf.length ? lesson : { ...lesson, whatIf }, era);
}
