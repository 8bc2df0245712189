import { parseLesson } from '../lessons/schema.ts';
import { takeLesson } from './ownLessons.ts';
import type { Start } from './startBlock.ts';

/**
 * Takes the lesson that a page made for one lesson brings.
 *
 * @throws Error naming the first place that is wrong; the page cannot show what it was made for.
 */
export function takeStart({ lesson }: Start): void {
  if (lesson === undefined) return;
  const parsed = parseLesson(lesson);
  if (!parsed.ok) throw new Error(parsed.problems.slice(0, 1).map(({ path, reason }) => `${path}: ${reason}`).join());
  takeLesson(parsed.lesson);
}
