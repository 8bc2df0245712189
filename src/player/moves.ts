import type { NodeId } from './contracts.ts';
import type { Course, Landing, Stride } from './course.ts';
import { back, forward, goTo, land, leavesOf, pathTo, placeAt, takenAt, worldAt } from './course.ts';
import type { Came, Session } from './session.ts';
import { isOver, NOT_MOVED } from './session.ts';

/** Every way to move through a run, as functions of the session. */

export function strideOf(session: Pick<Session, 'stepMode' | 'showRoutine'>): Stride {
  if (session.stepMode === 'scene') return 'scene';
  return session.showRoutine ? 'each' : 'message';
}

export function stepForward(session: Session, stride: Stride): Session {
  const landing = lookAhead(session, stride);
  const course = land(session.course, landing);
  return { ...session, course, came: came(session.course, course, landing), upcoming: null };
}

/** Where the next press would land, worked out once and used again when the press comes. */
export function lookAhead(session: Session, stride: Stride): Landing {
  const known = ahead.get(session.course);
  if (known?.stride === stride) return known.landing;
  const landing = forward(session.guide, session.course, stride);
  ahead.set(session.course, { stride, landing });
  return landing;
}

const ahead = new WeakMap<Course, { readonly stride: Stride; readonly landing: Landing }>();

export function stepBack(session: Session, stride: Stride): Session {
  const course = back(session.course, stride);
  if (course === session.course) return session;
  return { ...session, course, came: came(session.course, course, { outcome: 'moved', steps: 1 }), upcoming: null };
}

function came(from: Course, to: Course, landing: Pick<Landing, 'outcome' | 'steps' | 'error'>): Came {
  const jumpMs = takenAt(to, to.cursor).note.nowMs - takenAt(from, from.cursor).note.nowMs;
  return { from: from.cursor, outcome: landing.outcome, steps: landing.steps, jumpMs, error: landing.error ?? null };
}

/** Jumps to a step: the picture changes at once. */
export function jumpTo(session: Session, id: NodeId): Session {
  return { ...session, course: goTo(session.course, id), came: NOT_MOVED, upcoming: null };
}

export function toStart(session: Session): Session {
  return jumpTo(session, 0);
}

/** Plays on, scene by scene, until the lesson is over or nothing more happens. */
export function toEnd(session: Session): Session {
  let now = session;
  while (!isOver(now)) {
    const landing = forward(now.guide, now.course, 'scene');
    now = { ...now, course: land(now.course, landing) };
    if (landing.outcome !== 'moved') return { ...now, came: { ...NOT_MOVED, outcome: landing.outcome, error: landing.error ?? null }, upcoming: null };
  }
  return { ...now, came: NOT_MOVED, upcoming: null };
}

/** Begins a what-if at the scene it leaves from; the main run is played up to there first when it was not yet. */
export function beginWhatIf(session: Session, id: string): Session {
  const whatIf = session.lesson.whatIf.find((one) => one.id === id);
  if (whatIf === undefined) return session;
  const atFork = toMainScene(session, whatIf.fromScene);
  if (atFork === null) return session;
  const { course } = atFork;
  const known = leavesOf(course).find((leaf) => branchOf(atFork, leaf) === id);
  const pending = { at: course.cursor, progress: session.guide.branch(id, worldAt(session.guide, course, course.cursor)) };
  return { ...atFork, course: { ...course, tip: known ?? course.cursor, pending }, came: NOT_MOVED, upcoming: null };
}

/** Back to where the branch left the main run, with the main run ahead again. */
export function leaveBranch(session: Session): Session {
  const { course } = session;
  const fork = pathTo(course, course.cursor).findLast((taken) => branchOf(session, taken.id) === null)?.id ?? 0;
  return { ...session, course: { ...course, cursor: fork, tip: mainEnd(session), pending: null }, came: NOT_MOVED, upcoming: null };
}

function branchOf({ guide, course }: Session, id: NodeId): string | null {
  return guide.place(takenAt(course, id).note.progress).branch;
}

/** The session at the first step of the main run that stands at the beginning of a scene; null when it cannot be reached. */
function toMainScene(session: Session, scene: number): Session | null {
  const { course, guide } = session;
  const onMain: Course = { ...course, cursor: 0, tip: mainEnd(session), pending: null };
  let now: Session = { ...session, course: onMain };
  while (placeAt(guide, now.course).scene < scene) {
    const landing = forward(guide, now.course, 'scene');
    if (landing.outcome !== 'moved') return null;
    now = { ...now, course: land(now.course, landing) };
  }
  return now;
}

/** The furthest step of the main run so far. */
function mainEnd(session: Session): NodeId {
  let end = 0;
  for (;;) {
    const next = takenAt(session.course, end).children.find((id) => branchOf(session, id) === null);
    if (next === undefined) return end;
    end = next;
  }
}
