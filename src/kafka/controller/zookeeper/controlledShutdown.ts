import type { Effect } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ErrorName } from '../../names/errors.ts';
import { partitionsWhere, withCluster } from './cluster.ts';
import type { JobRules } from './jobs.ts';
import type { ControlledShutdownRequest, ControlledShutdownResponse } from './messages.ts';
import { sendBatch } from './requestBatch.ts';
import type { Caller, ClusterState } from './types.ts';

function answer({ message, replyTo }: Caller<ControlledShutdownRequest>, error: ErrorName, remainingPartitions: readonly TopicPartition[]): Effect {
  const response: ControlledShutdownResponse = { api: 'ControlledShutdown', kind: 'response', correlationId: message.correlationId, error, remainingPartitions };
  return { type: 'reply', to: replyTo, message: response };
}

/** A partition with one replica has nowhere to go. */
function ledBy(cluster: ClusterState, brokerId: number): readonly TopicPartition[] {
  return partitionsWhere(cluster, ({ leadership, replicas }) => leadership?.leader === brokerId && replicas.length > 1);
}

/** Its leaderships move away, its followers leave the ISRs; then it may go. Source: KafkaController.doControlledShutdown. */
export const controlledShutdownRules: JobRules<'controlledShutdown' | 'answerControlledShutdown'> = {
  controlledShutdown: {
    begin: (controller, { caller }, { shared: { era } }) => {
      const { brokerId, brokerEpoch } = caller.message;
      const known = controller.cluster.liveBrokers[brokerId];
      if (known === undefined) return { controller, effects: [answer(caller, 'BROKER_NOT_AVAILABLE', [])] };
      if (brokerEpoch < known.brokerEpoch) return { controller, effects: [answer(caller, 'STALE_BROKER_EPOCH', [])] };
      const shuttingDown = [...controller.cluster.shuttingDown.filter((id) => id !== brokerId), brokerId];
      const leaving = withCluster(controller, { shuttingDown });
      const followed = partitionsWhere(leaving.cluster, ({ leadership, replicas }) => replicas.includes(brokerId) && replicas.length > 1 && leadership !== null && leadership.leader !== brokerId);
      const stops = followed.map((partition) => ({ partition, leaderEpoch: era.stopReplicaNamesEpoch ? (leaving.cluster.partitions[partition]?.leadership?.leaderEpoch ?? -1) : -1 }));
      const told = stops.length === 0 ? { controller: leaving, effects: [] } : sendBatch(leaving, { stopReplica: { brokerId, partitions: stops } });
      return {
        ...told,
        next: [
          { type: 'elect', partitions: ledBy(leaving.cluster, brokerId), strategy: 'controlled-shutdown', allowUnclean: false },
          { type: 'replicasOffline', brokerId, partitions: followed },
          { type: 'answerControlledShutdown', caller },
        ],
      };
    },
  },
  answerControlledShutdown: {
    begin: (controller, { caller }) => ({ controller, effects: [answer(caller, 'NONE', ledBy(controller.cluster, caller.message.brokerId))] }),
  },
};
