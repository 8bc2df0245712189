import type { Graph } from './graph.ts';
import type { StatechartStrings } from './strings.ts';
import type { Trace } from './trace.ts';

/** `replica: follower · fetching; last: ApplyPartition from leader`. */
export function summaryOf(graph: Graph, leaves: readonly string[], last: Trace | null, strings: StatechartStrings): string {
  return strings.summary(graph.machine, leaves.map(spoken), last === null ? null : lastOf(last, strings));
}

function lastOf({ event, from, to, ignored }: Trace, strings: StatechartStrings): string {
  if (ignored) return strings.ignored(event);
  return from === to ? strings.stayed(event) : strings.last(event, spoken(from));
}

const spoken = (id: string): string => id.replaceAll('.', ' · ');
