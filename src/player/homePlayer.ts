import type { Language } from '../i18n/language.ts';
import type { LessonId } from '../lessons/catalogue.ts';
import { fetchedLessons } from './lessonSource.ts';
import type { Player } from './player.ts';
import type { Theme } from './preferences.ts';
import { createPlayer } from './sessionStore.ts';

/** The lesson whose cluster the first page shows. */
export const SHOWN_AT_HOME: LessonId = 'high-watermark';

/**
 * Boots the first page's cluster: the lesson's own world and steps, without its questions, for nothing there asks them.
 *
 * @throws when the lesson's file cannot be fetched.
 */
export async function homePlayer(language: Language, theme: Theme): Promise<Player> {
  const lessons = fetchedLessons();
  await lessons.fetch(SHOWN_AT_HOME);
  const player = createPlayer({
    open: (id, era) => {
      const opened = lessons.open(id, era);
      const scenes = opened.lesson.scenes.map(({ title, say, do: actions, until, withinMs, focus }) => ({ title, say, do: actions, until, withinMs, focus }));
      return { ...opened, lesson: { ...opened.lesson, scenes } };
    },
    lessonId: SHOWN_AT_HOME, language, theme, singleLetterKeys: false,
  });
  // Past the scene in which nothing is sent yet.
  player.step('scene');
  return player;
}
