import { describe, expect, it } from 'vitest';
import { activeController, ControllerPuppet } from '../../../testkit/controllerPuppet.ts';

describe('the quorum of one', () => {
  it('stands at once, for there is nobody to wait for, and leads in a new epoch', () => {
    const controller = new ControllerPuppet().on({ type: 'Boot' });
    expect(controller.state).toBe('unattached');
    expect(controller.timers.get('election-timeout')).toMatchObject({ afterMs: 0 });
    controller.fire('election-timeout');
    expect(controller.state).toBe('leader');
    expect(controller.facts).toEqual([{ type: 'ControllerElected', controllerId: 3000, epoch: 1 }]);
  });

  it('does not lead without a majority: one vote of three leaves it a candidate', () => {
    const controller = new ControllerPuppet('3.9', {}, [3000, 3001, 3002]).on({ type: 'Boot' });
    expect(controller.timers.get('election-timeout')).toMatchObject({ afterMs: 1000 });
    controller.fire('election-timeout');
    expect(controller.state).toBe('candidate');
    controller.fire('election-timeout');
    expect(controller.context).toMatchObject({ epoch: 2, votedId: 3000 });
  });

  it('refuses every request while it does not lead', () => {
    const controller = new ControllerPuppet().on({ type: 'Boot' });
    expect(controller.register(1).answer).toMatchObject({ api: 'BrokerRegistration', correlationId: 7, error: 'NOT_CONTROLLER', brokerEpoch: -1 });
    expect(controller.create().answer).toMatchObject({ topics: [{ name: 'orders', error: 'NOT_CONTROLLER' }] });
    expect(controller.fetchMetadata(1, 0).answer).toMatchObject({ error: 'NOT_LEADER_OR_FOLLOWER' });
    expect(controller.context.metadataLog).toEqual([]);
  });

  it('keeps its log and epoch on the disk, forgets sessions, and gives every broker a whole session when it leads again', () => {
    const controller = activeController().join(1, 2, 3).create().fetchMetadata(1, 99).fetchMetadata(2, 8);
    const { metadataLog, image } = controller.context;
    controller.on({ type: 'Halt', how: 'killed' });
    expect(controller.state).toBe('down');
    expect(controller.context).toMatchObject({ epoch: 1, metadataLog, brokerSessions: {}, parkedFetches: {} });
    controller.timers.clear();
    controller.nowMs = 60_000;
    controller.on({ type: 'Boot' }).fire('election-timeout');
    expect(controller.facts).toEqual([{ type: 'ControllerElected', controllerId: 3000, epoch: 2 }]);
    expect(controller.context.image).toEqual(image);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 69_000 });
    expect(controller.context.brokerSessions[3]).toMatchObject({ lastHeartbeatMs: 60_000, registrationOffset: 4, metadataOffset: -1 });
  });
});
