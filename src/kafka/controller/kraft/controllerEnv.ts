import { effectiveMinIsr, topicConfig } from '../../metadata/effectiveConfig.ts';
import { isActive } from '../../metadata/image.ts';
import { changePartition } from './partitionChange.ts';
import type { Fact } from '../../facts.ts';
import type { Draw } from '../placement.ts';
import type { ConfigSources } from '../../metadata/effectiveConfig.ts';
import type { MetadataImage, PlacedPartition } from '../../metadata/image.ts';
import type { MetadataRecord, PartitionChangeRecord } from '../../metadata/metadataRecords.ts';
import type { PartitionChangeRequest } from './partitionChange.ts';

/** What the controller's rules may look at besides the image. */
export interface ControllerEnv extends ConfigSources {
  readonly draw: Draw;
  /** A fresh topic id, 22 characters. */
  readonly newTopicId: () => string;
}

/** What a rule decided: the records to write, and what to answer. Nothing holds until the records are committed. */
export interface ControllerResult<Response> {
  readonly records: readonly MetadataRecord[];
  readonly response: Response;
  /** What the rule has to say beyond the records. */
  readonly facts?: readonly Fact[];
}

/** What a rule wants of one partition; the rest follows from image and environment. */
export type Wish = Partial<Omit<PartitionChangeRequest, 'partition' | 'elrEnabled' | 'minIsr' | 'isrShrinkRaisesLeaderEpoch'>>;

/** The record that brings one partition to what is wanted, or null when it already is. */
export function changeRecord(image: MetadataImage, placed: PlacedPartition, wish: Wish, env: ControllerEnv): PartitionChangeRecord | null {
  const change = changePartition({
    isAcceptableLeader: (brokerId) => isActive(image, brokerId),
    ...wish,
    partition: placed.registration,
    elrEnabled: env.era.eligibleLeaderReplicas,
    minIsr: effectiveMinIsr(image, placed.topic, env),
    isrShrinkRaisesLeaderEpoch: env.era.isrShrinkRaisesLeaderEpoch,
  });
  return change === null ? null : { type: 'PartitionChangeRecord', topic: placed.topic, partitionId: placed.partitionId, ...change };
}

/** Source: ConfigurationControlManager.uncleanLeaderElectionEnabledForTopic. */
export function allowsUncleanElection(image: MetadataImage, topic: string, env: ControllerEnv): boolean {
  return topicConfig(image, topic, 'unclean.leader.election.enable', env);
}
