import { useEffect, useState } from 'react';
import type { Language } from '../../i18n/language.ts';
import { shell } from '../../i18n/shell.ts';
import type { Say } from '../../i18n/text.ts';
import type { Entrance } from '../../player/entrance.ts';
import type { Link } from '../../player/permalink.ts';
import { writeLink } from '../../player/permalink.ts';
import type { Theme } from '../../player/preferences.ts';
import { keepPreferences } from '../../player/preferences.ts';

/** What the visitor chose, kept for the next visit; the system's theme until one is chosen. */
export function useWishes({ kept, shelf, ...first }: Entrance, place: Pick<Link, 'edit'> = {}) {
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
      globalThis.history.replaceState(globalThis.history.state, '', writeLink({ ...place, language: to }));
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

/** Language and theme, where there is no session that keeps them. */
export function Switches({ say, theme, onLanguage, onTheme }: SwitchesProps) {
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
