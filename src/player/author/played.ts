import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { equalData } from '../../lessons/equal.ts';
import { checkEnds } from '../../lessons/ends.ts';
import type { CheckedEnding } from '../../lessons/ends.ts';
import { erasOf } from '../../lessons/eras.ts';
import type { PlayedLesson } from '../../lessons/play.ts';
import { beginLesson, playLesson } from '../../lessons/play.ts';
import type { Lesson } from '../../lessons/types.ts';
import { checkOf } from '../sandboxSaved.ts';
import type { ScenePart } from './parts.ts';
import type { Recorded, RecordedStep, Recording } from './recording.ts';
import { replayed } from './recording.ts';

/** A lesson played by the same rules as in Node, or why it could not be. */
export type PlayedDraft = { readonly ok: true; readonly played: PlayedLesson } | { readonly ok: false; readonly reason: string };

/** More than can be recorded: a lesson that somebody wrote may go on for ever, the page may not. */
const MOST_PLAYED_STEPS = 6_000;

export function playDraft(lesson: Lesson, era: EraId = lesson.era): PlayedDraft {
  try {
    return { ok: true, played: playLesson(lesson, { era, mostSteps: MOST_PLAYED_STEPS }) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What a check of the whole lesson found in one version of Kafka. */
export interface CheckedEra {
  readonly era: EraId;
  readonly endings: readonly CheckedEnding[];
  /** Scenes whose time was up before their `until` came true, from 0; of the main run. */
  readonly unreached: readonly number[];
  /** Why it could not be played. */
  readonly failed: string | null;
}

/** Plays the lesson in every version it is for. */
export function checkDraft(lesson: Lesson): readonly CheckedEra[] {
  return erasOf(lesson).map((era) => {
    const result = playDraft(lesson, era);
    if (!result.ok) return { era, endings: [], unreached: [], failed: result.reason };
    const unreached = result.played.scenes.flatMap(({ reached }, index) => (reached ? [] : [index]));
    return { era, endings: checkEnds(lesson, result.played), unreached, failed: null };
  });
}

/** The scenes of a lesson that was played, as the steps of its run. */
export function partsPlayed(lesson: Lesson, played: PlayedLesson): readonly ScenePart[] {
  return lesson.scenes.map(({ do: actions, until: _until, withinMs: _within, ...words }, index) => {
    const mark = played.scenes[index];
    const [from, to] = mark === undefined ? [0, 0] : [mark.firstStep, mark.endStep];
    const steps = played.steps.slice(from, to).map(({ choice, step }, at): RecordedStep => ({
      action: choice, usual: at >= actions.length, before: played.steps[from + at - 1]?.step.world ?? played.begin, step,
    }));
    return { steps, done: actions.length, words };
  });
}

/** The means to step a lesson's cluster. */
export function stepperOf(lesson: Lesson): KafkaStepper {
  return beginLesson(lesson).stepper;
}

/** Where a lesson and the run it was made of part; steps count from 1. */
export interface Parting {
  readonly step: number;
  /** From 0; the number of scenes once the lesson is over. */
  readonly scene: number;
}

/** null: every step is the recorded one, and the world at the end is, too. */
export function partingOf(lesson: Lesson, played: PlayedLesson, recording: Recording, recorded: Recorded | null = recordedIn(lesson, recording)): Parting | null {
  const steps = recorded?.steps ?? [];
  const most = Math.max(steps.length, played.steps.length);
  for (let at = 0; at < most; at += 1) {
    const [one, other] = [steps[at], played.steps[at]];
    const isSame = one !== undefined && other !== undefined && equalData(one.action, other.choice) && one.step.world.nowMs === other.step.world.nowMs;
    if (!isSame) return { step: at + 1, scene: other?.scene ?? lesson.scenes.length };
  }
  return checkOf(played.world) === recording.check ? null : { step: most, scene: lesson.scenes.length };
}

function recordedIn(lesson: Lesson, recording: Recording): Recorded | null {
  const recorded = replayed(lesson, recording);
  return 'no' in recorded ? null : recorded;
}
