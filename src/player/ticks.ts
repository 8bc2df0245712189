import type { TickKind } from '../i18n/transport.ts';
import type { Fact } from '../kafka/facts.ts';
import type { Guide, History, NodeId, Taken } from './contracts.ts';
import type { Course } from './course.ts';
import { leavesOf, pathTo, restsOn, takenAt } from './course.ts';

/** A place on the scrubber: a step worth a look. */
export interface Stop {
  readonly id: NodeId;
  readonly nowMs: number;
  readonly kinds: readonly TickKind[];
  readonly endsScene: boolean;
}

const KIND_OF: Partial<Record<Fact['type'], TickKind>> = {
  LeaderElected: 'leader', PartitionWentOffline: 'offline', ReplicaLeftIsr: 'isr', ReplicaJoinedIsr: 'isr',
  LogTruncated: 'lost', UnflushedRecordsLost: 'lost', DiskLost: 'lost', BrokerStarted: 'broker', BrokerStopped: 'broker',
  RecordAcknowledged: 'acknowledged', ProduceRefused: 'refused', SendFailed: 'refused', AlterPartitionRefused: 'refused', IsrWriteSkipped: 'refused',
};

/** What makes a step stand out on the scrubber, most telling kinds only. */
export function tickKinds(facts: readonly Fact[]): readonly TickKind[] {
  const kinds = new Set<TickKind>();
  for (const fact of facts) {
    const kind = fact.type === 'HighWatermarkAdvanced' && fact.role === 'leader' ? 'watermark' : KIND_OF[fact.type];
    if (fact.type === 'LogTruncated' && fact.removed.length === 0) continue;
    if (kind !== undefined) kinds.add(kind);
  }
  return [...kinds];
}

interface Read {
  readonly tip: NodeId;
  readonly stops: readonly Stop[];
}

/** The path that was read last: steps never change, so a step more costs one reading and a step back none. */
const lastRead = { message: new WeakMap<History, Read>(), each: new WeakMap<History, Read>() };

/** The stops of the path that is played now, the start first; the same path gives the same array. */
export function stopsOf(course: Course, each: boolean): readonly Stop[] {
  const stride = each ? 'each' : 'message';
  const known = lastRead[stride].get(course.history);
  if (known?.tip === course.tip) return known.stops;
  const fresh: Stop[] = [];
  let taken = takenAt(course, course.tip);
  for (; taken.id !== known?.tip; taken = takenAt(course, taken.parent)) {
    if (restsOn(stride, taken)) fresh.push(stopAt(taken));
    if (taken.parent === null) break;
  }
  const stops = [...(taken.id === known?.tip ? known.stops : []), ...fresh.toReversed()];
  lastRead[stride].set(course.history, { tip: course.tip, stops });
  return stops;
}

function stopAt({ id, note, facts }: Taken): Stop {
  return { id, nowMs: note.nowMs, kinds: tickKinds(facts), endsScene: note.endsScene };
}

/** The stop at the cursor, or the last one before it. */
export function stopIndex(course: Course, stops: readonly Stop[]): number {
  for (let taken = takenAt(course, course.cursor); ; taken = takenAt(course, taken.parent)) {
    const index = indexOf(stops, taken.id);
    if (index >= 0 || taken.parent === null) return Math.max(0, index);
  }
}

/** Ids rise along a path, so half of the stops are left out at each look. @returns -1 when the step is no stop. */
function indexOf(stops: readonly Stop[], id: NodeId): number {
  let [from, to] = [0, stops.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const at = stops[middle]?.id ?? id;
    if (at === id) return middle;
    if (at < id) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}

/** A branch that is not played now: where it left the present path, and where it ends. */
export interface Fork {
  readonly leaf: NodeId;
  /** Index of the stop at which it leaves. */
  readonly leavesAt: number;
  /** Stops it has of its own. */
  readonly length: number;
  readonly branch: string | null;
}

const NO_FORKS: readonly Fork[] = [];

export function forksOf(guide: Guide, course: Course, stops: readonly Stop[]): readonly Fork[] {
  const leaves = leavesOf(course);
  // Most runs have no branch.
  if (leaves.every((leaf) => leaf === course.tip)) return NO_FORKS;
  const path = new Set(pathTo(course, course.tip).map((taken) => taken.id));
  const positions = new Map(stops.map((stop, index) => [stop.id, index]));
  return leaves.filter((leaf) => !path.has(leaf)).map((leaf) => {
    let own = 0;
    let at = takenAt(course, leaf);
    for (; !path.has(at.id) && at.parent !== null; at = takenAt(course, at.parent)) own += restsOn('message', at) ? 1 : 0;
    while (!positions.has(at.id) && at.parent !== null) at = takenAt(course, at.parent);
    return { leaf, leavesAt: positions.get(at.id) ?? 0, length: own, branch: guide.place(takenAt(course, leaf).note.progress).branch };
  });
}
