import { verdicts } from '../kafka/promises/verdicts.ts';
import type { PromiseId } from '../kafka/promises/types.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { equalData } from './equal.ts';
import { whatIfsIn } from './eras.ts';
import { matchFact } from './match.ts';
import type { PlayedLesson, PlayedRun } from './play.ts';
import { select, SelectionError } from './select.ts';
import type { Ending, FactPattern, Lesson } from './types.ts';

/** An ending, whether it came true, and what there was: a number, a value, the facts' places in the run (-1: never), or why there is none. */
export type CheckedEnding = Ending & { readonly holds: boolean; readonly actual: unknown };

/** What an ending is read from. */
export interface EndedRun {
  readonly beginMs: number;
  readonly steps: readonly { readonly nowMs: number; readonly facts: readonly Fact[] }[];
  readonly world: KafkaWorld;
}

/** What the lesson ends with in this era. */
export function endsIn(lesson: Lesson, era: EraId): readonly Ending[] {
  const branches = whatIfsIn(lesson, era).map(({ id }) => id);
  return lesson.ends.filter(({ eras, branch }) => (eras === undefined || eras.includes(era)) && (branch === undefined || branches.includes(branch)));
}

/** Compares each of the lesson's endings with what was played. */
export function checkEnds(lesson: Lesson, played: PlayedLesson): readonly CheckedEnding[] {
  return endsIn(lesson, played.era).map((ending) => checkEnding(ending, endedRun(ending.branch === undefined ? played : played.branches[ending.branch])));
}

function endedRun(run: PlayedRun | undefined): EndedRun | undefined {
  if (run === undefined) return undefined;
  return { beginMs: run.begin.nowMs, steps: run.steps.map(({ step }) => ({ nowMs: step.world.nowMs, facts: step.facts })), world: run.world };
}

export function checkEnding(ending: Ending, run: EndedRun | undefined): CheckedEnding {
  if (run === undefined) return { ...ending, holds: false, actual: null };
  try {
    return { ...ending, ...outcome(ending, run) };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    return { ...ending, holds: false, actual: error.message };
  }
}

function outcome(ending: Ending, run: EndedRun): { readonly holds: boolean; readonly actual: unknown } {
  if ('promise' in ending) return compared(recordsLost(run.world, ending.promise), ending.lost);
  if ('facts' in ending) return compared(factsOf(run).filter((fact) => matchFact(ending.facts, fact)).length, ending.count);
  if ('order' in ending) return inOrder(ending.order, factsOf(run));
  if ('elapsedMs' in ending) return inTime(ending, run);
  return compared(select(run.world, ending), ending.is);
}

function factsOf(run: EndedRun): readonly Fact[] {
  return run.steps.flatMap(({ facts }) => facts);
}

/** Never, when one of the two facts is missing or they came the other way round. */
function inTime({ elapsedMs, from, to }: Extract<Ending, { readonly elapsedMs: unknown }>, run: EndedRun): { readonly holds: boolean; readonly actual: number } {
  const since = from === undefined ? run.beginMs : timeOf(from, run);
  const until = to === undefined ? run.world.nowMs : timeOf(to, run);
  const actual = since === undefined || until === undefined ? -1 : until - since;
  const { min = 0, max = Infinity } = elapsedMs;
  return { holds: actual >= min && actual <= max, actual };
}

function timeOf(pattern: FactPattern, run: EndedRun): number | undefined {
  return run.steps.find(({ facts }) => facts.some((fact) => matchFact(pattern, fact)))?.nowMs;
}

function compared(actual: unknown, expected: unknown): { readonly holds: boolean; readonly actual: unknown } {
  return { holds: equalData(actual, expected), actual };
}

/** Records for which the promise is broken; what is only at risk is not lost. */
function recordsLost(world: KafkaWorld, promise: PromiseId): number {
  const verdict = verdicts(world, world.ledger).find((one) => one.promise === promise);
  return verdict?.verdict === 'broken' ? verdict.records.length : 0;
}

/** The first fact of each kind, in this order. */
function inOrder(patterns: readonly FactPattern[], facts: readonly Fact[]): { readonly holds: boolean; readonly actual: readonly number[] } {
  const actual = patterns.map((pattern) => facts.findIndex((fact) => matchFact(pattern, fact)));
  return { holds: actual.every((place, index) => place > (index === 0 ? -1 : (actual[index - 1] ?? -1))), actual };
}
