import type { SequenceLayout } from './types.ts';

/**
 * How far to scroll sideways so that lanes are in sight right of the margin, moving no more than needed. The first
 * matter most: of lanes too far apart, the last ones stay out of sight.
 *
 * @param xs the middles of the lanes; in the picture's pixels, as all here.
 */
export function sideways(xs: readonly number[], { gutter, laneWidth }: Pick<SequenceLayout, 'gutter' | 'laneWidth'>, sight: { readonly left: number; readonly width: number }): number {
  let [from, to] = [Infinity, -Infinity];
  for (const x of xs) {
    const next = [Math.min(from, x - laneWidth / 2), Math.max(to, x + laneWidth / 2)] as const;
    if (next[1] - next[0] > sight.width - gutter) break;
    [from, to] = next;
  }
  if (from === Infinity) return sight.left;
  return Math.max(0, Math.min(from - gutter, Math.max(sight.left, to - sight.width)));
}
