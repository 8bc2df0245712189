import type { ControlledShutdownRequest, ControlledShutdownResponse, ControlRequest, ControlResponse } from './controller/zookeeper/messages.ts';
import type { GroupRequest, GroupResponse } from './group/messages.ts';
import type { ZooKeeperRequest, ZooKeeperResponse } from './zookeeper/messages.ts';
import type { ErrorName } from './names/errors.ts';
import type { ProducerRecord, ProducerStamp, RecordBatch, TopicPartition } from './log/record.ts';
import type { MetadataRecord } from './metadata/metadataRecords.ts';

/** Kafka's requests and answers by their API names, with the fields that matter here. */
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

// ── clients ───────────────────────────────────────────────────────────────────────────────────────────────

export type MetadataRequest = Request<'Metadata'> & { readonly topics: readonly string[] | null };
export interface PartitionMetadata {
  readonly error: ErrorName;
  readonly partition: TopicPartition;
  /** -1 when the partition has no leader. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}
export type MetadataResponse = Response<'Metadata'> & {
  readonly brokers: readonly number[];
  /** -1 when the broker knows none; left out where clients have no use for it (KRaft). */
  readonly controllerId?: number;
  readonly topics: readonly { readonly error: ErrorName; readonly topic: string; readonly partitions: readonly PartitionMetadata[] }[];
};

export type Acks = 0 | 1 | -1;
export interface ProducedBatch extends ProducerStamp {
  readonly partition: TopicPartition;
  readonly records: readonly ProducerRecord[];
}
export type ProduceRequest = Request<'Produce'> & {
  readonly acks: Acks;
  readonly timeoutMs: number;
  readonly partitions: readonly ProducedBatch[];
};
export interface PartitionProduceResponse {
  readonly partition: TopicPartition;
  readonly error: ErrorName;
  /** -1 when nothing was appended or the answer cannot tell. */
  readonly baseOffset: number;
}
export type ProduceResponse = Response<'Produce'> & { readonly partitions: readonly PartitionProduceResponse[] };

/** An idempotent producer asks any broker for its id (KIP-98). */
export type InitProducerIdRequest = Request<'InitProducerId'>;
/** Both -1 with an error. */
export type InitProducerIdResponse = Response<'InitProducerId'> & { readonly error: ErrorName; readonly producerId: number; readonly producerEpoch: number };

// ── fetching, by followers and by consumers ───────────────────────────────────────────────────────────────

export interface FetchPartition {
  readonly partition: TopicPartition;
  readonly fetchOffset: number;
  /** -1 when the client does not know it. */
  readonly currentLeaderEpoch: number;
  /** Followers only; null when the log has no epoch yet, or the era does not send it. */
  readonly lastFetchedEpoch: number | null;
  /** Where the follower's own log begins, for the low watermark (KIP-107); -1 from a consumer. */
  readonly logStartOffset: number;
  readonly maxBytes: number;
}
export type FetchRequest = Request<'Fetch'> & {
  /** The follower's broker id; -1 for a consumer. */
  readonly replicaId: number;
  /** The follower's broker epoch, so that a request from before its restart is told apart; -1 for a consumer. */
  readonly replicaEpoch: number;
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly partitions: readonly FetchPartition[];
};
export interface FetchedPartition {
  readonly partition: TopicPartition;
  readonly error: ErrorName;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly batches: readonly RecordBatch[];
  /** Where the follower's log parts from the leader's (KIP-595); its log is cut before it fetches on. */
  readonly divergingEpoch?: { readonly epoch: number; readonly endOffset: number };
}
export type FetchResponse = Response<'Fetch'> & { readonly partitions: readonly FetchedPartition[] };

export type ListOffsetsRequest = Request<'ListOffsets'> & {
  readonly replicaId: number;
  /** A number asks for the first record that is not older, in milliseconds. */
  readonly partitions: readonly { readonly partition: TopicPartition; readonly timestamp: 'earliest' | 'latest' | number; readonly currentLeaderEpoch: number }[];
};
export type ListOffsetsResponse = Response<'ListOffsets'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly offset: number; readonly leaderEpoch: number }[];
};

export type OffsetForLeaderEpochRequest = Request<'OffsetForLeaderEpoch'> & {
  readonly replicaId: number;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly currentLeaderEpoch: number; readonly leaderEpoch: number }[];
};
export type OffsetForLeaderEpochResponse = Response<'OffsetForLeaderEpoch'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly leaderEpoch: number; readonly endOffset: number }[];
};

// ── brokers and the KRaft controller ──────────────────────────────────────────────────────────────────────

/** The metadata log is a topic too; a broker fetches it as an observer. Marked apart, for its records differ. */
export type MetadataFetchRequest = Request<'FetchMetadata'> & {
  readonly replicaId: number;
  readonly fetchOffset: number;
  readonly maxWaitMs: number;
};
export type MetadataFetchResponse = Response<'FetchMetadata'> & {
  readonly error: ErrorName;
  readonly highWatermark: number;
  readonly baseOffset: number;
  readonly records: readonly MetadataRecord[];
};

export type BrokerRegistrationRequest = Request<'BrokerRegistration'> & {
  readonly brokerId: number;
  /** The running process, so that a second one under the same id is told apart. */
  readonly incarnationId: string;
  readonly rack: string | null;
  /** The epoch the broker had when it last stopped in order; left out when it did not (KIP-966). */
  readonly previousBrokerEpoch?: number;
};
export type BrokerRegistrationResponse = Response<'BrokerRegistration'> & { readonly error: ErrorName; readonly brokerEpoch: number };

export type BrokerHeartbeatRequest = Request<'BrokerHeartbeat'> & {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  /** The last metadata offset the broker has applied: inclusive, as Kafka sends it; -1 for none. */
  readonly currentMetadataOffset: number;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
};
export type BrokerHeartbeatResponse = Response<'BrokerHeartbeat'> & {
  readonly error: ErrorName;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
};

export interface AlterPartitionEntry {
  readonly partition: TopicPartition;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly newIsr: readonly { readonly brokerId: number; readonly brokerEpoch: number }[];
  readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
}
export type AlterPartitionRequest = Request<'AlterPartition'> & {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly partitions: readonly AlterPartitionEntry[];
};
export interface AlteredPartition {
  readonly partition: TopicPartition;
  readonly error: ErrorName;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly leaderRecoveryState: 'RECOVERED' | 'RECOVERING';
  readonly partitionEpoch: number;
}
export type AlterPartitionResponse = Response<'AlterPartition'> & { readonly error: ErrorName; readonly partitions: readonly AlteredPartition[] };

/** A broker asks the controller for a block of producer ids to give away (KIP-730). */
export type AllocateProducerIdsRequest = Request<'AllocateProducerIds'> & { readonly brokerId: number; readonly brokerEpoch: number };
export type AllocateProducerIdsResponse = Response<'AllocateProducerIds'> & {
  readonly error: ErrorName;
  readonly producerIdStart: number;
  readonly producerIdLen: number;
};

// ── the administrator's tools ─────────────────────────────────────────────────────────────────────────────

export interface NewTopic {
  readonly name: string;
  /** -1 when an assignment is given or the default counts. */
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly assignment?: readonly (readonly number[])[];
  readonly configs: Readonly<Record<string, string>>;
}
export type CreateTopicsRequest = Request<'CreateTopics'> & { readonly topics: readonly NewTopic[] };
export type CreateTopicsResponse = Response<'CreateTopics'> & {
  readonly topics: readonly { readonly name: string; readonly error: ErrorName; readonly message: string | null }[];
};

/** Adds partitions (KIP-195). `count`: how many the topic is to have in all. */
export type CreatePartitionsRequest = Request<'CreatePartitions'> & { readonly topics: readonly { readonly name: string; readonly count: number }[] };
export type CreatePartitionsResponse = Response<'CreatePartitions'> & {
  readonly topics: readonly { readonly name: string; readonly error: ErrorName; readonly message: string | null }[];
};

export interface ConfigChange {
  readonly resourceType: 'topic' | 'broker';
  /** The topic's name; the broker's id, or '' for the default of all brokers. */
  readonly resourceName: string;
  readonly name: string;
  /** null deletes the override. */
  readonly value: string | null;
}
export type IncrementalAlterConfigsRequest = Request<'IncrementalAlterConfigs'> & { readonly changes: readonly ConfigChange[] };
export type IncrementalAlterConfigsResponse = Response<'IncrementalAlterConfigs'> & {
  readonly results: readonly { readonly change: ConfigChange; readonly error: ErrorName; readonly message: string | null }[];
};

/** Moves partitions to other brokers (KIP-455). `replicas`: those wanted in the end; null calls a reassignment off. */
export type AlterPartitionReassignmentsRequest = Request<'AlterPartitionReassignments'> & {
  readonly partitions: readonly { readonly partition: TopicPartition; readonly replicas: readonly number[] | null }[];
};
export type AlterPartitionReassignmentsResponse = Response<'AlterPartitionReassignments'> & {
  /** Of the request as a whole. */
  readonly error: ErrorName;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly message: string | null }[];
};

/** What moves now (KIP-455); null: all that does. */
export type ListPartitionReassignmentsRequest = Request<'ListPartitionReassignments'> & { readonly partitions: readonly TopicPartition[] | null };
export type ListPartitionReassignmentsResponse = Response<'ListPartitionReassignments'> & {
  readonly error: ErrorName;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly replicas: readonly number[]; readonly adding: readonly number[]; readonly removing: readonly number[] }[];
};

/** To the leader; -1 stands for the high watermark (KIP-107). */
export type DeleteRecordsRequest = Request<'DeleteRecords'> & {
  readonly timeoutMs: number;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly offset: number }[];
};
export type DeleteRecordsResponse = Response<'DeleteRecords'> & {
  /** The low watermark is -1 with an error. */
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly lowWatermark: number }[];
};

export type ElectionType = 'PREFERRED' | 'UNCLEAN';
export type ElectLeadersRequest = Request<'ElectLeaders'> & {
  readonly electionType: ElectionType;
  /** null: every partition. */
  readonly partitions: readonly TopicPartition[] | null;
};
export type ElectLeadersResponse = Response<'ElectLeaders'> & {
  /** Of the request as a whole; without it a refusal of `partitions: null` could not be told from nothing to do. */
  readonly error: ErrorName;
  readonly partitions: readonly { readonly partition: TopicPartition; readonly error: ErrorName; readonly message: string | null }[];
};

/** The connection broke, or nobody listened: what TCP tells the side that is left. */
export interface DisconnectNotice {
  readonly api: 'Disconnect';
  readonly kind: 'notice';
  readonly peer: string;
  readonly refused: boolean;
}

export type KafkaRequest =
  | MetadataRequest | ProduceRequest | InitProducerIdRequest | FetchRequest | ListOffsetsRequest | OffsetForLeaderEpochRequest | AllocateProducerIdsRequest
  | MetadataFetchRequest | BrokerRegistrationRequest | BrokerHeartbeatRequest | AlterPartitionRequest
  | CreateTopicsRequest | CreatePartitionsRequest | IncrementalAlterConfigsRequest | ElectLeadersRequest | AlterPartitionReassignmentsRequest | ListPartitionReassignmentsRequest | DeleteRecordsRequest | ControlRequest | ControlledShutdownRequest | GroupRequest | ZooKeeperRequest;
export type KafkaResponse =
  | MetadataResponse | ProduceResponse | InitProducerIdResponse | FetchResponse | ListOffsetsResponse | OffsetForLeaderEpochResponse | AllocateProducerIdsResponse
  | MetadataFetchResponse | BrokerRegistrationResponse | BrokerHeartbeatResponse | AlterPartitionResponse
  | CreateTopicsResponse | CreatePartitionsResponse | IncrementalAlterConfigsResponse | ElectLeadersResponse | AlterPartitionReassignmentsResponse | ListPartitionReassignmentsResponse | DeleteRecordsResponse | ControlResponse | ControlledShutdownResponse | GroupResponse | ZooKeeperResponse;
export type KafkaMessage = KafkaRequest | KafkaResponse | DisconnectNotice;
