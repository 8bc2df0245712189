import { verdicts } from '../kafka/promises/verdicts.ts';
import type { PromiseId } from '../kafka/promises/types.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { equalData } from './equal.ts';
import { matchFact } from './match.ts';
import type { PlayedLesson, PlayedRun } from './play.ts';
import { factsOf } from './play.ts';
import { select, SelectionError } from './select.ts';
import type { Ending, FactPattern, Lesson } from './types.ts';

/** An ending, whether it came true, and what there was: a number, a value, the facts' places in the run (-1: never), or why there is none. */
export type CheckedEnding = Ending & { readonly holds: boolean; readonly actual: unknown };

/** Compares each of the lesson's endings with what was played. */
export function checkEnds(lesson: Lesson, played: PlayedLesson): readonly CheckedEnding[] {
  return lesson.ends.map((ending) => checkEnding(ending, ending.branch === undefined ? played : played.branches[ending.branch]));
}

export function checkEnding(ending: Ending, run: PlayedRun | undefined): CheckedEnding {
  if (run === undefined) return { ...ending, holds: false, actual: null };
  try {
    return { ...ending, ...outcome(ending, run) };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    return { ...ending, holds: false, actual: error.message };
  }
}

function outcome(ending: Ending, run: PlayedRun): { readonly holds: boolean; readonly actual: unknown } {
  if ('promise' in ending) return compared(recordsLost(run.world, ending.promise), ending.lost);
  if ('facts' in ending) return compared(factsOf(run).filter((fact) => matchFact(ending.facts, fact)).length, ending.count);
  if ('order' in ending) return inOrder(ending.order, factsOf(run));
  if ('elapsedMs' in ending) {
    const actual = run.world.nowMs - run.begin.nowMs;
    const { min = 0, max = Infinity } = ending.elapsedMs;
    return { holds: actual >= min && actual <= max, actual };
  }
  return compared(select(run.world, ending), ending.is);
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
