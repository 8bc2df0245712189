import { clientConfig, configReader } from '../client/config.ts';
import type { ConfigTexts } from '../client/config.ts';
import type { Era } from '../era/era.ts';
import type { ConsumerConfig } from './types.ts';

/**
 * A consumer's settings: the era's defaults under what is set.
 *
 * @throws RangeError naming the setting that does not exist or has a wrong value.
 */
export function consumerConfig(era: Era, texts: ConfigTexts): ConsumerConfig {
  const read = configReader(era, 'consumer', texts);
  return {
    ...clientConfig(era, 'consumer', texts),
    fetchMinBytes: read('fetch.min.bytes'),
    fetchMaxWaitMs: read('fetch.max.wait.ms'),
    maxPartitionFetchBytes: read('max.partition.fetch.bytes'),
    // The table lets nothing else through.
    autoOffsetReset: read('auto.offset.reset') as ConsumerConfig['autoOffsetReset'],
  };
}
