import type { Command } from '../../kafka/commands.ts';
import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { KafkaStep, KafkaWorld } from '../../kafka/simulation.ts';
import { beginLesson, describeChoice } from '../../lessons/play.ts';
import type { Action, Lesson } from '../../lessons/types.ts';
import type { RunChoice } from '../../world/run.ts';
import { describeChoice as nameChoice, replayRun, withChoice } from '../../world/run.ts';
import { pathTo } from '../course.ts';
import { checkOf } from '../sandboxSaved.ts';
import type { Session } from '../session.ts';

/** Steps that a lesson may be made of. */
export const MOST_RECORDED_STEPS = 5_000;

/** The way from a cluster's beginning to the step at which the visitor stood. */
export interface Recording {
  readonly choices: readonly RunChoice<Command>[];
  /** `checkOf` the world at the end. */
  readonly check: string;
}

/** A step as a lesson's `do` would take it. */
export interface RecordedStep {
  readonly action: Action;
  /** What would have happened if nobody had interfered. */
  readonly usual: boolean;
  readonly before: KafkaWorld;
  readonly step: KafkaStep;
}

/** Why a run cannot become a lesson; `step` counts from 1. */
export type NoRecording =
  | { readonly is: 'too-long'; readonly most: number }
  /** A message was delivered twice, which is outside TCP. */
  | { readonly is: 'twice'; readonly step: number }
  /** A connection without a message was held or broken: a lesson names connections by what travels on them. */
  | { readonly is: 'quiet'; readonly step: number }
  /** It would be more than a lesson can hold; `reason` as the check of a file says it. */
  | { readonly is: 'too-much'; readonly reason: string }
  /** Taken again, it does not lead there. */
  | { readonly is: 'failed'; readonly reason: string };

/** A recorded run with its steps. */
export interface Recorded {
  readonly stepper: KafkaStepper;
  readonly begin: KafkaWorld;
  readonly steps: readonly RecordedStep[];
}

export function recordingOf(session: Session): Recording | { readonly no: NoRecording } {
  const { guide, course } = session;
  const path = pathTo(course, course.cursor).slice(1);
  if (path.length > MOST_RECORDED_STEPS) return { no: { is: 'too-long', most: MOST_RECORDED_STEPS } };
  const choices: RunChoice<Command>[] = [];
  let { world } = guide.begin;
  for (const { id } of path) {
    const { choice } = course.history.node(id);
    if (choice === null) continue;
    choices.push(...withChoice(choices.splice(-1), nameChoice(world, choice)));
    world = guide.step(world, choice).world;
  }
  return { choices, check: checkOf(world) };
}

/** Takes the recorded steps again, on the lesson's cluster. */
export function replayed(lesson: Lesson, recording: Pick<Recording, 'choices'>): Recorded | { readonly no: NoRecording } {
  try {
    return takenAgain(lesson, recording);
  } catch (error) {
    // A recording that was kept may be anything by now.
    return { no: { is: 'failed', reason: error instanceof Error ? error.message : String(error) } };
  }
}

function takenAgain(lesson: Lesson, { choices }: Pick<Recording, 'choices'>): Recorded | { readonly no: NoRecording } {
  const { stepper, world: begin } = beginLesson(lesson);
  const { steps: taken, skipped, failed } = replayRun(stepper, begin, { choices, hash: '' }, { mostSteps: MOST_RECORDED_STEPS });
  if (failed !== null) return { no: { is: 'failed', reason: failed } };
  if (skipped[0] !== undefined) return { no: { is: 'failed', reason: skipped[0].reason } };
  const isUsual = choices.flatMap((choice) => ('usual' in choice ? Array<boolean>(choice.usual).fill(true) : [false]));
  const steps: RecordedStep[] = [];
  for (const [index, { choice, step }] of taken.entries()) {
    const before = taken[index - 1]?.step.world ?? begin;
    if ('duplicate' in choice) return { no: { is: 'twice', step: index + 1 } };
    const action = describeChoice(before, choice);
    if (isNameless(action)) return { no: { is: 'quiet', step: index + 1 } };
    steps.push({ action, usual: isUsual[index] === true, before, step });
  }
  return { stepper, begin, steps };
}

function isNameless(action: Action): boolean {
  return ('hold' in action && action.hold.api === '') || ('disconnect' in action && action.disconnect.api === '');
}
