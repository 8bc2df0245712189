import type { Log } from './log.ts';
import { recordsOf } from './record.ts';

/** The offset of the first record that is not older, below a bound; -1 when there is none. Source: UnifiedLog.fetchOffsetByTimestamp. */
export function offsetForTimestamp({ batches, logStartOffset }: Log, timestampMs: number, below: number): number {
  const found = recordsOf(batches).find((record) => record.timestampMs >= timestampMs && record.offset >= logStartOffset);
  return found === undefined || found.offset >= below ? -1 : found.offset;
}
