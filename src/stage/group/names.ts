import type { Ruler } from '../shared/text.ts';
import { BOLD } from '../shared/text.ts';

const FONT = 12;

/** The longest of these names that fits, or as much of the shortest as does. */
export function nameFor(names: readonly string[], width: number, ruler: Ruler): string {
  return ruler.fitted(ruler.wording(names, width / BOLD, FONT), width / BOLD, FONT);
}
