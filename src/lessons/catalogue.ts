import type { Heading } from './headings.ts';
import { headings } from './headings.ts';
import type { Lesson } from './types.ts';

export type LessonId = keyof typeof headings;

/** One file a lesson: it is fetched when the lesson is opened. */
const files: Readonly<Record<LessonId, () => Promise<Lesson>>> = {
  'high-watermark': async () => (await import('./high-watermark.ts')).highWatermark,
  'isr-shrink-and-expand': async () => (await import('./isr-shrink-and-expand.ts')).isrShrinkAndExpand,
  'clean-failover': async () => (await import('./clean-failover.ts')).cleanFailover,
  'unclean-election': async () => (await import('./unclean-election.ts')).uncleanElection,
};

/** A lesson that can be fetched. */
export interface CatalogueEntry {
  readonly heading: Heading;
  /** @throws when its file cannot be fetched. */
  readonly load: () => Promise<Lesson>;
}

/** Every lesson, in the order in which a track teaches it: what the page knows of the lessons at first. */
export const catalogue: readonly CatalogueEntry[] = Object.values(headings).map((heading) => ({ heading, load: files[heading.id] }));
