import type { NodeId } from './contracts.ts';
import type { Course } from './course.ts';
import { leavesOf, ownBranchNumber, takenAt } from './course.ts';
import { branchEnd, branchOf, jumpTo } from './moves.ts';
import type { Session } from './session.ts';

/** A branch of the tree, as the visitor sees it. */
export interface BranchLine {
  /** As in a place: a what-if's id, a branch of the visitor's own, null for the main run. */
  readonly branch: string | null;
  /** Its first step; the root for the main run. */
  readonly first: NodeId;
  /** Its last step so far. */
  readonly end: NodeId;
  /** Steps worth a look that are its own. */
  readonly stops: number;
  /** When it leaves another branch, in virtual time. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The cursor stands on it. */
  readonly isHere: boolean;
}

/** Every branch, the main run first, then in the order in which they began; removed ones left out. */
export function branchLines(session: Session): readonly BranchLine[] {
  const ends = new Map<string | null, NodeId>();
  for (const leaf of leavesOf(session.course)) noteEnds(session, leaf, ends);
  const here = branchOf(session, session.course.cursor);
  return [...ends]
    .filter(([branch]) => !isRemoved(session, branch))
    .map(([branch, end]) => lineTo(session, branch, end, branch === here))
    .toSorted((a, b) => a.first - b.first);
}

/** Walks up from a leaf; where the branch changes, another one ends or was left. */
function noteEnds(session: Session, leaf: NodeId, ends: Map<string | null, NodeId>): void {
  for (let at: NodeId | null = leaf; at !== null;) {
    const branch = branchOf(session, at);
    if (!ends.has(branch)) ends.set(branch, branchEnd(session, at));
    at = firstOf(session, branch, at).parent;
  }
}

function firstOf(session: Session, branch: string | null, end: NodeId) {
  let taken = takenAt(session.course, end);
  while (taken.parent !== null && branchOf(session, taken.parent) === branch) taken = takenAt(session.course, taken.parent);
  return taken;
}

function lineTo(session: Session, branch: string | null, end: NodeId, isHere: boolean): BranchLine {
  const { course } = session;
  const first = firstOf(session, branch, end);
  let stops = 0;
  for (let taken = takenAt(course, end); taken.parent !== null; taken = takenAt(course, taken.parent)) {
    if (taken.note.visible || taken.note.endsScene) stops += 1;
    if (taken.id === first.id) break;
  }
  const fromMs = takenAt(course, first.parent ?? first.id).note.nowMs;
  return { branch, first: first.id, end, stops, fromMs, toMs: takenAt(course, end).note.nowMs, isHere };
}

/** Goes to the end of a branch, and the way ahead is that branch's own. */
export function goToBranch(session: Session, end: NodeId): Session {
  const there = jumpTo(session, end);
  return { ...there, course: { ...there.course, tip: branchEnd(there, end) } };
}

/** A branch by its key in the session's names and removals. */
export function branchKey(branch: string | null): string {
  return branch ?? '';
}

export function isRemoved({ hand }: Pick<Session, 'hand'>, branch: string | null): boolean {
  return hand.removed.some((one) => one.branch === branchKey(branch));
}

/** A branch as it is called when the visitor gave it no name. */
export type UsualName = { readonly is: 'main' } | { readonly is: 'own'; readonly number: number } | { readonly is: 'what-if'; readonly id: string };

export function usualName(branch: string | null): UsualName {
  if (branch === null) return { is: 'main' };
  const number = ownBranchNumber(branch);
  return number === null ? { is: 'what-if', id: branch } : { is: 'own', number };
}

export const MOST_NAME_CHARACTERS = 60;

/** An empty name gives the usual one back. */
export function renameBranch(session: Session, branch: string | null, name: string): Session {
  const { [branchKey(branch)]: _old, ...others } = session.hand.names;
  const given = name.trim().slice(0, MOST_NAME_CHARACTERS);
  return { ...session, hand: { ...session.hand, names: given === '' ? others : { ...others, [branchKey(branch)]: given } } };
}

/** Takes a branch off the list; its steps stay, so that it can come back. The main run stays. */
export function removeBranch(session: Session, branch: string | null): Session {
  if (branch === null || isRemoved(session, branch)) return session;
  const { course, hand } = session;
  const isLeft = leadsThrough(course, session, branch);
  const after = isLeft ? leftBehind(session, branch) : session;
  const left = isLeft ? { cursor: course.cursor, tip: course.tip, to: after.course.cursor } : null;
  return { ...after, hand: { ...hand, removed: [...hand.removed, { branch, steps: course.history.size, left }] } };
}

/** With a branch on the list. */
export function restored(session: Session, branch: string | null): Session {
  if (!isRemoved(session, branch)) return session;
  const { hand } = session;
  return { ...session, hand: { ...hand, removed: hand.removed.filter((one) => one.branch !== branchKey(branch)) } };
}

/** Puts a branch back on the list; whoever stands where its removal led is where they were. */
export function restoreBranch(session: Session, branch: string | null): Session {
  const { hand, course } = session;
  const left = hand.removed.find((one) => one.branch === branchKey(branch))?.left ?? null;
  const listed = restored(session, branch);
  if (left === null || left.to !== course.cursor) return listed;
  const there = jumpTo(listed, left.cursor);
  return { ...there, course: { ...there.course, tip: left.tip }, upcoming: null };
}

/** Whether the path ahead, or the step itself, is of this branch. */
function leadsThrough(course: Course, session: Session, branch: string): boolean {
  return branchOf(session, course.tip) === branch || branchOf(session, course.cursor) === branch;
}

function leftBehind(session: Session, branch: string): Session {
  const { course } = session;
  if (branchOf(session, course.cursor) !== branch) return { ...session, course: { ...course, tip: branchEnd(session, course.cursor) }, upcoming: null };
  const fork = firstOf(session, branch, course.cursor).parent ?? 0;
  const left = jumpTo(session, fork);
  return { ...left, course: { ...left.course, tip: branchEnd(left, fork) } };
}
