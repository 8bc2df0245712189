import { describe, expect, it } from 'vitest';
import { clusterOf, controllerEnvOf, orders0 } from '../../../testkit/controllerFixture.ts';
import { alterPartition } from './alterPartition.ts';
import { beginControlledShutdown, fenceBroker } from './brokerLifecycle.ts';
import { applyRecords } from '../../metadata/image.ts';
import { alterPartitionReassignment } from './reassign.ts';
import type { AlterPartitionEntry } from '../../messages.ts';
import type { MetadataImage } from '../../metadata/image.ts';

const env = controllerEnvOf('3.9');
const entry = (isr: readonly number[], given: Partial<AlterPartitionEntry> = {}): AlterPartitionEntry => ({
  partition: 'orders-0', leaderEpoch: 0, partitionEpoch: 0, newIsr: isr.map((brokerId) => ({ brokerId, brokerEpoch: brokerId })),
  leaderRecoveryState: 'RECOVERED', ...given,
});
const ask = (image: MetadataImage, asked: AlterPartitionEntry, brokerId = 1): ReturnType<typeof alterPartition> =>
  alterPartition(image, { brokerId, brokerEpoch: brokerId, partitions: [asked] }, env);
const refusal = (image: MetadataImage, asked: AlterPartitionEntry, brokerId = 1): readonly [string | undefined, string | null | undefined] => {
  const { records, response } = ask(image, asked, brokerId);
  expect(records).toEqual([]);
  return [response.partitions[0]?.error, response.partitions[0]?.message];
};

describe('a leader asks for an ISR', () => {
  it('is granted it, with a new partition epoch and the same leader epoch', () => {
    const { records, response } = ask(clusterOf(3), entry([1, 2]));
    expect(response.partitions[0]).toMatchObject({ error: 'NONE', isr: [1, 2], leader: 1, leaderEpoch: 0, partitionEpoch: 1 });
    expect(orders0(applyRecords(clusterOf(3), records)).isr).toEqual([1, 2]);
  });

  it('asking for what is already so is granted without a record', () => {
    const { records, response } = ask(clusterOf(3), entry([1, 2, 3]));
    expect(records).toEqual([]);
    expect(response.partitions[0]).toMatchObject({ error: 'NONE', partitionEpoch: 0 });
  });

  it('a leader of an older or newer epoch is refused', () => {
    expect(refusal(clusterOf(3), entry([1], { leaderEpoch: -1 }))[0]).toBe('FENCED_LEADER_EPOCH');
    expect(refusal(clusterOf(3), entry([1], { leaderEpoch: 1 }))[0]).toBe('NOT_CONTROLLER');
    expect(refusal(clusterOf(3), entry([1], { partitionEpoch: 1 }))[0]).toBe('NOT_CONTROLLER');
  });

  it('who does not know the last change is refused', () => {
    const shrunk = applyRecords(clusterOf(3), ask(clusterOf(3), entry([1, 2])).records);
    expect(refusal(shrunk, entry([1]))).toEqual([
      'INVALID_UPDATE_VERSION', 'Rejecting AlterPartition request from node 1 for orders-0 because the current partition epoch is 1, not 0.',
    ]);
  });

  it('who is not the leader is refused', () => {
    expect(refusal(clusterOf(3), entry([2]), 2)).toEqual([
      'INVALID_REQUEST', 'Rejecting AlterPartition request from node 2 for orders-0 because the current leader is 1.',
    ]);
  });

  it('the ISR holds the leader and only replicas, each once', () => {
    for (const isr of [[2, 3], [1, 4], [1, 1]]) expect(refusal(clusterOf(4), entry(isr))[0]).toBe('INVALID_REQUEST');
  });

  it('a leader cannot fall back to recovering, nor share the ISR while it recovers', () => {
    expect(refusal(clusterOf(3), entry([1], { leaderRecoveryState: 'RECOVERING' }))[0]).toBe('INVALID_REQUEST');
    expect(refusal(clusterOf(3), entry([1, 2], { leaderRecoveryState: 'RECOVERING' }))[0]).toBe('INVALID_REQUEST');
  });

  it('a member that is fenced, stopping or another process is refused, and named', () => {
    const fenced = applyRecords(clusterOf(3), fenceBroker(clusterOf(3), 3, env));
    expect(refusal(fenced, entry([1, 2, 3], { partitionEpoch: 1 }))).toEqual([
      'INELIGIBLE_REPLICA',
      'Rejecting AlterPartition request from node 1 for orders-0 because it specified ineligible replicas [3 (fenced)] in the new ISR [1, 2, 3].',
    ]);
    const stopping = applyRecords(clusterOf(3), beginControlledShutdown(clusterOf(3), 3, env));
    expect(refusal(stopping, entry([1, 2, 3], { partitionEpoch: 1 }))[1]).toContain('3 (shutting down)');
    const restarted = { newIsr: [{ brokerId: 1, brokerEpoch: 1 }, { brokerId: 2, brokerEpoch: 99 }] };
    expect(refusal(clusterOf(3), entry([], restarted))[1]).toContain('2 (broker epoch mismatch: requested=99 VS expected=2)');
  });

  it('an unknown topic or partition, or a process of yesterday, is refused', () => {
    expect(refusal(clusterOf(3), entry([1], { partition: 'nothing-0' }))[0]).toBe('UNKNOWN_TOPIC_ID');
    expect(refusal(clusterOf(3), entry([1], { partition: 'orders-7' }))[0]).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    const { response } = alterPartition(clusterOf(3), { brokerId: 1, brokerEpoch: 99, partitions: [entry([1])] }, env);
    expect(response).toMatchObject({ error: 'STALE_BROKER_EPOCH', partitions: [] });
  });
});

describe('moving a partition to other brokers', () => {
  const moving = applyRecords(clusterOf(4), alterPartitionReassignment(clusterOf(4), { partition: 'orders-0', replicas: [2, 3, 4] }, env).records);

  it('old and new replicas hold it until the new ones are in sync', () => {
    expect(orders0(moving)).toMatchObject({ replicas: [2, 3, 4, 1], adding: [4], removing: [1], isr: [1, 2, 3], leader: 1 });
  });

  it('the change that completes it is written, though the leader that asked has lost its place', () => {
    const { records, response } = ask(moving, entry([1, 2, 3, 4], { partitionEpoch: 1 }));
    expect(response.partitions[0]?.error).toBe('NEW_LEADER_ELECTED');
    expect(orders0(applyRecords(moving, records))).toMatchObject({ replicas: [2, 3, 4], isr: [2, 3, 4], leader: 2, adding: [], removing: [] });
  });

  it('it can be called off', () => {
    const { records } = alterPartitionReassignment(moving, { partition: 'orders-0', replicas: null }, env);
    expect(orders0(applyRecords(moving, records))).toMatchObject({ replicas: [2, 3, 1], isr: [1, 2, 3], leader: 1, adding: [], removing: [] });
  });

  it('calling off is refused when there is nothing to call off, or only new replicas are in sync', () => {
    const off = (image: MetadataImage): string => alterPartitionReassignment(image, { partition: 'orders-0', replicas: null }, env).response.error;
    expect(off(clusterOf(4))).toBe('NO_REASSIGNMENT_IN_PROGRESS');
    const onlyNew = applyRecords(moving, [{ type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [4], leader: 4 }]);
    expect(off(onlyNew)).toBe('INVALID_REPLICA_ASSIGNMENT');
  });

  it('a mere change of order is done at once', () => {
    const { records } = alterPartitionReassignment(clusterOf(3), { partition: 'orders-0', replicas: [3, 2, 1] }, env);
    expect(orders0(applyRecords(clusterOf(3), records))).toMatchObject({ replicas: [3, 2, 1], leader: 1, leaderEpoch: 0 });
  });

  it('an unknown partition is refused', () => {
    const { response } = alterPartitionReassignment(clusterOf(3), { partition: 'orders-7', replicas: [1] }, env);
    expect(response).toEqual({ error: 'UNKNOWN_TOPIC_OR_PARTITION', message: 'Unable to find partition orders:7.' });
  });
});
