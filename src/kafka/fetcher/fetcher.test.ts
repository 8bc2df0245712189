import { cluster } from '../../testkit/clusterPuppet.ts';
import { describe, expect, it } from 'vitest';
import { ActorPuppet } from '../../testkit/actorPuppet.ts';
import { logOf } from '../../testkit/fakeWorld.ts';
import type { FetchedPartition, FetchRequest, ListOffsetsRequest } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { FetchedEvent, ResetLogEvent } from '../replica/types.ts';
import { fetcherMachine } from './machine.ts';
import type { FetcherContext } from './types.ts';

const BACKOFF_MS = 1000;
const TIMEOUT_MS = 30_000;
const CONFIG = { maxWaitMs: 500, minBytes: 1, maxBytes: 1_000_000, backoffMs: BACKOFF_MS, timeoutMs: TIMEOUT_MS };

type ListedOffsets = readonly { readonly error?: ErrorName; readonly offset: number }[];

/** The fetcher of broker 2 for leader 1. */
class FetcherPuppet extends ActorPuppet<FetcherContext> {
  constructor(nextCorrelationId = 0) {
    super(fetcherMachine, { brokerId: 2, brokerEpoch: 20, leaderId: 1, nextCorrelationId, config: CONFIG }, { self: 'broker-2/fetcher-1' });
  }

  replica(partition: string, log: string, value: unknown = { follower: 'fetching' }): this {
    this.siblings[`broker-2/${partition}`] = { value, context: { log: logOf(log) } };
    return this;
  }

  tell(type: string, fields: object = {}): this {
    return this.get({ type, ...fields });
  }

  add(partition = 'orders-0', leaderEpoch = 5): this {
    return this.tell('AddPartitions', { partitions: { [partition]: leaderEpoch }, brokerEpoch: 20 });
  }

  round(): this {
    return this.tell('Round');
  }

  answer(...partitions: readonly (Partial<FetchedPartition> & { readonly partition: string })[]): this {
    const whole = partitions.map((one) => ({ error: 'NONE', highWatermark: 0, logStartOffset: 0, batches: [], ...one }));
    return this.tell('FetchResponse', { message: { api: 'Fetch', kind: 'response', correlationId: this.context.inFlight?.correlationId, partitions: whole } });
  }

  fail(error: ErrorName): this {
    return this.answer({ partition: 'orders-0', error });
  }

  listed(...[latest, earliest]: ListedOffsets): this {
    const partitions = [latest, earliest].map((one) => ({ partition: 'orders-0', error: 'NONE', leaderEpoch: 5, ...one }));
    return this.tell('ListOffsetsResponse', { message: { api: 'ListOffsets', kind: 'response', correlationId: this.context.inFlight?.correlationId, partitions } });
  }

  sent(): FetchRequest | ListOffsetsRequest | undefined {
    return this.effects('send')[0]?.message as FetchRequest | ListOffsetsRequest | undefined;
  }

  timers(): readonly (readonly [string, number])[] {
    return this.effects('schedule').map(({ name, afterMs }) => [name, afterMs]);
  }
}

const fetching = (log = 'a1 b3') => new FetcherPuppet().replica('orders-0', log).add().round();

describe('a round', () => {
  it('fetches every partition from its log’s end, with the last epoch in the log and the leader’s epoch', () => {
    const fetcher = new FetcherPuppet().replica('orders-0', 'a1 b3').replica('orders-1', '').add('orders-0', 5).add('orders-1', 7).round();
    expect(fetcher.state).toBe('fetching');
    expect(fetcher.sent()).toMatchObject({
      api: 'Fetch', replicaId: 2, replicaEpoch: 20, maxWaitMs: 500, minBytes: 1,
      partitions: [
        { partition: 'orders-0', fetchOffset: 2, lastFetchedEpoch: 3, currentLeaderEpoch: 5 },
        { partition: 'orders-1', fetchOffset: 0, lastFetchedEpoch: null, currentLeaderEpoch: 7 },
      ],
    });
  });

  it('begins as soon as a partition is added', () => {
    expect(new FetcherPuppet().replica('orders-0', '').add().timers()).toEqual([['round', 0]]);
  });

  it('does not begin while a request is under way', () => {
    expect(fetching().round().sent()).toBeUndefined();
  });

  it('first has logs without an epoch cut to the high watermark', () => {
    const fetcher = new FetcherPuppet().replica('orders-0', '', { follower: 'truncating' }).add().round();
    expect(fetcher.effects('tell').map(({ to, event }) => [to, event.type])).toEqual([['broker-2/orders-0', 'TruncateToHighWatermark'], ['broker-2/fetcher-1', 'Round']]);
    expect(fetcher.sent()).toBeUndefined();
  });

  it('that says nothing new is everyday traffic', () => {
    const fetcher = fetching();
    expect(fetcher.effects('send')[0]?.routine).toBe(false);
    expect(fetcher.answer({ partition: 'orders-0' }).round().effects('send')[0]?.routine).toBe(true);
  });

  it('with nothing to fetch is idle', () => {
    const fetcher = fetching().tell('RemovePartitions', { partitions: ['orders-0'] }).answer().round();
    expect([fetcher.state, fetcher.sent()]).toEqual(['idle', undefined]);
  });

  it('goes on with the correlation ids of the fetcher before it', () => {
    const fetcher = new FetcherPuppet(17).replica('orders-0', '').add().round();
    expect(fetcher.sent()?.correlationId).toBe(17);
    expect(fetcher.answer().round().sent()?.correlationId).toBe(18);
  });
});

describe('an answer', () => {
  it('goes to the replica with the offset and epoch it was asked under, and the next round follows', () => {
    const fetcher = fetching().answer({ partition: 'orders-0', highWatermark: 1 });
    expect(fetcher.told<FetchedEvent>('Fetched')).toMatchObject([{ leaderId: 1, leaderEpoch: 5, fetchOffset: 2, fetched: { highWatermark: 1 } }]);
    expect(fetcher.told('Round')).toHaveLength(1);
    expect(fetcher.effects('cancel')).toEqual([{ type: 'cancel', name: 'request-timeout' }]);
  });

  it('to another request than the one under way is dropped', () => {
    const fetcher = fetching();
    fetcher.tell('FetchResponse', { message: { api: 'Fetch', kind: 'response', correlationId: 99, partitions: [] } });
    expect([fetcher.state, fetcher.done]).toEqual(['fetching', []]);
  });

  it('for a partition that is fetched elsewhere by now is dropped', () => {
    const fetcher = fetching().tell('RemovePartitions', { partitions: ['orders-0'] }).answer({ partition: 'orders-0' });
    expect(fetcher.told('Fetched')).toEqual([]);
  });

  it('made under an older epoch is handed over as such: the replica drops it', () => {
    expect(fetching().add('orders-0', 6).answer({ partition: 'orders-0' }).told<FetchedEvent>('Fetched')).toMatchObject([{ leaderEpoch: 5 }]);
  });
});

describe('an error', () => {
  it('FENCED_LEADER_EPOCH: the partition waits for newer metadata, without this fetcher', () => {
    const fetcher = fetching().fail('FENCED_LEADER_EPOCH');
    expect(fetcher.context.partitions).toEqual({});
    expect(fetcher.facts('ReplicaFetchFailed')).toMatchObject([{ partition: 'orders-0', leader: 1, error: 'FENCED_LEADER_EPOCH' }]);
    expect(fetcher.add('orders-0', 6).round().sent()).toMatchObject({ partitions: [{ currentLeaderEpoch: 6 }] });
  });

  it('FENCED_LEADER_EPOCH when the newer metadata is there already: it is tried again a little later', () => {
    const fetcher = fetching().add('orders-0', 6).at(100).fail('FENCED_LEADER_EPOCH');
    expect(fetcher.context.partitions['orders-0']).toMatchObject({ leaderEpoch: 6, delayedUntilMs: 100 + BACKOFF_MS });
  });

  it.each(['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_LEADER_EPOCH', 'UNKNOWN_TOPIC_OR_PARTITION'] as const)('%s: tried again after replica.fetch.backoff.ms', (error) => {
    const fetcher = fetching().at(100).fail(error).round();
    expect([fetcher.state, fetcher.sent(), fetcher.timers()]).toEqual(['backingOff', undefined, [['backoff', BACKOFF_MS]]]);
    fetcher.at(100 + BACKOFF_MS).tell('BackoffOver');
    expect([fetcher.state, fetcher.sent()?.api]).toEqual(['fetching', 'Fetch']);
  });

  it('of one partition does not stop the others', () => {
    const fetcher = new FetcherPuppet().replica('orders-0', 'a1').replica('orders-1', 'a1').add('orders-0').add('orders-1').round();
    fetcher.answer({ partition: 'orders-0', error: 'NOT_LEADER_OR_FOLLOWER' }, { partition: 'orders-1' }).round();
    expect((fetcher.sent() as FetchRequest).partitions.map((one) => one.partition)).toEqual(['orders-1']);
  });
});

describe('OFFSET_OUT_OF_RANGE', () => {
  const outOfRange = () => fetching('a1 b1 c1').fail('OFFSET_OUT_OF_RANGE').round();

  it('asks the leader where its log ends and begins', () => {
    expect(outOfRange().sent()).toMatchObject({
      api: 'ListOffsets', replicaId: 2, partitions: [{ timestamp: 'latest', currentLeaderEpoch: 5 }, { timestamp: 'earliest', currentLeaderEpoch: 5 }],
    });
  });

  it('has the log cut to the leader’s end when that is lower', () => {
    expect(outOfRange().listed({ offset: 1 }, { offset: 0 }).told<ResetLogEvent>('ResetLog')).toEqual([{ type: 'ResetLog', to: 1, startOver: false }]);
  });

  it('has it start over where the leader’s log begins when that is beyond our end', () => {
    expect(outOfRange().listed({ offset: 9 }, { offset: 7 }).told<ResetLogEvent>('ResetLog')).toEqual([{ type: 'ResetLog', to: 7, startOver: true }]);
  });

  it('otherwise leaves it as it is and fetches on', () => {
    const fetcher = outOfRange().listed({ offset: 9 }, { offset: 2 });
    expect(fetcher.told('ResetLog')).toEqual([]);
    expect(fetcher.round().sent()).toMatchObject({ api: 'Fetch', partitions: [{ fetchOffset: 3 }] });
  });

  it('and no answer to that: a Fetch again after the backoff', () => {
    const fetcher = outOfRange().at(50).listed({ offset: -1, error: 'NOT_LEADER_OR_FOLLOWER' }, { offset: -1, error: 'NOT_LEADER_OR_FOLLOWER' });
    expect([fetcher.round().state, fetcher.told('ResetLog')]).toEqual(['backingOff', []]);
    expect(fetcher.at(50 + BACKOFF_MS).tell('BackoffOver').sent()?.api).toBe('Fetch');
  });

  it('and fenced at that: the partition waits for newer metadata', () => {
    expect(outOfRange().listed({ offset: -1, error: 'FENCED_LEADER_EPOCH' }, { offset: -1 }).context.partitions).toEqual({});
  });
});

describe('a leader that cannot be reached', () => {
  it('delays every partition by the backoff, also one added meanwhile', () => {
    const fetcher = fetching().replica('orders-1', '').add('orders-1').at(100).tell('Disconnected', { peer: 'broker-1', refused: false });
    expect(Object.values(fetcher.context.partitions).map((one) => one.delayedUntilMs)).toEqual([100 + BACKOFF_MS, 100 + BACKOFF_MS]);
    expect(fetcher.facts('ReplicaFetcherDisconnected')).toMatchObject([{ brokerId: 2, leader: 1 }]);
    expect(fetcher.round().state).toBe('backingOff');
  });

  it('does not make a partition wait longer that waits already', () => {
    const fetcher = new FetcherPuppet().replica('orders-0', '').replica('orders-1', '').add('orders-0').add('orders-1').round();
    fetcher.at(100).answer({ partition: 'orders-0', error: 'NOT_LEADER_OR_FOLLOWER' }, { partition: 'orders-1' }).round();
    fetcher.at(500).tell('Disconnected', { peer: 'broker-1', refused: true });
    expect(fetcher.context.partitions['orders-0']?.delayedUntilMs).toBe(100 + BACKOFF_MS);
  });

  it('that is silent for replica.socket.timeout.ms loses the connection', () => {
    const fetcher = fetching();
    expect(fetcher.timers()).toContainEqual(['request-timeout', TIMEOUT_MS]);
    fetcher.at(TIMEOUT_MS).tell('RequestTimedOut');
    expect(fetcher.effects('disconnect')).toEqual([{ type: 'disconnect', peer: 'broker-1' }]);
    expect(fetcher.context.partitions['orders-0']?.delayedUntilMs).toBe(TIMEOUT_MS + BACKOFF_MS);
  });

  it('a break when nothing was asked changes nothing', () => {
    const fetcher = new FetcherPuppet().replica('orders-0', '').add().tell('Disconnected', { peer: 'broker-1', refused: false });
    expect(fetcher.done).toEqual([]);
  });

  it('a partition added meanwhile wakes the thread from its backoff', () => {
    const fetcher = fetching().fail('NOT_LEADER_OR_FOLLOWER').round().replica('orders-1', '').add('orders-1').round();
    expect((fetcher.sent() as FetchRequest).partitions.map((one) => one.partition)).toEqual(['orders-1']);
  });
});

describe('two brokers that lead for each other', () => {
  it('have a connection each way: when one breaks, the other fetcher goes on', () => {
    const puppet = cluster({ partitions: 3 }).forMs(1_000);
    const [broken] = puppet.connections('broker-2', 'broker-1');
    puppet.do({ disconnect: broken?.id ?? '' }).forMs(100);
    expect(puppet.factsOf('ReplicaFetcherDisconnected')).toMatchObject([{ brokerId: 2, leader: 1 }]);
    expect(Object.values(puppet.fetcher(1, 2).partitions).map((one) => one.delayedUntilMs)).toEqual([0]);
  });
});
