import type { TopicPartition } from '../../log/record.ts';
import type { ErrorName } from '../../names/errors.ts';

/** Where a partition is, or is to be. */
export interface Move {
  readonly partition: TopicPartition;
  readonly replicas: readonly number[];
}

/** One run of `kafka-reassign-partitions.sh --execute` or, from 2.6, `--cancel`. */
export interface ReassignmentRun {
  readonly does: 'execute' | 'cancel';
  /** As the reassignment file has them. */
  readonly moves: readonly Move[];
  /** Also while something moves already (KIP-455). */
  readonly additional: boolean;
}

/** What became of a run. */
export type ReassignmentOutcome =
  | { readonly how: 'started' }
  /** The file itself is refused: a list is empty, or names something twice. */
  | { readonly how: 'invalid' }
  | { readonly how: 'cancelled'; readonly partitions: readonly TopicPartition[] }
  /** None of what was to be called off moves. */
  | { readonly how: 'none-active' }
  /** Something moves already, so nothing was asked for. */
  | { readonly how: 'running' }
  | { readonly how: 'unknown-brokers'; readonly brokers: readonly number[] }
  | { readonly how: 'unknown-partitions'; readonly partitions: readonly TopicPartition[] }
  /** Another run was faster: the znode is there by now, and says this. */
  | { readonly how: 'overtaken'; readonly reassignment: readonly Move[] }
  /** The controller refused some of it. */
  | { readonly how: 'refused'; readonly errors: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly message: string | null }[] }
  /** Nobody answered in time. */
  | { readonly how: 'timed-out'; readonly api: string };

/** A run under way, and what it has learned. */
export interface ReassignmentErrand extends ReassignmentRun {
  /** The question without an answer; `brokerId` is null for one to the controller or to ZooKeeper. */
  readonly asked: { readonly correlationId: number; readonly api: string; readonly brokerId: number | null } | null;
  /** Partitions that move already. */
  readonly moving: readonly TopicPartition[] | null;
  /** Where the partitions are now, as the tool prints it. */
  readonly before: readonly Move[] | null;
  /** Through ZooKeeper: what is left of the list once it was looked at; null before. */
  readonly valid: readonly Move[] | null;
}

export interface RunReassignmentEvent {
  readonly type: 'RunReassignment';
  readonly run: ReassignmentRun;
}

export interface ReassignmentTimerEvent {
  readonly type: 'ReassignmentRetry' | 'ReassignmentOverdue';
  readonly id: number;
}
