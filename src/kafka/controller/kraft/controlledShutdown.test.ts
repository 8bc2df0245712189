import { beforeEach, describe, expect, it } from 'vitest';
import { activeController } from '../../../testkit/controllerPuppet.ts';
import type { ControllerPuppet } from '../../../testkit/controllerPuppet.ts';

describe('a controlled shutdown', () => {
  let controller: ControllerPuppet;
  beforeEach(() => {
    controller = activeController().join(1, 2, 3).create();
  });

  it('moves leaderships away first, and lets go once every active broker knows', () => {
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: false, isFenced: false });
    expect(controller.facts.map(({ type }) => type)).toEqual(['ReplicaLeftIsr', 'LeaderElected']);
    expect(controller.facts).toContainEqual(expect.objectContaining({ type: 'LeaderElected', leader: 2, election: 'controlled-shutdown' }));
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: 9 });
    controller.heartbeat(2).heartbeat(3, { currentMetadataOffset: 8 });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: false });
    controller.heartbeat(3, { currentMetadataOffset: 9 }).heartbeat(1, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: true, isFenced: true });
    expect(controller.facts).toEqual([{ type: 'BrokerFenced', brokerId: 1, reason: 'controlled-shutdown' }]);
    expect(controller.timers.has('session-1')).toBe(false);
  });

  it('records written meanwhile do not make it wait longer', () => {
    controller.heartbeat(1, { wantShutDown: true }).create({ name: 'payments', assignment: [[2, 3]] });
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: 9 });
  });

  it('is granted at once to a broker that leads nothing', () => {
    controller.heartbeat(3, { wantShutDown: true });
    expect(controller.answer).toMatchObject({ shouldShutDown: true });
    expect(controller.orders.isr).toEqual([1, 2]);
    expect(controller.replies[0]).toMatchObject({ routine: false });
  });

  it('waits for the last leadership when nobody can take it over', () => {
    controller.on({ type: 'FenceBroker', brokerId: 2 }).on({ type: 'FenceBroker', brokerId: 3 });
    controller.heartbeat(1, { wantShutDown: true });
    expect(controller.orders).toMatchObject({ leader: -1, isr: [1] });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('does not go by what a broker reported before it was let in', () => {
    controller.register(4).heartbeat(1, { wantShutDown: true }).heartbeat(2).heartbeat(3).heartbeat(4);
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: false });
    expect(controller.heartbeat(4).heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('is over when the broker is not heard of in time', () => {
    controller.heartbeat(1, { wantShutDown: true }).fire('session-1');
    expect(controller.facts).toEqual([{ type: 'BrokerFenced', brokerId: 1, reason: 'session-timeout' }]);
    expect(controller.context.brokerSessions[1]).toMatchObject({ controlledShutdownOffset: -1 });
    expect(controller.heartbeat(1, { wantShutDown: true }).answer).toMatchObject({ shouldShutDown: true });
  });

  it('a new process registers at once afterwards', () => {
    controller.heartbeat(3, { wantShutDown: true });
    expect(controller.register(3, 'another').answer).toMatchObject({ error: 'NONE' });
    expect(controller.heartbeat(3).answer).toMatchObject({ isFenced: false });
  });
});
