import type { World } from '../world/types.ts';
import { findEnvelope, usualArrivalMs } from '../world/wire.ts';
import type { KafkaStepper } from '../kafka/cluster.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaMessage } from '../kafka/messages.ts';
import type { Ledger } from '../kafka/promises/types.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import { equalData } from './equal.ts';
import { matchFact, matchMessage } from './match.ts';
import { select, SelectionError } from './select.ts';
import type { Action, MessagePattern, Scene, Selection, Until } from './types.ts';

/** A lesson asks for something that the world does not allow: the text names the lesson, the scene and the action. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
}

/** The scenes that are played, on the main run or on a branch. */
export interface Script {
  readonly lessonId: string;
  /** The what-if's id; null on the main run. */
  readonly branch: string | null;
  readonly scenes: readonly Scene[];
}

/** How far a script is. Plain data and small, so that a timeline can keep one a step. */
export interface Progress {
  /** Index of the scene; the number of scenes when the lesson is over. */
  readonly scene: number;
  /** Actions of the scene's `do` that were taken. */
  readonly done: number;
  readonly sceneStartMs: number;
  readonly sceneStartStep: number;
  /** Which of the scene's `until` facts were seen since it began, in the order of `until`. */
  readonly seen: readonly boolean[];
  /** How each scene before this one ended: its `until` came true, or its time was up. */
  readonly reached: readonly boolean[];
}

export type NextChoice = { readonly choice: KafkaChoice; readonly progress: Progress } | { readonly done: true };

/** More steps than any scene needs: a scene that goes on is a mistake of the lesson, not a lesson. */
const MOST_STEPS_A_SCENE = 50_000;

/** The progress at the beginning of a script, past scenes that need nothing. */
export function beginScript(script: Script, stepper: KafkaStepper, world: KafkaWorld): Progress {
  return settled(script, stepper, world, sceneBegin(script, world, 0, []));
}

/**
 * What happens next: the scene's actions first, one by one, then the usual steps.
 *
 * @throws LessonError when an action does not apply to this world.
 */
export function nextChoice(script: Script, stepper: KafkaStepper, world: KafkaWorld, progress: Progress): NextChoice {
  const scene = script.scenes[progress.scene];
  if (scene === undefined) return { done: true };
  if (world.counters.steps - progress.sceneStartStep > MOST_STEPS_A_SCENE) throw errorAt(script, progress, `takes more than ${MOST_STEPS_A_SCENE} steps`);
  const action = scene.do[progress.done];
  if (action !== undefined) return { choice: choiceOf(script, world, progress, action), progress: { ...progress, done: progress.done + 1 } };
  const choice = stepper.usual(world);
  return choice === null ? { done: true } : { choice, progress };
}

/** The progress after a step; when that ended the scene, at the beginning of the next one. */
export function advance(script: Script, stepper: KafkaStepper, progress: Progress, step: KafkaStep): Progress {
  const wanted = untilsOf(script.scenes[progress.scene]);
  const seen = wanted.map((until, index) => progress.seen[index] === true || sawFact(until, step.facts));
  return settled(script, stepper, step.world, { ...progress, seen });
}

/** Where the scene's actions and steps are, in words: for errors and for `why`. */
export function errorAt(script: Script, progress: Progress, problem: string): LessonError {
  const where = script.branch === null ? '' : `, what-if "${script.branch}"`;
  const title = script.scenes[progress.scene]?.title.en ?? '';
  return new LessonError(`lesson "${script.lessonId}"${where}, scene ${progress.scene} "${title}", action ${progress.done}: ${problem}`);
}

function settled(script: Script, stepper: KafkaStepper, world: KafkaWorld, progress: Progress): Progress {
  const scene = script.scenes[progress.scene];
  if (scene === undefined || progress.done < scene.do.length) return progress;
  const reached = untilsOf(scene).every((until, index) => holds(until, world, progress, index));
  if (!reached && !outOfTime(scene, stepper, world, progress)) return progress;
  return settled(script, stepper, world, sceneBegin(script, world, progress.scene + 1, [...progress.reached, reached]));
}

function sceneBegin(script: Script, world: KafkaWorld, scene: number, reached: readonly boolean[]): Progress {
  const seen = untilsOf(script.scenes[scene]).map(() => false);
  return { scene, done: 0, sceneStartMs: world.nowMs, sceneStartStep: world.counters.steps, seen, reached };
}

function untilsOf(scene: Scene | undefined): readonly Until[] {
  if (scene === undefined) return [];
  return Array.isArray(scene.until) ? (scene.until as readonly Until[]) : [scene.until as Until];
}

function sawFact(until: Until, facts: readonly Fact[]): boolean {
  return 'fact' in until && facts.some((fact) => matchFact(until, fact));
}

/** A fact counts once seen; a value, a message and the time must hold now. */
function holds(until: Until, world: KafkaWorld, progress: Progress, index: number): boolean {
  if ('fact' in until) return progress.seen[index] === true;
  if ('message' in until) return matchMessage(until.message, world) !== undefined;
  if ('afterMs' in until) return world.nowMs >= progress.sceneStartMs + until.afterMs;
  return hasValue(world, until, until.is);
}

/** What does not exist yet has no value yet: a leader's view of a follower, a topic to be created. */
function hasValue(world: KafkaWorld, selection: Selection, is: unknown): boolean {
  try {
    return equalData(select(world, selection), is);
  } catch (error) {
    if (error instanceof SelectionError) return false;
    throw error;
  }
}

/** Nothing more happens within the scene's time. */
function outOfTime(scene: Scene, stepper: KafkaStepper, world: KafkaWorld, progress: Progress): boolean {
  const next = stepper.usual(world);
  return next === null || dueAtMs(world, next) > progress.sceneStartMs + scene.withinMs;
}

/** When a choice happens: its due time, or now if that has passed. */
export function dueAtMs(world: World<Ledger, KafkaMessage>, choice: KafkaChoice): number {
  if ('fire' in choice) return Math.max(world.nowMs, world.timers.find((timer) => timer.id === choice.fire)?.dueAtMs ?? 0);
  if (!('deliver' in choice)) return world.nowMs;
  const found = findEnvelope(world.wire, choice.deliver);
  return found === undefined ? world.nowMs : Math.max(world.nowMs, usualArrivalMs(world.wire, found.connection, found.envelope));
}

function choiceOf(script: Script, world: KafkaWorld, progress: Progress, action: Action): KafkaChoice {
  if ('command' in action) return { command: action.command };
  if ('fire' in action) {
    const { owner, name } = action.fire;
    const timer = world.timers.find((one) => one.owner === owner && one.name === name);
    if (timer === undefined) throw errorAt(script, progress, `${owner} has no timer "${name}"`);
    return { fire: timer.id };
  }
  const envelope = 'deliver' in action ? found(action.deliver) : 'hold' in action ? found(action.hold) : found(action.disconnect);
  if ('deliver' in action) return { deliver: envelope.id };
  return 'hold' in action ? { hold: envelope.connection, forMs: action.forMs } : { disconnect: envelope.connection };

  function found(pattern: MessagePattern) {
    const message = matchMessage(pattern, world);
    if (message === undefined) throw errorAt(script, progress, `there is no message ${JSON.stringify(pattern)} on its way`);
    return message;
  }
}
