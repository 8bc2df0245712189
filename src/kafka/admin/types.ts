import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type {
  AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse, ConfigChange, CreatePartitionsRequest, CreatePartitionsResponse, CreateTopicsRequest, CreateTopicsResponse, ElectionType, ElectLeadersRequest, ElectLeadersResponse,
  DeleteRecordsResponse, IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse, ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse, MetadataResponse, NewTopic,
} from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ZkCloseResponse, ZkConnectResponse, ZkPingResponse, ZkRequestResponse } from '../zookeeper/messages.ts';
import type { ElectionErrand, ElectionTimerEvent } from './elect/types.ts';
import type { ReassignmentErrand, ReassignmentTimerEvent, RunReassignmentEvent } from './reassign/types.ts';
import type { GroupAnswerEvent, GroupErrand, GroupErrandEvent, GroupErrandTimerEvent } from './group/types.ts';

export type AdminRequest = CreateTopicsRequest | CreatePartitionsRequest | IncrementalAlterConfigsRequest | ElectLeadersRequest | AlterPartitionReassignmentsRequest | ListPartitionReassignmentsRequest;

export interface PendingRequest {
  readonly request: AdminRequest;
  /** Its connection broke or the controller could not serve it; it is sent again when the backoff is over. */
  readonly awaitsRetry: boolean;
}

export interface AdminInput {
  /** '' where it has to be found first. */
  readonly controllerAddress: string;
  /** Brokers to ask who the controller is; left out where that never changes. */
  readonly bootstrap?: readonly number[];
  /** Brokers to ask who leads a partition. */
  readonly brokers?: readonly number[];
  /** Where the tools still talk to ZooKeeper. */
  readonly zookeeper?: string;
}

/** A partition's records to delete: its leader is looked up, then asked. */
export interface Deletion {
  readonly partition: TopicPartition;
  readonly beforeOffset: number;
  /** The question under way; null while it waits to try again. */
  readonly asked: { readonly correlationId: number; readonly brokerId: number } | null;
}

/** The tools' handle of ZooKeeper, where they have one. Source: ReassignPartitionsCommand (to 2.5), PreferredReplicaLeaderElectionCommand (to 2.1). */
export interface ToolSession {
  readonly zookeeper: string;
  readonly timeoutMs: number;
  /** 0 while there is none. */
  readonly sessionId: number;
  readonly connected: boolean;
  /** The ZkConnect under way. */
  readonly connecting: number | null;
  /** The ZkClose under way. */
  readonly closing: boolean;
}

/** The administrator's tools: `kafka-topics`, `kafka-configs`, `kafka-leader-election`, `kafka-reassign-partitions`, `kafka-delete-records`, `kafka-consumer-groups`. */
export type AdminContext = {
  /**
   * Requests go straight to the controller. A real AdminClient asks a broker, which forwards to the controller
   * (KIP-590), or the controller itself with --bootstrap-controller.
   */
  readonly controllerAddress: string;
  /** ZooKeeper eras: whom to ask for the controller, next one first. */
  readonly bootstrap?: readonly number[];
  readonly nextCorrelationId: number;
  /** Whom to ask who leads, next one first. */
  readonly brokers: readonly number[];
  /** By the correlation id of the first question. */
  readonly deletions: Readonly<Record<number, Deletion>>;
  /** Runs of `kafka-consumer-groups.sh`, by a number of their own. */
  readonly errands: Readonly<Record<number, GroupErrand>>;
  /** Runs of `kafka-reassign-partitions.sh`, by a number of their own. */
  readonly reassignments: Readonly<Record<number, ReassignmentErrand>>;
  /** Runs of `kafka-preferred-replica-election.sh`, by a number of their own. */
  readonly elections: Readonly<Record<number, ElectionErrand>>;
  /** Of those that go through ZooKeeper; null where none does. */
  readonly session: ToolSession | null;
  /** By correlation id. */
  readonly pending: Readonly<Record<number, PendingRequest>>;
};

export interface CreateTopicEvent {
  readonly type: 'CreateTopic';
  readonly topic: NewTopic;
}

/** `count` in all. */
export interface CreatePartitionsEvent {
  readonly type: 'CreatePartitions';
  readonly topic: string;
  readonly count: number;
}

export interface AlterConfigEvent {
  readonly type: 'AlterConfig';
  readonly change: ConfigChange;
}

/** A null partition means every partition. */
export interface ElectLeaderEvent {
  readonly type: 'ElectLeader';
  readonly electionType: ElectionType;
  readonly partition: TopicPartition | null;
}

/** Null replicas call a reassignment off. */
export interface ReassignPartitionEvent {
  readonly type: 'ReassignPartition';
  readonly partition: TopicPartition;
  readonly replicas: readonly number[] | null;
}

export interface DeleteRecordsEvent {
  readonly type: 'DeleteRecords';
  readonly partition: TopicPartition;
  /** -1 stands for the high watermark. */
  readonly beforeOffset: number;
}

export interface DeletionTimerEvent {
  readonly type: 'DeletionRetry' | 'DeletionOverdue';
  readonly id: number;
}

export interface RetryEvent {
  readonly type: 'Retry';
}

export type AdminEvent =
  | BootEvent | HaltEvent | CreateTopicEvent | AlterConfigEvent | ElectLeaderEvent | RetryEvent | DisconnectedEvent
  | CreatePartitionsEvent | MessageEvent<CreatePartitionsResponse> | MessageEvent<CreateTopicsResponse> | MessageEvent<IncrementalAlterConfigsResponse> | MessageEvent<ElectLeadersResponse>
  | MessageEvent<AlterPartitionReassignmentsResponse> | MessageEvent<ListPartitionReassignmentsResponse> | ReassignPartitionEvent | RunReassignmentEvent | ReassignmentTimerEvent | ElectionTimerEvent
  | MessageEvent<ZkConnectResponse> | MessageEvent<ZkRequestResponse> | MessageEvent<ZkPingResponse> | MessageEvent<ZkCloseResponse>
  | { readonly type: 'ZkPingDue' } | { readonly type: 'ZkReconnectDue' } | { readonly type: 'ZkReadTimeout' }
  | GroupErrandEvent | GroupErrandTimerEvent | GroupAnswerEvent
  | MessageEvent<MetadataResponse> | DeleteRecordsEvent | DeletionTimerEvent | MessageEvent<DeleteRecordsResponse>;
