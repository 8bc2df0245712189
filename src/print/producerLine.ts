import { eraOf } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

/** What Kafka writes about idempotent producers: the producer itself, and the brokers that check its sequences; null when it is about something else. */
export function producerLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'ProducerStarted': return fact.idempotent ? client(era, fact.producer, 'KafkaProducer', 'Instantiated an idempotent producer.') : null;
    case 'ProducerIdAssigned': return client(era, fact.producer, 'internals.TransactionManager', `ProducerId set to ${fact.producerId} with epoch ${fact.producerEpoch}`);
    case 'ProducerEpochRaised': return {
      ...client(era, fact.producer, 'internals.TransactionManager', `Incremented producer epoch, current producer ID and epoch are now ProducerIdAndEpoch(producerId=${fact.producerId}, epoch=${fact.producerEpoch})`),
      level: 'DEBUG',
    };
    case 'SequenceRefused': return refused(fact);
    case 'ProducerIdsAllocated': return allocated(fact, era);
    default: return null;
  }
}

/** Before 1.0 a producer does not say which it is. */
function client(era: EraId, producer: string, logger: string, message: string): LogLine {
  const prefix = logFormats[era].consumer === 'of-the-group' ? '' : `[Producer clientId=${producer}] `;
  return { logger: `org.apache.kafka.clients.producer.${logger}`, level: 'INFO', text: `${prefix}${message}` };
}

/** The error's name and message stand on the line below, with the stack. */
function refused(fact: FactOf<'SequenceRefused'>): LogLine {
  const text = `[ReplicaManager broker=${fact.brokerId}] Error processing append operation on partition ${fact.partition} ${exception(fact)}`;
  return { logger: 'kafka.server.ReplicaManager', level: fact.error === 'INVALID_PRODUCER_EPOCH' ? 'INFO' : 'ERROR', text };
}

function exception({ error, producerId, producerEpoch, logEndOffset, partition, baseSequence, knownEpoch, knownSequence }: FactOf<'SequenceRefused'>): string {
  const where = `producer ${producerId} at offset ${logEndOffset} in partition ${partition}`;
  switch (error) {
    case 'INVALID_PRODUCER_EPOCH':
      return `org.apache.kafka.common.errors.InvalidProducerEpochException: Epoch of producer ${producerId} at offset ${logEndOffset} in ${partition} is ${producerEpoch}, which is smaller than the last seen epoch ${knownEpoch}`;
    case 'OUT_OF_ORDER_SEQUENCE_NUMBER':
      return knownEpoch >= 0 && producerEpoch !== knownEpoch
        ? `org.apache.kafka.common.errors.OutOfOrderSequenceException: Invalid sequence number for new epoch of ${where}: ${producerEpoch} (request epoch), ${baseSequence} (seq. number), ${knownEpoch} (current producer epoch)`
        : `org.apache.kafka.common.errors.OutOfOrderSequenceException: Out of order sequence number for ${where}: ${baseSequence} (incoming seq. number), ${knownSequence} (current end sequence number)`;
    default: return error;
  }
}

function allocated({ brokerId, producerIdStart: first, producerIdLen }: FactOf<'ProducerIdsAllocated'>, era: EraId): LogLine | null {
  if (eraOf(era).metadata !== 'zookeeper') return null;
  const block = `(brokerId:${brokerId},blockStartProducerId:${first},blockEndProducerId:${first + producerIdLen - 1})`;
  const text = `[ProducerId Manager ${brokerId}]: Acquired new producerId block ${block} by writing to Zk with path version …`;
  return { logger: 'kafka.coordinator.transaction.ProducerIdManager', level: 'INFO', text };
}
