import type { ClusterDescription } from '../../kafka/description.ts';
import { configExists } from '../../kafka/era/configHistory.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { configKey } from '../../kafka/names/configs.ts';
import type { ConfigNameOf } from '../../kafka/names/configs.ts';

export interface KnownSettings {
  readonly cluster: ClusterDescription;
  /** What was left out, a line each. */
  readonly leftOut: readonly string[];
}

type Client = { readonly config?: Readonly<Record<string, string>> };

/**
 * The cluster without the clients' settings that a version does not know: Kafka's clients ignore them too, with a
 * warning in their log. Source: AbstractConfig.logUnused.
 */
export function knownSettings(cluster: ClusterDescription, era: EraId): KnownSettings {
  const leftOut = new Set<string>();
  const known = <One extends Client>(group: 'producer' | 'consumer', client: One): One => {
    const strange = Object.keys(client.config ?? {}).filter((name) => configKey(group, name) !== undefined && !configExists(era, group, name as ConfigNameOf<typeof group>));
    if (strange.length === 0) return client;
    for (const name of strange) leftOut.add(`Kafka ${era} has no ${group} configuration '${name}'`);
    return { ...client, config: Object.fromEntries(Object.entries(client.config ?? {}).filter(([name]) => !strange.includes(name))) };
  };
  const producers = cluster.producers.map((producer) => known('producer', producer));
  const consumers = cluster.consumers.map((consumer) => known('consumer', consumer));
  return { cluster: { ...cluster, producers, consumers }, leftOut: [...leftOut] };
}
