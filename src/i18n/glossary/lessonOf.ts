import type { Term } from './term.ts';

/** Terms whose own lesson cannot be opened yet, with the lesson that shows them meanwhile. */
export const SHOWN_MEANWHILE: Readonly<Record<string, string>> = {
  topic: 'R19', purgatory: 'R2', 'record-batch': 'R13', 'producer-id': 'R13', callback: 'G19', retriable: 'R5', 'leader-not-available': 'R5',
  segment: 'R20', 'active-segment': 'G15', retention: 'G15', compaction: 'G15', 'log-cleaner': 'G15', 'delete-retention': 'G15', tombstone: 'G15',
  kraft: 'R5', 'metadata-log': 'R5', 'fenced-broker': 'R19',
};

/** Of these lessons the one that shows a term: its own of the curriculum, else the one that shows it meanwhile. */
export function lessonOf<Entry extends { readonly code: string }>({ id, lesson }: Term, lessons: readonly Entry[]): Entry | undefined {
  return lessons.find(({ code }) => code === lesson) ?? lessons.find(({ code }) => code === SHOWN_MEANWHILE[id]);
}
