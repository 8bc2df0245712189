import type { EraId } from '../kafka/era/era.ts';
import { checkEnding } from '../lessons/ends.ts';
import type { LessonStart } from '../lessons/play.ts';
import { beginLesson, branchScript } from '../lessons/play.ts';
import type { Progress as ScriptProgress, Script } from '../lessons/script.ts';
import { advance, beginScript, nextChoice } from '../lessons/script.ts';
import { select } from '../lessons/select.ts';
import type { Lesson } from '../lessons/types.ts';
import type { Guide, Progress } from './contracts.ts';
import { withOwnBranches } from './handGuide.ts';

/** The player's progress: the lesson's own, and which run it belongs to. */
interface Followed {
  readonly branch: string | null;
  readonly script: ScriptProgress;
}

const read = (progress: Progress): Followed => progress as Followed;

/** Boots a lesson's cluster and gives the player what it needs to walk through it. */
export function guideOf(lesson: Lesson, era?: EraId): Guide {
  const start = beginLesson(lesson, era === undefined ? {} : { era });
  const { stepper } = start;
  const scripts = scriptsOf(lesson, start);
  const scriptOf = (branch: string | null): Script => scripts.get(branch) ?? start.script;
  return withOwnBranches({
    begin: { world: start.world, progress: { branch: null, script: start.progress } satisfies Followed },
    step: (world, choice) => stepper.step(world, choice),
    next: (world, progress) => {
      const { branch, script } = read(progress);
      const next = nextChoice(scriptOf(branch), stepper, world, script);
      return 'done' in next ? next : { choice: next.choice, progress: { branch, script: next.progress } satisfies Followed };
    },
    after: (step, progress) => {
      const { branch, script } = read(progress);
      return { branch, script: advance(scriptOf(branch), stepper, script, step) } satisfies Followed;
    },
    place: (progress) => ({ branch: read(progress).branch, scene: read(progress).script.scene }),
    branch: (whatIf, world) => ({ branch: whatIf, script: beginScript(scriptOf(whatIf), stepper, world) }) satisfies Followed,
    scenes: (branch) => scriptOf(branch).scenes.length,
    answer: (prediction, world) => select(world, prediction.answer),
    holds: (ending, steps, world) => checkEnding(ending, { beginMs: start.world.nowMs, steps: steps.map(({ facts, note }) => ({ nowMs: note.nowMs, facts })), world }).holds,
  });
}

function scriptsOf(lesson: Lesson, start: LessonStart): ReadonlyMap<string | null, Script> {
  return new Map<string | null, Script>([[null, start.script], ...lesson.whatIf.map((whatIf) => [whatIf.id, branchScript(lesson, whatIf)] as const)]);
}
