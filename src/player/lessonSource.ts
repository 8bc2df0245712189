import type { EraId } from '../kafka/era/era.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';
import { catalogue } from '../lessons/catalogue.ts';
import type { Lesson } from '../lessons/types.ts';
import { guideOf } from './lessonGuide.ts';
import type { Opened } from './sessionStore.ts';
import { takenLessons } from './takenLessons.ts';

/** Where a session gets its lessons from. */
export interface LessonSource {
  /** Fetches a lesson that is not at hand; null: it can be opened at once. Absent: all can. The promise fails when it cannot be fetched. */
  fetch?(id: string | undefined): Promise<unknown> | null;
  /** Finds a lesson that is at hand and boots its cluster; an unknown id opens the first lesson. */
  open(id: string | undefined, era: EraId | undefined): Opened;
}

/** Fetches each lesson when it is first asked for. */
export function fetchedLessons(): Required<LessonSource> {
  const atHand = new Map<string, Lesson>();
  const entryOf = (id: string | undefined): CatalogueEntry | undefined => catalogue.find(({ heading }) => heading.id === id) ?? catalogue[0];
  return {
    fetch: (id) => {
      const entry = entryOf(id);
      if (takenLessons().has(id ?? '') || entry === undefined || atHand.has(entry.heading.id)) return null;
      return entry.load().then((lesson) => atHand.set(lesson.id, lesson));
    },
    open: (id, era) => openIn([...takenLessons().values(), ...atHand.values()], takenLessons().has(id ?? '') ? id : entryOf(id)?.heading.id, era),
  };
}

/** Finds a lesson and boots its cluster; an unknown id opens the first lesson, an era that is none of its versions or cannot run it the lesson's own. */
export function openIn(lessons: readonly Lesson[], id: string | undefined, asked?: EraId): Opened {
  const lesson = lessons.find((one) => one.id === id) ?? lessons[0];
  if (lesson === undefined) throw new Error('there are no lessons');
  // The scenes of a lesson with versions of its own wait for what happens only there.
  const era = asked !== undefined && lesson.eras?.includes(asked) === false ? undefined : asked;
  try {
    return { lesson, era: era ?? lesson.era, guide: guideOf(lesson, era) };
  } catch (error) {
    if (era === undefined || era === lesson.era) throw error;
    return { lesson, era: lesson.era, guide: guideOf(lesson) };
  }
}
