import type { Effect, Env } from '../../actor.ts';
import { isOnline, partitionsWhere } from './cluster.ts';
import type { Job, JobRules } from './jobs.ts';
import { isReassigned } from './assignment.ts';
import { setting } from './settings.ts';
import type { ClusterState, ZkControllerContext } from './types.ts';

export function scheduleRebalance(controller: ZkControllerContext, afterMs: number, env: Env): readonly Effect[] {
  if (!setting(controller, 'auto.leader.rebalance.enable', env)) return [];
  return [{ type: 'schedule', name: 'auto-leader-rebalance', afterMs, event: { type: 'AutoLeaderRebalanceDue' }, routine: true }];
}

/**
 * For each broker: where it should lead but does not, if that is more than leader.imbalance.per.broker.percentage of
 * what it should lead, and it can. Not while partitions move.
 *
 * Source: KafkaController.checkAndTriggerAutoLeaderRebalance.
 */
export function imbalanced(cluster: ClusterState, percentage: number): readonly (readonly string[])[] {
  if (Object.values(cluster.partitions).some(isReassigned) || Object.keys(cluster.reassigned).length > 0) return [];
  const preferred = [...new Set(Object.values(cluster.partitions).map(({ replicas }) => replicas[0] ?? -1))].toSorted((a, b) => a - b);
  return preferred.flatMap((brokerId) => {
    const all = partitionsWhere(cluster, ({ replicas }) => replicas[0] === brokerId);
    const elsewhere = all.filter((name) => (cluster.partitions[name]?.leadership?.leader ?? brokerId) !== brokerId);
    if (elsewhere.length / all.length <= percentage / 100) return [];
    const possible = elsewhere.filter((name) => isOnline(cluster, brokerId) && (cluster.partitions[name]?.leadership?.isr.includes(brokerId) ?? false));
    return possible.length === 0 ? [] : [possible];
  });
}

export const rebalanceRules: JobRules<'autoRebalance'> = {
  autoRebalance: {
    begin: (controller, _job, env) => ({
      controller,
      effects: scheduleRebalance(controller, setting(controller, 'leader.imbalance.check.interval.seconds', env) * 1000, env),
      next: imbalanced(controller.cluster, setting(controller, 'leader.imbalance.per.broker.percentage', env))
        .map((partitions): Job => ({ type: 'elect', partitions, strategy: 'preferred', allowUnclean: false })),
    }),
  },
};
