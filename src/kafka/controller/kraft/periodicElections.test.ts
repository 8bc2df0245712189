import { describe, expect, it } from 'vitest';
import { activeController, ALLOW_UNCLEAN } from '../../../testkit/controllerPuppet.ts';

describe('periodic elections', () => {
  it('preferred leaders get their partitions back at the next check, and the check rests when all is in order', () => {
    const controller = activeController().join(1, 2, 3).create();
    expect(controller.timers.has('balance-leaders')).toBe(false);
    controller.on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.timers.get('balance-leaders')).toMatchObject({ afterMs: 300_000 });
    controller.heartbeat(1).alter(2, [1, 2, 3]).fire('balance-leaders');
    expect(controller.facts).toMatchObject([{ type: 'LeaderElected', leader: 1, election: 'preferred' }]);
    expect(controller.timers.has('balance-leaders')).toBe(false);
  });

  it('a check that can do nothing is made again', () => {
    const controller = activeController().join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 }).fire('balance-leaders');
    expect(controller.facts).toEqual([]);
    expect(controller.timers.get('balance-leaders')).toMatchObject({ afterMs: 300_000 });
  });

  it('auto.leader.rebalance.enable=false leaves leaderships where they are', () => {
    const controller = activeController('3.9', { 'auto.leader.rebalance.enable': 'false' }).join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.timers.has('balance-leaders')).toBe(false);
  });

  it('a leaderless partition that may now be led uncleanly gets its leader at the next check', () => {
    const controller = activeController().join(1, 2, 3).create().alter(1, [1]).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.orders.leader).toBe(-1);
    expect(controller.timers.get('elect-unclean-leaders')).toMatchObject({ afterMs: 300_000 });
    controller.configure(ALLOW_UNCLEAN);
    expect(controller.orders.leader).toBe(-1);
    controller.fire('elect-unclean-leaders');
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, previousLeader: -1, election: 'unclean' }));
    expect(controller.timers.has('elect-unclean-leaders')).toBe(false);
  });
});
