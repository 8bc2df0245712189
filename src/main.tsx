import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/theme.css';
import { listenForKeys } from './player/keys.ts';
import { eraNamed, lessons, openLesson } from './player/openLesson.ts';
import { readLink } from './player/permalink.ts';
import { browserShelf, browserWishes, readPreferences } from './player/preferences.ts';
import { SANDBOX_ID } from './player/sandboxGuide.ts';
import { createPlayer } from './player/sessionStore.ts';
import { keepInStep } from './player/page.ts';
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
  shelf,
  toggleFullScreen: () => {
    void (document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen());
  },
});
listenForKeys(window, player);
if (link.lesson === SANDBOX_ID) await player.resumeSandbox('begin');
keepInStep(player, { shelf, kept, window });

createRoot(root).render(
  <StrictMode>
    <App player={player} lessons={lessons} asked={asked} />
  </StrictMode>,
);
