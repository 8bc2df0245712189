import { placeAt } from './course.ts';
import { momentCheck } from './linkCheck.ts';
import { writeLink } from './permalink.ts';
import type { Moment, Own } from './permalinkOf.ts';
import { momentOf } from './permalinkOf.ts';
import { writeRun } from './permalinkRun.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';

export type Pack = (own: Own) => string;

/** The address has changed. */
export function isElsewhere(now: Session, before: Session): boolean {
  return now.course !== before.course || now.era !== before.era || now.language !== before.language || now.guide !== before.guide;
}

/** A step onto another branch, or a jump to one; a step back over the fork does not count. */
export function beginsBranch(now: Session, before: Session): boolean {
  if (now.course === before.course || now.course.history !== before.course.history) return false;
  if (placeAt(now.guide, now.course).branch === placeAt(before.guide, before.course).branch) return false;
  return now.came.from !== before.course.cursor || now.course.history.node(now.course.cursor).depth > before.course.history.node(before.course.cursor).depth;
}

/**
 * The address of the present moment. null: it cannot be written before what packs it is there.
 *
 * @param withCheck names the world, too; that takes longer than a step may.
 */
export function addressOf(session: Session, pack: Pack | null, withCheck: boolean): string | null {
  const { lesson, era, language } = session;
  const moment = momentOf(session);
  if (moment.own !== null && pack === null) return null;
  const packed = moment.own === null || pack === null ? null : pack(moment.own);
  const check = withCheck ? momentCheck(worldOf(session)) : null;
  return writeLink({ lesson: lesson.id, era, language, ...(isBeginning(moment) ? {} : { run: writeRun({ whatIf: moment.whatIf, steps: moment.steps, packed, check }) }) });
}

function isBeginning({ whatIf, steps, own }: Moment): boolean {
  return whatIf === null && steps === 0 && own === null;
}
