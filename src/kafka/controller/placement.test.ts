import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, seedRandom } from '../../world/random.ts';
import { placeReplicas } from './placement.ts';
import { assignReplicasToBrokers, rackAlternated } from '../metadata/assignReplicas.ts';
import type { Draw, UsableBroker } from './placement.ts';

function drawing(seed: number): Draw {
  let state = seedRandom(seed);
  return (bound) => {
    const drawn = draw(state, bound);
    state = drawn.state;
    return drawn.value;
  };
}

const brokers = (count: number, racks: number): UsableBroker[] =>
  Array.from({ length: count }, (_, id) => ({ id, rack: racks === 0 ? null : `rack-${id % racks}`, fenced: false }));

describe('striped placement', () => {
  const cluster = fc.record({
    brokers: fc.array(fc.record({ rack: fc.constantFrom(null, 'a', 'b', 'c'), fenced: fc.boolean() }), { minLength: 1, maxLength: 9 })
      .map((list) => list.map((broker, id): UsableBroker => ({ id, ...broker, fenced: broker.fenced && id > 0 }))),
    partitions: fc.integer({ min: 1, max: 30 }),
    seed: fc.nat(),
  });

  it('gives each partition distinct brokers, led by an unfenced one', () => {
    fc.assert(fc.property(cluster, fc.nat(), ({ brokers: list, partitions, seed }, wanted) => {
      const factor = 1 + (wanted % list.length);
      const placement = placeReplicas(list, partitions, factor, drawing(seed));
      if (!placement.ok) throw new Error(placement.message);
      expect(placement.replicas).toHaveLength(partitions);
      for (const replicas of placement.replicas) {
        expect(new Set(replicas).size).toBe(factor);
        expect(list.find(({ id }) => id === replicas[0])?.fenced).toBe(false);
      }
    }));
  });

  it('spreads a partition over as many racks as it has replicas', () => {
    const placement = placeReplicas(brokers(9, 3), 9, 3, drawing(1));
    if (!placement.ok) throw new Error(placement.message);
    for (const replicas of placement.replicas) expect(new Set(replicas.map((id) => id % 3)).size).toBe(3);
  });

  it('spreads leaders evenly', () => {
    const placement = placeReplicas(brokers(5, 0), 5, 3, drawing(2));
    if (!placement.ok) throw new Error(placement.message);
    expect(new Set(placement.replicas.map(([leader]) => leader)).size).toBe(5);
  });

  it('says why it cannot', () => {
    const message = (list: readonly UsableBroker[], factor: number): string => {
      const placement = placeReplicas(list, 1, factor, drawing(1));
      return placement.ok ? '' : placement.message;
    };
    expect(message(brokers(2, 0), 3)).toBe('The target replication factor of 3 cannot be reached because only 2 broker(s) are registered.');
    expect(message([{ id: 1, rack: null, fenced: true }], 1)).toBe('All brokers are currently fenced.');
    expect(message(brokers(2, 0), 0)).toBe('Invalid replication factor 0: the replication factor must be positive.');
  });
});

describe('the old placement', () => {
  it('shifts the followers by one more each round', () => {
    const placement = assignReplicasToBrokers(brokers(3, 0), 6, 2, () => 0);
    expect(placement.ok && placement.replicas).toEqual([[0, 1], [1, 2], [2, 0], [0, 2], [1, 0], [2, 1]]);
  });

  it('alternates between racks', () => {
    expect(rackAlternated(new Map([[0, 'r1'], [1, 'r3'], [2, 'r3'], [3, 'r2'], [4, 'r2'], [5, 'r1']]))).toEqual([0, 3, 1, 5, 4, 2]);
  });

  it('gives each partition distinct brokers on distinct racks while there are any', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }), fc.nat(), fc.nat({ max: 20 }), (count, racks, seed, start) => {
      const list = brokers(count, racks);
      const factor = 1 + (seed % count);
      const placement = assignReplicasToBrokers(list, 7, factor, drawing(seed), start);
      if (!placement.ok) throw new Error(placement.message);
      for (const replicas of placement.replicas) {
        expect(new Set(replicas).size).toBe(factor);
        const used = new Set(replicas.map((id) => list[id]?.rack));
        const allRacks = new Set(list.map(({ rack }) => rack)).size;
        expect(used.size).toBe(racks === 0 ? 1 : Math.min(factor, allRacks));
      }
    }));
  });

  it('refuses a cluster where only some brokers have a rack', () => {
    const placement = assignReplicasToBrokers([{ id: 0, rack: 'a' }, { id: 1, rack: null }], 1, 1, () => 0);
    expect(placement.ok ? '' : placement.message).toBe('Not all brokers have rack information for replica rack aware assignment.');
  });
});
