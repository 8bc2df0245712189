import type { EraId } from '../kafka/era/era.ts';

/** The versions in which every lesson ends as it says, oldest first. */
export const playedIn: readonly EraId[] = ['2.8', '3.9', '4.1'];
