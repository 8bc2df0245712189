import type { Effect, Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import { configPath, decodeConfig, encodeState, partitionPath, partitionsPath, statePath } from '../../metadata/zkData.ts';
import type { LeaderAndIsr } from '../../metadata/zkData.ts';
import { NO_LEADER } from '../../metadata/registration.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { isOnline, partitionsWhere, topicOfPartition, withLeadership, withPartitions, withReplicaState, withState } from './cluster.ts';
import { leadershipFacts } from './leadershipFacts.ts';
import { leadershipIn } from './failover.ts';
import type { Job, JobOf, JobRules, Progress, StateChange } from './jobs.ts';
import { sendBatch } from './requestBatch.ts';
import { allowsUncleanElection } from './settings.ts';
import { electLeader } from './strategies.ts';
import type { Leadership, ZkControllerContext } from './types.ts';
import { create, getData, inOffice, isMoved, resultOf } from './zkOps.ts';

const topicsOf = (partitions: readonly TopicPartition[]): readonly string[] => [...new Set(partitions.map(topicOfPartition))];

/** A new partition is led by the first of its live replicas, and all of these are in sync. Source: initializeLeaderAndIsrForPartitions. */
function firstState({ cluster, epoch }: ZkControllerContext, partition: TopicPartition): LeaderAndIsr | null {
  const isr = (cluster.partitions[partition]?.replicas ?? []).filter((id) => isOnline(cluster, id));
  const [leader] = isr;
  return leader === undefined ? null : { leader, leaderEpoch: 0, isr, controllerEpoch: epoch };
}

function initialised(controller: ZkControllerContext, partitions: readonly TopicPartition[], results: readonly ZkResult[]): Progress {
  const skipped = topicsOf(partitions).length;
  const made = partitions.filter((_partition, index) => results[skipped + 2 * index + 1]?.ok === true);
  const led = made.reduce((now, partition) => {
    const state = firstState(controller, partition);
    return state === null ? now : withLeadership(now, partition, { ...state, zkVersion: 0 });
  }, controller);
  const online = withPartitions(led, made, ({ replicas }) => ({ state: 'OnlinePartition', replicaStates: Object.fromEntries(replicas.map((id) => [id, 'OnlineReplica'])) }));
  const recipients = (partition: TopicPartition) => online.cluster.partitions[partition]?.leadership?.isr ?? [];
  const sent = made.length === 0 ? { controller: online, effects: [] } : sendBatch(online, { leaderAndIsr: made.map((partition) => ({ partition, recipients: recipients(partition), isNew: true })) });
  return { ...sent, moved: results.slice(skipped).some((result, index) => index % 2 === 1 && isMoved(result)) };
}

function elect(controller: ZkControllerContext, job: JobOf<'elect'>, results: readonly ZkResult[], env: Env): Progress {
  const { cluster } = controller;
  const { partitions, strategy, allowUnclean } = job;
  const configs = new Map(topicsOf(partitions).map((topic, index) => [topic, decodeConfig(resultOf(results[partitions.length + index])?.data ?? '{}')]));
  const changes = partitions.flatMap((partition, index): readonly StateChange[] => {
    const before = leadershipIn(results[index]);
    const known = cluster.partitions[partition];
    if (before === null || known === undefined || before.controllerEpoch > controller.epoch) return [];
    const { replicas } = known;
    const topic = topicOfPartition(partition);
    const elected = electLeader(strategy, {
      replicas, state: before, shuttingDown: cluster.shuttingDown, online: replicas.filter((id) => isOnline(cluster, id)),
      live: replicas.filter((id) => Object.hasOwn(cluster.liveBrokers, id)),
      allowUnclean: allowUnclean || allowsUncleanElection(controller, topic, configs.get(topic) ?? {}, env),
    });
    if (elected === null) return [];
    const after = { leader: elected.leader, leaderEpoch: before.leaderEpoch + 1, isr: elected.isr, controllerEpoch: controller.epoch };
    return [{ partition, before, after, recipients: elected.recipients }];
  });
  return { controller, next: changes.length === 0 ? [] : [{ type: 'writeStates', changes, cause: { type: 'election', strategy, allowUnclean } }] };
}

/**
 * A replica is gone: out of every ISR, but for the last member; without a leader where it led. The leader epoch rises
 * even for a follower. Source: ReplicaStateMachine.removeReplicasFromIsr.
 */
function takeOffline(controller: ZkControllerContext, job: JobOf<'replicasOffline'>, results: readonly ZkResult[], { shared: { era } }: Env): Progress {
  const { brokerId, partitions } = job;
  const changes: StateChange[] = [];
  const unchanged: TopicPartition[] = [];
  let refreshed = controller;
  for (const [index, partition] of partitions.entries()) {
    const before = leadershipIn(results[index]);
    if (before === null || before.controllerEpoch > controller.epoch) continue;
    const recipients = (controller.cluster.partitions[partition]?.replicas ?? []).filter((id) => id !== brokerId);
    if (before.isr.includes(brokerId)) {
      const isr = before.isr.length === 1 ? before.isr : before.isr.filter((id) => id !== brokerId);
      const after = { leader: before.leader === brokerId ? NO_LEADER : before.leader, leaderEpoch: before.leaderEpoch + 1, isr, controllerEpoch: controller.epoch };
      changes.push({ partition, before, after, recipients });
    } else {
      unchanged.push(partition);
      refreshed = withLeadership(refreshed, partition, before);
    }
  }
  const epochOf = (partition: TopicPartition) => (era.stopReplicaNamesEpoch ? controller.cluster.partitions[partition]?.leadership?.leaderEpoch : undefined) ?? -1;
  const stopped = job.isRetry === true ? [] : partitions.map((partition) => ({ partition, leaderEpoch: epochOf(partition) }));
  return { controller: withReplicaState(refreshed, partitions, brokerId, 'OfflineReplica'), next: [{ type: 'writeStates', changes, cause: { type: 'replica-offline', brokerId, unchanged, stopped } }] };
}

function written(controller: ZkControllerContext, { changes, cause }: JobOf<'writeStates'>, results: readonly ZkResult[]): Progress {
  const done = changes.filter((_change, index) => results[index]?.ok === true);
  const retry = changes.filter((_change, index) => isBadVersion(results[index])).map(({ partition }) => partition);
  const facts: Effect[] = done.flatMap((change) => leadershipFacts(change.partition, change.before, stateAfter(change, changes, results), cause.type === 'election' ? cause.strategy : null, controller.brokerId)).map(report);
  const led = done.reduce((now, change) => withLeadership(now, change.partition, stateAfter(change, changes, results)), controller);
  const settled = cause.type === 'election' ? withState(led, done.map(({ partition }) => partition), 'OnlinePartition') : led;
  const sent = sendBatch(settled, batchOf(settled, done, cause));
  const again: readonly Job[] = retry.length === 0 ? [] : retryOf(retry, cause);
  return { controller: sent.controller, effects: [...facts, ...sent.effects], next: again, moved: results.some(isMoved) };
}

function batchOf({ cluster }: ZkControllerContext, done: readonly StateChange[], cause: JobOf<'writeStates'>['cause']): Parameters<typeof sendBatch>[1] {
  const changed = done.map(({ partition, recipients }) => ({ partition, recipients }));
  if (cause.type !== 'replica-offline') return { leaderAndIsr: changed };
  const others = cause.unchanged.map((partition) => ({ partition, recipients: (cluster.partitions[partition]?.replicas ?? []).filter((id) => id !== cause.brokerId) }));
  return { leaderAndIsr: [...changed, ...others], stopReplica: { brokerId: cause.brokerId, partitions: cause.stopped } };
}

function isBadVersion(result: ZkResult | undefined): boolean {
  return result?.ok === false && result.at === 1 && result.error === 'BADVERSION';
}

function stateAfter(change: StateChange, changes: readonly StateChange[], results: readonly ZkResult[]): Leadership {
  return { ...change.after, zkVersion: resultOf(results[changes.indexOf(change)])?.stat?.version ?? change.before.zkVersion + 1 };
}

/** A leader has changed its ISR meanwhile: decided again on what is there now. */
function retryOf(partitions: readonly TopicPartition[], cause: JobOf<'writeStates'>['cause']): readonly Job[] {
  if (cause.type === 'election') return [{ type: 'elect', partitions, strategy: cause.strategy, allowUnclean: cause.allowUnclean }];
  if (cause.type === 'reassignment') return partitions.map((partition) => ({ type: 'raiseEpoch', partition, ...(cause.recipients === undefined ? {} : { recipients: cause.recipients }) }));
  return [{ type: 'replicasOffline', brokerId: cause.brokerId, partitions, isRetry: true }];
}

export const partitionRules: JobRules<'triggerOnline' | 'initialise' | 'elect' | 'replicasOffline' | 'writeStates'> = {
  /** New and offline partitions are given a leader where that is possible. Source: PartitionStateMachine.triggerOnlinePartitionStateChange. */
  triggerOnline: {
    begin: (controller, { topic }) => {
      const wanted = (state: string) => partitionsWhere(controller.cluster, (known, name) => known.state === state && (topic === null || topicOfPartition(name) === topic));
      const [fresh, offline] = [wanted('NewPartition'), wanted('OfflinePartition')];
      return {
        controller,
        next: [
          ...(fresh.length === 0 ? [] : [{ type: 'initialise', partitions: fresh } as const]),
          ...(offline.length === 0 ? [] : [{ type: 'elect', partitions: offline, strategy: 'offline', allowUnclean: false } as const]),
        ],
      };
    },
  },
  initialise: {
    begin: (controller, { partitions }) => {
      const possible = partitions.filter((partition) => firstState(controller, partition) !== null);
      if (possible.length < partitions.length) return { controller, next: possible.length === 0 ? [] : [{ type: 'initialise', partitions: possible }] };
      const states = possible.flatMap((partition) => {
        const state = firstState(controller, partition);
        return state === null ? [] : [[create(partitionPath(partition), '')], inOffice(controller, create(statePath(partition), encodeState(state)))];
      });
      return { controller, ask: [...topicsOf(possible).map((topic) => [create(partitionsPath(topic), '')]), ...states] };
    },
    resume: (controller, { partitions }, results) => initialised(controller, partitions, results),
  },
  /** Source: PartitionStateMachine.doElectLeaderForPartitions. */
  elect: {
    begin: (controller, { partitions, strategy, allowUnclean }) => {
      if (partitions.length === 0) return { controller };
      const configs = strategy === 'offline' && !allowUnclean ? topicsOf(partitions).map((topic) => getData(configPath('topic', topic))) : [];
      return { controller, ask: [...partitions.map((partition) => getData(statePath(partition))), ...configs] };
    },
    resume: elect,
  },
  replicasOffline: {
    begin: (controller, { partitions }) => (partitions.length === 0 ? { controller } : { controller, ask: partitions.map((partition) => getData(statePath(partition))) }),
    resume: takeOffline,
  },
  writeStates: {
    begin: (controller, job) => {
      if (job.changes.length === 0) return written(controller, job, []);
      return {
        controller,
        ask: job.changes.map(({ partition, before, after }) => inOffice(controller, { op: 'setData', path: statePath(partition), data: encodeState(after), version: before.zkVersion })),
      };
    },
    resume: written,
  },
};
