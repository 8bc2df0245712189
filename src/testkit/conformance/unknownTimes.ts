/** Between which times (inclusive, milliseconds) a batch was appended, by base offset, in the order of the log. */
export type Times = readonly { readonly base: number; readonly fromMs: number; readonly toMs: number }[];

export const unknownTimes: Times = [];

/** Up to the batch `old` no time is later than this one, and from the batch `young` on all are. */
export function agedBy(times: Times, ms: number, old: number | undefined, young: number | undefined): Times {
  return times.map(({ base, fromMs, toMs }) => ({
    base,
    fromMs: young !== undefined && base >= young ? Math.max(fromMs, ms + 1) : fromMs,
    toMs: old !== undefined && base <= old ? Math.min(toMs, ms) : toMs,
  }));
}

/** A timestamp's distance from the delete horizon takes one byte up to here, or two (a varint of seven bits a byte, zigzag). */
const LAST_OF_BYTES = [64, 8_192] as const;

/** Every way to say how many bytes these batches, of which that is all that matters, are away from this time. */
export function narrowings(times: Times, bases: readonly number[], horizonMs: number): readonly Times[] {
  return LAST_OF_BYTES.reduce<readonly Times[]>((ways, distance) => ways.flatMap((way) => splits(way, bases, horizonMs - distance - 1)), [times]);
}

/** The first of them are not later than this, the others are. */
function splits(times: Times, bases: readonly number[], ms: number): readonly Times[] {
  const concerned = times.filter(({ base }) => bases.includes(base));
  const least = concerned.filter(({ toMs }) => toMs <= ms).length;
  const most = concerned.filter(({ fromMs }) => fromMs <= ms).length;
  if (most < least) return [];
  return Array.from({ length: most - least + 1 }, (_, index) => least + index).map((count) => agedBy(times, ms, concerned[count - 1]?.base, concerned[count]?.base));
}
