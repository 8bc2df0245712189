import type { ReplyTo } from '../../../world/types.ts';
import type { BootEvent, HaltEvent, MessageEvent } from '../../actor.ts';
import type {
  AllocateProducerIdsRequest, AlterPartitionReassignmentsRequest, AlterPartitionRequest, BrokerHeartbeatRequest, BrokerRegistrationRequest, CreatePartitionsRequest, CreateTopicsRequest, ElectLeadersRequest,
  IncrementalAlterConfigsRequest, ListPartitionReassignmentsRequest, MetadataFetchRequest,
} from '../../messages.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { MetadataRecord } from '../../metadata/metadataRecords.ts';

/** A record of `__cluster_metadata` with its place. */
export interface MetadataLogEntry {
  readonly offset: number;
  /** The leader epoch of the controller that wrote it. */
  readonly epoch: number;
  readonly record: MetadataRecord;
}

/**
 * What the active controller remembers of a broker's heartbeats: in memory only, so that a new controller gives
 * every broker a whole session again.
 *
 * Source: BrokerHeartbeatManager.BrokerHeartbeatState.
 */
export interface BrokerSession {
  readonly lastHeartbeatMs: number;
  /** Where the broker's register record lies in the metadata log; it must have applied it before it is let in. */
  readonly registrationOffset: number;
  /** The last metadata offset the broker says it applied (inclusive, as in Kafka); -1 when not known. */
  readonly metadataOffset: number;
  /** Every active broker must have applied this offset before the broker may stop; -1 when it is not shutting down. */
  readonly controlledShutdownOffset: number;
}

/** A FetchMetadata that waits for records. */
export interface ParkedMetadataFetch {
  readonly correlationId: number;
  readonly fetchOffset: number;
  readonly replyTo: ReplyTo;
}

export interface ControllerInput {
  readonly controllerId: number;
  /** The ids of all voters of the quorum, this one included. */
  readonly voters: readonly number[];
  /** The controller's own server.properties by Kafka's names, beyond the era's defaults; topics fall back to them. */
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/** A voter of the KRaft quorum; the leader of the quorum is the active controller. */
export type ControllerContext = {
  readonly controllerId: number;
  readonly voters: readonly number[];
  readonly staticConfigs: Readonly<Record<string, string>>;
  // On the disk: `quorum-state` and the metadata log.
  readonly epoch: number;
  /** Whom this voter voted for in its epoch; -1 for nobody. */
  readonly votedId: number;
  /** With one voter every record is committed as it is written: the high watermark is the end of the log. */
  readonly metadataLog: readonly MetadataLogEntry[];
  // In memory.
  /** The voters that voted for this one in its epoch. */
  readonly votesGranted: readonly number[];
  /** The state that the log's records add up to. */
  readonly image: MetadataImage;
  readonly brokerSessions: Readonly<Record<number, BrokerSession>>;
  /** By the broker that fetches. */
  readonly parkedFetches: Readonly<Record<number, ParkedMetadataFetch>>;
  /** Periodic work that is waiting for its timer. */
  readonly scheduled: { readonly balanceLeaders: boolean; readonly electUncleanLeaders: boolean };
};

/** The voter heard of no leader for too long. */
export interface ElectionTimeoutEvent {
  readonly type: 'ElectionTimeout';
}

/** No heartbeat came for broker.session.timeout.ms. */
export interface SessionTimeoutEvent {
  readonly type: 'SessionTimeout';
  readonly brokerId: number;
}

/** By hand, for tests: the broker's session is over now. */
export interface FenceBrokerEvent {
  readonly type: 'FenceBroker';
  readonly brokerId: number;
}

/** By hand, for tests: the broker is let in as if its heartbeat had asked for it. */
export interface UnfenceBrokerEvent {
  readonly type: 'UnfenceBroker';
  readonly brokerId: number;
}

/** A parked FetchMetadata has waited long enough. */
export interface FetchMetadataTimeoutEvent {
  readonly type: 'FetchMetadataTimeout';
  readonly replicaId: number;
}

/** Time to look for partitions whose leader is not the preferred replica. */
export interface BalanceLeadersEvent {
  readonly type: 'BalanceLeaders';
}

/** Time to look for leaderless partitions that may be given a leader from outside the ISR. */
export interface ElectUncleanLeadersEvent {
  readonly type: 'ElectUncleanLeaders';
}

export type ControllerEvent =
  | BootEvent | HaltEvent | ElectionTimeoutEvent | SessionTimeoutEvent | FenceBrokerEvent | UnfenceBrokerEvent
  | FetchMetadataTimeoutEvent | BalanceLeadersEvent | ElectUncleanLeadersEvent
  | MessageEvent<BrokerRegistrationRequest> | MessageEvent<BrokerHeartbeatRequest> | MessageEvent<AlterPartitionRequest>
  | MessageEvent<CreateTopicsRequest> | MessageEvent<CreatePartitionsRequest> | MessageEvent<IncrementalAlterConfigsRequest> | MessageEvent<ElectLeadersRequest> | MessageEvent<AlterPartitionReassignmentsRequest> | MessageEvent<ListPartitionReassignmentsRequest>
  | MessageEvent<MetadataFetchRequest> | MessageEvent<AllocateProducerIdsRequest>;
