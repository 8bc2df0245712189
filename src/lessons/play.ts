import { bootCluster } from '../kafka/cluster.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import { whatIfsIn } from './eras.ts';
import { patternOf } from './match.ts';
import type { Progress, Script } from './script.ts';
import { LessonError, advance, beginScript, errorAt, nextChoice } from './script.ts';
import { select } from './select.ts';
import { withSettings } from './setConfig.ts';
import type { Action, Lesson, Scene, WhatIf } from './types.ts';

export interface LessonOptions {
  /** Another version of Kafka than the lesson's own. */
  readonly era?: EraId;
  /** Settings by Kafka's names, see `withSettings`. */
  readonly set?: Readonly<Record<string, string>>;
  /** Steps after which a run is given up, its what-ifs counted apart: for lessons that nobody has played yet. */
  readonly mostSteps?: number;
}

/** A lesson ready to be stepped. */
export interface LessonStart {
  readonly stepper: KafkaStepper;
  readonly world: KafkaWorld;
  readonly script: Script;
  readonly progress: Progress;
}

/** A step as it was played: what was chosen, by what it is, and what came of it. */
export interface PlayedStep {
  readonly choice: PlayedChoice;
  readonly step: KafkaStep;
  /** Index of the scene it belongs to. */
  readonly scene: number;
}

/** Like a lesson's action; the usual steps too are told by what they delivered or fired. */
export type PlayedChoice = Action;

/** Where a scene lies in a run. */
export interface SceneMark {
  /** Index of its first step in the run's steps, and of the step after its last. */
  readonly firstStep: number;
  readonly endStep: number;
  /** False when its time was up before its `until` came true. */
  readonly reached: boolean;
  readonly before: KafkaWorld;
  readonly after: KafkaWorld;
}

/** A run from the lesson's beginning; a branch's run begins with the steps it shares with the main run. */
export interface PlayedRun {
  readonly script: Script;
  /** The world before the first step. */
  readonly begin: KafkaWorld;
  readonly steps: readonly PlayedStep[];
  /** Steps shared with the main run; 0 on the main run. */
  readonly sharedSteps: number;
  readonly scenes: readonly SceneMark[];
  readonly world: KafkaWorld;
}

export interface PlayedLesson extends PlayedRun {
  readonly era: EraId;
  /** By the what-if's id. */
  readonly branches: Readonly<Record<string, PlayedRun>>;
}

/**
 * The lesson's booted cluster at its first scene.
 *
 * @throws SettingError when a setting cannot be set.
 */
export function beginLesson(lesson: Lesson, options: LessonOptions = {}): LessonStart {
  const { era = lesson.era, set = {} } = options;
  const { stepper, world } = bootCluster(withSettings(lesson.cluster, set, era), { era, seed: lesson.seed });
  const script = mainScript(lesson);
  return { stepper, world, script, progress: beginScript(script, stepper, world) };
}

export function mainScript(lesson: Lesson): Script {
  return { lessonId: lesson.id, branch: null, scenes: lesson.scenes };
}

/** What a what-if does first belongs to its first scene. */
export function branchScript(lesson: Lesson, whatIf: WhatIf): Script {
  const [first, ...others] = whatIf.scenes;
  const scenes = first === undefined ? [] : [{ ...first, do: [...whatIf.do, ...first.do] }, ...others];
  return { lessonId: lesson.id, branch: whatIf.id, scenes };
}

/**
 * Plays the main run and every what-if to their ends.
 *
 * @throws LessonError when an action does not apply or the run is given up, SettingError when a setting cannot be set.
 */
export function playLesson(lesson: Lesson, options: LessonOptions = {}): PlayedLesson {
  const { stepper, world, script } = beginLesson(lesson, options);
  const { mostSteps = Infinity } = options;
  const main = play(script, stepper, { begin: world, steps: [], world }, mostSteps);
  const era = options.era ?? lesson.era;
  const branches = whatIfsIn(lesson, era).map((whatIf) => [whatIf.id, play(branchScript(lesson, whatIf), stepper, forkAt(main, whatIf.fromScene), mostSteps)] as const);
  return { ...main, era, branches: Object.fromEntries(branches) };
}

/** What the learner was asked to predict, read from the world at the end of the scene. */
export function predictionAnswer(scene: Scene, worldAtSceneEnd: KafkaWorld): unknown {
  return scene.predict === undefined ? undefined : select(worldAtSceneEnd, scene.predict.answer);
}

interface Fork {
  readonly begin: KafkaWorld;
  readonly steps: readonly PlayedStep[];
  readonly world: KafkaWorld;
}

function forkAt(main: PlayedRun, scene: number): Fork {
  const mark = main.scenes[scene];
  return mark === undefined ? main : { begin: main.begin, steps: main.steps.slice(0, mark.firstStep), world: mark.before };
}

function play(script: Script, stepper: KafkaStepper, from: Fork, mostSteps: number): PlayedRun {
  const steps = [...from.steps];
  let { world } = from;
  let progress = beginScript(script, stepper, world);
  const starts = markStarts(progress.scene, [], steps.length, world);
  for (;;) {
    const next = nextChoice(script, stepper, world, progress);
    if ('done' in next) break;
    if (steps.length >= mostSteps) throw errorAt(script, progress, `takes more than ${mostSteps} steps`);
    const step = stepped(script, stepper, world, next);
    steps.push({ choice: describeChoice(world, next.choice), step, scene: progress.scene });
    world = step.world;
    progress = advance(script, stepper, next.progress, step);
    markStarts(progress.scene, starts, steps.length, world);
  }
  const scenes = sceneMarks(starts, progress, steps.length, world);
  return { script, begin: from.begin, steps, sharedSteps: from.steps.length, scenes, world };
}

type SceneStart = { readonly firstStep: number; readonly before: KafkaWorld };

/** Scenes that took no step begin where the next one does. */
function markStarts(scene: number, starts: SceneStart[], firstStep: number, before: KafkaWorld): SceneStart[] {
  while (starts.length <= scene) starts.push({ firstStep, before });
  return starts;
}

function sceneMarks(starts: readonly SceneStart[], progress: Progress, endStep: number, after: KafkaWorld): readonly SceneMark[] {
  const begun = starts.slice(0, progress.reached.length);
  return begun.map((start, scene) => ({
    ...start, endStep: starts[scene + 1]?.firstStep ?? endStep, after: starts[scene + 1]?.before ?? after, reached: progress.reached[scene] === true,
  }));
}

function stepped(script: Script, stepper: KafkaStepper, world: KafkaWorld, next: { readonly choice: KafkaChoice; readonly progress: Progress }): KafkaStep {
  try {
    return stepper.step(world, next.choice);
  } catch (error) {
    if (error instanceof LessonError) throw error;
    throw errorAt(script, next.progress, error instanceof Error ? error.message : String(error));
  }
}

/** A choice by what it is, so that it means the same in an equal world elsewhere. */
export function describeChoice(world: KafkaWorld, choice: KafkaChoice): PlayedChoice {
  if ('command' in choice) return choice;
  if ('fire' in choice) {
    const timer = world.timers.find((one) => one.id === choice.fire);
    return { fire: { owner: timer?.owner ?? '', name: timer?.name ?? '' } };
  }
  if ('deliver' in choice) return { deliver: patternOfEnvelope(world, (id) => id === choice.deliver) };
  if ('duplicate' in choice) throw new RangeError('no lesson delivers a message twice');
  const connection = 'hold' in choice ? choice.hold : choice.disconnect;
  const pattern = patternOfEnvelope(world, (_id, on) => on === connection);
  return 'hold' in choice ? { hold: pattern, forMs: choice.forMs } : { disconnect: pattern };
}

function patternOfEnvelope(world: KafkaWorld, wanted: (id: number, connection: string) => boolean) {
  const envelopes = world.wire.connections.values().flatMap((one) => [...one.requests, ...one.responses]);
  const envelope = envelopes.find((one) => wanted(one.id, one.connection));
  return envelope === undefined ? { api: '' } : patternOf(world, envelope);
}
