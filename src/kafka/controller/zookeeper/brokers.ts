import { report } from '../../actor.ts';
import { BROKER_IDS_PATH, brokerPath } from '../../metadata/zkData.ts';
import { removeChannels } from './channels.ts';
import { isOnline, liveIds, partitionsOnBroker, partitionsWhere, withCluster, withState } from './cluster.ts';
import { brokersIn, childrenIn } from './failover.ts';
import type { Job, JobRules } from './jobs.ts';
import { sendBatch } from './requestBatch.ts';
import type { ClusterState } from './types.ts';
import { getChildren, getData } from './zkOps.ts';

type Brokers = ClusterState['liveBrokers'];

function only(brokers: Brokers, ids: readonly number[]): Brokers {
  return Object.fromEntries(Object.entries(brokers).filter(([id]) => ids.includes(Number(id))));
}

/** Who came, who went, and who came back under a new session before it was missed. */
export function compare(known: Brokers, found: Brokers): { readonly added: readonly number[]; readonly deleted: readonly number[]; readonly bounced: readonly number[] } {
  const [before, after] = [Object.keys(known).map(Number), Object.keys(found).map(Number)];
  return {
    added: after.filter((id) => known[id] === undefined),
    deleted: before.filter((id) => found[id] === undefined),
    bounced: after.filter((id) => (found[id]?.brokerEpoch ?? 0) > (known[id]?.brokerEpoch ?? Infinity)),
  };
}

export const brokerRules: JobRules<'brokerChange' | 'brokerDetails' | 'brokerFailure' | 'bounce' | 'updateMetadata'> = {
  brokerChange: {
    begin: (controller) => ({ controller, ask: [getChildren(BROKER_IDS_PATH)] }),
    resume: (controller, _job, [ids]) => ({ controller, next: [{ type: 'brokerDetails', brokers: childrenIn(ids).map(Number) }] }),
  },
  /** Source: KafkaController.processBrokerChange. */
  brokerDetails: {
    begin: (controller, { brokers }) => ({ controller, ask: brokers.map((id) => getData(brokerPath(id))) }),
    resume: (controller, { brokers }, results, env) => {
      const found = brokersIn(brokers, results, env);
      const known = controller.cluster.liveBrokers;
      const { added, deleted, bounced } = compare(known, found);
      if (added.length + deleted.length + bounced.length === 0) return { controller };
      const closed = removeChannels(controller, [...deleted, ...bounced]);
      const fact = report({ type: 'LiveBrokersChanged', controllerId: controller.brokerId, added, deleted, bounced, live: Object.keys(found).map(Number) });
      const next: Job[] = [];
      if (added.length > 0) next.push({ type: 'brokerStartup', brokers: added });
      if (bounced.length > 0) next.push({ type: 'brokerFailure', brokers: bounced }, { type: 'bounce', brokers: only(found, bounced) });
      if (deleted.length > 0) next.push({ type: 'brokerFailure', brokers: deleted });
      return { controller: withCluster(closed.controller, { liveBrokers: { ...known, ...only(found, added) } }), effects: [fact, ...closed.effects], next };
    },
  },
  /** Leaders first, then every replica it had. Source: KafkaController.onBrokerFailure, onReplicasBecomeOffline. */
  brokerFailure: {
    begin: (controller, { brokers }) => {
      const { cluster } = controller;
      const left = liveIds(cluster).filter((id) => !brokers.includes(id));
      const gone = withCluster(controller, { liveBrokers: only(cluster.liveBrokers, left), shuttingDown: cluster.shuttingDown.filter((id) => !brokers.includes(id)) });
      const leaderless = partitionsWhere(gone.cluster, ({ leadership }) => leadership !== null && !isOnline(gone.cluster, leadership.leader));
      const replicas = brokers.map((brokerId): Job => ({ type: 'replicasOffline', brokerId, partitions: partitionsOnBroker(cluster, brokerId) }));
      return {
        controller: withState(gone, leaderless, 'OfflinePartition'),
        next: [{ type: 'triggerOnline', topic: null }, ...replicas, ...(leaderless.length === 0 ? [{ type: 'updateMetadata' } as const] : [])],
      };
    },
  },
  /** The same broker, another process: it is live again. */
  bounce: {
    begin: (controller, { brokers }) => ({
      controller: withCluster(controller, { liveBrokers: { ...controller.cluster.liveBrokers, ...brokers } }),
      next: [{ type: 'brokerStartup', brokers: Object.keys(brokers).map(Number) }],
    }),
  },
  updateMetadata: { begin: (controller, { partitions = [] }) => sendBatch(controller, { updateMetadata: { brokers: null, partitions } }) },
};
