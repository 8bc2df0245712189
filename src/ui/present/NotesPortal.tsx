import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { notesTexts } from '../../i18n/notes.ts';
import type { Say } from '../../i18n/text.ts';
import { keyIsTaken } from '../../player/keys.ts';
import type { Theme } from '../../player/preferences.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Notes } from './Notes.tsx';

/** Draws the notes into the teacher's own window: one session, two windows, so they are always at the same step. */
export default function NotesPortal() {
  const player = usePlayer();
  const theme = useSession((session) => session.theme);
  const say = useText();
  const notes = player.notesWindow();
  useEffect(() => {
    if (notes === null) return undefined;
    copyStyles(notes.document);
    notes.addEventListener('keydown', passOn);
    return () => notes.removeEventListener('keydown', passOn);
  }, [notes]);
  useEffect(() => {
    if (notes !== null) dress(notes.document, say, theme);
  }, [notes, theme, say]);
  return notes === null ? null : createPortal(<Notes />, notes.document.body);
}

/** The page's keys work here too: it is told of them as if they were its own. */
function passOn(event: KeyboardEvent): void {
  if (keyIsTaken(event)) return;
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event;
  const copy = new KeyboardEvent('keydown', { key, code, shiftKey, ctrlKey, altKey, metaKey, cancelable: true });
  window.dispatchEvent(copy);
  if (copy.defaultPrevented) event.preventDefault();
}

function dress(into: Document, say: Say, theme: Theme): void {
  into.title = say(notesTexts.title);
  into.documentElement.lang = say.language;
  into.documentElement.dataset['theme'] = theme;
}

/** The rules themselves, so that nothing is fetched again for the other window. */
function copyStyles(into: Document): void {
  const copy = into.createElement('style');
  copy.textContent = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map(({ cssText }) => cssText).join('\n');
  into.head.append(copy);
}
