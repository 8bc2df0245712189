import type { ReplyTo } from '../../../world/types.ts';
import type { HaltEvent, MessageEvent } from '../../actor.ts';
import type {
  PeerLostEvent, SessionConnectedEvent, SessionDisconnectedEvent, SessionExpiredEvent, UncleanElectionEnabledEvent,
} from '../../broker/zookeeper/types.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { AlterPartitionReassignmentsRequest, AlterPartitionRequest, CreatePartitionsRequest, CreateTopicsRequest, ElectLeadersRequest, IncrementalAlterConfigsRequest, ListPartitionReassignmentsRequest } from '../../messages.ts';
import type { LeaderAndIsr } from '../../metadata/zkData.ts';
import type { ZkEvent, ZkRequestResponse, ZkTransaction } from '../../zookeeper/messages.ts';
import type { Job } from './jobs.ts';
import type { ControlledShutdownRequest, ControlRequest, LeaderAndIsrResponse, StopReplicaResponse, UpdateMetadataResponse } from './messages.ts';

/** Source: PartitionState. NonExistentPartition is one that is not in the table. */
export type PartitionStateName = 'NewPartition' | 'OnlinePartition' | 'OfflinePartition';

/** Source: ReplicaState; the states of deletion come with it. */
export type ReplicaStateName = 'NewReplica' | 'OnlineReplica' | 'OfflineReplica';

/** What a state znode says, with its version. Source: LeaderIsrAndControllerEpoch. */
export type Leadership = LeaderAndIsr & { readonly zkVersion: number };

/** Who holds a partition; during a reassignment those it moves to and those it moves from. Source: ReplicaAssignment. */
export interface ReplicaAssignment {
  /** In assignment order, `adding` and `removing` included. */
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export interface ControlledPartition extends ReplicaAssignment {
  /** Null before the first election. */
  readonly leadership: Leadership | null;
  readonly state: PartitionStateName;
  readonly replicaStates: Readonly<Record<number, ReplicaStateName>>;
}

/** The cluster as the active controller knows it; empty on every other broker. Source: ControllerContext. */
export interface ClusterState {
  /** Registered brokers, also those that are shutting down. */
  readonly liveBrokers: Readonly<Record<number, { readonly brokerEpoch: number; readonly rack: string | null }>>;
  readonly shuttingDown: readonly number[];
  readonly topicIds: Readonly<Record<string, string>>;
  readonly partitions: Readonly<Record<TopicPartition, ControlledPartition>>;
  /** Where partitions go that move, as `/admin/reassign_partitions` said; always empty from KIP-455 on. Source: ControllerContext.partitionsBeingReassigned. */
  readonly reassigned: Readonly<Record<TopicPartition, readonly number[]>>;
}

/** What goes to one broker, one request at a time, until it is answered or the broker is gone. Source: RequestSendThread. */
export interface Channel {
  readonly queue: readonly ControlRequest[];
  /** The head of the queue is under way. */
  readonly isSent: boolean;
}

export interface ZkControllerInput {
  readonly brokerId: number;
  /** ZooKeeper's node. */
  readonly zookeeper: string;
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/** The controller on a broker: all of them watch `/controller`, one is active. Source: KafkaController. */
export type ZkControllerContext = {
  readonly brokerId: number;
  readonly zookeeper: string;
  readonly staticConfigs: Readonly<Record<string, string>>;
  /** Of the broker's session; 0 while there is none. */
  readonly sessionId: number;
  readonly connected: boolean;
  /** As last read from `/controller`; -1 when there was none. */
  readonly activeControllerId: number;
  /** Of this controller's last term. */
  readonly epoch: number;
  /** The version of `/controller_epoch` in that term: every write of the controller is conditional on it. */
  readonly epochZkVersion: number;
  readonly cluster: ClusterState;
  /** What is left to do of the event at hand, in order; then the events that wait. Source: ControllerEventManager. */
  readonly jobs: readonly Job[];
  readonly queue: readonly Job[];
  /** The head of the jobs waits for ZooKeeper's answer to this. */
  readonly asked: { readonly correlationId: number; readonly transactions: readonly ZkTransaction[] } | null;
  readonly nextCorrelationId: number;
  readonly channels: Readonly<Record<number, Channel>>;
};

/** Whom to answer when a request has been dealt with. */
export interface Caller<Message> {
  readonly message: Message;
  readonly replyTo: ReplyTo;
}

export type ZkControllerRequest = AlterPartitionRequest | ControlledShutdownRequest | CreateTopicsRequest | CreatePartitionsRequest | IncrementalAlterConfigsRequest | ElectLeadersRequest | AlterPartitionReassignmentsRequest | ListPartitionReassignmentsRequest;

export interface ChannelEvent {
  readonly type: 'ChannelDue' | 'ChannelTimedOut';
  readonly brokerId: number;
}

export type ZkControllerEvent =
  | HaltEvent | SessionConnectedEvent | SessionDisconnectedEvent | SessionExpiredEvent | PeerLostEvent | UncleanElectionEnabledEvent | ChannelEvent
  | { readonly type: 'AutoLeaderRebalanceDue' }
  | MessageEvent<ZkRequestResponse> | MessageEvent<ZkEvent>
  | MessageEvent<LeaderAndIsrResponse> | MessageEvent<UpdateMetadataResponse> | MessageEvent<StopReplicaResponse>
  | MessageEvent<AlterPartitionRequest> | MessageEvent<ControlledShutdownRequest> | MessageEvent<CreateTopicsRequest>
  | MessageEvent<CreatePartitionsRequest> | MessageEvent<IncrementalAlterConfigsRequest> | MessageEvent<ElectLeadersRequest> | MessageEvent<AlterPartitionReassignmentsRequest> | MessageEvent<ListPartitionReassignmentsRequest>;
