import type { Verdict } from '../kafka/promises/types.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { endsIn } from '../lessons/ends.ts';
import type { Ending } from '../lessons/types.ts';
import type { Address, Envelope, Transition } from '../world/types.ts';
import { findEnvelope } from '../world/wire.ts';
import { isFree, leavesOf, pathTo, takenAt, worldAt } from './course.ts';
import type { NodeId } from './contracts.ts';
import type { Session } from './session.ts';

/** What the panels show, read from the session; nothing of it is kept. */

export function promisesOf(world: KafkaWorld): readonly Verdict[] {
  return verdicts(world, world.ledger);
}

/** A message on its way; null once it arrived. */
export function envelopeById(world: KafkaWorld, id: number): Envelope | null {
  return findEnvelope(world.wire, id)?.envelope ?? null;
}

/** A line of the ending with its outcome; null while its run was not played to the end. */
export interface Outcome {
  readonly ending: Ending;
  readonly holds: boolean | null;
}

export function endingsOf(session: Session): readonly Outcome[] {
  const ends = new Map(leavesOf(session.course).map((leaf) => scriptedEnd(session, leaf)).map((end) => [placeOf(session, end), end] as const));
  return endsIn(session.lesson, session.era).map((ending) => {
    const branch = ending.branch ?? null;
    const leaf = ends.get(`${branch ?? ''}/${session.guide.scenes(branch)}`);
    if (leaf === undefined) return { ending, holds: null };
    return { ending, holds: session.guide.holds(ending, pathTo(session.course, leaf), worldAt(session.guide, session.course, leaf)) };
  });
}

/** What the main run is said to show, in this version. */
export function mainEndings({ lesson, era }: Pick<Session, 'lesson' | 'era'>): readonly Ending[] {
  return endsIn(lesson, era).filter(({ branch }) => branch === undefined);
}

/** Where the lesson's own steps end on the way to a leaf: a visitor may have gone on by hand. */
function scriptedEnd({ guide, course }: Session, leaf: NodeId): NodeId {
  let taken = takenAt(course, leaf);
  while (taken.parent !== null && isFree(guide, taken.note.progress)) taken = takenAt(course, taken.parent);
  return taken.id;
}

function placeOf({ guide, course }: Session, id: NodeId): string {
  const { branch, scene } = guide.place(takenAt(course, id).note.progress);
  return `${branch ?? ''}/${scene}`;
}

/** The moves of an actor's machine in the last step, in order. */
export function lastTransitionsOf({ course }: Session, address: Address): readonly Transition[] {
  return takenAt(course, course.cursor).transitions.filter((transition) => transition.address === address);
}
