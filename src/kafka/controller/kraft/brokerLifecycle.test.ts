import { describe, expect, it } from 'vitest';
import { clusterOf, controllerEnvOf, orders0 } from '../../../testkit/controllerFixture.ts';
import { brokerControlState, hasLeaderships, nextBrokerControlState } from './brokerHeartbeat.ts';
import { beginControlledShutdown, fenceBroker, registerBroker, staleBrokerEpoch, unfenceBroker, unregisterBroker } from './brokerLifecycle.ts';
import { applyRecords, brokerOf, partitionOf } from '../../metadata/image.ts';
import { newPartition } from '../../metadata/registration.ts';
import type { HeartbeatInput } from './brokerHeartbeat.ts';
import type { ControllerEnv } from './controllerEnv.ts';
import type { MetadataImage } from '../../metadata/image.ts';

const env = controllerEnvOf('3.9');
const fence = (image: MetadataImage, brokers: readonly number[], from: ControllerEnv = env): MetadataImage =>
  brokers.reduce((now, broker) => applyRecords(now, fenceBroker(now, broker, from)), image);

describe('a broker whose session ended', () => {
  it('leaves every ISR at once, not only where it led', () => {
    const second = { type: 'PartitionRecord', topic: 'orders', partitionId: 1, ...newPartition([2, 1, 3], [2, 1, 3]) } as const;
    const after = fence(applyRecords(clusterOf(3), [second]), [1]);
    expect(orders0(after)).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 1, partitionEpoch: 1 });
    expect(partitionOf(after, 'orders-1')).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 0, partitionEpoch: 1 });
    expect(brokerOf(after, 1)?.fenced).toBe(true);
  });

  it('the last one stays in the ISR of a partition without leader', () => {
    expect(orders0(fence(clusterOf(3), [1, 2, 3]))).toMatchObject({ leader: -1, isr: [3], leaderEpoch: 3 });
  });

  it('is followed by one from outside the ISR where that is allowed', () => {
    const after = fence(clusterOf(3, [1, 2, 3], { 'unclean.leader.election.enable': 'true' }), [1, 2]);
    const shrunk = applyRecords(after, [{ type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [3] }]);
    const back = applyRecords(shrunk, unfenceBroker(shrunk, 1, env));
    expect(orders0(fence(back, [3]))).toMatchObject({ leader: 1, isr: [1], leaderRecoveryState: 'RECOVERING' });
  });
});

describe('a broker that is let in again', () => {
  it('leads what waited for it', () => {
    const down = fence(clusterOf(3), [1, 2, 3]);
    expect(orders0(applyRecords(down, unfenceBroker(down, 3, env)))).toMatchObject({ leader: 3, isr: [3] });
    expect(orders0(applyRecords(down, unfenceBroker(down, 2, env)))).toMatchObject({ leader: -1, isr: [3] });
  });

  it('does not rejoin an ISR by itself', () => {
    const down = fence(clusterOf(3), [2]);
    expect(unfenceBroker(down, 2, env).map(({ type }) => type)).toEqual(['BrokerRegistrationChangeRecord']);
  });
});

describe('registration', () => {
  const again = { brokerId: 1, incarnationId: 'second-1', rack: null, newBrokerEpoch: 40, hasValidSession: false };

  it('a new process starts fenced under a new epoch', () => {
    const { records, response } = registerBroker(clusterOf(0), again, env);
    expect(response).toEqual({ error: 'NONE', message: null, brokerEpoch: 40 });
    expect(brokerOf(applyRecords(clusterOf(0), records), 1)).toMatchObject({ brokerEpoch: 40, fenced: true });
  });

  it('is refused while another process under the same id is still heard of', () => {
    const { records, response } = registerBroker(clusterOf(3), { ...again, hasValidSession: true }, env);
    expect(records).toEqual([]);
    expect(response).toMatchObject({ error: 'DUPLICATE_BROKER_REGISTRATION', message: 'Another broker is registered with that broker id.' });
  });

  it('the same process keeps its epoch and stays let in', () => {
    const { records, response } = registerBroker(clusterOf(3), { ...again, incarnationId: 'first-1', hasValidSession: true }, env);
    expect(response.brokerEpoch).toBe(1);
    expect(brokerOf(applyRecords(clusterOf(3), records), 1)?.fenced).toBe(false);
  });

  it('a new process leaves the ISRs the old one was in from 4.0, and before not', () => {
    const isrAfter = (from: ControllerEnv): readonly number[] => orders0(applyRecords(clusterOf(3), registerBroker(clusterOf(3), again, from).records)).isr;
    expect(isrAfter(controllerEnvOf('4.1'))).toEqual([2, 3]);
    expect(isrAfter(env)).toEqual([1, 2, 3]);
  });

  it('coming back after an orderly stop keeps a place in the ELR, after a crash not', () => {
    const elr = controllerEnvOf('4.1');
    const down = fence(clusterOf(3, [1, 2, 3], { 'min.insync.replicas': '3' }), [1], elr);
    expect(orders0(down).elr).toEqual([1]);
    const elrAfter = (previousBrokerEpoch: number): readonly number[] =>
      orders0(applyRecords(down, registerBroker(down, { ...again, previousBrokerEpoch }, elr).records)).elr;
    expect(elrAfter(1)).toEqual([1]);
    expect(elrAfter(-1)).toEqual([]);
  });

  it('a request from a process that is no longer registered is stale', () => {
    expect(staleBrokerEpoch(clusterOf(3), 1, 1)).toBeNull();
    expect(staleBrokerEpoch(clusterOf(3), 1, 0)?.message).toBe('Expected broker epoch 1, but got broker epoch 0');
    expect(staleBrokerEpoch(clusterOf(3), 9, 0)?.message).toBe('No broker registration found for broker id 9');
  });

  it('a broker that is taken off the books leaves its ISRs', () => {
    const { records } = unregisterBroker(clusterOf(3), 2, env);
    expect(orders0(applyRecords(clusterOf(3), records)).isr).toEqual([1, 3]);
    expect(unregisterBroker(clusterOf(3), 9, env).response.message).toBe('Broker ID 9 is not currently registered');
  });
});

describe('heartbeats', () => {
  const heartbeat: HeartbeatInput = {
    wantFence: false, wantShutDown: false, currentMetadataOffset: 10, registrationOffset: 7, controlledShutdownOffset: -1, lowestActiveOffset: 10,
  };

  it('a fenced broker is let in once it has read its own registration', () => {
    const down = fence(clusterOf(3), [1]);
    expect(nextBrokerControlState(down, 1, heartbeat)).toBe('UNFENCED');
    expect(nextBrokerControlState(down, 1, { ...heartbeat, currentMetadataOffset: 6 })).toBe('FENCED');
    expect(nextBrokerControlState(down, 1, { ...heartbeat, wantFence: true })).toBe('FENCED');
  });

  it('a leader that wants to stop first hands over, others may go at once', () => {
    const stop = { ...heartbeat, wantShutDown: true };
    expect(hasLeaderships(clusterOf(3), 1)).toBe(true);
    expect(nextBrokerControlState(clusterOf(3), 1, stop)).toBe('CONTROLLED_SHUTDOWN');
    expect(nextBrokerControlState(clusterOf(3), 2, stop)).toBe('SHUTDOWN_NOW');
  });

  it('a broker in controlled shutdown goes when the others know of it', () => {
    const image = applyRecords(clusterOf(3), beginControlledShutdown(clusterOf(3), 1, env));
    expect(orders0(image)).toMatchObject({ leader: 2, isr: [2, 3] });
    expect(brokerControlState(image, 1)).toBe('CONTROLLED_SHUTDOWN');
    const waiting = { ...heartbeat, wantShutDown: true, controlledShutdownOffset: 12 };
    expect(nextBrokerControlState(image, 1, waiting)).toBe('CONTROLLED_SHUTDOWN');
    expect(nextBrokerControlState(image, 1, { ...waiting, lowestActiveOffset: 12 })).toBe('SHUTDOWN_NOW');
    expect(brokerControlState(fence(image, [1]), 1)).toBe('FENCED');
  });

  it('the only replica leaves its partition without a leader, and stays its ISR', () => {
    const alone = clusterOf(1, [1]);
    const image = applyRecords(alone, beginControlledShutdown(alone, 1, env));
    expect(orders0(image)).toMatchObject({ leader: -1, isr: [1] });
  });
});
