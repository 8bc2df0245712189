import { describe, expect, it } from 'vitest';
import { cluster } from '../../../testkit/clusterPuppet.ts';
import type { ZooKeeperContext } from '../../zookeeper/types.ts';

const STATE = '/brokers/topics/orders/partitions/0/state';
const written = (c: ReturnType<typeof cluster>) => JSON.parse(c.contextOf<ZooKeeperContext>('zookeeper').znodes[STATE]?.data ?? '{}') as { readonly isr: readonly number[]; readonly leader_epoch: number };

/** Follower 3 is slow to a standstill, so that the leader takes it out. */
const shrunk = (era: '0.8' | '0.10' | '2.1') =>
  cluster({ era, controller: 2 }).cut('broker-1', 'broker-3').send('m0', 1).untilFact('ReplicaLeftIsr', { brokerId: 3, by: 'leader' });

describe('a leader changes its ISR in ZooKeeper', () => {
  it('by itself, under its own leader epoch; no AlterIsr is sent', () => {
    const c = shrunk('2.1');
    expect(written(c)).toMatchObject({ isr: [1, 2], leader_epoch: 0 });
    expect(c.replica(1)).toMatchObject({ partitionEpoch: 1, leaderEpoch: 0 });
    expect(c.inFlight('AlterPartition', 'broker-1')).toEqual([]);
  });

  it.each(['0.10', '2.1'] as const)('in %s tells the controller after a while, which tells every broker and clears up', (era) => {
    const c = shrunk(era);
    expect(c.broker(2).image.topics.orders?.partitions[0]?.isr).toEqual([1, 2, 3]);
    c.untilFact('ZnodeDeleted', { path: '/isr_change_notification/isr_change_0000000000' }).forMs(100);
    expect(c.broker(2).image.topics.orders?.partitions[0]?.isr).toEqual([1, 2]);
    expect(Object.keys(c.contextOf<ZooKeeperContext>('zookeeper').znodes).filter((path) => path.startsWith('/isr_change_notification/'))).toEqual([]);
  });

  it('in 0.8 tells nobody', () => {
    const c = shrunk('0.8').forMs(60_000);
    expect(c.broker(2).image.topics.orders?.partitions[0]?.isr).toEqual([1, 2, 3]);
    expect(c.contextOf<ZooKeeperContext>('zookeeper').znodes['/isr_change_notification']).toBeUndefined();
  });

  it('a leader that ZooKeeper has left behind keeps its ISR', () => {
    const c = cluster({ era: '2.1', controller: 3, brokerConfig: { 'auto.leader.rebalance.enable': 'false' } });
    c.cut('broker-1', 'broker-3').send('m0', 1).untilFact('RecordAcknowledged').cut('broker-1', 'zookeeper').untilFact('BecameLeader', { brokerId: 2 }).forMs(30_000).heal('broker-1', 'zookeeper');
    c.untilFact('IsrWriteSkipped', { brokerId: 1 });
    expect(c.replica(1).isr).toEqual([1, 2, 3]);
    expect(written(c).isr).not.toContain(1);
  });
});
