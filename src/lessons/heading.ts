import type { Lesson } from './types.ts';

/** What the page says of a lesson before it is there. */
export type Heading = Pick<Lesson, 'id' | 'code' | 'track' | 'era' | 'title' | 'question'>;
