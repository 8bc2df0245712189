import type { LessonSource } from './lessonSource.ts';
import { LinkKeeper } from './linkKeeper.ts';
import type { LinkCopier } from './linkPlayer.ts';
import type { Player } from './player.ts';
import type { Preferences, Shelf } from './preferences.ts';
import { keepPreferences } from './preferences.ts';
import { keepProgress } from './progress.ts';
import { keepSandbox } from './sandboxKeep.ts';

interface Surroundings {
  readonly shelf: Shelf | null;
  readonly kept: Preferences;
  readonly window: Window;
  readonly lessons: LessonSource;
}

/** Keeps the address and the storage as the session is, follows the address when it is changed, and the system's theme until one is chosen. */
export function keepInStep(player: Player, { shelf, kept, window, lessons }: Surroundings): LinkKeeper {
  const { store } = player;
  let chosen = kept;
  let following = false;
  store.subscribe((now, before) => {
    const language = now.language === before.language ? chosen.language : now.language;
    const theme = now.theme === before.theme || following ? chosen.theme : now.theme;
    if (language !== chosen.language || theme !== chosen.theme || now.singleLetterKeys !== chosen.singleLetterKeys || now.stageTab !== chosen.stageTab || now.internalTopics !== chosen.internalTopics || now.answerFirst !== chosen.answerFirst) {
      chosen = { language, theme, singleLetterKeys: now.singleLetterKeys, stageTab: now.stageTab, internalTopics: now.internalTopics, answerFirst: now.answerFirst };
      keepPreferences(shelf, chosen);
    }
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (chosen.theme !== null) return;
    following = true;
    store.setState({ theme: matches ? 'dark' : 'light' });
    following = false;
  });
  const keeper = new LinkKeeper(player, window, { ...lessons, shelf });
  keepSandbox(player, shelf, window);
  keepProgress(player, shelf);
  return keeper;
}

/** Puts the address of the present moment into the clipboard, where the browser allows it. */
export function linkCopier(keeper: Pick<LinkKeeper, 'exactLink'>, clipboard: Pick<Clipboard, 'writeText'> | undefined): LinkCopier {
  return async () => {
    const link = await keeper.exactLink();
    try {
      if (clipboard === undefined) return { link, isCopied: false };
      await clipboard.writeText(link);
      return { link, isCopied: true };
    } catch {
      return { link, isCopied: false };
    }
  };
}
