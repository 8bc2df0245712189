import { describe, expect, test } from 'vitest';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import { usualChoice } from '../world/enabled.ts';
import { clientIds, clientView } from './clientView.ts';
import type { ClientView } from './clientView.ts';
import { sandboxGuide } from './sandboxGuide.ts';

const description: ClusterDescription = {
  brokers: 3, topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
  producers: [{ id: 'producer-1', topics: ['orders'] }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
};
const guide = sandboxGuide(description, { era: '3.9', seed: 1 });

class Run {
  world: KafkaWorld = guide.begin.world;

  take(choice: KafkaChoice): this {
    this.world = guide.step(this.world, choice).world;
    return this;
  }

  do(command: Command): this {
    return this.take({ command });
  }

  until(isTrue: (run: this) => boolean): this {
    for (let steps = 0; steps < 20_000 && !isTrue(this); steps += 1) this.take(usualChoice<Command>(this.world) as KafkaChoice);
    expect(isTrue(this)).toBe(true);
    return this;
  }

  of(id: string): ClientView {
    const view = clientView(this.world, id);
    if (view === null) throw new Error(`${id} is no client`);
    return view;
  }
}

const sendOne: Command = { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' };
const consumed = (run: Run) => run.of('consumer-1').consumer?.partitions[0];
const toBroker1 = (run: Run, id = 'producer-1') => run.of(id).connections.find(({ brokerId }) => brokerId === 1);

test('producers come before consumers; nobody else is a client', () => {
  const { world } = new Run();
  expect(clientIds(world)).toEqual(['producer-1', 'consumer-1']);
  expect(clientView(world, 'broker-1')).toBeNull();
  expect(clientView(world, 'nobody')).toBeNull();
});

test('metadata: brokers, leaders with their epochs, and how old it is', () => {
  const { metadata, bootstrap, refresh } = new Run().of('producer-1');
  expect(metadata).toMatchObject({ brokers: [1, 2, 3], leaders: [{ partition: 'orders-0', leader: 1, leaderEpoch: 0, actual: null }], maxAgeMs: 300_000 });
  expect(metadata?.ageMs).toBeGreaterThanOrEqual(0);
  expect(bootstrap).toEqual([1, 2, 3]);
  expect(refresh).toBe('none');
});

test('metadata that is no longer so is set against what is', () => {
  const run = new Run().do({ type: 'network.cut', from: 'producer-1', to: null }).do({ type: 'broker.kill', brokerId: 1 });
  run.until((one) => one.of('producer-1').metadata?.leaders[0]?.actual !== null);
  expect(run.of('producer-1').metadata?.leaders[0]).toMatchObject({ leader: 1, leaderEpoch: 0, actual: { leaderEpoch: 1 } });
});

describe('a connection', () => {
  test('that carries a request is open and tells how many are under way', () => {
    const run = new Run().do(sendOne);
    run.until((one) => one.of('producer-1').requests.some(({ api }) => api === 'Produce'));
    expect(toBroker1(run)).toMatchObject({ wire: 'open', requests: 1, responses: 0, mistaken: false });
    expect(run.of('producer-1').requests).toMatchObject([{ api: 'Produce', brokerId: 1, partitions: ['orders-0'], where: 'on-its-way' }]);
  });

  test('is held until a time', () => {
    const run = new Run().do(sendOne).until((one) => one.of('producer-1').requests.length > 0);
    const id = run.world.wire.connections.values().find(({ client, server }) => client.node === 'producer-1' && server.node === 'broker-1')?.id ?? '';
    run.take({ hold: id, forMs: 1000 });
    expect(toBroker1(run)).toMatchObject({ wire: 'held', heldUntilMs: run.world.nowMs + 1000 });
  });

  test('that broke is still believed in until the notice arrives, and then waits', () => {
    const run = new Run();
    expect(toBroker1(run, 'consumer-1')).toMatchObject({ believes: 'connected', wire: 'open' });
    run.do({ type: 'broker.kill', brokerId: 1 });
    expect(toBroker1(run, 'consumer-1')).toMatchObject({ believes: 'connected', wire: 'broken', mistaken: true });
    expect(run.of('consumer-1').requests.every(({ where }) => where === 'lost')).toBe(true);
    run.until((one) => toBroker1(one, 'consumer-1')?.believes === 'waiting');
    expect(toBroker1(run, 'consumer-1')).toMatchObject({ failures: 1, refused: false, mistaken: false });
    expect(toBroker1(run, 'consumer-1')?.notBeforeMs).toBeGreaterThan(run.world.nowMs);
  });

  test('is cut when nothing passes between its ends', () => {
    const run = new Run().do({ type: 'network.cut', from: 'consumer-1', to: 'broker-1' });
    expect(toBroker1(run, 'consumer-1')).toMatchObject({ believes: 'connected', wire: 'cut', mistaken: true });
  });
});

test('a request is on its way, then at the broker, then its answer is on its way', () => {
  const run = new Run().do(sendOne);
  const where = (one: Run) => one.of('producer-1').requests.find(({ api }) => api === 'Produce')?.where;
  run.until((one) => where(one) === 'on-its-way').until((one) => where(one) === 'at-broker').until((one) => where(one) === 'answer-on-its-way');
  run.until((one) => one.of('producer-1').producer?.counts.acknowledged === 1);
  expect(run.of('producer-1').requests).toEqual([]);
});

test('a record that failed once waits with its attempts and its end', () => {
  const run = new Run().do(sendOne).until((one) => one.of('producer-1').requests.some(({ where }) => where === 'at-broker'));
  run.do({ type: 'broker.kill', brokerId: 1 }).until((one) => (one.of('producer-1').producer?.waiting.length ?? 0) > 0);
  expect(run.of('producer-1').producer?.waiting).toMatchObject([{ partition: 'orders-0', values: ['m0'], attempts: 1, retriesLeft: 2_147_483_646 }]);
  expect(run.of('producer-1').producer?.waiting[0]?.expiresAtMs).toBeGreaterThan(run.world.nowMs);
});

test('a record of a topic that the metadata does not name waits without a place', () => {
  const run = new Run().do({ type: 'producer.send', producer: 'producer-1', topic: 'unknown', value: 'm0' });
  expect(run.of('producer-1').producer?.waiting).toMatchObject([{ partition: null, topic: 'unknown', values: ['m0'] }]);
});

describe('a consumer', () => {
  test('is behind by what is committed and by what the log holds, and both come to nothing once it has read', () => {
    const run = new Run();
    expect(consumed(run)).toMatchObject({ partition: 'orders-0', position: 0, highWatermark: 0, logEndOffset: 0, lagToHighWatermark: 0, lagToLogEndOffset: 0, state: 'fetching', lastDelivered: [] });
    run.do(sendOne).until((one) => (consumed(one)?.lagToLogEndOffset ?? 0) > 0);
    expect(consumed(run)).toMatchObject({ lagToHighWatermark: 0, lagToLogEndOffset: 1 });
    run.until((one) => (consumed(one)?.lagToHighWatermark ?? 0) > 0).until((one) => consumed(one)?.position === 1);
    expect(consumed(run)).toMatchObject({ lagToHighWatermark: 0, lagToLogEndOffset: 0, lastDelivered: [{ offset: 0, value: 'm0' }] });
  });

  test('has no lag to tell while there is no leader', () => {
    const run = new Run();
    for (const brokerId of [1, 2, 3]) run.do({ type: 'broker.kill', brokerId });
    run.until((one) => consumed(one)?.highWatermark === null);
    expect(consumed(run)).toMatchObject({ logEndOffset: null, lagToHighWatermark: null, lagToLogEndOffset: null });
  });
});

test('an idempotent producer shows who it is and how far it has counted', () => {
  const run = new Run();
  expect(run.of('producer-1').producer?.identity).toEqual({ producerId: 0, producerEpoch: 0, partitions: [] });
  run.do(sendOne).until((one) => one.of('producer-1').requests.some(({ api }) => api === 'Produce'));
  expect(run.of('producer-1').producer?.identity?.partitions).toEqual([{ partition: 'orders-0', producerEpoch: 0, nextSequence: 1, lastAckedSequence: -1, unresolved: false }]);
  run.until((one) => one.of('producer-1').producer?.counts.acknowledged === 1);
  expect(run.of('producer-1').producer?.identity?.partitions).toMatchObject([{ nextSequence: 1, lastAckedSequence: 0 }]);
});
