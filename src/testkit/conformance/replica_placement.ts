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
    compare(0, draws.left(), 'draws not made') ??
    shown(placement)
  );
}

function adminUtils({ brokers, partitions, replicationFactor, fixedStartIndex, startPartitionId, result }: AdminUtilsCase): Difference | null {
  const start = Math.max(0, startPartitionId);
  const placement = assignReplicasToBrokers(brokers, partitions, replicationFactor, () => fixedStartIndex, start);
  return compare(result, replicasOf(placement)?.map((replicas, index) => [start + index, replicas]), 'result') ?? shown(placement);
}

/** The arithmetic that is shown to people, worked out anew as it is written, comes to the place and the broker that were taken. */
function shown(placement: Placement): Difference | null {
  if (!placement.ok) return null;
  const wrong = placement.steps.flat().find(({ arithmetic, place, among, broker }) => workedOut(arithmetic) !== place || among[place] !== broker);
  return compare(undefined, wrong, 'arithmetic');
}

/** `a`, `x + y`, `x mod y` and brackets, as Kafka's rules use them. */
export function workedOut(arithmetic: string): number {
  const simple = /\(([^()]*)\)/.exec(arithmetic);
  if (simple !== null) return workedOut(arithmetic.replace(simple[0], String(workedOut(simple[1] ?? ''))));
  return arithmetic.split(' + ').reduce((sum, term) => {
    const [value = Number.NaN, modulus] = term.split(' mod ').map(Number);
    return sum + (modulus === undefined ? value : value % modulus);
  }, 0);
}

function replicasOf(placement: Placement): readonly (readonly number[])[] | undefined {
  return placement.ok ? placement.replicas : undefined;
}
