import { describe, expect, test } from 'vitest';
import { GroupPuppet } from '../testing.ts';
import type { CommitMode } from './types.ts';

const byHand = (commit: CommitMode, config: Readonly<Record<string, string>> = {}) =>
  new GroupPuppet({ config: { 'enable.auto.commit': 'false', ...config }, application: { commit } }).stable({ 'orders-0': 0 });

const offsetsOf = (puppet: GroupPuppet) => puppet.sent('OffsetCommit').map(({ message }) => message.offsets.map(({ partition, offset }) => `${partition}@${offset}`).join());

describe('positions', () => {
  test('a partition begins at the committed offset', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': 7 });
    expect(consumer.facts('CommittedOffsetFound')).toMatchObject([{ partition: 'orders-0', offset: 7 }]);
    expect(consumer.only('Fetch').partitions).toMatchObject([{ partition: 'orders-0', fetchOffset: 7 }]);
  });

  test('without one auto.offset.reset decides', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': -1 });
    expect(consumer.only('ListOffsets').partitions).toMatchObject([{ partition: 'orders-0', timestamp: 'earliest' }]);
  });

  test('with none the application gets an exception', () => {
    const consumer = new GroupPuppet({ config: { 'auto.offset.reset': 'none' } }).stable({ 'orders-0': -1 });
    expect(consumer.facts('OffsetReset')).toMatchObject([{ policy: 'none', to: -1 }]);
    expect(consumer.sent('ListOffsets')).toEqual([]);
  });

  test('COORDINATOR_LOAD_IN_PROGRESS is asked again', () => {
    const consumer = new GroupPuppet().started().follows().sync(['orders-0']).offsets({ 'orders-0': -1 }, 'COORDINATOR_LOAD_IN_PROGRESS');
    expect(consumer.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 100 }).sent('OffsetFetch')).toHaveLength(1);
  });

  test('seek moves the position, and what was fetched for the old one is ignored', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': 5 }).get({ type: 'Seek', partition: 'orders-0', offset: 2 } as never);
    expect(consumer.facts('PositionSought')).toMatchObject([{ from: 5, to: 2 }]);
    consumer.records('orders-0', 5, 'f');
    expect(consumer.facts('RecordsPolled')).toEqual([]);
    expect(consumer.only('Fetch').partitions).toMatchObject([{ fetchOffset: 2 }]);
  });

  test('a paused partition is not fetched, and nothing of it is returned', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': 0 }).get({ type: 'Pause', partitions: ['orders-0'] } as never).records('orders-0', 0, 'a');
    expect(consumer.facts('RecordsPolled')).toEqual([]);
    expect(consumer.sent('Fetch')).toEqual([]);
    expect(consumer.get({ type: 'Resume', partitions: ['orders-0'] } as never).facts('RecordsPolled')).toMatchObject([{ records: 1 }]);
  });
});

describe('polling', () => {
  test('returns at most max.poll.records, one partition after the other, and fetches on', () => {
    const consumer = byHand('auto', { 'max.poll.records': '2' }).records('orders-0', 0, 'a', 'b', 'c');
    expect(consumer.facts('RecordsPolled')).toMatchObject([{ records: 2, buffered: 1 }]);
    expect(consumer.facts('RecordsDelivered')).toMatchObject([{ partition: 'orders-0', position: 2 }]);
    expect(consumer.sent('Fetch')).toEqual([]);
    consumer.fire('process').fire('process');
    expect(consumer.facts('RecordsPolled')).toMatchObject([{ records: 1, buffered: 0 }]);
    expect(consumer.only('Fetch').partitions).toMatchObject([{ fetchOffset: 3 }]);
  });

  test('the next Fetch asks for every partition of the leader, behind what is returned', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': 0, 'orders-1': 0 }).records('orders-0', 0, 'a');
    expect(consumer.only('Fetch').partitions).toMatchObject([{ partition: 'orders-0', fetchOffset: 1 }, { partition: 'orders-1', fetchOffset: 0 }]);
  });

  test('each record takes its time', () => {
    const consumer = new GroupPuppet({ application: { processingMs: 40 } }).stable({ 'orders-0': 0 }).records('orders-0', 0, 'a', 'b');
    const polledAtMs = consumer.nowMs;
    expect(consumer.fire('process').facts('RecordProcessed')).toMatchObject([{ offset: 0, value: 'a', worker: null }]);
    expect(consumer.fire('process').nowMs).toBe(polledAtMs + 80);
    expect(consumer.phase).toEqual({ running: 'polling' });
  });

  test('a change of the processing time counts from the next record on', () => {
    const consumer = byHand('auto').records('orders-0', 0, 'a', 'b').get({ type: 'SetProcessing', processingMs: 500 } as never).fire('process');
    const atMs = consumer.nowMs;
    expect(consumer.fire('process').nowMs).toBe(atMs + 500);
  });
});

describe('committing', () => {
  test('automatically: inside poll, every auto.commit.interval.ms, what earlier polls returned', () => {
    const consumer = new GroupPuppet({ config: { 'auto.commit.interval.ms': '1000' }, application: { processingMs: 1500 } }).stable({ 'orders-0': 0 }).records('orders-0', 0, 'a', 'b');
    expect(offsetsOf(consumer.fire('auto-commit'))).toEqual([]);
    consumer.fire('process');
    expect(offsetsOf(consumer.fire('process'))).toEqual(['orders-0@2']);
    expect(consumer.committed().facts('OffsetCommitAnswered')).toMatchObject([{ by: 'auto', error: 'NONE' }]);
  });

  test('an automatic commit that says nothing new is everyday traffic', () => {
    const consumer = new GroupPuppet().stable({ 'orders-0': 3 }).fire('auto-commit');
    expect(consumer.sent('OffsetCommit')).toMatchObject([{ routine: true }]);
  });

  test('commitSync blocks the loop until it is answered, and tries again', () => {
    const consumer = byHand('sync').records('orders-0', 0, 'a').fire('process');
    expect(consumer.consumer.group?.phase).toBe('committing');
    expect(offsetsOf(consumer)).toEqual(['orders-0@1']);
    consumer.committed('COORDINATOR_LOAD_IN_PROGRESS');
    expect(consumer.facts('OffsetCommitAnswered')).toEqual([]);
    expect(offsetsOf(consumer.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 100 }))).toEqual(['orders-0@1']);
    expect(consumer.committed().phase).toEqual({ running: 'polling' });
  });

  test('commitSync gives up after default.api.timeout.ms', () => {
    const consumer = byHand('sync', { 'default.api.timeout.ms': '50' }).records('orders-0', 0, 'a').fire('process').committed('COORDINATOR_LOAD_IN_PROGRESS');
    consumer.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 50 });
    expect(consumer.facts('OffsetCommitAnswered')).toMatchObject([{ error: 'REQUEST_TIMED_OUT' }]);
    expect(consumer.phase).toEqual({ running: 'polling' });
  });

  test('and on time, when nobody knows the coordinator', () => {
    const consumer = byHand('sync', { 'default.api.timeout.ms': '250' }).records('orders-0', 0, 'a').get({ type: 'Disconnected', peer: 'broker-2', refused: false } as { type: string }).fire('process');
    expect(consumer.member).toMatchObject({ coordinator: null, wakeAtMs: consumer.nowMs + 250 });
    consumer.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 250 });
    expect(consumer.facts('OffsetCommitAnswered')).toMatchObject([{ error: 'REQUEST_TIMED_OUT' }]);
  });

  test('and on time, when the coordinator does not answer; a late answer is no second one', () => {
    const consumer = byHand('sync', { 'default.api.timeout.ms': '250' }).records('orders-0', 0, 'a').fire('process');
    expect(offsetsOf(consumer)).toEqual(['orders-0@1']);
    expect(consumer.member).toMatchObject({ wakeAtMs: consumer.nowMs + 250 });
    consumer.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 250 });
    expect(consumer.facts('OffsetCommitAnswered')).toMatchObject([{ error: 'REQUEST_TIMED_OUT' }]);
    expect(consumer.phase).toEqual({ running: 'polling' });
    expect(consumer.committed().facts('OffsetCommitAnswered')).toHaveLength(0);
  });

  test('commitAsync goes on at once, and is not tried again', () => {
    const consumer = byHand('async').records('orders-0', 0, 'a').fire('process');
    expect(consumer.phase).toEqual({ running: 'polling' });
    expect(consumer.committed('COORDINATOR_LOAD_IN_PROGRESS').facts('OffsetCommitAnswered')).toMatchObject([{ by: 'async', error: 'COORDINATOR_LOAD_IN_PROGRESS' }]);
    expect(consumer.sent('OffsetCommit')).toEqual([]);
  });

  test('asynchronously on the way, synchronously before it closes', () => {
    const consumer = byHand('async-then-sync').records('orders-0', 0, 'a').fire('process').committed();
    consumer.get({ type: 'Stop' });
    expect(offsetsOf(consumer)).toEqual(['orders-0@1']);
    expect(consumer.phase).toEqual({ running: 'closing' });
  });

  test('after each record: what comes next, not what was polled', () => {
    const consumer = byHand('sync-after-each').records('orders-0', 0, 'a', 'b').fire('process');
    expect(offsetsOf(consumer)).toEqual(['orders-0@1']);
    expect(consumer.committed().consumer.group?.phase).toBe('processing');
  });

  test('before processing: nothing is processed before the commit is done', () => {
    const consumer = byHand('before-processing').records('orders-0', 0, 'a', 'b');
    expect(offsetsOf(consumer)).toEqual(['orders-0@2']);
    expect(consumer.consumer.group?.phase).toBe('committing');
    expect(consumer.committed().consumer.group?.phase).toBe('processing');
  });

  test('a commit of an old generation is refused, and the member joins again', () => {
    const consumer = byHand('sync').records('orders-0', 0, 'a').fire('process').committed('ILLEGAL_GENERATION');
    expect(consumer.facts('OffsetCommitAnswered')).toMatchObject([{ error: 'ILLEGAL_GENERATION' }]);
    expect(consumer.facts('PartitionsLost')).toHaveLength(1);
    expect(consumer.sent('JoinGroup')).toHaveLength(1);
  });

  test('a member that was thrown out fails to commit without asking', () => {
    const consumer = byHand('sync').records('orders-0', 0, 'a').fire('heartbeat').heartbeat('UNKNOWN_MEMBER_ID').fire('process');
    expect(consumer.sent('OffsetCommit')).toEqual([]);
    expect(consumer.facts('OffsetCommitAnswered')).toMatchObject([{ error: 'UNKNOWN_MEMBER_ID' }]);
  });
});

describe('rebalancing', () => {
  const COOPERATIVE = { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor' };

  test('eager: commits what it consumed, gives everything up, then joins', () => {
    const consumer = new GroupPuppet().stable().fire('heartbeat').heartbeat('REBALANCE_IN_PROGRESS');
    expect(offsetsOf(consumer)).toEqual(['orders-0@0,orders-1@0']);
    expect(consumer.sent('JoinGroup')).toEqual([]);
    consumer.committed();
    expect(consumer.facts('PartitionsRevoked')).toMatchObject([{ partitions: ['orders-0', 'orders-1'] }]);
    expect(consumer.only('JoinGroup').protocols[0]?.metadata.ownedPartitions).toEqual([]);
    expect(consumer.consumer.positions).toEqual({});
  });

  test('cooperative: keeps what it has while it joins, gives up only what moves, and joins once more', () => {
    const consumer = new GroupPuppet({ config: { ...COOPERATIVE, 'enable.auto.commit': 'false' } }).stable({ 'orders-0': 0, 'orders-1': 4 }, 1, 'cooperative-sticky');
    consumer.fire('heartbeat').heartbeat('REBALANCE_IN_PROGRESS');
    expect(consumer.facts('PartitionsRevoked')).toEqual([]);
    expect(consumer.only('JoinGroup').protocols).toMatchObject([{ name: 'cooperative-sticky', metadata: { ownedPartitions: ['orders-0', 'orders-1'], generationId: 1 } }]);
    consumer.follows(2, 'cooperative-sticky').sync(['orders-1']);
    expect(consumer.facts('PartitionsRevoked')).toMatchObject([{ generation: 2, partitions: ['orders-0'] }]);
    expect(consumer.facts('PartitionsAssigned')).toMatchObject([{ partitions: [], owned: ['orders-1'] }]);
    expect(consumer.consumer.positions).toEqual({ 'orders-1': 4 });
    expect(consumer.only('JoinGroup').reason).toBe('need to revoke partitions and re-join');
  });

  test('the listener of an application that commits by itself commits before the partitions go', () => {
    const consumer = byHand('sync').fire('heartbeat').heartbeat('REBALANCE_IN_PROGRESS');
    expect(consumer.facts('PartitionsRevoked')).toHaveLength(1);
    expect(offsetsOf(consumer)).toEqual(['orders-0@0']);
    expect(consumer.committed().sent('JoinGroup')).toHaveLength(1);
  });

  test('new partitions of a topic make the leader ask for another round', () => {
    const consumer = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }).started({ 'orders-0': 1 }).leads(1, 'range', [{ memberId: 'm1', metadata: {} }]).sync(['orders-0']).offsets({ 'orders-0': 0 });
    consumer.fire('metadata-expiry');
    consumer.answer({ ...metadata(consumer.only('Metadata').correlationId) }, 'consumer-1');
    expect(consumer.facts('RejoinRequested')).toMatchObject([{ reason: 'cached metadata has changed' }]);
    expect(consumer.sent('JoinGroup')).toHaveLength(1);
  });

  test('another subscription makes the member join again; none makes it leave', () => {
    const consumer = byHand('auto').get({ type: 'Subscribe', subscription: { type: 'topics', topics: ['orders', 'logs'] } } as never);
    expect(consumer.facts('RejoinRequested')).toMatchObject([{ reason: 'subscription has changed' }]);
    const other = byHand('auto').get({ type: 'Subscribe', subscription: { type: 'topics', topics: [] } } as never);
    expect(other.only('LeaveGroup').members).toMatchObject([{ reason: 'the consumer unsubscribed from all topics' }]);
    expect(other.consumer.positions).toEqual({});
  });
});

describe('how it subscribes', () => {
  test('a pattern is matched against all topics, whole and without internal ones', () => {
    const consumer = new GroupPuppet({ pattern: 'or.*', topics: [] }).get({ type: 'Start' });
    expect(consumer.only('Metadata').topics).toBeNull();
    const found = metadata(consumer.only('Metadata').correlationId);
    const topics = ['orders', 'origins', 'reports', '__consumer_offsets'].map((topic) =>
      ({ ...found.topics[0], topic, partitions: found.topics[0].partitions.map((one) => ({ ...one, partition: `${topic}-0` })) }));
    consumer.answer({ ...found, topics }, 'consumer-1');
    consumer.answer({ api: 'FindCoordinator', kind: 'response', correlationId: consumer.only('FindCoordinator').correlationId, error: 'NONE', nodeId: 2 });
    expect(consumer.only('JoinGroup').protocols[0]?.metadata.topics).toEqual(['orders', 'origins']);
  });

  test('partitions it assigned itself need no membership, and are committed in nobody\'s name', () => {
    const consumer = new GroupPuppet({ assign: ['orders-1'], topics: [], application: { commit: 'sync' }, config: { 'enable.auto.commit': 'false' } }).started();
    expect(consumer.sent('JoinGroup')).toEqual([]);
    consumer.offsets({ 'orders-1': 3 }).records('orders-1', 3, 'd').fire('process');
    expect(consumer.only('OffsetCommit')).toMatchObject({ generationId: -1, memberId: '', offsets: [{ partition: 'orders-1', offset: 4 }] });
  });
});

describe('a pool of threads', () => {
  const pool = () => new GroupPuppet({ application: { workers: 2, processingMs: 100 }, config: { 'max.poll.records': '3', 'auto.commit.interval.ms': '20' } }).stable({ 'orders-0': 0 }).records('orders-0', 0, 'a', 'b', 'c');

  test('polls on while its threads work, so an automatic commit covers what is not processed', () => {
    const consumer = pool();
    expect(consumer.phase).toEqual({ running: 'polling' });
    expect(offsetsOf(consumer.fire('auto-commit'))).toEqual(['orders-0@3']);
    expect(consumer.all('RecordProcessed')).toEqual([]);
  });

  test('its threads take records in order and may finish in another', () => {
    const consumer = pool().fire('worker-2').fire('worker-2').fire('worker-1');
    expect(consumer.all('RecordProcessed').map(({ offset, worker }) => [offset, worker])).toEqual([[1, 2], [2, 2], [0, 1]]);
  });
});

function metadata(correlationId: number) {
  const partitions = [0, 1].map((number) => ({ error: 'NONE' as const, partition: `orders-${number}`, leader: 1, leaderEpoch: 0, replicas: [1], isr: [1] }));
  return { api: 'Metadata', kind: 'response', correlationId, brokers: [1, 2, 3], topics: [{ error: 'NONE', topic: 'orders', partitions }] } as const;
}
