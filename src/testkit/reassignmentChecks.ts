import { eraOf } from '../kafka/era/era.ts';
import { checkInvariants } from '../kafka/promises/invariants.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { ClusterPuppet } from './clusterPuppet.ts';

/** Nothing in this world is as it must not be, and every promise is kept. */
export function checkEverything({ world }: ClusterPuppet): void {
  const faults = checkInvariants(null, world, eraOf('4.1'));
  const broken = verdicts(world).filter(({ verdict }) => verdict !== 'kept');
  if (faults.length > 0 || broken.length > 0) throw new Error([...faults, ...broken.map(({ promise, verdict }) => `${promise}: ${verdict}`)].join('\n'));
}
