import { placeReplicas } from '../../kafka/controller/placement.ts';
import { assignReplicasToBrokers } from '../../kafka/metadata/assignReplicas.ts';
import { compare } from './compare.ts';
import { replayDraws } from './draws.ts';
import type { Placement, UsableBroker } from '../../kafka/controller/placement.ts';
import type { Difference, Family } from './family.ts';

interface Sizes {
  readonly brokers: readonly UsableBroker[];
  readonly partitions: number;
  readonly replicationFactor: number;
}
interface StripedCase extends Sizes {
  readonly kind: 'striped';
  readonly randomDraws: readonly (readonly [number, number])[];
  readonly result?: readonly (readonly number[])[];
  readonly error?: string;
}
interface AdminUtilsCase extends Sizes {
  readonly kind: 'adminUtils';
  readonly fixedStartIndex: number;
  readonly startPartitionId: number;
  readonly result: readonly (readonly [number, readonly number[]])[];
}

export const family: Family = {
  name: 'replica_placement',
  check: (caseData) => {
    const placement = caseData as StripedCase | AdminUtilsCase;
    return placement.kind === 'striped' ? striped(placement) : adminUtils(placement);
  },
};

function striped({ brokers, partitions, replicationFactor, randomDraws, result, error }: StripedCase): Difference | null {
  const draws = replayDraws(randomDraws);
  const placement = placeReplicas(brokers, partitions, replicationFactor, draws.draw);
  return (
    compare(result, replicasOf(placement), 'result') ??
    compare(error === 'InvalidReplicationFactorException' ? 'INVALID_REPLICATION_FACTOR' : error, placement.ok ? undefined : placement.error, 'error') ??
    compare(0, draws.left(), 'draws not made')
  );
}

function adminUtils({ brokers, partitions, replicationFactor, fixedStartIndex, startPartitionId, result }: AdminUtilsCase): Difference | null {
  const start = Math.max(0, startPartitionId);
  const placement = assignReplicasToBrokers(brokers, partitions, replicationFactor, () => fixedStartIndex, start);
  return compare(result, replicasOf(placement)?.map((replicas, index) => [start + index, replicas]), 'result');
}

function replicasOf(placement: Placement): readonly (readonly number[])[] | undefined {
  return placement.ok ? placement.replicas : undefined;
}
