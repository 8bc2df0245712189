import type { Lesson } from '../lessons/types.ts';
import type { Guide, NodeId } from './contracts.ts';
import type { Course } from './course.ts';
import { beginCourse, forward, land, pathTo, restsOn, worldAt } from './course.ts';
import { whatIfOf } from './session.ts';

/** A lesson's run, played to its end apart from the visitor's own. */
export interface WholeRun {
  readonly course: Course;
  /** The last step of each scene, in their order. */
  readonly sceneEnds: readonly NodeId[];
  /** Stops on the way, the start not counted. */
  readonly stops: number;
}

const known = new WeakMap<Guide, Map<string | null, WholeRun>>();

/** The main run or a what-if, played once and kept; null for a branch of the visitor's own. Changes nothing of the session. */
export function wholeRun(guide: Guide, lesson: Lesson, branch: string | null): WholeRun | null {
  const runs = known.get(guide) ?? new Map<string | null, WholeRun>();
  known.set(guide, runs);
  const begun = runs.get(branch) ?? begin(guide, lesson, branch);
  if (begun === null) return null;
  const run = 'sceneEnds' in begun ? begun : play(guide, begun, branch);
  runs.set(branch, run);
  return run;
}

function begin(guide: Guide, lesson: Lesson, branch: string | null): Course | null {
  if (branch === null) return beginCourse(guide);
  const whatIf = whatIfOf(lesson, branch);
  const main = whatIf === null ? null : wholeRun(guide, lesson, null);
  if (whatIf === null || main === null) return null;
  const at = main.sceneEnds[whatIf.fromScene - 1] ?? 0;
  return { ...main.course, cursor: at, tip: at, pending: { at, progress: guide.branch(branch, worldAt(guide, main.course, at)) } };
}

function play(guide: Guide, from: Course, branch: string | null): WholeRun {
  const sceneEnds: NodeId[] = [];
  let course = from;
  while (sceneEnds.length < guide.scenes(branch)) {
    const landing = forward(guide, course, 'scene');
    if (landing.outcome !== 'moved') break;
    course = land(course, landing);
    sceneEnds.push(course.cursor);
  }
  return { course, sceneEnds, stops: stopsTo(course, course.cursor) };
}

/** The stops of a run in their order, the start not counted, each with the scene it belongs to. */
export function stopsOf({ course, sceneEnds }: WholeRun): readonly { readonly id: NodeId; readonly scene: number }[] {
  const path = pathTo(course, course.cursor).slice(1);
  const ends = sceneEnds.map((id) => course.history.node(id).depth);
  return path.filter((taken) => restsOn('message', taken)).map(({ id }) => ({ id, scene: ends.findIndex((end) => course.history.node(id).depth <= end) }));
}

/** How many stops lie on the way to a step. */
export function stopsTo(course: Course, id: NodeId): number {
  return pathTo(course, id).filter((taken) => restsOn('message', taken)).length - 1;
}
