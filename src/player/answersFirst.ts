import type { NodeId } from './contracts.ts';
import { pathTo } from './course.ts';
import type { CourseMove } from './moves.ts';
import { jumpTo } from './moves.ts';
import type { Session } from './session.ts';
import { NOT_MOVED, waitsForAnswer } from './session.ts';

/** Where a teacher wants the answers first, every way onward ends at the question that is still open. */

/** The session as it stands, told that it waits. */
export function unanswered(session: Session): Session {
  return { ...session, opened: null, came: { ...NOT_MOVED, outcome: 'unanswered' } };
}

/** A change that leads onward from the present step, unless a question is open there. */
export function onlyAnswered(change: CourseMove): CourseMove {
  return (session) => (waitsForAnswer(session) ? unanswered(session) : change(session));
}

/** Goes to a step by `move`, or no further than the first question on the way there that was not left behind before. */
export function noFurtherThanAsked(session: Session, id: NodeId, move: CourseMove): Session {
  const asks = session.answerFirst ? questionBefore(session, id) : null;
  if (asks === null) return move(session);
  return unanswered(asks === session.course.cursor ? session : jumpTo(session, asks));
}

function questionBefore(session: Session, id: NodeId): NodeId | null {
  const { course } = session;
  const behind = new Set(pathTo(course, course.cursor).map((taken) => taken.id));
  const way = pathTo(course, id).map((taken) => taken.id);
  const asks = (cursor: NodeId): boolean => waitsForAnswer({ ...session, course: { ...course, cursor, pending: null } });
  return way.slice(0, -1).find((from, index) => !behind.has(way[index + 1] ?? from) && asks(from)) ?? null;
}
