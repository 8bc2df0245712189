import type { TopicPartition } from '../log/record.ts';

/** The settings producers and consumers share, by the meaning of Kafka's names. Milliseconds. */
export type ClientConfig = {
  readonly requestTimeoutMs: number;
  readonly retryBackoffMs: number;
  /** As `retryBackoffMs` where backoffs do not grow (before KIP-580). */
  readonly retryBackoffMaxMs: number;
  readonly reconnectBackoffMs: number;
  /** As `reconnectBackoffMs` where backoffs do not grow (before KIP-144). */
  readonly reconnectBackoffMaxMs: number;
  readonly metadataMaxAgeMs: number;
};

export type PartitionLeader = { readonly leader: number; readonly leaderEpoch: number };

/** What a client knows of the cluster, from its last Metadata answer. A leader of -1: the partition has none. */
export type ClientMetadata = {
  readonly brokers: readonly number[];
  readonly partitions: Readonly<Record<TopicPartition, PartitionLeader>>;
  readonly updatedAtMs: number;
};

/** How a client's search for metadata stands. */
export type MetadataRefresh = {
  /** Rounds since the last answer that named a leader for every partition asked for. */
  readonly attempts: number;
  /** No Metadata request before this time. */
  readonly notBeforeMs: number;
  /** Only the age of the metadata asks for it. */
  readonly routine: boolean;
};

/** A broker that could not be reached or was lost; it is tried again after a backoff that grows with the failures. */
export type Reconnect = {
  readonly failures: number;
  readonly notBeforeMs: number;
  /** Nobody listened the last time. */
  readonly refused: boolean;
};

export type ClientInput<Config> = {
  readonly clientId: string;
  /** Ids of the brokers given as bootstrap.servers, in order. */
  readonly bootstrap: readonly number[];
  readonly topics: readonly string[];
  readonly config: Config;
};

/** What every client keeps, whatever it does with it. Source: NetworkClient, Metadata, ClusterConnectionStates. */
export type ClientContext = {
  readonly clientId: string;
  /** Of a consumer with a group.id. */
  readonly groupId?: string;
  readonly config: ClientConfig;
  readonly bootstrap: readonly number[];
  readonly topics: readonly string[];
  /** Metadata of every topic is asked for: a pattern is to be matched. */
  readonly allTopics?: boolean;
  readonly metadata: ClientMetadata | null;
  /** The Metadata request under way, if any. */
  readonly metadataRequest: { readonly correlationId: number; readonly brokerId: number } | null;
  /** A refresh was asked for and did not begin yet. */
  readonly needsMetadata: boolean;
  readonly refresh: MetadataRefresh;
  /** Brokers that answered on a connection that did not break since, as far as the client knows. */
  readonly connectedTo: readonly number[];
  readonly reconnect: Readonly<Record<number, Reconnect>>;
  /** Requests under way besides Metadata, by correlation id. */
  readonly inFlight: Readonly<Record<number, { readonly brokerId: number }>>;
  readonly nextCorrelationId: number;
  /** When the timer `backoff` fires; null while it is not armed. */
  readonly wakeAtMs: number | null;
};

/** The part of a client's context that a new process starts with. */
export type NewClient = Omit<ClientContext, 'clientId' | 'config' | 'bootstrap' | 'topics' | 'inFlight' | 'allTopics' | 'groupId'>;

export type ClientTimerEvent =
  | { readonly type: 'RequestTimedOut'; readonly correlationId: number }
  | { readonly type: 'BackoffOver' }
  | { readonly type: 'MetadataExpired' };
