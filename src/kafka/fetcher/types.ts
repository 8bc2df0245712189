import type { DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { FetchResponse, ListOffsetsResponse, OffsetForLeaderEpochResponse } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';

export interface FetcherConfig {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly backoffMs: number;
  readonly timeoutMs: number;
}

/** A partition this fetcher reads from its leader. Its offset and last epoch are those of the replica's log. */
export interface FetchedFrom {
  readonly leaderEpoch: number;
  /** Left alone until then after an error; 0 when it is not. */
  readonly delayedUntilMs: number;
  /** The fetch offset lies outside the leader's log: ask where that begins and ends before fetching on. */
  readonly outOfRange: boolean;
}

/** What was asked of the leader and is not answered yet. */
export interface FetchInFlight {
  readonly api: 'Fetch' | 'ListOffsets' | 'OffsetForLeaderEpoch';
  readonly correlationId: number;
  readonly asked: Readonly<Record<TopicPartition, Asked>>;
}

/** Of one partition: where it was fetched from or, before that, which epoch was asked about; and under which leader epoch. */
export interface Asked {
  readonly fetchOffset: number;
  readonly lastEpoch: number;
  readonly leaderEpoch: number;
}

/** The thread that fetches from one leader. Source: AbstractFetcherThread, ReplicaFetcherThread. */
export type FetcherContext = {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly leaderId: number;
  readonly config: FetcherConfig;
  readonly partitions: Readonly<Record<TopicPartition, FetchedFrom>>;
  readonly inFlight: FetchInFlight | null;
  readonly nextCorrelationId: number;
  /** Where the logs began and ended at the last request: one that says the same again is routine. */
  readonly lastAsked: Readonly<Record<TopicPartition, string>>;
};

export type FetcherEvent =
  | { readonly type: 'AddPartitions'; readonly partitions: Readonly<Record<TopicPartition, number>>; readonly brokerEpoch: number }
  | { readonly type: 'RemovePartitions'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'Round' }
  | { readonly type: 'BackoffOver' }
  | { readonly type: 'RequestTimedOut' }
  | MessageEvent<FetchResponse> | MessageEvent<ListOffsetsResponse> | MessageEvent<OffsetForLeaderEpochResponse> | DisconnectedEvent | HaltEvent;
