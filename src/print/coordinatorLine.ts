import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

/** What Kafka writes about the group coordinator of a broker; null when it is about something else, or nothing is written. Times that we do not model are `…`. */
export function coordinatorLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'InternalTopicWanted': return eraOf(era).metadata === 'kraft' ? sent(fact) : null;
    case 'InternalTopicRefused': return eraOf(era).metadata === 'kraft' ? null : tooFew(fact);
    case 'OffsetsPartitionLoaded': return eraOf(era).groupCoordinator === 'scala' ? loaded(fact) : loadedByLoop(fact);
    case 'OffsetsPartitionUnloaded': return eraOf(era).groupCoordinator === 'scala' ? unloaded(fact) : unloadedByLoop(fact);
    case 'GroupLoaded': return eraOf(era).groupCoordinator === 'scala' ? groupLoaded(fact) : null;
    case 'OffsetsExpired': return eraOf(era).groupCoordinator === 'scala' ? manager(fact.brokerId, `Removed ${fact.partitions.length} expired offsets in … milliseconds.`) : null;
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

function tooFew({ topic, replicationFactor, liveBrokers }: FactOf<'InternalTopicRefused'>): LogLine {
  const text = `Number of alive brokers '${liveBrokers}' does not meet the required replication factor '${replicationFactor}' for auto creation of topic '${topic}', `
    + 'whose replication factor is configured via offsets.topic.replication.factor. This error can be ignored if the cluster is starting up and not all brokers are up yet.';
  return { logger: 'kafka.server.DefaultAutoTopicCreationManager', level: 'ERROR', text };
}

function manager(brokerId: number, message: string): LogLine {
  return { logger: 'kafka.coordinator.group.GroupMetadataManager', level: 'INFO', text: `[GroupMetadataManager brokerId=${brokerId}] ${message}` };
}

function loaded({ brokerId, partition, leaderEpoch }: FactOf<'OffsetsPartitionLoaded'>): LogLine {
  return manager(brokerId, `Finished loading offsets and group metadata from ${partition} in … milliseconds for epoch ${leaderEpoch}, of which … milliseconds was spent in the scheduler.`);
}

function unloaded({ brokerId, partition, groups, offsets }: FactOf<'OffsetsPartitionUnloaded'>): LogLine {
  return manager(brokerId, `Finished unloading ${partition}. Removed ${offsets} cached offsets and ${groups} cached groups.`);
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
