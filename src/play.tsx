import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import type { Entrance } from './player/entrance.ts';
import { headings, HOME_SEARCH, SANDBOX_ID } from './player/entrance.ts';
import { withoutQuestions } from './player/embedMoves.ts';
import { eraNamed } from './player/eras.ts';
import { listenForKeys } from './player/keys.ts';
import { fetchedLessons } from './player/lessonSource.ts';
import { enterByLink } from './player/linkEnter.ts';
import { ownHeadings } from './player/ownLessons.ts';
import { keepInStep, linkCopier } from './player/page.ts';
import { notesOpener } from './player/notesWindow.ts';
import { keepPreferences, readPreferences } from './player/preferences.ts';
import { createPlayer } from './player/sessionStore.ts';
import { App } from './ui/App.tsx';

/** Boots what the address asks for and puts the page in the place of its frame. */
export async function play(root: Root, { asked, link, kept, shelf, language, theme, start, embed }: Entrance): Promise<void> {
  if (start?.lesson !== undefined) (await import('./player/takeStart.ts')).takeStart(start);
  const lessons = embed === null ? fetchedLessons(shelf) : withoutQuestions(fetchedLessons(shelf));
  if (link.lesson === SANDBOX_ID) import('./ui/sandbox/SandboxPanel.tsx').catch(() => null);
  await lessons.fetch(link.lesson);
  const era = eraNamed(link.era);
  const player = createPlayer({
    ...lessons,
    ...(link.lesson === undefined ? {} : { lessonId: link.lesson }),
    ...(era === undefined ? {} : { era }),
    ...(link.step === undefined ? {} : { step: link.step }),
    language,
    theme,
    singleLetterKeys: kept.singleLetterKeys,
    stageTab: kept.stageTab,
    internalTopics: kept.internalTopics,
    answerFirst: kept.answerFirst,
    notes: notesOpener(window),
    shelf,
    copyLink: () => copy(),
    address: { exact: () => keeper.exactLink(), follow: (hash) => { location.hash = hash; } },
    goHome: () => {
      // A link may have spoken another language than the visitor's: the first page goes on in it.
      keepPreferences(shelf, { ...readPreferences(shelf), language: player.store.getState().language });
      location.assign(location.pathname + (start === null ? '' : HOME_SEARCH));
    },
    toggleFullScreen: () => {
      void (document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen());
    },
  });
  await enterByLink(player, asked, { ...lessons, shelf });
  if (embed !== null) {
    const { showEmbedded } = await import('./ui/embed/showEmbedded.tsx');
    return showEmbedded(root, player, embed, { ...lessons, shelf });
  }
  const keeper = keepInStep(player, { shelf, kept, window, lessons });
  const copy = linkCopier(keeper, globalThis.navigator.clipboard);
  listenForKeys(window, player);
  root.render(<StrictMode><App player={player} lessons={[...headings, ...ownHeadings(shelf)]} /></StrictMode>);
}
