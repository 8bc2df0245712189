import type { StoreApi } from 'zustand/vanilla';
import type { Address } from '../world/types.ts';
import type { PresentState } from './presentState.ts';
import { pointedValue } from './predictions.ts';
import { predictionOpenIn, worldOf } from './session.ts';
import type { Session } from './session.ts';

/** What a teacher asks of a session, and what a newcomer is shown of the page. */
export interface PresentPlayer {
  togglePresent(): void;
  showBlank(blank: boolean): void;
  /** Opens the teacher's own window, or closes it. */
  toggleNotes(): void;
  /** The teacher's window while it is open. */
  notesWindow(): Window | null;
  dismissNotesRefusal(): void;
  showHandOut(open: boolean): void;
  /** Whether stepping waits until an open prediction is answered. */
  setAnswerFirst(on: boolean): void;
  /** Shows a stop of the tour, from 0; null ends it. */
  showTour(stop: number | null): void;
  /** A part of the picture was chosen: the answer where a question asks to point, else what the inspector shows. */
  pick(address: Address): void;
}

/** A window of our own beside the page's: empty, and of the same origin even where the page is a file. */
export interface NotesOpener {
  /** @returns null when the browser refuses. */
  open(onClose: () => void): Window | null;
}

interface Parts {
  readonly store: StoreApi<Session>;
  readonly pause: () => void;
  readonly predict: (key: string, value: unknown) => void;
  readonly select: (address: Address) => void;
  readonly opener: NotesOpener | undefined;
}

export function presentPlayer({ store, pause, predict, select, opener }: Parts): PresentPlayer {
  const set = (part: Partial<PresentState>): void => store.setState(({ present }) => ({ present: { ...present, ...part } }));
  let notes: Window | null = null;
  const closeNotes = (): void => {
    notes?.close();
    notes = null;
    set({ notes: 'closed' });
  };
  const openNotes = (): void => {
    notes = opener?.open(closeNotes) ?? null;
    set({ notes: notes === null ? 'refused' : 'open' });
  };
  return {
    togglePresent: () => set({ on: !store.getState().present.on, blank: false, tour: null }),
    showBlank: (blank) => {
      if (blank) pause();
      set({ blank });
    },
    toggleNotes: () => (store.getState().present.notes === 'open' ? closeNotes() : openNotes()),
    notesWindow: () => notes,
    dismissNotesRefusal: () => set({ notes: 'closed' }),
    showHandOut: (handOut) => {
      if (handOut) pause();
      set({ handOut, blank: false, tour: null });
    },
    setAnswerFirst: (answerFirst) => store.setState({ answerFirst }),
    showTour: (tour) => set({ tour }),
    pick: (address) => {
      const session = store.getState();
      const open = predictionOpenIn(session);
      const value = open === null ? undefined : pointedValue(open.prediction, worldOf(session), address);
      if (open === null || value === undefined) select(address);
      else predict(open.key, value);
    },
  };
}
