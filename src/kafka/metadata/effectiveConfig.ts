import { configDefault } from '../era/era.ts';
import { brokerSynonymsOf, inheritedText } from '../names/configSynonyms.ts';
import { validateConfig } from '../names/configs.ts';
import { configsOf, topicOf } from './image.ts';
import type { Era } from '../era/era.ts';
import type { ConfigGroup, ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { MetadataImage } from './image.ts';

/** Whose view of the settings: a node's own file, and what was set for it while it ran. */
export interface ConfigSources {
  readonly era: Era;
  readonly nodeId: number;
  /** What the node's server.properties say beyond the defaults. */
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/**
 * A broker's setting: set for this broker, for all brokers, in its file, or the default.
 *
 * Source: DynamicBrokerConfig (KIP-226).
 */
export function brokerConfig<Name extends ConfigNameOf<'broker'>>(image: MetadataImage, name: Name, sources: ConfigSources): ConfigValueOf<'broker', Name> {
  const text = brokerText(image, name, sources);
  return text === undefined ? configDefault(sources.era, 'broker', name) : parsed('broker', name, text);
}

/**
 * A topic's setting: its own, else the broker's setting that stands for it, else the default.
 *
 * Source: KafkaConfigSchema.resolveEffectiveTopicConfig.
 */
export function topicConfig<Name extends ConfigNameOf<'topic'>>(
  image: MetadataImage, topic: string, name: Name, sources: ConfigSources,
): ConfigValueOf<'topic', Name> {
  const own = valueIn(configsOf(image, 'topic', topic), name);
  if (own !== undefined) return parsed('topic', name, own);
  for (const [synonym, unitMs] of brokerSynonymsOf(name)) {
    const text = brokerText(image, synonym, sources);
    if (text !== undefined) return parsed('topic', name, inheritedText(name, text, unitMs));
  }
  return configDefault(sources.era, 'topic', name);
}

/** min.insync.replicas, at most the number of replicas. Source: ReplicationControlManager.getTopicEffectiveMinIsr. */
export function effectiveMinIsr(image: MetadataImage, topic: string, sources: ConfigSources): number {
  const minIsr = topicConfig(image, topic, 'min.insync.replicas', sources);
  const replicas = topicOf(image, topic)?.partitions[0]?.replicas.length ?? minIsr;
  return Math.min(minIsr, replicas);
}

function brokerText(image: MetadataImage, name: string, sources: ConfigSources): string | undefined {
  return valueIn(configsOf(image, 'broker', String(sources.nodeId)), name)
    ?? valueIn(configsOf(image, 'broker', ''), name)
    ?? valueIn(sources.staticConfigs, name);
}

function valueIn(configs: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(configs, name) ? configs[name] : undefined;
}

function parsed<Group extends ConfigGroup, Name extends ConfigNameOf<Group>>(group: Group, name: Name, text: string): ConfigValueOf<Group, Name> {
  const check = validateConfig(group, name, text);
  if (!check.ok) throw new Error(check.message);
  return check.value as ConfigValueOf<Group, Name>;
}
