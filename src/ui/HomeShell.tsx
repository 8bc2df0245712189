import { homeTexts } from '../i18n/home.ts';
import type { Language } from '../i18n/language.ts';
import { shell } from '../i18n/shell.ts';
import { sayIn } from '../i18n/text.ts';
import { HomeHead } from './home/HomeHead.tsx';
import './css/base.css';
import './css/shell.css';
import './css/lesson.css';
import './css/side.css';
import './css/transport.css';
import './home/home.css';

interface Props {
  readonly language: Language;
  readonly failed: boolean;
  /** Else a page beside it, which says nothing until it is there. */
  readonly isHome: boolean;
}

/** What the first page is, in one sentence, until the rest of it is there. */
export function HomeShell({ language, failed, isHome }: Props) {
  const say = sayIn(language);
  return (
    <div className="home" aria-busy={!failed}>
      <HomeHead language={language}>{null}</HomeHead>
      <main className="home-body">
        {isHome && <section className="home-claim">
          <h1>{say(homeTexts.claim)}</h1>
          <p>{say(homeTexts.what)}</p>
        </section>}
        {failed && <div className="broke" role="alert"><p>{say(shell.notLoaded)}</p></div>}
      </main>
    </div>
  );
}
