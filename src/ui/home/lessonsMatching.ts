import type { LessonEntry } from '../lessonEntry.ts';

/** The lessons whose code, title or question holds every word asked for, in either language. */
export function lessonsMatching(lessons: readonly LessonEntry[], query: string): readonly LessonEntry[] {
  const words = normal(query).split(' ').filter((word) => word !== '');
  return lessons.filter(({ code, title, question }) => {
    const all = normal([code, title.en, title.zh, question.en, question.zh].join(' '));
    return words.every((word) => all.includes(word));
  });
}

/** Full-width letters, which Chinese keyboards type, count as the usual ones. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
