import type { Bilingual } from '../../lessons/types.ts';
import { sameData } from '../../world/canonical.ts';
import type { NotKept } from '../ownLessons.ts';
import { freeId, headingOf, keepOwnLesson, readOwnLessons } from '../ownLessons.ts';
import type { Shelf } from '../preferences.ts';
import type { TextProblem } from './lessonFile.ts';
import { readDraft } from './lessonFile.ts';

/** What became of a text that was imported. */
export type Imported =
  | { readonly is: 'imported' | 'here-already'; readonly id: string; readonly title: Bilingual }
  /** `isDraft`: only texts and endings are missing. */
  | { readonly is: 'wrong'; readonly problems: readonly TextProblem[]; readonly isDraft: boolean }
  | { readonly is: 'not-kept'; readonly why: NotKept };

/** Adds the lesson to the visitor's own, under an id that is free; nothing that was there changes. */
export function importLesson(shelf: Shelf | null, text: string, asDraft = false): Imported {
  const read = readDraft(text);
  if (!read.ok || (read.problems.length > 0 && !asDraft)) return { is: 'wrong', problems: read.problems, isDraft: read.ok };
  const before = readOwnLessons(shelf);
  const same = before.find((own) => sameData(own.lesson, { ...read.lesson, id: own.id }));
  if (same !== undefined) return { is: 'here-already', id: same.id, title: headingOf(same).title };
  const id = freeId(read.lesson.id, before.map((own) => own.id));
  const own = { id, lesson: { ...read.lesson, id }, isWhole: read.problems.length === 0 };
  const why = keepOwnLesson(shelf, own);
  return why === null ? { is: 'imported', id, title: headingOf(own).title } : { is: 'not-kept', why };
}
