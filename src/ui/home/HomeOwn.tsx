import { useRef, useState } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { Say } from '../../i18n/text.ts';
import type { OwnLesson } from '../../player/ownLessons.ts';
import { deleteOwnLesson, headingOf, readOwnLessons, restoreOwnLesson } from '../../player/ownLessons.ts';
import { writeLink } from '../../player/permalink.ts';
import type { Shelf } from '../../player/preferences.ts';
import { download } from '../download.ts';
import { Line } from '../Prose.tsx';
import { HomeUnread } from './HomeUnread.tsx';
import '../css/panel.css';

/** The lessons that the visitor wrote; a deleted one can be put back. */
export function HomeOwn({ shelf, say }: { readonly shelf: Shelf | null; readonly say: Say }) {
  const [lessons, setLessons] = useState(() => readOwnLessons(shelf));
  const [gone, setGone] = useState<ReturnType<typeof deleteOwnLesson>>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const remove = (id: string): void => {
    setGone(deleteOwnLesson(shelf, id));
    setLessons(readOwnLessons(shelf));
    // Its button is gone with it.
    head.current?.focus();
  };
  const putBack = (): void => {
    if (gone !== null) restoreOwnLesson(shelf, gone);
    setGone(null);
    setLessons(readOwnLessons(shelf));
    head.current?.focus();
  };
  return (
    <section className="home-own home-track" aria-labelledby="own-head">
      <header className="home-own-head">
        <h2 id="own-head" ref={head} tabIndex={-1}>{say(editorTexts.own)}</h2>
        <a href={writeLink({ edit: 'import', language: say.language })}>{say(editorTexts.import)}</a>
      </header>
      <p className="hint">{say(editorTexts.ownHint)}</p>
      <output>{gone !== null && <span>{say(editorPhrases.deleted, say(headingOf(gone.deleted).title))} <button type="button" className="link" onClick={putBack}>{say(editorTexts.undo)}</button></span>}</output>
      <HomeUnread shelf={shelf} say={say} after={head} />
      {lessons.length > 0 && <ul>{lessons.map((own) => <li key={own.id}><OwnCard own={own} say={say} onDelete={() => remove(own.id)} /></li>)}</ul>}
    </section>
  );
}

function OwnCard({ own, say, onDelete }: { readonly own: OwnLesson; readonly say: Say; readonly onDelete: () => void }) {
  const { id, title, question } = headingOf(own);
  const name = say(title);
  const named = (what: string): string => say(editorPhrases.doTo, what, name);
  const { language } = say;
  return (
    <div className="home-own-card">
      {!own.isWhole && <span className="kicker">{say(editorTexts.draft)}</span>}
      <strong>{name}</strong>
      <span className="question"><Line text={say(question)} /></span>
      <span className="home-own-actions">
        {own.text === undefined && <a className="panel-button" aria-label={named(say(editorTexts.play))} href={writeLink({ lesson: id, language })}>{say(editorTexts.play)}</a>}
        <a className="panel-button" aria-label={named(say(editorTexts.edit))} href={writeLink({ edit: id, language })}>{say(editorTexts.edit)}</a>
        {own.isWhole && <button type="button" className="panel-button" aria-label={named(say(editorTexts.export))} onClick={() => download(new Blob([`${JSON.stringify(own.lesson, null, 2)}\n`], { type: 'application/json' }), `${id}.lesson.json`)}>{say(editorTexts.export)}</button>}
        <button type="button" className="panel-button" aria-label={named(say(editorTexts.delete))} onClick={onDelete}>{say(editorTexts.delete)}</button>
      </span>
    </div>
  );
}
