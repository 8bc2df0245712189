import { useMemo } from 'react';
import { homeTexts } from '../i18n/home.ts';
import { sandboxActions } from '../i18n/sandboxActions.ts';
import { shell } from '../i18n/shell.ts';
import type { EraId } from '../kafka/era/era.ts';
import { erasOf } from '../player/eras.ts';
import type { ChangedSetting } from '../player/settings.ts';
import { changedSettings, metadataBy, settingsChangedTo } from '../player/settings.ts';
import { ActionButton } from './ActionButton.tsx';
import { usePlayer, useSession, useText } from './context.tsx';
import { Mark } from './icons.tsx';
import { ShareButton } from './links/ShareButton.tsx';
import { TeachIcon } from './present/TeachIcon.tsx';

export function TopBar() {
  const say = useText();
  return (
    <header className="top-bar">
      <ActionButton id="home" className="brand" name={`Highwater: ${say(homeTexts.home)}`}><Mark /><span lang="en">Highwater</span></ActionButton>
      <ActionButton id="lessons" className="menu-trigger" label={shell.lessons} hasPopup>{say(shell.lessons)} <span aria-hidden="true">▾</span></ActionButton>
      <SandboxButton />
      <span className="top-bar-space" />
      <EraChoice />
      <Settings />
      <Switches />
    </header>
  );
}

function SandboxButton() {
  const say = useText();
  const here = useSession((session) => session.kind === 'sandbox');
  return <ActionButton id="sandbox" className={here ? 'menu-trigger here' : 'menu-trigger'} hasPopup>{say(sandboxActions.open)}</ActionButton>;
}

/** The version; a lesson can be replayed in another. */
function EraChoice() {
  const era = useSession((session) => session.era);
  const lesson = useSession((session) => session.lesson);
  const isLesson = useSession((session) => session.kind === 'lesson');
  const player = usePlayer();
  const say = useText();
  if (!isLesson) return <span className="chip" title={say(shell.eraLabel)}><span lang="en">{say(shell.era, era, metadataBy(era))}</span></span>;
  return (
    <select className="chip era-choice" aria-label={say(shell.replayIn)} title={say(shell.replayIn)} value={era} onChange={(event) => player.openLesson(lesson.id, event.target.value as EraId)}>
      {erasOf(lesson).map((one) => <option key={one} value={one} lang="en">{say(shell.era, one, metadataBy(one))}</option>)}
    </select>
  );
}

/** At most so many chips, on a phone one; the others are in the last one's title. */
const MOST_CHIPS = 2;
/** Letters of which none is left out to make room. */
const SHORT = 16;

function Settings() {
  const changes = useSession(({ course }) => settingsChangedTo(course, course.cursor));
  const lesson = useSession((session) => session.lesson);
  const era = useSession((session) => session.era);
  const say = useText();
  const settings = useMemo(() => changedSettings(lesson.cluster, era, changes), [changes, lesson, era]);
  if (settings.length === 0) return null;
  return (
    <ul className="settings" aria-label={say(shell.changedSettings)} title={say(shell.changedSettings)}>
      {settings.slice(0, MOST_CHIPS).map(({ name, value }) => <li key={name} className={`chip chip-changed${name.length + value.length < SHORT ? ' chip-short' : ''}`} lang="en" title={`${name}=${value}`}>{`${name}=${value}`}</li>)}
      <Rest settings={settings.slice(MOST_CHIPS)} />
      <Rest settings={settings.slice(1)} narrow />
    </ul>
  );
}

/** How many more there are; which of the two is shown is the style sheet's. */
function Rest({ settings, narrow = false }: { readonly settings: readonly ChangedSetting[]; readonly narrow?: boolean }) {
  if (settings.length === 0) return null;
  const words = settings.map(({ name, value }) => `${name}=${value}`).join('\n');
  return <li className={`chip chip-changed chip-rest${narrow ? ' narrow' : ''}`} lang="en" title={words}>{`+${settings.length}`}</li>;
}

function Switches() {
  const say = useText();
  const player = usePlayer();
  const language = useSession((session) => session.language);
  const dark = useSession((session) => session.theme === 'dark');
  return (
    <span className="switches">
      <fieldset className="segmented" aria-label={say(shell.language)}>
        <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => player.setLanguage('en')}>EN</button>
        <button type="button" lang="zh-Hans" aria-pressed={language !== 'en'} onClick={() => player.setLanguage('zh-Hans')}>中文</button>
      </fieldset>
      <ShareButton />
      <ActionButton id="present" className="round present-button"><TeachIcon name="present" /></ActionButton>
      <ActionButton id="theme" className="round" label={dark ? shell.toLight : shell.toDark}><span aria-hidden="true">{dark ? '☀' : '☾'}</span></ActionButton>
      <ActionButton id="help" className="round"><span aria-hidden="true">?</span></ActionButton>
    </span>
  );
}
