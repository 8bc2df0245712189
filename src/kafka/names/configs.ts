import { brokerConfigs } from './brokerConfigs.ts';
import { consumerConfigs, producerConfigs } from './clientConfigs.ts';
import { parseConfig } from './configParse.ts';
import { topicConfigs } from './topicConfigs.ts';
import type { ConfigKey, ConfigType, ConfigValue } from './configRules.ts';
import type { ErrorName } from './errors.ts';

const tables = { producer: producerConfigs, consumer: consumerConfigs, broker: brokerConfigs, topic: topicConfigs };

/** Whose setting it is: one name can belong to several groups with different defaults. */
export type ConfigGroup = keyof typeof tables;
export type ConfigNameOf<Group extends ConfigGroup> = Group extends ConfigGroup ? keyof (typeof tables)[Group] & string : never;
export type ConfigName = ConfigNameOf<ConfigGroup>;

interface TypeOf extends Record<ConfigType, ConfigValue> {
  BOOLEAN: boolean;
  STRING: string;
  SHORT: number;
  INT: number;
  LONG: number;
  DOUBLE: number;
  LIST: readonly string[];
  CLASS: string;
}
type ParsedAs<Key extends ConfigKey> = TypeOf[Key['type']] | (Key['default'] extends null ? null : never);
type KeyOf<Group extends ConfigGroup, Name extends ConfigNameOf<Group>> = (typeof tables)[Group][Name] extends infer Key extends ConfigKey ? Key : never;
/** The parsed type of one setting; includes null where Kafka has no default. */
export type ConfigValueOf<Group extends ConfigGroup, Name extends ConfigNameOf<Group>> = ParsedAs<KeyOf<Group, Name>>;

export const configGroups = ['producer', 'consumer', 'broker', 'topic'] as const satisfies readonly ConfigGroup[];

/** The setting's row, or undefined when there is no such setting. */
export function configKey(group: ConfigGroup, name: string): ConfigKey | undefined {
  const table: Readonly<Record<string, ConfigKey>> = tables[group];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export function configNames<Group extends ConfigGroup>(group: Group): readonly ConfigNameOf<Group>[] {
  return Object.keys(tables[group]) as ConfigNameOf<Group>[];
}

/** What checking a setting found: the parsed value, or the error and Kafka's message. */
export type ConfigCheck =
  | { readonly ok: true; readonly value: ConfigValue }
  | { readonly ok: false; readonly error: ErrorName; readonly message: string };

/**
 * Checks one setting given as text.
 *
 * Source: LogConfig.validateNames for topics; ConfigDef and ConfigException.
 */
export function validateConfig(group: ConfigGroup, name: string, value: string): ConfigCheck {
  const key = configKey(group, name);
  if (key === undefined) return { ok: false, error: 'INVALID_CONFIG', message: unknownName(group, name) };
  const parsed = parseConfig(name, key, value);
  return parsed.ok ? parsed : { ok: false, error: 'INVALID_CONFIG', message: parsed.message };
}

function unknownName(group: ConfigGroup, name: string): string {
  return group === 'topic' ? `Unknown topic config name: ${name}` : `Unknown configuration '${name}'`;
}

/**
 * Checks all settings of a topic together; null when they are fine.
 *
 * Source: LogConfig.validate (names first, then each value, then min against max compaction lag).
 */
export function validateTopicConfigs(configs: Readonly<Record<string, string>>): { readonly error: ErrorName; readonly message: string } | null {
  const stranger = Object.keys(configs).find((name) => configKey('topic', name) === undefined);
  if (stranger !== undefined) return { error: 'INVALID_CONFIG', message: unknownName('topic', stranger) };
  for (const [name, value] of Object.entries(configs)) {
    const check = validateConfig('topic', name, value);
    if (!check.ok) return check;
  }
  const min = Number(configs['min.compaction.lag.ms'] ?? topicConfigs['min.compaction.lag.ms'].default);
  const max = Number(configs['max.compaction.lag.ms'] ?? topicConfigs['max.compaction.lag.ms'].default);
  if (min <= max) return null;
  const message = `conflict topic config setting min.compaction.lag.ms (${min}) > max.compaction.lag.ms (${max})`;
  return { error: 'INVALID_CONFIG', message };
}
