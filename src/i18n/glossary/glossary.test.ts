import { describe, expect, test } from 'vitest';
import { plain } from '../spans.ts';
import { glossary, searchGlossary } from './glossary.ts';
import { markTerms } from './mark.ts';

const marked = (text: string, tongue: 'en' | 'zh') => markTerms(text, tongue).flatMap(({ text: words, term }) => (term === null ? [] : [`${words}: ${term.id}`]));

describe('every term', () => {
  test.each(glossary)('$id is explained in one sentence in each language', ({ means }) => {
    expect(means.en).toMatch(/^[A-Z“`].*[^.]\.$/s);
    expect(means.zh).toMatch(/^[^。]+。$/);
    expect(plain(means.en)).not.toMatch(/[.!?] [A-Z]/);
  });

  test.each(glossary)('$id puts a space between Chinese and Latin, and none where the mark stands', ({ means, forms }) => {
    for (const text of [plain(means.zh), ...forms.zh]) expect(text).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/);
  });

  test('has an id and names of its own', () => {
    const all = [glossary.map(({ id }) => id), ...(['en', 'zh'] as const).map((tongue) => glossary.flatMap(({ forms }) => forms[tongue].map((form) => form.toLowerCase())))];
    for (const names of all) expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(glossary)('$id is found by its own names', ({ id, forms }) => {
    for (const name of [forms.en[0], forms.zh[0]]) expect(searchGlossary(name).slice(0, 4).map((term) => term.id)).toContain(id);
  });
});

/** As the curriculum calls them, track by track; the model's own words (fork, era, statechart) and Kafka's states and API fields left out. */
const CURRICULUM = `
  acks, ISR, OSR, AR, leader epoch, high watermark, LEO, LSO, LW, log start offset, min.insync.replicas, truncation, unclean leader election, preferred leader, page cache, flush,
  ELR, reassignment, replication factor, rack, DeleteRecords, zombie, fencing, OffsetForLeaderEpoch, NOT_ENOUGH_REPLICAS, LEADER_NOT_AVAILABLE, INVALID_REPLICATION_FACTOR,
  AlterPartition, LeaderAndIsr, controlled shutdown, retention, OFFSET_OUT_OF_RANGE, idempotence,
  consumer group, FindCoordinator, JoinGroup, SyncGroup, MEMBER_ID_REQUIRED, initial rebalance delay, heartbeat, PreparingRebalance, CompletingRebalance, generation, REBALANCE_IN_PROGRESS,
  LeaveGroup, session timeout, ILLEGAL_GENERATION, max.poll.interval.ms, parallelism, RangeAssignor, round-robin, StickyAssignor, cooperative-sticky, subscription, eager, cooperative,
  at least once, at most once, exactly once, auto-commit, offset reset, seek, standalone consumer, queue model, publish/subscribe, __consumer_offsets, tombstone, offsets.retention.minutes,
  NOT_COORDINATOR, group.instance.id, records-lag, records-lead, synchronous commit, asynchronous commit, worker pool, KIP-848, ConsumerGroupHeartbeat, member epoch, assignment epoch,
  partitioner, murmur2, KIP-480, KIP-794, interceptor, serializer, RecordAccumulator, Sender thread, batch.size, linger.ms, buffer.memory, fire and forget, callback,
  max.in.flight.requests.per.connection, PID, sequence number, OUT_OF_ORDER_SEQUENCE_NUMBER, transactional.id, transaction coordinator, __transaction_state, AddPartitionsToTxn, EndTxn,
  transaction marker, read_committed, transaction index, PRODUCER_FENCED, consume-transform-produce, bootstrap, connections.max.idle.ms, compression, CRC, message format, message.max.bytes,
  MESSAGE_TOO_LARGE, retriable, segment, sparse index, time index, log rolling, compaction, log cleaner, delete.retention.ms, sequential write, zero copy, sendfile, down-conversion,
  ZooKeeper, znode, persistent node, ephemeral node, sequential node, a watch, name service, distributed lock, controller epoch, KRaft, Raft, quorum, voter, metadata log, fenced broker,
  peak shaving, decoupling, reactor, acceptor, network thread, I/O thread, request queue, purgatory, DelayedProduce, DelayedFetch, DelayedJoin, long poll, pull model, read/write split,
  read-your-writes, monotonic reads, KIP-392, throughput, JMS, Kafka Streams, Kafka Connect, Confluent Platform
`.split(/,\s+/).map((name) => name.trim());

test.each(CURRICULUM)('the curriculum’s “%s” is explained', (name) => {
  const [whole, ...others] = markTerms(name, 'en');
  expect([whole?.text, whole?.term === null, others]).toEqual([name, false, []]);
});

describe('terms in a text', () => {
  test('the longest name counts, plurals and capitals too', () => {
    expect(marked('Followers ask the leader for its log end offsets. In-sync replicas answer.', 'en')).toEqual([
      'Followers: follower', 'leader: leader', 'log end offsets: log-end-offset', 'In-sync replicas: isr',
    ]);
    expect(marked('领导者副本的日志末端位移是 1，高水位（High Watermark, HW）仍是 0。', 'zh')).toEqual([
      '领导者副本: leader', '日志末端位移: log-end-offset', '高水位: high-watermark',
    ]);
  });

  test('each is marked where it comes first', () => {
    expect(marked('The ISR shrinks; the ISR grows. HW is the high watermark.', 'en')).toEqual(['ISR: isr', 'HW: high-watermark']);
  });

  test('parts of words, settings and paths are not terms, nor are Kafka’s own names in small letters', () => {
    expect(marked('Brokerage, orders-0, replica.lag.time.max.ms, fetch it, logged.', 'en')).toEqual([]);
  });

  test('what stands as code is named as a whole, before its value or its arguments', () => {
    const inCode = (text: string) => markTerms(text, 'zh', new Set(), true).map(({ text: words, term }) => `${words}: ${term?.id ?? 'none'}`);
    expect(['acks=all', 'commitSync()', '__consumer_offsets', 'orders-0', 'replica.lag.time.max.ms'].flatMap(inCode)).toEqual([
      'acks=all: acks', 'commitSync(): commit-sync', '__consumer_offsets: consumer-offsets', 'orders-0: none', 'replica.lag.time.max.ms: none',
    ]);
    expect(markTerms('acks=all', 'en', new Set(['acks']), true)).toEqual([{ text: 'acks=all', term: null }]);
  });

  test('nothing of the text is lost or changed', () => {
    const text = 'A broker elects: its LEOs, *(the) [ISR] $1.';
    expect(markTerms(text, 'en').map((part) => part.text).join('')).toBe(text);
  });
});

describe('the search', () => {
  test('understands both languages, parts of words and full-width letters', () => {
    expect(searchGlossary('waterm').map(({ id }) => id).slice(0, 2)).toEqual(['high-watermark', 'low-watermark']);
    expect(searchGlossary('高水')[0]?.id).toBe('high-watermark');
    expect(searchGlossary('ＩＳＲ')[0]?.id).toBe('isr');
  });

  test('finds an error by what it was called before, too', () => {
    for (const name of ['NOT_LEADER_OR_FOLLOWER', 'not_leader_for_partition']) expect(searchGlossary(name)[0]?.id).toBe('not-leader-or-follower');
    expect(searchGlossary('NOT_COORDINATOR_FOR_GROUP')[0]?.id).toBe('not-coordinator');
    expect(searchGlossary('GROUP_COORDINATOR_NOT_AVAILABLE')[0]?.id).toBe('coordinator-not-available');
  });

  test('an empty query gives everything, nonsense nothing', () => {
    expect(searchGlossary(' ')).toHaveLength(glossary.length);
    expect(searchGlossary('qqqq')).toEqual([]);
  });
});
