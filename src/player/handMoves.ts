import { sameData } from '../world/canonical.ts';
import { StepRefused } from '../world/stepper.ts';
import type { KafkaChoice } from '../kafka/simulation.ts';
import { isRemoved, removeBranch, restored, restoreBranch } from './branches.ts';
import type { NodeId } from './contracts.ts';
import type { Course, Landing, Outcome } from './course.ts';
import { append, freeOnward, isBelow, isFree, land, nextOwnBranch, progressAt, search, takenAt } from './course.ts';
import type { FactKindId } from './handFacts.ts';
import { factKind } from './handFacts.ts';
import type { Undone } from './handState.ts';
import { branchEnd, branchOf, came } from './moves.ts';
import type { Session } from './session.ts';
import { NOT_MOVED, worldOf } from './session.ts';

/** What a visitor does by hand, and taking it back, as functions of the session. */

/** The choice is taken from the present step. One that cannot be taken changes nothing and says why. */
export function choose(session: Session, choice: KafkaChoice): Session {
  const { guide, course } = session;
  const known = takenBefore(course, choice);
  // The same again on a deleted branch is that branch again.
  if (known !== null) return arrived(restored(session, branchOf(session, known)), { ...course, cursor: known, tip: tipThrough(session, known), pending: null });
  try {
    const step = guide.step(worldOf(session), choice);
    const progress = guide.after(step, ownProgress(session));
    const note = { progress, nowMs: step.world.nowMs, visible: true, endsScene: false, byHand: true } as const;
    const id = append(course.history, course.cursor, choice, step, note);
    return arrived(session, { ...course, cursor: id, tip: id, pending: null });
  } catch (error) {
    return notTaken(session, error, choice);
  }
}

function takenBefore(course: Course, choice: KafkaChoice): NodeId | null {
  const isSame = (id: NodeId): boolean => {
    if (takenAt(course, id).note.byHand !== true) return false;
    const { apart: _mark, ...taken } = { apart: 0, ...course.history.node(id).choice };
    return sameData(taken, choice);
  };
  return takenAt(course, course.cursor).children.find(isSame) ?? null;
}

/** A lesson is left for a branch of the visitor's own; where nothing drives the run anyway, it goes on. */
function ownProgress({ guide, course }: Session) {
  const progress = progressAt(course);
  if (isFree(guide, progress)) return freeOnward(guide, course, course.cursor, progress);
  return guide.free?.(progress, nextOwnBranch(guide, course)) ?? progress;
}

function arrived(session: Session, course: Course): Session {
  return { ...session, course, came: came(session.course, course, { outcome: 'moved', steps: 1 }), upcoming: null, opened: null, hand: { ...session.hand, undone: [] } };
}

function notTaken(session: Session, error: unknown, choice: KafkaChoice): Session {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StepRefused) return { ...session, opened: null, came: { ...NOT_MOVED, outcome: 'refused', reason: message } };
  return { ...session, opened: null, came: { ...NOT_MOVED, outcome: 'failed', error: message, tried: choice } };
}

/** The end of the present path when it leads through a step, else of the branch of that step. */
function tipThrough(session: Session, id: NodeId): NodeId {
  return isBelow(session.course, session.course.tip, id) ? session.course.tip : branchEnd(session, id);
}

/** From here on nothing but the usual steps: a lesson is left without a choice. */
export function goOnByHand(session: Session): Session {
  const { guide, course } = session;
  if (guide.free === undefined || isFree(guide, progressAt(course))) return session;
  const pending = { at: course.cursor, progress: guide.free(progressAt(course), nextOwnBranch(guide, course)) };
  return { ...session, course: { ...course, tip: course.cursor, pending }, came: NOT_MOVED, upcoming: null };
}

/** The steps that come by themselves, until the first fact of a kind. */
export function searchFor({ guide, course }: Session, kind: FactKindId): (steps: number) => Landing | null {
  const { matches } = factKind(kind);
  return search(guide, course, (facts) => facts.some(matches));
}

/** Where a search ended: at that fact, or where it began. */
export function found(session: Session, kind: FactKindId, landing: Landing): Session {
  const outcome: Outcome = landing.outcome === 'nothing-more' ? 'none-came' : landing.outcome;
  if (outcome !== 'moved') return { ...session, came: { ...NOT_MOVED, outcome, error: landing.error ?? null, wanted: kind, looked: landing.steps } };
  const course = land(session.course, landing);
  return { ...session, course, came: came(session.course, course, landing), upcoming: null };
}

/** The last step on the way here that the visitor chose; null when there is none. */
export function lastIntervention({ course }: Session): NodeId | null {
  for (let taken = takenAt(course, course.cursor); taken.parent !== null; taken = takenAt(course, taken.parent)) {
    if (taken.note.byHand === true) return taken.id;
  }
  return null;
}

/** The branch whose deletion is the last thing the visitor did; null: something else is. */
function lastDeleted(session: Session): string | null {
  const deleted = session.hand.removed.at(-1);
  if (deleted === undefined) return null;
  const chosen = lastIntervention(session);
  return chosen !== null && chosen >= deleted.steps ? null : deleted.branch;
}

export function canUndo(session: Session): boolean {
  return lastDeleted(session) !== null || lastIntervention(session) !== null;
}

/** Takes back the last thing the visitor did: goes to before the last intervention, or brings a deleted branch back. Nothing is thrown away. */
export function undo(session: Session): Session {
  const { course, hand } = session;
  const branch = lastDeleted(session);
  if (branch !== null) return withUndone(restoreBranch(session, branch), [...hand.undone, { branch }]);
  const last = lastIntervention(session);
  const before = last === null ? null : takenAt(course, last).parent;
  if (last === null || before === null) return session;
  const isSameBranch = branchOf(session, last) === branchOf(session, before);
  const tip = isSameBranch ? before : branchEnd(session, before);
  return withUndone({ ...session, course: { ...course, cursor: before, tip, pending: null }, came: NOT_MOVED, upcoming: null }, [...hand.undone, course.cursor]);
}

function withUndone(session: Session, undone: readonly Undone[]): Session {
  return { ...session, hand: { ...session.hand, undone } };
}

/** What redo would do again: where the last undo came from, while the visitor stands before it, or a branch that can be deleted again. */
export function undoneAhead(session: Session): Undone | null {
  const { course, hand } = session;
  const last = hand.undone.at(-1);
  if (typeof last === 'object') return isRemoved(session, last.branch) ? null : last;
  return last !== undefined && course.history.has(last) && last !== course.cursor && isBelow(course, last, course.cursor) ? last : null;
}

export function redo(session: Session): Session {
  const to = undoneAhead(session);
  if (to === null) return session;
  const undone = session.hand.undone.slice(0, -1);
  if (typeof to === 'object') return withUndone(removeBranch(session, to.branch), undone);
  const course: Course = { ...session.course, cursor: to, tip: branchEnd(session, to), pending: null };
  return withUndone({ ...session, course, came: NOT_MOVED, upcoming: null }, undone);
}
