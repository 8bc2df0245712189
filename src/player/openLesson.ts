import type { EraId } from '../kafka/era/era.ts';
import { eraIds } from '../kafka/era/era.ts';
import { lessons } from '../lessons/index.ts';
import { guideOf } from './lessonGuide.ts';
import type { Opened } from './sessionStore.ts';

export { lessons };

/** An era by its name in a link; undefined when there is none of that name. */
export function eraNamed(name: string | undefined): EraId | undefined {
  return eraIds.find((era) => era === name);
}

/** Finds a lesson and boots its cluster; an unknown id opens the first lesson, an era that cannot run it the lesson's own. */
export function openLesson(id: string | undefined, era?: EraId): Opened {
  const lesson = lessons.find((one) => one.id === id) ?? lessons[0];
  if (lesson === undefined) throw new Error('there are no lessons');
  try {
    return { lesson, era: era ?? lesson.era, guide: guideOf(lesson, era) };
  } catch (error) {
    if (era === undefined || era === lesson.era) throw error;
    return { lesson, era: lesson.era, guide: guideOf(lesson) };
  }
}
