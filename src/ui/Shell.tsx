import type { Language } from '../i18n/language.ts';
import { sayIn } from '../i18n/text.ts';
import { shell } from '../i18n/shell.ts';
import { Mark } from './icons.tsx';
import type { LessonEntry } from './lessonEntry.ts';
import { LessonHead } from './LessonHead.tsx';
import './css/base.css';
import './css/shell.css';
import './css/lesson.css';
import './css/side.css';
import './css/transport.css';
import './css/forcedColors.css';

interface Props {
  readonly language: Language;
  /** null for a sandbox. */
  readonly heading: LessonEntry | null;
  /** What the page needs did not come. */
  readonly failed: boolean;
}

/** The page's frame with the lesson's question, shown until the model is there. */
export function Shell({ language, heading, failed }: Props) {
  const say = sayIn(language);
  return (
    <div className="page" aria-busy={!failed}>
      <header className="top-bar"><span className="brand"><Mark /><span lang="en">Highwater</span></span></header>
      <section className="lesson" aria-label={say(shell.lesson)}>{heading !== null && <LessonHead lesson={heading} say={say} />}</section>
      <main className="stage" id="stage" aria-label={say(shell.stage)}>
        {failed ? <div className="broke" role="alert"><p>{say(shell.notLoaded)}</p></div> : <p className="empty">{say(shell.loading)}</p>}
      </main>
      <aside className="side" aria-label={say(shell.details)} />
      <section className="transport" aria-label={say(shell.transport)} />
    </div>
  );
}
