import type { Era } from '../../era/era.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { Move, ReassignmentOutcome, ReassignmentRun } from './types.ts';

/** What `kafka-reassign-partitions.sh` looks at before it asks for anything. */
export interface Surroundings {
  /** The brokers there are. */
  readonly brokers: readonly number[];
  readonly isPlaced: (partition: TopicPartition) => boolean;
}

/** Nothing is empty or named twice. (0.8 and 0.10 took a partition without brokers; ours do not.) Source: ReassignPartitionsCommand.parseAndValidate. */
export function isValid(moves: readonly Move[]): boolean {
  const isUnlike = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
  return moves.length > 0 && isUnlike(moves.map(({ partition }) => partition)) && moves.every(({ replicas }) => replicas.length > 0 && isUnlike(replicas));
}

/** One reassignment at a time, unless `--additional` says otherwise (KIP-455). `moving`: what moves already. */
export function isHeldUp({ does, additional }: Pick<ReassignmentRun, 'does' | 'additional'>, moving: readonly unknown[]): boolean {
  return does === 'execute' && !additional && moving.length > 0;
}

/** From KIP-455 on brokers first, then partitions; null: the controller is asked. Source: ReassignPartitionsCommand.executeAssignment. */
export function unknownIn(moves: readonly Move[], around: Surroundings): ReassignmentOutcome | null {
  return unknownBrokers(moves, around) ?? unknownPartitions(moves, around);
}

/** Before, partitions first; and 0.8 validates nothing. `isMoving`: `/admin/reassign_partitions` is there. Source: ReassignPartitionsCommand (0.8.2 to 2.1). */
export function objectionTo(moves: readonly Move[], around: Surroundings & { readonly isMoving: boolean }, era: Era): ReassignmentOutcome | null {
  if (!era.reassignToolValidates) return null;
  const partitions = unknownPartitions(moves, around);
  if (partitions !== null) return partitions;
  const brokers = era.reassignmentBrokersCheckedBy === 'tool' ? unknownBrokers(moves, around) : null;
  return brokers ?? (around.isMoving ? { how: 'running' } : null);
}

function unknownBrokers(moves: readonly Move[], { brokers: known }: Surroundings): ReassignmentOutcome | null {
  const brokers = [...new Set(moves.flatMap(({ replicas }) => replicas))].filter((brokerId) => !known.includes(brokerId));
  return brokers.length === 0 ? null : { how: 'unknown-brokers', brokers };
}

function unknownPartitions(moves: readonly Move[], { isPlaced }: Surroundings): ReassignmentOutcome | null {
  const partitions = moves.map(({ partition }) => partition).filter((partition) => !isPlaced(partition));
  return partitions.length === 0 ? null : { how: 'unknown-partitions', partitions };
}
