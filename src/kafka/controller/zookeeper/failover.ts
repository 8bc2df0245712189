import { BROKER_IDS_PATH, brokerPath, decodeBroker, decodeElection, decodeReassignment, decodeState, decodeTopic, FEATURE_PATH, ISR_CHANGES_PATH, NO_FEATURES, PREFERRED_ELECTION_PATH, REASSIGN_PATH, statePath, topicPath, TOPICS_PATH } from '../../metadata/zkData.ts';
import { topicPartition } from '../../log/record.ts';
import type { Env } from '../../actor.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { isOnline, liveIds, newPartitionState, partitionsOnBroker, partitionsWhere, withCluster, withPartitions, withReplicaState } from './cluster.ts';
import type { Job, JobRules } from './jobs.ts';
import { movedTo, resumed } from './assignment.ts';
import { scheduleRebalance } from './rebalance.ts';
import { sendBatch } from './requestBatch.ts';
import type { ClusterState, ControlledPartition, Leadership } from './types.ts';
import { create, exists, getChildren, getData, resultOf } from './zkOps.ts';

/** Source: KafkaController.onControllerFailover, five seconds after it took office. */
const FIRST_REBALANCE_MS = 5_000;

/** Brokers whose znode was still there when it was read; before KIP-380 one process of a broker is like another. */
export function brokersIn(brokers: readonly number[], results: readonly ZkResult[], { shared: { era } }: Env): ClusterState['liveBrokers'] {
  return Object.fromEntries(brokers.flatMap((brokerId, index) => {
    const found = resultOf(results[index]);
    return found?.data === undefined ? [] : [[brokerId, { brokerEpoch: era.brokerEpochs ? (found.stat?.czxid ?? -1) : -1, rack: decodeBroker(found.data).rack }]];
  }));
}

/** Topics with their partitions, all of them new to this controller. */
export function topicsIn(topics: readonly string[], results: readonly ZkResult[]): Pick<ClusterState, 'topicIds' | 'partitions'> {
  const topicIds: Record<string, string> = {};
  const partitions: Record<string, ControlledPartition> = {};
  for (const [index, topic] of topics.entries()) {
    const data = resultOf(results[index])?.data;
    if (data === undefined) continue;
    const { topicId, replicas, adding, removing } = decodeTopic(data);
    topicIds[topic] = topicId;
    for (const [partition, brokers] of replicas.entries()) partitions[topicPartition(topic, partition)] = newPartitionState(brokers, adding[partition], removing[partition]);
  }
  return { topicIds, partitions };
}

/** Null where no state has been written yet. */
export function leadershipIn(result: ZkResult | undefined): Leadership | null {
  const found = resultOf(result);
  return found?.data === undefined ? null : { ...decodeState(found.data), zkVersion: found.stat?.version ?? 0 };
}

export function childrenIn(result: ZkResult | undefined): readonly string[] {
  return resultOf(result)?.children ?? [];
}

/** A new controller reads everything from ZooKeeper, tells every broker, and elects where a leader is missing. Source: KafkaController.onControllerFailover. */
export const failoverRules: JobRules<'watch' | 'load' | 'loadStates' | 'startStateMachines' | 'startPartitions'> = {
  watch: {
    begin: (controller, _job, { shared: { era } }) => ({
      controller, ask: [
        getChildren(BROKER_IDS_PATH), getChildren(TOPICS_PATH), ...(era.notifiesIsrChanges ? [getChildren(ISR_CHANGES_PATH)] : []),
        ...(era.partitionReassignments === 'through-znode' ? [exists(REASSIGN_PATH)] : []), ...(era.preferredElections === 'through-znode' ? [exists(PREFERRED_ELECTION_PATH)] : []),
        // Unless a controller before made it. Source: KafkaController.enableFeatureVersioning.
        ...(era.featureVersioning ? [[create(FEATURE_PATH, NO_FEATURES)]] : []),
      ],
    }),
    resume: (controller, _job, [brokers, topics, notifications]) => ({
      controller,
      next: [
        // What leaders wrote is read anyway.
        ...(childrenIn(notifications).length === 0 ? [] : [{ type: 'isrChangeStates', notifications: childrenIn(notifications), partitions: [] } as const]),
        { type: 'load', brokers: childrenIn(brokers).map(Number), topics: childrenIn(topics) },
      ],
    }),
  },
  load: {
    begin: (controller, { brokers, topics }, { shared: { era } }) => ({
      controller, ask: [
        ...brokers.map((id) => getData(brokerPath(id))), ...topics.map((topic) => getData(topicPath(topic))),
        ...(era.partitionReassignments === 'through-znode' ? [getData(REASSIGN_PATH, true)] : []), ...(era.preferredElections === 'through-znode' ? [getData(PREFERRED_ELECTION_PATH, true)] : []),
      ],
    }),
    resume: (controller, { brokers, topics }, results, env) => {
      const liveBrokers = brokersIn(brokers, results, env);
      const [reassignment, election] = results.slice(brokers.length + topics.length);
      const reassigned = decodeReassignment(resultOf(reassignment)?.data ?? '{}');
      // What is left of an election comes last, when all are in their states.
      const found = decodeElection(resultOf(election)?.data ?? '');
      return {
        controller: withCluster(controller, { liveBrokers, ...topicsIn(topics, results.slice(brokers.length)), reassigned }),
        next: [{ type: 'loadStates' }, ...(found === null ? [] : [{ type: 'takeOverElections', found } as const])],
      };
    },
  },
  loadStates: {
    begin: (controller) => {
      const partitions = Object.keys(controller.cluster.partitions);
      return partitions.length === 0 ? { controller, next: [{ type: 'startStateMachines' }] } : { controller, ask: partitions.map((partition) => getData(statePath(partition))) };
    },
    resume: (controller, _job, results) => {
      const names = Object.keys(controller.cluster.partitions);
      const loaded = withPartitions(controller, names, (_known, partition) => ({ leadership: leadershipIn(results[names.indexOf(partition)]) }));
      return { controller: loaded, next: [{ type: 'startStateMachines' }] };
    },
  },
  /** Source: ReplicaStateMachine.startup. */
  startStateMachines: {
    begin: (controller) => {
      const { cluster } = controller;
      const known = Object.keys(cluster.partitions);
      const started = withPartitions(controller, known, ({ replicas }) => ({
        replicaStates: Object.fromEntries(replicas.map((id) => [id, isOnline(cluster, id) ? 'OnlineReplica' as const : 'OfflineReplica' as const])),
      }));
      const told = sendBatch(started, { updateMetadata: { brokers: null, partitions: [] } });
      const online = known.map((partition) => ({ partition, recipients: (cluster.partitions[partition]?.replicas ?? []).filter((id) => isOnline(cluster, id)) }));
      const roles = known.length === 0 ? { ...told, effects: [] } : sendBatch(told.controller, { leaderAndIsr: online });
      const dead = [...new Set(known.flatMap((partition) => cluster.partitions[partition]?.replicas ?? []))].filter((id) => !isOnline(cluster, id)).toSorted((a, b) => a - b);
      const offline = dead.map((brokerId): Job => ({ type: 'replicasOffline', brokerId, partitions: partitionsOnBroker(cluster, brokerId) }));
      return { controller: roles.controller, effects: [...told.effects, ...roles.effects], next: [...offline, { type: 'startPartitions' }] };
    },
  },
  /** Source: PartitionStateMachine.startup. */
  startPartitions: {
    begin: (controller, _job, env) => {
      const { cluster } = controller;
      const started = withPartitions(controller, Object.keys(cluster.partitions), ({ leadership }) => ({
        state: leadership === null ? 'NewPartition' : isOnline(cluster, leadership.leader) ? 'OnlinePartition' : 'OfflinePartition',
      }));
      return { controller: started, effects: scheduleRebalance(started, FIRST_REBALANCE_MS, env), next: [{ type: 'triggerOnline', topic: null }, ...resumed(cluster, null), { type: 'takeOverReassignments' }] };
    },
  },
};

/** A broker came up: it is told of everything, and its replicas get their roles back. Source: KafkaController.onBrokerStartup. */
export const startupRule: JobRules<'brokerStartup'> = {
  brokerStartup: {
    begin: (controller, { brokers }) => {
      const { cluster } = controller;
      const others = liveIds(cluster).filter((id) => !brokers.includes(id));
      const first = sendBatch(controller, { updateMetadata: { brokers: others, partitions: [] } });
      const led = partitionsWhere(cluster, ({ leadership }) => leadership !== null);
      const second = sendBatch(first.controller, { updateMetadata: { brokers, partitions: led } });
      const hosted = led.filter((partition) => cluster.partitions[partition]?.replicas.some((id) => brokers.includes(id)));
      const third = hosted.length === 0 ? { ...second, effects: [] } : sendBatch(second.controller, {
        leaderAndIsr: hosted.map((partition) => ({ partition, recipients: (cluster.partitions[partition]?.replicas ?? []).filter((id) => brokers.includes(id)) })),
      });
      const online = brokers.reduce((now, brokerId) => withReplicaState(now, partitionsOnBroker(cluster, brokerId), brokerId, 'OnlineReplica'), third.controller);
      return { controller: online, effects: [...first.effects, ...second.effects, ...third.effects], next: [{ type: 'triggerOnline', topic: null }, ...resumed(cluster, brokers), ...movedTo(cluster, brokers)] };
    },
  },
};
