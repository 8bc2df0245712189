import { describe, expect, test } from 'vitest';
import type { EraId } from '../kafka/era/era.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import { cluster } from './clusterPuppet.ts';
import type { ClusterPuppet } from './clusterPuppet.ts';

/** The stories that gave Kafka its leader epochs, by ordinary commands; in a later version the same commands do no such harm. */

const CLEAN = { 'unclean.leader.election.enable': 'false' };

const verdict = (c: ClusterPuppet, promise: string) => verdicts(c.world).find((one) => one.promise === promise);
const lost = (c: ClusterPuppet) => verdict(c, 'acknowledgedRecordsSurvive')?.records.map(({ value }) => value);

/** A committed record that the followers have, though they have not heard that it is committed; the leader dies, and its successor a moment later. */
function twoLeadersDie(era: EraId): ClusterPuppet {
  const c = cluster({ era, controller: 3, topicConfig: { ...CLEAN, 'min.insync.replicas': '2' }, producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }] });
  c.send('m0').untilFact('RecordAcknowledged', { value: 'm0' }).forMs(2_000);
  c.send('m1').untilFact('RecordAcknowledged', { value: 'm1' }).kill(1);
  c.untilFact('BecameFollower', { brokerId: 3, leader: 2 }).kill(2);
  return c.untilFact('LeaderElected', { leader: 3 }).untilFact('BecameLeader', { brokerId: 3 });
}

describe('truncating to the high watermark loses what was committed (R9)', () => {
  test.each(['0.8', '0.10'] as const)('in %s a record acknowledged by all is gone, though no election was unclean', (era) => {
    const c = twoLeadersDie(era);
    expect(c.log(3)).toEqual(['m0']);
    expect(lost(c)).toEqual(['m1']);
    expect(c.factsOf('LeaderElected').map(({ leader, election }) => [leader, election])).toEqual([[2, 'clean'], [3, 'clean']]);
    c.restart(1).restart(2).untilFact('ReplicaJoinedIsr').untilFact('ReplicaJoinedIsr').forMs(2_000);
    expect([1, 2, 3].map((id) => c.log(id))).toEqual([['m0'], ['m0'], ['m0']]);
  });

  test.each(['0.11', '2.1', '2.8'] as const)('in %s the same choices lose nothing', (era) => {
    const c = twoLeadersDie(era);
    expect(c.log(3)).toEqual(['m0', 'm1']);
    expect(lost(c)).toEqual([]);
  });
});

/** Everybody fails at once; broker 2 loses what was not on its disk, comes back first, leads and writes. Then broker 1 comes back. */
function powerFails(era: EraId): ClusterPuppet {
  const topicConfig = { ...CLEAN, 'flush.messages': '2' };
  const c = cluster({ era, controller: 3, replicationFactor: 2, topicConfig, producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }] });
  for (const value of ['m0', 'm1', 'm2']) c.send(value).untilFact('RecordAcknowledged', { value });
  // Long enough for the high watermark to be written to the disk.
  c.forMs(6_000).kill(1).powerOff(2).kill(3).forMs(30_000).restart(3).restart(2).untilFact('BecameLeader', { brokerId: 2 });
  c.forMs(2_000).send('m3').untilFact('RecordAcknowledged', { value: 'm3' });
  return c.restart(1).untilFact('ReplicaJoinedIsr', { brokerId: 1 }).forMs(2_000);
}

describe('truncating to the high watermark lets logs part (R10)', () => {
  test.each(['0.8', '0.10'] as const)('in %s two replicas in the ISR keep different records at one offset', (era) => {
    const c = powerFails(era);
    expect([1, 2].map((id) => c.log(id))).toEqual([['m0', 'm1', 'm2'], ['m0', 'm1', 'm3']]);
    expect([1, 2].map((id) => c.replica(id).highWatermark)).toEqual([3, 3]);
    expect(verdict(c, 'replicasAgree')?.verdict).toBe('broken');
  });

  test.each(['0.11', '2.1', '2.8'] as const)('in %s they agree, and the record that was on no disk is the price', (era) => {
    const c = powerFails(era);
    expect([1, 2].map((id) => c.log(id))).toEqual([['m0', 'm1', 'm3'], ['m0', 'm1', 'm3']]);
    expect(verdict(c, 'replicasAgree')?.verdict).toBe('kept');
    expect(lost(c)).toEqual(['m2']);
  });
});

/** Broker 1 leads, is cut off from broker 2 and gives the leadership back; broker 2 dies, and broker 1 leads again. */
function twoFastElections(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 1, replicationFactor: 2, assignment: [[2, 1]], config: CLEAN }];
  const c = cluster({ era, controller: 3, topics, brokerConfig: { 'auto.leader.rebalance.enable': 'false' }, producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: '1', retries: '10' } }] });
  c.send('m0', 1).forMs(2_000).shutDown(2).untilFact('BrokerStopped', { brokerId: 2 }).forMs(2_000).restart(2).untilFact('ReplicaJoinedIsr', { brokerId: 2 }).forMs(2_000);
  c.cut('broker-1', 'broker-2').send('m1', 1).untilFact('RecordAcknowledged', { value: 'm1' });
  c.command({ type: 'leader.elect', electionType: 'PREFERRED', partition: null }).untilFact('BecameLeader', { brokerId: 2 }).forMs(200);
  c.send('m2', 1).untilFact('RecordAcknowledged', { value: 'm2' }).kill(2).untilFact('BecameLeader', { brokerId: 1 }).forMs(1_000);
  c.send('m3', 1).untilFact('RecordAcknowledged', { value: 'm3' });
  return c.heal('broker-1', 'broker-2').restart(2).untilFact('ReplicaJoinedIsr', { brokerId: 2 }).forMs(2_000);
}

describe('one answer about one epoch is not enough after two fast elections (R12)', () => {
  test('in 0.11 the logs part', () => {
    const c = twoFastElections('0.11');
    expect([1, 2].map((id) => c.log(id))).toEqual([['m0', 'm1', 'm3'], ['m0', 'm2', 'm3']]);
    expect(verdict(c, 'replicasAgree')?.verdict).toBe('broken');
  });

  test.each(['2.1', '2.8'] as const)('in %s the same choices leave one history', (era) => {
    const c = twoFastElections(era);
    expect([1, 2].map((id) => c.log(id))).toEqual([['m0', 'm1', 'm3'], ['m0', 'm1', 'm3']]);
    expect(verdict(c, 'replicasAgree')?.verdict).toBe('kept');
  });
});
