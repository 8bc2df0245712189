import type { EraId } from '../../kafka/era/era.ts';

export const reassignForms = ['--list', '--generate', '--execute', '--verify', '--cancel'] as const;
export type ReassignForm = (typeof reassignForms)[number];

/** How a version's `kafka-reassign-partitions.sh` is called, and how it prints. */
export interface ReassignFormat {
  readonly forms: readonly ReassignForm[];
  readonly connection: '--zookeeper' | '--bootstrap-server';
  /** `--additional` (KIP-455): several reassignments at a time. */
  readonly hasAdditional: boolean;
  /** It was written anew in Java for 3.7, with a few other words. */
  readonly writtenIn: 'scala' | 'java';
  /** Plans name log directories (KIP-113, 1.1). */
  readonly logDirs: boolean;
  /** How exceptions begin. */
  readonly failure: string;
  /** To 0.10.0: other empty lines, no validation of brokers, and the plan once more at the end. */
  readonly isFirst: boolean;
  /** To 1.0 `--verify` says besides what the replicas are where they are others. */
  readonly explainsFailure: boolean;
  /** An upper-case initial, and a full stop (2.0). */
  readonly replicationFactor: (factor: number, brokers: number) => string;
}

const small = (factor: number, brokers: number): string => `replication factor: ${factor} larger than available brokers: ${brokers}`;

const old: ReassignFormat = {
  forms: ['--generate', '--execute', '--verify'], connection: '--zookeeper', hasAdditional: false, writtenIn: 'scala', logDirs: false, failure: 'Partitions reassignment failed due to ', isFirst: false,
  explainsFailure: true, replicationFactor: small,
};

const recent: ReassignFormat = {
  ...old, forms: reassignForms, connection: '--bootstrap-server', hasAdditional: true, logDirs: true, failure: 'Error: ', explainsFailure: false,
  replicationFactor: (factor, brokers) => `Replication factor: ${factor} larger than available brokers: ${brokers}.`,
};

/** Source: ReassignPartitionsCommand of each version. */
export const reassignFormats: Readonly<Record<EraId, ReassignFormat>> = {
  '0.8': { ...old, isFirst: true },
  '0.10': old,
  '0.11': old,
  '2.1': { ...old, logDirs: true, explainsFailure: false, replicationFactor: recent.replicationFactor },
  '2.8': recent,
  '3.9': { ...recent, writtenIn: 'java' },
  '4.1': { ...recent, writtenIn: 'java' },
};
