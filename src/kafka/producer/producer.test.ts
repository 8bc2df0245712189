import { describe, expect, test } from 'vitest';
import { ClientPuppet, metadataAnswer } from '../client/testing.ts';
import { eraOf } from '../era/era.ts';
import type { EraId } from '../era/era.ts';
import type { KafkaEvent } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ProduceResponse } from '../messages.ts';
import { partitionForKey } from '../names/murmur2.ts';
import { producerConfig } from './config.ts';
import { producerMachine } from './machine.ts';
import type { ProducerContext, SendEvent } from './types.ts';

type Producer = ClientPuppet<ProducerContext>;

/** Without idempotence, which has tests of its own. */
function newProducer(texts: Record<string, string> = {}, era: EraId = '3.9', bootstrap: readonly number[] = [1, 2, 3]): Producer {
  const config = producerConfig(eraOf(era), { 'enable.idempotence': 'false', ...texts });
  return new ClientPuppet<ProducerContext>(producerMachine, { clientId: 'producer-1', bootstrap, topics: ['orders'], config }, era);
}

/** A producer that knows the leaders. */
function ready(texts: Record<string, string> = {}, leaders: Record<string, number> = { 'orders-0': 1 }, era: EraId = '3.9'): Producer {
  const producer = newProducer(texts, era).get({ type: 'Boot' });
  return producer.answer(metadataAnswer(0, leaders));
}

function send(value: string, more: Partial<SendEvent> = {}): KafkaEvent {
  const event: SendEvent = { type: 'Send', topic: 'orders', key: null, value, acks: null, partition: null, ...more };
  return event;
}

function produced(correlationId: number, error: ErrorName = 'NONE', baseOffset = 0, partition = 'orders-0'): ProduceResponse {
  return { api: 'Produce', kind: 'response', correlationId, partitions: [{ partition, error, baseOffset }] };
}

const valuesOf = (producer: Producer) => producer.sent('Produce').map(({ message }) => message.partitions[0]?.records[0]?.value);

/** Lets backoffs pass until a Produce request goes out. */
function untilProduce(producer: Producer): Producer {
  for (let round = 0; round < 5 && producer.sent('Produce').length === 0; round += 1) producer.fire('backoff');
  return producer;
}

describe('finding the leaders', () => {
  test('a producer that boots asks the first bootstrap broker for metadata', () => {
    const producer = newProducer().get({ type: 'Boot' });
    expect(producer.state).toBe('running');
    expect(producer.only('Metadata')).toMatchObject({ to: 'broker-1', message: { topics: ['orders'] } });
  });

  test('a bootstrap broker that refuses is followed by the next one after reconnect.backoff.ms', () => {
    const producer = newProducer({ 'reconnect.backoff.ms': '70' }).get({ type: 'Boot' }).disconnected(1, true);
    expect(producer.sent('Metadata')).toEqual([]);
    expect(producer.facts('ClientDisconnected')).toMatchObject([{ brokerId: 1, refused: true }]);
    expect(producer.timers.get('backoff')?.afterMs).toBe(70);
    expect(producer.fire('backoff').only('Metadata').to).toBe('broker-2');
    expect(producer.disconnected(2, true).fire('backoff').only('Metadata').to).toBe('broker-3');
  });

  test('the leaders are reported when they change, and only then', () => {
    const producer = ready();
    expect(producer.facts('ClientMetadataUpdated')).toMatchObject([{ client: 'producer-1', leaders: { 'orders-0': 1 } }]);
    expect(producer.fire('metadata-expiry').only('Metadata').routine).toBe(true);
    expect(producer.answer(metadataAnswer(1, { 'orders-0': 1 })).facts('ClientMetadataUpdated')).toEqual([]);
    producer.fire('metadata-expiry').answer(metadataAnswer(2, { 'orders-0': 2 }, { leaderEpoch: 1 }));
    expect(producer.facts('ClientMetadataUpdated')).toMatchObject([{ leaders: { 'orders-0': 2 } }]);
  });

  test('a partition without a leader makes it ask again after retry.backoff.ms, longer each time up to retry.backoff.max.ms', () => {
    const producer = newProducer({ 'retry.backoff.max.ms': '250' }).get({ type: 'Boot' });
    const waits = [0, 1, 2].map((correlationId) => {
      producer.answer(metadataAnswer(correlationId, { 'orders-0': -1 }));
      const waitMs = producer.timers.get('backoff')?.afterMs;
      expect(producer.fire('backoff').only('Metadata').message.correlationId).toBe(correlationId + 1);
      return waitMs;
    });
    expect(waits).toEqual([100, 200, 250]);
  });

  test('an unknown topic is asked for again', () => {
    const producer = newProducer().get({ type: 'Boot' });
    producer.answer({ ...metadataAnswer(0, {}), topics: [{ error: 'UNKNOWN_TOPIC_OR_PARTITION', topic: 'orders', partitions: [] }] });
    expect(producer.fire('backoff').sent('Metadata')).toHaveLength(1);
  });

  test('an answer with an earlier leader epoch does not bring the old leader back', () => {
    const producer = newProducer().get({ type: 'Boot' }).answer(metadataAnswer(0, { 'orders-0': 2 }, { leaderEpoch: 5 }));
    producer.fire('metadata-expiry').answer(metadataAnswer(1, { 'orders-0': 1 }, { leaderEpoch: 4 }));
    expect(producer.context.metadata?.partitions['orders-0']).toEqual({ leader: 2, leaderEpoch: 5 });
  });

  test('metadata that nobody answers is asked of another broker after request.timeout.ms', () => {
    const producer = newProducer({ 'request.timeout.ms': '500' }).get({ type: 'Boot' }).fire('request-0');
    expect(producer.nowMs).toBe(501);
    expect(producer.done).toContainEqual({ type: 'disconnect', peer: 'broker-1' });
    expect(producer.fire('backoff').only('Metadata').to).toBe('broker-2');
  });
});

describe('choosing a partition', () => {
  const three = { 'orders-0': 1, 'orders-1': 2, 'orders-2': 3 };
  const partitionOf = (producer: Producer) => producer.only('Produce').message.partitions[0]?.partition;

  test('the partition asked for is taken', () => {
    expect(partitionOf(ready({}, three).get(send('a', { partition: 2, key: 'k' })))).toBe('orders-2');
  });

  test('a key goes where its hash says, also when that partition has no leader', () => {
    const key = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].find((one) => partitionForKey(one, 3) === 1) ?? '';
    expect(partitionOf(ready({}, three).get(send('v', { key })))).toBe('orders-1');
    const waiting = ready({}, { ...three, 'orders-1': -1 }).get(send('v', { key }));
    expect(waiting.context.queue.map((batch) => batch.partition)).toEqual(['orders-1']);
  });

  test('the uniform partitioner stays until the partition was given batch.size bytes', () => {
    const producer = ready({ 'batch.size': '100' }, three);
    producer.draws = [1, 2];
    expect(['a', 'b', 'c'].map((value) => partitionOf(producer.get(send(value))))).toEqual(['orders-1', 'orders-1', 'orders-2']);
  });

  test('the sticky partitioner takes another partition for each batch, and a record is a batch', () => {
    const producer = ready({}, three, '2.8');
    expect(['a', 'b', 'c'].map((value) => partitionOf(producer.get(send(value))))).toEqual(['orders-0', 'orders-1', 'orders-0']);
  });

  test('round-robin takes partitions with a leader in turn', () => {
    const producer = ready({}, { ...three, 'orders-1': -1 }, '2.1');
    expect(['a', 'b', 'c'].map((value) => partitionOf(producer.get(send(value))))).toEqual(['orders-0', 'orders-2', 'orders-0']);
  });

  test('a record of an unknown topic waits for its metadata', () => {
    const producer = ready().get(send('a', { topic: 'new' }));
    expect(producer.sent('Produce')).toEqual([]);
    producer.fire('backoff');
    expect(producer.only('Metadata').message.topics).toEqual(['orders', 'new']);
    expect(producer.answer(metadataAnswer(1, { 'orders-0': 1, 'new-0': 2 })).only('Produce')).toMatchObject({ to: 'broker-2' });
  });
});

describe('sending', () => {
  test('a record goes to the leader, and its answer acknowledges it with its offset', () => {
    const producer = ready({ acks: '1' }, { 'orders-0': 2 }).get(send('a', { key: 'k' }));
    expect(producer.only('Produce')).toMatchObject({ to: 'broker-2', message: { acks: 1, timeoutMs: 30_000 } });
    expect(producer.facts('RecordSent')).toMatchObject([{ recordId: 'producer-1:1', attempt: 1, brokerId: 2, acks: 1, value: 'a' }]);
    producer.answer(produced(1, 'NONE', 7));
    expect(producer.facts('RecordAcknowledged')).toMatchObject([{ recordId: 'producer-1:1', offset: 7, acks: 1, brokerId: 2, value: 'a' }]);
    expect(producer.context.counts).toEqual({ sent: 1, acknowledged: 1, failed: 0 });
    expect([...producer.timers.keys()]).toEqual(['metadata-expiry']);
  });

  test('acks of a record override the configured ones', () => {
    expect(ready().get(send('a')).only('Produce').message.acks).toBe(-1);
    expect(ready().get(send('a', { acks: 1 })).only('Produce').message.acks).toBe(1);
  });

  test('with acks=0 a record counts as sent when it is written, without an offset', () => {
    const producer = ready().get(send('a', { acks: 0 }));
    expect(producer.only('Produce').message.acks).toBe(0);
    expect(producer.facts('RecordAcknowledged')).toMatchObject([{ acks: 0, offset: -1 }]);
    expect(producer.context.inFlight).toEqual({});
    expect([...producer.timers.keys()]).toEqual(['metadata-expiry']);
  });

  test('with acks=0 nothing is written before the connection is open', () => {
    const producer = ready({}, { 'orders-0': 2 }).get(send('a', { acks: 0 }));
    expect(producer.sent('Produce')).toEqual([]);
    expect(producer.only('Metadata').to).toBe('broker-2');
    expect(producer.answer(metadataAnswer(1, { 'orders-0': 2 })).only('Produce').to).toBe('broker-2');
  });

  test('no more than max.in.flight.requests.per.connection requests wait for one broker', () => {
    const producer = ready({ 'max.in.flight.requests.per.connection': '2' });
    const sent = ['a', 'b', 'c'].map((value) => producer.get(send(value)).sent('Produce').length);
    expect(sent).toEqual([1, 1, 0]);
    expect(valuesOf(producer.answer(produced(1)))).toEqual(['c']);
  });

  test('one request carries one batch of each partition of its leader', () => {
    const producer = newProducer().get({ type: 'Boot' });
    for (const [value, partition] of [['a', 0], ['b', 1], ['c', 1]] as const) producer.get(send(value, { partition }));
    producer.answer(metadataAnswer(0, { 'orders-0': 1, 'orders-1': 1 }));
    expect(producer.sent('Produce').map(({ message }) => message.partitions.map(({ records }) => records.map(({ value }) => value)))).toEqual([[['a'], ['b']], [['c']]]);
  });
});

describe('when an attempt fails', () => {
  test('a retriable error is retried after a backoff that doubles, up to retry.backoff.max.ms', () => {
    const producer = ready().get(send('a'));
    const waits = [1, 2, 3, 4, 5].map((correlationId) => {
      producer.answer(produced(correlationId, 'NOT_ENOUGH_REPLICAS'));
      const [fact] = producer.facts('SendRetried');
      expect(fact).toMatchObject({ error: 'NOT_ENOUGH_REPLICAS', recordIds: ['producer-1:1'], correlationId });
      producer.fire('backoff');
      expect(producer.facts('RecordSent')).toMatchObject([{ attempt: correlationId + 1 }]);
      return fact?.inMs;
    });
    expect(waits).toEqual([100, 200, 400, 800, 1000]);
  });

  test('backoffs do not grow in eras before KIP-580', () => {
    const producer = ready({}, { 'orders-0': 1 }, '2.8').get(send('a'));
    const waits = [1, 2, 3].map((correlationId) => {
      producer.answer(produced(correlationId, 'NOT_ENOUGH_REPLICAS'));
      const inMs = producer.facts('SendRetried')[0]?.inMs;
      producer.fire('backoff');
      return inMs;
    });
    expect(waits).toEqual([100, 100, 100]);
  });

  test('Kafka counts the attempts that are left', () => {
    const producer = ready().get(send('a')).answer(produced(1, 'NOT_ENOUGH_REPLICAS'));
    expect(producer.facts('SendRetried')).toMatchObject([{ attemptsLeft: 2147483646 }]);
  });

  test('a stale leader makes the producer ask for metadata and send to the new one', () => {
    const producer = ready().get(send('a'), 500).answer(produced(1, 'NOT_LEADER_OR_FOLLOWER'));
    producer.answer(metadataAnswer(producer.only('Metadata').message.correlationId, { 'orders-0': 3 }, { leaderEpoch: 1 }));
    expect(untilProduce(producer).only('Produce').to).toBe('broker-3');
  });

  test('an error that no retry helps fails the record at once', () => {
    const producer = ready().get(send('a')).answer(produced(1, 'MESSAGE_TOO_LARGE'));
    expect(producer.facts('SendFailed')).toMatchObject([{ error: 'MESSAGE_TOO_LARGE', reason: 'not-retriable', recordIds: ['producer-1:1'] }]);
    expect(producer.context.counts.failed).toBe(1);
  });

  test('when retries are used up the record fails with the last error', () => {
    const producer = ready({ retries: '1' }).get(send('a')).answer(produced(1, 'NOT_ENOUGH_REPLICAS')).fire('backoff');
    expect(producer.answer(produced(2, 'NOT_ENOUGH_REPLICAS')).facts('SendFailed')).toMatchObject([{ error: 'NOT_ENOUGH_REPLICAS', reason: 'retries-exhausted' }]);
  });

  test('a retried batch goes before the ones that were not sent yet', () => {
    const producer = ready({ 'max.in.flight.requests.per.connection': '1' }).get(send('a')).get(send('b'));
    producer.answer(produced(1, 'NOT_ENOUGH_REPLICAS'));
    expect(producer.sent('Produce')).toEqual([]);
    expect(valuesOf(producer.fire('backoff'))).toEqual(['a']);
    expect(valuesOf(producer.answer(produced(2)))).toEqual(['b']);
  });

  test('with several requests in flight a later record can overtake a retried one', () => {
    const producer = ready().get(send('a')).get(send('b')).answer(produced(1, 'NOT_ENOUGH_REPLICAS'));
    expect(producer.answer(produced(2, 'NONE', 0)).facts('RecordAcknowledged')).toMatchObject([{ value: 'b', offset: 0 }]);
    producer.fire('backoff');
    expect(producer.answer(produced(3, 'NONE', 1)).facts('RecordAcknowledged')).toMatchObject([{ value: 'a', offset: 1 }]);
  });

  test('a broken connection fails all that was in flight on it, and it is sent again', () => {
    const producer = ready().get(send('a'), 500).get(send('b')).disconnected(1);
    expect(producer.facts('ClientDisconnected')).toMatchObject([{ client: 'producer-1', brokerId: 1, refused: false }]);
    expect(producer.facts('SendRetried').map((fact) => [fact.error, fact.recordIds])).toEqual([['NETWORK_EXCEPTION', ['producer-1:1']], ['NETWORK_EXCEPTION', ['producer-1:2']]]);
    expect(producer.context.inFlight).toEqual({});
    expect(producer.context.connectedTo).toEqual([]);
    expect(producer.only('Metadata').to).toBe('broker-2');
    producer.answer(metadataAnswer(3, { 'orders-0': 2 }, { leaderEpoch: 1 }));
    expect(valuesOf(untilProduce(producer))).toEqual(['b', 'a']);
  });

  test('a refused connection is no attempt: the record keeps its place and waits for reconnect.backoff.ms', () => {
    const producer = ready({ retries: '0' }, { 'orders-0': 2 }).get(send('a'), 500).disconnected(2, true);
    expect(producer.facts('SendFailed')).toEqual([]);
    expect(producer.context.queue).toMatchObject([{ attempts: 0, notBeforeMs: 0 }]);
    producer.answer(metadataAnswer(2, { 'orders-0': 3 }, { leaderEpoch: 1 }));
    expect(producer.only('Produce').to).toBe('broker-3');
  });

  test('a broker that refused gets no record before it answers again', () => {
    const producer = ready({}, { 'orders-0': 2 }).get(send('a'), 500).disconnected(2, true);
    producer.answer(metadataAnswer(producer.only('Metadata').message.correlationId, { 'orders-0': 2 }));
    expect(producer.sent('Produce')).toEqual([]);
    const probe = producer.fire('backoff').only('Metadata');
    expect(probe.to).toBe('broker-2');
    expect(producer.answer(metadataAnswer(probe.message.correlationId, { 'orders-0': 2 })).facts('RecordSent')).toMatchObject([{ attempt: 1, brokerId: 2 }]);
  });

  test('losing an idle connection also asks for metadata', () => {
    const producer = ready().get(send('a'), 500).answer(produced(1)).disconnected(1);
    expect(producer.sent('Metadata')).toHaveLength(1);
  });

  test('without an answer within request.timeout.ms the connection is closed and the record is sent again', () => {
    const producer = ready({ 'request.timeout.ms': '2000' }).get(send('a')).get(send('b')).fire('request-1');
    expect(producer.done).toContainEqual({ type: 'disconnect', peer: 'broker-1' });
    expect(producer.facts('SendRetried')).toHaveLength(2);
    expect(producer.timers.has('request-2')).toBe(false);
  });

  test.each([['2.8', 'NETWORK_EXCEPTION'], ['3.9', 'REQUEST_TIMED_OUT']] as const)('in %s such a record fails with %s, and metadata is asked for all the same', (era, error) => {
    const producer = ready({ retries: '0' }, undefined, era).get(send('a')).fire('request-1');
    expect(producer.facts('SendFailed')).toMatchObject([{ error, reason: 'retries-exhausted' }]);
    expect(producer.sent('Metadata').length).toBeGreaterThan(0);
  });

  test('after delivery.timeout.ms a queued record fails', () => {
    const producer = ready({ 'delivery.timeout.ms': '40000' }, { 'orders-0': -1 }).get(send('a')).fire('delivery-1');
    expect(producer.facts('SendFailed')).toMatchObject([{ error: 'REQUEST_TIMED_OUT', reason: 'delivery-timeout', partition: 'orders-0' }]);
    expect(producer.context.queue).toEqual([]);
    expect(producer.nowMs).toBe(40_003);
  });

  test('after delivery.timeout.ms a record in flight fails, and a late answer acknowledges nothing', () => {
    const producer = ready({ 'delivery.timeout.ms': '40000' }).get(send('a')).fire('delivery-1');
    expect(producer.facts('SendFailed')).toHaveLength(1);
    expect(producer.answer(produced(1)).facts('RecordAcknowledged')).toEqual([]);
    expect(producer.context.counts).toEqual({ sent: 1, acknowledged: 0, failed: 1 });
  });

  test('a record whose topic never appears fails under partition -1', () => {
    const producer = ready().get(send('a', { topic: 'nowhere' })).fire('delivery-1');
    expect(producer.facts('SendFailed')).toMatchObject([{ partition: 'nowhere--1', reason: 'delivery-timeout' }]);
  });

  test('a retriable error after delivery.timeout.ms is not retried', () => {
    const producer = ready({ 'delivery.timeout.ms': '40000' }).get(send('a')).answer(produced(1, 'NOT_ENOUGH_REPLICAS'), 50_000);
    expect(producer.facts('SendFailed')).toMatchObject([{ reason: 'delivery-timeout' }]);
  });

  test.each([[39_999, ['SendRetried']], [40_000, ['SendFailed']]] as const)('delivery.timeout.ms is over when it has passed to the millisecond: %d ms', (afterMs, expected) => {
    const asked = ready({ 'delivery.timeout.ms': '40000' }).get(send('a'));
    const producer = asked.answer(produced(1, 'NOT_ENOUGH_REPLICAS'), afterMs);
    expect([...producer.facts('SendRetried'), ...producer.facts('SendFailed')].map(({ type }) => type)).toEqual(expected);
  });
});

test('the end of the process loses what was not sent, but no record name is used twice', () => {
  const producer = ready({}, { 'orders-0': -1 }).get(send('a')).get({ type: 'Halt', how: 'killed' } as KafkaEvent);
  expect(producer.state).toBe('stopped');
  expect(producer.context).toMatchObject({ queue: [], metadata: null, connectedTo: [] });
  producer.get({ type: 'Boot' }).answer(metadataAnswer(0, { 'orders-0': 1 })).get(send('b'));
  expect(producer.facts('RecordSent')).toMatchObject([{ recordId: 'producer-1:2' }]);
});

describe('settings', () => {
  test('defaults come from the era', () => {
    expect(producerConfig(eraOf('3.9'), {})).toMatchObject({ acks: -1, retries: 2147483647, deliveryTimeoutMs: 120_000, maxInFlightRequestsPerConnection: 5, retryBackoffMaxMs: 1000 });
    expect(producerConfig(eraOf('2.8'), {})).toMatchObject({ acks: 1, retryBackoffMaxMs: 100 });
    expect(producerConfig(eraOf('0.11'), {})).toMatchObject({ retries: 0, deliveryTimeoutMs: null });
  });

  test.each([
    [{ acks: '2' }, 'acks'],
    [{ 'max.in.flight.requests.per.connection': '0' }, 'max.in.flight.requests.per.connection'],
    [{ retries: 'many' }, 'retries'],
    [{ 'no.such.setting': '1' }, 'no.such.setting'],
    [{ 'delivery.timeout.ms': '100' }, 'delivery.timeout.ms'],
  ])('%o is refused by name', (texts, name) => {
    expect(() => producerConfig(eraOf('3.9'), texts as unknown as Record<string, string>)).toThrow(RangeError);
    expect(() => producerConfig(eraOf('3.9'), texts as unknown as Record<string, string>)).toThrow(name);
  });

  test('a setting the era does not have yet is refused', () => {
    expect(() => producerConfig(eraOf('2.8'), { 'retry.backoff.max.ms': '500' })).toThrow("Kafka 2.8 has no producer configuration 'retry.backoff.max.ms'");
  });
});
