import type { Draw } from '../../kafka/controller/placement.ts';

/** The draws Kafka made, to be made again in the same order with the same bounds. */
export interface ReplayedDraws {
  readonly draw: Draw;
  /** How many were not made. */
  readonly left: () => number;
}

/** The draw throws when it is not the one Kafka made next. */
export function replayDraws(draws: readonly (readonly [bound: number, value: number])[]): ReplayedDraws {
  let made = 0;
  return {
    draw: (bound) => {
      const next = draws[made];
      if (next === undefined) throw new Error(`draw ${made} of ${bound}: Kafka made only ${draws.length}`);
      if (next[0] !== bound) throw new Error(`draw ${made} of ${bound}: Kafka drew of ${next[0]}`);
      made += 1;
      return next[1];
    },
    left: () => draws.length - made,
  };
}
