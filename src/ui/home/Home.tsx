import { Component, lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { homeTexts } from '../../i18n/home.ts';
import { lossTexts } from '../../i18n/losses.ts';
import { sandboxActions } from '../../i18n/sandboxActions.ts';
import type { Say } from '../../i18n/text.ts';
import { sayIn } from '../../i18n/text.ts';
import type { Entrance } from '../../player/entrance.ts';
import { SANDBOX_ID } from '../../player/entrance.ts';
import { writeLink } from '../../player/permalink.ts';
import { readProgress } from '../../player/progress.ts';
import { readScores } from '../../player/score.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { HomeHead } from './HomeHead.tsx';
import { HomeLessons } from './HomeLessons.tsx';
import { HomeOwn } from './HomeOwn.tsx';
import { Switches, useWishes } from './wishes.tsx';
import './home.css';

const HomeLosses = lazy(() => import('./HomeLosses.tsx'));
const HomePicture = lazy(() => import('./HomePicture.tsx'));

interface Props {
  readonly entrance: Entrance;
  readonly lessons: readonly LessonEntry[];
}

/** What this is, a cluster to try at once, and everything there is to open. The model is fetched after the first paint. */
export function Home({ entrance, lessons }: Props) {
  const { language, theme, setLanguage, setTheme } = useWishes(entrance);
  const say = sayIn(language);
  const [done] = useState(() => readProgress(entrance.shelf));
  const [scores] = useState(() => readScores(entrance.shelf));
  const linkTo = (lesson: string): string => writeLink({ lesson, language });
  return (
    <div className="home">
      <a className="skip" href="#lessons" onClick={(event) => { event.preventDefault(); document.getElementById('lessons')?.focus(); }}>{say(homeTexts.lessons)}</a>
      <HomeHead language={language}>
        <a className="menu-trigger" href={linkTo(SANDBOX_ID)}>{say(sandboxActions.open)}</a>
        <span className="top-bar-space" />
        <Switches say={say} theme={theme} onLanguage={setLanguage} onTheme={setTheme} />
      </HomeHead>
      <main className="home-body">
        <section className="home-claim">
          <h1>{say(homeTexts.claim)}</h1>
          <p>{say(homeTexts.what)}</p>
        </section>
        <section className="home-picture" aria-label={say(homeTexts.picture)}>
          <Picture say={say}><Suspense fallback={<p className="empty">{say(homeTexts.loading)}</p>}><HomePicture language={language} theme={theme} linkTo={linkTo} /></Suspense></Picture>
        </section>
        <HomeLessons lessons={lessons} done={done} scores={scores} say={say} linkTo={linkTo} />
        <HomeOwn shelf={entrance.shelf} say={say} />
        <LossesSection say={say}><HomeLosses lessons={lessons} say={say} linkTo={linkTo} /></LossesSection>
        <section className="home-sandbox">
          <h2>{say(homeTexts.sandbox)}</h2>
          <p>{say(homeTexts.sandboxWhat)} <a href={linkTo(SANDBOX_ID)}>{say(sandboxActions.open)}</a></p>
        </section>
      </main>
    </div>
  );
}

/** The questions people ask first; what is said of them is fetched when they are opened. */
function LossesSection({ say, children }: { readonly say: Say; readonly children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  return (
    <details className="home-losses" onToggle={({ currentTarget }) => { if (currentTarget.open) setAsked(true); }}>
      <summary><h2>{say(lossTexts.open)}</h2></summary>
      {asked && <Picture say={say}><Suspense fallback={<span aria-busy="true" />}>{children}</Suspense></Picture>}
    </details>
  );
}

/** Without its picture the page still leads to the lessons. */
class Picture extends Component<{ readonly say: Say; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <p className="empty">{this.props.say(homeTexts.notThere)}</p> : this.props.children;
  }
}
