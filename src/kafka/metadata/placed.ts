import type { Placement, PlacementStep } from '../controller/placement.ts';

/** The lists that the steps of each partition make. */
export function placed(steps: readonly (readonly PlacementStep[])[]): Placement {
  return { ok: true, replicas: steps.map((ofOne) => ofOne.filter(({ taken }) => taken).map(({ broker }) => broker)), steps };
}
