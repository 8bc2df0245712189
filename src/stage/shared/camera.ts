import type { Box } from './geometry.ts';
import { bottom } from './geometry.ts';

/** Air around what is brought into sight. */
const AIR = 8;

/**
 * How far to scroll so that these are in sight, moving no more than needed; the first where they are too far apart. The
 * first of them matters most.
 *
 * @param top what the stage is scrolled by now; in the picture's pixels, as all here.
 */
export function scrollTo(boxes: readonly Box[], top: number, height: number): number {
  let [from, to] = [Infinity, -Infinity];
  for (const box of boxes) {
    const next = [Math.min(from, box.y - AIR), Math.max(to, bottom(box) + AIR)] as const;
    if (next[1] - next[0] > height) break;
    [from, to] = next;
  }
  if (from === Infinity) return top;
  return Math.max(0, from < top ? from : Math.max(top, to - height));
}
