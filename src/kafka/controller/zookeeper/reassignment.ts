import type { Effect, Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse, ListPartitionReassignmentsResponse } from '../../messages.ts';
import { containsAll, sameBrokers, without } from '../../metadata/registration.ts';
import { encodeTopic, statePath, topicPath } from '../../metadata/zkData.ts';
import type { TopicAssignment } from '../../metadata/zkData.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import { noError } from '../../names/errors.ts';
import { assignmentOf, isReassigned, reassignTo, refusedReplicas, sameAssignment, targetOf } from './assignment.ts';
import { isOnline, liveIds, topicOfPartition, withPartitions, withReplicaState } from './cluster.ts';
import { leadershipIn } from './failover.ts';
import type { Job, JobRules, Progress } from './jobs.ts';
import { sendBatch } from './requestBatch.ts';
import type { ClusterState, ControlledPartition, ReplicaAssignment, ZkControllerContext } from './types.ts';
import { getData, inOffice, isMoved } from './zkOps.ts';

const NOBODY: ReplicaAssignment = { replicas: [], adding: [], removing: [] };

type Wanted = AlterPartitionReassignmentsRequest['partitions'][number];

/** What the partition is to become, or why not. Source: KafkaController.maybeBuildReassignment. */
function verdictOn({ cluster }: ZkControllerContext, { partition, replicas }: Wanted): ReplicaAssignment | ApiError {
  const known = cluster.partitions[partition];
  const current = known === undefined ? NOBODY : assignmentOf(known);
  if (replicas === null) {
    return isReassigned(current) ? reassignTo(current, without(current.replicas, current.adding)) : { error: 'NO_REASSIGNMENT_IN_PROGRESS', message: 'No partition reassignment is in progress.' };
  }
  const refused = refusedReplicas(current, replicas, liveIds(cluster));
  if (refused !== null) return refused;
  return known === undefined ? { error: 'UNKNOWN_TOPIC_OR_PARTITION', message: 'The partition does not exist.' } : reassignTo(current, replicas);
}

function answer(caller: Extract<Job, { type: 'answerReassignments' }>['caller'], partitions: AlterPartitionReassignmentsResponse['partitions'], error: ErrorName = 'NONE'): Effect {
  const message: AlterPartitionReassignmentsResponse = { api: 'AlterPartitionReassignments', kind: 'response', correlationId: caller.message.correlationId, error, partitions };
  return { type: 'reply', to: caller.replyTo, message };
}

/** Each partition of the topic as it is known, one of them changed. */
export function topicAssignment({ topicIds, partitions }: ClusterState, changed: TopicPartition, assignment: ReplicaAssignment): TopicAssignment {
  const topic = topicOfPartition(changed);
  const all = Object.keys(partitions).filter((name) => topicOfPartition(name) === topic).length;
  const each = Array.from({ length: all }, (_, index): ReplicaAssignment => {
    const name = topicPartition(topic, index);
    return name === changed ? assignment : (partitions[name] ?? NOBODY);
  });
  return { topicId: topicIds[topic] ?? '', replicas: each.map(({ replicas }) => replicas), adding: each.map(({ adding }) => adding), removing: each.map(({ removing }) => removing) };
}

function withAssignment(controller: ZkControllerContext, partition: TopicPartition, assignment: ReplicaAssignment): ZkControllerContext {
  return withPartitions(controller, [partition], () => assignmentOf(assignment));
}

/** Out of the ISR first, then its log goes. Source: KafkaController.stopRemovedReplicasOfReassignedPartition. */
export function stopReplicas(partition: TopicPartition, brokers: readonly number[]): readonly Job[] {
  return [
    ...brokers.map((brokerId): Job => ({ type: 'replicasOffline', brokerId, partitions: [partition] })),
    ...brokers.map((brokerId): Job => ({ type: 'deleteReplica', brokerId, partition })),
  ];
}

/** The new replicas are started, under a higher leader epoch, and fetch like any follower. Source: KafkaController.onPartitionReassignment, A1 and A2. */
function addReplicas(partition: TopicPartition, known: ControlledPartition): readonly Job[] {
  return [{ type: 'raiseEpoch', partition }, { type: 'startReplicas', partition, brokers: known.adding }];
}

/** All of them are in sync: the leader moves if it must, the others go. Source: KafkaController.onPartitionReassignment, B1 to B8. */
function complete(controller: ZkControllerContext, partition: TopicPartition, known: ControlledPartition): Progress {
  const online = known.adding.reduce((now, id) => withReplicaState(now, [partition], id, 'OnlineReplica'), controller);
  const done: ReplicaAssignment = { replicas: targetOf(known), adding: [], removing: [] };
  const leader = known.leadership?.leader ?? -1;
  const keepsLeader = done.replicas.includes(leader) && isOnline(controller.cluster, leader);
  return {
    controller: withAssignment(online, partition, done),
    next: [
      keepsLeader ? { type: 'raiseEpoch', partition } : { type: 'elect', partitions: [partition], strategy: 'reassignment', allowUnclean: false },
      ...stopReplicas(partition, known.removing),
      { type: 'writeAssignment', partition, assignment: done, before: assignmentOf(known) },
      { type: 'updateMetadata', partitions: [partition] },
    ],
  };
}

function written(controller: ZkControllerContext, { partition, assignment, before }: Extract<Job, { type: 'writeAssignment' }>): Progress {
  const { replicas, adding, removing } = assignment;
  const changed = withAssignment(controller, partition, assignment);
  if (sameAssignment(assignment, before)) return { controller: changed };
  if (isReassigned(assignment)) {
    const fact = report({ type: 'ReassignmentStarted', partition, target: targetOf(assignment), adding, removing, controllerId: controller.brokerId });
    return { controller: changed, effects: [fact] };
  }
  const cancelled = isReassigned(before) && sameBrokers(without(before.replicas, before.adding), replicas);
  return { controller: changed, effects: [report({ type: 'ReassignmentEnded', partition, replicas, removed: without(before.replicas, replicas), cancelled, controllerId: controller.brokerId })] };
}

/** An administrator moves partitions to other brokers (KIP-455). Source: KafkaController.processApiPartitionReassignment. */
export const reassignmentRules: JobRules<'alterReassignments' | 'listReassignments' | 'answerReassignments' | 'writeAssignment' | 'proceedReassignment' | 'raiseEpoch' | 'startReplicas' | 'deleteReplica'> = {
  alterReassignments: {
    begin: (controller, { caller }) => {
      const verdicts = caller.message.partitions.map((wanted) => ({ partition: wanted.partition, verdict: verdictOn(controller, wanted) }));
      const next = verdicts.flatMap(({ partition, verdict }): readonly Job[] => {
        const known = controller.cluster.partitions[partition];
        if ('error' in verdict || known === undefined) return [];
        const proceed: Job = { type: 'proceedReassignment', partition, onlyWhenCaughtUp: false };
        if (sameAssignment(known, verdict)) return [proceed];
        // Replicas that were being added for another target are not needed any more.
        const unneeded = without(known.replicas, verdict.replicas);
        return [{ type: 'writeAssignment', partition, assignment: verdict, before: assignmentOf(known) }, ...stopReplicas(partition, unneeded), proceed];
      });
      const results = verdicts.map(({ partition, verdict }) => ({ partition, ...('error' in verdict ? verdict : noError) }));
      return { controller, next: [...next, { type: 'answerReassignments', caller, results }] };
    },
  },
  /** Source: KafkaController.processListPartitionReassignments. */
  listReassignments: {
    begin: (controller, { caller: { message: { correlationId, partitions: wanted }, replyTo } }) => {
      const { partitions } = controller.cluster;
      const moving = (wanted ?? Object.keys(partitions)).flatMap((partition) => {
        const known = partitions[partition];
        return known === undefined || !isReassigned(known) ? [] : [{ partition, ...assignmentOf(known) }];
      });
      const message: ListPartitionReassignmentsResponse = { api: 'ListPartitionReassignments', kind: 'response', correlationId, error: 'NONE', partitions: moving };
      return { controller, effects: [{ type: 'reply', to: replyTo, message }] };
    },
  },
  answerReassignments: { begin: (controller, { caller, results }) => ({ controller, effects: [answer(caller, results)] }) },
  /** Source: KafkaController.updateReplicaAssignmentForPartition. */
  writeAssignment: {
    begin: (controller, { partition, assignment }, { shared: { era } }: Env) => ({
      controller,
      ask: [inOffice(controller, {
        op: 'setData', path: topicPath(splitTopicPartition(partition).topic), data: encodeTopic(topicAssignment(controller.cluster, partition, assignment), era.znodeVersions.topic), version: -1,
      })],
    }),
    resume: (controller, job, results) => (results.some(isMoved) ? { controller, moved: true } : written(controller, job)),
  },
  /** Are all wanted replicas in the ISR? Source: KafkaController.onPartitionReassignment, isReassignmentComplete. */
  proceedReassignment: {
    begin: (controller, { partition }) => (controller.cluster.partitions[partition] === undefined ? { controller } : { controller, ask: [getData(statePath(partition))] }),
    resume: (controller, { partition, onlyWhenCaughtUp }, [result]) => {
      const known = controller.cluster.partitions[partition];
      if (known === undefined) return { controller };
      const isComplete = !isReassigned(known) || containsAll(leadershipIn(result)?.isr ?? [], targetOf(known));
      if (isComplete) return complete(controller, partition, known);
      return { controller, next: onlyWhenCaughtUp ? [] : addReplicas(partition, known) };
    },
  },
  /** Every replica hears of the assignment, which it only believes under a higher leader epoch. Source: KafkaController.updateLeaderEpochAndSendRequest. */
  raiseEpoch: {
    begin: (controller, { partition }) => ({ controller, ask: [getData(statePath(partition))] }),
    resume: (controller, { partition, recipients }, [result]) => {
      const before = leadershipIn(result);
      const known = controller.cluster.partitions[partition];
      if (before === null || known === undefined || before.controllerEpoch > controller.epoch) return { controller };
      const after = { leader: before.leader, leaderEpoch: before.leaderEpoch + 1, isr: before.isr, controllerEpoch: controller.epoch };
      return { controller, next: [{ type: 'writeStates', changes: [{ partition, before, after, recipients: recipients ?? known.replicas }], cause: { type: 'reassignment', ...(recipients === undefined ? {} : { recipients }) } }] };
    },
  },
  startReplicas: {
    begin: (controller, { partition, brokers }) => {
      const fresh = brokers.reduce((now, id) => withReplicaState(now, [partition], id, 'NewReplica'), controller);
      return brokers.length === 0 ? { controller } : sendBatch(fresh, { leaderAndIsr: [{ partition, recipients: brokers, isNew: true }] });
    },
  },
  deleteReplica: {
    begin: (controller, { partition, brokerId }, { shared: { era } }) => {
      const leaderEpoch = (era.stopReplicaNamesEpoch ? controller.cluster.partitions[partition]?.leadership?.leaderEpoch : undefined) ?? -1;
      const forgotten = withPartitions(controller, [partition], ({ replicaStates }) => ({
        replicaStates: Object.fromEntries(Object.entries(replicaStates).filter(([id]) => Number(id) !== brokerId)),
      }));
      return sendBatch(forgotten, { stopReplica: { brokerId, partitions: [{ partition, leaderEpoch, deletePartition: true }] } });
    },
  },
};
