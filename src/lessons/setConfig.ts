import type { ClusterDescription, ProducerDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import { configExists } from '../kafka/era/configHistory.ts';
import { eraOf } from '../kafka/era/era.ts';
import { configKey, validateConfig } from '../kafka/names/configs.ts';
import type { ConfigGroup, ConfigNameOf } from '../kafka/names/configs.ts';
import { producerConfig } from '../kafka/producer/config.ts';

/** A setting that cannot be set: Kafka does not know it, or does not take the value. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** Where a name that several groups know is set: the closest to the records first. */
const ORDER: readonly ConfigGroup[] = ['topic', 'broker', 'producer', 'consumer'];

/**
 * The cluster with these settings: of every topic if a topic can have them, else of the brokers, else of the clients.
 * A producer whose own settings contradict them stays as it is, unless every producer's do: then Kafka refuses them all.
 *
 * @throws SettingError with Kafka's message.
 */
export function withSettings(cluster: ClusterDescription, settings: Readonly<Record<string, string>>, era: EraId): ClusterDescription {
  const changed = Object.entries(settings).reduce((now, [name, value]) => withSetting(now, name, value, era), cluster);
  const producers = changed.producers.map((producer, index) => (isAccepted(producer, era) ? producer : cluster.producers[index] ?? producer));
  return changed.producers.some((producer) => isAccepted(producer, era)) ? { ...changed, producers } : changed;
}

function isAccepted({ config = {} }: ProducerDescription, era: EraId): boolean {
  try {
    producerConfig(eraOf(era), config);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function withSetting(cluster: ClusterDescription, name: string, value: string, era: EraId): ClusterDescription {
  const group = groupOf(name, era);
  const check = validateConfig(group, name, value);
  if (!check.ok) throw new SettingError(check.message);
  const set = <Part extends { readonly config?: Readonly<Record<string, string>> }>(part: Part): Part => ({ ...part, config: { ...part.config, [name]: value } });
  switch (group) {
    case 'topic': return { ...cluster, topics: cluster.topics.map(set) };
    case 'broker': return { ...cluster, brokerConfig: { ...cluster.brokerConfig, [name]: value } };
    case 'producer': return { ...cluster, producers: cluster.producers.map(set) };
    case 'consumer': return { ...cluster, consumers: cluster.consumers.map(set) };
    default: return group satisfies never;
  }
}

/** Of the groups that know the name, the first whose setting this version has. */
function groupOf(name: string, era: EraId): ConfigGroup {
  const groups = ORDER.filter((one) => configKey(one, name) !== undefined);
  if (groups.length === 0) throw new SettingError(`Unknown configuration '${name}'`);
  const group = groups.find((one) => configExists(era, one, name as ConfigNameOf<typeof one>));
  if (group === undefined) throw new SettingError(`Kafka ${era} has no ${groups[0]} configuration '${name}'`);
  return group;
}
