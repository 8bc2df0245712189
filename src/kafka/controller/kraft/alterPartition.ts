import { splitTopicPartition } from '../../log/record.ts';
import { staleBrokerEpoch } from './brokerLifecycle.ts';
import { allowsUncleanElection, changeRecord } from './controllerEnv.ts';
import { brokerOf, partitionOf, topicOf } from '../../metadata/image.ts';
import { NO_LEADER, containsAll, mergeChange } from '../../metadata/registration.ts';
import type { AlterPartitionEntry, AlteredPartition } from '../../messages.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import type { ControllerEnv, ControllerResult } from './controllerEnv.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { PartitionChangeRecord } from '../../metadata/metadataRecords.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';

export interface AlterPartitionInput {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly partitions: readonly AlterPartitionEntry[];
}

/** A partition's answer, with the reason the controller logs when it refuses. */
export type AlterPartitionAnswer = AlteredPartition & { readonly message: string | null };

export type AlterPartitionResult = ApiError & { readonly partitions: readonly AlterPartitionAnswer[] };

interface Altered {
  readonly record: PartitionChangeRecord | null;
  readonly answer: AlterPartitionAnswer;
}

/**
 * Grants or refuses the ISRs a leader asks for. A change that also completes a reassignment may move the leadership:
 * then it is written and still answered NEW_LEADER_ELECTED.
 *
 * Source: ReplicationControlManager.alterPartition (KIP-497).
 */
export function alterPartition(image: MetadataImage, input: AlterPartitionInput, env: ControllerEnv): ControllerResult<AlterPartitionResult> {
  const stale = staleBrokerEpoch(image, input.brokerId, input.brokerEpoch);
  if (stale !== null) return { records: [], response: { ...stale, partitions: [] } };
  const altered = input.partitions.map((entry) => alterOne(image, input.brokerId, entry, env));
  const records = altered.flatMap(({ record }) => record ?? []);
  return { records, response: { error: 'NONE', message: null, partitions: altered.map(({ answer }) => answer) } };
}

function alterOne(image: MetadataImage, from: number, entry: AlterPartitionEntry, env: ControllerEnv): Altered {
  const { topic, partition: partitionId } = splitTopicPartition(entry.partition);
  if (topicOf(image, topic) === undefined) return refused(entry, 'UNKNOWN_TOPIC_ID', `for unknown topic ID or name ${topic}`);
  const registration = partitionOf(image, entry.partition);
  if (registration === undefined) return refused(entry, 'UNKNOWN_TOPIC_OR_PARTITION', `for unknown partition ${entry.partition}`);
  const refusal = refusalOf(image, from, entry, registration);
  if (refusal !== null) return refused(entry, refusal.error, `from node ${from} for ${entry.partition} because ${refusal.why}`);
  const record = changeRecord(image, { topic, partitionId, registration }, {
    election: allowsUncleanElection(image, topic, env) ? 'UNCLEAN' : 'ONLINE',
    targetIsr: entry.newIsr.map(({ brokerId }) => brokerId),
    targetRecoveryState: entry.leaderRecoveryState,
  }, env);
  const after = record === null ? registration : mergeChange(registration, record);
  if (record?.leader !== undefined && record.leader !== from) return { ...refused(entry, 'NEW_LEADER_ELECTED', null), record };
  return { record, answer: granted(entry, after) };
}

function granted(entry: AlterPartitionEntry, { leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch }: PartitionRegistration): AlterPartitionAnswer {
  return { partition: entry.partition, error: 'NONE', message: null, leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
}

function refused(entry: AlterPartitionEntry, error: ErrorName, why: string | null): Altered {
  const message = why === null ? null : `Rejecting AlterPartition request ${why}.`;
  const answer: AlterPartitionAnswer = {
    partition: entry.partition, error, message, leader: NO_LEADER, leaderEpoch: -1, isr: [], leaderRecoveryState: 'RECOVERED', partitionEpoch: -1,
  };
  return { record: null, answer };
}

interface Refusal {
  readonly error: ErrorName;
  readonly why: string;
}

/** Source: ReplicationControlManager.validateAlterPartitionData. */
function refusalOf(image: MetadataImage, from: number, entry: AlterPartitionEntry, partition: PartitionRegistration): Refusal | null {
  return refusedByEpoch(from, entry, partition) ?? refusedIsr(entry, partition) ?? refusedMembers(image, entry);
}

/** Epochs above ours: another controller must be the active one by now. */
function refusedByEpoch(from: number, entry: AlterPartitionEntry, partition: PartitionRegistration): Refusal | null {
  const { leader, leaderEpoch, partitionEpoch } = partition;
  if (entry.leaderEpoch > leaderEpoch) {
    return { error: 'NOT_CONTROLLER', why: `the current leader epoch is ${leaderEpoch}, which is less than the requested ${entry.leaderEpoch}` };
  }
  if (entry.partitionEpoch > partitionEpoch) {
    return { error: 'NOT_CONTROLLER', why: `the current partition epoch is ${partitionEpoch}, which is less than the requested ${entry.partitionEpoch}` };
  }
  if (entry.leaderEpoch < leaderEpoch) return { error: 'FENCED_LEADER_EPOCH', why: `the current leader epoch is ${leaderEpoch}, not ${entry.leaderEpoch}` };
  if (from !== leader) return { error: 'INVALID_REQUEST', why: `the current leader is ${leader}` };
  if (entry.partitionEpoch === partitionEpoch) return null;
  return { error: 'INVALID_UPDATE_VERSION', why: `the current partition epoch is ${partitionEpoch}, not ${entry.partitionEpoch}` };
}

function refusedIsr(entry: AlterPartitionEntry, partition: PartitionRegistration): Refusal | null {
  const isr = entry.newIsr.map(({ brokerId }) => brokerId);
  const invalid = (why: string): Refusal => ({ error: 'INVALID_REQUEST', why });
  if (!containsAll(partition.replicas, isr) || new Set(isr).size < isr.length) return invalid(`it specified an invalid ISR ${listed(isr)}`);
  if (!isr.includes(partition.leader)) return invalid(`it specified an invalid ISR ${listed(isr)} that doesn't include itself`);
  if (entry.leaderRecoveryState !== 'RECOVERING') return null;
  if (isr.length > 1) {
    return invalid(`the ISR ${listed(isr)} had more than one replica while the leader was still recovering from an unclean leader election`);
  }
  if (partition.leaderRecoveryState === 'RECOVERING') return null;
  return invalid('the leader recovery state cannot change from RECOVERED to RECOVERING');
}

/** Source: ReplicationControlManager.ineligibleReplicasForIsr (KIP-841, KIP-903). */
function refusedMembers(image: MetadataImage, entry: AlterPartitionEntry): Refusal | null {
  const ineligible = entry.newIsr.flatMap(({ brokerId, brokerEpoch }) => {
    const reason = ineligibility(image, brokerId, brokerEpoch);
    return reason === null ? [] : [`${brokerId} (${reason})`];
  });
  if (ineligible.length === 0) return null;
  const isr = entry.newIsr.map(({ brokerId }) => brokerId);
  return { error: 'INELIGIBLE_REPLICA', why: `it specified ineligible replicas ${listed(ineligible)} in the new ISR ${listed(isr)}` };
}

function ineligibility(image: MetadataImage, brokerId: number, brokerEpoch: number): string | null {
  const broker = brokerOf(image, brokerId);
  if (broker === undefined) return 'not registered';
  if (broker.inControlledShutdown) return 'shutting down';
  if (broker.fenced) return 'fenced';
  if (brokerEpoch === -1 || brokerEpoch === broker.brokerEpoch) return null;
  return `broker epoch mismatch: requested=${brokerEpoch} VS expected=${broker.brokerEpoch}`;
}

function listed(items: readonly (number | string)[]): string {
  return `[${items.join(', ')}]`;
}
