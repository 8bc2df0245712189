import { clientConfig, configReader } from '../client/config.ts';
import type { ConfigReader, ConfigTexts } from '../client/config.ts';
import { configExists } from '../era/configHistory.ts';
import type { Era } from '../era/era.ts';
import type { Acks } from '../messages.ts';
import { withIdempotence } from './idempotenceConfig.ts';
import type { ProducerConfig } from './types.ts';

/** How acks is written, and how it travels. */
const ACKS: Readonly<Record<string, Acks>> = { '0': 0, '1': 1, all: -1, '-1': -1 };

/**
 * A producer's settings: the era's defaults under what is set; linger.ms counts as 0.
 *
 * @throws RangeError naming the setting that does not exist, has a wrong value, or contradicts another.
 */
export function producerConfig(era: Era, texts: ConfigTexts): ProducerConfig {
  const read = configReader(era, 'producer', texts);
  const shared = clientConfig(era, 'producer', texts);
  const delivery = {
    acks: ACKS[read('acks')] ?? -1,
    retries: read('retries'),
    maxInFlightRequestsPerConnection: read('max.in.flight.requests.per.connection'),
  };
  return {
    ...shared, ...withIdempotence(era, texts, delivery),
    deliveryTimeoutMs: deliveryTimeoutMs(era, read, texts, shared.requestTimeoutMs),
    batchSizeBytes: read('batch.size'),
  };
}

/** Before KIP-91 (2.1) nothing limited the sum of the attempts but `retries`. Source: KafkaProducer.configureDeliveryTimeout. */
function deliveryTimeoutMs(era: Era, read: ConfigReader<'producer'>, texts: ConfigTexts, requestTimeoutMs: number): number | null {
  if (!configExists(era.id, 'producer', 'delivery.timeout.ms')) return null;
  const asked = read('delivery.timeout.ms');
  const leastMs = read('linger.ms') + requestTimeoutMs;
  if (asked >= leastMs) return asked;
  if (texts['delivery.timeout.ms'] === undefined) return leastMs;
  throw new RangeError('delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms');
}
