import type { ConfigGroup, ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { EraId } from './era.ts';

/** Settings whose default differs from the tables in names/, by whose setting it is. */
export type ConfigOverrides = { readonly [Group in ConfigGroup]?: { readonly [Name in ConfigNameOf<Group>]?: ConfigValueOf<Group, Name> } };

const HOUR_MS = 3_600_000;

/** From 3.9 back the rows add up: each says what was different up to and including its era. */
const fourOne: ConfigOverrides = {
  producer: { 'linger.ms': 5, 'metadata.recovery.strategy': 'rebootstrap' },
  consumer: { 'metadata.recovery.strategy': 'rebootstrap' },
  broker: {
    'num.recovery.threads.per.data.dir': 2,
    'log.message.timestamp.after.max.ms': HOUR_MS,
    'eligible.leader.replicas.enable': true,
  },
  topic: { 'message.timestamp.after.max.ms': HOUR_MS },
};

const threeNine: ConfigOverrides = {
  broker: { 'group.coordinator.rebalance.protocols': ['classic'], 'group.consumer.migration.policy': 'disabled' },
};

const until28 = over(threeNine, {
  producer: { acks: '1', 'enable.idempotence': false },
  consumer: {
    'session.timeout.ms': 10_000,
    'partition.assignment.strategy': ['org.apache.kafka.clients.consumer.RangeAssignor'],
  },
  broker: { 'transaction.partition.verification.enable': false },
});

const until21 = over(until28, {
  broker: {
    'replica.lag.time.max.ms': 10_000,
    'zookeeper.session.timeout.ms': 6_000,
    'group.max.session.timeout.ms': 300_000,
    'message.max.bytes': 1_000_012,
    'transaction.abort.timed.out.transaction.cleanup.interval.ms': 60_000,
  },
  topic: { 'max.message.bytes': 1_000_012 },
});

const until011 = over(until21, {
  producer: { retries: 0 },
  consumer: { 'request.timeout.ms': 305_000 },
  broker: { 'offsets.retention.minutes': 1_440, 'delete.topic.enable': false },
});

const until010 = over(until011, {
  broker: { 'unclean.leader.election.enable': true, 'group.initial.rebalance.delay.ms': 0 },
  topic: { 'unclean.leader.election.enable': true },
});

const until08 = over(until010, {
  producer: { 'reconnect.backoff.ms': 10 },
  consumer: { 'auto.commit.interval.ms': 60_000, 'fetch.max.wait.ms': 100 },
  broker: { 'log.cleaner.enable': false, 'log.cleaner.dedupe.buffer.size': 524_288_000 },
});

/** Sources: ConfigDef of the release tags 0.8.2.2 to 3.9.0; for 4.1 docs/upgrade.html, KIP-1030 and KIP-966. */
export const defaultsByEra: Readonly<Record<EraId, ConfigOverrides>> = {
  '0.8': until08,
  '0.10': until010,
  '0.11': until011,
  '2.1': until21,
  '2.8': until28,
  '3.9': threeNine,
  '4.1': fourOne,
};

function over(base: ConfigOverrides, more: ConfigOverrides): ConfigOverrides {
  return {
    producer: { ...base.producer, ...more.producer },
    consumer: { ...base.consumer, ...more.consumer },
    broker: { ...base.broker, ...more.broker },
    topic: { ...base.topic, ...more.topic },
  };
}
