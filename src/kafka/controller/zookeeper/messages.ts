import type { ErrorName } from '../../names/errors.ts';
import type { TopicPartition } from '../../log/record.ts';

/** What the controller on a broker tells brokers, and what a broker asks of it besides AlterPartition. */

/** A partition as the controller last wrote it, with the version of its state znode. Source: LeaderAndIsrPartitionState. */
export interface PartitionState {
  readonly partition: TopicPartition;
  readonly controllerEpoch: number;
  /** -1 when there is none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly zkVersion: number;
  readonly replicas: readonly number[];
}

/** Every one says who sends it, under which epoch, and which process of the broker it is for (KIP-380). */
interface ControlRequestOf<Api extends string> {
  readonly api: Api;
  readonly kind: 'request';
  readonly correlationId: number;
  readonly controllerId: number;
  readonly controllerEpoch: number;
  readonly brokerEpoch: number;
}
interface ControlResponseOf<Api extends string> {
  readonly api: Api;
  readonly kind: 'response';
  readonly correlationId: number;
  readonly error: ErrorName;
}

export type LeaderAndIsrRequest = ControlRequestOf<'LeaderAndIsr'> & {
  readonly topicIds: Readonly<Record<string, string>>;
  readonly partitions: readonly (PartitionState & { readonly isNew: boolean; readonly addingReplicas: readonly number[]; readonly removingReplicas: readonly number[] })[];
};
export type LeaderAndIsrResponse = ControlResponseOf<'LeaderAndIsr'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName }[];
};

export type UpdateMetadataRequest = ControlRequestOf<'UpdateMetadata'> & {
  readonly topicIds: Readonly<Record<string, string>>;
  readonly liveBrokers: readonly { readonly id: number; readonly rack: string | null }[];
  readonly partitions: readonly PartitionState[];
};
export type UpdateMetadataResponse = ControlResponseOf<'UpdateMetadata'>;

export type StopReplicaRequest = ControlRequestOf<'StopReplica'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly leaderEpoch: number; readonly deletePartition: boolean }[];
};
export type StopReplicaResponse = ControlResponseOf<'StopReplica'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName }[];
};

export type ControlRequest = LeaderAndIsrRequest | UpdateMetadataRequest | StopReplicaRequest;
export type ControlResponse = LeaderAndIsrResponse | UpdateMetadataResponse | StopReplicaResponse;

export interface ControlledShutdownRequest {
  readonly api: 'ControlledShutdown';
  readonly kind: 'request';
  readonly correlationId: number;
  readonly brokerId: number;
  readonly brokerEpoch: number;
}
export interface ControlledShutdownResponse {
  readonly api: 'ControlledShutdown';
  readonly kind: 'response';
  readonly correlationId: number;
  readonly error: ErrorName;
  /** What the broker still leads. */
  readonly remainingPartitions: readonly TopicPartition[];
}
