import { useCallback, useEffect, useRef, useState } from 'react';
import type { Lesson } from '../../lessons/types.ts';
import type { DraftHistory } from '../../player/author/draft.ts';
import { beginDraft, changed, redone, undone } from '../../player/author/draft.ts';
import type { TextProblem } from '../../player/author/lessonFile.ts';
import { checked, readDraft, writeLessonFile } from '../../player/author/lessonFile.ts';
import type { NotKept, OwnLesson } from '../../player/ownLessons.ts';
import { keepOwnLesson } from '../../player/ownLessons.ts';
import type { Shelf } from '../../player/preferences.ts';

const KEEP_AFTER_MS = 300;

/** What is written: the lesson, and its text where that is no lesson at the moment. */
interface Writing {
  /** null: the text has been none since it was opened. */
  readonly history: DraftHistory | null;
  /** As it is typed; null: the lesson's own. */
  readonly text: string | null;
}

export interface Draft {
  readonly lesson: Lesson | null;
  readonly text: string;
  readonly problems: readonly TextProblem[];
  /** The text is no lesson: the fields wait. */
  readonly isBroken: boolean;
  readonly notKept: NotKept | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly change: (change: (lesson: Lesson) => Lesson, about?: string) => void;
  readonly type: (text: string) => void;
  /** Typing is over: a text that is a lesson is written as the lesson is. */
  readonly typed: () => void;
  /** Leaves a broken text for the lesson as it was last, or the change of a field that broke it. */
  readonly giveUpText: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Keeps it at once, before the page is left. @returns why it was not. */
  readonly keep: () => NotKept | null;
}

export function useDraft(shelf: Shelf | null, own: OwnLesson): Draft {
  const [writing, setWriting] = useState<Writing>(() => opened(own));
  const [notKept, setNotKept] = useState<NotKept | null>(null);
  const { history, text } = writing;
  const lesson = history?.lesson ?? null;
  const shown = text ?? (lesson === null ? '' : writeLessonFile(lesson));
  const read = readDraft(shown);
  const isWhole = read.ok && read.problems.length === 0;
  const toKeep = useRef<OwnLesson | null>(null);
  const keep = useCallback(() => {
    if (toKeep.current === null) return null;
    const why = keepOwnLesson(shelf, toKeep.current);
    setNotKept(why);
    if (why === null) toKeep.current = null;
    return why;
  }, [shelf]);
  const isFirst = useRef(true);
  useEffect(() => {
    // What was only opened is kept already.
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const { text: _before, ...others } = own;
    toKeep.current = { ...others, lesson: lesson ?? own.lesson, isWhole, ...(read.ok || text === null ? {} : { text }) };
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [own, lesson, text, isWhole, read.ok, keep]);
  useEffect(() => {
    globalThis.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    return () => {
      globalThis.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
      keep();
    };
  }, [keep]);
  const update = (next: (history: DraftHistory) => DraftHistory): void => setWriting((now) => (now.history === null ? now : { history: next(now.history), text: null }));
  return {
    lesson, text: shown, problems: read.problems, isBroken: !read.ok, notKept, keep,
    canUndo: (history?.past.length ?? 0) > 0, canRedo: (history?.future.length ?? 0) > 0,
    change: (next, about) => update((now) => changed(now, next(now.lesson), about ?? null)),
    type: (typed) => setWriting((now) => ({ history: withText(now.history, typed, own.id), text: typed })),
    typed: () => setWriting((now) => (now.text !== null && readDraft(now.text).ok ? { ...now, text: null } : now)),
    giveUpText: () => setWriting(({ history: before, text: typed }) => ({ history: before !== null && typed === null ? undone(before) : before, text: before === null ? typed : null })),
    undo: () => update(undone),
    redo: () => update(redone),
  };
}

function opened(own: OwnLesson): Writing {
  const { lesson } = checked(own.lesson);
  const history = lesson === null ? null : beginDraft({ ...lesson, id: own.id });
  return { history, text: own.text ?? (history === null ? `${JSON.stringify(own.lesson, null, 2)}\n` : null) };
}

function withText(history: DraftHistory | null, text: string, id: string): DraftHistory | null {
  const read = readDraft(text);
  if (!read.ok) return history;
  const lesson = { ...read.lesson, id };
  return history === null ? beginDraft(lesson) : changed(history, lesson, 'text');
}
