import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePartition } from './partitionChange.ts';
import { NO_LEADER, mergeChange, newPartition } from '../../metadata/registration.ts';
import type { PartitionChangeRequest } from './partitionChange.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';

const partition: PartitionRegistration = { ...newPartition([1, 2, 3], [1, 2, 3]), leaderEpoch: 5, partitionEpoch: 8 };

const change = (wanted: Partial<PartitionChangeRequest>, alive: readonly number[] = [1, 2, 3]): ReturnType<typeof changePartition> =>
  changePartition({ partition, isAcceptableLeader: (broker) => alive.includes(broker), elrEnabled: false, minIsr: 1, ...wanted });

describe('changing a partition', () => {
  it('says nothing when nothing changes', () => {
    expect(change({})).toBeNull();
  });

  it('a leader that may stay stays, even when it is not preferred', () => {
    expect(change({ partition: { ...partition, leader: 2 } })).toBeNull();
    expect(change({ partition: { ...partition, leader: 2 }, election: 'PREFERRED' })).toEqual({ leader: 1 });
  });

  it('the first live ISR member in replica order follows a lost leader', () => {
    expect(change({ targetIsr: [3, 2] }, [2, 3])).toEqual({ leader: 2, isr: [3, 2] });
  });

  it('a dead last ISR member stays in the ISR, without a leader', () => {
    const last = { ...partition, isr: [1] };
    expect(change({ partition: last, targetIsr: [] }, [2, 3])).toEqual({ leader: NO_LEADER });
  });

  it('an unclean election makes the new leader the whole ISR, recovering', () => {
    const last = { ...partition, isr: [1] };
    expect(change({ partition: last, targetIsr: [], election: 'UNCLEAN' }, [2, 3])).toEqual({ leader: 2, isr: [2], leaderRecoveryState: 'RECOVERING' });
  });

  it('an ISR shrink keeps the leader epoch, but raised it before 3.6', () => {
    const shrink = change({ targetIsr: [1, 2] });
    expect(shrink).toEqual({ isr: [1, 2] });
    expect(mergeChange(partition, shrink ?? {})).toMatchObject({ leaderEpoch: 5, partitionEpoch: 9 });
    const older = change({ targetIsr: [1, 2], isrShrinkRaisesLeaderEpoch: true });
    expect(mergeChange(partition, older ?? {})).toMatchObject({ leader: 1, leaderEpoch: 6, partitionEpoch: 9 });
  });
});

describe('eligible leader replicas', () => {
  const elr = { elrEnabled: true, minIsr: 2 };

  it('who leaves an ISR below its minimum stays eligible', () => {
    expect(change({ ...elr, partition: { ...partition, isr: [1, 2] }, targetIsr: [1] })).toEqual({ isr: [1], elr: [2] });
    expect(change({ ...elr, targetIsr: [1, 2] })).toEqual({ isr: [1, 2] });
  });

  it('the last leader is remembered when the ISR becomes empty', () => {
    const last = { ...partition, isr: [1], elr: [2] };
    expect(change({ ...elr, partition: last, targetIsr: [] }, [])).toEqual({ leader: NO_LEADER, isr: [], elr: [1, 2], lastKnownElr: [1] });
  });

  it('an eligible replica becomes leader and ISR cleanly', () => {
    const leaderless = { ...partition, isr: [], elr: [1, 2], lastKnownElr: [1], leader: NO_LEADER };
    expect(change({ ...elr, partition: leaderless }, [2, 3])).toEqual({ leader: 2, isr: [2], elr: [1], lastKnownElr: [] });
  });

  it('the last known leader comes back uncleanly when nobody is eligible, but only alive', () => {
    const leaderless = { ...partition, isr: [], elr: [], lastKnownElr: [1], leader: NO_LEADER };
    expect(change({ ...elr, partition: leaderless }, [1, 3])).toEqual({ leader: 1, isr: [1], lastKnownElr: [], leaderRecoveryState: 'RECOVERING' });
    expect(change({ ...elr, partition: leaderless }, [3])).toBeNull();
  });

  it('an unclean restart costs eligibility', () => {
    const leaderless = { ...partition, isr: [], elr: [1, 2], lastKnownElr: [2], leader: NO_LEADER };
    expect(change({ ...elr, partition: leaderless, uncleanShutdownReplicas: [2] }, [])).toEqual({ elr: [1] });
  });
});

describe('reassignment', () => {
  it('completes once every replica that stays is in the ISR, and raises the leader epoch for the dropped ones', () => {
    const moving = { ...partition, replicas: [2, 3, 1], adding: [3], removing: [1], isr: [1, 2], leader: 2 };
    expect(change({ partition: moving, targetIsr: [2] })).toEqual({ isr: [2] });
    expect(change({ partition: moving, targetIsr: [1, 2, 3] })).toEqual({ leader: 2, isr: [2, 3], replicas: [2, 3], adding: [], removing: [] });
  });
});

describe('whatever happens to a partition', () => {
  const brokers = fc.subarray([1, 2, 3, 4], { minLength: 1 });
  const wish = fc.record({
    alive: fc.subarray([1, 2, 3, 4]),
    election: fc.constantFrom('PREFERRED' as const, 'ONLINE' as const, 'UNCLEAN' as const),
    leaving: fc.subarray([1, 2, 3, 4], { maxLength: 1 }),
  });

  it.each([true, false])('its leader is in its ISR, its ISR among its replicas and apart from its ELR (ELR %s)', (elrEnabled) => {
    fc.assert(fc.property(brokers, fc.integer({ min: 1, max: 4 }), fc.array(wish, { maxLength: 12 }), (replicas, minIsr, wishes) => {
      let now = newPartition(replicas, replicas);
      for (const { alive, election, leaving } of wishes) {
        const next = changePartition({
          partition: now, election, elrEnabled, minIsr: Math.min(minIsr, replicas.length),
          isAcceptableLeader: (broker) => alive.includes(broker) && !leaving.includes(broker),
          targetIsr: now.isr.filter((broker) => !leaving.includes(broker)),
        });
        if (next === null) continue;
        const after = mergeChange(now, next);
        expect(after.leader === NO_LEADER || after.isr.includes(after.leader)).toBe(true);
        expect(after.isr.every((broker) => replicas.includes(broker) && !after.elr.includes(broker))).toBe(true);
        expect(elrEnabled || after.isr.length > 0).toBe(true);
        expect(after.partitionEpoch).toBe(now.partitionEpoch + 1);
        if (after.leader !== now.leader) expect(after.leaderEpoch).toBe(now.leaderEpoch + 1);
        now = after;
      }
    }));
  });
});
