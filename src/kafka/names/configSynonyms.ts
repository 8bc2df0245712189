import type { ConfigCheck, ConfigNameOf } from './configs.ts';
import { validateConfig } from './configs.ts';

type Synonym = readonly [name: ConfigNameOf<'broker'>, unitMs: number];

const HOURS = 3_600_000;
const MINUTES = 60_000;

/**
 * The broker settings a topic's setting falls back to, the first one set counts, and what one unit of it is worth.
 *
 * Source: ServerTopicConfigSynonyms.
 */
export const topicConfigSynonyms = {
  'cleanup.policy': [['log.cleanup.policy', 1]],
  'retention.ms': [['log.retention.ms', 1], ['log.retention.minutes', MINUTES], ['log.retention.hours', HOURS]],
  'retention.bytes': [['log.retention.bytes', 1]],
  'segment.bytes': [['log.segment.bytes', 1]],
  'segment.ms': [['log.roll.ms', 1], ['log.roll.hours', HOURS]],
  'segment.jitter.ms': [['log.roll.jitter.ms', 1], ['log.roll.jitter.hours', HOURS]],
  'index.interval.bytes': [['log.index.interval.bytes', 1]],
  'segment.index.bytes': [['log.index.size.max.bytes', 1]],
  'delete.retention.ms': [['log.cleaner.delete.retention.ms', 1]],
  'min.cleanable.dirty.ratio': [['log.cleaner.min.cleanable.ratio', 1]],
  'min.compaction.lag.ms': [['log.cleaner.min.compaction.lag.ms', 1]],
  'max.compaction.lag.ms': [['log.cleaner.max.compaction.lag.ms', 1]],
  'max.message.bytes': [['message.max.bytes', 1]],
  'min.insync.replicas': [['min.insync.replicas', 1]],
  'unclean.leader.election.enable': [['unclean.leader.election.enable', 1]],
  'compression.type': [['compression.type', 1]],
  'file.delete.delay.ms': [['log.segment.delete.delay.ms', 1]],
  'flush.messages': [['log.flush.interval.messages', 1]],
  'flush.ms': [['log.flush.interval.ms', 1], ['log.flush.scheduler.interval.ms', 1]],
  'message.timestamp.type': [['log.message.timestamp.type', 1]],
  'message.timestamp.before.max.ms': [['log.message.timestamp.before.max.ms', 1]],
  'message.timestamp.after.max.ms': [['log.message.timestamp.after.max.ms', 1]],
  preallocate: [['log.preallocate', 1]],
} as const satisfies Partial<Record<ConfigNameOf<'topic'>, readonly Synonym[]>>;

/** The broker settings that stand in for a topic's setting, most binding first; none for settings only topics have. */
export function brokerSynonymsOf(topicConfig: string): readonly Synonym[] {
  const table: Readonly<Record<string, readonly Synonym[]>> = topicConfigSynonyms;
  return Object.hasOwn(table, topicConfig) ? (table[topicConfig] ?? []) : [];
}

/** A broker's setting as the topic's that it stands for. Every negative retention time means none. Source: KafkaConfig.logRetentionTimeMillis. */
export function inheritedText(topicConfig: string, text: string, unitMs: number): string {
  if (topicConfig === 'retention.ms' && Number(text) < 0) return '-1';
  return unitMs === 1 ? text : String(Number(text) * unitMs);
}

/** Checks one setting of a broker: by itself, then as the topic's setting that it stands for. Source: ConfigDef; LogConfig, made of KafkaConfig.extractLogConfigMap. */
export function validateBrokerConfig(name: string, value: string): ConfigCheck {
  const check = validateConfig('broker', name, value);
  if (!check.ok) return check;
  for (const topicConfig of Object.keys(topicConfigSynonyms)) {
    const synonym = brokerSynonymsOf(topicConfig).find(([broker]) => broker === name);
    const inherited = synonym === undefined ? check : validateConfig('topic', topicConfig, inheritedText(topicConfig, value, synonym[1]));
    if (!inherited.ok) return inherited;
  }
  return check;
}

const THREADS_AND_CLEANER: readonly ConfigNameOf<'broker'>[] = [
  'num.io.threads', 'num.network.threads', 'num.replica.fetchers', 'num.recovery.threads.per.data.dir', 'background.threads',
  'log.cleaner.threads', 'log.cleaner.dedupe.buffer.size', 'log.cleaner.io.buffer.size', 'log.cleaner.io.buffer.load.factor',
  'log.cleaner.io.max.bytes.per.second', 'log.cleaner.backoff.ms', 'message.max.bytes',
  'producer.id.expiration.ms', 'transaction.partition.verification.enable',
];

/** The broker settings that can change while it runs. Source: DynamicBrokerConfig.AllDynamicConfigs. */
export const dynamicBrokerConfigs: ReadonlySet<string> = new Set([
  ...THREADS_AND_CLEANER,
  ...Object.keys(topicConfigSynonyms).map((name) => brokerSynonymsOf(name)[0]?.[0] ?? name),
]);
