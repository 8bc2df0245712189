import type { Command } from '../kafka/commands.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import type { RunChoice } from '../world/run.ts';
import { describeChoice, resolveChoice, withChoice } from '../world/run.ts';
import { StepRefused } from '../world/stepper.ts';
import type { Guide, History, NodeId, Note } from './contracts.ts';
import type { Course } from './course.ts';
import { append, beginCourse, isVisible, takenAt, worldAt } from './course.ts';
import type { Shelf } from './preferences.ts';
import type { Session } from './session.ts';
import { openSandbox } from './sandboxGuide.ts';
import type { KeptNote } from './sandboxState.ts';
import type { SavedSandbox } from './sandboxSaved.ts';
import { BROKEN_KEY, checkOf, MOST_SAVED_STEPS, readSaved, SANDBOX_KEY, writeShelf } from './sandboxSaved.ts';
import type { Opened } from './sessionStore.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';

export interface Restored {
  readonly opened: Opened;
  readonly course: Course;
  readonly note: KeptNote | null;
}

/** The sandbox as it was left, at the same step; null when none was kept. What cannot be opened is put aside and a first one opened, with a note. */
export function restoreSandbox(shelf: Shelf | null): Restored | null {
  const read = readSaved(shelf);
  if (read.is === 'none') return null;
  if (read.is === 'broken') return anew(shelf, { is: 'unreadable', details: [read.reason], kept: read.kept });
  try {
    return replayed(read.saved);
  } catch (error) {
    return anew(shelf, { is: 'not-started', details: [error instanceof Error ? error.message : String(error)], kept: JSON.stringify(read.saved) });
  }
}

function anew(shelf: Shelf | null, note: KeptNote): Restored {
  if (note.kept !== null) writeShelf(shelf, BROKEN_KEY, note.kept);
  writeShelf(shelf, SANDBOX_KEY, '');
  const opened = openSandbox(FIRST_SET_UP);
  return { opened, course: beginCourse(opened.guide), note };
}

function replayed(saved: SavedSandbox): Restored {
  const opened = openSandbox(saved.setUp);
  const replay = takeAgain(opened.guide, saved.choices);
  const cursor = replay.ids[Math.min(saved.at, replay.ids.length - 1)] ?? 0;
  const tip = replay.ids.at(-1) ?? 0;
  const changed = replay.skipped.length > 0 ? 'skipped' : checkOf(replay.world) === saved.check ? null : 'other-model';
  const note: KeptNote | null = changed === null ? null : { is: changed, details: replay.skipped, kept: JSON.stringify(saved) };
  return { opened, course: { ...replay.course, cursor, tip }, note };
}

interface Replay {
  readonly course: Course;
  /** The steps, the root first. */
  readonly ids: readonly NodeId[];
  readonly skipped: readonly string[];
  readonly world: KafkaWorld;
}

/** Takes a run's choices again; what does not apply is skipped and named, what throws ends the run there. */
export function takeAgain(guide: Guide, choices: readonly RunChoice<Command>[]): Replay {
  const course = beginCourse(guide);
  const ids: NodeId[] = [0];
  const skipped: string[] = [];
  let { world } = guide.begin;
  for (const named of choices) {
    for (let left = ('usual' in named ? named.usual : 1); left > 0; left -= 1) {
      const taken = attempt(guide, world, named);
      if ('refused' in taken) {
        skipped.push(taken.refused);
        if (taken.ends) return { course, ids, skipped, world };
        break;
      }
      ids.push(append(course.history, ids.at(-1) ?? 0, taken.choice, taken.step, noteOf(taken.step, !('usual' in named))));
      ({ world } = taken.step);
    }
  }
  return { course, ids, skipped, world };
}

type Attempt = { readonly choice: KafkaChoice; readonly step: KafkaStep } | { readonly refused: string; readonly ends: boolean };

function attempt(guide: Guide, world: KafkaWorld, named: RunChoice<Command>): Attempt {
  const resolved = resolveChoice(world, named);
  if ('refused' in resolved) return { ...resolved, ends: false };
  try {
    return { choice: resolved.choice, step: guide.step(world, resolved.choice) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error), ends: !(error instanceof StepRefused) };
  }
}

function noteOf({ world, cause, facts }: KafkaStep, byHand: boolean): Note {
  const note = { progress: null, nowMs: world.nowMs, visible: byHand || isVisible(cause, facts), endsScene: false };
  return byHand ? { ...note, byHand } : note;
}

/**
 * The session's sandbox as it is kept. The names of choices are worked out once a step, so that saving stays cheap.
 *
 * @param mostSteps of a longer run the beginning is kept: what is longer could not be opened at all.
 */
export function savedOf({ lesson, era, guide, course }: Session, mostSteps = MOST_SAVED_STEPS): SavedSandbox {
  const names = namesOf(course.history);
  let choices: readonly RunChoice<Command>[] = [];
  let end = 0;
  for (const { id, parent } of course.history.path(course.tip).slice(0, mostSteps + 1)) {
    if (parent !== null) choices = withChoice(choices, nameOf(guide, course, names, id, parent));
    end = id;
  }
  const at = Math.min(course.history.node(course.cursor).depth, mostSteps);
  return { version: 1, setUp: { description: lesson.cluster, era, seed: lesson.seed }, choices, at, check: checkOf(worldAt(guide, course, end)) };
}

const known = new WeakMap<History, Map<NodeId, RunChoice<Command>>>();

function namesOf(history: History): Map<NodeId, RunChoice<Command>> {
  const names = known.get(history) ?? new Map<NodeId, RunChoice<Command>>();
  known.set(history, names);
  return names;
}

function nameOf(guide: Guide, course: Course, names: Map<NodeId, RunChoice<Command>>, id: NodeId, parent: NodeId): RunChoice<Command> {
  const before = names.get(id);
  if (before !== undefined) return before;
  const { choice, note } = { ...course.history.node(id), note: takenAt(course, id).note };
  if (choice === null) throw new RangeError(`step ${id} has no choice`);
  // A step by hand keeps its name even where it was the usual one, so that undo still finds it.
  const world = worldAt(guide, course, parent);
  const name = note.byHand === true ? describeChoice(world, choice, null) : describeChoice(world, choice);
  names.set(id, name);
  return name;
}
