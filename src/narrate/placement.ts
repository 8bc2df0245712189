import type { PlacementStep } from '../kafka/controller/placement.ts';
import { ids } from './names.ts';

interface Words {
  /** Before the places counted in one list. */
  readonly inList: (brokers: string) => string;
  readonly broker: string;
  readonly passedOver: string;
  readonly separator: string;
}

/** Every place as it was worked out; a list of brokers is named when the counting begins in it. */
export function placementText(steps: readonly PlacementStep[], { inList, broker: name, passedOver, separator }: Words): string {
  let list = '';
  return steps.map(({ among, arithmetic, place, broker, taken }) => {
    const intro = ids(among) === list ? '' : inList(ids(among));
    list = ids(among);
    return `${intro}${arithmetic} = ${place} → ${name} ${broker}${taken ? '' : passedOver}`;
  }).join(separator);
}
