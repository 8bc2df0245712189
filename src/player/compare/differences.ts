import { replicaAddress } from '../../kafka/actor.ts';
import { recordsFrom } from '../../kafka/log/log.ts';
import type { PartitionView, ReplicaView } from '../../kafka/promises/view.ts';
import { partitionViews, replicaOn } from '../../kafka/promises/view.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';

/** What two worlds can differ in. */
export type Aspect = 'up' | 'leader' | 'leaderEpoch' | 'isr' | 'role' | 'records' | 'highWatermark' | 'logEndOffset' | 'exists';

/** One thing that is not the same on both sides. */
export interface Difference {
  /** A node, a partition, or a replica's address. */
  readonly where: string;
  readonly what: Aspect;
  /** Kafka's words and numbers; the same in every language. */
  readonly left: string;
  readonly right: string;
}

/** Where two clusters differ: nodes first, then partition by partition, each with its replicas. */
export function differences(left: KafkaWorld, right: KafkaWorld): readonly Difference[] {
  const [lefts, rights] = [partitionViews(left), partitionViews(right)];
  const partitions = [...new Set([...lefts.keys(), ...rights.keys()])];
  return [...nodes(left, right), ...partitions.flatMap((partition) => ofPartition(partition, lefts.get(partition), rights.get(partition)))];
}

/** Nodes that only one side has belong to its version, not to what happened. */
function nodes(left: KafkaWorld, right: KafkaWorld): readonly Difference[] {
  const word = (up: boolean): string => (up ? 'up' : 'down');
  return Object.keys(left.nodes).flatMap((node) => {
    const [a, b] = [left.nodes[node]?.up, right.nodes[node]?.up];
    return a === undefined || b === undefined || a === b ? [] : [{ where: node, what: 'up' as const, left: word(a), right: word(b) }];
  });
}

function ofPartition(partition: string, left: PartitionView | undefined, right: PartitionView | undefined): readonly Difference[] {
  if (left === undefined || right === undefined) {
    const word = (view: PartitionView | undefined): string => (view === undefined ? '–' : '✓');
    return left === right ? [] : [{ where: partition, what: 'exists', left: word(left), right: word(right) }];
  }
  const told = unequal(partition, [
    ['leader', left.leader, right.leader], ['leaderEpoch', left.leaderEpoch, right.leaderEpoch], ['isr', isrOf(left), isrOf(right)],
  ]);
  return [...told, ...left.replicas.flatMap((replica) => ofReplica(partition, replica, replicaOn(right, replica.brokerId)))];
}

/** The ISR as the leader has it; without one, as the controller has. A set: who came back first is no difference. */
function isrOf(view: PartitionView): string {
  const isr = replicaOn(view, view.leader)?.context.isr ?? view.electable;
  return isr.toSorted((a, b) => a - b).join(',');
}

function ofReplica(partition: string, left: ReplicaView, right: ReplicaView | undefined): readonly Difference[] {
  if (right === undefined) return [];
  const [a, b] = [left.context, right.context];
  return unequal(replicaAddress(left.brokerId, partition), [
    ['role', left.role, right.role], ['records', recordsText(left), recordsText(right)],
    ['highWatermark', a.highWatermark, b.highWatermark], ['logEndOffset', a.log.logEndOffset, b.log.logEndOffset],
  ]);
}

function recordsText({ context }: ReplicaView): string {
  return recordsFrom(context.log, context.log.logStartOffset).map(({ value }) => value ?? 'null').join(' ');
}

function unequal(where: string, pairs: readonly (readonly [what: Aspect, left: string | number, right: string | number])[]): readonly Difference[] {
  return pairs.filter(([, a, b]) => a !== b).map(([what, a, b]) => ({ where, what, left: String(a), right: String(b) }));
}

/** The addresses in the picture that differ. */
export function differingAddresses(found: readonly Difference[]): readonly string[] {
  return [...new Set(found.map(({ where }) => where))];
}
