import { describe, expect, it } from 'vitest';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';
import { appendAsLeader, EMPTY_LOG } from '../log/log.ts';
import { firstLaterEpochOffset } from '../log/leaderEpochCache.ts';
import type { EpochEndOffset } from '../log/leaderEpochCache.ts';

/** `a1 b2`: records by value, each with the epoch it was written in. */
const logOf = (text: string) => text.split(' ').reduce((log, one) =>
  appendAsLeader(log, Number(one.slice(1)), [{ id: one, key: null, value: one.slice(0, 1), timestampMs: 0 }], Number.MAX_SAFE_INTEGER), EMPTY_LOG);

/** A follower of broker 2 in epoch 1 that has this log. */
const following = (era: '0.10' | '0.11' | '2.1', text: string, highWatermark = 0) => {
  const puppet = new ReplicaPuppet({ era }).follow(2, { leaderEpoch: 1 });
  if (era !== '0.10') puppet.get({ type: 'TruncateToHighWatermark' });
  return puppet.fetched({ batches: logOf(text).batches, highWatermark });
};
const epochEnd = (puppet: ReplicaPuppet, askedEpoch: number, end: EpochEndOffset, leaderId = 3) => puppet.get({ type: 'TruncateToEpoch', leaderId, askedEpoch, epochEnd: end } as { type: string });

describe('a follower before leader epochs (0.10)', () => {
  it('cuts its log to its own high watermark as soon as it hears of another leader', () => {
    const puppet = following('0.10', 'a1 b1 c1', 1).follow(3, { leaderEpoch: 2, partitionEpoch: 1 });
    expect([puppet.values, puppet.state]).toEqual(['a', { follower: 'fetching' }]);
    expect(puppet.facts('LogTruncated')).toMatchObject([{ from: 3, to: 1, reason: 'high-watermark' }]);
  });

  it('cuts nothing for a new epoch of the leader it has', () => {
    expect(following('0.10', 'a1 b1 c1', 1).follow(2, { leaderEpoch: 2, partitionEpoch: 1 }).values).toBe('a b c');
  });

  it('cuts again after a restart, to the high watermark that was on its disk', () => {
    const puppet = following('0.10', 'a1 b1', 2).halt('killed').follow(2, { leaderEpoch: 1 });
    expect(puppet.values).toBe('');
  });
});

describe('a follower that asks where an epoch ends', () => {
  it('does not fetch before it knows', () => {
    expect(following('0.11', 'a1 b1').follow(3, { leaderEpoch: 2, partitionEpoch: 1 }).state).toEqual({ follower: 'truncating' });
  });

  it('in 0.11 cuts to the answer and asks no more', () => {
    const puppet = epochEnd(following('0.11', 'a1 b1 c2').follow(3, { leaderEpoch: 3, partitionEpoch: 1 }), 2, { epoch: -1, endOffset: 2 });
    expect([puppet.values, puppet.state]).toEqual(['a b', { follower: 'fetching' }]);
  });

  it('in 2.1 goes back to its own smaller epoch when it does not know the one that is answered, and asks again', () => {
    const puppet = epochEnd(following('2.1', 'a1 b3 c3').follow(3, { leaderEpoch: 4, partitionEpoch: 1 }), 3, { epoch: 2, endOffset: 2 });
    expect([puppet.values, puppet.state]).toEqual(['a', { follower: 'truncating' }]);
    epochEnd(puppet, 1, { epoch: 1, endOffset: 1 });
    expect([puppet.values, puppet.state]).toEqual(['a', { follower: 'fetching' }]);
  });

  it('falls back to its high watermark when the leader cannot tell', () => {
    expect(epochEnd(following('2.1', 'a1 b1', 1).follow(3, { leaderEpoch: 2, partitionEpoch: 1 }), 1, { epoch: -1, endOffset: -1 }).values).toBe('a');
  });

  it('drops an answer to another question, or of another leader', () => {
    const puppet = following('2.1', 'a1 b1').follow(3, { leaderEpoch: 2, partitionEpoch: 1 });
    expect(epochEnd(puppet, 0, { epoch: 0, endOffset: 0 }).state).toEqual({ follower: 'truncating' });
    expect(epochEnd(puppet, 1, { epoch: 1, endOffset: 0 }, 2).values).toBe('a b');
  });

  it('is told under KIP-101 where the first larger epoch begins, whatever lies between', () => {
    const { epochCache, logEndOffset } = logOf('a1 b3 c4');
    expect([0, 1, 2, 3, 4, 5].map((epoch) => firstLaterEpochOffset(epochCache, epoch, logEndOffset))).toEqual([-1, 1, 1, 2, 3, -1]);
  });
});

describe('a leader before KIP-279', () => {
  it('notes its epoch with its first record only', () => {
    const puppet = new ReplicaPuppet({ era: '0.11' }).lead();
    expect(puppet.context.log.epochCache).toEqual([]);
    expect(puppet.append('m0').context.log.epochCache).toEqual([{ epoch: 1, startOffset: 0 }]);
    expect(new ReplicaPuppet({ era: '2.1' }).lead().context.log.epochCache).toEqual([{ epoch: 1, startOffset: 0 }]);
  });
});

describe('the ISR in 0.8', () => {
  const leader = () => new ReplicaPuppet({ era: '0.8' }).lead({}, { replicaLagTimeMaxMs: 10_000, replicaLagMaxMessages: 2 });

  it('is left by who is too many messages behind, however often it fetches', () => {
    const puppet = leader().fetchBy(2, 0).fetchBy(3, 0).append('a b c').fetchBy(2, 3).fetchBy(3, 0).checkIsr();
    expect(puppet.asked()?.newIsr.map(({ brokerId }) => brokerId)).toEqual([1, 2]);
  });

  it('is not left by who is a little behind but fetches', () => {
    const puppet = leader().fetchBy(2, 0).fetchBy(3, 0).append('a b').at(60_000).fetchBy(2, 2).fetchBy(3, 0).at(65_000).checkIsr();
    expect(puppet.asked()).toBeUndefined();
  });

  it('is left by who is silent, even with everything', () => {
    expect(leader().fetchBy(2, 0).fetchBy(3, 0).at(5_000).fetchBy(2, 0).at(11_000).checkIsr().asked()?.newIsr.map(({ brokerId }) => brokerId)).toEqual([1, 2]);
  });
});

describe('a leader that writes its ISR to ZooKeeper', () => {
  const writing = () => new ReplicaPuppet({ era: '2.1' }).lead({ isr: [1, 2] }).fetchBy(2, 0).fetchBy(3, 0);

  it('appends and commits nothing until ZooKeeper has answered', () => {
    const puppet = writing();
    const asked = puppet.asked();
    expect(puppet.append('m0').values).toBe('');
    expect(puppet.answer(asked).told('AppendRecords')).toHaveLength(1);
    expect(puppet.context).toMatchObject({ isr: [1, 2, 3], heldAppends: [], pendingIsr: null });
  });

  it('keeps its ISR when the version is not the one it knows, and may try again', () => {
    const puppet = writing();
    puppet.answer(puppet.asked(), { error: 'INVALID_UPDATE_VERSION' });
    expect(puppet.context).toMatchObject({ isr: [1, 2], pendingIsr: null });
    expect(puppet.facts('IsrWriteSkipped')).toEqual([{ type: 'IsrWriteSkipped', brokerId: 1, partition: 'orders-0', isr: [1, 2, 3], zkVersion: 0 }]);
    expect(puppet.fetchBy(3, 0).asked()).toBeDefined();
  });
});
