import type { EraId } from '../kafka/era/era.ts';
import { catalogue } from '../lessons/catalogue.ts';
import { eraNamed } from './eras.ts';
import type { LessonSource } from './lessonSource.ts';
import { isOwnId } from './ownLessons.ts';
import type { LinkNote, LinkTrouble } from './linkState.ts';
import { stepForward } from './moves.ts';
import type { Link } from './permalink.ts';
import { kindOfLink, readLink, wordIn } from './permalink.ts';
import type { Arrived } from './permalinkOpen.ts';
import { goToMoment } from './permalinkOpen.ts';
import type { Unpacked } from './permalinkPack.ts';
import type { RunText } from './permalinkRun.ts';
import { readRun } from './permalinkRun.ts';
import type { Shelf } from './preferences.ts';
import { SANDBOX_ID } from './sandboxGuide.ts';
import { SANDBOX_AT_REST } from './sandboxState.ts';
import type { Session } from './session.ts';
import { NOT_MOVED } from './session.ts';
import type { Opened } from './sessionStore.ts';
import { fresh } from './sessionStore.ts';

export interface LinkSurroundings extends LessonSource {
  readonly shelf: Shelf | null;
  /** The page opens by this link: nothing is lost by beginning anew. */
  readonly isFirst: boolean;
}

export interface Followed {
  /** The run that is shown now; null: what the visitor had stays. */
  readonly session: Session | null;
  readonly note: LinkNote | null;
}

/** Opens the moment that a link asks for, as far as it can be reached. null: the words ask for nothing. */
export async function followLink(present: Session, hash: string, around: LinkSurroundings): Promise<Followed | null> {
  const kind = kindOfLink(hash);
  if (kind === 'none' || kind === 'place') return null;
  if (kind === 'other') return stayed([{ is: 'unreadable' }], around);
  const link = readLink(hash);
  const asked = wordIn(hash, 'lesson');
  if (asked === SANDBOX_ID || (asked === null && present.kind === 'sandbox')) {
    const { followSandbox } = await import('./linkSandbox.ts');
    return followSandbox(present, hash, link, around);
  }
  if (asked !== null && isOwnId(asked)) {
    if (!(await isFetched(asked, around)) || around.has?.(asked) !== true) return stayed([{ is: 'not-here', lesson: asked }], around);
  } else if (asked !== null && !catalogue.some(({ heading }) => heading.id === asked)) return stayed([{ is: 'no-lesson', lesson: asked }], around);
  return followLesson(present, hash, { ...link, lesson: asked ?? present.lesson.id }, around);
}

/** Nothing changes but what is said. */
export function stayed(troubles: readonly LinkTrouble[], { isFirst }: Pick<LinkSurroundings, 'isFirst'>): Followed {
  return { session: null, note: troubles.length === 0 ? null : { troubles, stayed: !isFirst, aside: false } };
}

export function arrivedAt(session: Session, troubles: readonly LinkTrouble[], aside = false): Followed {
  return { session, note: troubles.length === 0 && !aside ? null : { troubles, stayed: false, aside } };
}

async function followLesson(present: Session, hash: string, link: Link, around: LinkSurroundings): Promise<Followed> {
  const era = eraNamed(link.era);
  const isSame = link.lesson === present.lesson.id && (era ?? present.era) === present.era;
  const run = link.run === undefined ? null : readRun(link.run);
  const damaged: readonly LinkTrouble[] = link.run === undefined || run !== null ? [] : [{ is: 'damaged' }];
  if (isSame && run === null && (around.isFirst || link.step === undefined)) return stayed([...troublesWithEra(hash, present.era), ...damaged], around);
  if (!isSame && !(await isFetched(link.lesson, around))) return stayed([{ is: 'not-fetched', lesson: link.lesson ?? '' }], around);
  const opened = isSame ? present : around.open(link.lesson, era);
  const begun = beginAnew(present, opened);
  const troubles = [...troublesWithEra(hash, opened.era), ...damaged];
  if (run === null) return arrivedAt(stepped(begun, link.step ?? 0), troubles);
  const arrived = await arrive(begun, run, troubles.length > 0);
  return arrivedAt(arrived.session, [...troubles, ...arrived.troubles]);
}

async function isFetched(id: string | undefined, lessons: LessonSource): Promise<boolean> {
  try {
    await lessons.fetch?.(id);
    return true;
  } catch {
    return false;
  }
}

/** So many stops from the beginning, or as many as there are. */
function stepped(begun: Session, stops: number): Session {
  let session = begun;
  for (let stop = 0; stop < stops && session.came.outcome === 'moved'; stop += 1) session = stepForward(session, 'message');
  return { ...session, came: NOT_MOVED };
}

/** An era that is none of ours, or does not run this lesson. */
export function troublesWithEra(hash: string, era: EraId): readonly LinkTrouble[] {
  const asked = wordIn(hash, 'era');
  return asked === null || asked === era ? [] : [{ is: 'no-era', asked, era }];
}

export function beginAnew(present: Session, { lesson, era, guide, kind }: Opened): Session {
  return { ...present, ...fresh({ lesson, era, guide, kind: kind ?? 'lesson' }), lessonsOpen: false, sandbox: SANDBOX_AT_REST };
}

/** @param isElsewhere another era is shown than the link was made in: that its world is another is no news. */
async function arrive(begun: Session, { whatIf, steps, packed, check }: RunText, isElsewhere: boolean): Promise<Arrived> {
  const expected = isElsewhere ? null : check;
  if (packed === null) return goToMoment(begun, { whatIf, steps, own: null }, expected);
  const { unpack } = await import('./permalinkPack.ts');
  const own = unpack(packed, false);
  const trouble = own === null ? ({ is: 'damaged' } as const) : troubleWith(own);
  const arrived = goToMoment(begun, { whatIf, steps, own }, trouble === null ? expected : null);
  return trouble === null ? arrived : { session: arrived.session, troubles: [trouble, ...arrived.troubles] };
}

/** Where a run could no longer be read; null when it was read to its end. */
export function troubleWith({ trouble, choices }: Unpacked): LinkTrouble | null {
  if (trouble === null) return null;
  return trouble === 'cut' ? { is: 'cut', choices: choices.length } : { is: 'damaged-at', choice: choices.length + 1 };
}
