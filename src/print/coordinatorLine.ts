import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

/** What Kafka writes about the group coordinator of a broker; null when it is about something else, or nothing is written. Times that we do not model are `…`. */
export function coordinatorLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'InternalTopicWanted': return eraOf(era).metadata === 'kraft' ? sent(fact) : null;
    case 'InternalTopicRefused': return eraOf(era).metadata === 'kraft' ? null : tooFew(fact, era);
    case 'OffsetsPartitionLoaded': return eraOf(era).groupCoordinator === 'scala' ? loaded(fact, era) : loadedByLoop(fact);
    case 'OffsetsPartitionUnloaded': return eraOf(era).groupCoordinator === 'scala' ? unloaded(fact, era) : unloadedByLoop(fact);
    case 'GroupLoaded': return eraOf(era).groupCoordinator === 'scala' ? groupLoaded(fact) : null;
    case 'OffsetsExpired': return eraOf(era).groupCoordinator === 'scala' ? manager(fact.brokerId, era, `Removed ${fact.partitions.length} expired offsets in … milliseconds.`) : null;
    case 'OffsetsDeleted': return deleted(fact, era, `The following offsets of the group ${fact.group} were deleted: ${fact.partitions.join(', ')}. A total of ${fact.partitions.length} offsets were removed.`);
    case 'GroupDeleted': return deleted(fact, era, `The following groups were deleted: ${fact.group}. A total of ${fact.offsets} offsets were removed.`);
    default: return null;
  }
}

function deleted({ brokerId }: FactOf<'OffsetsDeleted' | 'GroupDeleted'>, era: EraId, text: string): LogLine {
  if (eraOf(era).groupCoordinator === 'scala') return { logger: 'kafka.coordinator.group.GroupCoordinator', level: 'INFO', text: `[GroupCoordinator ${brokerId}]: ${text}` };
  return { logger: 'org.apache.kafka.coordinator.group.GroupCoordinatorShard', level: 'INFO', text: `[GroupCoordinator id=${brokerId}] ${text}` };
}

function sent({ topic }: FactOf<'InternalTopicWanted'>): LogLine {
  return { logger: 'kafka.server.DefaultAutoTopicCreationManager', level: 'INFO', text: `Sent auto-creation request for Set(${topic}) to the active controller.` };
}

/** 2.8 leaves it to the code that creates every topic. */
function tooFew({ brokerId, replicationFactor, liveBrokers }: FactOf<'InternalTopicRefused'>, era: EraId): LogLine {
  if (logFormats[era].group === 'members') {
    const exception = `org.apache.kafka.common.errors.InvalidReplicationFactorException: Replication factor: ${replicationFactor} larger than available brokers: ${liveBrokers}.`;
    return { logger: 'kafka.server.ZkAdminManager', level: 'INFO', text: `[Admin Manager on Broker ${brokerId}]: Error processing create topic request CreatableTopic(…)\n${exception}` };
  }
  const text = `[KafkaApi-${brokerId}] Number of alive brokers '${liveBrokers}' does not meet the required replication factor '${replicationFactor}' for the offsets topic `
    + "(configured via 'offsets.topic.replication.factor'). This error can be ignored if the cluster is starting up and not all brokers are up yet.";
  return { logger: 'kafka.server.KafkaApis', level: 'ERROR', text };
}

function manager(brokerId: number, era: EraId, message: string): LogLine {
  const { group } = logFormats[era];
  const prefix = group === 'bare' || group === 'partition' ? `[Group Metadata Manager on Broker ${brokerId}]: ` : `[GroupMetadataManager brokerId=${brokerId}] `;
  return { logger: 'kafka.coordinator.group.GroupMetadataManager', level: 'INFO', text: `${prefix}${message}` };
}

function loaded({ brokerId, partition, leaderEpoch }: FactOf<'OffsetsPartitionLoaded'>, era: EraId): LogLine {
  const { group } = logFormats[era];
  if (group === 'bare') return manager(brokerId, era, `Finished loading offsets from ${partition} in … milliseconds.`);
  const finished = `Finished loading offsets and group metadata from ${partition} in … milliseconds`;
  return manager(brokerId, era, group === 'members' ? `${finished} for epoch ${leaderEpoch}, of which … milliseconds was spent in the scheduler.` : `${finished}.`);
}

function unloaded({ brokerId, partition, groups, offsets }: FactOf<'OffsetsPartitionUnloaded'>, era: EraId): LogLine | null {
  const { group } = logFormats[era];
  if (group === 'bare') return offsets === 0 ? null : manager(brokerId, era, `Removed ${offsets} cached offsets for ${partition} on follower transition.`);
  return manager(brokerId, era, `Finished unloading ${partition}${group === 'members' ? ' for coordinator epoch …' : ''}. Removed ${offsets} cached offsets and ${groups} cached groups.`);
}

function runtime(brokerId: number, message: string): LogLine {
  return { logger: 'org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime', level: 'INFO', text: `[GroupCoordinator id=${brokerId}] ${message}` };
}

function loadedByLoop({ brokerId, partition, leaderEpoch, records }: FactOf<'OffsetsPartitionLoaded'>): LogLine {
  return runtime(brokerId, `Finished loading of metadata from ${partition} with epoch ${leaderEpoch} in …ms where …ms was spent in the scheduler. Loaded ${records} records which total to … bytes.`);
}

function unloadedByLoop({ brokerId, partition }: FactOf<'OffsetsPartitionUnloaded'>): LogLine {
  const { topic, partition: number } = splitTopicPartition(partition);
  return runtime(brokerId, `Finished unloading metadata for ${topic}-${number}.`);
}

function groupLoaded({ brokerId, group, generation }: FactOf<'GroupLoaded'>): LogLine {
  return { logger: 'kafka.coordinator.group.GroupCoordinator', level: 'INFO', text: `[GroupCoordinator ${brokerId}]: Loading group metadata for ${group} with generation ${generation}` };
}
