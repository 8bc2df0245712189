import type { ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { ConfigSources } from '../metadata/effectiveConfig.ts';
import { brokerConfig, topicConfig } from '../metadata/effectiveConfig.ts';
import { brokersOf } from '../metadata/image.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { splitTopicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import type { Env } from '../actor.ts';
import type { EligibleBrokers, ReplicaConfig } from '../replica/types.ts';
import type { BrokerContext } from './types.ts';

function sourcesOf(broker: BrokerContext, env: Env): ConfigSources {
  return { era: env.shared.era, nodeId: broker.brokerId, staticConfigs: broker.staticConfigs };
}

/** A setting of this broker as it is now: dynamic, from its file, or the era's default. */
export function setting<Name extends ConfigNameOf<'broker'>>(broker: BrokerContext, name: Name, env: Env): ConfigValueOf<'broker', Name> {
  return brokerConfig(broker.image, name, sourcesOf(broker, env));
}

/** The settings a replica on this broker obeys. */
export function replicaConfig(broker: BrokerContext, partition: TopicPartition, env: Env): ReplicaConfig {
  const { topic } = splitTopicPartition(partition);
  const sources = sourcesOf(broker, env);
  return {
    minInsyncReplicas: topicConfig(broker.image, topic, 'min.insync.replicas', sources),
    replicaLagTimeMaxMs: brokerConfig(broker.image, 'replica.lag.time.max.ms', sources),
    replicaLagMaxMessages: brokerConfig(broker.image, 'replica.lag.max.messages', sources),
    flushMessages: topicConfig(broker.image, topic, 'flush.messages', sources),
    uncleanLeaderElectionEnable: topicConfig(broker.image, topic, 'unclean.leader.election.enable', sources),
    flushMs: topicConfig(broker.image, topic, 'flush.ms', sources),
    segmentBytes: topicConfig(broker.image, topic, 'segment.bytes', sources),
    segmentMs: topicConfig(broker.image, topic, 'segment.ms', sources),
    retentionMs: topicConfig(broker.image, topic, 'retention.ms', sources),
    retentionBytes: topicConfig(broker.image, topic, 'retention.bytes', sources),
    cleanupPolicy: topicConfig(broker.image, topic, 'cleanup.policy', sources),
    minCleanableDirtyRatio: topicConfig(broker.image, topic, 'min.cleanable.dirty.ratio', sources),
    minCompactionLagMs: topicConfig(broker.image, topic, 'min.compaction.lag.ms', sources),
    maxCompactionLagMs: topicConfig(broker.image, topic, 'max.compaction.lag.ms', sources),
    deleteRetentionMs: topicConfig(broker.image, topic, 'delete.retention.ms', sources),
  };
}

/** Brokers that may join an ISR. Source: Partition.isReplicaIsrEligible (KIP-841). */
export function eligibleBrokers(image: MetadataImage): EligibleBrokers {
  return Object.fromEntries(brokersOf(image).filter((one) => !one.fenced && !one.inControlledShutdown).map((one) => [one.brokerId, one.brokerEpoch]));
}
