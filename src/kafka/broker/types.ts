import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { GroupRequest } from '../group/messages.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type {
  AllocateProducerIdsResponse, AlterPartitionEntry, AlterPartitionResponse, BrokerHeartbeatResponse, BrokerRegistrationResponse, CreateTopicsResponse, DeleteRecordsRequest,
  FetchRequest, InitProducerIdRequest, KafkaMessage, ListOffsetsRequest, MetadataFetchResponse, MetadataRequest, OffsetForLeaderEpochRequest, ProduceRequest,
} from '../messages.ts';
import type { CreateInternalTopicEvent } from './internalTopics.ts';
import type { ProducerIds } from './producerIds.ts';
import type { ZooKeeperBrokerEvent, ZooKeeperClient } from './zookeeper/types.ts';
import type { TopicPartition } from '../log/record.ts';
import type { LogDir } from './logDir.ts';
import type { CleanerDueEvent } from './logCleaner.ts';
import type { LogTaskDueEvent } from './logTasks.ts';
import type { PlanCleaningEvent } from '../replica/cleaning.ts';
import type { RequestAlterPartitionEvent } from '../replica/isr.ts';
import type { DiskLostEvent } from '../replica/types.ts';

export interface BrokerInput {
  readonly brokerId: number;
  readonly controller: string;
  readonly rack: string | null;
  /** server.properties beyond the era's defaults. */
  readonly staticConfigs: Readonly<Record<string, string>>;
  /** ZooKeeper eras: its node. The controller is then found by UpdateMetadata. */
  readonly zookeeper?: string;
}

/** What a broker keeps of its talk with the controller besides the requests under way. Source: BrokerLifecycleManager. */
export interface Communication {
  /** Since the last success; each doubles the wait before the next try. */
  readonly failedAttempts: number;
  /** A heartbeat was wanted while one was under way: the next follows at once. */
  readonly again: boolean;
  /** The controller has answered since the shutdown began. */
  readonly shutDownAnswered: boolean;
}

/** A broker process: its life with the controller, its copy of the metadata, and its threads' bookkeeping. */
export type BrokerContext = {
  readonly brokerId: number;
  /** The controller's node or, with ZooKeeper, the active controller's address; '' before it is known. */
  readonly controller: string;
  readonly rack: string | null;
  readonly staticConfigs: Readonly<Record<string, string>>;
  /** On the disk: the epoch in the clean shutdown files, until the next process has loaded its logs; null after a crash (KIP-966). */
  readonly cleanShutdownEpoch: number | null;
  readonly logDir: LogDir;
  /** Given at registration; -1 before. With ZooKeeper the znode's czxid. */
  readonly brokerEpoch: number;
  /** What this broker knows of the cluster: the metadata log up to `metadataOffset` (exclusive). */
  readonly image: MetadataImage;
  readonly metadataOffset: number;
  /** Caught up with the metadata once: replicas were told their roles, and it asks to be unfenced. */
  readonly published: boolean;
  /** The controller's last word. */
  readonly fenced: boolean;
  readonly wantShutDown: boolean;
  readonly nextCorrelationId: number;
  /** Requests to the controller under way, by kind; null when there is none. */
  readonly registration: number | null;
  readonly heartbeat: number | null;
  readonly metadataFetch: number | null;
  readonly communication: Communication;
  /** ISR changes: not sent yet, and sent. One request at a time. Source: DefaultAlterPartitionManager. */
  readonly unsentIsrChanges: Readonly<Record<TopicPartition, AlterPartitionEntry>>;
  readonly isrChangesInFlight: { readonly correlationId: number; readonly entries: readonly AlterPartitionEntry[] } | null;
  /** Whom each followed partition is fetched from. */
  readonly followed: Readonly<Record<TopicPartition, { readonly leaderId: number; readonly leaderEpoch: number }>>;
  /** By leader, where a fetcher that ended had got to: a new one goes on from there, or it would take a late answer for its own. */
  readonly fetcherCorrelationIds: Readonly<Record<number, number>>;
  /** The CreateTopics for an internal topic under way at the controller. */
  readonly topicCreation: number | null;
  /** Ids this broker may give to idempotent producers. */
  readonly producerIds: ProducerIds;
  /** When its cleaner's threads were last made anew, until they have looked; null else. */
  readonly cleanerRestartedAtMs: number | null;
  /** ZooKeeper eras only. */
  readonly zookeeper?: ZooKeeperClient;
};

/** One event for each request of the union. */
type EventOf<Message extends KafkaMessage> = Message extends KafkaMessage ? MessageEvent<Message> : never;

export type BrokerEvent =
  | BootEvent | HaltEvent | DisconnectedEvent | RequestAlterPartitionEvent | ZooKeeperBrokerEvent
  | DiskLostEvent | { readonly type: 'ShutDown' } | { readonly type: 'ShutDownOverdue' }
  | { readonly type: 'RegistrationDue' } | { readonly type: 'HeartbeatDue' } | { readonly type: 'ControllerRequestTimedOut'; readonly correlationId: number }
  | { readonly type: 'MetadataFetchDue' } | { readonly type: 'AlterPartitionDue' } | { readonly type: 'IsrCheckDue' } | { readonly type: 'CheckpointDue' } | LogTaskDueEvent | CleanerDueEvent | PlanCleaningEvent | MessageEvent<DeleteRecordsRequest>
  | MessageEvent<BrokerRegistrationResponse> | MessageEvent<BrokerHeartbeatResponse> | MessageEvent<MetadataFetchResponse> | MessageEvent<AlterPartitionResponse>
  | MessageEvent<AllocateProducerIdsResponse> | MessageEvent<InitProducerIdRequest> | CreateInternalTopicEvent | MessageEvent<CreateTopicsResponse> | EventOf<GroupRequest>
  | MessageEvent<MetadataRequest> | MessageEvent<ProduceRequest> | MessageEvent<FetchRequest> | MessageEvent<ListOffsetsRequest> | MessageEvent<OffsetForLeaderEpochRequest>;
