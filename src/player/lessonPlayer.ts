import type { StoreApi } from 'zustand/vanilla';
import type { EraId } from '../kafka/era/era.ts';
import type { LessonSource } from './lessonSource.ts';
import { isOwnId } from './ownLessons.ts';
import { SANDBOX_AT_REST } from './sandboxState.ts';
import type { Session } from './session.ts';
import type { Opened } from './sessionStore.ts';

interface Parts {
  readonly store: StoreApi<Session>;
  readonly byHand: (change: (session: Session) => Session) => void;
  /** The part of a session that begins anew with another lesson. */
  readonly begin: (opened: Opened) => Partial<Session>;
  readonly lessons: LessonSource;
}

/** Opens lessons, fetching those that are not at hand; of several asked for meanwhile only the last is shown. */
export function lessonPlayer({ store, byHand, begin, lessons }: Parts) {
  let asked = 0;
  const show = (id: string, era: EraId | undefined): void => byHand((session) => (
    { ...session, ...begin(lessons.open(id, era)), lessonsOpen: false, sandbox: SANDBOX_AT_REST }));
  const showWhenThere = async (coming: Promise<unknown>, id: string, era: EraId | undefined): Promise<void> => {
    const [mine, { guide }] = [asked, store.getState()];
    const isWanted = (): boolean => mine === asked && store.getState().guide === guide;
    try {
      await coming;
    } catch {
      if (isWanted()) store.setState(({ link }) => ({ lessonsOpen: false, link: { ...link, note: { troubles: [{ is: 'not-fetched', lesson: id }], stayed: true, aside: false } } }));
      return;
    }
    if (!isWanted()) return;
    if (isOwnId(id) && lessons.has?.(id) === false) store.setState(({ link }) => ({ lessonsOpen: false, link: { ...link, note: { troubles: [{ is: 'not-here', lesson: id }], stayed: true, aside: false } } }));
    else show(id, era);
  };
  return {
    openLesson: (id: string, era?: EraId): void => {
      asked += 1;
      const coming = lessons.fetch?.(id) ?? null;
      if (coming === null) show(id, era);
      else void showWhenThere(coming, id, era);
    },
  };
}
