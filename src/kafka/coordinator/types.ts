import type { ReplyTo } from '../../world/types.ts';
import type { HaltEvent, MessageEvent } from '../actor.ts';
import type {
  FindCoordinatorRequest, GroupAdminRequest, HeartbeatRequest, JoinGroupRequest, LeaveGroupRequest, OffsetCommitRequest, OffsetFetchRequest, SyncGroupRequest,
} from '../group/messages.ts';
import type { WordToCoordinator } from '../group/types.ts';
import type { TopicPartition } from '../log/record.ts';
import type { InternallyAppendedEvent } from '../purgatory/types.ts';
import type { OffsetAndMetadata } from './offsetRecords.ts';

/** A committed offset and the record that holds it. Source: CommitRecordMetadataAndOffset. */
export interface CachedOffset extends OffsetAndMetadata {
  readonly recordOffset: number;
}

export type CachedOffsets = Readonly<Record<TopicPartition, CachedOffset>>;

/** A partition of `__consumer_offsets` that this broker leads, and all that is in it. */
export interface OffsetsPartition {
  readonly leaderEpoch: number;
  readonly state: 'loading' | 'active';
  /** The groups that exist, each with an actor of its own, and what they have committed. */
  readonly groups: Readonly<Record<string, CachedOffsets>>;
}

/** Records on their way to being committed, and who waits for that. */
export type PendingWrite = { readonly partition: number; readonly groupId: string } & (
  | { readonly type: 'group'; readonly token: number }
  | {
      readonly type: 'offsets'; readonly request: OffsetCommitRequest; readonly replyTo: ReplyTo;
      /** Without those whose metadata is too long. */
      readonly stored: Readonly<Record<TopicPartition, OffsetAndMetadata>>;
    }
);

/** The group coordinator of one broker. Source: GroupCoordinator, GroupMetadataManager. */
export type CoordinatorContext = {
  readonly brokerId: number;
  /** Of `__consumer_offsets`, as this process found it; null before it has started. */
  readonly partitionCount: number | null;
  /** By their number in `__consumer_offsets`: those led here. */
  readonly partitions: Readonly<Record<number, OffsetsPartition>>;
  readonly writes: Readonly<Record<string, PendingWrite>>;
  /** Counts what this process has written. */
  readonly written: number;
};

export interface OffsetsPartitionEvent {
  readonly type: 'PartitionElected' | 'PartitionResigned';
  readonly partition: number;
  readonly leaderEpoch: number;
}

/** From the broker: it knows the cluster now. */
export interface CoordinatorStartUpEvent {
  readonly type: 'CoordinatorStartUp';
}

/** Requests that go to the group itself. */
export type ForwardedEvent =
  | MessageEvent<JoinGroupRequest> | MessageEvent<SyncGroupRequest> | MessageEvent<HeartbeatRequest> | MessageEvent<LeaveGroupRequest> | MessageEvent<OffsetCommitRequest>;

type AdminEvent = { readonly [Api in GroupAdminRequest['api']]: MessageEvent<Extract<GroupAdminRequest, { readonly api: Api }>> }[GroupAdminRequest['api']];

export type CoordinatorEvent =
  | HaltEvent | OffsetsPartitionEvent | WordToCoordinator | InternallyAppendedEvent | ForwardedEvent
  | { readonly type: 'LoadDue' } | { readonly type: 'ExpiryDue' }
  | CoordinatorStartUpEvent | AdminEvent
  | MessageEvent<FindCoordinatorRequest> | MessageEvent<OffsetFetchRequest>;
