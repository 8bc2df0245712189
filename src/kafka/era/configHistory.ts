import { eraIds } from './era.ts';
import type { ConfigGroup, ConfigNameOf } from '../names/configs.ts';
import type { EraId } from './era.ts';

type History<Group extends ConfigGroup> = { readonly [Name in ConfigNameOf<Group>]?: EraId };
type Histories = { readonly [Group in ConfigGroup]: History<Group> };

/** The first of our eras that has a setting; settings not listed are as old as 0.8. Source: the release tags. */
const addedIn: Histories = {
  producer: {
    'request.timeout.ms': '0.10', 'max.block.ms': '0.10', 'partitioner.class': '0.10', 'connections.max.idle.ms': '0.10',
    'enable.idempotence': '0.11', 'reconnect.backoff.max.ms': '0.11', 'transaction.timeout.ms': '0.11', 'transactional.id': '0.11',
    'delivery.timeout.ms': '2.1', 'metadata.max.idle.ms': '2.8', 'retry.backoff.max.ms': '3.9', 'partitioner.ignore.keys': '3.9',
    'partitioner.adaptive.partitioning.enable': '3.9', 'partitioner.availability.timeout.ms': '3.9', 'metadata.recovery.strategy': '3.9',
  },
  consumer: {
    'heartbeat.interval.ms': '0.10', 'max.poll.interval.ms': '0.10', 'max.poll.records': '0.10', 'fetch.max.bytes': '0.10',
    'max.partition.fetch.bytes': '0.10', 'request.timeout.ms': '0.10', 'connections.max.idle.ms': '0.10', 'isolation.level': '0.11',
    'reconnect.backoff.max.ms': '0.11', 'default.api.timeout.ms': '2.1', 'group.instance.id': '2.8', 'allow.auto.create.topics': '2.8',
    'client.rack': '2.8', 'group.protocol': '3.9', 'group.remote.assignor': '3.9', 'retry.backoff.max.ms': '3.9',
    'metadata.recovery.strategy': '3.9',
  },
  broker: {
    'broker.rack': '0.10', 'replica.fetch.response.max.bytes': '0.10', 'replica.fetch.backoff.ms': '0.10', 'fetch.max.bytes': '2.8',
    'group.min.session.timeout.ms': '0.10', 'group.max.session.timeout.ms': '0.10', 'log.cleaner.min.compaction.lag.ms': '0.10',
    'log.preallocate': '0.10', 'log.message.timestamp.type': '0.10', 'compression.type': '0.10', 'log.flush.start.offset.checkpoint.interval.ms': '0.11', 'group.initial.rebalance.delay.ms': '0.11',
    'transaction.state.log.num.partitions': '0.11', 'transaction.state.log.replication.factor': '0.11',
    'transaction.state.log.min.isr': '0.11', 'transaction.state.log.segment.bytes': '0.11', 'transaction.max.timeout.ms': '0.11',
    'transactional.id.expiration.ms': '0.11', 'transaction.abort.timed.out.transaction.cleanup.interval.ms': '0.11',
    'transaction.remove.expired.transaction.cleanup.interval.ms': '0.11', 'replica.selector.class': '2.8', 'group.max.size': '2.8',
    'log.cleaner.max.compaction.lag.ms': '2.8', 'broker.session.timeout.ms': '2.8', 'broker.heartbeat.interval.ms': '2.8',
    'initial.broker.registration.timeout.ms': '2.8', 'controller.quorum.election.timeout.ms': '2.8', 'controller.quorum.fetch.timeout.ms': '2.8',
    'controller.quorum.election.backoff.max.ms': '2.8', 'controller.quorum.request.timeout.ms': '2.8', 'controller.quorum.retry.backoff.ms': '2.8',
    'unclean.leader.election.interval.ms': '3.9', 'eligible.leader.replicas.enable': '3.9', 'group.coordinator.rebalance.protocols': '3.9',
    'group.consumer.session.timeout.ms': '3.9', 'group.consumer.min.session.timeout.ms': '3.9', 'group.consumer.max.session.timeout.ms': '3.9',
    'group.consumer.heartbeat.interval.ms': '3.9', 'group.consumer.min.heartbeat.interval.ms': '3.9',
    'group.consumer.max.heartbeat.interval.ms': '3.9', 'group.consumer.max.size': '3.9', 'group.consumer.assignors': '3.9',
    'group.consumer.migration.policy': '3.9', 'transaction.partition.verification.enable': '3.9', 'producer.id.expiration.ms': '3.9',
    'producer.id.expiration.check.interval.ms': '3.9', 'log.message.timestamp.before.max.ms': '3.9', 'log.message.timestamp.after.max.ms': '3.9',
  },
  topic: {
    'min.compaction.lag.ms': '0.10', 'compression.type': '0.10', preallocate: '0.10', 'message.format.version': '0.10', 'message.timestamp.type': '0.10',
    'message.timestamp.difference.max.ms': '0.10', 'follower.replication.throttled.replicas': '0.10',
    'leader.replication.throttled.replicas': '0.10', 'message.downconversion.enable': '2.1', 'max.compaction.lag.ms': '2.8',
    'compression.gzip.level': '3.9', 'compression.lz4.level': '3.9', 'compression.zstd.level': '3.9', 'local.retention.bytes': '3.9',
    'local.retention.ms': '3.9', 'message.timestamp.after.max.ms': '3.9', 'message.timestamp.before.max.ms': '3.9',
    'remote.log.copy.disable': '3.9', 'remote.log.delete.on.disable': '3.9', 'remote.storage.enable': '3.9',
  },
};

/** The last of our eras that has a setting; the rest are still there. */
const lastIn: Histories = {
  producer: {},
  consumer: { 'zookeeper.session.timeout.ms': '0.8', 'rebalance.max.retries': '0.8', 'rebalance.backoff.ms': '0.8' },
  broker: {
    'replica.lag.max.messages': '0.8', 'zookeeper.session.timeout.ms': '3.9', 'zookeeper.connection.timeout.ms': '3.9',
    'eligible.leader.replicas.enable': '3.9',
  },
  topic: { 'message.format.version': '3.9', 'message.downconversion.enable': '3.9', 'message.timestamp.difference.max.ms': '3.9' },
};

/** Whether a version has a setting at all, so that one that does nothing is not offered. */
export function configExists<Group extends ConfigGroup>(era: EraId, group: Group, name: ConfigNameOf<Group>): boolean {
  const since = eraIn(addedIn[group], name) ?? '0.8';
  const until = eraIn(lastIn[group], name) ?? '4.1';
  return eraIds.indexOf(since) <= eraIds.indexOf(era) && eraIds.indexOf(era) <= eraIds.indexOf(until);
}

function eraIn(history: Readonly<Record<string, EraId | undefined>>, name: string): EraId | undefined {
  return Object.hasOwn(history, name) ? history[name] : undefined;
}
