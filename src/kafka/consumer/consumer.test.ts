import { describe, expect, test } from 'vitest';
import { ClientPuppet, metadataAnswer } from '../client/testing.ts';
import { eraOf } from '../era/era.ts';
import type { EraId } from '../era/era.ts';
import type { KafkaEvent } from '../actor.ts';
import { recordBatch } from '../log/batch.ts';
import type { RecordBatch } from '../log/record.ts';
import type { FetchResponse, ListOffsetsResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { consumerConfig } from './config.ts';
import { consumerMachine } from './machine.ts';
import { positionOutOfRange } from './positions.ts';
import type { ConsumerContext } from './types.ts';

type Consumer = ClientPuppet<ConsumerContext>;

function newConsumer(texts: Record<string, string> = {}, era: EraId = '3.9'): Consumer {
  const config = consumerConfig(eraOf(era), { 'auto.offset.reset': 'earliest', ...texts });
  return new ClientPuppet<ConsumerContext>(consumerMachine, { clientId: 'consumer-1', bootstrap: [1, 2, 3], topics: ['orders'], config }, era);
}

/** A started consumer that knows the leaders; its next request is ListOffsets. */
function located(texts: Record<string, string> = {}, leaders: Record<string, number> = { 'orders-0': 1 }, era: EraId = '3.9'): Consumer {
  return newConsumer(texts, era).get({ type: 'Boot' }).get({ type: 'Start' }).answer(metadataAnswer(0, leaders, { leaderEpoch: 4 }));
}

/** A consumer whose first Fetch (correlation id 2) was just sent, from offset 0. */
function fetching(texts: Record<string, string> = {}): Consumer {
  return located(texts).answer(offsets(1, 0), 500);
}

function offsets(correlationId: number, offset: number, error: ErrorName = 'NONE', partition = 'orders-0'): ListOffsetsResponse {
  return { api: 'ListOffsets', kind: 'response', correlationId, partitions: [{ partition, error, offset, leaderEpoch: 4 }] };
}

function fetched(correlationId: number, batches: readonly RecordBatch[] = [], error: ErrorName = 'NONE', partition = 'orders-0'): FetchResponse {
  return { api: 'Fetch', kind: 'response', correlationId, partitions: [{ partition, error, highWatermark: 10, logStartOffset: 0, batches }] };
}

function batch(baseOffset: number, ...values: readonly string[]): RecordBatch {
  return recordBatch(baseOffset, 4, values.map((value) => ({ id: value, key: null, value, timestampMs: 0 })));
}

describe('starting', () => {
  test('a booted consumer asks nothing before it is started', () => {
    const consumer = newConsumer().get({ type: 'Boot' });
    expect(consumer.state).toBe('stopped');
    expect(consumer.done).toEqual([]);
    consumer.get({ type: 'Start' });
    expect(consumer.state).toEqual({ running: 'bootstrapping' });
    expect(consumer.facts('ConsumerStarted')).toHaveLength(1);
    expect(consumer.only('Metadata').to).toBe('broker-1');
  });

  test('with metadata it is assigned all partitions of its topics', () => {
    const consumer = located({}, { 'orders-0': 1, 'orders-1': 2, 'orders-2': -1 });
    expect(consumer.state).toEqual({ running: 'fetching' });
    expect(consumer.context.positions).toEqual({ 'orders-0': null, 'orders-1': null, 'orders-2': null });
    expect(consumer.sent('ListOffsets').map(({ to }) => to)).toEqual(['broker-1', 'broker-2']);
  });

  test('an unknown position is asked for and becomes the first offset fetched', () => {
    const consumer = located();
    expect(consumer.only('ListOffsets')).toMatchObject({ to: 'broker-1', message: { replicaId: -1, partitions: [{ partition: 'orders-0', timestamp: 'earliest', currentLeaderEpoch: 4 }] } });
    consumer.answer(offsets(1, 3));
    expect(consumer.facts('OffsetReset')).toMatchObject([{ policy: 'earliest', to: 3, partition: 'orders-0' }]);
    expect(consumer.facts('EndOffsetListed')).toEqual([]);
    expect(consumer.only('Fetch').message.partitions).toMatchObject([{ partition: 'orders-0', fetchOffset: 3 }]);
  });

  test('auto.offset.reset=latest begins at the listed end offset and reports it', () => {
    const consumer = located({ 'auto.offset.reset': 'latest' });
    expect(consumer.only('ListOffsets').message.partitions[0]?.timestamp).toBe('latest');
    expect(consumer.answer(offsets(1, 9)).facts('EndOffsetListed')).toMatchObject([{ client: 'consumer-1', offset: 9, leaderEpoch: 4 }]);
    expect(consumer.context.positions).toEqual({ 'orders-0': 9 });
  });

  test('auto.offset.reset=none chooses no position', () => {
    const consumer = located({ 'auto.offset.reset': 'none' });
    expect(consumer.facts('OffsetReset')).toMatchObject([{ policy: 'none', to: -1 }]);
    expect(consumer.sent('ListOffsets')).toEqual([]);
    expect(consumer.fire('metadata-expiry').facts('OffsetReset')).toEqual([]);
  });

  test('an offset that cannot be listed yet is asked for again after retry.backoff.ms', () => {
    const consumer = located().answer(offsets(1, -1, 'OFFSET_NOT_AVAILABLE'));
    const failedAtMs = consumer.nowMs;
    expect(consumer.sent('ListOffsets')).toEqual([]);
    for (let round = 0; round < 3 && consumer.sent('ListOffsets').length === 0; round += 1) consumer.fire('backoff');
    expect(consumer.sent('ListOffsets')).toHaveLength(1);
    expect(consumer.nowMs).toBe(failedAtMs + 100);
  });
});

describe('fetching', () => {
  test('a Fetch says how long the broker may keep it and which epoch it believes in', () => {
    expect(fetching({ 'fetch.max.wait.ms': '250', 'fetch.min.bytes': '7' }).only('Fetch').message).toMatchObject({
      replicaId: -1, replicaEpoch: -1, maxWaitMs: 250, minBytes: 7, partitions: [{ currentLeaderEpoch: 4, lastFetchedEpoch: null, maxBytes: 1048576 }],
    });
  });

  test('before KIP-320 no epoch is sent', () => {
    const consumer = located({}, { 'orders-0': 1 }, '0.11');
    expect(consumer.only('ListOffsets').message.partitions[0]?.currentLeaderEpoch).toBe(-1);
    expect(consumer.answer(offsets(1, 0)).only('Fetch').message.partitions[0]?.currentLeaderEpoch).toBe(-1);
  });

  test('records are delivered, and the next Fetch goes on behind them', () => {
    const consumer = fetching().answer(fetched(2, [batch(0, 'a', 'b'), batch(2, 'c')]));
    const [fact] = consumer.facts('RecordsDelivered');
    expect(fact).toMatchObject({ consumer: 'consumer-1', partition: 'orders-0', position: 3, brokerId: 1 });
    expect(fact?.records.map(({ offset, value, leaderEpoch }) => [offset, value, leaderEpoch])).toEqual([[0, 'a', 4], [1, 'b', 4], [2, 'c', 4]]);
    expect(consumer.only('Fetch').message.partitions[0]?.fetchOffset).toBe(3);
    expect(consumer.context.delivered['orders-0']?.map(({ value }) => value)).toEqual(['a', 'b', 'c']);
  });

  test('records of a batch below the position are not delivered', () => {
    const consumer = located().answer(offsets(1, 1)).answer(fetched(2, [batch(0, 'a', 'b', 'c')]));
    expect(consumer.facts('RecordsDelivered')[0]?.records.map(({ value }) => value)).toEqual(['b', 'c']);
    expect(consumer.context.positions).toEqual({ 'orders-0': 3 });
  });

  test('behind a batch from which the log cleaner has taken records the position is where the batch ended', () => {
    const compacted = { lastOffset: 4, offsets: [1], deleteHorizonMs: null, maxTimestampMs: 0 };
    const consumer = fetching().answer(fetched(2, [{ ...batch(0, 'b'), compacted }]));
    expect(consumer.facts('RecordsDelivered')[0]?.records.map(({ offset, value }) => [offset, value])).toEqual([[1, 'b']]);
    expect(consumer.context.positions).toEqual({ 'orders-0': 5 });
  });

  test('after an empty answer the next Fetch is routine, after records it is not', () => {
    const consumer = fetching();
    expect(consumer.only('Fetch').routine).toBe(false);
    expect(consumer.answer(fetched(2)).only('Fetch').routine).toBe(true);
    expect(consumer.timers.get('request-3')?.routine).toBe(true);
    expect(consumer.answer(fetched(3)).only('Fetch').routine).toBe(true);
    expect(consumer.answer(fetched(4, [batch(0, 'a')])).only('Fetch').routine).toBe(false);
  });

  test('one Fetch a leader carries all its partitions', () => {
    const consumer = located({}, { 'orders-0': 1, 'orders-1': 2, 'orders-2': 1 });
    expect(consumer.sent('ListOffsets').map(({ message }) => message.partitions.map(({ partition }) => partition))).toEqual([['orders-0', 'orders-2'], ['orders-1']]);
    const both = { ...offsets(1, 0), partitions: ['orders-0', 'orders-2'].map((partition) => ({ partition, error: 'NONE' as const, offset: 0, leaderEpoch: 4 })) };
    expect(consumer.answer(both).only('Fetch')).toMatchObject({ to: 'broker-1', message: { partitions: [{ partition: 'orders-0' }, { partition: 'orders-2' }] } });
    expect(consumer.answer(offsets(2, 0, 'NONE', 'orders-1')).only('Fetch')).toMatchObject({ to: 'broker-2', message: { partitions: [{ partition: 'orders-1' }] } });
  });

  test('only the last hundred delivered records are kept', () => {
    const values = Array.from({ length: 120 }, (_, index) => `v${index}`);
    const kept = fetching().answer(fetched(2, [batch(0, ...values)])).context.delivered['orders-0'];
    expect(kept).toHaveLength(100);
    expect(kept?.[0]?.offset).toBe(20);
  });
});

describe('when a Fetch fails', () => {
  test('a position outside the log is reset by auto.offset.reset', () => {
    const consumer = fetching().answer(fetched(2, [], 'OFFSET_OUT_OF_RANGE'));
    expect(consumer.context.positions).toEqual({ 'orders-0': null });
    expect(consumer.only('ListOffsets').message.partitions[0]?.timestamp).toBe('earliest');
    expect(consumer.answer(offsets(3, 5)).facts('OffsetReset')).toMatchObject([{ policy: 'earliest', to: 5 }]);
  });

  test('with auto.offset.reset=none a position outside the log stays, is reported, and nothing more is fetched there', () => {
    const context = { ...fetching().context, config: consumerConfig(eraOf('3.9'), { 'auto.offset.reset': 'none' }), positions: { 'orders-0': 7 } };
    const decision = positionOutOfRange(context, 'orders-0', 7);
    expect(decision.context).toMatchObject({ positions: { 'orders-0': 7 }, stuck: ['orders-0'] });
    expect(decision.effects).toMatchObject([{ type: 'report', fact: { type: 'PositionOutOfRange', policy: 'none', position: 7 } }]);
  });

  test.each(['NOT_LEADER_OR_FOLLOWER', 'FENCED_LEADER_EPOCH', 'UNKNOWN_LEADER_EPOCH', 'UNKNOWN_TOPIC_OR_PARTITION'] as const)(
    '%s makes it ask for metadata and go on with the new leader',
    (error) => {
      const consumer = fetching().answer(fetched(2, [], error));
      expect(consumer.sent('Fetch')).toEqual([]);
      const { correlationId } = consumer.only('Metadata').message;
      consumer.answer(metadataAnswer(correlationId, { 'orders-0': 2 }, { leaderEpoch: 5 }));
      expect(consumer.fire('backoff').only('Fetch')).toMatchObject({ to: 'broker-2', message: { partitions: [{ fetchOffset: 0, currentLeaderEpoch: 5 }] } });
    },
  );

  test('while a partition has no leader it keeps asking for metadata, as everyday traffic', () => {
    const consumer = fetching().answer(fetched(2, [], 'NOT_LEADER_OR_FOLLOWER')).answer(metadataAnswer(3, { 'orders-0': -1 }, { leaderEpoch: 5 }));
    expect(consumer.timers.get('backoff')?.routine).toBe(true);
    expect(consumer.fire('backoff').only('Metadata').routine).toBe(true);
  });

  test('a broken connection makes it ask for metadata and fetch again', () => {
    const consumer = fetching().disconnected(1);
    expect(consumer.facts('ClientDisconnected')).toMatchObject([{ client: 'consumer-1', brokerId: 1, refused: false }]);
    expect(consumer.only('Metadata').to).toBe('broker-2');
    expect(consumer.context.inFlight).toEqual({});
    expect(consumer.answer(metadataAnswer(3, { 'orders-0': 2 }, { leaderEpoch: 5 })).only('Fetch').to).toBe('broker-2');
  });

  test('a leader that comes back is tried again after reconnect.backoff.ms', () => {
    const consumer = fetching().disconnected(1);
    const lostAtMs = consumer.nowMs;
    expect(consumer.fire('backoff').only('Fetch').to).toBe('broker-1');
    expect(consumer.nowMs).toBe(lostAtMs + 50);
  });

  test('without an answer within request.timeout.ms the connection is closed', () => {
    const consumer = fetching({ 'request.timeout.ms': '2000' }).fire('request-2');
    expect(consumer.done).toContainEqual({ type: 'disconnect', peer: 'broker-1' });
    expect(consumer.fire('backoff').sent('Fetch')).toHaveLength(1);
  });

  test('an answer to a request it gave up changes nothing', () => {
    const consumer = fetching().disconnected(1);
    const before = consumer.context.positions;
    expect(consumer.answer(fetched(2, [batch(0, 'a')])).facts('RecordsDelivered')).toEqual([]);
    expect(consumer.context.positions).toBe(before);
  });
});

describe('stopping', () => {
  test('a stopped consumer closes its connections and disarms its timers', () => {
    const consumer = fetching().get({ type: 'Stop' });
    expect(consumer.state).toBe('stopped');
    expect(consumer.facts('ConsumerStopped')).toHaveLength(1);
    expect(consumer.done).toContainEqual({ type: 'disconnect', peer: 'broker-1' });
    expect([...consumer.timers.keys()]).toEqual([]);
  });

  test('started again, it goes on where it was', () => {
    const consumer = fetching().answer(fetched(2, [batch(0, 'a', 'b')])).get({ type: 'Stop' }).get({ type: 'Start' });
    const { correlationId } = consumer.only('Metadata').message;
    expect(consumer.answer(metadataAnswer(correlationId, { 'orders-0': 1 })).only('Fetch').message.partitions[0]?.fetchOffset).toBe(2);
  });

  test('the end of its process takes the positions with it', () => {
    const consumer = fetching().answer(fetched(2, [batch(0, 'a')])).get({ type: 'Halt', how: 'killed' } as KafkaEvent);
    expect(consumer.state).toBe('stopped');
    expect(consumer.context).toMatchObject({ positions: {}, delivered: {}, metadata: null });
  });
});

describe('settings', () => {
  test('defaults come from the era', () => {
    expect(consumerConfig(eraOf('3.9'), {})).toMatchObject({ autoOffsetReset: 'latest', fetchMaxWaitMs: 500, fetchMinBytes: 1, retryBackoffMaxMs: 1000 });
  });

  test.each([[{ 'auto.offset.reset': 'middle' }, 'auto.offset.reset'], [{ 'fetch.max.wait.ms': '-1' }, 'fetch.max.wait.ms'], [{ acks: '1' }, 'acks']])(
    '%o is refused by name',
    (texts, name) => {
      expect(() => consumerConfig(eraOf('3.9'), texts as unknown as Record<string, string>)).toThrow(RangeError);
      expect(() => consumerConfig(eraOf('3.9'), texts as unknown as Record<string, string>)).toThrow(name);
    },
  );
});
