import type { EraId } from '../kafka/era/era.ts';
import { lessons } from '../lessons/index.ts';
import { openIn } from './lessonSource.ts';
import type { Opened } from './sessionStore.ts';

export { lessons };

/** Finds a lesson and boots its cluster, with every lesson at hand: for programs without a page. See `openIn`. */
export function openLesson(id: string | undefined, era?: EraId): Opened {
  return openIn(lessons, id, era);
}
