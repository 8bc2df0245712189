import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { ClientConfig, ClientContext, ClientInput, ClientTimerEvent } from '../client/types.ts';
import type { FetchResponse, ListOffsetsResponse, MetadataResponse } from '../messages.ts';
import type { LogRecord, TopicPartition } from '../log/record.ts';
import type { GroupContext, GroupInput, HandEvent, LoopEvent } from './group/types.ts';
import type { FromMember } from './member/types.ts';

export type ConsumerConfig = ClientConfig & {
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitMs: number;
  readonly maxPartitionFetchBytes: number;
  readonly autoOffsetReset: 'earliest' | 'latest' | 'none';
};

export type ConsumerInFlight = { readonly api: 'Fetch' | 'ListOffsets'; readonly brokerId: number; readonly partitions: readonly TopicPartition[];
  /** Of a consumer with a group: the offsets it asked from. Positions may be set meanwhile. */
  readonly from?: Readonly<Record<TopicPartition, number>>;
};

/** A consumer. Without a group.id it was assigned all partitions of its topics, and belongs to no group. */
export type ConsumerContext = ClientContext & {
  readonly config: ConsumerConfig;
  /** Assigned partitions: the next offset to fetch; null while the position is not known yet. */
  readonly positions: Readonly<Record<TopicPartition, number | null>>;
  /** Partitions left alone until a time, after an error. */
  readonly backingOff: Readonly<Record<TopicPartition, number>>;
  /** Partitions whose position cannot be used, with auto.offset.reset=none, or whose error no retry helps. */
  readonly stuck: readonly TopicPartition[];
  /** By correlation id; at most one Fetch or ListOffsets a broker at a time. */
  readonly inFlight: Readonly<Record<number, ConsumerInFlight>>;
  /** Brokers whose last Fetch answer brought nothing: the next round is everyday traffic. */
  readonly quiet: readonly number[];
  /** What the application was given, newest last; the last hundred of each partition. */
  readonly delivered: Readonly<Record<TopicPartition, readonly LogRecord[]>>;
  /** null without a group.id. */
  readonly group: GroupContext | null;
};

export type ConsumerInput = ClientInput<ConsumerConfig> & { readonly group?: GroupInput | null };

export type ConsumerEvent =
  | BootEvent | HaltEvent | MessageEvent<MetadataResponse> | MessageEvent<FetchResponse> | MessageEvent<ListOffsetsResponse> | DisconnectedEvent
  | ClientTimerEvent | { readonly type: 'Start' } | { readonly type: 'Stop' } | FromMember | LoopEvent | HandEvent;
