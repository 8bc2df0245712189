import type { EraId } from './era.ts';
import { eraOf } from './era.ts';

/**
 * An API as that version printed its name. Source: ApiKeys.
 *
 * @param api as messages carry it; names that never changed come back as they are.
 */
export function apiNameIn(era: EraId, api: string): string {
  return api === 'AlterPartition' ? eraOf(era).isrChangeApi : api;
}
