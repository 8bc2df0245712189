import { beforeEach, describe, expect, it } from 'vitest';
import { activeController, ALLOW_UNCLEAN } from '../../../testkit/controllerPuppet.ts';
import type { ControllerPuppet } from '../../../testkit/controllerPuppet.ts';

describe('the end of a session', () => {
  let controller: ControllerPuppet;
  beforeEach(() => {
    controller = activeController().join(1, 2, 3).create();
  });

  it('takes the broker out of the ISR and elects the next leader', () => {
    controller.fire('session-1');
    expect(controller.nowMs).toBe(9000);
    expect(controller.facts).toEqual([
      { type: 'BrokerFenced', brokerId: 1, reason: 'session-timeout' },
      { type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 1, isr: [2, 3], partitionEpoch: 1, by: 'controller' },
      { type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 1, partitionEpoch: expect.any(Number), topicId: expect.any(String), isr: [2, 3], previousLeader: 1, election: 'clean' },
    ]);
  });

  it('a follower leaves the ISR without an election', () => {
    expect(controller.fire('session-3').facts.map(({ type }) => type)).toEqual(['BrokerFenced', 'ReplicaLeftIsr']);
    expect(controller.orders).toMatchObject({ leader: 1, leaderEpoch: 0, isr: [1, 2] });
  });

  it('with the last member of the ISR the partition goes offline, and comes back with it', () => {
    controller.on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.facts).toContainEqual({ type: 'PartitionWentOffline', partition: 'orders-0', leaderEpoch: 1, isr: [1], previousLeader: 1 });
    expect(controller.on({ type: 'UnfenceBroker', brokerId: 2 }).facts).toEqual([{ type: 'BrokerUnfenced', brokerId: 2, registrationOffset: 2 }]);
    controller.heartbeat(1);
    expect(controller.facts).toContainEqual({
      type: 'LeaderElected', partition: 'orders-0', leader: 1, leaderEpoch: 2, partitionEpoch: expect.any(Number), topicId: expect.any(String), isr: [1], previousLeader: -1, election: 'clean',
    });
  });

  it('a broker that is fenced already has no session to end', () => {
    controller.on({ type: 'FenceBroker', brokerId: 1 });
    const { metadataLog } = controller.context;
    expect(controller.timers.has('session-1')).toBe(false);
    expect(controller.on({ type: 'FenceBroker', brokerId: 1 }).facts).toEqual([]);
    expect(controller.context.metadataLog).toBe(metadataLog);
  });

  it('a leader from outside the ISR is an unclean one', () => {
    controller.configure(ALLOW_UNCLEAN).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    controller.alter(3, [3]);
    controller.on({ type: 'UnfenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 3 });
    expect(controller.facts).toContainEqual({
      type: 'LeaderElected', partition: 'orders-0', leader: 2, leaderEpoch: 2, partitionEpoch: expect.any(Number), topicId: expect.any(String), isr: [2], previousLeader: 3, election: 'unclean',
    });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'ReplicaJoinedIsr', brokerId: 2, by: 'controller' }));
    expect(controller.orders.leaderRecoveryState).toBe('RECOVERING');
  });

  it.each(['3.9', '4.1'] as const)('in %s an unclean leader that comes back is a clean one, though it still recovers', (era) => {
    controller = activeController(era).join(1, 2, 3).create({ configs: { 'unclean.leader.election.enable': 'true' } });
    controller.alter(1, [1]).on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'unclean' }));
    controller.on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'UnfenceBroker', brokerId: 2 });
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, previousLeader: -1, election: 'clean' }));
    expect(controller.orders.leaderRecoveryState).toBe('RECOVERING');
  });

  it('in 4.1 replicas that left an ISR below its minimum stay electable', () => {
    controller = activeController('4.1').join(1, 2, 3).create({ configs: { 'min.insync.replicas': '2' } });
    controller.on({ type: 'FenceBroker', brokerId: 3 }).on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 1 });
    expect(controller.orders).toMatchObject({ leader: -1, isr: [], elr: [1, 2] });
    controller.heartbeat(2);
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'clean' }));
  });
});
