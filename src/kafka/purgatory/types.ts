import type { ReplyTo } from '../../world/types.ts';
import type { HaltEvent } from '../actor.ts';
import type { Acks, FetchedPartition, FetchPartition } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ErrorName } from '../names/errors.ts';
import type { AppendedEvent, ReadEvent, RecheckEvent, RecordsDeletedEvent } from '../replica/purgatoryWord.ts';

interface Pending {
  /** The connection and the correlation id: unique while the broker runs. */
  readonly key: string;
  readonly replyTo: ReplyTo;
  readonly correlationId: number;
  readonly sinceMs: number;
  readonly deadlineMs: number;
  readonly partitions: readonly TopicPartition[];
  /** Every part is in, and still it must wait. */
  readonly parked: boolean;
}

/** Source: DelayedProduce. */
export interface PendingProduce extends Pending {
  readonly api: 'Produce';
  readonly acks: Acks;
  /** Asked for by an actor of this broker, `replyTo.to`, which is told instead of answered. */
  readonly internal?: true;
  readonly results: Readonly<Record<TopicPartition, AppendedEvent>>;
  /** What came of the partitions that wait no more; what becomes of their leader later does not change it. Source: ProducePartitionStatus.acksPending. */
  readonly outcomes?: Readonly<Record<TopicPartition, ErrorName>>;
}

/** Source: DelayedFetch. */
export interface PendingFetch extends Pending {
  readonly api: 'Fetch';
  /** -1 for a consumer. */
  readonly replicaId: number;
  readonly minBytes: number;
  readonly maxWaitMs: number;
  readonly fetches: readonly FetchPartition[];
  readonly results: Readonly<Record<TopicPartition, FetchedPartition>>;
  readonly bytes: number;
}

/** Source: DelayedDeleteRecords. */
export interface PendingDeleteRecords extends Pending {
  readonly api: 'DeleteRecords';
  readonly results: Readonly<Record<TopicPartition, RecordsDeletedEvent>>;
}

/** To the actor of this broker that had records written: they are committed, or refused. */
export interface InternallyAppendedEvent {
  readonly type: 'InternallyAppended';
  readonly key: string;
  readonly error: ErrorName;
  /** -1 with an error. */
  readonly baseOffset: number;
}

export type PendingRequest = PendingProduce | PendingFetch | PendingDeleteRecords;

/** A broker's requests whose answer is not ready: parts are missing, or the condition is not met yet. */
export type PurgatoryContext = {
  readonly brokerId: number;
  readonly pending: Readonly<Record<string, PendingRequest>>;
  /** The high watermark last told, by `replica/partition`: telling the same again is routine. */
  readonly told: Readonly<Record<string, number>>;
};

export type PurgatoryEvent =
  | { readonly type: 'Expect'; readonly request: PendingRequest }
  | { readonly type: 'Expired'; readonly key: string }
  | AppendedEvent | RecordsDeletedEvent | ReadEvent | RecheckEvent | HaltEvent;
