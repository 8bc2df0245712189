import type { NodeId } from '../../../world/types.ts';
import type { HaltEvent, MessageEvent } from '../../actor.ts';
import type {
  ControlledShutdownResponse, LeaderAndIsrRequest, StopReplicaRequest, UpdateMetadataRequest,
} from '../../controller/zookeeper/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { AlterPartitionEntry } from '../../messages.ts';
import type { ZkCloseResponse, ZkConnectResponse, ZkEvent, ZkPingResponse, ZkRequestResponse, ZkTransaction } from '../../zookeeper/messages.ts';

/** Why something was asked of ZooKeeper. */
export type Purpose =
  /** At the start of a session: everything that is set, and then the broker registers. */
  | { readonly type: 'start' }
  | { readonly type: 'register' }
  | { readonly type: 'configs'; readonly entities: readonly string[]; readonly next: AfterConfigs }
  | { readonly type: 'changes' }
  | { readonly type: 'changeData' }
  /** A leader's ISR, and the notification that it was written (before KIP-497). */
  | { readonly type: 'isr'; readonly entry: AlterPartitionEntry }
  | { readonly type: 'isrChange' }
  /** The last block of producer ids is read, and the next one claimed. */
  | { readonly type: 'producerIds' }
  | { readonly type: 'claimProducerIds'; readonly first: number }
  /** The znodes of an internal topic. */
  | { readonly type: 'createTopic' };

/** What waits for settings: registration, a request that brings new topics, or nobody: a notification named them. */
export type AfterConfigs = { readonly type: 'register' } | { readonly type: 'leaderAndIsr'; readonly event: MessageEvent<LeaderAndIsrRequest> } | { readonly type: 'news' };

export interface AskedOfZooKeeper {
  readonly purpose: Purpose;
  readonly transactions: readonly ZkTransaction[];
}

/** What a broker of a ZooKeeper era keeps besides: its session, and how far it has heard the controller. */
export interface ZooKeeperClient {
  readonly node: NodeId;
  /** 0 before the first and after one has expired. */
  readonly sessionId: number;
  readonly connected: boolean;
  /** The ZkConnect under way; null when there is none. */
  readonly connecting: number | null;
  /** By correlation id: what has no answer yet. It is asked again over a new connection. */
  readonly asked: Readonly<Record<number, AskedOfZooKeeper>>;
  /** The newest controller epoch heard; a request under an older one is refused. */
  readonly controllerEpoch: number;
  /** The last notification under /config/changes that was followed. */
  readonly lastConfigChange: string;
  /** Partitions whose ISR was written and that the controller has not been told of. Source: ReplicaManager.isrChangeSet. */
  readonly isrChanges: { readonly partitions: readonly TopicPartition[]; readonly lastChangeMs: number; readonly lastPropagationMs: number };
  /** The controlled shutdown under way. */
  readonly shutDown: { readonly correlationId: number | null; readonly retriesLeft: number } | null;
  /** The session is being closed, and then the process ends like this. */
  readonly closing: HaltEvent['how'] | null;
}

export type ZooKeeperBrokerEvent =
  | { readonly type: 'ZkPingDue' } | { readonly type: 'ZkReconnectDue' } | { readonly type: 'ZkReadTimeout' } | { readonly type: 'ControlledShutdownDue' } | { readonly type: 'IsrChangePropagationDue' }
  | MessageEvent<ZkConnectResponse> | MessageEvent<ZkPingResponse> | MessageEvent<ZkCloseResponse> | MessageEvent<ZkRequestResponse> | MessageEvent<ZkEvent>
  | MessageEvent<LeaderAndIsrRequest> | MessageEvent<UpdateMetadataRequest> | MessageEvent<StopReplicaRequest> | MessageEvent<ControlledShutdownResponse>;

// What the broker tells the controller on its own node.

/** A session is up: a new one, or the old one over a new connection. */
export interface SessionConnectedEvent {
  readonly type: 'SessionConnected';
  readonly sessionId: number;
}

export interface SessionDisconnectedEvent {
  readonly type: 'SessionDisconnected';
}

export interface SessionExpiredEvent {
  readonly type: 'SessionExpired';
}

/** The connection with another node broke. */
export interface PeerLostEvent {
  readonly type: 'PeerLost';
  readonly peer: NodeId;
}

/** unclean.leader.election.enable was switched on while running; null: for every topic that does not say otherwise. */
export interface UncleanElectionEnabledEvent {
  readonly type: 'UncleanElectionEnabled';
  readonly topic: string | null;
}
