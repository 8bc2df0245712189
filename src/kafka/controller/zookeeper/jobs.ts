import type { TopicPartition } from '../../log/record.ts';
import type { Effect, Env } from '../../actor.ts';
import type { AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse, AlterPartitionRequest, CreatePartitionsRequest, CreatePartitionsResponse, CreateTopicsRequest, CreateTopicsResponse, ElectLeadersRequest, IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse, ListPartitionReassignmentsRequest } from '../../messages.ts';
import type { LeaderAndIsr, Reassignment, TopicAssignment } from '../../metadata/zkData.ts';
import type { ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import type { ControlledShutdownRequest } from './messages.ts';
import type { Strategy } from './strategies.ts';
import type { Caller, Leadership, ReplicaAssignment, ZkControllerContext } from './types.ts';

/** A partition's new state, to be written if the znode is still the one it was decided on. */
export interface StateChange {
  readonly partition: TopicPartition;
  readonly before: Leadership;
  readonly after: LeaderAndIsr;
  /** Who is told by LeaderAndIsr. */
  readonly recipients: readonly number[];
}

/** Why state znodes are written. */
export type WriteCause =
  | { readonly type: 'election'; readonly strategy: Strategy; readonly allowUnclean: boolean }
  | { readonly type: 'reassignment'; readonly recipients?: readonly number[] }
  | { readonly type: 'replica-offline'; readonly brokerId: number; readonly unchanged: readonly TopicPartition[]; readonly stopped: readonly { readonly partition: TopicPartition; readonly leaderEpoch: number }[] };

export interface NewTopicPlan {
  readonly name: string;
  readonly topicId: string;
  readonly replicas: readonly (readonly number[])[];
  readonly configs: Readonly<Record<string, string>>;
}

export interface NewPartitionsPlan {
  readonly name: string;
  /** Of all its partitions, those it has first. */
  readonly assignment: TopicAssignment;
}

export interface ConfigWrite {
  readonly resourceType: 'topic' | 'broker';
  readonly resourceName: string;
  readonly exists: boolean;
  readonly config: Readonly<Record<string, string>>;
}

/**
 * One thing the controller does without letting another event in between, as data, so that it can wait for ZooKeeper.
 * A job may leave others to be done before anything else.
 */
export type Job =
  // Who is the controller?
  | { readonly type: 'readController'; readonly mayStand: boolean }
  | { readonly type: 'createEpoch' }
  | { readonly type: 'claim'; readonly epoch: number; readonly zkVersion: number }
  | { readonly type: 'confirmClaim'; readonly epoch: number }
  // In office: everything is read anew.
  | { readonly type: 'watch' }
  | { readonly type: 'load'; readonly brokers: readonly number[]; readonly topics: readonly string[] }
  | { readonly type: 'loadStates' }
  | { readonly type: 'startStateMachines' }
  | { readonly type: 'startPartitions' }
  // Partitions.
  | { readonly type: 'triggerOnline'; readonly topic: string | null }
  | { readonly type: 'initialise'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'elect'; readonly partitions: readonly TopicPartition[]; readonly strategy: Strategy; readonly allowUnclean: boolean }
  | { readonly type: 'replicasOffline'; readonly brokerId: number; readonly partitions: readonly TopicPartition[]; readonly isRetry?: boolean }
  | { readonly type: 'writeStates'; readonly changes: readonly StateChange[]; readonly cause: WriteCause }
  | { readonly type: 'autoRebalance' }
  // Brokers and topics.
  | { readonly type: 'brokerChange' }
  | { readonly type: 'brokerDetails'; readonly brokers: readonly number[] }
  | { readonly type: 'brokerFailure'; readonly brokers: readonly number[] }
  | { readonly type: 'brokerStartup'; readonly brokers: readonly number[] }
  | { readonly type: 'bounce'; readonly brokers: Readonly<Record<number, { readonly brokerEpoch: number; readonly rack: string | null }>> }
  | { readonly type: 'updateMetadata'; readonly partitions?: readonly TopicPartition[] }
  | { readonly type: 'topicChange' }
  | { readonly type: 'isrChange' }
  | { readonly type: 'isrChangeDetails'; readonly notifications: readonly string[] }
  | { readonly type: 'isrChangeStates'; readonly notifications: readonly string[]; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'topicDetails'; readonly topics: readonly string[] }
  // Partitions that move.
  | { readonly type: 'writeAssignment'; readonly partition: TopicPartition; readonly assignment: ReplicaAssignment; readonly before: ReplicaAssignment }
  | { readonly type: 'proceedReassignment'; readonly partition: TopicPartition; readonly onlyWhenCaughtUp: boolean }
  /** `recipients`: all replicas where left out. */
  | { readonly type: 'raiseEpoch'; readonly partition: TopicPartition; readonly recipients?: readonly number[] }
  // Before KIP-455.
  | { readonly type: 'readReassignments'; readonly at: 'event' | 'reconnect' }
  | { readonly type: 'takeOverReassignments' }
  | { readonly type: 'moveReassigned' | 'isrOfReassigned'; readonly partition: TopicPartition }
  /** `removed`: the partition has arrived, and these hold it no more; null while it moves. */
  | { readonly type: 'assignReplicas'; readonly partition: TopicPartition; readonly replicas: readonly number[]; readonly target: readonly number[]; readonly removed: readonly number[] | null }
  | { readonly type: 'removeReassigned'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'writeReassigned'; readonly partitions: readonly TopicPartition[]; readonly remaining: Reassignment; readonly isMissing?: boolean }
  | { readonly type: 'startReplicas'; readonly partition: TopicPartition; readonly brokers: readonly number[] }
  | { readonly type: 'deleteReplica'; readonly partition: TopicPartition; readonly brokerId: number }
  // Preferred elections that were asked for, before KIP-183.
  | { readonly type: 'readElections' }
  | { readonly type: 'takeOverElections'; readonly found: readonly TopicPartition[] }
  | { readonly type: 'settleElections'; readonly partitions: readonly TopicPartition[] }
  // Requests.
  | { readonly type: 'alterReassignments'; readonly caller: Caller<AlterPartitionReassignmentsRequest> }
  | { readonly type: 'listReassignments'; readonly caller: Caller<ListPartitionReassignmentsRequest> }
  | { readonly type: 'answerReassignments'; readonly caller: Caller<AlterPartitionReassignmentsRequest>; readonly results: AlterPartitionReassignmentsResponse['partitions'] }
  | { readonly type: 'alterIsr'; readonly caller: Caller<AlterPartitionRequest> }
  | { readonly type: 'controlledShutdown'; readonly caller: Caller<ControlledShutdownRequest> }
  | { readonly type: 'answerControlledShutdown'; readonly caller: Caller<ControlledShutdownRequest> }
  | { readonly type: 'createTopics'; readonly caller: Caller<CreateTopicsRequest> }
  | { readonly type: 'writeTopics'; readonly caller: Caller<CreateTopicsRequest>; readonly plans: readonly NewTopicPlan[]; readonly refused: CreateTopicsResponse['topics'] }
  | { readonly type: 'createPartitions'; readonly caller: Caller<CreatePartitionsRequest> }
  | { readonly type: 'writePartitions'; readonly caller: Caller<CreatePartitionsRequest>; readonly plans: readonly NewPartitionsPlan[]; readonly refused: CreatePartitionsResponse['topics'] }
  | { readonly type: 'partitionModifications'; readonly topics: readonly string[] }
  | { readonly type: 'alterConfigs'; readonly caller: Caller<IncrementalAlterConfigsRequest> }
  | { readonly type: 'writeConfigs'; readonly caller: Caller<IncrementalAlterConfigsRequest>; readonly writes: readonly ConfigWrite[]; readonly results: IncrementalAlterConfigsResponse['results'] }
  | { readonly type: 'electLeaders'; readonly caller: Caller<ElectLeadersRequest> }
  | { readonly type: 'answerElectLeaders'; readonly caller: Caller<ElectLeadersRequest>; readonly asked: readonly TopicPartition[] };

export type JobOf<Type extends Job['type']> = Extract<Job, { readonly type: Type }>;

/** What a job came to so far. */
export interface Progress {
  readonly controller: ZkControllerContext;
  readonly effects?: readonly Effect[];
  /** It waits for the answer to this. */
  readonly ask?: readonly ZkTransaction[];
  /** What is to be done next, before anything else. */
  readonly next?: readonly Job[];
  /** A write failed because another controller has taken over: the rest of the event is dropped. Source: ControllerMovedException. */
  readonly moved?: boolean;
}

export interface JobRule<Type extends Job['type']> {
  readonly begin: (controller: ZkControllerContext, job: JobOf<Type>, env: Env) => Progress;
  /** With ZooKeeper's answer to what it asked. */
  readonly resume?: (controller: ZkControllerContext, job: JobOf<Type>, results: readonly ZkResult[], env: Env) => Progress;
}

export type JobRules<Types extends Job['type']> = { readonly [Type in Types]: JobRule<Type> };
