import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/theme.css';
import { listenForKeys } from './player/keys.ts';
import { eraNamed, lessons, openLesson } from './player/openLesson.ts';
import { readLink } from './player/permalink.ts';
import { browserShelf, browserWishes, readPreferences } from './player/preferences.ts';
import { createPlayer } from './player/sessionStore.ts';
import { enterByLink } from './player/linkEnter.ts';
import { keepInStep, linkCopier } from './player/page.ts';
import { App } from './ui/App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const asked = location.hash;
const link = readLink(asked);
const shelf = browserShelf();
const kept = readPreferences(shelf);
const wishes = browserWishes();
const era = eraNamed(link.era);
const player = createPlayer({
  open: openLesson,
  ...(link.lesson === undefined ? {} : { lessonId: link.lesson }),
  ...(era === undefined ? {} : { era }),
  ...(link.step === undefined ? {} : { step: link.step }),
  language: link.language ?? kept.language ?? wishes.language,
  theme: link.theme ?? kept.theme ?? wishes.theme,
  singleLetterKeys: kept.singleLetterKeys,
  stageTab: kept.stageTab,
  shelf,
  copyLink: () => copy(),
  toggleFullScreen: () => {
    void (document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen());
  },
});
await enterByLink(player, asked, { open: openLesson, shelf });
const copy = linkCopier(keepInStep(player, { shelf, kept, window, open: openLesson }), globalThis.navigator.clipboard);
listenForKeys(window, player);

createRoot(root).render(
  <StrictMode>
    <App player={player} lessons={lessons} />
  </StrictMode>,
);
