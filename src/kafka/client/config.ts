import { configExists } from '../era/configHistory.ts';
import { configDefault } from '../era/era.ts';
import type { Era } from '../era/era.ts';
import { validateConfig } from '../names/configs.ts';
import type { ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { ClientConfig } from './types.ts';

/** A client's settings by Kafka's names, as text; what is not set has the era's default. */
export type ConfigTexts = Readonly<Record<string, string>>;

type Group = 'producer' | 'consumer';

/** Reads settings by name and type. */
export interface ConfigReader<G extends Group> {
  <Name extends ConfigNameOf<G>>(name: Name): ConfigValueOf<G, Name>;
}

/**
 * A reader of a client's settings, all of them checked.
 *
 * @throws RangeError naming the setting that does not exist, or whose value Kafka refuses.
 */
export function configReader<G extends Group>(era: Era, group: G, texts: ConfigTexts): ConfigReader<G> {
  const given: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    const check = validateConfig(group, name, text);
    if (!check.ok) throw new RangeError(check.message);
    if (!configExists(era.id, group, name as ConfigNameOf<G>)) throw new RangeError(`Kafka ${era.id} has no ${group} configuration '${name}'`);
    given[name] = check.value;
  }
  // Checked above by the very table the type is made from.
  return ((name) => (Object.hasOwn(given, name) ? given[name] : configDefault(era, group, name))) as ConfigReader<G>;
}

/** The settings that producers and consumers share; a backoff without a maximum in this era does not grow. */
export function clientConfig(era: Era, group: Group, texts: ConfigTexts): ClientConfig {
  const read = configReader(era, group, texts) as ConfigReader<'consumer'>;
  const retryBackoffMs = read('retry.backoff.ms');
  const reconnectBackoffMs = read('reconnect.backoff.ms');
  return {
    requestTimeoutMs: read('request.timeout.ms'),
    retryBackoffMs,
    retryBackoffMaxMs: configExists(era.id, group, 'retry.backoff.max.ms') ? read('retry.backoff.max.ms') : retryBackoffMs,
    reconnectBackoffMs,
    reconnectBackoffMaxMs: configExists(era.id, group, 'reconnect.backoff.max.ms') ? read('reconnect.backoff.max.ms') : reconnectBackoffMs,
    metadataMaxAgeMs: read('metadata.max.age.ms'),
  };
}
