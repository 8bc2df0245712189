import type { LeaderAndIsr } from '../../metadata/zkData.ts';

/** Which leader is elected, and why. Source: PartitionLeaderElectionStrategy. */
export type Strategy = 'offline' | 'preferred' | 'controlled-shutdown' | 'reassignment';

export interface Election {
  readonly replicas: readonly number[];
  readonly state: LeaderAndIsr;
  /** Replicas on live brokers that are not shutting down. */
  readonly online: readonly number[];
  /** Replicas on live brokers, shutting down or not. */
  readonly live: readonly number[];
  readonly shuttingDown: readonly number[];
  readonly allowUnclean: boolean;
}

export interface Elected {
  readonly leader: number;
  readonly isr: readonly number[];
  /** Who is told. */
  readonly recipients: readonly number[];
}

/** Null: nobody can lead. Source: Election.scala, PartitionLeaderElectionAlgorithms. */
export function electLeader(strategy: Strategy, election: Election): Elected | null {
  switch (strategy) {
    case 'offline': return forOffline(election);
    case 'preferred': return forPreferred(election);
    case 'controlled-shutdown': return forControlledShutdown(election);
    case 'reassignment': return forReassignment(election);
    default: return strategy satisfies never;
  }
}

/** The first online replica in the ISR, which keeps its online members; else, unclean allowed, the first online one, alone in the ISR. */
function forOffline({ replicas, state: { isr }, online, allowUnclean }: Election): Elected | null {
  const leader = replicas.find((id) => online.includes(id) && isr.includes(id));
  if (leader !== undefined) return { leader, isr: isr.filter((id) => online.includes(id)), recipients: online };
  const [first] = online;
  return allowUnclean && first !== undefined ? { leader: first, isr: [first], recipients: online } : null;
}

/** The first replica of the assignment, if it is online and in the ISR. */
function forPreferred({ replicas, state: { isr }, online }: Election): Elected | null {
  const [leader] = replicas;
  return leader !== undefined && online.includes(leader) && isr.includes(leader) ? { leader, isr, recipients: replicas } : null;
}

/** The first of the wanted replicas that is online and in the ISR, which stays as it is; the others are told otherwise. */
function forReassignment({ replicas, state: { isr }, online }: Election): Elected | null {
  const leader = replicas.find((id) => online.includes(id) && isr.includes(id));
  return leader === undefined ? null : { leader, isr, recipients: replicas };
}

/** The first live replica in the ISR that is not shutting down; the ISR loses those that are. */
function forControlledShutdown({ replicas, state: { isr }, live, shuttingDown }: Election): Elected | null {
  const leader = replicas.find((id) => live.includes(id) && isr.includes(id) && !shuttingDown.includes(id));
  return leader === undefined ? null : { leader, isr: isr.filter((id) => !shuttingDown.includes(id)), recipients: live };
}
