import type { HaltEvent, MessageEvent } from '../../actor.ts';
import type { ClientConfig } from '../../client/types.ts';
import type { AssignorName, AssignorUserData } from '../../group/assignors/types.ts';
import type {
  CommittedOffset, FindCoordinatorResponse, HeartbeatResponse, JoinGroupResponse, LeaveGroupResponse, OffsetCommitResponse, OffsetFetchResponse, SyncGroupResponse,
} from '../../group/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ErrorName } from '../../names/errors.ts';

/** Where a member stands. Source: AbstractCoordinator.MemberState. */
export type MemberState = 'unjoined' | 'preparingRebalance' | 'completingRebalance' | 'stable';

export type MemberConfig = ClientConfig & {
  readonly groupId: string;
  /** group.instance.id: a static member (KIP-345); null for a dynamic one. */
  readonly groupInstanceId: string | null;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly maxPollIntervalMs: number;
  /** partition.assignment.strategy, most wanted first. */
  readonly assignors: readonly AssignorName[];
};

/** Source: AbstractCoordinator.Generation; -1 and '' before the coordinator gave any. */
export type Generation = { readonly generationId: number; readonly memberId: string; readonly protocolName: string | null };

export const NO_GENERATION: Generation = { generationId: -1, memberId: '', protocolName: null };

/** A request to the coordinator, or to any broker for FindCoordinator, that was not answered yet. */
export type MemberRequest = {
  readonly api: 'FindCoordinator' | 'JoinGroup' | 'SyncGroup' | 'Heartbeat' | 'LeaveGroup' | 'OffsetCommit' | 'OffsetFetch';
  readonly brokerId: number;
  /** What the member believed in when it asked: a later answer about an older generation is not held against it. */
  readonly generation: Generation;
};

/** Something that failed and may be tried again: how often so far, and when next. */
export type Attempts = { readonly failures: number; readonly notBeforeMs: number };

export const NO_ATTEMPTS: Attempts = { failures: 0, notBeforeMs: 0 };

/** A commit the application asked for. `sync` ones are tried again until `deadlineMs`. */
export type PendingCommit = Attempts & {
  readonly id: number;
  readonly offsets: readonly CommittedOffset[];
  readonly sync: boolean;
  readonly deadlineMs: number;
  /** Everyday traffic: it says what was committed already. */
  readonly routine: boolean;
  /** Under way; null while it waits. */
  readonly correlationId: number | null;
};

/** Which partitions' committed offsets are wanted. */
export type PendingFetch = Attempts & { readonly partitions: readonly TopicPartition[]; readonly correlationId: number | null };

/** A consumer's membership of its group, and its way to the coordinator. Source: AbstractCoordinator, ConsumerCoordinator. */
export type MemberContext = {
  readonly clientId: string;
  readonly config: MemberConfig;
  /** Mirrored by the machine's states. */
  readonly state: MemberState;
  /** The broker; null while unknown. */
  readonly coordinator: number | null;
  readonly find: Attempts;
  readonly generation: Generation;
  readonly rejoinNeeded: boolean;
  /** Told to the coordinator with the next JoinGroup (KIP-800). */
  readonly rejoinReason: string;
  readonly join: Attempts;
  /** Partitions are given up before the next JoinGroup. */
  readonly needsJoinPrepare: boolean;
  /** The application is giving them up. */
  readonly preparing: boolean;
  /** The application is inside poll(): only then does the member join. */
  readonly inPoll: boolean;
  /** Arrived while nobody polled. */
  readonly unread: JoinGroupResponse | null;
  /** This member assigns as soon as it knows all topics of the group; since when it waits for newer metadata. */
  readonly leading: { readonly answer: JoinGroupResponse; readonly sinceMs: number } | null;
  /** The assignment, from SyncGroup until the next poll takes it. */
  readonly synced: readonly TopicPartition[] | null;
  /** Of the leader: how many partitions the topics had when it assigned. */
  readonly assignmentSnapshot: Readonly<Record<string, number>> | null;
  readonly joinedSubscription: readonly string[] | null;
  /** What the sticky assignors remember of the last assignment. */
  readonly lastAssignment: AssignorUserData | null;
  /** The highest generation that its own sticky assignor has seen; -1 for none. */
  readonly highestGeneration: number;
  readonly commits: readonly PendingCommit[];
  readonly offsetFetch: PendingFetch | null;
  /** The LeaveGroup whose answer the closing application waits for. */
  readonly leaving: number | null;
  readonly inFlight: Readonly<Record<number, MemberRequest>>;
  readonly nextCorrelationId: number;
  readonly wakeAtMs: number | null;
  /** An error that ends the consumer. */
  readonly failed: ErrorName | null;
};

export type MemberInput = { readonly clientId: string; readonly config: MemberConfig };

/** What the application's side tells the member. */
export type ToMember =
  | { readonly type: 'Poll' | 'PollReturned' | 'JoinPrepared' | 'MetadataTold' | 'Closed' }
  | { readonly type: 'RejoinAsked'; readonly reason: string }
  | { readonly type: 'CommitAsked'; readonly id: number; readonly offsets: readonly CommittedOffset[]; readonly sync: boolean; readonly deadlineMs: number; readonly routine: boolean }
  | { readonly type: 'CommittedAsked'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'AssignorsSet'; readonly assignors: readonly AssignorName[] }
  | { readonly type: 'LeaveAsked'; readonly reason: string }
  | { readonly type: 'BrokerLost'; readonly brokerId: number }
  | { readonly type: 'ZooKeeperLost' };

/** What the member tells the application's side. */
export type FromMember =
  | { readonly type: 'PrepareJoin' | 'PollServed' | 'Left' | 'RefreshMetadata' }
  | { readonly type: 'Joined'; readonly generation: number; readonly protocol: AssignorName; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'CommitDone'; readonly id: number; readonly error: ErrorName; readonly offsets: readonly CommittedOffset[] }
  | { readonly type: 'CommittedTold'; readonly offsets: readonly CommittedOffset[] }
  | { readonly type: 'GroupTopics'; readonly topics: readonly string[] }
  | { readonly type: 'MemberFailed'; readonly error: ErrorName }
  // Before there were coordinators: another member, or a lost session, took its partitions; and those it owns now.
  | { readonly type: 'PartitionsReleased'; readonly isLost: boolean }
  | { readonly type: 'PartitionsOwned'; readonly offsets: readonly CommittedOffset[] };

export type MemberTimerEvent =
  | { readonly type: 'HeartbeatDue' | 'SessionOver' | 'PollOverdue' | 'BackoffOver' }
  | { readonly type: 'RequestTimedOut'; readonly correlationId: number };

export type MemberEvent =
  | HaltEvent | ToMember | MemberTimerEvent
  | MessageEvent<FindCoordinatorResponse> | MessageEvent<JoinGroupResponse> | MessageEvent<SyncGroupResponse> | MessageEvent<HeartbeatResponse>
  | MessageEvent<LeaveGroupResponse> | MessageEvent<OffsetCommitResponse> | MessageEvent<OffsetFetchResponse>;
