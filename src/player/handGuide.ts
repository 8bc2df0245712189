import type { Command } from '../kafka/commands.ts';
import { usualChoice } from '../world/enabled.ts';
import type { Guide, Progress } from './contracts.ts';
import { ownBranchNumber } from './course.ts';

/** The progress on a branch of the visitor's own. Nothing is counted there: what comes by itself is the usual step. */
interface Own {
  readonly own: string;
}

function isOwn(progress: Progress): progress is Own {
  return typeof progress === 'object' && progress !== null && 'own' in progress;
}

/** A guide whose runs a visitor can leave at any step for a branch of their own, where the script no longer drives. */
export function withOwnBranches(guide: Guide): Guide {
  return {
    ...guide,
    next(world, progress) {
      if (!isOwn(progress)) return guide.next(world, progress);
      const choice = usualChoice<Command>(world);
      return choice === null ? { done: true } : { choice, progress };
    },
    after: (step, progress) => (isOwn(progress) ? progress : guide.after(step, progress)),
    place: (progress) => (isOwn(progress) ? { branch: progress.own, scene: 0 } : guide.place(progress)),
    scenes: (branch) => (ownBranchNumber(branch) === null ? guide.scenes(branch) : 1),
    isFree: (progress) => isOwn(progress) || (guide.isFree?.(progress) ?? false),
    free: (_progress, branch) => ({ own: branch }) satisfies Own,
  };
}
