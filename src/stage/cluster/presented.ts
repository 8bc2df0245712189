import { clusterLayout } from './layout.ts';
import type { ClusterLayout } from './layout.ts';
import { PRESENTED } from './metrics.ts';
import type { ClusterScene } from './types.ts';

/** A picture that is drawn larger than it is laid out. */
export interface Presented {
  readonly layout: ClusterLayout;
  readonly scale: number;
}

const SMALLER = 0.97;

/** First a line of each replica goes, then another: what the leader believes of others is for a closer look. */
const LEFT_OUT = [{ remotes: false, epochs: false }, { remotes: true, epochs: false }, { remotes: true, epochs: true }] as const;

/**
 * The picture for a class: its smallest words as high as asked for, and all of it in sight. Where not both can be, lines
 * are left out, then the words give way, down to their usual size.
 *
 * @param typePx the height of the smallest words, in pixels of the page.
 */
export function presentedLayout(scene: ClusterScene, { width, height }: { readonly width: number; readonly height: number }, typePx: number): Presented {
  let scale = Math.max(1, typePx / PRESENTED.smallFont);
  for (;;) {
    const room = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
    const layouts = LEFT_OUT.map((without) => clusterLayout(scene, { ...room, compact: true, measures: PRESENTED, without }));
    const fitting = layouts.find((layout) => layout.height <= room.height && layout.detail === 'cells');
    const least = layouts.at(-1);
    if (fitting !== undefined) return { layout: fitting, scale };
    if (scale === 1 && least !== undefined) return { layout: least, scale };
    scale = Math.max(1, scale * SMALLER);
  }
}
