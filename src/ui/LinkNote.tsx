import { useEffect, useState } from 'react';
import { shell } from '../i18n/shell.ts';
import { useText } from './context.tsx';
import type { LessonEntry } from './lessonEntry.ts';

interface Trouble {
  /** The lesson the link asks for; null when it says nothing that the page knows. */
  readonly asked: string | null;
}

const KNOWN = ['lesson', 'era', 'lang', 'theme', 'step', 'run'];
/** Where the skip link goes. */
const PLACE = 'stage';
const MOST_SHOWN = 40;

/** What a link asks for and the page has not; null for a sound link, none, or a place on the page. */
export function troubleWith(hash: string, lessons: readonly Pick<LessonEntry, 'id'>[]): Trouble | null {
  const words = hash.replace(/^#/, '');
  if (words === '' || words === PLACE) return null;
  const given = new URLSearchParams(words);
  const asked = given.get('lesson');
  if (asked !== null) return lessons.some(({ id }) => id === asked) ? null : { asked: asked.slice(0, MOST_SHOWN) };
  return KNOWN.some((name) => given.has(name)) ? null : { asked: null };
}

/** Says that a link led nowhere, and what is shown instead. */
export function LinkNote({ hash, lessons }: { readonly hash: string; readonly lessons: readonly LessonEntry[] }) {
  const [trouble, setTrouble] = useState(() => troubleWith(hash, lessons));
  const say = useText();
  useEffect(() => {
    // The event's own address: the page has corrected the present one by now.
    const follow = (event: HashChangeEvent): void => setTrouble(troubleWith(new URL(event.newURL).hash, lessons));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [lessons]);
  if (trouble === null) return null;
  return (
    <div className="link-note" role="note">
      <p>{trouble.asked === null ? say(shell.unreadableLink) : say(shell.noSuchLesson, trouble.asked)}</p>
      <button type="button" className="round" aria-label={say(shell.close)} onClick={() => setTrouble(null)}><span aria-hidden="true">✕</span></button>
    </div>
  );
}
