import { describe, expect, it } from 'vitest';
import { compare } from './brokers.ts';
import { imbalanced } from './rebalance.ts';
import { electLeader } from './strategies.ts';
import type { Election, Strategy } from './strategies.ts';
import { emptyCluster, newPartitionState } from './cluster.ts';

function election(isr: readonly number[], online: readonly number[], more: Partial<Election> = {}): Election {
  return { replicas: [1, 2, 3], state: { leader: 1, leaderEpoch: 0, isr, controllerEpoch: 1 }, online, live: online, shuttingDown: [], allowUnclean: false, ...more };
}

const all = [1, 2, 3];

describe('the strategies', () => {
  it.each<[string, Strategy, Election, { readonly leader: number; readonly isr: readonly number[] } | null]>([
    ['offline: the first online replica in the ISR, in assignment order', 'offline', election([3, 2, 1], [2, 3]), { leader: 2, isr: [3, 2] }],
    ['offline: a dead ISR and no unclean election: nobody', 'offline', election([1], [2, 3]), null],
    ['offline: unclean, the first online replica, alone', 'offline', election([1], [2, 3], { allowUnclean: true }), { leader: 2, isr: [2] }],
    ['offline: unclean allowed, but not needed', 'offline', election([1, 3], [2, 3], { allowUnclean: true }), { leader: 3, isr: [3] }],
    ['offline: unclean, but nobody is online', 'offline', election([1], [], { allowUnclean: true }), null],
    ['preferred: the first replica, and the ISR stays', 'preferred', election([2, 1], all), { leader: 1, isr: [2, 1] }],
    ['preferred: not in the ISR', 'preferred', election([2, 3], all), null],
    ['preferred: not online', 'preferred', election(all, [2, 3]), null],
    ['shutdown: the first that stays, and the ISR loses who goes', 'controlled-shutdown', election(all, [2, 3], { live: all, shuttingDown: [1] }), { leader: 2, isr: [2, 3] }],
    ['shutdown: the only one in sync is the one that goes', 'controlled-shutdown', election([1], [2, 3], { live: all, shuttingDown: [1] }), null],
  ])('%s', (_what, strategy, given, expected) => {
    const elected = electLeader(strategy, given);
    expect(elected === null ? null : { leader: elected.leader, isr: elected.isr }).toEqual(expected);
  });
});

it('tells brokers that came, went, and came back as another process', () => {
  const broker = (brokerEpoch: number) => ({ brokerEpoch, rack: null });
  expect(compare({ 1: broker(5), 2: broker(6), 3: broker(7) }, { 1: broker(5), 3: broker(9), 4: broker(8) })).toEqual({ added: [4], deleted: [2], bounced: [3] });
});

describe('automatic preferred elections', () => {
  const partition = (replicas: readonly number[], leader: number, isr = replicas) =>
    ({ ...newPartitionState(replicas), leadership: { leader, leaderEpoch: 1, isr, controllerEpoch: 1, zkVersion: 1 } });
  const live = { 1: { brokerEpoch: 1, rack: null }, 2: { brokerEpoch: 2, rack: null } };

  it('come where a broker lacks more than its percentage, and only then', () => {
    const partitions = { 'a-0': partition([1, 2], 2), 'a-1': partition([1, 2], 1), 'b-0': partition([2, 1], 2) };
    expect(imbalanced({ ...emptyCluster, liveBrokers: live, partitions }, 10)).toEqual([['a-0']]);
    expect(imbalanced({ ...emptyCluster, liveBrokers: live, partitions }, 50)).toEqual([]);
  });

  it('leave out what the preferred replica cannot lead', () => {
    const partitions = { 'a-0': partition([1, 2], 2, [2]), 'a-1': partition([1, 2], 2) };
    expect(imbalanced({ ...emptyCluster, liveBrokers: live, partitions }, 10)).toEqual([['a-1']]);
    expect(imbalanced({ ...emptyCluster, liveBrokers: { 2: live[2] }, partitions }, 10)).toEqual([]);
  });
});
