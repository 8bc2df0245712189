import type { Effect } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../../messages.ts';
import type { ApiError } from '../../names/errors.ts';
import { noError } from '../../names/errors.ts';
import type { JobRules } from './jobs.ts';
import type { Caller, ClusterState } from './types.ts';

function isWanted({ partitions, liveBrokers }: ClusterState, { electionType }: ElectLeadersRequest, partition: TopicPartition): boolean {
  const known = partitions[partition];
  const leader = known?.leadership?.leader ?? -1;
  return electionType === 'PREFERRED' ? leader !== known?.replicas[0] : !Object.hasOwn(liveBrokers, leader);
}

function failed({ electionType }: ElectLeadersRequest, partition: TopicPartition): ApiError {
  const isPreferred = electionType === 'PREFERRED';
  const strategy = isPreferred ? 'PreferredReplicaPartitionLeaderElectionStrategy' : 'OfflinePartitionLeaderElectionStrategy(true)';
  return { error: isPreferred ? 'PREFERRED_LEADER_NOT_AVAILABLE' : 'ELIGIBLE_LEADERS_NOT_AVAILABLE', message: `Failed to elect leader for partition ${partition} under strategy ${strategy}` };
}

function answerTo({ cluster, caller, asked }: { readonly cluster: ClusterState; readonly caller: Caller<ElectLeadersRequest>; readonly asked: readonly TopicPartition[] }): Effect {
  const { message, replyTo } = caller;
  const all = message.partitions ?? Object.keys(cluster.partitions);
  const results = all.map((partition) => ({ partition, ...resultFor(cluster, message, partition, asked) }));
  const partitions = results.filter(({ error }) => message.partitions !== null || error !== 'ELECTION_NOT_NEEDED');
  const response: ElectLeadersResponse = { api: 'ElectLeaders', kind: 'response', correlationId: message.correlationId, error: 'NONE', partitions };
  return { type: 'reply', to: replyTo, message: response };
}

function resultFor(cluster: ClusterState, request: ElectLeadersRequest, partition: TopicPartition, asked: readonly TopicPartition[]): ApiError {
  if (cluster.partitions[partition] === undefined) return { error: 'UNKNOWN_TOPIC_OR_PARTITION', message: 'The partition does not exist.' };
  if (!asked.includes(partition)) return { error: 'ELECTION_NOT_NEEDED', message: 'Leader election not needed for topic partition.' };
  return isWanted(cluster, request, partition) ? failed(request, partition) : noError;
}

/** An administrator asks for elections; null means every partition. Source: KafkaController.processReplicaLeaderElection (KIP-460). */
export const electLeadersRules: JobRules<'electLeaders' | 'answerElectLeaders'> = {
  electLeaders: {
    begin: (controller, { caller }) => {
      const { message } = caller;
      const { cluster } = controller;
      const all = message.partitions ?? Object.keys(cluster.partitions);
      const asked = all.filter((partition) => (cluster.partitions[partition]?.leadership ?? null) !== null && isWanted(cluster, message, partition));
      const isPreferred = message.electionType === 'PREFERRED';
      return {
        controller,
        next: [
          { type: 'elect', partitions: asked, strategy: isPreferred ? 'preferred' : 'offline', allowUnclean: !isPreferred },
          { type: 'answerElectLeaders', caller, asked },
        ],
      };
    },
  },
  answerElectLeaders: { begin: (controller, { caller, asked }) => ({ controller, effects: [answerTo({ cluster: controller.cluster, caller, asked })] }) },
};
