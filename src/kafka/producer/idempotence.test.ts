import { describe, expect, test } from 'vitest';
import type { KafkaEvent } from '../actor.ts';
import { ClientPuppet, metadataAnswer } from '../client/testing.ts';
import { eraOf } from '../era/era.ts';
import type { EraId } from '../era/era.ts';
import type { InitProducerIdResponse, ProduceResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { producerConfig } from './config.ts';
import { producerMachine } from './machine.ts';
import type { ProducerContext } from './types.ts';

type Producer = ClientPuppet<ProducerContext>;
type Texts = Readonly<Record<string, string>>;

function booted(texts: Texts = {}, era: EraId = '3.9'): Producer {
  const config = producerConfig(eraOf(era), { 'enable.idempotence': 'true', ...texts });
  const producer = new ClientPuppet<ProducerContext>(producerMachine, { clientId: 'producer-1', bootstrap: [1, 2, 3], topics: ['orders'], config }, era);
  return producer.get({ type: 'Boot' }).answer(metadataAnswer(0, { 'orders-0': 1, 'orders-1': 2 }));
}

function initialised(correlationId: number, producerId: number, error: ErrorName = 'NONE'): InitProducerIdResponse {
  return { api: 'InitProducerId', kind: 'response', correlationId, error, producerId, producerEpoch: producerId < 0 ? -1 : 0 };
}

/** With producer id 7; its next request has correlation id 2. */
function ready(texts: Texts = {}, era: EraId = '3.9'): Producer {
  return booted(texts, era).answer(initialised(1, 7));
}

function send(value: string, partition = 0): KafkaEvent {
  return { type: 'Send', topic: 'orders', key: null, value, acks: null, partition } as KafkaEvent;
}

function produced(correlationId: number, error: ErrorName = 'NONE', baseOffset = 0, partition = 'orders-0'): ProduceResponse {
  return { api: 'Produce', kind: 'response', correlationId, partitions: [{ partition, error, baseOffset }] };
}

/** What the last event sent, as `value epoch/sequence`. */
function sentBatches(producer: Producer): readonly string[] {
  return producer.sent('Produce').flatMap(({ message }) => message.partitions.map(({ records, producerEpoch, baseSequence }) => `${records[0]?.value} ${producerEpoch}/${baseSequence}`));
}

describe('the producer id', () => {
  test('is asked for as soon as a broker is known, and nothing is sent before it is there', () => {
    const producer = booted();
    expect(producer.only('InitProducerId').to).toBe('broker-1');
    expect(producer.get(send('a')).sent('Produce')).toEqual([]);
    producer.answer(initialised(1, 7));
    expect(producer.facts('ProducerIdAssigned')).toMatchObject([{ producerId: 7, producerEpoch: 0, brokerId: 1 }]);
    expect(producer.only('Produce').message.partitions).toMatchObject([{ producerId: 7, producerEpoch: 0, baseSequence: 0, isTransactional: false }]);
  });

  test('is asked for again after retry.backoff.ms when the broker has none at hand', () => {
    const producer = booted().answer(initialised(1, -1, 'COORDINATOR_LOAD_IN_PROGRESS'));
    expect(producer.timers.get('backoff')?.afterMs).toBe(100);
    expect(producer.fire('backoff').only('InitProducerId').message.correlationId).toBe(2);
  });

  test('is asked of another broker when the connection breaks', () => {
    const producer = booted().disconnected(1);
    for (let round = 0; round < 3 && producer.sent('InitProducerId').length === 0; round += 1) producer.fire('backoff');
    expect(producer.only('InitProducerId').to).not.toBe('broker-1');
  });

  test('belongs to the process: the next one asks for another', () => {
    const producer = ready().get({ type: 'Halt', how: 'killed' } as KafkaEvent);
    expect(producer.context.idempotence).toMatchObject({ producerId: -1, partitions: {} });
    producer.get({ type: 'Boot' }).answer(metadataAnswer(0, { 'orders-0': 1 }));
    expect(producer.sent('InitProducerId')).toHaveLength(1);
  });
});

describe('sequences', () => {
  test('count each partition from 0', () => {
    const producer = ready();
    expect([['a', 0], ['b', 1], ['c', 0]].map(([value, partition]) => sentBatches(producer.get(send(String(value), Number(partition)))))).toEqual([['a 0/0'], ['b 0/0'], ['c 0/1']]);
  });

  test('stay with a batch that is sent again', () => {
    const producer = ready().get(send('a')).answer(produced(2, 'NOT_ENOUGH_REPLICAS'));
    expect(sentBatches(producer.fire('backoff'))).toEqual(['a 0/0']);
  });

  test('a record with acks of its own has none, as another producer’s', () => {
    const producer = ready().get({ ...send('a'), acks: 1 } as KafkaEvent);
    expect(producer.only('Produce').message.partitions[0]).toMatchObject({ producerId: -1, baseSequence: -1 });
    expect(sentBatches(producer.get(send('b')))).toEqual(['b 0/0']);
  });

  test('keep the order: batches that are sent again go one by one, the oldest first', () => {
    const producer = ready().get(send('a'), 500).get(send('b')).get(send('c')).disconnected(1);
    producer.answer(metadataAnswer(producer.only('Metadata').message.correlationId, { 'orders-0': 2 }, { leaderEpoch: 1 }));
    while (producer.sent('Produce').length === 0) producer.fire('backoff');
    expect(sentBatches(producer)).toEqual(['a 0/0']);
    const next = (offset: number) => sentBatches(producer.answer(produced(producer.context.nextCorrelationId - 1, 'NONE', offset)));
    expect([next(0), next(1)]).toEqual([['b 0/1'], ['c 0/2']]);
  });

  test('what waits behind an earlier batch may answer OUT_OF_ORDER_SEQUENCE_NUMBER, and is only sent again', () => {
    const producer = ready().get(send('a')).get(send('b')).answer(produced(2, 'NOT_ENOUGH_REPLICAS')).answer(produced(3, 'OUT_OF_ORDER_SEQUENCE_NUMBER'));
    expect(producer.facts('SendRetried')).toMatchObject([{ error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }]);
    expect(producer.context.queue.map((batch) => batch.records[0]?.value)).toEqual(['a', 'b']);
    expect(producer.facts('ProducerEpochRaised')).toEqual([]);
  });

  test('are given back by a batch whose connection was refused', () => {
    const producer = ready().get(send('a', 1)).disconnected(2, true);
    expect(producer.context.queue).toMatchObject([{ attempts: 0, baseSequence: -1 }]);
    expect(producer.context.idempotence?.partitions['orders-1']).toMatchObject({ nextSequence: 0 });
  });
});

describe('a gap that nothing fills', () => {
  test('makes the producer raise its epoch and count what is left from 0', () => {
    const producer = ready().get(send('a')).get(send('b')).answer(produced(2, 'NONE', 0)).answer(produced(3, 'OUT_OF_ORDER_SEQUENCE_NUMBER'));
    expect(producer.facts('ProducerEpochRaised')).toMatchObject([{ producerId: 7, producerEpoch: 1, partitions: ['orders-0'] }]);
    expect(sentBatches(producer.fire('backoff'))).toEqual(['b 1/0']);
  });

  test('leaves other partitions at their epoch until nothing of them is under way', () => {
    const producer = ready().get(send('x', 1)).get(send('a')).answer(produced(3, 'UNKNOWN_PRODUCER_ID'));
    expect(producer.facts('ProducerEpochRaised')).toMatchObject([{ partitions: ['orders-0'] }]);
    expect(sentBatches(producer.get(send('y', 1)))).toEqual([]);
    expect(sentBatches(producer.answer(produced(2, 'NONE', 0, 'orders-1')))).toEqual(['y 1/0']);
  });

  test('is settled when a batch that was given up turns out to be there', () => {
    const producer = ready({ 'delivery.timeout.ms': '31000' }).get(send('a')).answer(produced(2, 'REQUEST_TIMED_OUT')).fire('backoff').fire('delivery-1');
    expect(producer.facts('SendFailed')).toMatchObject([{ reason: 'delivery-timeout' }]);
    expect(producer.facts('ProducerEpochRaised')).toMatchObject([{ producerEpoch: 1, partitions: ['orders-0'] }]);
    expect(sentBatches(producer.get(send('b')))).toEqual(['b 1/0']);
  });

  test('before KIP-360 it is the end of the producer id', () => {
    const producer = ready({ acks: 'all' }, '2.1').get(send('a')).get(send('b')).answer(produced(2, 'NONE', 0)).answer(produced(3, 'OUT_OF_ORDER_SEQUENCE_NUMBER'));
    expect(producer.facts('SendFailed')).toMatchObject([{ error: 'OUT_OF_ORDER_SEQUENCE_NUMBER', reason: 'not-retriable' }]);
    expect(producer.sent('InitProducerId')).toHaveLength(1);
  });
});

describe('enable.idempotence', () => {
  const idempotent = (era: EraId, texts: Texts = {}) => producerConfig(eraOf(era), texts).enableIdempotence;

  test('is on by default from 3.0, and gives way silently to what contradicts it', () => {
    expect([idempotent('2.8'), idempotent('3.9'), idempotent('4.1')]).toEqual([false, true, true]);
    expect([{ acks: '1' }, { retries: '0' }, { 'max.in.flight.requests.per.connection': '6' }].map((texts) => idempotent('3.9', texts as unknown as Texts))).toEqual([false, false, false]);
  });

  test.each([
    [{ acks: '1' }, 'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'],
    [{ retries: '0' }, 'Must set retries to non-zero when using the idempotent producer.'],
    [{ 'max.in.flight.requests.per.connection': '6' }, 'Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.'],
  ])('set explicitly it refuses %o', (texts, message) => {
    expect(() => idempotent('3.9', { 'enable.idempotence': 'true', ...(texts as unknown as Texts) })).toThrow(message);
  });

  test('set explicitly where it is not the default it brings acks=all and its own limits', () => {
    expect(producerConfig(eraOf('2.8'), { 'enable.idempotence': 'true' })).toMatchObject({ acks: -1, maxInFlightRequestsPerConnection: 5, retries: 2147483647 });
    expect(producerConfig(eraOf('0.11'), { 'enable.idempotence': 'true' })).toMatchObject({ acks: -1, maxInFlightRequestsPerConnection: 1, retries: 2147483647 });
    expect(() => idempotent('0.11', { 'enable.idempotence': 'true', 'max.in.flight.requests.per.connection': '2' })).toThrow('Must set max.in.flight.requests.per.connection to 1');
  });
});
