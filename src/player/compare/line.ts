import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { withSettings } from '../../lessons/setConfig.ts';
import type { Lesson } from '../../lessons/types.ts';
import type { NodeId, Taken } from '../contracts.ts';
import { isFree, pathTo, worldAt } from '../course.ts';
import { guideOf } from '../lessonGuide.ts';
import type { LinkTrouble } from '../linkState.ts';
import { beginWhatIf, toEnd } from '../moves.ts';
import { momentOf } from '../permalinkOf.ts';
import { goToMoment } from '../permalinkOpen.ts';
import { openSandbox } from '../sandboxGuide.ts';
import type { Session } from '../session.ts';
import { fresh } from '../sessionStore.ts';
import type { Opened } from '../sessionStore.ts';
import { knownSettings } from './knownSettings.ts';

/** What one side of a comparison plays. */
export interface LineAsked {
  /** A branch's last step in the visitor's own tree, or a what-if that was never played. */
  readonly branch: { readonly end: NodeId } | { readonly whatIf: string | null };
  readonly era: EraId;
  /** Settings changed before the run begins, by Kafka's names. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One run from its first step to its last, apart from the visitor's own tree. */
export interface Line {
  readonly session: Session;
  readonly path: readonly Taken[];
  /** Choices and settings that mean nothing in this run, and why. */
  readonly skipped: readonly string[];
  /** Why it ends before what was asked for: a step of the lesson that cannot be taken here, or a lesson that is over sooner. */
  readonly stopped: readonly LinkTrouble[];
}

/**
 * Plays a run anew: a lesson's script goes its way to the end; what was chosen by hand is chosen again, and left out
 * and named where it does not apply, as are the clients' settings that the version does not know.
 *
 * @throws Error where the cluster cannot run in that version or with that setting, with Kafka's message.
 */
export function playLine(session: Session, asked: LineAsked): Line {
  const { cluster, leftOut } = knownSettings(session.lesson.cluster, asked.era);
  const line = played({ ...session, lesson: { ...session.lesson, cluster } }, asked);
  return { ...line, skipped: [...leftOut, ...line.skipped] };
}

function played(session: Session, { branch, era, settings }: LineAsked): Line {
  const begun: Session = { ...session, ...fresh(openedWith(session, era, settings)) };
  if ('whatIf' in branch) return scripted(begun, branch.whatIf);
  const there: Session = { ...session, course: { ...session.course, cursor: branch.end, pending: null } };
  const moment = momentOf(there);
  if (moment.own === null) return scripted(begun, moment.whatIf);
  const { session: arrived, troubles } = goToMoment(begun, moment, null);
  return { ...lineOf(arrived), skipped: troubles.flatMap((trouble) => (trouble.is === 'skipped' ? trouble.reasons : [])), stopped: troubles.filter(({ is }) => is !== 'skipped') };
}

/** The branch that a step belongs to, as a comparison asks for it. */
export function branchAt(session: Session): LineAsked['branch'] {
  const { guide, course } = session;
  const progress = course.pending?.at === course.cursor ? course.pending.progress : pathTo(course, course.cursor).at(-1)?.note.progress;
  return isFree(guide, progress) ? { end: course.tip } : { whatIf: guide.place(progress).branch };
}

function scripted(begun: Session, whatIf: string | null): Line {
  const ended = toEnd(whatIf === null ? begun : beginWhatIf(begun, whatIf));
  const { outcome, error } = ended.came;
  return outcome === 'failed' ? { ...lineOf(ended), stopped: [{ is: 'failed', error: error ?? '' }] } : lineOf(ended);
}

function lineOf(session: Session): Line {
  return { session, path: pathTo(session.course, session.course.cursor), skipped: [], stopped: [] };
}

function openedWith(session: Session, era: EraId, settings: LineAsked['settings']): Opened {
  const lesson: Lesson = { ...session.lesson, cluster: withSettings(session.lesson.cluster, settings, era) };
  if (session.kind === 'sandbox') return openSandbox({ description: lesson.cluster, era, seed: lesson.seed });
  return { lesson, era, guide: guideOf(lesson, era) };
}

export function worldOn({ session, path }: Line, place: number): KafkaWorld {
  return worldAt(session.guide, session.course, path[place]?.id ?? 0);
}
