import { askedIn } from '../../i18n/askedWords.ts';
import type { LessonEntry } from '../lessonEntry.ts';

/** The lessons whose code, title or question holds every word asked for, in either language, and those which people mean who say it otherwise. */
export function lessonsMatching(lessons: readonly LessonEntry[], query: string): readonly LessonEntry[] {
  const wanted = normal(query);
  const words = wanted.split(' ').filter((word) => word !== '');
  const meant = new Set(askedIn(wanted).lessons);
  return lessons.filter(({ code, title, question }) => {
    if (meant.has(code)) return true;
    const all = normal([code, title.en, title.zh, question.en, question.zh].join(' '));
    return words.every((word) => all.includes(word));
  });
}

/** Full-width letters, which Chinese keyboards type, count as the usual ones. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
