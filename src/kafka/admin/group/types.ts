import type { MessageEvent } from '../../actor.ts';
import type {
  DeleteGroupsRequest, DeleteGroupsResponse, DescribeGroupsRequest, DescribeGroupsResponse, FindCoordinatorRequest, FindCoordinatorResponse, OffsetCommitRequest, OffsetCommitResponse,
  OffsetDeleteRequest, OffsetDeleteResponse, OffsetFetchRequest, OffsetFetchResponse,
} from '../../group/messages.ts';
import type { Listed, Position, ResetTarget } from '../../group/reset.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ListOffsetsRequest, ListOffsetsResponse, MetadataRequest, MetadataResponse } from '../../messages.ts';

/** What `kafka-consumer-groups.sh` was told to do. */
export type GroupWork =
  | { readonly does: 'delete' }
  /** `topics`: `orders`, or `orders:0,1`. */
  | { readonly does: 'forget'; readonly topics: readonly string[] }
  /** `topics`: `orders`, or `orders:0,1`; null: all that the group has committed. */
  | { readonly does: 'reset'; readonly topics: readonly string[] | null; readonly target: ResetTarget };

export type GroupQuestion = FindCoordinatorRequest | DescribeGroupsRequest | OffsetFetchRequest | MetadataRequest | ListOffsetsRequest | OffsetCommitRequest | DeleteGroupsRequest | OffsetDeleteRequest;

/** A run of `kafka-consumer-groups.sh`: it asks one question after another, each as soon as it knows enough. */
export interface GroupErrand {
  readonly group: string;
  readonly work: GroupWork;
  /** When it began: durations count back from here. */
  readonly sinceMs: number;
  /** The question under way; null while it waits to try again. `position`: of a ListOffsets. */
  readonly asked: { readonly api: GroupQuestion['api']; readonly correlationId: number; readonly brokerId: number; readonly position: Position | null } | null;
  readonly coordinator: number | null;
  /** The coordinator has said that nobody is in the group. */
  readonly isInactive: boolean;
  readonly committed: Readonly<Record<TopicPartition, number>> | null;
  /** Who leads each partition that is reset, or whose offset is forgotten. */
  readonly leaders: Readonly<Record<TopicPartition, number>> | null;
  readonly listed: Readonly<Record<TopicPartition, Listed>>;
  /** What became of each offset that was to be forgotten. */
  readonly forgotten: OffsetDeleteResponse['partitions'];
}

export interface GroupErrandEvent {
  readonly type: 'AdministerGroup';
  readonly group: string;
  readonly work: GroupWork;
}

export interface GroupErrandTimerEvent {
  readonly type: 'GroupErrandRetry' | 'GroupErrandOverdue';
  readonly id: number;
}

export type GroupAnswer = FindCoordinatorResponse | DescribeGroupsResponse | OffsetFetchResponse | MetadataResponse | ListOffsetsResponse | OffsetCommitResponse | DeleteGroupsResponse | OffsetDeleteResponse;

export type GroupAnswerEvent = { readonly [Api in GroupAnswer['api']]: MessageEvent<Extract<GroupAnswer, { readonly api: Api }>> }[GroupAnswer['api']];
