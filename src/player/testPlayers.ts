import type { EraId } from '../kafka/era/era.ts';
import type { KafkaChoice } from '../kafka/simulation.ts';
import { branchLines } from './branches.ts';
import { placeAt } from './course.ts';
import { possibilitiesOf } from './hand.ts';
import { openLesson } from './openLesson.ts';
import { worldOf } from './session.ts';
import { createPlayer } from './sessionStore.ts';
import { toyGuide, toyLesson } from './toy.ts';
import type { ToyStep } from './toy.ts';

/** Players for tests of what a visitor does by hand. */

export const seen: ToyStep = {};
export const end: ToyStep = { endsScene: true };

/** In the lesson of the high watermark. */
export function lessonPlayer(step = 0, era: EraId = '2.8') {
  const player = createPlayer({ open: openLesson, lessonId: 'high-watermark', era, language: 'en', theme: 'light', singleLetterKeys: true, step });
  return withHelp(player);
}

/** In a lesson of steps that mean nothing. */
export function toyPlayer(main: readonly ToyStep[] = [seen, end, seen, end]) {
  return withHelp(createPlayer({ open: () => ({ lesson: toyLesson, era: '3.9', guide: toyGuide(main, [seen, end]) }), language: 'en', theme: 'light', singleLetterKeys: true }));
}

function withHelp(player: ReturnType<typeof createPlayer>) {
  const state = () => player.store.getState();
  return {
    player, state, branch: () => placeAt(state().guide, state().course).branch, cursor: () => state().course.cursor,
    lines: () => branchLines(state()).map(({ branch }) => branch),
    /** Something that would not have come next by itself. */
    later: (): KafkaChoice => {
      const free = possibilitiesOf(worldOf(state())).filter(({ obstacle }) => obstacle === null);
      const last = free.at(-1);
      if (last === undefined) throw new Error('nothing can happen');
      return last.choice;
    },
  };
}
