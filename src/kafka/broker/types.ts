import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type {
  AlterPartitionEntry, AlterPartitionResponse, BrokerHeartbeatResponse, BrokerRegistrationResponse, FetchRequest, ListOffsetsRequest, MetadataFetchResponse,
  MetadataRequest, OffsetForLeaderEpochRequest, ProduceRequest,
} from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { RequestAlterPartitionEvent } from '../replica/isr.ts';

export interface BrokerInput {
  readonly brokerId: number;
  readonly controller: string;
  readonly rack: string | null;
  /** server.properties beyond the era's defaults. */
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/** A broker process: its life with the controller, its copy of the metadata, and its threads' bookkeeping. */
export type BrokerContext = {
  readonly brokerId: number;
  /** The controller's node. */
  readonly controller: string;
  readonly rack: string | null;
  readonly staticConfigs: Readonly<Record<string, string>>;
  /** Given at registration; -1 before. */
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
  /** ISR changes: not sent yet, and sent. One request at a time. Source: DefaultAlterPartitionManager. */
  readonly unsentIsrChanges: Readonly<Record<TopicPartition, AlterPartitionEntry>>;
  readonly isrChangesInFlight: { readonly correlationId: number; readonly entries: readonly AlterPartitionEntry[] } | null;
  /** Whom each followed partition is fetched from. */
  readonly followed: Readonly<Record<TopicPartition, { readonly leaderId: number; readonly leaderEpoch: number }>>;
};

export type BrokerEvent =
  | BootEvent | HaltEvent | DisconnectedEvent | RequestAlterPartitionEvent
  | { readonly type: 'ShutDown' }
  | { readonly type: 'RegistrationDue' } | { readonly type: 'HeartbeatDue' } | { readonly type: 'ControllerRequestTimedOut'; readonly correlationId: number }
  | { readonly type: 'MetadataFetchDue' } | { readonly type: 'AlterPartitionDue' } | { readonly type: 'IsrCheckDue' } | { readonly type: 'CheckpointDue' }
  | MessageEvent<BrokerRegistrationResponse> | MessageEvent<BrokerHeartbeatResponse> | MessageEvent<MetadataFetchResponse> | MessageEvent<AlterPartitionResponse>
  | MessageEvent<MetadataRequest> | MessageEvent<ProduceRequest> | MessageEvent<FetchRequest> | MessageEvent<ListOffsetsRequest> | MessageEvent<OffsetForLeaderEpochRequest>;
