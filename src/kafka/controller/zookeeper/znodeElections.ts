import type { Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import type { Fact } from '../../facts.ts';
import type { TopicPartition } from '../../log/record.ts';
import { decodeElection, PREFERRED_ELECTION_PATH } from '../../metadata/zkData.ts';
import type { JobRules, Progress } from './jobs.ts';
import type { ControlledPartition, ZkControllerContext } from './types.ts';
import { exists, getData, inOffice, isMoved, resultOf } from './zkOps.ts';

function isLedByPreferred({ cluster }: ZkControllerContext, partition: TopicPartition): boolean {
  const { leadership = null, replicas = [] } = cluster.partitions[partition] ?? {};
  return leadership !== null && leadership.leader === replicas[0];
}

/** @param found what a controller before has left of the list; null: the watch fired. Source: KafkaController.onPreferredReplicaElection. */
function begin(controller: ZkControllerContext, partitions: readonly TopicPartition[], found: readonly TopicPartition[] | null, { shared: { era } }: Env): Progress {
  const elected = era.preferredElectionsRepeat ? partitions : partitions.filter((partition) => !isLedByPreferred(controller, partition));
  return {
    controller,
    effects: [report({ type: 'PreferredElectionBegun', controllerId: controller.brokerId, partitions, found })],
    next: [{ type: 'elect', partitions: elected, strategy: 'preferred', allowUnclean: false }, { type: 'settleElections', partitions }],
  };
}

function ended({ brokerId: controllerId }: ZkControllerContext, partition: TopicPartition, known: ControlledPartition | undefined): Fact {
  return { type: 'PreferredElectionEnded', controllerId, partition, preferred: known?.replicas[0] ?? -1, leader: known?.leadership?.leader ?? null };
}

/**
 * Preferred elections before KIP-183: the tool writes `/admin/preferred_replica_election`, the controller elects and deletes it,
 * whoever was elected. Source: KafkaController (0.8.2 to 2.1).
 */
export const znodeElectionRules: JobRules<'readElections' | 'takeOverElections' | 'settleElections'> = {
  /** Source: KafkaController, PreferredReplicaLeaderElection. */
  readElections: {
    begin: (controller) => ({ controller, ask: [exists(PREFERRED_ELECTION_PATH), getData(PREFERRED_ELECTION_PATH, true)] }),
    resume: (controller, _job, [, result], env) => {
      const listed = decodeElection(resultOf(result)?.data ?? '');
      return listed === null ? { controller } : begin(controller, listed, null, env);
    },
  },
  /** What is led by its preferred replica by now, or is gone, is done. Source: KafkaController.fetchPendingPreferredReplicaElections. */
  takeOverElections: {
    begin: (controller, { found }, env) => begin(controller, found.filter((partition) => controller.cluster.partitions[partition] !== undefined && !isLedByPreferred(controller, partition)), found, env),
  },
  /** At a partition that has no leader to tell of the event ends, and the znode stays. Source: KafkaController.removePartitionsFromPreferredReplicaElection. */
  settleElections: {
    begin: (controller, { partitions }) => {
      const { partitions: known } = controller.cluster;
      const stuckAt = partitions.findIndex((partition) => (known[partition]?.leadership ?? null) === null);
      const told = stuckAt === -1 ? partitions : partitions.slice(0, stuckAt + 1);
      const effects = told.map((partition) => report(ended(controller, partition, known[partition])));
      return stuckAt === -1 ? { controller, effects, ask: [inOffice(controller, { op: 'delete', path: PREFERRED_ELECTION_PATH, version: -1 })] } : { controller, effects };
    },
    resume: (controller, _job, results, { shared: { era } }) => {
      if (results.some(isMoved)) return { controller, moved: true };
      // Where nothing else would, it watches anew.
      return { controller: era.adminZnodesReadAt === 'creation' ? { ...controller, queue: [...controller.queue, { type: 'readElections' }] } : controller };
    },
  },
};
