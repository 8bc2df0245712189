import type { StoreApi } from 'zustand/vanilla';
import type { KafkaChoice } from '../kafka/simulation.ts';
import type { Address } from '../world/types.ts';
import { noFurtherThanAsked, onlyAnswered, unanswered } from './answersFirst.ts';
import { goToBranch, removeBranch, renameBranch, restoreBranch } from './branches.ts';
import type { NodeId } from './contracts.ts';
import type { FactKindId } from './handFacts.ts';
import { choose, goOnByHand, redo, undo, undoneAhead } from './handMoves.ts';
import type { CompareWish, HandState, WhyOf } from './handState.ts';
import { Seeker } from './seeking.ts';
import type { Session } from './session.ts';
import { waitsForAnswer } from './session.ts';

/** What the page can ask of a session besides moving about: doing by hand, asking why, keeping branches. */
export interface HandPlayer {
  /** Takes this choice from the present step, on a branch of the visitor's own. Refused: nothing changes, the reason is told. */
  choose(choice: KafkaChoice): void;
  /** Leaves the lesson here without a choice: only the usual steps from now on. */
  goOnByHand(): void;
  /** Steps on until the first fact of a kind, a few steps at a time. */
  untilFact(kind: FactKindId): void;
  /** Calls that off. */
  stopSeeking(): void;
  /** Goes back to before the visitor's last choice, or brings back the branch deleted last. */
  undo(): void;
  redo(): void;
  /** Opens the causes of a step or a fact; nothing given: of the present step. */
  askWhy(of?: WhyOf): void;
  emphasise(addresses: readonly Address[] | null): void;
  showBranches(open: boolean): void;
  /** Two runs side by side; with a wish, the present run and what is wished for. */
  showCompare(open: boolean, wish?: CompareWish): void;
  /** To the end of a branch, which becomes the path that is played. */
  goToBranch(end: NodeId): void;
  renameBranch(branch: string | null, name: string): void;
  removeBranch(branch: string | null): void;
  restoreBranch(branch: string | null): void;
}

type Change = (session: Session) => Session;

/** Where redo leads: deleting a branch again leads nowhere. */
function stepAhead(session: Session): NodeId {
  const ahead = undoneAhead(session);
  return typeof ahead === 'number' ? ahead : session.course.cursor;
}

export function handPlayer(store: StoreApi<Session>, byHand: (change: Change) => void): HandPlayer {
  const set = (part: Partial<HandState>): void => store.setState(({ hand }) => ({ hand: { ...hand, ...part } }));
  const seeker = new Seeker(store);
  return {
    choose: (choice) => byHand(onlyAnswered((session) => choose(session, choice))),
    goOnByHand: () => byHand(onlyAnswered(goOnByHand)),
    untilFact: (kind) => {
      // Playback stops.
      byHand(onlyAnswered((session) => session));
      if (!waitsForAnswer(store.getState())) seeker.begin(kind);
    },
    stopSeeking: () => seeker.stop(),
    undo: () => byHand(undo),
    redo: () => byHand((session) => noFurtherThanAsked(session, stepAhead(session), redo)),
    askWhy: (of) => {
      const { course, hand } = store.getState();
      store.setState({ sideTab: 'why', opened: null, hand: { ...hand, why: of ?? { at: course.cursor, fact: null } } });
    },
    emphasise: (emphasis) => set({ emphasis }),
    showBranches: (branchesOpen) => set({ branchesOpen }),
    showCompare: (open, wish) => {
      // Played on, the other run would show what is asked.
      const waits = open && waitsForAnswer(store.getState());
      if (waits) byHand(unanswered);
      set({ compareOpen: open && !waits, compareWith: waits ? null : wish ?? null, branchesOpen: false });
    },
    goToBranch: (end) => byHand((session) => noFurtherThanAsked(session, end, (from) => goToBranch(from, end))),
    renameBranch: (branch, name) => store.setState((session) => renameBranch(session, branch, name)),
    removeBranch: (branch) => byHand((session) => removeBranch(session, branch)),
    restoreBranch: (branch) => byHand((session) => restoreBranch(session, branch)),
  };
}
