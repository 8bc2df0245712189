import { describe, expect, test } from 'vitest';
import type { MemberContext } from '../kafka/consumer/member/types.ts';
import type { ConsumerDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { PromiseId } from '../kafka/promises/types.ts';
import { PlayedGroup } from './playedGroup.ts';

const ERAS = ['2.8', '3.9', '4.1'] as const;

/** A group of a broker's coordinator. */
class Play extends PlayedGroup<MemberContext> {
  constructor(era: EraId, consumers: readonly Partial<ConsumerDescription>[], { partitions, brokerConfig = {} }: { readonly partitions?: number; readonly brokerConfig?: Readonly<Record<string, string>> } = {}) {
    super(consumers, {
      era, partitions, consumerConfig: { 'session.timeout.ms': '6000' }, brokerConfig: { 'offsets.topic.num.partitions': '1', 'group.initial.rebalance.delay.ms': '100', ...brokerConfig },
    });
  }

  /** Until every running consumer has its partitions, and nobody wants another round. */
  settled(...numbers: readonly number[]): this {
    return this.until(() => numbers.every((number) => {
      const { state, synced, rejoinNeeded } = this.member(number);
      return state === 'stable' && synced === null && !rejoinNeeded && this.consumer(number).group?.initializing.length === 0 && Object.values(this.consumer(number).positions).every((position) => position !== null);
    }));
  }

  promise(promise: PromiseId): readonly [string | undefined, readonly (string | null)[] | undefined] {
    const found = verdicts(this.world).find((one) => one.promise === promise);
    return [found?.verdict, found?.records.map(({ value }) => value)];
  }

  partitionsOf(number: number): readonly string[] {
    return Object.keys(this.consumer(number).positions);
  }
}

const byHand = { 'enable.auto.commit': 'false' };
const COOPERATIVE = { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor' };

describe.each(ERAS)('a group in %s', (era) => {
  test('is born, shares its partitions, and processes every record once', () => {
    const play = new Play(era, [{}, {}]).start(1, 2).settled(1, 2).send(3, 0).send(2, 1).for(6000);
    expect([play.partitionsOf(1), play.partitionsOf(2)].map((own) => own.length)).toEqual([1, 1]);
    expect(play.all('RecordProcessed')).toHaveLength(5);
    expect(play.all('OffsetsCommitted').length).toBeGreaterThan(0);
    for (const promise of ['onePartitionOneOwner', 'processedAtLeastOnce', 'processedAtMostOnce', 'processedInOrder'] as const) expect(play.promise(promise)).toEqual(['kept', []]);
  });

  test('gives the partitions of a member that leaves to the others, without waiting for its session', () => {
    const play = new Play(era, [{}, {}]).start(1, 2).settled(1, 2).do({ type: 'consumer.stop', consumer: 'consumer-2' });
    const leftAtMs = play.world.nowMs;
    play.until(() => play.partitionsOf(1).length === 2);
    expect(play.world.nowMs - leftAtMs).toBeLessThan(6000);
    expect(play.all('ConsumerStopped')).toHaveLength(1);
  });

  test('waits for the session of one that is killed, and processes again what was not committed', () => {
    const play = new Play(era, [{ config: byHand, application: { commit: 'sync', processingMs: 100 } }, { config: byHand }]).start(1).settled(1).send(3, 0);
    play.until(() => play.all('RecordProcessed').length === 2).do({ type: 'consumer.kill', consumer: 'consumer-1' }).start(2);
    const killedAtMs = play.world.nowMs;
    play.settled(2).for(1000);
    expect(play.world.nowMs - killedAtMs).toBeGreaterThan(2500);
    expect(play.promise('processedAtMostOnce')[0]).toBe('broken');
    expect(play.promise('processedAtLeastOnce')).toEqual(['kept', []]);
  });

  test('takes a killed consumer back as a new process, which goes on where the group has committed', () => {
    const play = new Play(era, [{ config: byHand, application: { commit: 'sync' } }]).start(1).settled(1).send(2, 0);
    play.until(() => play.all('OffsetsCommitted').length > 0).for(500);
    play.do({ type: 'consumer.kill', consumer: 'consumer-1' }, { type: 'consumer.restart', consumer: 'consumer-1' }).settled(1);
    expect(play.consumer(1).positions['orders-0']).toBe(2);
    expect(play.promise('processedAtMostOnce')).toEqual(['kept', []]);
  });

  test('skips what was committed before it was processed', () => {
    const play = new Play(era, [{ config: { ...byHand, 'max.poll.records': '2' }, application: { commit: 'before-processing', processingMs: 100 } }, { config: byHand }]).send(4, 0).for(100).start(1);
    play.until(() => play.all('RecordProcessed').length === 1).do({ type: 'consumer.kill', consumer: 'consumer-1' }).start(2).settled(2).for(1000);
    expect(play.promise('processedAtLeastOnce')).toEqual(['broken', ['m1']]);
    expect(play.promise('processedAtMostOnce')).toEqual(['kept', []]);
  });

  test('loses the records of a pool whose poller commits by itself', () => {
    const play = new Play(era, [{ config: { 'auto.commit.interval.ms': '100' }, application: { workers: 3, processingMs: 2000 } }, {}]).start(1).settled(1).send(6, 0);
    play.for(1500).do({ type: 'consumer.kill', consumer: 'consumer-1' }).start(2).settled(2).for(1000);
    const [verdict, skipped] = play.promise('processedAtLeastOnce');
    expect(verdict).toBe('broken');
    expect(skipped?.length).toBeGreaterThan(2);
    expect(verdicts(play.world).find(({ promise }) => promise === 'processedAtLeastOnce')?.remedy?.name).toBe('enable.auto.commit');
  });

  test('lets a static member come back to its partitions without a rebalance', () => {
    const play = new Play(era, [{ config: { 'group.instance.id': 'a' } }, { config: { 'group.instance.id': 'b' } }]).start(1, 2).settled(1, 2);
    const before = play.partitionsOf(2);
    const generation = play.member(2).generation.generationId;
    play.do({ type: 'consumer.stop', consumer: 'consumer-2' }).until(() => play.all('ConsumerStopped').length === 1).start(2).settled(2);
    expect(play.partitionsOf(2)).toEqual(before);
    expect(play.member(2).generation.generationId).toBe(generation);
  });

  test('is left by the heartbeat thread of an application that does not poll', () => {
    const play = new Play(era, [{ config: { ...byHand, 'max.poll.interval.ms': '2000' }, application: { processingMs: 5000, commit: 'sync' } }, { config: byHand }]).start(1, 2).settled(1, 2).send(1, 0).send(1, 1);
    play.until(() => play.all('PollOverdue').length > 0).for(8000);
    expect(play.all('MemberLeaves')[0]?.reason).toBe('consumer poll timeout has expired.');
    expect(play.all('OffsetCommitAnswered').some(({ error }) => error === 'UNKNOWN_MEMBER_ID')).toBe(true);
    expect(play.promise('processedAtMostOnce')[0]).toBe('broken');
  });

  test('goes on in the same generation when its coordinator dies', () => {
    const play = new Play(era, [{}, {}]).start(1, 2).settled(1, 2).send(2, 0).for(6000);
    const { coordinator, generation } = play.member(1);
    play.do({ type: 'broker.kill', brokerId: coordinator ?? -1 }).until(() => [1, 2].every((number) => ![null, coordinator].includes(play.member(number).coordinator))).for(4000);
    expect(play.member(1).generation).toEqual(generation);
    expect(play.all('CoordinatorLost').length).toBeGreaterThan(0);
    play.send(2, 0).for(1000);
    expect(play.all('RecordProcessed')).toHaveLength(4);
  });

  test('moves only what has to move when it is cooperative', () => {
    const play = new Play(era, [{ config: COOPERATIVE }, { config: COOPERATIVE }], { partitions: 4 }).start(1).settled(1).start(2).settled(1, 2);
    play.until(() => play.partitionsOf(2).length === 2);
    expect(play.all('PartitionsRevoked').flatMap(({ partitions }) => partitions)).toHaveLength(2);
    expect(play.partitionsOf(1)).toHaveLength(2);
    expect(play.promise('onePartitionOneOwner')[0]).toBe('kept');
  });

  test('notices a topic that its pattern matches', () => {
    const play = new Play(era, [{ topics: [], pattern: 'or.*', config: { 'metadata.max.age.ms': '2000' } }]).start(1).settled(1);
    play.do({ type: 'topic.create', topic: { name: 'origins', partitions: 1, replicationFactor: 3, configs: {} } }).until(() => play.partitionsOf(1).includes('origins-0'));
    expect(play.partitionsOf(1)).toHaveLength(3);
  });

  test('shares a new topic in one rebalance, also among members whose metadata grow old at different times', () => {
    const byPattern = { topics: [], pattern: 'or.*', config: { 'metadata.max.age.ms': '5000' } };
    const play = new Play(era, [byPattern, byPattern]).start(1).settled(1).for(1500).start(2).settled(1, 2);
    const before = play.all('GroupGenerationStarted').length;
    play.do({ type: 'topic.create', topic: { name: 'origins', partitions: 2, replicationFactor: 3, configs: {} } }).for(15_000);
    expect([play.partitionsOf(1).length, play.partitionsOf(2).length]).toEqual([2, 2]);
    expect(play.all('GroupGenerationStarted')).toHaveLength(before + 1);
  });

  test('is only a place to commit for a consumer that assigns its partitions itself', () => {
    const play = new Play(era, [{ topics: [], assign: ['orders-1'], config: byHand, application: { commit: 'sync' } }]).start(1).send(2, 1);
    play.until(() => play.all('OffsetsCommitted').some(({ offsets }) => offsets.some(({ partition, offset }) => partition === 'orders-1' && offset === 2)));
    expect(play.member(1).state).toBe('unjoined');
  });
});

test('a cluster may begin with a group that has settled', () => {
  const started = [1, 2, 3].map(() => ({ started: true }));
  const play = new Play('3.9', started);
  expect([1, 2, 3].map((number) => play.partitionsOf(number).length).toSorted((a, b) => a - b)).toEqual([0, 1, 1]);
  expect([1, 2, 3].map((number) => play.member(number).state)).toEqual(['stable', 'stable', 'stable']);
});
