import type { ErrorName } from '../names/errors.ts';
import type { TopicPartition } from '../log/record.ts';

/** The requests and answers of consumer groups by their API names, with the fields that matter here. */
interface Request<Api extends string> {
  readonly api: Api;
  readonly kind: 'request';
  readonly correlationId: number;
}
interface Response<Api extends string> {
  readonly api: Api;
  readonly kind: 'response';
  readonly correlationId: number;
}

/** To any broker: who coordinates this group? */
export type FindCoordinatorRequest = Request<'FindCoordinator'> & { readonly groupId: string };
/** The coordinator's broker; -1 with an error. */
export type FindCoordinatorResponse = Response<'FindCoordinator'> & { readonly error: ErrorName; readonly nodeId: number };

/** What a member tells the group's leader, per protocol it supports. Source: ConsumerPartitionAssignor.Subscription, ConsumerProtocolSubscription. */
export interface Subscription {
  readonly topics: readonly string[];
  /** What the member still holds (KIP-429); empty when it speaks an older version of the protocol. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** Of the owned partitions (KIP-792); -1 when unknown. */
  readonly generationId: number;
  readonly rackId: string | null;
  /** What the sticky assignor of this member remembers of its last assignment; null when there is none. */
  readonly userData: { readonly partitions: readonly TopicPartition[]; readonly generationId: number } | null;
}

/**
 * The coordinator looks at a member's metadata and assignment only as opaque bytes that are equal or not; their type
 * is a parameter so that tests may feed other bytes.
 */
export interface JoinGroupProtocol<Metadata = Subscription> {
  readonly name: string;
  readonly metadata: Metadata;
}

interface FromMember {
  readonly groupId: string;
  /** '' before the coordinator gave one. */
  readonly memberId: string;
  /** `group.instance.id` of a static member (KIP-345); null for a dynamic one. */
  readonly groupInstanceId: string | null;
}

export type JoinGroupRequest<Metadata = Subscription> = Request<'JoinGroup'> & FromMember & {
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupProtocol<Metadata>[];
  /** From version 4 a new dynamic member must come back with the id it is given (KIP-394). */
  readonly requiresMemberId: boolean;
  /** Why the member joins (KIP-800); null in older versions. */
  readonly reason: string | null;
}
export interface JoinedMember<Metadata = Subscription> {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly metadata: Metadata;
}
export type JoinGroupResponse<Metadata = Subscription> = Response<'JoinGroup'> & {
  readonly error: ErrorName;
  readonly generationId: number;
  /** null: none was chosen. */
  readonly protocolName: string | null;
  readonly leader: string;
  readonly memberId: string;
  /** The leader of a group with static members is told not to assign anew (KIP-814). */
  readonly skipAssignment: boolean;
  /** Of the leader only; empty for the others. */
  readonly members: readonly JoinedMember<Metadata>[];
}

export type SyncGroupRequest<Assignment = readonly TopicPartition[]> = Request<'SyncGroup'> & FromMember & {
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** From the leader; empty from the others. */
  readonly assignments: readonly { readonly memberId: string; readonly assignment: Assignment }[];
}
export type SyncGroupResponse<Assignment = readonly TopicPartition[]> = Response<'SyncGroup'> & {
  readonly error: ErrorName;
  readonly protocolName: string | null;
  /** null with an error, or where the leader gave this member nothing. */
  readonly assignment: Assignment | null;
}

export type HeartbeatRequest = Request<'Heartbeat'> & FromMember & { readonly generationId: number };
export type HeartbeatResponse = Response<'Heartbeat'> & { readonly error: ErrorName };

export type LeaveGroupRequest = Request<'LeaveGroup'> & {
  readonly groupId: string;
  readonly members: readonly { readonly memberId: string; readonly groupInstanceId: string | null; readonly reason: string | null }[];
};
export type LeaveGroupResponse = Response<'LeaveGroup'> & {
  readonly error: ErrorName;
  readonly members: readonly { readonly memberId: string; readonly groupInstanceId: string | null; readonly error: ErrorName }[];
};

export interface CommittedOffset {
  readonly partition: TopicPartition;
  /** The next offset to read; -1 when nothing was committed. */
  readonly offset: number;
  /** -1 when unknown (KIP-320). */
  readonly leaderEpoch: number;
  readonly metadata: string;
}
export type OffsetCommitRequest = Request<'OffsetCommit'> & FromMember & {
  /** -1 with an empty member id from a consumer that is in no group. */
  readonly generationId: number;
  readonly offsets: readonly CommittedOffset[];
};
export type OffsetCommitResponse = Response<'OffsetCommit'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName }[];
};
export type OffsetFetchRequest = Request<'OffsetFetch'> & {
  readonly groupId: string;
  /** null: every partition the group has committed. */
  readonly partitions: readonly TopicPartition[] | null;
};
export type OffsetFetchResponse = Response<'OffsetFetch'> & {
  readonly error: ErrorName;
  readonly partitions: readonly (CommittedOffset & { readonly error: ErrorName })[];
};

// ── the administrator's ───────────────────────────────────────────────────────────────────────────────────

export interface GroupMemberDescription {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** Empty unless the group is Stable, or where the leader gave it nothing. */
  readonly assignment: readonly TopicPartition[];
}
/** A group as its coordinator tells it. Source: ClassicGroup.describe, describeNoMetadata. */
export interface GroupDescription {
  readonly error: ErrorName;
  readonly groupId: string;
  /** As Kafka prints it; Dead for a group that is not there. */
  readonly groupState: string;
  /** `consumer`; '' where only offsets were committed. */
  readonly protocolType: string;
  /** The assignor's name; '' unless the group is Stable. */
  readonly protocol: string;
  readonly members: readonly GroupMemberDescription[];
}
/** To the coordinator of these groups. */
export type DescribeGroupsRequest = Request<'DescribeGroups'> & { readonly groups: readonly string[] };
export type DescribeGroupsResponse = Response<'DescribeGroups'> & { readonly groups: readonly GroupDescription[] };

/** To any broker: the groups that it coordinates. */
export type ListGroupsRequest = Request<'ListGroups'>;
export type ListGroupsResponse = Response<'ListGroups'> & {
  readonly error: ErrorName;
  readonly groups: readonly { readonly groupId: string; readonly protocolType: string; readonly groupState: string }[];
};

/** To the coordinator: only groups that are Empty go (KIP-229). */
export type DeleteGroupsRequest = Request<'DeleteGroups'> & { readonly groups: readonly string[] };
export type DeleteGroupsResponse = Response<'DeleteGroups'> & { readonly results: readonly { readonly groupId: string; readonly error: ErrorName }[] };

/** To the coordinator: forgets what was committed for partitions of topics that nobody in the group subscribes to (KIP-496). */
export type OffsetDeleteRequest = Request<'OffsetDelete'> & { readonly groupId: string; readonly partitions: readonly TopicPartition[] };
export type OffsetDeleteResponse = Response<'OffsetDelete'> & {
  /** Of the request as a whole. */
  readonly error: ErrorName;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName }[];
};

export type GroupAdminRequest = DescribeGroupsRequest | ListGroupsRequest | DeleteGroupsRequest | OffsetDeleteRequest;
export type GroupAdminResponse = DescribeGroupsResponse | ListGroupsResponse | DeleteGroupsResponse | OffsetDeleteResponse;

export type GroupRequest =
  | FindCoordinatorRequest | JoinGroupRequest | SyncGroupRequest | HeartbeatRequest | LeaveGroupRequest | OffsetCommitRequest | OffsetFetchRequest | GroupAdminRequest;
export type GroupResponse =
  | FindCoordinatorResponse | JoinGroupResponse | SyncGroupResponse | HeartbeatResponse | LeaveGroupResponse | OffsetCommitResponse | OffsetFetchResponse | GroupAdminResponse;
