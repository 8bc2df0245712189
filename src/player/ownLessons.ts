import type { Heading } from '../lessons/heading.ts';
import type { Lesson } from '../lessons/types.ts';
import type { Recording } from './author/recording.ts';
import type { Shelf } from './preferences.ts';

/** A lesson that the visitor wrote, or is writing. */
export interface OwnLesson {
  /** `own-…`, as in the lesson itself. */
  readonly id: string;
  /** The lesson as far as it is written; what was stored may have been changed by others, so it is read with care. */
  readonly lesson: unknown;
  /** The run that it was made of. */
  readonly recording?: Recording;
  /** Its text while it is no lesson, as it was typed. */
  readonly text?: string;
  /** Nothing is missing, as it was when it was kept. */
  readonly isWhole: boolean;
}

/** Why something was not kept. */
export type NotKept = 'too-many' | 'too-large' | 'no-room';

export const OWN_KEY = 'highwater.lessons';
/** Where the text goes that stood there and was not understood. */
const ASIDE_KEY = `${OWN_KEY}.unread`;
const OWN = /^own-[a-z0-9]+(-[a-z0-9]+)*$/;
export const MOST_OWN_LESSONS = 40;
/** Characters of all own lessons together; a browser gives a page about five million. */
export const MOST_OWN_CHARACTERS = 2_000_000;

/** No lesson that comes with the page begins like this. */
export function isOwnId(id: string): boolean {
  return OWN.test(id);
}

/** What is kept, oldest first; whatever cannot be read counts as none. */
export function readOwnLessons(shelf: Shelf | null): readonly OwnLesson[] {
  try {
    return understood(shelf?.getItem(OWN_KEY) ?? '[]').lessons;
  } catch {
    return [];
  }
}

function understood(text: string): { readonly lessons: readonly OwnLesson[]; readonly isAll: boolean } {
  try {
    const kept: unknown = JSON.parse(text);
    const lessons = Array.isArray(kept) ? kept.filter(isOwnLesson) : [];
    return { lessons, isAll: Array.isArray(kept) && lessons.length === kept.length };
  } catch {
    return { lessons: [], isAll: false };
  }
}

/** What is kept as own lessons and was not understood, as it was written: laid aside, or still in its place. null: there is none. */
export function unreadLessons(shelf: Shelf | null): string | null {
  try {
    const [aside, inPlace] = [shelf?.getItem(ASIDE_KEY) ?? '', shelf?.getItem(OWN_KEY) ?? ''];
    const parts = [aside, inPlace === '' || understood(inPlace).isAll ? '' : inPlace].filter((text) => text !== '');
    return parts.length === 0 ? null : [...new Set(parts)].join('\n');
  } catch {
    return null;
  }
}

/** Gives up what was not understood; the lessons that were stay. @returns why it could not. */
export function deleteUnread(shelf: Shelf | null): NotKept | null {
  const why = write(shelf, readOwnLessons(shelf));
  if (why === null) shelf?.setItem(ASIDE_KEY, '');
  return why;
}

function isOwnLesson(kept: unknown): kept is OwnLesson {
  return isObject(kept) && typeof kept['id'] === 'string' && isOwnId(kept['id']) && isObject(kept['lesson']) && isRecording(kept['recording'])
    && (kept['text'] === undefined || typeof kept['text'] === 'string') && typeof kept['isWhole'] === 'boolean';
}

function isRecording(kept: unknown): kept is Recording | undefined {
  return kept === undefined || (isObject(kept) && Array.isArray(kept['choices']) && typeof kept['check'] === 'string');
}

export function ownLesson(shelf: Shelf | null, id: string): OwnLesson | undefined {
  return readOwnLessons(shelf).find((one) => one.id === id);
}

/** Keeps a lesson in the place of the one with its id, or as a new one. What was kept before stays when there is no room. */
export function keepOwnLesson(shelf: Shelf | null, own: OwnLesson): NotKept | null {
  const before = readOwnLessons(shelf);
  const isNew = !before.some(({ id }) => id === own.id);
  if (isNew && before.length >= MOST_OWN_LESSONS) return 'too-many';
  return write(shelf, isNew ? [...before, own] : before.map((one) => (one.id === own.id ? own : one)));
}

/** Gives a lesson another id, free and as near to these words as can be. @returns the id it has now. */
export function renameOwnLesson(shelf: Shelf | null, id: string, words: string): string {
  const before = readOwnLessons(shelf);
  const to = freeId(words, before.map((one) => one.id).filter((one) => one !== id));
  const renamed = before.map((one) => (one.id === id && isObject(one.lesson) ? { ...one, id: to, lesson: { ...one.lesson, id: to } } : one));
  return write(shelf, renamed) === null ? to : id;
}

/** @returns what is needed to put it back. */
export function deleteOwnLesson(shelf: Shelf | null, id: string): { readonly deleted: OwnLesson; readonly at: number } | null {
  const before = readOwnLessons(shelf);
  const at = before.findIndex((one) => one.id === id);
  const deleted = before[at];
  if (deleted === undefined || write(shelf, before.toSpliced(at, 1)) !== null) return null;
  return { deleted, at };
}

export function restoreOwnLesson(shelf: Shelf | null, { deleted, at }: { readonly deleted: OwnLesson; readonly at: number }): NotKept | null {
  const others = readOwnLessons(shelf).filter(({ id }) => id !== deleted.id);
  return write(shelf, others.toSpliced(at, 0, deleted));
}

function write(shelf: Shelf | null, lessons: readonly OwnLesson[]): NotKept | null {
  const text = JSON.stringify(lessons);
  if (text.length > MOST_OWN_CHARACTERS) return 'too-large';
  try {
    if (shelf === null) return 'no-room';
    const unread = unreadLessons(shelf);
    if (unread !== null) shelf.setItem(ASIDE_KEY, unread);
    shelf.setItem(OWN_KEY, text);
    return null;
  } catch {
    return 'no-room';
  }
}

/** An id that none of these has: `own-unclean`, then `own-unclean-2`. */
export function freeId(wanted: string, taken: readonly string[]): string {
  const words = wanted.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').replace(/^own-/, '').slice(0, 40).replace(/-+$/, '');
  const id = `own-${words === '' ? 'lesson' : words}`;
  if (!taken.includes(id)) return id;
  for (let number = 2; ; number += 1) if (!taken.includes(`${id}-${number}`)) return `${id}-${number}`;
}

/** What the page says of a lesson before it is there; a missing text is said in the other language. null: there is no such lesson here. */
export function ownHeading(shelf: Shelf | null, id: string): Heading | null {
  const visiting = visitors.get(id);
  if (visiting !== undefined) return visiting;
  const own = isOwnId(id) ? ownLesson(shelf, id) : undefined;
  return own === undefined ? null : headingOf(own);
}

export function headingOf({ id, lesson }: OwnLesson): Heading {
  const { code, track, era, title, question } = isObject(lesson) ? lesson : {};
  return { id, code: wordOf(code), track: wordOf(track) as Heading['track'], era: wordOf(era) as Heading['era'], title: bilingual(title, id), question: bilingual(question, '') };
}

/** The own lessons that can be opened: those kept here, and those taken for this visit. */
export function ownHeadings(shelf: Shelf | null): readonly Heading[] {
  return [...readOwnLessons(shelf).map(headingOf), ...visitors.values()];
}

const visitors = new Map<string, Lesson>();

/**
 * Makes a lesson available for this visit without storing it: a page made of one lesson brings it along.
 *
 * @returns the id under which it is opened.
 */
export function takeLesson(lesson: Lesson): string {
  const id = isOwnId(lesson.id) ? lesson.id : `own-${lesson.id}`;
  visitors.set(id, { ...lesson, id });
  return id;
}

export function visitingLesson(id: string): Lesson | undefined {
  return visitors.get(id);
}

function bilingual(text: unknown, missing: string): Heading['title'] {
  const { en, zh } = isObject(text) ? text : {};
  return { en: wordOf(en) || wordOf(zh) || missing, zh: wordOf(zh) || wordOf(en) || missing };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
