import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { ClientConfig, ClientContext, ClientInput, ClientTimerEvent } from '../client/types.ts';
import type { Acks, InitProducerIdResponse, MetadataResponse, ProduceResponse } from '../messages.ts';
import type { ProducerRecord, ProducerStamp, TopicPartition } from '../log/record.ts';

export type { ClientMetadata } from '../client/types.ts';

/** Settings by the meaning of Kafka's names (`delivery.timeout.ms` …). */
export type ProducerConfig = ClientConfig & {
  readonly acks: Acks;
  readonly retries: number;
  /** null before KIP-91 (2.1): only `retries` ends the attempts. */
  readonly deliveryTimeoutMs: number | null;
  readonly maxInFlightRequestsPerConnection: number;
  readonly enableIdempotence: boolean;
  /** How many bytes the uniform partitioner gives a partition before it draws another. */
  readonly batchSizeBytes: number;
};

/** A batch on its way: queued, in flight or waiting to be sent again. It holds one record, for linger.ms counts as 0. */
export type ProducerBatch = ProducerStamp & {
  /** Counts this process's batches from 1. */
  readonly id: number;
  readonly partition: TopicPartition;
  readonly records: readonly ProducerRecord[];
  readonly acks: Acks;
  readonly createdAtMs: number;
  /** Attempts made so far. */
  readonly attempts: number;
  /** Not sent before this time (backoff); 0 when it may go at once. */
  readonly notBeforeMs: number;
  /** Its sequence was given anew under another epoch. */
  readonly sequenceReset: boolean;
};

/** A record whose partition cannot be told yet, because its topic is not in the metadata. */
export type WaitingRecord = {
  /** Of the batch it will become. */
  readonly batchId: number;
  readonly record: ProducerRecord;
  readonly topic: string;
  /** As asked for; null: by key, or the partitioner's choice. */
  readonly partition: number | null;
  readonly acks: Acks;
};

export type ProduceInFlight = {
  /** An InitProducerId carries no batches. */
  readonly api: 'Produce' | 'InitProducerId';
  readonly brokerId: number;
  readonly sentAtMs: number;
  readonly batches: readonly ProducerBatch[];
};

/** How far an idempotent producer has counted in a partition. Source: TxnPartitionEntry. */
export type PartitionSequences = {
  /** The partition may still be at an earlier epoch, until what is in flight there is done. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly nextSequence: number;
  /** -1 before the first. */
  readonly lastAckedSequence: number;
  /** A batch that may have been appended was given up: the sequence after it. Nothing new goes out before that is settled; null when nothing is open. */
  readonly unresolvedBefore: number | null;
};

/** An idempotent producer's identity and its counting. Source: TransactionManager without a transactional.id. */
export type Idempotence = {
  /** -1 before the broker gave one. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** No InitProducerId before this time. */
  readonly notBeforeMs: number;
  readonly partitions: Readonly<Record<TopicPartition, PartitionSequences>>;
  /** Partitions whose sequences start over under the next epoch; null when none asked for it. */
  readonly raiseFor: readonly TopicPartition[] | null;
};

/** Where a topic's records without a key go. */
export type KeylessPlace = {
  /** The partition in use; -1 before the first. */
  readonly partition: number;
  /** What it was given since it was chosen. */
  readonly bytes: number;
  /** Whose turn it is, counted without end (round-robin). */
  readonly turn: number;
};

export type ProducerContext = ClientContext & {
  readonly config: ProducerConfig;
  readonly waiting: readonly WaitingRecord[];
  /** Batches not in flight, in order of sending. */
  readonly queue: readonly ProducerBatch[];
  /** By correlation id. */
  readonly inFlight: Readonly<Record<number, ProduceInFlight>>;
  /** By topic. */
  readonly keyless: Readonly<Record<string, KeylessPlace>>;
  /** null: enable.idempotence is off. */
  readonly idempotence: Idempotence | null;
  readonly nextBatchId: number;
  /** Goes on when the process ends: it names records, and a name is used once. */
  readonly nextRecordId: number;
  /** Records handed over, and what became of them, for the picture. */
  readonly counts: { readonly sent: number; readonly acknowledged: number; readonly failed: number };
};

export type ProducerInput = ClientInput<ProducerConfig>;

export type SendEvent = {
  readonly type: 'Send';
  readonly topic: string;
  readonly key: string | null;
  readonly value: string | null;
  /** null: as configured. */
  readonly acks: Acks | null;
  readonly partition: number | null;
};

export type DeliveryTimedOutEvent = { readonly type: 'DeliveryTimedOut'; readonly batchId: number };

export type ProducerEvent =
  | BootEvent | HaltEvent | SendEvent | MessageEvent<MetadataResponse> | MessageEvent<ProduceResponse> | MessageEvent<InitProducerIdResponse> | DisconnectedEvent
  | ClientTimerEvent | DeliveryTimedOutEvent;
