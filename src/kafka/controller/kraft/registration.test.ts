import { describe, expect, it } from 'vitest';
import { activeController } from '../../../testkit/controllerPuppet.ts';

describe('registration', () => {
  it('writes a fenced registration whose broker epoch is the offset it begins at', () => {
    const controller = activeController().register(1).heartbeat(1).register(2);
    expect(controller.facts).toEqual([{ type: 'BrokerRegistered', brokerId: 2, brokerEpoch: 2 }]);
    expect(controller.answer).toMatchObject({ error: 'NONE', brokerEpoch: 2 });
    expect(controller.context.image.brokers[2]).toMatchObject({ fenced: true, brokerEpoch: 2 });
    expect(controller.context.metadataLog.map(({ offset, epoch }) => [offset, epoch])).toEqual([[0, 1], [1, 1], [2, 1]]);
    expect(controller.timers.has('session-2')).toBe(false);
  });

  it('refuses a second process under the same id while the first one has a session', () => {
    const controller = activeController().join(1);
    controller.nowMs = 9000;
    expect(controller.register(1, 'another').answer).toMatchObject({ error: 'DUPLICATE_BROKER_REGISTRATION', brokerEpoch: -1 });
    expect(controller.context.image.brokers[1]).toMatchObject({ incarnationId: 'process-1', fenced: false });
  });

  it('accepts the new process once the old one is fenced, with a new epoch', () => {
    const controller = activeController().join(1).fire('session-1');
    expect(controller.register(1, 'another').answer).toMatchObject({ error: 'NONE', brokerEpoch: 3 });
    expect(controller.facts).toEqual([{ type: 'BrokerRegistered', brokerId: 1, brokerEpoch: 3 }]);
    expect(controller.heartbeat(1, { brokerEpoch: 0 }).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH' });
  });

  it('a new process that comes when the session is over, but before it was fenced, fences the old one', () => {
    const controller = activeController().join(1);
    controller.nowMs = 9001;
    controller.register(1, 'another');
    expect(controller.facts).toEqual([
      { type: 'BrokerFenced', brokerId: 1, reason: 'new-incarnation' }, { type: 'BrokerRegistered', brokerId: 1, brokerEpoch: 2 },
    ]);
    expect(controller.timers.has('session-1')).toBe(false);
  });

  it('the same process registering again keeps its epoch', () => {
    const controller = activeController().join(1).register(1);
    expect(controller.answer).toMatchObject({ error: 'NONE', brokerEpoch: 0 });
    expect(controller.facts).toEqual([]);
    expect(controller.context.image.brokers[1]).toMatchObject({ fenced: false });
  });

  it('from 4.0 a new process leaves the ISRs the old one was still in', () => {
    const controller = activeController('4.1').join(1, 2, 3).create();
    controller.nowMs = 9001;
    controller.register(2, 'another');
    expect(controller.facts).toContainEqual({ type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 2, isr: [1, 3], partitionEpoch: 1, by: 'controller' });
  });
});

describe('heartbeats', () => {
  it('a broker is let in once it has applied its own registration', () => {
    const controller = activeController().register(1);
    expect(controller.heartbeat(1, { currentMetadataOffset: -1 }).answer).toMatchObject({ error: 'NONE', isCaughtUp: false, isFenced: true });
    expect(controller.replies[0]).toMatchObject({ routine: true });
    expect(controller.heartbeat(1, { currentMetadataOffset: 0 }).answer).toMatchObject({ isCaughtUp: true, isFenced: false, shouldShutDown: false });
    expect(controller.facts).toEqual([{ type: 'BrokerUnfenced', brokerId: 1, registrationOffset: 0 }]);
    expect(controller.replies[0]).toMatchObject({ routine: false });
  });

  it('a broker that wants to stay out stays out', () => {
    expect(activeController().register(1).heartbeat(1, { wantFence: true }).answer).toMatchObject({ isCaughtUp: true, isFenced: true });
  });

  it('each one gives the broker a new session', () => {
    const controller = activeController().join(1);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 9000 });
    controller.nowMs = 2000;
    controller.heartbeat(1);
    expect(controller.timers.get('session-1')).toMatchObject({ dueAtMs: 11_000 });
    expect(controller.replies).toMatchObject([{ routine: true }]);
  });

  it('the session is as long as broker.session.timeout.ms says', () => {
    const controller = activeController('3.9', { 'broker.session.timeout.ms': '6000' }).join(1);
    expect(controller.timers.get('session-1')).toMatchObject({ afterMs: 6000 });
  });

  it('refuses the epoch of another process, and a broker it does not know', () => {
    const controller = activeController().join(1);
    expect(controller.heartbeat(1, { brokerEpoch: 99 }).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH', isFenced: true });
    expect(controller.heartbeat(5).answer).toMatchObject({ error: 'STALE_BROKER_EPOCH' });
  });
});
