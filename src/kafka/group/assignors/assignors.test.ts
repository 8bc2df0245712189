import { describe, expect, it } from 'vitest';
import { assignors } from './index.ts';
import { inLeadersOrder } from './members.ts';
import { movedPartitions } from './moved.ts';
import { member, rejoining } from './testing.ts';
import { encodeUserData, subscriptionUserData } from './userData.ts';

const three = ['a', 'b', 'c'].map((id) => member(id, 't0', 't1'));

describe('range', () => {
  const counts = { t0: 3, t1: 3 };
  const two = [member('b', 't0', 't1'), member('a', 't0', 't1')];

  it('gives the first members of every topic the larger ranges', () => {
    expect(assignors.range.assign(counts, two)).toEqual({ a: ['t0-0', 't0-1', 't1-0', 't1-1'], b: ['t0-2', 't1-2'] });
  });

  it('tells the division of each topic, then each range', () => {
    expect(assignors.range.explain({ t0: 3 }, two).steps).toEqual([
      { type: 'TopicDivided', topic: 't0', partitions: 3, members: ['a', 'b'], quota: 1, withOneMore: 1 },
      { type: 'RangeGiven', topic: 't0', memberId: 'a', partitions: ['t0-0', 't0-1'], by: 'range' },
      { type: 'RangeGiven', topic: 't0', memberId: 'b', partitions: ['t0-2'], by: 'range' },
    ]);
  });

  it('static members come first, by their instance ids', () => {
    const members = [member('a', 't0'), { ...member('b', 't0'), groupInstanceId: 'y' }, { ...member('c', 't0'), groupInstanceId: 'x' }];
    expect(assignors.range.assign(counts, members)).toEqual({ c: ['t0-0'], b: ['t0-1'], a: ['t0-2'] });
  });

  it('where replicas are not in every rack, members get partitions of their rack as far as their quota goes', () => {
    const members = [{ ...member('a', 't0'), rackId: 'r1' }, { ...member('b', 't0'), rackId: 'r0' }];
    const known = { partitionRacks: { t0: [['r0'], ['r1'], ['r0']] } };
    const { assignment, steps } = assignors.range.explain({ t0: 3 }, members, known);
    expect(assignment).toEqual({ a: ['t0-1'], b: ['t0-0', 't0-2'] });
    expect(steps.filter((step) => step.type === 'RangeGiven').map(({ by }) => by)).toEqual(['rack', 'rack']);
  });

  it('a topic without metadata is left out', () => {
    expect(assignors.range.assign({ t0: 1 }, [member('a', 't0', 'unknown')])).toEqual({ a: ['t0-0'] });
  });
});

describe('round-robin', () => {
  it('deals all partitions in a circle and names whom it skips', () => {
    const members = [member('a', 't0'), member('b', 't0', 't1'), member('c', 't0', 't1', 't2')];
    const { assignment, steps } = assignors.roundrobin.explain({ t0: 1, t1: 2, t2: 3 }, members);
    expect(assignment).toEqual({ a: ['t0-0'], b: ['t1-0'], c: ['t1-1', 't2-0', 't2-1', 't2-2'] });
    expect(steps.at(-1)).toEqual({ type: 'PartitionDealt', partition: 't2-2', memberId: 'c', skipped: ['a', 'b'] });
  });

  it('a member that leaves moves partitions of the others', () => {
    const before = assignors.roundrobin.assign({ t0: 4, t1: 2 }, three);
    const after = assignors.roundrobin.assign({ t0: 4, t1: 2 }, three.filter(({ memberId }) => memberId !== 'b'));
    expect(movedPartitions(before, after).filter(({ from }) => from !== 'b')).not.toEqual([]);
  });
});

describe('sticky', () => {
  const counts = { t0: 4, t1: 2 };

  it('a member that leaves moves only what it had', () => {
    const before = assignors.sticky.assign(counts, three);
    const after = assignors.sticky.assign(counts, rejoining(three, before, 1).filter(({ memberId }) => memberId !== 'b'));
    expect(movedPartitions(before, after).map(({ from }) => from)).toEqual(['b', 'b']);
  });

  it('a member that joins takes what the others have beyond their quota', () => {
    const before = assignors.sticky.assign(counts, three.slice(0, 2));
    const { steps } = assignors.sticky.explain(counts, rejoining(three, before, 1));
    expect(steps.filter(({ type }) => type === 'PartitionsKept')).toEqual([
      { type: 'PartitionsKept', memberId: 'a', kept: ['t0-0', 't1-0'], released: ['t0-2'], because: 'quota' },
      { type: 'PartitionsKept', memberId: 'b', kept: ['t0-1', 't1-1'], released: ['t0-3'], because: 'quota' },
    ]);
    expect(steps.filter(({ type }) => type === 'PartitionPlaced')).toEqual([
      { type: 'PartitionPlaced', partition: 't0-2', memberId: 'c', because: 'below-quota', had: 0 },
      { type: 'PartitionPlaced', partition: 't0-3', memberId: 'c', because: 'below-quota', had: 1 },
    ]);
  });

  it('where subscriptions differ, partitions move to a subscriber with at least two fewer', () => {
    const [a, b] = [member('a', 't0', 't1'), member('b', 't0')];
    const before = assignors.sticky.assign(counts, [a]);
    const { assignment, steps } = assignors.sticky.explain(counts, rejoining([a, b], before, 1));
    expect(assignment).toEqual({ a: ['t0-3', 't1-0', 't1-1'], b: ['t0-0', 't0-1', 't0-2'] });
    expect(steps.at(-1)).toEqual({ type: 'PartitionMoved', partition: 't0-2', from: 'a', to: 'b', fromHad: 4, toHad: 2, because: 'balance', insteadOf: null });
  });

  it.each([[1, 1, null], [1, 2, 'b'], [2, 1, 'a']])('of generations %i and %i that claim a partition, %s keeps it', (first, second, keptBy) => {
    const claiming = [{ ...member('a', 't0'), ownedPartitions: ['t0-0'], generationId: first }, { ...member('b', 't0'), ownedPartitions: ['t0-0'], generationId: second }];
    expect(assignors.sticky.explain({ t0: 2 }, claiming).steps).toContainEqual(expect.objectContaining({ type: 'ClaimSettled', partition: 't0-0', keptBy }));
  });

  it('where all subscribe to the same topics, nobody keeps what two of one generation claimed, not even a later one', () => {
    const claiming = [1, 1, 2].map((generationId, index) => ({ ...member(`m${index}`, 't0'), ownedPartitions: ['t0-0'], generationId }));
    const { steps } = assignors.sticky.explain({ t0: 1 }, claiming);
    expect(steps.filter(({ type }) => type === 'ClaimSettled')).toEqual([
      { type: 'ClaimSettled', partition: 't0-0', keptBy: null, refused: ['m0', 'm1'], because: 'same-generation' },
      { type: 'ClaimSettled', partition: 't0-0', keptBy: null, refused: ['m2'], because: 'disputed-before' },
    ]);
    expect(steps.map(({ type }) => type)).not.toContain('PartitionsKept');
  });

  it('an earlier owner gets its partition back before others do, as far as the leader knows of a later generation', () => {
    const members = [
      { ...member('a', 't0', 't1'), ownedPartitions: ['t0-0', 't0-1', 't0-2'], generationId: 2 },
      { ...member('b', 't0'), ownedPartitions: [], generationId: 1 },
      { ...member('c', 't0'), ownedPartitions: ['t0-0'], generationId: 1 },
    ];
    const moves = assignors.sticky.explain({ t0: 3 }, members).steps.filter((step) => step.type === 'PartitionMoved');
    expect(moves[0]).toMatchObject({ partition: 't0-0', from: 'a', to: 'c', because: 'earlier-owner' });
  });

  it('the highest generation is carried by whoever asks', () => {
    const alone = [member('a', 't0'), member('b', 't0', 't1')];
    expect(assignors.sticky.explain({ t0: 1 }, alone, { highestGeneration: 5 }).highestGeneration).toBe(5);
    expect(assignors.sticky.explain({ t0: 1 }, rejoining(alone, { a: ['t0-0'] }, 7), { highestGeneration: 5 }).highestGeneration).toBe(7);
  });

  it('without user data a member had nothing, whatever it says it owns', () => {
    const members = rejoining(three, { c: ['t0-0', 't0-1'] }, 1).map((one) => ({ ...one, userData: null }));
    expect(assignors.sticky.explain({ t0: 6 }, members).steps.map(({ type }) => type)).not.toContain('PartitionsKept');
  });
});

describe('cooperative-sticky', () => {
  it('takes two rounds to move a partition, and says whom the first one waits for', () => {
    const before = assignors['cooperative-sticky'].assign({ t0: 4 }, [member('a', 't0')]);
    const joined = rejoining([member('a', 't0'), member('b', 't0')], before, 1);
    const first = assignors['cooperative-sticky'].explain({ t0: 4 }, joined);
    expect(first.assignment).toEqual({ a: ['t0-0', 't0-1'], b: [] });
    expect(first.steps.at(-1)).toEqual({ type: 'PartitionWithheld', partition: 't0-3', from: ['a'], to: 'b' });
    const second = assignors['cooperative-sticky'].assign({ t0: 4 }, rejoining(joined, first.assignment, 2));
    expect(second).toEqual({ a: ['t0-0', 't0-1'], b: ['t0-2', 't0-3'] });
  });
});

describe('what members carry between rounds', () => {
  const last = { partitions: ['t1-0', 't0-2', 't1-1'], generationId: 3 };

  it('the sticky assignor its last assignment, the cooperative one its generation, the others nothing', () => {
    expect(subscriptionUserData('sticky', last)).toEqual(last);
    expect(subscriptionUserData('sticky', null)).toBeNull();
    expect(subscriptionUserData('cooperative-sticky', last)).toEqual({ partitions: [], generationId: 3 });
    expect(subscriptionUserData('cooperative-sticky', null)).toEqual({ partitions: [], generationId: -1 });
    expect(subscriptionUserData('range', last)).toBeNull();
  });

  it('is as long as Kafka writes it', () => {
    expect(encodeUserData('sticky', last)).toHaveLength(4 + 2 * (2 + 2 + 4) + 3 * 4 + 4);
    expect(encodeUserData('cooperative-sticky', last)).toEqual(Uint8Array.of(0, 0, 0, 3));
    expect(encodeUserData('sticky', null)).toBeNull();
  });

  it('a JoinGroup answer is read in the order of the leader’s HashMap', () => {
    const metadata = { topics: ['t0'], ownedPartitions: [], generationId: -1, rackId: null, userData: null };
    const joined = ['worker-e7dc', 'consumer-2a933', 'worker-a662b'].map((memberId) => ({ memberId, groupInstanceId: null, metadata }));
    expect(inLeadersOrder(joined).map(({ memberId }) => memberId)).toEqual(['worker-a662b', 'worker-e7dc', 'consumer-2a933']);
    expect(inLeadersOrder(joined)[0]).toEqual({ memberId: 'worker-a662b', groupInstanceId: null, ...metadata });
  });
});

it('a partition has moved when its owner no longer has it', () => {
  expect(movedPartitions({ a: ['t0-0', 't0-1'], b: ['t0-2'] }, { a: ['t0-0'], c: ['t0-1', 't0-3'] })).toEqual([
    { partition: 't0-1', from: 'a', to: 'c' }, { partition: 't0-2', from: 'b', to: null },
  ]);
});
