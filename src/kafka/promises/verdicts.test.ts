import { describe, expect, it } from 'vitest';
import { EMPTY_LOG } from '../log/log.ts';
import type { Log } from '../log/log.ts';
import { fakeWorld, idOf, logOf, partition } from '../../testkit/fakeWorld.ts';
import type { FakeReplica } from '../../testkit/fakeWorld.ts';
import type { Ledger, LossCause, PromiseId, Verdict } from './types.ts';
import { verdicts } from './verdicts.ts';

const told = (name: string, offset: number, acks: 0 | 1 | -1 = -1, isrSize = 3) => ({ recordId: idOf(name), partition: 'orders-0', offset, acks, value: name, isrSize });
const acked = (...records: readonly ReturnType<typeof told>[]): Partial<Ledger> => ({ acknowledged: records });
const unclean = (after: number): LossCause => ({ partition: 'orders-0', type: 'unclean-election', brokerId: 3, after: { acknowledged: after, delivered: after } });

function verdictOf(promise: PromiseId, ...world: Parameters<typeof fakeWorld>): Verdict {
  const found = verdicts(fakeWorld(...world)).find((verdict) => verdict.promise === promise);
  if (found === undefined) throw new Error(`no verdict on ${promise}`);
  return found;
}

const survival = (...world: Parameters<typeof fakeWorld>) => verdictOf('acknowledgedRecordsSurvive', ...world);
const [ab, a]: readonly [Log, Log] = [logOf('a1 b1'), logOf('a1')];
const down = (log: Log): FakeReplica => ({ up: false, value: 'offline', log });

describe('acknowledged records survive', () => {
  it('is kept while the leader has every one', () => {
    expect(survival(partition(1, [1, 2, 3]), { 1: { log: ab }, 2: { log: a }, 3: { log: a } }, acked(told('a', 0), told('b', 1, 1)))).toEqual({
      promise: 'acknowledgedRecordsSurvive', verdict: 'kept', records: [], remedy: null,
    });
  });

  it('is broken when the leader has another record at the offset, or none', () => {
    const other = survival(partition(2, [2]), { 1: { log: ab }, 2: { log: logOf('a1 c2') } }, acked(told('a', 0), told('b', 1)));
    expect(other).toMatchObject({ verdict: 'broken', records: [{ recordId: idOf('b'), offset: 1, value: 'b' }] });
    expect(survival(partition(2, [2]), { 1: { log: ab }, 2: { log: a } }, acked(told('b', 1))).verdict).toBe('broken');
  });

  it('promises nothing about acks=0', () => {
    expect(survival(partition(2, [2]), { 2: { log: a } }, acked(told('b', 1, 0))).verdict).toBe('kept');
  });

  it('is at risk when the only log that has it is on a broker that is down', () => {
    const world = [partition(-1, [1], 2), { 1: down(ab), 2: { log: a }, 3: { log: a } }, acked(told('b', 1))] as const;
    expect(survival(...world)).toMatchObject({ verdict: 'at-risk', records: [{ recordId: idOf('b') }] });
  });

  it('is at risk when a replica outside the ISR is all that has it, though that one lives', () => {
    expect(survival(partition(-1, [1]), { 1: down(a), 2: { log: ab } }, acked(told('b', 1))).verdict).toBe('at-risk');
  });

  it('is kept without a leader when a living ISR member has it', () => {
    expect(survival(partition(1, [1, 2, 3]), { 1: down(ab), 2: { log: ab }, 3: { log: a } }, acked(told('b', 1))).verdict).toBe('kept');
  });

  it('is kept without a leader when a living eligible leader replica has it', () => {
    const registration = { ...partition(-1, []), elr: [2] };
    expect(survival(registration, { 1: down(a), 2: { log: ab } }, acked(told('b', 1))).verdict).toBe('kept');
  });

  it('is at risk, not yet broken, while the elected leader that lacks it has not taken office', () => {
    expect(survival(partition(2, [2], 2), { 1: down(ab), 2: { log: a, value: { follower: 'fetching' } } }, acked(told('b', 1))).verdict).toBe('at-risk');
  });

  it('is broken when no log holds it any more, leader or not', () => {
    expect(survival(partition(-1, [1]), { 1: down(EMPTY_LOG), 2: down(a) }, acked(told('b', 1))).verdict).toBe('broken');
  });

  it('does not count retention as loss', () => {
    expect(survival(partition(1, [1]), { 1: { log: { ...EMPTY_LOG, logStartOffset: 5, logEndOffset: 5 } } }, acked(told('b', 1))).verdict).toBe('kept');
  });

  it('names all that is lost, and only that', () => {
    const lost = survival(partition(2, [2]), { 1: { log: logOf('a1 b1 c1') }, 2: { log: a } }, acked(told('a', 0), told('b', 1), told('c', 2)));
    expect(lost.records.map(({ value }) => value)).toEqual(['b', 'c']);
  });

  it('trusts the newest replica when the controller has forgotten everything', () => {
    const world = fakeWorld(partition(1, [1, 2]), { 1: { log: ab }, 2: { log: a, context: { leaderEpoch: 0, leaderId: 2 } } }, acked(told('b', 1)));
    expect(verdicts({ ...world, actors: world.actors.without('controller-3000') })[0]?.verdict).toBe('kept');
  });
});

describe('the setting that would have kept it', () => {
  const lostOn2 = { 1: { log: ab }, 2: { log: a } };

  it('is no unclean election, when there was one after the acknowledgement', () => {
    const ledger = { ...acked(told('b', 1, 1)), causes: [unclean(1)] };
    expect(survival(partition(2, [2]), lostOn2, ledger).remedy).toEqual({ name: 'unclean.leader.election.enable', value: 'false' });
  });

  it('is not blamed on an unclean election that somebody asked for', () => {
    const ledger = { ...acked(told('b', 1, -1, 1)), causes: [{ ...unclean(1), asked: true as const }] };
    expect(survival(partition(2, [2]), lostOn2, ledger).remedy).toEqual({ name: 'min.insync.replicas', value: '2' });
  });

  it('is not blamed on an unclean election from before', () => {
    const ledger = { ...acked(told('b', 1, 1)), causes: [unclean(0)] };
    expect(survival(partition(2, [2]), lostOn2, ledger).remedy).toEqual({ name: 'acks', value: 'all' });
  });

  it('is two in-sync replicas, when acks=all meant the leader alone', () => {
    expect(survival(partition(2, [2]), lostOn2, acked(told('b', 1, -1, 1))).remedy).toEqual({ name: 'min.insync.replicas', value: '2' });
  });

  it('is none, when every replica had it', () => {
    expect(survival(partition(2, [2]), lostOn2, acked(told('b', 1, -1, 3))).remedy).toBeNull();
  });
});

describe('delivered records survive', () => {
  it('counts a record once, however many consumers saw it', () => {
    const seen = { recordId: idOf('b'), partition: 'orders-0', offset: 1, leaderEpoch: 1, value: 'b' };
    const ledger = { delivered: [{ ...seen, consumer: 'consumer-1' }, { ...seen, consumer: 'consumer-2' }], causes: [unclean(2)] };
    expect(verdictOf('deliveredRecordsSurvive', partition(2, [2]), { 2: { log: a } }, ledger)).toMatchObject({
      verdict: 'broken', records: [{ value: 'b' }], remedy: { name: 'unclean.leader.election.enable' },
    });
  });
});

describe('replicas agree', () => {
  const caughtUp = { logEndOffset: 2, logStartOffset: 0, lastCaughtUpTimeMs: 0, lastFetchTimeMs: 0, lastFetchLeaderLogEndOffset: 2, brokerEpoch: 1 };
  const agree = (follower: FakeReplica, remote = caughtUp) =>
    verdictOf('replicasAgree', partition(1, [1, 2], 2), { 1: { log: logOf('a1 c2'), context: { epochStartOffset: 1, remote: { 2: remote } } }, 2: follower });

  it('is broken when two logs differ below the smaller high watermark', () => {
    expect(agree({ log: ab })).toMatchObject({ verdict: 'broken', records: [{ offset: 1, value: 'c' }] });
  });

  it('is kept above the smaller high watermark, where logs may still part', () => {
    expect(agree({ log: ab, context: { highWatermark: 1 } }).verdict).toBe('kept');
  });

  it('waits for a follower that has not finished truncating', () => {
    expect(agree({ log: ab, value: { follower: 'truncating' } }).verdict).toBe('kept');
    expect(agree({ log: ab, context: { leaderEpoch: 1 } }).verdict).toBe('kept');
    expect(agree({ log: ab }, { ...caughtUp, logEndOffset: -1 }).verdict).toBe('kept');
    expect(agree({ log: ab, up: false }).verdict).toBe('kept');
  });
});

describe('the other promises', () => {
  it('one leader an epoch', () => {
    const second = [{ ...unclean(0), type: 'second-leader' as const }];
    expect(verdictOf('oneLeaderAnEpoch', partition(1, [1]), { 1: {} }, { causes: second }).verdict).toBe('broken');
    expect(verdictOf('oneLeaderAnEpoch', partition(1, [1]), { 1: {} }, { causes: [unclean(0)] }).verdict).toBe('kept');
  });

  it('listed end offsets never go back', () => {
    const listed = (wentBackTo: number | null) => ({ listed: { 'orders-0': { highest: 5, leaderEpoch: 1, wentBackTo } } });
    expect(verdictOf('listedEndOffsetsNeverGoBack', partition(1, [1]), { 1: {} }, listed(3)).verdict).toBe('broken');
    expect(verdictOf('listedEndOffsetsNeverGoBack', partition(1, [1]), { 1: {} }, listed(null)).verdict).toBe('kept');
  });

  it('order and no duplicates counts what the present leader has', () => {
    const order = (leader: string, follower = '') => verdictOf('orderAndNoDuplicates', partition(1, [1, 2]), { 1: { log: logOf(leader) }, 2: { log: logOf(follower) } });
    expect(order('producer-1:1/1 producer-2:1/1 producer-1:2/1').verdict).toBe('kept');
    expect(order('a1 b1 a1')).toMatchObject({ verdict: 'broken', records: [{ offset: 2, value: 'a' }], remedy: { name: 'enable.idempotence', value: 'true' } });
    expect(order('b1 a1')).toMatchObject({ verdict: 'broken', records: [{ offset: 1, value: 'a' }] });
    expect(order('a1 b1', 'a1 b1 a1').verdict).toBe('kept');
  });
});
