import type { ReplyTo } from '../../world/types.ts';
import type { HaltEvent } from '../actor.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ErrorName } from '../names/errors.ts';
import type {
  HeartbeatRequest, JoinGroupProtocol, JoinGroupRequest, LeaveGroupRequest, OffsetCommitRequest, Subscription, SyncGroupRequest,
} from './messages.ts';

/** As Kafka prints them. Source: ClassicGroupState. */
export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

/** The broker's settings for groups, in milliseconds and members. */
export interface GroupConfig {
  readonly initialRebalanceDelayMs: number;
  readonly maxSize: number;
}

/** A request whose answer must wait. */
export interface Parked {
  readonly replyTo: ReplyTo;
  readonly correlationId: number;
}

/** What the leader gave a member; null before, and where it gave nothing. */
export type MemberAssignment = readonly TopicPartition[] | null;

/** Source: ClassicGroupMember. */
export interface GroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupProtocol[];
  readonly assignment: MemberAssignment;
  /** In its first generation not yet: its session does not count while it waits in JoinGroup, a longer timer does. */
  readonly isNew: boolean;
  readonly awaitingJoin: Parked | null;
  readonly awaitingSync: Parked | null;
}

/** While PreparingRebalance: how long members are waited for, and whether that is over. */
export interface JoinPhase {
  /** The group was empty: `group.initial.rebalance.delay.ms` lets more members come. */
  readonly isInitial: boolean;
  /** Of the delay that runs, and what may be added to it. */
  readonly delayMs: number;
  readonly remainingMs: number;
  readonly isOver: boolean;
}

/** A group as the log has it. Source: GroupMetadataValue. */
export interface GroupMetadataValue {
  readonly protocolType: string;
  readonly generation: number;
  readonly protocol: string | null;
  readonly leader: string | null;
  readonly currentStateTimestampMs: number;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly clientId: string;
    readonly clientHost: string;
    readonly rebalanceTimeoutMs: number;
    readonly sessionTimeoutMs: number;
    /** For the protocol that was chosen. */
    readonly subscription: Subscription;
    readonly assignment: MemberAssignment;
  }[];
}

/** What is done when the log has it, or refuses it. */
export type Storing =
  | { readonly what: 'new-group' }
  | { readonly what: 'empty-group' }
  | { readonly what: 'assignment'; readonly generation: number; readonly leader: string; readonly assignment: Readonly<Record<string, MemberAssignment>> }
  /** A static member came back under a new id; `before`: what it was, should the log refuse it. */
  | { readonly what: 'static-member'; readonly memberId: string; readonly leaderBefore: string | null; readonly before: GroupMember };

export interface GroupInput {
  readonly brokerId: number;
  readonly groupId: string;
  /** Of `__consumer_offsets`. */
  readonly partition: number;
  readonly config: GroupConfig;
}

/** Source: ClassicGroup. */
export type GroupContext = GroupInput & {
  /** Nothing was asked of it yet, and the log has nothing of it. */
  readonly isNew: boolean;
  readonly generation: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leader: string | null;
  /** In the order they came; Kafka lists them in the order of Java's HashMap (`membersInOrder`). */
  readonly members: readonly GroupMember[];
  /** The most there ever were at once: Java's HashMap does not shrink. */
  readonly mostMembers: number;
  /** Given a member id, and not back with it yet (KIP-394). */
  readonly pendingMembers: readonly string[];
  /** Of this generation, have not sent their SyncGroup yet. */
  readonly pendingSyncs: readonly string[];
  /** Somebody came while the initial delay ran, so it may be lengthened. */
  readonly newMemberAdded: boolean;
  /** null unless PreparingRebalance. */
  readonly joinPhase: JoinPhase | null;
  /** A rebalance is to begin, in Kafka's words why; null otherwise. */
  readonly rebalanceReason: string | null;
  /** By token. */
  readonly storing: Readonly<Record<number, Storing>>;
  readonly nextToken: number;
  /** When the group came to its state. */
  readonly stateSinceMs: number;
};

/** A request as the coordinator passes it on: the same fields as when it came. */
interface Forwarded<Message extends { readonly api: string }> {
  readonly type: Message['api'];
  readonly message: Message;
  readonly from: string;
  readonly replyTo: ReplyTo;
  readonly routine: boolean;
}

export type JoinEvent = Forwarded<JoinGroupRequest>;
export type SyncEvent = Forwarded<SyncGroupRequest>;
export type HeartbeatEvent = Forwarded<HeartbeatRequest>;
export type LeaveEvent = Forwarded<LeaveGroupRequest>;
export type OffsetCommitEvent = Forwarded<OffsetCommitRequest>;

/** From the coordinator, first of all: what the log has of this group. */
export interface LoadEvent {
  readonly type: 'Load';
  readonly value: GroupMetadataValue;
}
/** From the coordinator: what `StoreGroup` asked for is committed, or was refused. */
export interface GroupStoredEvent {
  readonly type: 'GroupStored';
  readonly token: number;
  readonly error: ErrorName;
}
/** From the coordinator: it coordinates this group no more. Answered by `GroupEnded`. */
export interface UnloadEvent {
  readonly type: 'Unload';
}
/** From the coordinator: nothing is left of the group, or an administrator deletes it. Only an Empty one goes; then `GroupEnded`. */
export interface DeleteGroupEvent {
  readonly type: 'DeleteGroup';
}

/** Timers of its own: `join`, `sync`, and `heartbeat <memberId>` for every member and every pending one. */
export type GroupTimerEvent =
  | { readonly type: 'JoinExpired' }
  | { readonly type: 'SyncExpired'; readonly generation: number }
  | { readonly type: 'HeartbeatExpired'; readonly memberId: string };

export type GroupEvent =
  | JoinEvent | SyncEvent | HeartbeatEvent | LeaveEvent | OffsetCommitEvent
  | LoadEvent | GroupStoredEvent | UnloadEvent | DeleteGroupEvent | GroupTimerEvent | HaltEvent;

/** To the coordinator: this is to be written to `__consumer_offsets`; null is a tombstone. Answered by `GroupStored`. */
export interface StoreGroupEvent {
  readonly type: 'StoreGroup';
  readonly groupId: string;
  readonly token: number;
  readonly value: GroupMetadataValue | null;
}
/** To the coordinator: these offsets are accepted; it writes them and answers the client. */
export interface StoreOffsetsEvent {
  readonly type: 'StoreOffsets';
  readonly groupId: string;
  readonly request: OffsetCommitRequest;
  readonly replyTo: ReplyTo;
}
/** To the coordinator: the group is Dead and has answered everybody; its actor may be stopped. */
export interface GroupEndedEvent {
  readonly type: 'GroupEnded';
  readonly groupId: string;
}
export type WordToCoordinator = StoreGroupEvent | StoreOffsetsEvent | GroupEndedEvent;
