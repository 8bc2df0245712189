import type { Box } from './geometry.ts';
import { bottom } from './geometry.ts';

/** Air around what is brought into sight. */
const AIR = 8;

/**
 * Where sight of this length has to begin so that these spans are within it, moving no more than needed. The first
 * matter most: of spans too far apart, the last ones stay out of sight.
 *
 * @param begins where it begins now; in the picture's pixels, as all here.
 */
export function sightOf(spans: readonly (readonly [from: number, to: number])[], begins: number, length: number): number {
  let [from, to] = [Infinity, -Infinity];
  for (const span of spans) {
    const next = [Math.min(from, span[0]), Math.max(to, span[1])] as const;
    if (next[1] - next[0] > length) break;
    [from, to] = next;
  }
  if (from === Infinity) return begins;
  return from < begins ? from : Math.max(begins, to - length);
}

/** How far to scroll down so that these are in sight, with some air. */
export function scrollTo(boxes: readonly Box[], top: number, height: number): number {
  return Math.max(0, sightOf(boxes.map((box) => [box.y - AIR, bottom(box) + AIR]), top, height));
}

/** Scrolls a picture that is drawn at this scale so that these are in sight. */
export function bringIntoSight(boxes: readonly Box[], holder: Element, scale: number, smoothly: boolean): void {
  const top = scrollTo(boxes, holder.scrollTop / scale, holder.clientHeight / scale) * scale;
  if (top !== holder.scrollTop) holder.scrollTo({ top, behavior: smoothly ? 'smooth' : 'instant' });
}
