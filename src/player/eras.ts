import type { EraId } from '../kafka/era/era.ts';
import { eraIds } from '../kafka/era/era.ts';

export { apiNameIn } from '../kafka/era/apiName.ts';
export { errorNameIn, withErrorNames } from '../kafka/era/errorName.ts';
export { erasOf } from '../lessons/eras.ts';

/** An era by its name in a link; undefined when there is none of that name. */
export function eraNamed(name: string | undefined): EraId | undefined {
  return eraIds.find((era) => era === name);
}

/** Where the same choices can be made again: in every other version, whatever the lesson tells of it. */
export function otherEras(present: EraId): readonly EraId[] {
  return eraIds.filter((era) => era !== present);
}
