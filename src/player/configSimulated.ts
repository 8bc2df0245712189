import type { ConfigGroup, ConfigName } from '../kafka/names/configs.ts';

const KRAFT_ONLY: readonly ConfigName[] = ['broker.heartbeat.interval.ms', 'broker.session.timeout.ms', 'controller.quorum.election.timeout.ms', 'unclean.leader.election.interval.ms'];
const ZOOKEEPER_ONLY: readonly ConfigName[] = [
  'zookeeper.session.timeout.ms', 'controlled.shutdown.enable', 'controlled.shutdown.max.retries', 'controlled.shutdown.retry.backoff.ms',
];
const LOGS: readonly ConfigName[] = [
  'log.flush.interval.messages', 'log.flush.interval.ms', 'log.flush.scheduler.interval.ms', 'log.flush.offset.checkpoint.interval.ms',
  'log.flush.start.offset.checkpoint.interval.ms', 'log.segment.bytes', 'log.roll.ms', 'log.roll.hours', 'log.retention.ms', 'log.retention.minutes',
  'log.retention.hours', 'log.retention.bytes', 'log.retention.check.interval.ms', 'log.cleanup.policy',
  'log.cleaner.enable', 'log.cleaner.threads', 'log.cleaner.backoff.ms', 'log.cleaner.min.cleanable.ratio', 'log.cleaner.delete.retention.ms',
  'log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms',
];
const GROUPS: readonly ConfigName[] = [
  'offsets.topic.num.partitions', 'offsets.topic.replication.factor', 'offsets.topic.segment.bytes', 'offsets.retention.minutes', 'offsets.retention.check.interval.ms',
  'offsets.commit.timeout.ms', 'offset.metadata.max.bytes', 'group.initial.rebalance.delay.ms', 'group.min.session.timeout.ms', 'group.max.session.timeout.ms', 'group.max.size',
];
const CLIENT: readonly ConfigName[] = [
  'request.timeout.ms', 'retry.backoff.ms', 'retry.backoff.max.ms', 'reconnect.backoff.ms', 'reconnect.backoff.max.ms', 'metadata.max.age.ms',
];

/** The settings that the simulation obeys; a test compares them with what the rules read. */
export const simulated: Readonly<Record<ConfigGroup, readonly ConfigName[]>> = {
  broker: [
    ...KRAFT_ONLY, ...ZOOKEEPER_ONLY, 'auto.leader.rebalance.enable', 'default.replication.factor', 'leader.imbalance.check.interval.seconds',
    'leader.imbalance.per.broker.percentage', ...LOGS, ...GROUPS, 'min.insync.replicas', 'num.partitions', 'replica.fetch.backoff.ms',
    'replica.fetch.max.bytes', 'replica.fetch.min.bytes', 'replica.fetch.wait.max.ms', 'replica.high.watermark.checkpoint.interval.ms',
    'replica.lag.max.messages', 'replica.lag.time.max.ms', 'replica.socket.timeout.ms', 'unclean.leader.election.enable',
  ],
  topic: [
    'min.insync.replicas', 'unclean.leader.election.enable', 'flush.messages', 'flush.ms', 'segment.bytes', 'segment.ms', 'retention.ms', 'retention.bytes', 'cleanup.policy',
    'min.cleanable.dirty.ratio', 'delete.retention.ms', 'min.compaction.lag.ms', 'max.compaction.lag.ms',
  ],
  producer: [...CLIENT, 'acks', 'batch.size', 'delivery.timeout.ms', 'linger.ms', 'max.in.flight.requests.per.connection', 'retries'],
  consumer: [
    ...CLIENT, 'auto.offset.reset', 'fetch.max.wait.ms', 'fetch.min.bytes', 'max.partition.fetch.bytes', 'group.id', 'group.instance.id', 'session.timeout.ms',
    'heartbeat.interval.ms', 'max.poll.interval.ms', 'max.poll.records', 'enable.auto.commit', 'auto.commit.interval.ms', 'partition.assignment.strategy', 'default.api.timeout.ms',
    'zookeeper.session.timeout.ms', 'rebalance.max.retries', 'rebalance.backoff.ms',
  ],
};

/** Whether anything in the simulation depends on a setting, in a cluster whose metadata is kept there. */
export function isSimulated(group: ConfigGroup, name: ConfigName, metadata: 'kraft' | 'zookeeper'): boolean {
  const otherKind = metadata === 'kraft' ? ZOOKEEPER_ONLY : KRAFT_ONLY;
  return simulated[group].includes(name) && !(group === 'broker' && otherKind.includes(name));
}
