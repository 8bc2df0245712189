/** Pixels between two rows of the same instant, and the least between any two. */
export const ROW = 30;
const PX_PER_MS = 7;
/** From here on nothing happened for so long that the stretch is cut short, with a mark that says so. */
export const QUIET_MS = 12;
const QUIET_PX = 58;
/** What has not arrived yet begins this far below the present. */
const TOP = 22;

/** A moment that something is drawn at. */
export interface Instant {
  readonly atMs: number;
}

/** A quiet stretch that takes less room than its length. */
export interface Break {
  /** Middle of the mark. */
  readonly y: number;
  readonly forMs: number;
}

export interface TimeScale {
  /** By the instant's index. Never decreasing, and never closer than a row. */
  readonly ys: readonly number[];
  readonly breaks: readonly Break[];
  readonly height: number;
}

/**
 * A place for every instant: in proportion to virtual time where much happens, a row at least, and long quiet stretches
 * cut short. Instants of the same millisecond stand one below the other, in the order in which they happened.
 *
 * @param instants in order of time.
 * @param zoom stretches everything.
 */
export function timeScale(instants: readonly Instant[], zoom = 1): TimeScale {
  const ys: number[] = [];
  const breaks: Break[] = [];
  let y = TOP;
  instants.forEach(({ atMs }, index) => {
    const passedMs = index === 0 ? 0 : atMs - (instants[index - 1]?.atMs ?? atMs);
    if (index > 0) {
      const gap = gapOf(passedMs, zoom);
      if (passedMs > QUIET_MS) breaks.push({ y: y + gap * BREAK_AT, forMs: passedMs });
      y += gap;
    }
    ys.push(y);
  });
  return { ys, breaks, height: y + TOP };
}

/** The mark stands below the middle of its stretch, where the words of the row before leave room. */
const BREAK_AT = 0.58;

function gapOf(passedMs: number, zoom: number): number {
  if (passedMs > QUIET_MS) return Math.max(QUIET_PX * zoom, LEAST_BREAK);
  return zoom * Math.max(ROW, passedMs * PX_PER_MS);
}

const LEAST_BREAK = 40;

/** The last index whose y is not below this; -1 when all are. `ys` rises. */
export function lastAbove(ys: readonly number[], y: number): number {
  let [low, high] = [0, ys.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((ys[mid] ?? Infinity) <= y) low = mid + 1;
    else high = mid;
  }
  return low - 1;
}
