import type { Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import type { Fact } from '../../facts.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { containsAll, sameBrokers, without } from '../../metadata/registration.ts';
import { decodeReassignment, encodeReassignment, encodeTopic, REASSIGN_PATH, statePath, topicPath } from '../../metadata/zkData.ts';
import type { Reassignment } from '../../metadata/zkData.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { isOnline, withCluster, withPartitions, withReplicaState } from './cluster.ts';
import { leadershipIn } from './failover.ts';
import type { Job, JobOf, JobRules, Progress } from './jobs.ts';
import { stopReplicas, topicAssignment } from './reassignment.ts';
import { asScalaSet, lessScalaSet } from './scalaSet.ts';
import type { ControlledPartition, ZkControllerContext } from './types.ts';
import { create, exists, getData, inOffice, isMoved, resultOf } from './zkOps.ts';

type Dropped = Extract<Fact, { readonly type: 'ReassignmentDropped' }>;

/** Why a partition does not move; null: it does. Source: KafkaController.initiateReassignReplicasForTopicPartition, maybeTriggerPartitionReassignment (1.1). */
function objection({ cluster }: ZkControllerContext, partition: TopicPartition, target: readonly number[], { shared: { era } }: Env): Dropped['reason'] | null {
  const known = cluster.partitions[partition];
  if (known === undefined) return 'no-such-partition';
  if (sameBrokers(known.replicas, target)) return 'already-assigned';
  return era.reassignmentBrokersCheckedBy === 'controller' && !target.every((id) => isOnline(cluster, id)) ? 'not-alive' : null;
}

function dropped({ brokerId: controllerId, cluster }: ZkControllerContext, partition: TopicPartition, reason: Dropped['reason']): Dropped {
  const target = cluster.reassigned[partition] ?? [];
  return { type: 'ReassignmentDropped', controllerId, partition, target, reason, live: target.filter((id) => isOnline(cluster, id)) };
}

/** One after the other begins to move, or goes from the list. To 1.0 each goes at once, later all of them in the end. */
function begin(controller: ZkControllerContext, partitions: readonly TopicPartition[], isNews: (partition: TopicPartition) => boolean, env: Env): Progress {
  const { cluster } = controller;
  const atOnce = env.shared.era.adminZnodesReadAt === 'every-change';
  const facts: Fact[] = [];
  const refused: TopicPartition[] = [];
  const next = partitions.flatMap((partition): readonly Job[] => {
    const target = cluster.reassigned[partition] ?? [];
    const known = cluster.partitions[partition];
    const reason = objection(controller, partition, target, env);
    if (reason !== null || known === undefined) {
      facts.push(dropped(controller, partition, reason ?? 'no-such-partition'));
      refused.push(partition);
      return atOnce ? [{ type: 'removeReassigned', partitions: [partition] }] : [];
    }
    if (isNews(partition)) facts.push({ type: 'ReassignmentStarted', partition, target, adding: without(target, known.replicas), removing: without(known.replicas, target), controllerId: controller.brokerId });
    return [{ type: 'moveReassigned', partition }];
  });
  return { controller, effects: facts.map(report), next: atOnce ? next : [...next, { type: 'removeReassigned', partitions: refused }] };
}

/** The list as it is now. In one that is read at its creation only, what it says of a partition takes the place of what was known. */
function read(controller: ZkControllerContext, { at }: JobOf<'readReassignments'>, result: ZkResult | undefined, env: Env): Progress {
  const found = resultOf(result)?.data;
  if (found === undefined) return { controller };
  const { reassigned } = controller.cluster;
  const written = decodeReassignment(found);
  const isWhole = at === 'event' && env.shared.era.adminZnodesReadAt === 'creation';
  const fresh = Object.keys(written).filter((partition) => isWhole || reassigned[partition] === undefined);
  const listed = withCluster(controller, { reassigned: { ...reassigned, ...Object.fromEntries(fresh.map((partition) => [partition, written[partition] ?? []])) } });
  const isNews = (partition: TopicPartition): boolean => !sameBrokers(reassigned[partition] ?? [], written[partition] ?? []);
  return fresh.length > 0 || isWhole ? begin(listed, fresh, isNews, env) : { controller };
}

/** Every new replica is in sync: the leader moves if it must, the others go, and last of all the assignment says so. */
function complete(controller: ZkControllerContext, partition: TopicPartition, known: ControlledPartition, target: readonly number[]): Progress {
  const online = target.reduce((now, id) => withReplicaState(now, [partition], id, 'OnlineReplica'), controller);
  const leader = known.leadership?.leader ?? -1;
  const keepsLeader = target.includes(leader) && isOnline(controller.cluster, leader);
  const removed = lessScalaSet(known.replicas, target);
  return {
    controller: withPartitions(online, [partition], () => ({ replicas: target })),
    next: [
      keepsLeader ? { type: 'raiseEpoch', partition, recipients: known.replicas } : { type: 'elect', partitions: [partition], strategy: 'reassignment', allowUnclean: false },
      ...stopReplicas(partition, removed),
      { type: 'assignReplicas', partition, replicas: target, target, removed },
      { type: 'removeReassigned', partitions: [partition] },
      { type: 'updateMetadata', partitions: [partition] },
    ],
  };
}

/** New replicas come besides the old ones, are told so under a higher leader epoch, and fetch like any follower. */
function expand(partition: TopicPartition, known: ControlledPartition, target: readonly number[], hasState: boolean): readonly Job[] {
  const widened: Job = { type: 'assignReplicas', partition, replicas: asScalaSet([...target, ...known.replicas]), target, removed: null };
  if (!hasState) return [widened, { type: 'removeReassigned', partitions: [partition] }];
  return [widened, { type: 'raiseEpoch', partition }, { type: 'startReplicas', partition, brokers: without(target, known.replicas) }];
}

function withoutReassigned(controller: ZkControllerContext, partitions: readonly TopicPartition[]): ZkControllerContext {
  return withCluster(controller, { reassigned: except(controller.cluster.reassigned, partitions) });
}

function except(reassigned: Reassignment, partitions: readonly TopicPartition[]): Reassignment {
  return Object.fromEntries(Object.entries(reassigned).filter(([partition]) => !partitions.includes(partition)));
}

/** With nothing left the znode goes, and the tool may write it again. From 1.1 the controller looks at once whether it has. */
function rewritten(controller: ZkControllerContext, job: JobOf<'writeReassigned'>, results: readonly ZkResult[], { shared: { era } }: Env): Progress {
  if (results.some(isMoved)) return { controller, moved: true };
  const isMissing = results.some((result) => !result.ok && result.error === 'NONODE');
  const isEmpty = Object.keys(job.remaining).length === 0;
  if (isMissing && !isEmpty) return { controller, next: [{ ...job, isMissing: true }] };
  const forgotten = withoutReassigned(controller, job.partitions);
  const looksAgain = isEmpty && era.adminZnodesReadAt === 'creation';
  return { controller: looksAgain ? { ...forgotten, queue: [...forgotten.queue, { type: 'readReassignments', at: 'event' }] } : forgotten };
}

/**
 * Reassignment before KIP-455: the tool writes `/admin/reassign_partitions`, the controller moves one partition after the
 * other and takes each off the list when it is done. Source: KafkaController.onPartitionReassignment (0.8.2 to 2.1).
 */
export const znodeReassignmentRules: JobRules<'readReassignments' | 'takeOverReassignments' | 'moveReassigned' | 'isrOfReassigned' | 'assignReplicas' | 'removeReassigned' | 'writeReassigned'> = {
  /** Source: KafkaController, PartitionReassignment. */
  readReassignments: {
    begin: (controller) => ({ controller, ask: [exists(REASSIGN_PATH), getData(REASSIGN_PATH, true)] }),
    resume: (controller, job, [, result], env) => read(controller, job, result, env),
  },
  /** A new controller goes on with what it found; what another has begun is no news. Source: KafkaController.maybeTriggerPartitionReassignment. */
  takeOverReassignments: {
    begin: (controller, _job, env) => {
      const { reassigned, partitions } = controller.cluster;
      const isNews = (partition: TopicPartition): boolean => !containsAll(partitions[partition]?.replicas ?? [], reassigned[partition] ?? []);
      return Object.keys(reassigned).length === 0 ? { controller } : begin(controller, Object.keys(reassigned), isNews, env);
    },
  },
  /** Source: KafkaController.onPartitionReassignment; the read watches the state, also for what the leader will write. */
  moveReassigned: {
    begin: (controller, { partition }) => (controller.cluster.reassigned[partition] === undefined ? { controller } : { controller, ask: [getData(statePath(partition), true)] }),
    resume: (controller, { partition }, [result]) => {
      const { partitions: { [partition]: known }, reassigned: { [partition]: target } } = controller.cluster;
      if (known === undefined || target === undefined) return { controller };
      const state = leadershipIn(result);
      if (containsAll(state?.isr ?? [], target)) return complete(controller, partition, known, target);
      return { controller, effects: state === null ? [report(dropped(controller, partition, 'leaderless'))] : [], next: expand(partition, known, target, state !== null) };
    },
  },
  /** A leader has written another ISR. Source: KafkaController, PartitionReassignmentIsrChange. */
  isrOfReassigned: {
    begin: (controller, { partition }) => (controller.cluster.reassigned[partition] === undefined ? { controller } : { controller, ask: [getData(statePath(partition), true)] }),
    resume: (controller, { partition }, [result]) => {
      const target = controller.cluster.reassigned[partition];
      const isr = leadershipIn(result)?.isr;
      return { controller, next: target !== undefined && isr !== undefined && containsAll(isr, target) ? [{ type: 'moveReassigned', partition }] : [] };
    },
  },
  /** Source: KafkaController.updateAssignedReplicasForPartition. */
  assignReplicas: {
    begin: (controller, { partition, replicas }, { shared: { era } }) => {
      const assignment = topicAssignment(controller.cluster, partition, { replicas, adding: [], removing: [] });
      return { controller, ask: [inOffice(controller, { op: 'setData', path: topicPath(splitTopicPartition(partition).topic), data: encodeTopic(assignment, era.znodeVersions.topic), version: -1 })] };
    },
    resume: (controller, { partition, replicas, target, removed }, results) => {
      if (results.some(isMoved)) return { controller, moved: true };
      const assigned = withPartitions(controller, [partition], () => ({ replicas }));
      const { brokerId: controllerId } = controller;
      const fact: Fact = removed === null ? { type: 'ReassignmentWidened', controllerId, partition, target, replicas }
        : { type: 'ReassignmentEnded', partition, replicas, removed, cancelled: false, controllerId };
      return { controller: assigned, effects: [report(fact)] };
    },
  },
  /** To 1.0 from the list as it is in ZooKeeper, later as the controller has it. Source: KafkaController.removePartitionsFromReassignedPartitions. */
  removeReassigned: {
    begin: (controller, { partitions }, { shared: { era } }) => (era.adminZnodesReadAt === 'every-change'
      ? { controller, ask: [getData(REASSIGN_PATH)] }
      : { controller, next: [{ type: 'writeReassigned', partitions, remaining: except(controller.cluster.reassigned, partitions) }] }),
    resume: (controller, { partitions }, [result]) => (
      { controller, next: [{ type: 'writeReassigned', partitions, remaining: except(decodeReassignment(resultOf(result)?.data ?? '{}'), partitions) }] }),
  },
  writeReassigned: {
    begin: (controller, { remaining, isMissing = false }) => {
      if (Object.keys(remaining).length === 0) return { controller, ask: [inOffice(controller, { op: 'delete', path: REASSIGN_PATH, version: -1 })] };
      const data = encodeReassignment(remaining);
      return { controller, ask: [inOffice(controller, isMissing ? create(REASSIGN_PATH, data) : { op: 'setData', path: REASSIGN_PATH, data, version: -1 })] };
    },
    resume: rewritten,
  },
};
