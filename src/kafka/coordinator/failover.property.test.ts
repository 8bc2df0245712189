import { assert, constantFrom, integer, array, property } from 'fast-check';
import { expect, test } from 'vitest';
import { coordinatorPartition } from '../group/coordinatorPartition.ts';
import type { OffsetCommitResponse } from '../group/messages.ts';
import { OffsetsCluster } from '../../testkit/offsetsCluster.ts';

const config = { 'offsets.topic.num.partitions': '2', 'min.insync.replicas': '2' };

/** One broker is killed, stopped in order or cut off at a time, and comes back before the next. */
const trouble = array(constantFrom('broker.kill', 'broker.shutdown', 'network.cut', 'nothing'), { minLength: 2, maxLength: 4 });

test.each(['2.8', '3.9', '4.1'] as const)('in era %s what a client was told is committed is never lost, whichever coordinator comes next', (era) => {
  assert(property(trouble, integer({ min: 0, max: 400 }), (troubles, gapMs) => {
    const cluster = new OffsetsCluster(era, config).withTopic('billing');
    const partition = coordinatorPartition('billing', 2);
    let [acknowledged, tried] = [-1, 0];
    for (const type of troubles) {
      const brokerId = cluster.leaderOf(partition);
      tried += 1;
      const answer = cluster.ask(brokerId, cluster.commit('billing', { 'orders-0': tried })) as OffsetCommitResponse;
      if (answer.partitions[0]?.error === 'NONE') acknowledged = tried;
      if (type === 'broker.kill' || type === 'broker.shutdown') cluster.command({ type, brokerId });
      if (type === 'network.cut') cluster.command({ type, from: `broker-${brokerId}`, to: null });
      cluster.settle(gapMs);
      cluster.settle(25_000);
      if (type === 'network.cut') cluster.command({ type: 'network.heal', from: `broker-${brokerId}`, to: null });
      if (cluster.isDown(brokerId)) cluster.command({ type: 'broker.restart', brokerId });
      cluster.settle(10_000);
      const committed = cluster.committed(cluster.leaderOf(partition), 'billing', 'orders-0');
      expect(committed).toBeGreaterThanOrEqual(acknowledged);
      expect(committed).toBeLessThanOrEqual(tried);
    }
    expect(acknowledged).toBeGreaterThan(0);
    expect(cluster.faults()).toEqual([]);
  }), { numRuns: 3, seed: 7 });
});
