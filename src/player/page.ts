import { eraNamed } from './openLesson.ts';
import { readLink, writeLink } from './permalink.ts';
import type { Player } from './player.ts';
import type { Preferences, Shelf } from './preferences.ts';
import { keepPreferences } from './preferences.ts';
import type { Session } from './session.ts';
import { SANDBOX_ID } from './sandboxGuide.ts';
import { keepSandbox } from './sandboxKeep.ts';

interface Surroundings {
  readonly shelf: Shelf | null;
  readonly kept: Preferences;
  readonly window: Window;
}

/** Keeps the address and the storage as the session is, follows the address when it is changed, and the system's theme until one is chosen. */
export function keepInStep(player: Player, { shelf, kept, window }: Surroundings): void {
  const { store } = player;
  let chosen = kept;
  let following = false;
  store.subscribe((now, before) => {
    const language = now.language === before.language ? chosen.language : now.language;
    const theme = now.theme === before.theme || following ? chosen.theme : now.theme;
    if (language !== chosen.language || theme !== chosen.theme || now.singleLetterKeys !== chosen.singleLetterKeys) {
      chosen = { language, theme, singleLetterKeys: now.singleLetterKeys };
      keepPreferences(shelf, chosen);
    }
    if (now.lesson !== before.lesson || now.era !== before.era || now.language !== before.language) window.history.replaceState(null, '', address(now));
  });
  window.addEventListener('hashchange', () => {
    const link = readLink(window.location.hash);
    const now = store.getState();
    if (link.lesson === SANDBOX_ID) void player.resumeSandbox('begin');
    else if (link.lesson !== undefined && link.lesson !== now.lesson.id) player.openLesson(link.lesson, eraNamed(link.era));
    if (link.language !== undefined) player.setLanguage(link.language);
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (chosen.theme !== null) return;
    following = true;
    store.setState({ theme: matches ? 'dark' : 'light' });
    following = false;
  });
  window.history.replaceState(null, '', address(store.getState()));
  keepSandbox(player, shelf, window);
}

function address({ lesson, era, language }: Session): string {
  return writeLink({ lesson: lesson.id, ...(era === lesson.era ? {} : { era }), language });
}
