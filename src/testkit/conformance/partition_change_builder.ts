import { changePartition } from '../../kafka/controller/kraft/partitionChange.ts';
import { mergeChange } from '../../kafka/metadata/registration.ts';
import { compare } from './compare.ts';
import type { Election } from '../../kafka/controller/kraft/partitionChange.ts';
import type { PartitionChange, PartitionRegistration } from '../../kafka/metadata/registration.ts';
import type { Family } from './family.ts';

/** As the cases write it: the recovery state has a shorter name. */
type Renamed<T extends PartitionChange> = Omit<T, 'leaderRecoveryState'> & { readonly recovery?: T['leaderRecoveryState'] };

interface ChangeCase {
  readonly partition: Renamed<PartitionRegistration> & { readonly recovery: PartitionRegistration['leaderRecoveryState'] };
  readonly alive: readonly number[];
  readonly election: Election;
  readonly elrEnabled: boolean;
  readonly minIsr: number;
  readonly targetIsr?: readonly number[];
  readonly uncleanShutdown?: number;
  readonly record?: Renamed<PartitionChange>;
  readonly result: Renamed<PartitionRegistration> | null;
}

export const family: Family = {
  name: 'partition_change_builder',
  check: (caseData) => {
    const given = caseData as ChangeCase;
    const { recovery, ...rest } = given.partition;
    const partition: PartitionRegistration = { ...rest, leaderRecoveryState: recovery };
    const change = changePartition({
      partition,
      isAcceptableLeader: (broker) => given.alive.includes(broker),
      election: given.election,
      elrEnabled: given.elrEnabled,
      minIsr: given.minIsr,
      ...(given.targetIsr === undefined ? {} : { targetIsr: given.targetIsr }),
      ...(given.uncleanShutdown === undefined ? {} : { uncleanShutdownReplicas: [given.uncleanShutdown] }),
    });
    const result = change === null ? null : renamed(mergeChange(partition, change));
    return compare(given.record, change === null ? undefined : renamed(change), 'record') ?? compare(given.result, result, 'result');
  },
};

function renamed<T extends PartitionChange>({ leaderRecoveryState, ...rest }: T): object {
  return leaderRecoveryState === undefined ? rest : { ...rest, recovery: leaderRecoveryState };
}
