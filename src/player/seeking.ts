import type { StoreApi } from 'zustand/vanilla';
import type { Course, Landing } from './course.ts';
import type { FactKindId } from './handFacts.ts';
import { found, searchFor } from './handMoves.ts';
import type { Seeking } from './handState.ts';
import type { Session } from './session.ts';

/** Steps between two looks at what the visitor does: a slow machine takes a tenth of a second for so many. */
export const SLICE = 100;

type Search = (steps: number) => Landing | null;

/** Looks for a fact a slice at a time, so that the page stays alive; whoever goes elsewhere meanwhile calls it off. */
export class Seeker {
  private readonly store: StoreApi<Session>;
  private search: Search | null = null;

  constructor(store: StoreApi<Session>) {
    this.store = store;
  }

  begin(kind: FactKindId): void {
    const session = this.store.getState();
    this.search = searchFor(session, kind);
    this.look(session.course, kind, this.search, 0);
  }

  /** Nothing has changed: the steps that were looked at are forgotten. */
  stop(): void {
    const { seeking } = this.store.getState().hand;
    if (seeking === null) return;
    this.search = null;
    this.store.setState((session) => found(seekingIn(session, null), seeking.kind, { outcome: 'none-came', steps: seeking.steps, walkedTo: session.course.cursor, fresh: [] }));
  }

  private look(from: Course, kind: FactKindId, search: Search, steps: number): void {
    if (this.search !== search) return;
    if (this.store.getState().course !== from) {
      this.search = null;
      this.store.setState((session) => seekingIn(session, null));
      return;
    }
    const landing = search(SLICE);
    if (landing !== null) {
      this.search = null;
      this.store.setState((session) => found(seekingIn(session, null), kind, landing));
      return;
    }
    this.store.setState((session) => seekingIn(session, { kind, steps: steps + SLICE }));
    setTimeout(() => this.look(from, kind, search, steps + SLICE));
  }
}

function seekingIn(session: Session, seeking: Seeking | null): Session {
  return { ...session, hand: { ...session.hand, seeking } };
}
