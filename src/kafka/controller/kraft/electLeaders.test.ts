import { describe, expect, it } from 'vitest';
import { clusterOf, controllerEnvOf, orders0 } from '../../../testkit/controllerFixture.ts';
import { fenceBroker, unfenceBroker } from './brokerLifecycle.ts';
import { balanceLeaders, electLeaders, electUncleanLeaders } from './electLeaders.ts';
import { applyRecord, applyRecords } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';

const env = controllerEnvOf('3.9');
const shrink = { type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [1] } as const;
const down = (image: MetadataImage, broker: number): MetadataImage => applyRecords(image, fenceBroker(image, broker, env));
const up = (image: MetadataImage, broker: number): MetadataImage => applyRecords(image, unfenceBroker(image, broker, env));
/** Broker 1 died as the only one in sync. */
const leaderless = down(applyRecord(clusterOf(3), shrink), 1);

describe('an administrator asks for an election', () => {
  it('unclean: the first live replica leads, alone in the ISR', () => {
    const { records, response } = electLeaders(leaderless, 'UNCLEAN', ['orders-0'], env);
    expect(response).toEqual([{ partition: 'orders-0', error: 'NONE', message: null }]);
    expect(orders0(applyRecords(leaderless, records))).toMatchObject({ leader: 2, isr: [2], leaderRecoveryState: 'RECOVERING' });
  });

  it('is told when there is no need', () => {
    const { response } = electLeaders(clusterOf(3), 'UNCLEAN', ['orders-0'], env);
    expect(response).toEqual([{ partition: 'orders-0', error: 'ELECTION_NOT_NEEDED', message: 'Leader election not needed for topic partition.' }]);
    expect(electLeaders(clusterOf(3), 'PREFERRED', null, env).response).toEqual([]);
  });

  it('is told when nobody can', () => {
    expect(electLeaders(leaderless, 'PREFERRED', null, env).response[0]?.error).toBe('PREFERRED_LEADER_NOT_AVAILABLE');
    const dark = down(down(leaderless, 2), 3);
    expect(electLeaders(dark, 'UNCLEAN', null, env).response[0]?.error).toBe('ELIGIBLE_LEADERS_NOT_AVAILABLE');
  });

  it('is told of what there is not', () => {
    const { response } = electLeaders(clusterOf(3), 'PREFERRED', ['x-0', 'orders-9'], env);
    expect(response.map(({ message }) => message)).toEqual(['No such topic as x', 'No such partition as orders-9']);
  });
});

describe('what the controller does by itself', () => {
  it('gives leadership back to a preferred replica that is in sync again', () => {
    const moved = up(down(clusterOf(3), 1), 1);
    expect(balanceLeaders(moved, env)).toEqual([]);
    const rejoined = applyRecord(moved, { ...shrink, isr: [2, 3, 1] });
    expect(orders0(applyRecords(rejoined, balanceLeaders(rejoined, env)))).toMatchObject({ leader: 1, leaderEpoch: 2 });
  });

  it('elects uncleanly once that was allowed', () => {
    expect(electUncleanLeaders(leaderless, env)).toEqual([]);
    const allowed = applyRecord(leaderless, {
      type: 'ConfigRecord', resourceType: 'topic', resourceName: 'orders', name: 'unclean.leader.election.enable', value: 'true',
    });
    expect(orders0(applyRecords(allowed, electUncleanLeaders(allowed, env)))).toMatchObject({ leader: 2, isr: [2] });
  });
});
