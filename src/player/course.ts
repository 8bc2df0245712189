import type { Fact } from '../kafka/facts.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import { createTimeline } from '../world/timeline.ts';
import type { Cause } from '../world/types.ts';
import type { Guide, History, NodeId, Note, Place, Progress, Taken } from './contracts.ts';

/** Where a visitor is in the tree of steps, and which way leads on. The tree only grows; the rest is never mutated. */
export interface Course {
  readonly history: History;
  readonly cursor: NodeId;
  /** The end of the path that "forward" follows. */
  readonly tip: NodeId;
  /** Set when a what-if begins and no step of it was taken yet. */
  readonly pending: { readonly at: NodeId; readonly progress: Progress } | null;
}

/** How far one press goes: the next step worth a look, the end of the scene, or each single step. */
export type Stride = 'message' | 'scene' | 'each';

export type Outcome = 'moved' | 'nothing-more' | 'lesson-over' | 'failed' | 'refused' | 'none-came' | 'unanswered';

/** A step that was worked out and is not part of the history yet. */
interface Fresh {
  readonly choice: KafkaChoice;
  readonly step: KafkaStep;
  readonly note: Note;
}

/** Where one press leads: over steps taken before, then over fresh ones. */
export interface Landing {
  readonly outcome: Outcome;
  /** Steps of this press, routine ones included. */
  readonly steps: number;
  /** The last step walked that the history has already. */
  readonly walkedTo: NodeId;
  readonly fresh: readonly Fresh[];
  /** Why a step could not be taken; only when `failed`. */
  readonly error?: string;
}

/** Routine steps that one press runs through before it says that nothing more will happen: a scene may wait for minutes. */
export const MOST_ROUTINE_STEPS = 20_000;

/** Steps of one press, and routine ones, where no script sets an end. */
export const MOST_FREE_STEPS = 5_000;
const MOST_FREE_ROUTINE_STEPS = 2_000;

export function beginCourse(guide: Guide): Course {
  const { world, progress } = guide.begin;
  const history: History = createTimeline(world);
  const note: Note = { progress, nowMs: world.nowMs, visible: true, endsScene: false };
  roots.set(history, note);
  return { history, cursor: 0, tip: 0, pending: null };
}

/** The timeline has no way to give its root a note. */
const roots = new WeakMap<History, Note>();

export function takenAt({ history }: Pick<Course, 'history'>, id: NodeId): Taken {
  const node = history.node(id);
  return { ...node, note: (node.note ?? roots.get(history)) as Note };
}

export function worldAt(guide: Guide, { history }: Pick<Course, 'history'>, id: NodeId): KafkaWorld {
  return history.worldAt(id, (world, choice) => guide.step(world, choice));
}

export function progressAt(course: Course): Progress {
  if (course.pending !== null && course.pending.at === course.cursor) return course.pending.progress;
  return takenAt(course, course.cursor).note.progress;
}

export function placeAt(guide: Guide, course: Course): Place {
  return guide.place(progressAt(course));
}

/** A step is worth a look unless it is routine traffic that brought nothing new. */
export function isVisible(cause: Cause, facts: readonly Fact[]): boolean {
  return !isRoutine(cause) || facts.some((fact) => !('routine' in fact && fact.routine));
}

function isRoutine(cause: Cause): boolean {
  if (cause.type === 'message') return cause.envelope.routine;
  return cause.type === 'timer' && cause.timer.routine;
}

/** Whether a press of this stride comes to rest on a step. */
export function restsOn(stride: Stride, taken: Pick<Taken, 'parent' | 'note'>): boolean {
  if (taken.parent === null || stride === 'each') return true;
  if (stride === 'scene') return taken.note.endsScene;
  return taken.note.visible || taken.note.endsScene;
}

/** Works out one press: steps until the stride's next resting place. Nothing is written to the history yet. */
export function forward(guide: Guide, course: Course, stride: Stride): Landing {
  const walk: Walk = { guide, course, id: course.cursor, progress: progressAt(course), world: null, fresh: [], steps: 0 };
  let lastSeen: Seen = { steps: 0, walkedTo: course.cursor, fresh: 0 };
  // A walk may leave the script on its way: from then on nothing but the bound sets it an end.
  for (let routine = 0; routine <= MOST_ROUTINE_STEPS && !(isFree(guide, walk.progress) && (routine > MOST_FREE_ROUTINE_STEPS || walk.steps >= MOST_FREE_STEPS));) {
    const next = takeOne(walk);
    if ('stopped' in next) return endedAt(walk, lastSeen, next);
    const seen: Seen = { steps: walk.steps, walkedTo: walk.id, fresh: walk.fresh.length };
    if (restsOn(stride, next)) return { ...seen, outcome: 'moved', fresh: walk.fresh };
    routine = next.note.visible ? 0 : routine + 1;
    if (next.note.visible) lastSeen = seen;
  }
  return endedAt(walk, lastSeen, { stopped: 'nothing-more' });
}

/**
 * Works out the steps until the first that a visitor asked for, so many at a time: null while it has come to no end.
 * However it is cut, it ends alike. When none comes within the bound, or the lesson ends before, it stays where it began.
 */
export function search(guide: Guide, course: Course, isWanted: (facts: readonly Fact[]) => boolean): (steps: number) => Landing | null {
  const walk: Walk = { guide, course, id: course.cursor, progress: progressAt(course), world: null, fresh: [], steps: 0 };
  const stay = { walkedTo: course.cursor, fresh: [] };
  return (steps) => {
    for (const upTo = Math.min(MOST_FREE_STEPS, walk.steps + steps); walk.steps < upTo;) {
      const next = takeOne(walk);
      if ('stopped' in next) return { ...stay, steps: walk.steps, outcome: next.stopped, ...(next.error === undefined ? {} : { error: next.error }) };
      if (isWanted(next.facts)) return { outcome: 'moved', steps: walk.steps, walkedTo: walk.id, fresh: walk.fresh };
    }
    return walk.steps < MOST_FREE_STEPS ? null : { ...stay, steps: walk.steps, outcome: 'none-came' };
  };
}

/** Writes a press into the history. */
export function land(course: Course, { walkedTo, fresh }: Landing): Course {
  let id = walkedTo;
  for (const { choice, step, note } of fresh) id = append(course.history, id, choice, step, note);
  if (id === course.cursor) return course;
  const walkedOnly = fresh.length === 0;
  const tip = walkedOnly && isBelow(course, course.tip, id) ? course.tip : walkedOnly ? newestLeafUnder(course.history, id) : id;
  return { ...course, cursor: id, tip, pending: null };
}

/** Adds a step that was worked out; beside another branch's equal choice it stands apart. */
export function append(history: History, parent: NodeId, choice: KafkaChoice, step: KafkaStep, note: Note): NodeId {
  const before = history.size;
  history.append(parent, choice, step);
  if (history.size > before) return history.append(parent, choice, step, note);
  // Another branch took the same choice here: the timeline would join them, but each has its own scenes to tell.
  const apart: KafkaChoice & { readonly apart: number } = { ...choice, apart: before };
  return history.append(parent, apart, step, note);
}

/** The state of one press while it is worked out. */
interface Walk {
  readonly guide: Guide;
  readonly course: Course;
  id: NodeId;
  progress: Progress;
  /** Set once the walk left the history. */
  world: KafkaWorld | null;
  fresh: Fresh[];
  steps: number;
}

type Stopped = { readonly stopped: Outcome; readonly error?: string };

interface Seen {
  readonly steps: number;
  readonly walkedTo: NodeId;
  /** How many fresh steps led there. */
  readonly fresh: number;
}

/** Where a press ends that found no resting place: on the last step worth a look, so that going back reverses it. */
function endedAt(walk: Walk, lastSeen: Seen, { stopped, error }: Stopped): Landing {
  const outcome = lastSeen.steps > 0 && stopped !== 'failed' ? 'moved' : stopped;
  return { ...lastSeen, outcome, fresh: walk.fresh.slice(0, lastSeen.fresh), ...(error === undefined ? {} : { error }) };
}

function takeOne(walk: Walk): Pick<Taken, 'parent' | 'note' | 'facts'> | Stopped {
  const known = walk.world === null ? childAhead(walk) : null;
  if (known !== null) {
    const taken = takenAt(walk.course, known);
    Object.assign(walk, { id: known, progress: taken.note.progress, steps: walk.steps + 1 });
    return taken;
  }
  try {
    return takeFresh(walk);
  } catch (error) {
    return { stopped: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

function takeFresh(walk: Walk): Pick<Taken, 'parent' | 'note' | 'facts'> | Stopped {
  const { guide, course } = walk;
  const world = walk.world ?? worldAt(guide, course, walk.id);
  if (walk.world === null) walk.progress = freeOnward(guide, course, walk.id, walk.progress);
  const from = guide.place(walk.progress);
  if (from.scene >= guide.scenes(from.branch)) return { stopped: 'lesson-over' };
  const guided = guide.next(world, walk.progress);
  if ('done' in guided) return { stopped: 'nothing-more' };
  const step = guide.step(world, guided.choice);
  const progress = guide.after(step, guided.progress);
  const endsScene = guide.place(progress).scene !== from.scene;
  const note: Note = { progress, nowMs: step.world.nowMs, visible: isVisible(step.cause, step.facts), endsScene };
  walk.fresh.push({ choice: guided.choice, step, note });
  Object.assign(walk, { world: step.world, progress, steps: walk.steps + 1 });
  return { parent: walk.id, note, facts: step.facts };
}

/** The next step of the present path; else one that the same branch took from here before, for a lesson always goes the same way. */
function childAhead({ guide, course, id, progress }: Walk): NodeId | null {
  const { children } = takenAt(course, id);
  const towardsTip = id === course.tip ? undefined : children.length === 1 ? children[0] : children.find((child) => isBelow(course, course.tip, child));
  if (towardsTip !== undefined) return towardsTip;
  const child = childOnBranch(guide, course, id, guide.place(progress).branch);
  // What a visitor once chose here does not happen by itself.
  return child === null || takenAt(course, child).note.byHand === true ? null : child;
}

/** The step that a branch took from here; a branch never parts. */
export function childOnBranch(guide: Guide, course: Pick<Course, 'history'>, id: NodeId, branch: string | null): NodeId | null {
  return takenAt(course, id).children.find((child) => guide.place(takenAt(course, child).note.progress).branch === branch) ?? null;
}

export function isFree(guide: Guide, progress: Progress): boolean {
  return guide.isFree?.(progress) ?? false;
}

/** The progress with which a run without a script goes on from a step: where it went on otherwise before, a branch begins. */
export function freeOnward(guide: Guide, course: Course, id: NodeId, progress: Progress): Progress {
  if (!isFree(guide, progress) || childOnBranch(guide, course, id, guide.place(progress).branch) === null) return progress;
  return guide.free?.(progress, nextOwnBranch(guide, course)) ?? progress;
}

const OWN_BRANCH = /^hand-(\d+)$/;

/** The number of a branch of the visitor's own; null for every other. */
export function ownBranchNumber(branch: string | null): number | null {
  const match = OWN_BRANCH.exec(branch ?? '');
  return match === null ? null : Number(match[1]);
}

/** A name that no branch has. Every branch of the visitor's own ends in a leaf, so the leaves tell which there are. */
export function nextOwnBranch(guide: Guide, course: Course): string {
  const known = leavesOf(course).map((leaf) => ownBranchNumber(guide.place(takenAt(course, leaf).note.progress).branch) ?? 0);
  return `hand-${Math.max(0, ...known) + 1}`;
}

export function isBelow(course: Course, id: NodeId, ancestor: NodeId): boolean {
  let node = course.history.node(id);
  while (node.id !== ancestor && node.parent !== null) node = course.history.node(node.parent);
  return node.id === ancestor;
}

/** Goes back to where a press of this stride would have come from. */
export function back(course: Course, stride: Stride): Course {
  let taken = takenAt(course, course.cursor);
  if (taken.parent === null) return course;
  while (taken.parent !== null) {
    taken = takenAt(course, taken.parent);
    if (restsOn(stride, taken)) break;
  }
  return { ...course, cursor: taken.id, pending: null };
}

/** Moves to a step: along the path when it lies there, else the path changes to the one through that step. */
export function goTo(course: Course, id: NodeId): Course {
  const tip = isBelow(course, course.tip, id) ? course.tip : newestLeafUnder(course.history, id);
  return { ...course, cursor: id, tip, pending: null };
}

function newestLeafUnder(history: History, id: NodeId): NodeId {
  let leaf = id;
  for (let newest = history.node(leaf).children.at(-1); newest !== undefined; newest = history.node(leaf).children.at(-1)) leaf = newest;
  return leaf;
}

/** The steps from the root to a step, root first. */
export function pathTo(course: Course, id: NodeId): readonly Taken[] {
  const path: Taken[] = [];
  for (let at: NodeId | null = id; at !== null;) {
    const taken = takenAt(course, at);
    path.push(taken);
    at = taken.parent;
  }
  return path.toReversed();
}

/** The leaves of the tree, oldest first: every branch ends in one. */
export function leavesOf({ history }: Course): readonly NodeId[] {
  return history.branches().map((line) => line.tip).filter((tip) => history.node(tip).children.length === 0);
}
