import type { Command } from '../kafka/commands.ts';
import { bootCluster } from '../kafka/cluster.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Settings } from '../kafka/simulation.ts';
import { eraIds } from '../kafka/era/era.ts';
import type { Lesson } from '../lessons/types.ts';
import { usualChoice } from '../world/enabled.ts';
import type { Guide } from './contracts.ts';
import { withOwnBranches } from './handGuide.ts';
import type { SandboxSetUp } from './sandboxForm.ts';

/** A sandbox in links, in place of a lesson's name. */
export const SANDBOX_ID = 'sandbox';

/**
 * A run that nothing drives but the visitor: what comes by itself are the usual steps, and it is never over.
 *
 * @throws RangeError for a cluster that Kafka would refuse, with its message.
 */
export function sandboxGuide(description: ClusterDescription, settings: Settings): Guide {
  const { stepper, world } = bootCluster(description, settings);
  return withOwnBranches({
    begin: { world, progress: null },
    step: (now, choice) => stepper.step(now, choice),
    next: (now, progress) => {
      const choice = usualChoice<Command>(now);
      return choice === null ? { done: true } : { choice, progress };
    },
    after: (_step, progress) => progress,
    place: () => ({ branch: null, scene: 0 }),
    branch: () => null,
    isFree: () => true,
    scenes: () => 1,
    answer: () => undefined,
    holds: () => false,
  });
}

/** The sandbox where the page reads a lesson: its cluster, no scenes, nothing to predict and nothing to show. */
export function sandboxLesson({ description, era, seed }: SandboxSetUp): Lesson {
  const title = { en: 'Sandbox', zh: '沙盒' };
  return { id: SANDBOX_ID, code: '', track: 'architecture', era, title, question: title, cluster: description, seed, scenes: [], whatIf: [], ends: [] };
}

/** @throws RangeError for a cluster that Kafka would refuse, with its message. */
export function openSandbox(setUp: SandboxSetUp): { readonly kind: 'sandbox'; readonly lesson: Lesson; readonly era: EraId; readonly guide: Guide } {
  const { description, era, seed } = setUp;
  return { kind: 'sandbox', lesson: sandboxLesson(setUp), era, guide: sandboxGuide(description, { era, seed }) };
}

/** The versions whose clusters can be played, newest first. */
export function bootableEras(): readonly EraId[] {
  return eraIds.toReversed();
}
