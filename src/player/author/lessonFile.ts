import type { LessonProblem } from '../../lessons/consistency.ts';
import { parseLesson } from '../../lessons/schema.ts';
import type { Bilingual, Lesson } from '../../lessons/types.ts';
import { sameData } from '../../world/canonical.ts';
import type { JsonText, TextPlace } from '../jsonText.ts';
import { readJson } from '../jsonText.ts';
import { limitProblems, MOST_FILE_CHARACTERS } from './limits.ts';

/** What is wrong, and where in the text. */
export interface TextProblem extends TextPlace, LessonProblem {}

/** A lesson that may be played although texts are still missing; `problems` says what is. */
export interface DraftText {
  readonly lesson: Lesson;
  readonly problems: readonly TextProblem[];
}

export type ReadDraft = ({ readonly ok: true } & DraftText) | { readonly ok: false; readonly problems: readonly TextProblem[] };

/** Reads a lesson's file: JSON, shape, names and numbers, and that it is no larger than a page can bear. */
export function readDraft(text: string): ReadDraft {
  if (text.length > MOST_FILE_CHARACTERS) return { ok: false, problems: [{ line: 1, column: 1, path: '', reason: `a lesson has at most ${MOST_FILE_CHARACTERS} characters` }] };
  const read = readJson(text);
  if (!read.ok) return { ok: false, problems: [{ ...read.place, path: '', reason: read.reason }] };
  const { lesson, problems } = checked(read.json.value);
  const placed = inOrder(problems, read.json);
  return lesson === null ? { ok: false, problems: placed } : { ok: true, lesson, problems: placed };
}

/** A whole lesson, or what is wrong with it. */
export function readLessonFile(text: string): { readonly ok: true; readonly lesson: Lesson } | { readonly ok: false; readonly problems: readonly TextProblem[] } {
  const read = readDraft(text);
  return read.ok && read.problems.length === 0 ? { ok: true, lesson: read.lesson } : { ok: false, problems: read.problems };
}

/** The file's text. */
export function writeLessonFile(lesson: Lesson): string {
  return `${JSON.stringify(lesson, null, 2)}\n`;
}

/** The data as a lesson with everything that is wrong; null: it cannot even be played. */
export function checked(data: unknown): { readonly lesson: Lesson | null; readonly problems: readonly LessonProblem[] } {
  const strict = parseLesson(data);
  if (strict.ok) {
    const problems = limitProblems(strict.lesson);
    return { lesson: problems.length === 0 ? strict.lesson : null, problems };
  }
  const filled = parseLesson(filledIn(data));
  // Missing texts keep names and numbers from being looked at, which is what it fails by then.
  if (!filled.ok) return { lesson: null, problems: [...strict.problems, ...filled.problems.filter((problem) => !strict.problems.some((one) => sameData(one, problem)))] };
  const limits = limitProblems(filled.lesson);
  return { lesson: limits.length === 0 ? (withTexts(data, '') as Lesson) : null, problems: [...strict.problems, ...limits] };
}

/** The same data with something in the place of each missing text, and of the endings where there are none. */
function filledIn(data: unknown): unknown {
  const filled = withTexts(data, '…');
  const isBare = typeof filled === 'object' && filled !== null && 'ends' in filled && Array.isArray(filled.ends) && filled.ends.length === 0;
  return isBare ? { ...filled, ends: [{ elapsedMs: {}, say: { en: '…', zh: '…' } }] } : filled;
}

/** A lesson as it is shown while texts are missing. */
export function shownDraft(lesson: Lesson): Lesson {
  return withTexts(lesson, '…') as Lesson;
}

function withTexts(data: unknown, missing: string): unknown {
  if (Array.isArray(data)) return data.map((item) => withTexts(item, missing));
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data);
  const isText = entries.length > 0 && entries.every(([key, value]) => (key === 'en' || key === 'zh') && typeof value === 'string');
  if (!isText) return Object.fromEntries(entries.map(([key, value]) => [key, withTexts(value, missing)]));
  const { en, zh } = data as Partial<Bilingual>;
  return { en: present(en) ?? missing, zh: present(zh) ?? missing };
}

function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function inOrder(problems: readonly LessonProblem[], json: JsonText): readonly TextProblem[] {
  return problems.map((problem) => ({ ...json.placeOf(problem.path), ...problem })).toSorted((a, b) => a.line - b.line || a.column - b.column);
}
