/** The state of the seeded generator: one unsigned 32-bit integer, so that a world stays plain data. */
export type RandomState = number;

export function seedRandom(seed: number): RandomState {
  return seed >>> 0;
}

/**
 * Draws a whole number from 0 to bound - 1 (mulberry32).
 *
 * @throws RangeError when bound is not a positive integer.
 */
export function draw(state: RandomState, bound: number): { readonly value: number; readonly state: RandomState } {
  if (!Number.isInteger(bound) || bound <= 0) throw new RangeError(`bound must be a positive integer, got ${bound}`);
  const next = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) % bound, state: next };
}
