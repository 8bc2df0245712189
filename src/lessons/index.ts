import { cleanFailover } from './clean-failover.ts';
import { highWatermark } from './high-watermark.ts';
import { isrShrinkAndExpand } from './isr-shrink-and-expand.ts';
import type { Lesson } from './types.ts';
import { uncleanElection } from './unclean-election.ts';

/** Every lesson, in the order in which a track teaches it. */
export const lessons: readonly Lesson[] = [highWatermark, isrShrinkAndExpand, cleanFailover, uncleanElection];

export function lessonById(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id);
}
