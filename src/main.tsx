import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import './theme/theme.css';
import type { Entrance } from './player/entrance.ts';
import { beginFetching, headings, readEntrance } from './player/entrance.ts';
import { noteHome } from './player/homeEntry.ts';
import { addressWords } from './player/lastMoment.ts';
import { doubleStrings } from './i18n/text.ts';
import { keepForOffline } from './player/offline.ts';
import { EmbedShell } from './ui/embed/EmbedShell.tsx';
import { rescueFocus } from './ui/focusRescued.ts';
import { HomeShell } from './ui/HomeShell.tsx';
import { Shell } from './ui/Shell.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

const root = createRoot(place);
rescueFocus(document);

function showShell({ isHome, editing, embed, language, heading }: Entrance, failed: boolean): void {
  const whole = isHome || editing !== null ? <HomeShell language={language} failed={failed} isHome={isHome} /> : <Shell language={language} heading={heading} failed={failed} />;
  flushSync(() => root.render(<StrictMode>{embed === null ? whole : <EmbedShell language={language} failed={failed} />}</StrictMode>));
}

/** A link of a page without a run, or one typed there, opens what it leads to in the same page. */
function leave(from: Entrance): void {
  const follow = (): void => {
    const next = readEntrance(location.hash);
    if (isSamePage(next, from)) return;
    window.removeEventListener('hashchange', follow);
    enter(next);
  };
  window.addEventListener('hashchange', follow);
}

function isSamePage(one: Entrance, other: Entrance): boolean {
  return one.isHome === other.isHome && one.editing === other.editing && one.heading === other.heading;
}

async function begin(entrance: Entrance): Promise<void> {
  try {
    if (entrance.isHome) {
      const { Home } = await import('./ui/home/Home.tsx');
      if (readEntrance(location.hash).isHome) root.render(<StrictMode><Home entrance={entrance} lessons={headings} /></StrictMode>);
    } else if (entrance.editing !== null) {
      const { EditorPage } = await import('./ui/editor/EditorPage.tsx');
      if (isSamePage(readEntrance(location.hash), entrance)) root.render(<StrictMode><EditorPage key={entrance.editing} entrance={entrance} editing={entrance.editing} /></StrictMode>);
    } else {
      const { play } = await import('./play.tsx');
      await play(root, entrance);
    }
  } catch (error) {
    showShell(entrance, true);
    throw error;
  }
  if (entrance.embed === null) keepForOffline(window);
}

function enter(entrance: Entrance): void {
  document.documentElement.lang = entrance.language;
  document.documentElement.dataset['theme'] = entrance.theme;
  beginFetching(entrance);
  showShell(entrance, false);
  if (entrance.isHome || entrance.editing !== null) {
    noteHome(window.history);
    leave(entrance);
  }
  // The frame is painted before the model is read: a hidden page paints nothing and does not wait.
  if (document.hidden) void begin(entrance);
  else requestAnimationFrame(() => setTimeout(() => void begin(entrance), 0));
}

// A look at how the page bears longer words.
if (new URLSearchParams(location.search).get('strings') === 'double') doubleStrings();

enter(readEntrance(addressWords(window)));
