import { sightOf } from '../shared/camera.ts';
import type { SequenceLayout } from './types.ts';

/**
 * How far to scroll sideways so that lanes are in sight right of the margin; the first of them matter most.
 *
 * @param xs the middles of the lanes; in the picture's pixels, as all here.
 */
export function sideways(xs: readonly number[], { gutter, laneWidth }: Pick<SequenceLayout, 'gutter' | 'laneWidth'>, sight: { readonly left: number; readonly width: number }): number {
  const spans = xs.map((x) => [x - laneWidth / 2, x + laneWidth / 2] as const);
  return Math.max(0, sightOf(spans, sight.left + gutter, sight.width - gutter) - gutter);
}
