import { Component, lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { homeTexts } from '../../i18n/home.ts';
import type { Language } from '../../i18n/language.ts';
import { lossTexts } from '../../i18n/losses.ts';
import { sandboxActions } from '../../i18n/sandboxActions.ts';
import { shell } from '../../i18n/shell.ts';
import type { Say } from '../../i18n/text.ts';
import { sayIn } from '../../i18n/text.ts';
import type { Entrance } from '../../player/entrance.ts';
import { SANDBOX_ID } from '../../player/entrance.ts';
import { writeLink } from '../../player/permalink.ts';
import type { Theme } from '../../player/preferences.ts';
import { keepPreferences } from '../../player/preferences.ts';
import { readProgress } from '../../player/progress.ts';
import { readScores } from '../../player/score.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { HomeHead } from './HomeHead.tsx';
import { HomeLessons } from './HomeLessons.tsx';
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

/** What the visitor chose, kept for the next visit; the system's theme until one is chosen. */
function useWishes({ kept, shelf, ...first }: Entrance) {
  const [language, setLanguage] = useState(first.language);
  const [theme, setTheme] = useState(first.theme);
  const [chosen, setChosen] = useState(kept);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['theme'] = theme;
  }, [language, theme]);
  useEffect(() => {
    if (chosen !== kept) keepPreferences(shelf, chosen);
  }, [chosen, kept, shelf]);
  const followsSystem = chosen.theme === null;
  useEffect(() => {
    if (!followsSystem) return undefined;
    const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
    const follow = ({ matches }: MediaQueryListEvent): void => setTheme(matches ? 'dark' : 'light');
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [followsSystem]);
  return {
    language, theme,
    setLanguage: (to: Language) => {
      setLanguage(to);
      setChosen({ ...chosen, language: to });
      // An address that names another language would win at the next visit.
      globalThis.history.replaceState(globalThis.history.state, '', writeLink({ language: to }));
    },
    setTheme: (to: Theme) => { setTheme(to); setChosen({ ...chosen, theme: to }); },
  };
}

interface SwitchesProps {
  readonly say: Say;
  readonly theme: Theme;
  readonly onLanguage: (to: Language) => void;
  readonly onTheme: (to: Theme) => void;
}

function Switches({ say, theme, onLanguage, onTheme }: SwitchesProps) {
  const dark = theme === 'dark';
  const name = say(dark ? shell.toLight : shell.toDark);
  return (
    <span className="switches">
      <fieldset className="segmented" aria-label={say(shell.language)}>
        <button type="button" lang="en" aria-pressed={say.language === 'en'} onClick={() => onLanguage('en')}>EN</button>
        <button type="button" lang="zh-Hans" aria-pressed={say.language !== 'en'} onClick={() => onLanguage('zh-Hans')}>中文</button>
      </fieldset>
      <button type="button" className="round" aria-label={name} title={name} onClick={() => onTheme(dark ? 'light' : 'dark')}><span aria-hidden="true">{dark ? '☀' : '☾'}</span></button>
    </span>
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
