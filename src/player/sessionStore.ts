import { createActor } from 'xstate';
import { createStore } from 'zustand/vanilla';
import type { EraId } from '../kafka/era/era.ts';
import type { Lesson } from '../lessons/types.ts';
import { noFurtherThanAsked, onlyAnswered } from './answersFirst.ts';
import type { Guide } from './contracts.ts';
import type { Stride } from './course.ts';
import { beginCourse, takenAt } from './course.ts';
import { handPlayer } from './handPlayer.ts';
import { lessonPlayer } from './lessonPlayer.ts';
import type { LessonSource } from './lessonSource.ts';
import type { AddressBar, LinkCopier } from './linkPlayer.ts';
import { linkPlayer } from './linkPlayer.ts';
import { NO_LINK_NEWS } from './linkState.ts';
import { NOTHING_BY_HAND } from './handState.ts';
import { restored } from './branches.ts';
import * as moves from './moves.ts';
import type { Player } from './player.ts';
import { playerMachine } from './playerMachine.ts';
import type { NotesOpener } from './presentPlayer.ts';
import { presentPlayer } from './presentPlayer.ts';
import { NOT_PRESENTING } from './presentState.ts';
import type { Shelf, Theme } from './preferences.ts';
import type { Language } from '../i18n/language.ts';
import type { Session } from './session.ts';
import { sandboxPlayer } from './sandboxPlayer.ts';
import { SANDBOX_AT_REST } from './sandboxState.ts';
import { NOT_MOVED, SPEEDS, standingOf } from './session.ts';

/** A lesson or a sandbox made ready to play. */
export interface Opened {
  readonly kind?: Session['kind'];
  readonly lesson: Lesson;
  readonly era: EraId;
  readonly guide: Guide;
}

export interface PlayerOptions extends LessonSource {
  /** At hand already. */
  readonly lessonId?: string;
  readonly era?: EraId;
  readonly language: Language;
  readonly theme: Theme;
  readonly singleLetterKeys: boolean;
  readonly stageTab?: Session['stageTab'];
  readonly internalTopics?: boolean;
  readonly answerFirst?: boolean;
  /** Stops to begin with. */
  readonly step?: number;
  toggleFullScreen?(): void;
  goHome?(): void;
  /** Opens the teacher's own window. */
  readonly notes?: NotesOpener;
  /** Copies the address of the present moment. */
  readonly copyLink?: LinkCopier;
  /** The address of the present moment, and how to follow another. */
  readonly address?: AddressBar;
  /** Where the sandbox is kept between visits. */
  readonly shelf?: Shelf | null;
}

export function createPlayer(options: PlayerOptions): Player {
  const store = createStore<Session>(() => firstSession(options));
  const update = (change: (session: Session) => Session): void => store.setState((session) => change(session));
  const actor = createActor(
    playerMachine.provide({
      actions: {
        step: ({ self }) => {
          // The machine is inside a transition here; its answer must wait until that is over.
          queueMicrotask(() => {
            update((session) => moves.stepForward(session, playStride(session)));
            self.send({ type: 'STEPPED', standing: playStanding(store.getState()) });
          });
        },
      },
    }),
    { input: { speed: 1 } },
  );
  actor.subscribe((snapshot) => {
    const playing = snapshot.matches('playing') ? 'playing' : snapshot.matches('waiting') ? 'waiting' : 'stopped';
    if (store.getState().playing !== playing) update((session) => ({ ...session, playing }));
  });
  actor.start();

  const pause = (): void => actor.send({ type: 'PAUSE' });
  /** A move by hand takes over from playback. */
  const byHand = (change: (session: Session) => Session): void => {
    pause();
    update(change);
  };
  const set = (part: Partial<Session>): void => update((session) => ({ ...session, ...part }));

  const predict = (key: string, value?: unknown): void => {
    update((session) => ({ ...session, guesses: { ...session.guesses, [key]: value === undefined ? { type: 'skipped' } : { type: 'answered', value } } }));
    actor.send({ type: 'ANSWERED', standing: standingOf(store.getState()) });
  };
  const chosen = preferring(store, set);

  return {
    store,
    pause,
    predict,
    ...movingAbout(byHand),
    ...handPlayer(store, byHand),
    ...lessonPlayer({ store, byHand, begin: fresh, lessons: options }),
    ...sandboxPlayer({ store, byHand, begin: fresh, shelf: options.shelf ?? null }),
    ...linkPlayer({ store, byHand, shelf: options.shelf ?? null, copy: options.copyLink, address: options.address }),
    ...presentPlayer({ store, pause, predict, select: chosen.select, opener: options.notes }),
    ...chosen,
    togglePlay: () => {
      if (store.getState().playing !== 'stopped') return pause();
      update((session) => ({ ...session, came: NOT_MOVED }));
      actor.send({ type: 'PLAY', standing: standingOf(store.getState()) });
    },
    setSpeed: (speed) => {
      set({ speed });
      actor.send({ type: 'SPEED', speed });
    },
    changeSpeed(by) {
      const speed = SPEEDS[SPEEDS.indexOf(store.getState().speed) + by];
      if (speed !== undefined) this.setSpeed(speed);
    },
    toggleFullScreen: () => options.toggleFullScreen?.(),
    goHome: () => options.goHome?.(),
    lookAhead: (from) => update((session) => (from === undefined || from === session.course ? withUpcoming(session) : session)),
    dispose: () => actor.stop(),
  };
}

function movingAbout(byHand: (change: (session: Session) => Session) => void) {
  return {
    step: (stride?: Stride) => byHand(onlyAnswered((session) => moves.stepForward(session, stride ?? moves.strideOf(session)))),
    back: (stride?: Stride) => byHand((session) => moves.stepBack(session, stride ?? moves.strideOf(session))),
    toStart: () => byHand(moves.toStart),
    toEnd: () => byHand(onlyAnswered(moves.toEnd)),
    jumpTo: (id: number) => byHand((session) => noFurtherThanAsked(session, id, (from) => moves.jumpTo(from, id))),
    whatIf: (id: string) => byHand((session) => {
      const begun = moves.beginWhatIf(session, id);
      // Begun again after it was deleted, it is there again; not where a question stops it.
      return begun === session || begun.came.outcome === 'unanswered' ? begun : restored(begun, id);
    }),
    leaveBranch: () => byHand(moves.leaveBranch),
  };
}

function preferring(store: Player['store'], set: (part: Partial<Session>) => void) {
  return {
    setStepMode: (stepMode: Session['stepMode']) => set({ stepMode, upcoming: null }),
    toggleStepMode: () => set({ stepMode: store.getState().stepMode === 'message' ? 'scene' : 'message', upcoming: null }),
    toggleRoutine: () => set({ showRoutine: !store.getState().showRoutine, upcoming: null }),
    toggleInternalTopics: () => set({ internalTopics: !store.getState().internalTopics }),
    setLanguage: (language: Language) => set({ language }),
    toggleLanguage: () => set({ language: store.getState().language === 'en' ? 'zh-Hans' : 'en' }),
    toggleTheme: () => set({ theme: store.getState().theme === 'dark' ? 'light' : 'dark' }),
    setSingleLetterKeys: (singleLetterKeys: boolean) => set({ singleLetterKeys }),
    select: (selected: string | null) => set(selected === null ? { selected } : { selected, sideTab: 'inspect' }),
    openMessage: (opened: Session['opened']) => set({ opened }),
    point: (pointed: number | null) => {
      if (store.getState().pointed !== pointed) set({ pointed });
    },
    showStage: (stageTab: Session['stageTab']) => set({ stageTab }),
    showTab: (sideTab: Session['sideTab']) => set({ sideTab }),
    showHelp: (helpOpen: boolean) => set({ helpOpen }),
    showLessons: (lessonsOpen: boolean) => set({ lessonsOpen }),
  };
}

/** Playback goes message by message; in scene mode it rests at the end of the scene. */
function playStride(session: Session): Stride {
  return session.showRoutine ? 'each' : 'message';
}

function playStanding(session: Session): ReturnType<typeof standingOf> {
  const standing = standingOf(session);
  return standing !== 'at-end' && session.stepMode === 'scene' && takenAt(session.course, session.course.cursor).note.endsScene ? 'at-end' : standing;
}

function withUpcoming(session: Session): Session {
  const landing = moves.lookAhead(session, playStride(session));
  const cause = landing.fresh.at(-1)?.step.cause ?? takenAt(session.course, landing.walkedTo).cause;
  return { ...session, upcoming: landing.outcome === 'moved' ? cause : null };
}

/** The part of a session that begins anew with a lesson or a sandbox. */
export function fresh(opened: Opened): Pick<Session, 'kind' | 'lesson' | 'era' | 'guide' | 'course' | 'guesses' | 'hand' | 'came' | 'selected' | 'opened' | 'pointed' | 'upcoming'> & Partial<Pick<Session, 'stageTab'>> {
  return { kind: 'lesson', ...opened, ...(opened.lesson.stage === undefined ? {} : { stageTab: opened.lesson.stage }), course: beginCourse(opened.guide), guesses: {}, hand: NOTHING_BY_HAND, came: NOT_MOVED, selected: null, opened: null, pointed: null, upcoming: null };
}

function firstSession(options: PlayerOptions): Session {
  const begun: Session = {
    language: options.language, theme: options.theme, singleLetterKeys: options.singleLetterKeys,
    stepMode: 'message', showRoutine: false, internalTopics: options.internalTopics ?? false, answerFirst: options.answerFirst ?? false, present: NOT_PRESENTING, speed: 1, stageTab: options.stageTab ?? 'cluster', sideTab: 'inspect', helpOpen: false, lessonsOpen: false, playing: 'stopped', sandbox: SANDBOX_AT_REST, link: NO_LINK_NEWS,
    ...fresh(options.open(options.lessonId, options.era)),
  };
  let session = begun;
  for (let step = 0; step < (options.step ?? 0) && session.came.outcome === 'moved'; step += 1) session = moves.stepForward(session, 'message');
  return { ...session, came: NOT_MOVED };
}
