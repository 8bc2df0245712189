import { describe, expect, it } from 'vitest';
import { ActorPuppet } from '../../testkit/actorPuppet.ts';
import { logOf } from '../../testkit/fakeWorld.ts';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';
import type { Acks, FetchResponse, ProduceResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import { purgatoryMachine } from './machine.ts';
import type { PurgatoryContext } from './types.ts';

const REPLY_TO = { connection: 'producer-1#1>broker-1#1', to: 'producer-1' };
const DEADLINE_MS = 500;

/** The purgatory of broker 1, beside replicas of `orders-0` and `orders-1`. */
class PurgatoryPuppet extends ActorPuppet<PurgatoryContext> {
  constructor() {
    super(purgatoryMachine, { brokerId: 1 }, { self: 'broker-1/purgatory' });
  }

  beside(replica: ReplicaPuppet, partition = 'orders-0'): this {
    this.siblings[`broker-1/${partition}`] = { value: replica.state, context: replica.context };
    return this;
  }

  tell(type: string, fields: object): this {
    return this.get({ type, ...fields });
  }

  expectProduce(acks: Acks, partitions: readonly string[] = ['orders-0']): this {
    const request = {
      api: 'Produce', key: 'p', replyTo: REPLY_TO, correlationId: 7, sinceMs: this.nowMs, deadlineMs: this.nowMs + DEADLINE_MS, partitions, parked: false, acks, results: {},
    };
    return this.tell('Expect', { request });
  }

  appended(requiredOffset: number, { error = 'NONE', partition = 'orders-0' } = {}): this {
    return this.tell('Appended', { requestKey: 'p', partition, error, baseOffset: requiredOffset - 1, requiredOffset });
  }

  expectFetch(fetchOffset: number, { minBytes = 1, maxWaitMs = DEADLINE_MS, replicaId = 2, lastFetchedEpoch = null as number | null } = {}): this {
    const fetch = { partition: 'orders-0', fetchOffset, currentLeaderEpoch: 1, lastFetchedEpoch, maxBytes: 1_000_000 };
    const request = {
      api: 'Fetch', key: 'f', replyTo: REPLY_TO, correlationId: 8, sinceMs: this.nowMs, deadlineMs: this.nowMs + maxWaitMs, partitions: ['orders-0'], parked: false,
      replicaId, minBytes, maxWaitMs, fetches: [fetch], results: {}, bytes: 0,
    };
    return this.tell('Expect', { request });
  }

  read(fields: object = {}, bytes = 0): this {
    const fetched = { partition: 'orders-0', error: 'NONE', highWatermark: 0, logStartOffset: 0, batches: [], ...fields };
    return this.tell('Read', { requestKey: 'f', fetched, bytes });
  }

  recheck(partition = 'orders-0'): this {
    return this.tell('Recheck', { partition });
  }

  expire(key: string): this {
    return this.at(this.nowMs + DEADLINE_MS).tell('Expired', { key });
  }

  produced(): readonly (readonly [ErrorName, number])[] | undefined {
    return (this.effects('reply')[0]?.message as ProduceResponse | undefined)?.partitions.map(({ error, baseOffset }) => [error, baseOffset]);
  }

  fetched(): FetchResponse['partitions'][number] | undefined {
    return (this.effects('reply')[0]?.message as FetchResponse | undefined)?.partitions[0];
  }
}

const leader = () => new ReplicaPuppet().lead({ isr: [1, 2] });
const withMinIsr = (minInsyncReplicas: number) => new ReplicaPuppet().lead({ isr: [1, 2] }, { minInsyncReplicas });

describe('Produce', () => {
  it('with acks=1 is answered on append', () => {
    const purgatory = new PurgatoryPuppet().beside(leader()).expectProduce(1).appended(1);
    expect([purgatory.produced(), purgatory.state]).toEqual([[['NONE', 0]], 'empty']);
  });

  it('with acks=0 is not answered', () => {
    const purgatory = new PurgatoryPuppet().beside(leader()).expectProduce(0).appended(1);
    expect([purgatory.effects('reply'), purgatory.effects('hangUp'), purgatory.state]).toEqual([[], [], 'empty']);
  });

  it('with acks=0 and an error hangs up, for there is no answer to carry it', () => {
    const purgatory = new PurgatoryPuppet().expectProduce(0).appended(-1, { error: 'NOT_LEADER_OR_FOLLOWER' });
    expect(purgatory.effects('hangUp')).toEqual([{ type: 'hangUp', connection: REPLY_TO.connection }]);
  });

  it('with acks=all waits until the high watermark passes it', () => {
    const replica = leader().append('a');
    const purgatory = new PurgatoryPuppet().beside(replica).expectProduce(-1).appended(1);
    expect(purgatory.facts('RequestParked')).toMatchObject([{ api: 'Produce', forMs: DEADLINE_MS }]);
    expect([purgatory.state, purgatory.recheck().produced()]).toEqual(['parked', undefined]);
    purgatory.beside(replica.fetchBy(2, 1)).recheck();
    expect([purgatory.produced(), purgatory.state]).toEqual([[['NONE', 0]], 'empty']);
    expect(purgatory.facts('ProduceAnswered')).toMatchObject([{ error: 'NONE', acks: -1, baseOffset: 0 }]);
  });

  it('waits for every partition’s part, and for the slowest', () => {
    const [fast, slow] = [leader().append('a').fetchBy(2, 1), leader().append('a')];
    const purgatory = new PurgatoryPuppet().beside(fast).beside(slow, 'orders-1').expectProduce(-1, ['orders-0', 'orders-1']).appended(1);
    expect(purgatory.state).toBe('parked');
    expect(purgatory.appended(1, { partition: 'orders-1' }).produced()).toBeUndefined();
    expect(purgatory.beside(slow.fetchBy(2, 1), 'orders-1').recheck('orders-1').produced()).toEqual([['NONE', 0], ['NONE', 0]]);
  });

  it('keeps what came of one partition while it waits for another', () => {
    const slow = leader().append('a');
    const fast = leader().append('a').fetchBy(2, 1);
    const purgatory = new PurgatoryPuppet().beside(fast).beside(slow, 'orders-1').expectProduce(-1, ['orders-0', 'orders-1']).appended(1).appended(1, { partition: 'orders-1' });
    expect(purgatory.beside(fast.follow(2, { leaderEpoch: 2 })).recheck().produced()).toBeUndefined();
    expect(purgatory.beside(slow.fetchBy(2, 1), 'orders-1').recheck('orders-1').produced()).toEqual([['NONE', 0], ['NONE', 0]]);
  });

  it('is not looked at when another partition changed', () => {
    const purgatory = new PurgatoryPuppet().beside(leader().append('a')).expectProduce(-1).appended(1);
    purgatory.beside(leader().append('a').fetchBy(2, 1)).recheck('orders-1');
    expect(purgatory.produced()).toBeUndefined();
  });

  it('refused before the append is answered at once', () => {
    expect(new PurgatoryPuppet().beside(leader()).expectProduce(-1).appended(-1, { error: 'NOT_ENOUGH_REPLICAS' }).produced()).toEqual([['NOT_ENOUGH_REPLICAS', -1]]);
  });

  it('is answered NOT_LEADER_OR_FOLLOWER when the leadership is lost meanwhile', () => {
    const replica = leader().append('a');
    const purgatory = new PurgatoryPuppet().beside(replica).expectProduce(-1).appended(1);
    expect(purgatory.beside(replica.follow(2, { leaderEpoch: 2 })).recheck().produced()).toEqual([['NOT_LEADER_OR_FOLLOWER', -1]]);
  });

  it('committed in an ISR that is too small by then is NOT_ENOUGH_REPLICAS_AFTER_APPEND', () => {
    const replica = withMinIsr(2).append('a');
    const purgatory = new PurgatoryPuppet().beside(replica).expectProduce(-1).appended(1);
    const shrunk = { value: 'leader', context: { ...replica.context, isr: [1], highWatermark: 1 } };
    purgatory.siblings['broker-1/orders-0'] = shrunk;
    expect(purgatory.recheck().produced()).toEqual([['NOT_ENOUGH_REPLICAS_AFTER_APPEND', -1]]);
  });

  it('counts the maximal ISR for that, so a replica that is joining is enough', () => {
    const replica = withMinIsr(2).append('a').fetchBy(2, 1);
    const joining = { ...replica.context, isr: [1], pendingIsr: { kind: 'expand' as const, leaderEpoch: 1, partitionEpoch: 0, asked: [1, 2], maximalIsr: [1, 2] } };
    const purgatory = new PurgatoryPuppet().beside(withMinIsr(2).append('a')).expectProduce(-1).appended(1);
    purgatory.siblings['broker-1/orders-0'] = { value: 'leader', context: joining };
    expect(purgatory.recheck().produced()).toEqual([['NONE', 0]]);
  });

  it('not committed by its deadline is REQUEST_TIMED_OUT although it was appended', () => {
    const purgatory = new PurgatoryPuppet().beside(leader().append('a')).expectProduce(-1).appended(1);
    expect(purgatory.effects('schedule')).toMatchObject([{ name: 'p', afterMs: DEADLINE_MS, event: { type: 'Expired', key: 'p' } }]);
    expect(purgatory.expire('p').produced()).toEqual([['REQUEST_TIMED_OUT', -1]]);
    expect(purgatory.state).toBe('empty');
  });

  it('timed out in one partition still tells what was committed in the other', () => {
    const purgatory = new PurgatoryPuppet().beside(leader().append('a').fetchBy(2, 1)).beside(leader().append('a'), 'orders-1');
    purgatory.expectProduce(-1, ['orders-0', 'orders-1']).appended(1).appended(1, { partition: 'orders-1' });
    expect(purgatory.expire('p').produced()).toEqual([['NONE', 0], ['REQUEST_TIMED_OUT', -1]]);
  });
});

describe('Fetch', () => {
  const caughtUp = () => leader().append('a').fetchBy(2, 1);

  it('with enough to read is answered at once', () => {
    const { batches } = logOf('a1');
    expect(new PurgatoryPuppet().beside(caughtUp()).expectFetch(0).read({ batches }, 70).fetched()?.batches).toEqual(batches);
  });

  it.each([{ error: 'NOT_LEADER_OR_FOLLOWER' }, { divergingEpoch: { epoch: 0, endOffset: 0 } }])('with %o is answered at once', (fields) => {
    expect(new PurgatoryPuppet().beside(caughtUp()).expectFetch(1).read(fields).fetched()).toMatchObject(fields);
  });

  it('that does not want to wait is answered at once', () => {
    expect(new PurgatoryPuppet().beside(caughtUp()).expectFetch(1, { maxWaitMs: 0 }).read().fetched()?.batches).toEqual([]);
  });

  it('with nothing to read is parked, and answered when data arrives', () => {
    const replica = caughtUp();
    const purgatory = new PurgatoryPuppet().beside(replica).expectFetch(1).read();
    expect([purgatory.state, purgatory.recheck().fetched()]).toEqual(['parked', undefined]);
    purgatory.at(40).beside(replica.append('b')).recheck();
    expect(purgatory.fetched()?.batches[0]?.records[0]?.value).toBe('b');
    expect(purgatory.facts('ParkedFetchAnswered')).toMatchObject([{ waitedMs: 40, atDeadline: false, partitions: [{ records: 1 }] }]);
  });

  it('waits for min bytes', () => {
    const replica = caughtUp();
    const purgatory = new PurgatoryPuppet().beside(replica).expectFetch(1, { minBytes: 100 }).read();
    expect(purgatory.beside(replica.append('b')).recheck().fetched()).toBeUndefined();
    expect(purgatory.beside(replica.append('c')).recheck().fetched()?.batches).toHaveLength(2);
  });

  it('is read afresh at its deadline: that is how an idle follower learns the newer high watermark', () => {
    const replica = leader().append('a').fetchBy(3, 1);
    const purgatory = new PurgatoryPuppet().beside(replica).expectFetch(1).read({ highWatermark: 0 });
    purgatory.beside(replica.fetchBy(2, 1));
    expect(purgatory.expire('f').fetched()).toMatchObject({ highWatermark: 1, batches: [] });
    expect(purgatory.facts('ParkedFetchAnswered')).toMatchObject([{ atDeadline: true, waitedMs: DEADLINE_MS }]);
    expect(purgatory.effects('reply')[0]?.routine).toBe(false);
  });

  it('a newer high watermark alone does not end a follower’s wait', () => {
    const replica = leader().append('a').fetchBy(3, 1);
    const purgatory = new PurgatoryPuppet().beside(replica).expectFetch(1).read();
    expect(purgatory.beside(replica.fetchBy(2, 1)).recheck().fetched()).toBeUndefined();
  });

  it('it does end a consumer’s, who can read up to it now', () => {
    const replica = leader().append('a');
    const purgatory = new PurgatoryPuppet().beside(replica).expectFetch(0, { replicaId: -1 }).read();
    expect(purgatory.recheck().fetched()).toBeUndefined();
    expect(purgatory.beside(replica.fetchBy(2, 1)).recheck().fetched()?.batches).toHaveLength(1);
  });

  it('answered with nothing new is everyday traffic, and no fact', () => {
    const purgatory = new PurgatoryPuppet().beside(leader()).expectFetch(0).read().expire('f');
    expect([purgatory.effects('reply')[0]?.routine, purgatory.facts('ParkedFetchAnswered')]).toEqual([true, []]);
  });

  it('is answered when its partition is led elsewhere or under another epoch', () => {
    const replica = caughtUp();
    const parked = () => new PurgatoryPuppet().beside(replica).expectFetch(1).read();
    const elsewhere = parked();
    const again = parked();
    expect(again.beside(replica.lead({ leaderEpoch: 2, partitionEpoch: 1 })).recheck().fetched()?.error).toBe('FENCED_LEADER_EPOCH');
    expect(elsewhere.beside(new ReplicaPuppet().follow(2)).recheck().fetched()?.error).toBe('NOT_LEADER_OR_FOLLOWER');
  });
});

it('the end of the process forgets every request that waits', () => {
  const purgatory = new PurgatoryPuppet().beside(leader().append('a')).expectProduce(-1).appended(1).tell('Halt', { how: 'killed' });
  expect([purgatory.state, purgatory.context]).toEqual(['empty', { brokerId: 1, pending: {}, told: {} }]);
});
