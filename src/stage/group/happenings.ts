import type { Fact } from '../../kafka/facts.ts';
import type { Happening } from './path.ts';

/** What the lanes mark of a step's facts. */
export function happenings(_facts: readonly Fact[]): readonly Happening[] {
  return [];
}
