import type { NodeId, Progress } from './contracts.ts';
import type { Course, Landing, Stride } from './course.ts';
import { back, childOnBranch, forward, goTo, isBelow, isFree, land, pathTo, placeAt, progressAt, takenAt, worldAt } from './course.ts';
import type { Came, Session } from './session.ts';
import { isOver, NOT_MOVED, waitsForAnswer } from './session.ts';

/** Every way to move through a run, as functions of the session. */

export type CourseMove = (session: Session) => Session;

/** A branch of the visitor's own has no scenes. */
export function strideOf(session: Session): Stride {
  if (session.stepMode === 'scene' && !isFree(session.guide, progressAt(session.course))) return 'scene';
  return session.showRoutine ? 'each' : 'message';
}

export function stepForward(session: Session, stride: Stride): Session {
  const landing = lookAhead(session, stride);
  const course = land(session.course, landing);
  return { ...session, course, came: came(session.course, course, landing), upcoming: null };
}

/** Where the next press would land, worked out once and used again when the press comes. */
export function lookAhead(session: Session, stride: Stride): Landing {
  const { guide, course } = session;
  const { version } = course.history;
  const known = ahead.get(course);
  if (known?.stride === stride && known.version === version) return known.landing;
  const landing = forward(guide, course, stride);
  ahead.set(course, { stride, version, landing });
  return landing;
}

/** With the version of the history: a course that the browser's back button shows again may have been gone on with elsewhere. */
const ahead = new WeakMap<Course, { readonly stride: Stride; readonly version: number; readonly landing: Landing }>();

export function stepBack(session: Session, stride: Stride): Session {
  const course = back(session.course, stride);
  if (course === session.course) return session;
  return { ...session, course, came: came(session.course, course, { outcome: 'moved', steps: 1 }), upcoming: null };
}

export function came(from: Course, to: Course, landing: Pick<Landing, 'outcome' | 'steps' | 'error'>): Came {
  const jumpMs = takenAt(to, to.cursor).note.nowMs - takenAt(from, from.cursor).note.nowMs;
  return { from: from.cursor, outcome: landing.outcome, steps: landing.steps, jumpMs, error: landing.error ?? null };
}

/** Jumps to a step: the picture changes at once. */
export function jumpTo(session: Session, id: NodeId): Session {
  const course = goTo(session.course, id);
  const tip = course.tip === session.course.tip ? course.tip : branchEnd(session, id);
  return { ...session, course: { ...course, tip }, came: NOT_MOVED, upcoming: null };
}

export function toStart(session: Session): Session {
  return jumpTo(session, 0);
}

/** Plays on, scene by scene, until the lesson is over or nothing more happens; without a script, as far as one press goes. */
export function toEnd(session: Session): Session {
  if (isFree(session.guide, progressAt(session.course))) {
    const ended = stepForward(session, 'scene');
    return { ...ended, came: { ...ended.came, from: null } };
  }
  let now = session;
  while (!isOver(now)) {
    const landing = forward(now.guide, now.course, 'scene');
    now = { ...now, course: land(now.course, landing) };
    if (landing.outcome !== 'moved') return { ...now, came: { ...NOT_MOVED, outcome: landing.outcome, error: landing.error ?? null }, upcoming: null };
    if (isFree(now.guide, progressAt(now.course)) || waitsForAnswer(now)) break;
  }
  return { ...now, came: NOT_MOVED, upcoming: null };
}

/** Begins a what-if at the scene it leaves from; the main run is played up to there first when it was not yet. */
export function beginWhatIf(session: Session, id: string): Session {
  const whatIf = session.lesson.whatIf.find((one) => one.id === id);
  if (whatIf === undefined) return session;
  const atFork = toMainScene(session, whatIf.fromScene);
  if (atFork === null || atFork.came.outcome === 'unanswered') return atFork ?? session;
  const { course } = atFork;
  const known = childOnBranch(session.guide, course, course.cursor, id);
  const pending = { at: course.cursor, progress: session.guide.branch(id, worldAt(session.guide, course, course.cursor)) };
  return { ...atFork, course: { ...course, tip: known === null ? course.cursor : branchEnd(atFork, known), pending }, came: NOT_MOVED, upcoming: null };
}

/**
 * Back to where the branch left the main run, with the main run ahead again. A branch of the visitor's own that left a
 * what-if leads back to that what-if.
 */
export function leaveBranch(session: Session): Session {
  const { course, guide } = session;
  const isOwn = isFree(guide, progressAt(course));
  const isBack = (progress: Progress): boolean => guide.place(progress).branch === null || (isOwn && !isFree(guide, progress));
  const fork = pathTo(course, course.cursor).findLast((taken) => isBack(taken.note.progress))?.id ?? 0;
  return { ...session, course: { ...course, cursor: fork, tip: branchEnd(session, fork), pending: null }, came: NOT_MOVED, upcoming: null };
}

export function branchOf({ guide, course }: Session, id: NodeId): string | null {
  return guide.place(takenAt(course, id).note.progress).branch;
}

/**
 * The session at the first step of the main run that stands at the beginning of a scene, or at a question on the way
 * there that has to be answered first; null when it cannot be reached.
 */
function toMainScene(session: Session, scene: number): Session | null {
  const { course, guide } = session;
  const onMain: Course = { ...course, cursor: 0, tip: mainEnd(session), pending: null };
  let now: Session = { ...session, course: onMain, came: NOT_MOVED };
  for (;;) {
    const isThere = placeAt(guide, now.course).scene >= scene;
    if (isThere && !waitsForAnswer(now)) return now;
    const landing = forward(guide, now.course, 'scene');
    if (waitsForAnswer(now) && !wasLeftBehind(session, landing)) return { ...(waitsForAnswer(session) && isBelow(course, course.cursor, now.course.cursor) ? session : now), came: { ...NOT_MOVED, outcome: 'unanswered' } };
    if (isThere) return now;
    if (landing.outcome !== 'moved') return null;
    now = { ...now, course: land(now.course, landing) };
  }
}

/** Whether the way to the cursor led through the end of this scene. */
function wasLeftBehind({ course }: Session, { outcome, fresh, walkedTo }: Landing): boolean {
  return outcome === 'moved' && fresh.length === 0 && isBelow(course, course.cursor, walkedTo);
}

/** The furthest step of the main run so far. */
function mainEnd(session: Session): NodeId {
  return branchEnd(session, 0);
}

/** The furthest step that the branch of this step has taken so far. */
export function branchEnd(session: Session, id: NodeId): NodeId {
  const branch = branchOf(session, id);
  let end = id;
  for (;;) {
    const next = childOnBranch(session.guide, session.course, end, branch);
    if (next === null) return end;
    end = next;
  }
}
