/** No broker: a partition without a leader. */
export const NO_LEADER = -1;

export type LeaderRecoveryState = 'RECOVERED' | 'RECOVERING';

/** A partition as the KRaft controller keeps it. Source: PartitionRegistration. */
export interface PartitionRegistration {
  /** The first one is preferred as leader. */
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Replicas outside the ISR that still hold every committed record (KIP-966). */
  readonly elr: readonly number[];
  /** The last leader, kept while there is none, so that it may come back. */
  readonly lastKnownElr: readonly number[];
  /** `NO_LEADER` when there is none. */
  readonly leader: number;
  /** Rises with every change of leadership. */
  readonly leaderEpoch: number;
  /** Rises with every change. */
  readonly partitionEpoch: number;
  /** RECOVERING after an unclean election, until the leader says otherwise. */
  readonly leaderRecoveryState: LeaderRecoveryState;
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/** The fields of a PartitionChangeRecord that are set; a set leader raises the leader epoch even if it is the same. */
export interface PartitionChange {
  readonly replicas?: readonly number[];
  readonly isr?: readonly number[];
  readonly elr?: readonly number[];
  readonly lastKnownElr?: readonly number[];
  readonly leader?: number;
  readonly leaderRecoveryState?: LeaderRecoveryState;
  readonly adding?: readonly number[];
  readonly removing?: readonly number[];
}

/** A new partition: led by the first of its ISR, everything at epoch 0. */
export function newPartition(replicas: readonly number[], isr: readonly number[]): PartitionRegistration {
  return {
    replicas, isr, elr: [], lastKnownElr: [], leader: isr[0] ?? NO_LEADER, leaderEpoch: 0, partitionEpoch: 0,
    leaderRecoveryState: 'RECOVERED', adding: [], removing: [],
  };
}

/** The partition after a change. Source: PartitionRegistration.merge. */
export function mergeChange(partition: PartitionRegistration, change: PartitionChange): PartitionRegistration {
  return {
    replicas: change.replicas ?? partition.replicas,
    isr: change.isr ?? partition.isr,
    elr: change.elr ?? partition.elr,
    lastKnownElr: change.lastKnownElr ?? partition.lastKnownElr,
    leader: change.leader ?? partition.leader,
    leaderEpoch: change.leader === undefined ? partition.leaderEpoch : partition.leaderEpoch + 1,
    partitionEpoch: partition.partitionEpoch + 1,
    leaderRecoveryState: change.leaderRecoveryState ?? partition.leaderRecoveryState,
    adding: change.adding ?? partition.adding,
    removing: change.removing ?? partition.removing,
  };
}

export function hasPreferredLeader(partition: PartitionRegistration): boolean {
  return partition.leader === partition.replicas[0];
}

export function isReassigning(partition: PartitionRegistration): boolean {
  return partition.adding.length > 0 || partition.removing.length > 0;
}

export function sameBrokers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((broker, index) => broker === b[index]);
}

export function containsAll(brokers: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((broker) => brokers.includes(broker));
}

export function without(brokers: readonly number[], leaving: readonly number[]): readonly number[] {
  return brokers.filter((broker) => !leaving.includes(broker));
}
