import type { TickKind } from '../i18n/transport.ts';
import type { Fact } from '../kafka/facts.ts';
import type { Guide, NodeId } from './contracts.ts';
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

/** The stops of the path that is played now, the start first. */
export function stopsOf(course: Course, each: boolean): readonly Stop[] {
  const stops: Stop[] = [];
  for (const taken of pathTo(course, course.tip)) {
    if (!restsOn(each ? 'each' : 'message', taken)) continue;
    stops.push({ id: taken.id, nowMs: taken.note.nowMs, kinds: tickKinds(taken.facts), endsScene: taken.note.endsScene });
  }
  return stops;
}

/** The stop at the cursor, or the last one before it. */
export function stopIndex(course: Course, stops: readonly Stop[]): number {
  const before = new Set(pathTo(course, course.cursor).map((taken) => taken.id));
  let index = 0;
  stops.forEach((stop, at) => {
    if (before.has(stop.id)) index = at;
  });
  return index;
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

export function forksOf(guide: Guide, course: Course, stops: readonly Stop[]): readonly Fork[] {
  const path = new Set(pathTo(course, course.tip).map((taken) => taken.id));
  const positions = new Map(stops.map((stop, index) => [stop.id, index]));
  return leavesOf(course).filter((leaf) => !path.has(leaf)).map((leaf) => {
    let own = 0;
    let at = takenAt(course, leaf);
    for (; !path.has(at.id) && at.parent !== null; at = takenAt(course, at.parent)) own += restsOn('message', at) ? 1 : 0;
    while (!positions.has(at.id) && at.parent !== null) at = takenAt(course, at.parent);
    return { leaf, leavesAt: positions.get(at.id) ?? 0, length: own, branch: guide.place(takenAt(course, leaf).note.progress).branch };
  });
}
