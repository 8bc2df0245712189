import type { EraId } from '../kafka/era/era.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';
import { catalogue } from '../lessons/catalogue.ts';
import { lessonIn } from '../lessons/eras.ts';
import type { Lesson } from '../lessons/types.ts';
import { guideOf } from './lessonGuide.ts';
import { isOwnId } from './ownLessons.ts';
import type { Shelf } from './preferences.ts';
import type { Opened } from './sessionStore.ts';

/** Where a session gets its lessons from. */
export interface LessonSource {
  /** Fetches a lesson that is not at hand; null: it can be opened at once. Absent: all can. The promise fails when it cannot be fetched. */
  fetch?(id: string | undefined): Promise<unknown> | null;
  /** Finds a lesson that is at hand and boots its cluster; an unknown id opens the first lesson. */
  open(id: string | undefined, era: EraId | undefined): Opened;
  /** Whether this very lesson is at hand. Absent: not known. */
  has?(id: string): boolean;
}

/** Fetches each lesson when it is first asked for; the visitor's own are read from where they are kept. */
export function fetchedLessons(shelf: Shelf | null = null): Required<LessonSource> {
  const atHand = new Map<string, Lesson>();
  const entryOf = (id: string | undefined): CatalogueEntry | undefined => catalogue.find(({ heading }) => heading.id === id) ?? catalogue[0];
  const fetchEntry = (entry: CatalogueEntry | undefined): Promise<unknown> | null => (
    entry === undefined || atHand.has(entry.heading.id) ? null : entry.load().then((lesson) => atHand.set(lesson.id, lesson)));
  const fetchOwn = async (id: string): Promise<void> => {
    const { playableOwn } = await import('./author/ownOpen.ts');
    const lesson = playableOwn(shelf, id);
    // It may have been changed or deleted since.
    atHand.delete(id);
    if (lesson === null) await fetchEntry(catalogue[0]);
    else atHand.set(id, lesson);
  };
  return {
    fetch: (id) => (id !== undefined && isOwnId(id) ? fetchOwn(id) : fetchEntry(entryOf(id))),
    open: (id, era) => openIn([...atHand.values()], id !== undefined && atHand.has(id) ? id : entryOf(id)?.heading.id, era),
    has: (id) => atHand.has(id),
  };
}

/** Finds a lesson and boots its cluster; an unknown id opens the first lesson, an era that is none of its versions or cannot run it the lesson's own. */
export function openIn(lessons: readonly Lesson[], id: string | undefined, asked?: EraId): Opened {
  const lesson = lessons.find((one) => one.id === id) ?? lessons[0];
  if (lesson === undefined) throw new Error('there are no lessons');
  // The scenes of a lesson with versions of its own wait for what happens only there.
  const era = asked !== undefined && lesson.eras?.includes(asked) === false ? undefined : asked;
  try {
    return { lesson: lessonIn(lesson, era ?? lesson.era), era: era ?? lesson.era, guide: guideOf(lesson, era) };
  } catch (error) {
    if (era === undefined || era === lesson.era) throw error;
    return { lesson: lessonIn(lesson, lesson.era), era: lesson.era, guide: guideOf(lesson) };
  }
}
