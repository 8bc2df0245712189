import { NO_LEADER, containsAll, sameBrokers, without } from '../../metadata/registration.ts';
import type { LeaderRecoveryState, PartitionChange, PartitionRegistration } from '../../metadata/registration.ts';

/** PREFERRED moves leadership to the preferred replica if it can; ONLINE finds a leader in the ISR; UNCLEAN outside too. */
export type Election = 'PREFERRED' | 'ONLINE' | 'UNCLEAN';

/** What is wanted of a partition; what is left out stays as it is. */
export interface PartitionChangeRequest {
  readonly partition: PartitionRegistration;
  /** Alive, unfenced and not shutting down. */
  readonly isAcceptableLeader: (brokerId: number) => boolean;
  /** ONLINE unless said. */
  readonly election?: Election;
  readonly elrEnabled: boolean;
  /** min.insync.replicas, at most the number of replicas. */
  readonly minIsr: number;
  /** KRaft before 3.6 (KAFKA-15021). */
  readonly isrShrinkRaisesLeaderEpoch?: boolean;
  readonly targetIsr?: readonly number[];
  readonly targetReplicas?: readonly number[];
  readonly targetAdding?: readonly number[];
  readonly targetRemoving?: readonly number[];
  readonly targetRecoveryState?: LeaderRecoveryState;
  /** Brokers that lost what they had not flushed: they lose their place in the ELR too. */
  readonly uncleanShutdownReplicas?: readonly number[];
}

interface Target {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

interface Elected {
  readonly leader: number;
  readonly unclean: boolean;
}

/**
 * Works out the change that brings a partition to what is wanted: completes a reassignment that is due, moves
 * replicas between ISR and ELR, elects a leader if the present one may not stay, and says only what differs.
 *
 * @returns null when nothing changes.
 *
 * Source: PartitionChangeBuilder.build.
 */
export function changePartition(request: PartitionChangeRequest): PartitionChange | null {
  const { partition } = request;
  const wanted = withElr(completeReassignment(wantedOf(request)), request);
  const elected = elect(wanted, request);
  const target = elected.leader === partition.leader ? wanted : afterElection(wanted, elected.leader);
  const unclean = elected.unclean && elected.leader !== partition.leader;
  const isr = unclean ? [elected.leader] : isrChange(target.isr, request);
  const leader = leaderChange(elected, target, isr, request);
  const change: PartitionChange = {
    ...changed('leader', leader),
    ...changed('isr', isr),
    ...differs('elr', unclean || !request.elrEnabled ? [] : target.elr, partition.elr),
    ...changed('lastKnownElr', lastKnownLeader(leader, isr, request)),
    ...differs('replicas', target.replicas, partition.replicas),
    ...differs('removing', target.removing, partition.removing),
    ...differs('adding', target.adding, partition.adding),
    ...changed('leaderRecoveryState', recoveryChange(unclean, request)),
  };
  return Object.keys(change).length === 0 ? null : change;
}

function wantedOf(request: PartitionChangeRequest): Target {
  const { partition } = request;
  return {
    replicas: request.targetReplicas ?? partition.replicas,
    isr: request.targetIsr ?? partition.isr,
    elr: partition.elr,
    adding: request.targetAdding ?? partition.adding,
    removing: request.targetRemoving ?? partition.removing,
  };
}

/**
 * A reassignment is done once every replica that stays is in the ISR; then the others go.
 *
 * Source: PartitionReassignmentReplicas.maybeCompleteReassignment.
 */
function completeReassignment(target: Target): Target {
  if (target.adding.length === 0 && target.removing.length === 0) return target;
  const isr = without(target.isr, target.removing);
  const replicas = without(target.replicas, target.removing);
  const wouldEmpty = target.removing.length > 0 && (isr.length === 0 || replicas.length === 0);
  if (wouldEmpty || !containsAll(isr, replicas)) return target;
  return { ...target, isr, replicas, adding: [], removing: [] };
}

/** Below the minimum, whoever leaves the ISR stays eligible, unless it came back from an unclean shutdown (KIP-966). */
function withElr(target: Target, request: PartitionChangeRequest): Target {
  if (!request.elrEnabled) return target;
  if (target.isr.length >= request.minIsr) return { ...target, elr: [] };
  const candidates = new Set([...target.elr, ...request.partition.isr]);
  const elr = without([...candidates], [...target.isr, ...(request.uncleanShutdownReplicas ?? [])]);
  return { ...target, elr: elr.toSorted((a, b) => a - b) };
}

function elect(target: Target, request: PartitionChangeRequest): Elected {
  const { partition, isAcceptableLeader } = request;
  const valid = (broker: number): boolean =>
    (target.isr.includes(broker) || (target.isr.length === 0 && target.elr.includes(broker))) && isAcceptableLeader(broker);
  const preferred = target.replicas[0];
  if (request.election === 'PREFERRED' && preferred !== undefined && valid(preferred)) return { leader: preferred, unclean: false };
  if (valid(partition.leader)) return { leader: partition.leader, unclean: false };
  const clean = target.replicas.find(valid);
  if (clean !== undefined) return { leader: clean, unclean: false };
  return electUncleanly(target, request);
}

function electUncleanly(target: Target, request: PartitionChangeRequest): Elected {
  const { partition, isAcceptableLeader } = request;
  const nobodyEligible = request.elrEnabled && target.isr.length === 0 && target.elr.length === 0;
  const [lastKnown] = partition.lastKnownElr;
  if (nobodyEligible && lastKnown !== undefined && partition.lastKnownElr.length === 1 && isAcceptableLeader(lastKnown)) {
    return { leader: lastKnown, unclean: true };
  }
  const anyone = request.election === 'UNCLEAN' ? target.replicas.find(isAcceptableLeader) : undefined;
  return anyone === undefined ? { leader: NO_LEADER, unclean: false } : { leader: anyone, unclean: true };
}

/** A leader out of the ELR is the ISR from now on. */
function afterElection(target: Target, leader: number): Target {
  return target.elr.includes(leader) ? { ...target, isr: [leader], elr: without(target.elr, [leader]) } : target;
}

/** Without ELR the ISR never becomes empty: its last member stays in it, also when dead. */
function isrChange(isr: readonly number[], request: PartitionChangeRequest): readonly number[] | undefined {
  if (isr.length === 0 && !request.elrEnabled) return undefined;
  return sameBrokers(isr, request.partition.isr) ? undefined : isr;
}

/** The leader is also named, to raise its epoch, when a reassignment drops replicas (and once when the ISR shrank). */
function leaderChange(elected: Elected, target: Target, isr: readonly number[] | undefined, request: PartitionChangeRequest): number | undefined {
  const { partition } = request;
  if (elected.leader !== partition.leader) return elected.leader;
  const dropsReplica = !containsAll(target.replicas, partition.replicas);
  const shrinks = request.isrShrinkRaisesLeaderEpoch === true && isr !== undefined && !containsAll(isr, partition.isr);
  return dropsReplica || shrinks ? partition.leader : undefined;
}

/** Remembered when the ISR becomes empty, forgotten when there is a leader again. */
function lastKnownLeader(leader: number | undefined, isr: readonly number[] | undefined, request: PartitionChangeRequest): readonly number[] | undefined {
  const { partition } = request;
  if (!request.elrEnabled) return undefined;
  if (isr?.length === 0 && !sameBrokers(partition.lastKnownElr, [partition.leader])) return [partition.leader];
  const led = (leader ?? partition.leader) !== NO_LEADER;
  return led && partition.lastKnownElr.length > 0 ? [] : undefined;
}

function recoveryChange(unclean: boolean, request: PartitionChangeRequest): LeaderRecoveryState | undefined {
  const { partition, targetRecoveryState } = request;
  if (targetRecoveryState !== undefined && targetRecoveryState !== partition.leaderRecoveryState) return targetRecoveryState;
  return unclean && partition.leaderRecoveryState !== 'RECOVERING' ? 'RECOVERING' : undefined;
}

function changed<Field extends keyof PartitionChange>(field: Field, value: PartitionChange[Field] | undefined): PartitionChange {
  return value === undefined ? {} : { [field]: value };
}

function differs(field: 'elr' | 'replicas' | 'removing' | 'adding', target: readonly number[], now: readonly number[]): PartitionChange {
  return sameBrokers(target, now) ? {} : { [field]: target };
}
