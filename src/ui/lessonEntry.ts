import type { Lesson } from '../lessons/types.ts';

/** A lesson as the menu lists it. */
export type LessonEntry = Pick<Lesson, 'id' | 'code' | 'track' | 'title' | 'question'>;
