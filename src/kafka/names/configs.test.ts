import { describe, expect, it } from 'vitest';
import { LONG_MAX } from './configRules.ts';
import { configText } from './configText.ts';
import { configGroups, configKey, configNames, validateConfig, validateTopicConfigs } from './configs.ts';
import { brokerSynonymsOf, dynamicBrokerConfigs, topicConfigSynonyms } from './configSynonyms.ts';
import type { ConfigGroup } from './configs.ts';

const messageOf = (group: ConfigGroup, name: string, value: string): string | null => {
  const check = validateConfig(group, name, value);
  return check.ok ? null : check.message;
};
const valueOf = (group: ConfigGroup, name: string, value: string): unknown => {
  const check = validateConfig(group, name, value);
  return check.ok ? check.value : check.message;
};

describe('validateConfig', () => {
  it('parses a value by its type', () => {
    expect(valueOf('topic', 'min.insync.replicas', ' 2 ')).toBe(2);
    expect(valueOf('topic', 'unclean.leader.election.enable', 'TRUE')).toBe(true);
    expect(valueOf('topic', 'cleanup.policy', 'compact, delete')).toEqual(['compact', 'delete']);
    expect(valueOf('topic', 'min.cleanable.dirty.ratio', '.25')).toBe(0.25);
    expect(valueOf('topic', 'retention.ms', '-1')).toBe(-1);
    expect(valueOf('topic', 'flush.ms', '9223372036854775807')).toBe(LONG_MAX);
  });

  it.each([
    ['topic', 'min.insync.replicas', '0', 'Invalid value 0 for configuration min.insync.replicas: Value must be at least 1'],
    ['topic', 'min.insync.replicas', 'two', 'Invalid value two for configuration min.insync.replicas: Not a number of type INT'],
    ['topic', 'segment.bytes', '2147483648', 'Invalid value 2147483648 for configuration segment.bytes: Not a number of type INT'],
    ['topic', 'retention.ms', '1e3', 'Invalid value 1e3 for configuration retention.ms: Not a number of type LONG'],
    ['topic', 'flush.ms', '9223372036854775808', 'Invalid value 9223372036854775808 for configuration flush.ms: Not a number of type LONG'],
    ['topic', 'min.cleanable.dirty.ratio', '1.5', 'Invalid value 1.5 for configuration min.cleanable.dirty.ratio: Value must be no more than 1'],
    ['topic', 'min.cleanable.dirty.ratio', '2', 'Invalid value 2.0 for configuration min.cleanable.dirty.ratio: Value must be no more than 1'],
    ['topic', 'unclean.leader.election.enable', 'yes', 'Invalid value yes for configuration unclean.leader.election.enable: Expected value to be either true or false'],
    ['topic', 'cleanup.policy', 'delete,keep', 'Invalid value keep for configuration cleanup.policy: String must be one of: compact, delete'],
    ['producer', 'acks', 'most', 'Invalid value most for configuration acks: String must be one of: all, -1, 0, 1'],
    ['producer', 'transactional.id', '', 'Invalid value  for configuration transactional.id: String must be non-empty'],
    ['consumer', 'group.protocol', 'raft', 'Invalid value raft for configuration group.protocol: String must be one of (case insensitive): CONSUMER, CLASSIC'],
    ['topic', 'min.isr', '2', 'Unknown topic config name: min.isr'],
    ['topic', 'constructor', '2', 'Unknown topic config name: constructor'],
  ] as const)('refuses %s %s=%s in the words of Kafka', (group, name, value, message) => {
    expect(messageOf(group, name, value)).toBe(message);
  });

  it('ignores case where Kafka does', () => {
    expect(messageOf('consumer', 'group.protocol', 'Consumer')).toBeNull();
    expect(messageOf('producer', 'acks', 'ALL')).not.toBeNull();
  });

  it('every default there is passes its own rules', () => {
    for (const group of configGroups) {
      for (const name of configNames(group)) {
        const key = configKey(group, name);
        if (key === undefined || key.default === null) continue;
        expect(messageOf(group, name, configText(key.default, key.type)), `${group} ${name}`).toBeNull();
      }
    }
  });
});

describe('validateTopicConfigs', () => {
  it('an unknown name is told before a bad value', () => {
    expect(validateTopicConfigs({ 'retention.ms': 'x', 'no.such': '1' })?.message).toBe('Unknown topic config name: no.such');
  });

  it('the least compaction lag may not exceed the most', () => {
    const configs = { 'min.compaction.lag.ms': '20', 'max.compaction.lag.ms': '10' };
    expect(validateTopicConfigs(configs)?.message).toBe('conflict topic config setting min.compaction.lag.ms (20) > max.compaction.lag.ms (10)');
    expect(validateTopicConfigs({ 'min.compaction.lag.ms': '20' })).toBeNull();
  });
});

describe('configText', () => {
  it('prints as Kafka does', () => {
    expect(configText(LONG_MAX, 'LONG')).toBe('9223372036854775807');
    expect(configText(['compact', 'delete'], 'LIST')).toBe('compact,delete');
    expect(configText(true, 'BOOLEAN')).toBe('true');
    expect(configText(1, 'DOUBLE')).toBe('1.0');
    expect(configText(0.0001, 'DOUBLE')).toBe('1.0E-4');
    expect(configText(null, 'STRING')).toBe('null');
  });
});

describe('synonyms', () => {
  it('every broker setting a topic falls back to is one we know', () => {
    for (const name of Object.keys(topicConfigSynonyms)) {
      for (const [synonym] of brokerSynonymsOf(name)) expect(configKey('broker', synonym), synonym).toBeDefined();
    }
  });

  it('what brokers inherit to topics can change while they run, who they are cannot', () => {
    expect(dynamicBrokerConfigs.has('min.insync.replicas')).toBe(true);
    expect(dynamicBrokerConfigs.has('log.retention.ms')).toBe(true);
    expect(dynamicBrokerConfigs.has('broker.rack')).toBe(false);
    expect(dynamicBrokerConfigs.has('replica.lag.time.max.ms')).toBe(false);
  });
});
