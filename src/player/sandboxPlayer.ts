import type { StoreApi } from 'zustand/vanilla';
import type { Command } from '../kafka/commands.ts';
import { onlyAnswered } from './answersFirst.ts';
import type { LabInput } from './assignorLabForm.ts';
import type { Course } from './course.ts';
import { beginCourse } from './course.ts';
import { choose } from './handMoves.ts';
import type { Session } from './session.ts';
import type { SandboxSetUp } from './sandboxForm.ts';
import { openSandbox, SANDBOX_ID } from './sandboxGuide.ts';
import type { Asked, KeptNote, SandboxState } from './sandboxState.ts';
import { SANDBOX_AT_REST } from './sandboxState.ts';
import type { Opened } from './sessionStore.ts';
import type { Shelf } from './preferences.ts';

/** What the page can ask of a session about the sandbox, the commands and the palette. */
export interface SandboxPlayer {
  /** Boots a cluster and begins a run on it. @throws RangeError with Kafka's message; the session stays as it is. */
  startSandbox(setUp: SandboxSetUp): void;
  /** The sandbox as it was left; where none was kept, or one is open already, the set-up is asked for, or a first one is opened. */
  resumeSandbox(ifNone?: 'ask' | 'begin'): Promise<void>;
  /** The same cluster from its beginning; the run is given up. */
  resetSandbox(): void;
  /** Carries these commands out, one after another, until one is refused. */
  command(...commands: readonly Command[]): void;
  ask(asked: Asked | null): void;
  showMenu(menu: SandboxState['menu']): void;
  showSandboxDialog(open: 'set-up' | 'reset' | 'palette' | 'world-text' | 'losses' | 'share' | null): void;
  /** Opens the glossary, at a term if one is given. */
  showGlossary(term?: string): void;
  /** Opens the four assignors as they were left, or with a group if one is given. */
  showAssignors(group?: LabInput): void;
  dismissNote(): void;
}

type Change = (session: Session) => Session;

interface Parts {
  readonly store: StoreApi<Session>;
  readonly byHand: (change: Change) => void;
  /** The part of a session that begins anew with another cluster. */
  readonly begin: (opened: Opened) => Partial<Session>;
  readonly shelf: Shelf | null;
}

export function sandboxPlayer({ store, byHand, begin, shelf }: Parts): SandboxPlayer {
  const set = (part: Partial<SandboxState>): void => store.setState(({ sandbox }) => ({ sandbox: { ...sandbox, ...part } }));
  const open = (opened: Opened, course?: Course, note: KeptNote | null = null): void => byHand((session) => ({
    ...session, ...begin(opened), lessonsOpen: false, stepMode: 'message', sandbox: { ...SANDBOX_AT_REST, note }, ...(course === undefined ? {} : { course }),
  }));
  return {
    startSandbox: (setUp) => open(openSandbox(setUp)),
    resumeSandbox: async (ifNone = 'ask') => {
      if (store.getState().kind === 'sandbox') {
        if (ifNone === 'ask') set({ open: 'set-up' });
        return;
      }
      const { restoreSandbox } = await import('./sandboxRestore.ts');
      const kept = restoreSandbox(shelf);
      if (kept !== null) open(kept.opened, kept.course, kept.note);
      else if (ifNone === 'begin') open(openSandbox((await import('./sandboxForm.ts')).FIRST_SET_UP));
      else set({ open: 'set-up' });
    },
    resetSandbox: () => byHand((session) => (session.lesson.id === SANDBOX_ID ? {
      ...session, ...begin({ kind: 'sandbox', lesson: session.lesson, era: session.era, guide: session.guide }), course: beginCourse(session.guide), sandbox: SANDBOX_AT_REST,
    } : session)),
    command: (...commands) => byHand(onlyAnswered((session) => {
      let now = session;
      for (const one of commands) {
        now = choose(now, { command: one });
        if (now.came.outcome !== 'moved') break;
      }
      return now;
    })),
    ask: (asked) => set({ asked, open: asked === null ? null : 'command', menu: null }),
    showMenu: (menu: SandboxState['menu']) => set({ menu }),
    showSandboxDialog: (dialog) => set({ open: dialog, menu: null }),
    showGlossary: (term) => set({ open: 'glossary', term: term ?? null, menu: null }),
    showAssignors: (group) => set({ open: 'assignors', group: group ?? null, menu: null }),
    dismissNote: () => set({ note: null }),
  };
}
