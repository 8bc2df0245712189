import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;
type PartitionFact = FactOf<
  'IsrShrinkAsked' | 'IsrExpandAsked' | 'IsrUpdated' | 'IsrWriteSkipped' | 'HighWatermarkAdvanced' | 'HighWatermarkFrozen' | 'BecameLeader' | 'BecameFollower' | 'AlterPartitionRefused'
>;

/** What a partition says on one broker. Source: Partition.scala of each version. */
export function partitionLine(fact: PartitionFact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'IsrShrinkAsked': return told(fact, era, shrinking(fact, era));
    case 'IsrExpandAsked': return logFormats[era].logsExpansion ? told(fact, era, `Expanding ISR${itself(fact, era, 'expand')} from ${list(fact.from)} to ${list(fact.to)}`) : null;
    case 'IsrUpdated': return isrUpdated(fact, era);
    case 'IsrWriteSkipped': return told(fact, era, `Cached zkVersion [${fact.zkVersion}] not equal to that in zookeeper, skip updating ISR`);
    case 'AlterPartitionRefused': return told(fact, era, ...(logFormats[era].isrRefused === 'isr' ? isrRefused(fact) : partitionRefused(fact)));
    case 'HighWatermarkAdvanced': return fact.role === 'leader' ? told(fact, era, advanced(fact, era), 'DEBUG') : null;
    // Kafka forgot the closing bracket.
    case 'HighWatermarkFrozen':
      return logFormats[era].logsFrozenHighWatermark ? told(fact, era, `Not increasing HWM because partition is under min ISR(ISR=Set(${fact.isr.join(', ')})`, 'TRACE') : null;
    case 'BecameLeader': return becameLeader(fact, era);
    case 'BecameFollower': return becameFollower(fact, era);
    default: return fact satisfies never;
  }
}

const list = (brokers: readonly number[]): string => brokers.join(',');

function bracketed(partition: string): string {
  const { topic, partition: number } = splitTopicPartition(partition);
  return `[${topic},${number}]`;
}

function told({ partition, brokerId }: PartitionFact, era: EraId, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  const prefix = logFormats[era].partition === 'in-brackets' ? `[Partition ${partition} broker=${brokerId}] ` : `Partition ${bracketed(partition)} on broker ${brokerId}: `;
  return { logger: 'kafka.cluster.Partition', level, text: `${prefix}${message}` };
}

/** Once the prefix was not enough; 0.10 wrote the two ways of naming a partition side by side. */
function itself({ partition }: PartitionFact, era: EraId, of: 'shrink' | 'expand' | 'high-watermark'): string {
  if (logFormats[era].partition !== 'named-twice') return '';
  return ` for partition ${of === 'expand' && !logFormats[era].firstWords ? partition : bracketed(partition)}`;
}

function shrinking(fact: FactOf<'IsrShrinkAsked'>, era: EraId): string {
  const { shrinkDetails } = logFormats[era];
  const shrink = `Shrinking ISR${itself(fact, era, 'shrink')} from ${list(fact.from)} to ${list(fact.to)}`;
  if (shrinkDetails === 'none') return shrink;
  const outOfSync = fact.outOfSync.map(({ brokerId, logEndOffset, lastCaughtUpTimeMs }) =>
    `(brokerId: ${brokerId}, endOffset: ${logEndOffset}${shrinkDetails === 'end-offset' ? '' : `, lastCaughtUpTimeMs: ${lastCaughtUpTimeMs}`})`,
  );
  return `${shrink}. Leader: (highWatermark: ${fact.highWatermark}, endOffset: ${fact.logEndOffset}). Out of sync replicas: ${outOfSync.join(' ')}.`;
}

function isrUpdated(fact: FactOf<'IsrUpdated'>, era: EraId): LogLine | null {
  const { isrUpdated: format } = logFormats[era];
  if (format === 'none') return null;
  if (format === 'brackets') return told(fact, era, `ISR updated to ${list(fact.isr)} and version updated to [${fact.partitionEpoch}]`);
  return told(fact, era, `ISR updated to ${list(fact.isr)} ${fact.underMinIsr ? '(under-min-isr)' : ''} and version updated to ${fact.partitionEpoch}`);
}

const set = (brokers: readonly number[]): string => `Set(${brokers.join(', ')})`;
const gone = ({ from, isr }: FactOf<'AlterPartitionRefused'>): string => set(from.filter((id) => !isr.includes(id)));
const come = ({ from, isr }: FactOf<'AlterPartitionRefused'>): number | undefined => isr.find((id) => !from.includes(id));

/** One replica comes, or some go. Source: PendingExpandIsr, PendingShrinkIsr, Partition.handleAlterIsrResponse (2.8). */
function isrRefused(fact: FactOf<'AlterPartitionRefused'>): readonly [string, LogLine['level']] {
  const before = `isr=${set(fact.from)}`;
  const failed = `Failed to update ISR to ${come(fact) === undefined ? `PendingShrinkIsr(${before}, outOfSyncReplicaIds=${gone(fact)})` : `PendingExpandIsr(${before}, newInSyncReplicaId=${come(fact)})`}`;
  switch (fact.error) {
    case 'UNKNOWN_TOPIC_OR_PARTITION': return [`${failed} since it doesn't know about this topic or partition. Giving up.`, 'DEBUG'];
    case 'FENCED_LEADER_EPOCH': return [`${failed} since we sent an old leader epoch. Giving up.`, 'DEBUG'];
    case 'INVALID_UPDATE_VERSION': return [`${failed} due to invalid version. Giving up.`, 'DEBUG'];
    default: return [`${failed} due to unexpected ${fact.error}. Retrying.`, 'WARN'];
  }
}

const AWAITING = 'Partition state may be out of sync, awaiting new the latest metadata.';

/** The request itself, with broker epochs, is left out. Source: Partition.handleAlterPartitionError. */
function partitionRefused(fact: FactOf<'AlterPartitionRefused'>): readonly [string, LogLine['level']] {
  const committed = `CommittedPartitionState(isr=${set(fact.from)}, leaderRecoveryState=RECOVERED)`;
  const change = come(fact) === undefined ? `PendingShrinkIsr(outOfSyncReplicaIds=${gone(fact)}` : `PendingExpandIsr(newInSyncReplicaId=${come(fact)}`;
  const proposed = `${change}, sentLeaderAndIsr=…, leaderRecoveryState=RECOVERED, lastCommittedState=${committed})`;
  const failed = `Failed to alter partition to ${proposed}`;
  switch (fact.error) {
    case 'INELIGIBLE_REPLICA': case 'OPERATION_NOT_ATTEMPTED':
      return [`${failed} since the controller rejected the request with ${fact.error}. Partition state has been reset to the latest committed state ${committed}.`, 'INFO'];
    case 'UNKNOWN_TOPIC_OR_PARTITION': return [`${failed} since the controller doesn't know about this topic or partition. ${AWAITING}`, 'DEBUG'];
    case 'UNKNOWN_TOPIC_ID': return [`${failed} since the controller doesn't know about this topic. ${AWAITING}`, 'DEBUG'];
    case 'FENCED_LEADER_EPOCH': return [`${failed} since the leader epoch is old. ${AWAITING}`, 'DEBUG'];
    case 'INVALID_UPDATE_VERSION': return [`${failed} because the partition epoch is invalid. ${AWAITING}`, 'DEBUG'];
    case 'INVALID_REQUEST': return [`${failed} because the request is invalid. ${AWAITING}`, 'DEBUG'];
    case 'NEW_LEADER_ELECTED':
      return [`The alter partition request successfully updated the partition state to ${proposed} but this replica got removed from the replica set while completing a reassignment. Waiting on new metadata to clean up this replica.`, 'DEBUG'];
    default: return [`Failed to update ISR to ${proposed} due to unexpected ${fact.error}. Retrying.`, 'WARN'];
  }
}

function advanced(fact: FactOf<'HighWatermarkAdvanced'>, era: EraId): string {
  const { roles } = logFormats[era];
  if (roles === 'none' || roles === 'leader-epoch') return `High watermark${itself(fact, era, 'high-watermark')} updated to ${fact.to} [… : …]`;
  return `High watermark updated from (offset=${fact.from}) to (offset=${fact.to})`;
}

function stateChange(brokerId: number, message: string): LogLine {
  return { logger: 'state.change.logger', level: 'INFO', text: `[Broker id=${brokerId}] ${message}` };
}

function becameLeader(fact: FactOf<'BecameLeader'>, era: EraId): LogLine | null {
  const { partition, brokerId, leaderEpoch, startOffset, previousLeaderEpoch, highWatermark } = fact;
  switch (logFormats[era].roles) {
    case 'none': return null;
    case 'leader-epoch': return told(fact, era, `${partition} starts at Leader Epoch ${leaderEpoch} from offset ${startOffset}. Previous Leader Epoch was: ${previousLeaderEpoch}`);
    case 'both': return stateChange(brokerId, `Leader ${partition} starts at leader epoch ${leaderEpoch} from offset ${startOffset} with high watermark ${highWatermark} `
      + `ISR [${list(fact.isr)}] addingReplicas [${list(fact.adding)}] removingReplicas [${list(fact.removing)}]. Previous leader epoch was ${previousLeaderEpoch}.`);
    default: return stateChange(brokerId, `Leader ${partition} with topic id ${fact.topicId === undefined ? 'None' : `Some(${fact.topicId})`} starts at leader epoch ${leaderEpoch} from offset ${startOffset} `
      + `with partition epoch ${fact.partitionEpoch}, high watermark ${highWatermark}, ISR [${list(fact.isr)}], adding replicas [${list(fact.adding)}] and removing replicas [${list(fact.removing)}] . `
      + previously(fact));
  }
}

/** Before 2.4 followers said nothing at INFO. */
function becameFollower(fact: FactOf<'BecameFollower'>, era: EraId): LogLine | null {
  const start = `Follower ${fact.partition} starts at leader epoch ${fact.leaderEpoch} from offset ${fact.logEndOffset}`;
  switch (logFormats[era].roles) {
    case 'both': return stateChange(fact.brokerId, `${start} with high watermark ${fact.highWatermark}. Previous leader epoch was ${fact.previousLeaderEpoch}.`);
    case 'both-with-details':
      return stateChange(fact.brokerId, `${start} with partition epoch ${fact.partitionEpoch} and high watermark ${fact.highWatermark}. Current leader is ${fact.leader}. ${previously(fact)}`);
    default: return null;
  }
}

function previously({ previousLeader, previousLeaderEpoch }: { readonly previousLeader: number; readonly previousLeaderEpoch: number }): string {
  return `Previous leader ${previousLeader < 0 ? 'None' : `Some(${previousLeader})`} and previous leader epoch was ${previousLeaderEpoch}.`;
}
