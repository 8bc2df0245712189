import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { RunChoice } from '../world/run.ts';
import { describeChoice, withChoice } from '../world/run.ts';
import type { History, NodeId, Note } from './contracts.ts';
import type { Course } from './course.ts';
import { isFree, placeAt, progressAt, worldAt } from './course.ts';
import type { Session } from './session.ts';

/** What was chosen where no script drives: on a branch of the visitor's own, or in a sandbox. */
export interface Own {
  /** The sandbox's cluster; null in a lesson. */
  readonly setUp: (ClusterDescription & { readonly seed: number }) | null;
  readonly choices: readonly RunChoice<Command>[];
}

/** The present step, by the way that leads there. */
export interface Moment {
  readonly whatIf: string | null;
  /** Steps of the what-if, or of the main run where there is none. */
  readonly steps: number;
  /** null while the script is followed. */
  readonly own: Own | null;
}

export function momentOf(session: Session): Moment {
  const { guide, course, kind, lesson } = session;
  const own: NodeId[] = [];
  let steps = 0;
  let whatIf: string | null = null;
  let node = course.history.node(course.cursor);
  if (course.pending?.at === course.cursor && !isFree(guide, course.pending.progress)) {
    return { whatIf: placeAt(guide, course).branch, steps: 0, own: null };
  }
  for (; node.parent !== null && isFree(guide, (node.note as Note).progress); node = course.history.node(node.parent)) own.push(node.id);
  // Where the script was left it names the branch; its steps are those above on the same one.
  if (node.parent !== null) whatIf = guide.place((node.note as Note).progress).branch;
  for (; node.parent !== null && guide.place((node.note as Note).progress).branch === whatIf; node = course.history.node(node.parent)) steps += 1;
  if (own.length === 0 && !isFree(guide, progressAt(course))) return { whatIf, steps, own: null };
  const setUp = kind === 'sandbox' ? { ...lesson.cluster, seed: lesson.seed } : null;
  return { whatIf, steps, own: { setUp, choices: choicesOf(session, own.toReversed()) } };
}

function choicesOf({ guide, course }: Session, ids: readonly NodeId[]): readonly RunChoice<Command>[] {
  const choices: RunChoice<Command>[] = [];
  for (const id of ids) choices.push(...withChoice(choices.splice(-1), nameOf(guide, course, id)));
  return choices;
}

const known = new WeakMap<History, Map<NodeId, RunChoice<Command>>>();

/** What came by itself is the usual step; what was chosen keeps its name even where it was the usual one, so that undo still finds it. */
function nameOf(guide: Session['guide'], course: Course, id: NodeId): RunChoice<Command> {
  const { choice, parent, note } = course.history.node(id);
  if (choice === null || parent === null || (note as Note).byHand !== true) return { usual: 1 };
  const names = known.get(course.history) ?? new Map<NodeId, RunChoice<Command>>();
  known.set(course.history, names);
  const before = names.get(id);
  if (before !== undefined) return before;
  const name = describeChoice(worldAt(guide, course, parent), choice, null);
  names.set(id, name);
  return name;
}
