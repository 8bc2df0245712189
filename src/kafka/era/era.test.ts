import { describe, expect, it } from 'vitest';
import { configExists } from './configHistory.ts';
import { configDefault, eraIds, eraOf, eras } from './era.ts';
import { configGroups, configKey } from '../names/configs.ts';

describe('eras', () => {
  it('there is one row a version, under its own name', () => {
    expect(Object.keys(eras).toSorted()).toEqual(eraIds.toSorted());
    for (const id of eraIds) expect(eraOf(id).id).toBe(id);
  });

  it('followers truncate to the high watermark until 0.10, by epoch from 0.11, by the Fetch response from 2.7', () => {
    expect(eraIds.map((id) => eraOf(id).truncation)).toEqual([
      'high-watermark', 'high-watermark', 'leader-epoch', 'leader-epoch-fenced',
      'diverging-epoch-in-fetch', 'diverging-epoch-in-fetch', 'diverging-epoch-in-fetch',
    ]);
  });

  it('ZooKeeper keeps the metadata to 2.8, KRaft after', () => {
    expect(eraIds.filter((id) => eraOf(id).metadata === 'zookeeper')).toEqual(['0.8', '0.10', '0.11', '2.1', '2.8']);
  });

  it('the high watermark waits for the minimum ISR only from 3.7', () => {
    expect(eraIds.filter((id) => eraOf(id).freezesHighWatermarkUnderMinIsr)).toEqual(['3.9', '4.1']);
  });

  it('the ISR is checked every half lag time since 0.10.2', () => {
    expect(eraIds.map((id) => eraOf(id).isrCheckFraction)).toEqual([1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it('eligible leader replicas are on by default in 4.1 alone', () => {
    expect(eraIds.filter((id) => eraOf(id).eligibleLeaderReplicas)).toEqual(['4.1']);
  });

  it('only ZooKeeper controllers raise the leader epoch for a lost follower', () => {
    for (const id of eraIds) expect(eraOf(id).isrShrinkRaisesLeaderEpoch).toBe(eraOf(id).metadata === 'zookeeper');
  });

  it('fetches are fenced by epoch exactly where followers truncate knowing both sides', () => {
    for (const id of eraIds) {
      const { truncation, fetchesFencedByEpoch } = eraOf(id);
      expect(fetchesFencedByEpoch).toBe(truncation === 'leader-epoch-fenced' || truncation === 'diverging-epoch-in-fetch');
    }
  });

  it('keyless records go round, then stick, then spread evenly', () => {
    expect(eraIds.map((id) => eraOf(id).partitioner)).toEqual(['round-robin', 'round-robin', 'round-robin', 'round-robin', 'sticky', 'uniform', 'uniform']);
  });
});

describe('defaults by era', () => {
  const row = <Value>(read: (id: (typeof eraIds)[number]) => Value): readonly Value[] => eraIds.map(read);

  it('producers wait for one replica before 3.0 and for all after', () => {
    expect(row((id) => configDefault(id, 'producer', 'acks'))).toEqual(['1', '1', '1', '1', '1', 'all', 'all']);
  });

  it('producers retry from 2.1', () => {
    expect(row((id) => configDefault(id, 'producer', 'retries'))).toEqual([0, 0, 0, 2147483647, 2147483647, 2147483647, 2147483647]);
  });

  it('unclean elections are allowed by default before 0.11, for brokers and topics alike', () => {
    expect(row((id) => configDefault(id, 'broker', 'unclean.leader.election.enable'))).toEqual([true, true, false, false, false, false, false]);
    expect(row((id) => configDefault(id, 'topic', 'unclean.leader.election.enable'))).toEqual([true, true, false, false, false, false, false]);
  });

  it('followers get 10 s to catch up before 2.5 and 30 s after', () => {
    expect(row((id) => configDefault(id, 'broker', 'replica.lag.time.max.ms'))).toEqual([10000, 10000, 10000, 10000, 30000, 30000, 30000]);
  });

  it('producers linger 5 ms from 4.0', () => {
    expect(row((id) => configDefault(id, 'producer', 'linger.ms'))).toEqual([0, 0, 0, 0, 0, 0, 5]);
  });

  it('the idempotence default agrees with the era', () => {
    for (const id of eraIds) expect(configDefault(id, 'producer', 'enable.idempotence')).toBe(eraOf(id).idempotenceDefault);
  });

  it('eligible leader replicas agree with the era', () => {
    for (const id of eraIds) expect(configDefault(id, 'broker', 'eligible.leader.replicas.enable')).toBe(eraOf(id).eligibleLeaderReplicas);
  });

  it('the types know which settings there are and what they hold', () => {
    const acks: string = configDefault('2.8', 'producer', 'acks');
    const retries: number = configDefault('2.8', 'producer', 'retries');
    const id: string | null = configDefault('2.8', 'producer', 'transactional.id');
    // @ts-expect-error acks is no number
    const wrong: number = configDefault('2.8', 'producer', 'acks');
    // @ts-expect-error there is no such setting
    expect(configDefault('2.8', 'producer', 'retry.forever')).toBeUndefined();
    expect([acks, retries, id, wrong]).toEqual(['1', 2147483647, null, '1']);
  });

  it('every override names a setting there is and keeps its kind of value', () => {
    for (const id of eraIds) {
      for (const group of configGroups) {
        for (const [name, value] of Object.entries(eraOf(id).defaults[group] ?? {})) {
          const key = configKey(group, name);
          expect(key, `${group} ${name}`).toBeDefined();
          expect(Array.isArray(value) ? 'list' : typeof value).toBe(Array.isArray(key?.default) ? 'list' : typeof key?.default);
        }
      }
    }
  });
});

describe('settings by era', () => {
  it('a setting is there from the version that brought it', () => {
    expect(configExists('2.1', 'producer', 'delivery.timeout.ms')).toBe(true);
    expect(configExists('0.11', 'producer', 'delivery.timeout.ms')).toBe(false);
    expect(configExists('0.8', 'topic', 'min.insync.replicas')).toBe(true);
  });

  it('a setting is gone after the version that dropped it', () => {
    expect(eraIds.filter((id) => configExists(id, 'broker', 'replica.lag.max.messages'))).toEqual(['0.8']);
    expect(configExists('4.1', 'broker', 'zookeeper.session.timeout.ms')).toBe(false);
  });
});
