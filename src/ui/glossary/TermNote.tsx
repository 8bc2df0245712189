import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, PointerEvent, RefObject } from 'react';
import { lessonOf } from '../../i18n/glossary/lessonOf.ts';
import type { Term } from '../../i18n/glossary/term.ts';
import { glossaryPhrases, glossaryWords } from '../../i18n/glossary/words.ts';
import { headings } from '../../player/entrance.ts';
import { Breakable } from '../Breakable.tsx';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import './glossary.css';

/** A mouse that only passes by opens nothing; one on its way from the word to its note closes nothing. */
const OPEN_AFTER_MS = 200;
const CLOSE_AFTER_MS = 250;
const GAP_PX = 6;

/** A native button would be a box of its own: Chinese punctuation could then begin a line. */
const BUTTON = { role: 'button', tabIndex: 0 } as const;

/** A word of a lesson with what it means: shown when it is pointed at, focused or tapped; Esc, or leaving it, hides it. */
export function TermNote({ term, words }: { readonly term: Term; readonly words: string }) {
  const [open, setOpen] = useState(false);
  const word = useRef<HTMLSpanElement>(null);
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const openIn = (ms: number, to: boolean): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(to), ms);
  };
  const show = (): void => {
    clearTimeout(timer.current);
    setOpen(true);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    // The page plays and steps by these keys.
    event.preventDefault();
    event.stopPropagation();
    show();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const onFocus = (event: FocusEvent): void => {
    if (event.target === word.current && event.target.matches(':focus-visible')) show();
  };
  const onEnter = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') openIn(OPEN_AFTER_MS, true);
  };
  const onLeave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && document.activeElement !== word.current) openIn(CLOSE_AFTER_MS, false);
  };
  return (
    <span className="term-place" onBlur={onBlur} onFocus={onFocus} onPointerEnter={onEnter} onPointerLeave={onLeave}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role is in BUTTON */}
      <span ref={word} className="term" {...BUTTON} data-term={term.id} aria-expanded={open} aria-describedby={open ? id : undefined} onClick={show} onKeyDown={onKey}><Breakable text={words} /></span>
      {open && <Note id={id} term={term} word={word} onClose={() => setOpen(false)} />}
    </span>
  );
}

interface NoteProps {
  readonly id: string;
  readonly term: Term;
  readonly word: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

function Note({ id, term, word, onClose }: NoteProps) {
  const player = usePlayer();
  const say = useText();
  const here = useSession((session) => session.lesson.id);
  const note = useRef<HTMLSpanElement>(null);
  const lesson = lessonOf(term, headings);
  useLayoutEffect(() => {
    const [box, anchor] = [note.current, word.current];
    if (box === null || anchor === null) return undefined;
    box.showPopover();
    placeNear(box, anchor);
    // What scrolls away takes its note with it.
    const away = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(anchor)) onClose();
    };
    document.addEventListener('scroll', away, true);
    return () => document.removeEventListener('scroll', away, true);
  }, [word, onClose]);
  // Before it closes, not after: who presses Enter at once after Esc opens it again.
  return (
    <span ref={note} popover="auto" className="term-note" role="note" aria-label={say(glossaryPhrases.note, say(term.name))} onBeforeToggle={(event) => { if (event.newState === 'closed') onClose(); }}>
      <strong>{say(term.name)}</strong>
      <span id={id}><Line text={say(term.means)} /></span>
      <span className="term-ways">
        {lesson !== undefined && lesson.id !== here && <button type="button" className="link" onClick={() => player.openLesson(lesson.id)}>{say(glossaryPhrases.shownIn, lesson.code, say(lesson.title))}</button>}
        <button type="button" className="link" onClick={() => { onClose(); player.showGlossary(term.id); }}>{say(glossaryWords.inGlossary)}</button>
      </span>
    </span>
  );
}

/** Under the word where there is room, else over it; always inside the window. */
function placeNear(box: HTMLElement, anchor: HTMLElement): void {
  const word = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(GAP_PX, Math.min(word.left, innerWidth - width - GAP_PX));
  const under = word.bottom + GAP_PX;
  const top = under + height <= innerHeight - GAP_PX ? under : Math.max(GAP_PX, word.top - GAP_PX - height);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
