import { describe, expect, it } from 'vitest';
import { checkEverything } from '../testkit/reassignmentChecks.ts';
import type { ClusterPuppet } from '../testkit/clusterPuppet.ts';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { EraId } from './era/era.ts';
import { partitionsOf } from './metadata/image.ts';
import { controllerImage } from './promises/view.ts';

/** `orders` with two partitions on four brokers. */
function two(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 2, replicationFactor: 2, assignment: [[2, 3], [3, 4]] }];
  return cluster({ era, brokers: 4, controller: 4, topics, producers: [{ id: 'producer-1', topics: ['orders'], config: {} }] }).send('a').forMs(1000);
}

const ask = (puppet: ClusterPuppet, count: number, topic = 'orders') => puppet.command({ type: 'partitions.create', topic, count });
const failures = ({ facts }: ClusterPuppet) => facts.flatMap((fact) => (fact.type === 'AdminRequestFailed' ? [[fact.error, fact.message]] : []));

function replicasOf({ world }: ClusterPuppet): readonly (readonly number[])[] {
  return partitionsOf(controllerImage(world)!).filter(({ topic }) => topic === 'orders').map(({ registration }) => registration.replicas);
}

describe.each(['2.1', '2.8', '3.9', '4.1'] as const)('partitions added in %s', (era) => {
  it('have as many replicas as the first, a leader, and all replicas in sync; those there were stay as they are', () => {
    const puppet = ask(two(era), 4).untilFact('PartitionsAdded', { topic: 'orders', from: 2 }).forMs(2000);
    expect(replicasOf(puppet).slice(0, 2)).toEqual([[2, 3], [3, 4]]);
    expect(replicasOf(puppet)).toHaveLength(4);
    for (const partition of ['orders-2', 'orders-3']) {
      const { replicas, leader, isr } = puppet.partition(partition);
      expect(new Set(replicas).size).toBe(2);
      expect([leader, isr]).toEqual([replicas[0], replicas]);
    }
    expect(failures(puppet)).toEqual([]);
    checkEverything(puppet);
  });

  it('take records as soon as the producer has heard of them', () => {
    const puppet = ask(two(era), 3).untilFact('PartitionsAdded').forMs(310_000);
    puppet.command({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'b', partition: 2 }).untilFact('RecordAcknowledged', { partition: 'orders-2', value: 'b' });
    checkEverything(puppet.forMs(2000));
  });

  it('are never taken away', () => {
    const puppet = ask(ask(ask(two(era), 1).forMs(500), 2).forMs(500), 3, 'payments').forMs(500);
    expect(failures(puppet)).toEqual(era === '2.1' || era === '2.8' ? [
      ['INVALID_PARTITIONS', 'Topic currently has 2 partitions, which is higher than the requested 1.'],
      ['INVALID_PARTITIONS', 'Topic already has 2 partitions.'],
      ['UNKNOWN_TOPIC_OR_PARTITION', "The topic 'payments' does not exist."],
    ] : [
      ['INVALID_PARTITIONS', 'The topic orders currently has 2 partition(s); 1 would not be an increase.'],
      ['INVALID_PARTITIONS', 'Topic already has 2 partition(s).'],
      ['UNKNOWN_TOPIC_OR_PARTITION', null],
    ]);
    expect(replicasOf(puppet)).toEqual([[2, 3], [3, 4]]);
  });
});

it('with ZooKeeper new partitions go round from the broker of the first replica, with as large a shift', () => {
  // Brokers 1 to 4, start and shift 1: partition 2 at (2 + 1) mod 4, its follower at (3 + 1 + 1 mod 3) mod 4.
  expect(replicasOf(ask(two('2.8'), 4).untilFact('PartitionsAdded').forMs(500)).slice(2)).toEqual([[4, 2], [1, 3]]);
});

it('before 1.0 there was no such request', () => {
  expect(failures(ask(two('0.11'), 4).forMs(500))).toEqual([['UNSUPPORTED_VERSION', 'The broker does not support CREATE_PARTITIONS']]);
});
