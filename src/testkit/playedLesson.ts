import type { EraId } from '../kafka/era/era.ts';
import type { KafkaStep } from '../kafka/simulation.ts';
import { whatIfsIn } from '../lessons/eras.ts';
import { beginLesson, branchScript, mainScript } from '../lessons/play.ts';
import type { LessonStart } from '../lessons/play.ts';
import { LessonError, advance, beginScript, nextChoice } from '../lessons/script.ts';
import type { Script } from '../lessons/script.ts';
import type { Lesson } from '../lessons/types.ts';

/**
 * A lesson's main run, and its what-ifs each from the beginning, in any version, for so many steps each. Not every version
 * comes to where the lesson's own does: where an action does not apply, that run ends.
 */
export function playedLesson(lesson: Lesson, era: EraId, mostSteps: number): readonly KafkaStep[] {
  const start = beginLesson(lesson, { era });
  const scripts = [mainScript(lesson), ...whatIfsIn(lesson, era).map((whatIf) => branchScript(lesson, whatIf))];
  return scripts.flatMap((script) => [...stepsOf(start, script, mostSteps)]);
}

function* stepsOf({ stepper, world: begin }: LessonStart, script: Script, mostSteps: number): Generator<KafkaStep> {
  let [world, progress] = [begin, beginScript(script, stepper, begin)];
  try {
    for (let left = mostSteps; left > 0; left -= 1) {
      const next = nextChoice(script, stepper, world, progress);
      if ('done' in next) return;
      const step = stepper.step(world, next.choice);
      yield step;
      world = step.world;
      progress = advance(script, stepper, next.progress, step);
    }
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
  }
}
