import { describe, expect, test } from 'vitest';
import { OldGroup } from '../../../testkit/oldGroup.ts';
import { verdicts } from '../../promises/verdicts.ts';

const BY_HAND = { 'enable.auto.commit': 'false' };

describe('a consumer of Kafka 0.8 in a group', () => {
  test('registers with what it wants, as long as its session lives', () => {
    const group = new OldGroup([{}]).start(1).untilFact('PartitionsAssigned');
    const { consumerId, sessionId } = group.member(1);
    expect(consumerId).toMatch(/^g_consumer-1-\d+-[0-9a-f]{8}$/);
    expect(group.children('/consumers/g/ids')).toEqual([consumerId]);
    const znode = group.znode(`/consumers/g/ids/${consumerId}`);
    expect(znode?.ephemeralOwner).toBe(sessionId);
    expect(JSON.parse(znode?.data ?? '')).toEqual({ version: 1, subscription: { orders: 1 }, pattern: 'static', timestamp: expect.stringMatching(/^\d+$/) as string });
  });

  test('owns its partitions by ephemeral znodes with the name of its thread', () => {
    const group = new OldGroup([{}]).start(1).untilFact('PartitionsAssigned');
    const { consumerId, sessionId } = group.member(1);
    expect(group.children('/consumers/g/owners/orders')).toEqual(['0', '1']);
    expect(group.znode('/consumers/g/owners/orders/1')).toMatchObject({ data: `${consumerId}-0`, ephemeralOwner: sessionId });
  });

  test('asks no broker for a coordinator, and nothing becomes of __consumer_offsets', () => {
    const group = new OldGroup([{}, {}]).start(1, 2).send(3).for(70_000);
    expect(group.all('CoordinatorDiscovered')).toEqual([]);
    expect(group.znode('/brokers/topics/__consumer_offsets')).toBeUndefined();
    expect(group.znode('/consumers/g/offsets/orders/0')?.data).toBe('3');
  });

  test('counts a record as consumed when it is handed over: a commit may come before it is processed', () => {
    const group = new OldGroup([{ application: { processingMs: 5_000 } }]).start(1).untilFact('PartitionsAssigned').send(2).untilFact('RecordsPolled');
    group.do({ type: 'consumer.commit', consumer: 'consumer-1', mode: 'sync' }).untilFact('OffsetCommitAnswered');
    expect(group.znode('/consumers/g/offsets/orders/0')?.data).toBe('1');
    expect(group.all('RecordProcessed')).toEqual([]);
    const found = (name: string) => verdicts(group.world).find(({ promise }) => promise === name)?.verdict;
    expect(found('processedAtLeastOnce')).toBe('at-risk');
    group.do({ type: 'consumer.kill', consumer: 'consumer-1' });
    expect(found('processedAtLeastOnce')).toBe('broken');
  });

  test('commits every minute, and only what is news', () => {
    const group = new OldGroup([{}], 1).start(1).untilFact('PartitionsAssigned').send(4).for(59_000);
    expect(group.znode('/consumers/g/offsets')).toBeUndefined();
    expect(group.for(2_000).znode('/consumers/g/offsets/orders/0')).toMatchObject({ data: '4', version: 0, ephemeralOwner: 0 });
    expect(group.for(120_000).znode('/consumers/g/offsets/orders/0')?.version).toBe(0);
    expect(group.send(1).for(60_000).znode('/consumers/g/offsets/orders/0')).toMatchObject({ data: '5', version: 1 });
  });

  test('with commits by hand, none is made for it', () => {
    const group = new OldGroup([{ config: BY_HAND, application: { commit: 'sync' } }], 1).start(1).untilFact('PartitionsAssigned').send(3).untilFact('RecordProcessed', 3).for(50);
    expect(group.znode('/consumers/g/offsets/orders/0')?.data).toBe('3');
    const lazy = new OldGroup([{ config: BY_HAND }], 1).start(1).untilFact('PartitionsAssigned').send(3).for(200_000);
    expect(lazy.znode('/consumers/g/offsets')).toBeUndefined();
  });

  test('a regular expression is registered as a white list, and a topic that comes to match is read', () => {
    const group = new OldGroup([{ pattern: 'ord.*' }]).start(1).untilFact('PartitionsAssigned').forget();
    expect(group.znode(`/consumers/g/ids/${group.member(1).consumerId}`)?.data).toContain('"subscription":{"ord.*":1},"pattern":"white_list"');
    group.do({ type: 'topic.create', topic: { name: 'ordinary', partitions: 1, replicationFactor: 3, configs: {} } }).for(2_000);
    expect(group.partitionsOf(1)).toEqual([['orders-0', 'orders-1', 'ordinary-0']]);
    group.do({ type: 'producer.send', producer: 'producer-1', topic: 'ordinary', value: 'x' }).for(2_000);
    expect(group.all('RecordProcessed')).toMatchObject([{ partition: 'ordinary-0' }]);
  });
});

describe('two consumers of Kafka 0.8', () => {
  test('each works out its own share from the same znodes: no word between them', () => {
    const group = new OldGroup([{}, {}], 5).start(1).untilFact('PartitionsAssigned').start(2).for(1_000);
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0', 'orders-1', 'orders-2'], ['orders-3', 'orders-4']]);
    expect(group.all('WatchFired').filter(({ path }) => path === '/consumers/g/ids')).not.toEqual([]);
  });

  test('who joins later goes on where the other has committed as it gave up', () => {
    const group = new OldGroup([{}, {}]).start(1).untilFact('PartitionsAssigned').send(3, 0).send(4, 1).untilFact('RecordProcessed', 7).start(2).for(1_000);
    expect(group.all('CommittedOffsetFound').filter(({ consumer }) => consumer === 'consumer-2')).toMatchObject([{ partition: 'orders-1', offset: 4 }]);
    group.send(2, 1).for(500);
    expect(group.all('RecordProcessed').filter(({ consumer }) => consumer === 'consumer-2').map(({ offset }) => offset)).toEqual([4, 5]);
    expect(verdicts(group.world).filter(({ verdict }) => verdict !== 'kept')).toEqual([]);
  });

  test('of one that is killed the other hears when the session is over, and reads on from what was committed', () => {
    const group = new OldGroup([{}, {}]).start(1, 2).for(1_000).send(3, 1).for(60_000);
    expect(group.znode('/consumers/g/offsets/orders/1')?.data).toBe('3');
    group.send(2, 1).for(500);
    const killedAtMs = group.forget().world.nowMs;
    group.do({ type: 'consumer.kill', consumer: 'consumer-2' }).for(3_000);
    expect(group.partitionsOf(1)).toEqual([['orders-0']]);
    group.untilFact('SessionExpired');
    expect(group.world.nowMs - killedAtMs).toBeGreaterThan(3_900);
    expect(group.world.nowMs - killedAtMs).toBeLessThanOrEqual(6_000);
    group.for(1_000);
    expect(group.partitionsOf(1)).toEqual([['orders-0', 'orders-1']]);
    // Two records were read after the last commit: they are read once more.
    expect(group.all('RecordProcessed').map(({ partition, offset }) => `${partition}@${offset}`)).toEqual(['orders-1@3', 'orders-1@4']);
  });

  test('one that closes commits and says goodbye: the other takes over at once', () => {
    const group = new OldGroup([{}, {}]).start(1, 2).for(1_000).send(2, 1).for(500).do({ type: 'consumer.stop', consumer: 'consumer-2' }).for(300);
    expect(group.all('SessionClosed')).toMatchObject([{ node: 'consumer-2' }]);
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0', 'orders-1'], []]);
    expect(group.consumer(1).positions['orders-1']).toBe(2);
    expect(group.consumer(2).group?.phase).toBe('idle');
  });

  test('a partition that still has an owner is not taken: all are given back, and after a backoff it tries again', () => {
    const group = new OldGroup([{}, {}]).start(1).untilFact('PartitionsAssigned').forget();
    group.do({ type: 'network.slow', from: 'consumer-1', to: 'zookeeper', extraLatencyMs: 500 }).start(2).untilFact('OwnershipRefused');
    expect(group.all('OwnershipRefused')).toMatchObject([{ consumer: 'consumer-2', partition: 'orders-1', owner: `${group.member(1).consumerId}-0` }]);
    expect(group.member(2)).toMatchObject({ state: 'backingOff', owned: [], attempt: 0 });
    const refusedAtMs = group.world.nowMs;
    group.until(() => group.all('RebalanceAttempted').some(({ attempt }) => attempt === 1));
    expect(group.world.nowMs - refusedAtMs).toBe(2_000);
    group.for(8_000);
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0'], ['orders-1']]);
  });

  test('after rebalance.max.retries it gives up, until the next change', () => {
    const config = { 'rebalance.max.retries': '2', 'rebalance.backoff.ms': '100' };
    const group = new OldGroup([{}, { config }], 1).start(1).untilFact('PartitionsAssigned').do({ type: 'consumer.kill', consumer: 'consumer-1' }).forget();
    // The dead one sorts first and is still registered, so the only partition is not for the other.
    group.start(2).for(1_000);
    expect(group.member(2)).toMatchObject({ state: 'settled', owned: [] });
    group.for(6_000);
    expect(group.partitionsOf(2)).toEqual([['orders-0']]);
    const late = new OldGroup([{ config }, {}], 1).start(2).untilFact('PartitionsAssigned').do({ type: 'consumer.kill', consumer: 'consumer-2' }).forget().start(1).for(1_000);
    expect(late.all('RebalanceAttemptFailed')).toMatchObject([{ consumer: 'consumer-1', attempt: 0, isLast: false }, { attempt: 1, isLast: true }]);
    expect(late.partitionsOf(1)).toEqual([[]]);
    expect(late.for(6_000).partitionsOf(1)).toEqual([['orders-0']]);
  });

  test('when the topic’s znode tells of more partitions, they are shared out anew', () => {
    const data = JSON.stringify({ version: 1, partitions: { 0: [1], 1: [2], 2: [3], 3: [1] } });
    const group = new OldGroup([{}, {}]).start(1, 2).for(1_000).do({ type: 'zkClient.set', client: 'client-1', path: '/brokers/topics/orders', data }).for(3_000);
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0', 'orders-1'], ['orders-2', 'orders-3']]);
  });
});

describe('a consumer of Kafka 0.8 that ZooKeeper does not hear', () => {
  const cut = () => new OldGroup([{}, {}]).start(1, 2).for(1_000).do({ type: 'network.cut', from: 'consumer-2', to: 'zookeeper' });

  test('reads on, while another takes its partitions: both read them', () => {
    const group = cut().for(7_000).forget();
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0', 'orders-1'], ['orders-1']]);
    group.send(1, 1).for(500);
    expect(group.all('RecordProcessed').map(({ consumer }) => consumer).toSorted()).toEqual(['consumer-1', 'consumer-2']);
  });

  test('learns of its expired session when it is back, registers anew under its old id, and all rebalance', () => {
    const group = cut().for(7_000);
    const { consumerId, sessionId } = group.member(2);
    group.forget().do({ type: 'network.heal', from: 'consumer-2', to: 'zookeeper' }).for(3_000);
    expect(group.all('PartitionsLost')).toMatchObject([{ consumer: 'consumer-2', partitions: ['orders-1'] }]);
    expect(group.member(2).consumerId).toBe(consumerId);
    expect(group.member(2).sessionId).not.toBe(sessionId);
    expect(group.partitionsOf(1, 2)).toEqual([['orders-0'], ['orders-1']]);
  });

  test('a commit that waited for a connection overwrites what others have committed since', () => {
    const group = cut().for(1_000).send(2, 1).for(1_000).do({ type: 'consumer.commit', consumer: 'consumer-2', mode: 'sync' }).for(6_000).send(3, 1).for(1_000);
    group.do({ type: 'consumer.commit', consumer: 'consumer-1', mode: 'sync' }).for(100);
    expect(group.znode('/consumers/g/offsets/orders/1')?.data).toBe('5');
    group.do({ type: 'network.heal', from: 'consumer-2', to: 'zookeeper' }).until(() => group.znode('/consumers/g/offsets/orders/1')?.data !== '5');
    expect(group.znode('/consumers/g/offsets/orders/1')?.data).toBe('2');
  });

  test('within its session nothing is lost', () => {
    const group = cut().for(3_000).forget().do({ type: 'network.heal', from: 'consumer-2', to: 'zookeeper' }).for(3_000);
    expect([...group.all('PartitionsLost'), ...group.all('RebalanceAttempted')]).toEqual([]);
    expect(group.member(2).connected).toBe(true);
    group.do({ type: 'consumer.stop', consumer: 'consumer-1' }).for(1_000);
    expect(group.partitionsOf(2)).toEqual([['orders-0', 'orders-1']]);
  });
});
