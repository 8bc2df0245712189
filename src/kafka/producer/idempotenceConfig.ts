import type { ConfigTexts } from '../client/config.ts';
import type { Era } from '../era/era.ts';
import type { ProducerConfig } from './types.ts';

type Delivery = Pick<ProducerConfig, 'acks' | 'retries' | 'maxInFlightRequestsPerConnection'>;

/** What must hold for idempotence, and Kafka's words where it does not. */
interface Condition {
  readonly holds: boolean;
  readonly refusal: string;
}

/**
 * Whether the producer is idempotent, and the settings that go with it. Set explicitly, idempotence brings its own
 * defaults and nothing may contradict it; switched on by default (KIP-679) it gives way silently to what contradicts it.
 *
 * Source: ProducerConfig.postProcessAndValidateIdempotenceConfigs; before 3.0 KafkaProducer.configureAcks and its like.
 *
 * @throws RangeError with Kafka's message when enable.idempotence=true contradicts another setting.
 */
export function withIdempotence(era: Era, texts: ConfigTexts, delivery: Delivery): Delivery & Pick<ProducerConfig, 'enableIdempotence'> {
  const text = texts['enable.idempotence']?.trim().toLowerCase();
  if (era.idempotenceMaxInFlight === 0 || text === 'false' || (text === undefined && !era.idempotenceDefault)) return { ...delivery, enableIdempotence: false };
  const asked = text === 'true' ? withDefaults(era, texts, delivery) : delivery;
  const broken = conditions(era, asked).find((condition) => !condition.holds);
  if (broken !== undefined && text === 'true') throw new RangeError(broken.refusal);
  return { ...asked, enableIdempotence: broken === undefined };
}

/** Before 3.0 the defaults alone would not do: what is not set becomes what idempotence needs. */
function withDefaults(era: Era, texts: ConfigTexts, delivery: Delivery): Delivery {
  const isSet = (name: string): boolean => texts[name] !== undefined;
  const { retries, maxInFlightRequestsPerConnection: maxInFlight } = delivery;
  return {
    acks: isSet('acks') ? delivery.acks : -1,
    retries: isSet('retries') || retries > 0 ? retries : 2_147_483_647,
    maxInFlightRequestsPerConnection: isSet('max.in.flight.requests.per.connection') ? maxInFlight : Math.min(maxInFlight, era.idempotenceMaxInFlight),
  };
}

function conditions({ idempotenceMaxInFlight: most }: Era, { acks, retries, maxInFlightRequestsPerConnection }: Delivery): readonly Condition[] {
  const inFlight = most === 1
    ? 'Must set max.in.flight.requests.per.connection to 1 in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'
    : `Must set max.in.flight.requests.per.connection to at most ${most} to use the idempotent producer.`;
  return [
    { holds: retries > 0, refusal: 'Must set retries to non-zero when using the idempotent producer.' },
    { holds: acks === -1, refusal: 'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.' },
    { holds: maxInFlightRequestsPerConnection <= most, refusal: inFlight },
  ];
}
