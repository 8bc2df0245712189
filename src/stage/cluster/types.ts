import type { Acks } from '../../kafka/messages.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { RoleName } from './select.ts';

/** The picture of a cluster as plain data: what is there and what it says, not where it stands. */
export interface ClusterScene {
  readonly nowMs: number;
  readonly brokers: readonly BrokerView[];
  readonly columns: readonly ColumnView[];
  /** One for each replica a column is assigned to; a broker without the partition has none. */
  readonly cells: readonly CellView[];
  readonly producers: readonly ProducerView[];
  readonly consumers: readonly ConsumerView[];
  /** Applications that use ZooKeeper themselves, and what is in its tree besides Kafka's own; empty where there are none. */
  readonly zkClients: readonly ZkClientView[];
  readonly znodes: readonly ZnodeView[];
  readonly controllers: readonly ControllerView[];
  /** Null where the controllers keep the metadata themselves. */
  readonly zookeeper: ZooKeeperView | null;
  readonly links: readonly LinkView[];
  /** Somebody's admin tools talk to the cluster right now. */
  readonly adminAtWork: boolean;
}

export interface BrokerView {
  readonly brokerId: number;
  readonly address: string;
  /** As the broker or, for `fenced`, the controller says it: down, starting, recovery, running, fenced … */
  readonly state: string;
  readonly up: boolean;
  readonly fenced: boolean;
  /** The controller on this broker, while it holds office or believes so; elsewhere null. */
  readonly controller: BrokerControllerView | null;
  /** Until when ZooKeeper keeps a session that nobody renews now; null when there is none. */
  readonly sessionUntilMs: number | null;
  readonly parked: readonly ParkedView[];
}

/** A request that waits at a broker for data, for replicas or for its deadline. */
export interface ParkedView {
  readonly key: string;
  readonly api: string;
  /** A node: `broker-2`, `consumer-1`. */
  readonly from: string;
  readonly deadlineMs: number;
  readonly partition: TopicPartition | null;
}

export interface ColumnView {
  readonly partition: TopicPartition;
  /** As the controller last chose; -1 for none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly replicas: readonly number[];
  readonly offline: boolean;
  /** The lowest log start and the highest log end of its replicas: what the offset axis must show. */
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** Acknowledged records that the leader's log excludes or no log holds any more. */
  readonly acknowledgedLost: readonly string[];
}

export interface CellView {
  readonly key: string;
  readonly address: string;
  readonly brokerId: number;
  readonly partition: TopicPartition;
  readonly role: RoleName;
  readonly fetchState: 'truncating' | 'fetching' | null;
  /** The controller's choice, whatever this broker believes. */
  readonly isChosenLeader: boolean;
  readonly inIsr: boolean;
  /** How far this log ends below the leader's; 0 when it does not. */
  readonly behind: number;
  readonly up: boolean;
  readonly leaderEpoch: number;
  readonly records: readonly RecordView[];
  /** Offsets of this log whose records the log cleaner has removed. */
  readonly compacted: readonly number[];
  readonly highWatermark: number;
  readonly logEndOffset: number;
  readonly logStartOffset: number;
  /** What lies below is on the disk, the rest only in the page cache. */
  readonly flushedOffset: number;
  /** Epochs whose records this log holds, oldest first. */
  readonly epochs: readonly number[];
  /** What a leader believes of its followers; empty elsewhere. */
  readonly remote: readonly RemoteView[];
  /** This log alone holds an acknowledged record. */
  readonly acknowledgedOnlyHere: boolean;
}

export interface RecordView {
  readonly id: string;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly label: string;
  readonly key: string | null;
  readonly value: string | null;
  /** Below this replica's own high watermark. */
  readonly committed: boolean;
  readonly acknowledged: boolean;
  /** On the disk, so that a power cut leaves it. */
  readonly flushed: boolean;
  /** Not part of the chosen leader's log: it is, or will be, cut away. */
  readonly lost: boolean;
  /** Acknowledged, and no other log holds it. */
  readonly onlyHere: boolean;
  readonly tombstone: boolean;
}

export interface RemoteView {
  readonly brokerId: number;
  /** -1 before the follower's first Fetch. */
  readonly logEndOffset: number;
  readonly lastCaughtUpTimeMs: number;
  readonly inMaximalIsr: boolean;
}

export type ClientStatus = 'stopped' | 'connected' | 'awaiting-metadata' | 'disconnected' | 'connecting';

export interface ProducerView {
  readonly address: string;
  readonly status: ClientStatus;
  readonly acks: Acks;
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly queued: number;
  readonly inFlight: number;
}

export interface ConsumerView {
  readonly address: string;
  readonly status: ClientStatus;
  readonly positions: readonly { readonly partition: TopicPartition; readonly position: number | null; readonly lag: number | null }[];
}

export interface ZkClientView {
  readonly address: string;
  readonly status: ClientStatus;
  /** 0 for none. */
  readonly sessionId: number;
  /** Until when ZooKeeper keeps a session that nobody renews now; null when it is renewed, or there is none. */
  readonly sessionUntilMs: number | null;
  readonly lock: { readonly state: 'asking' | 'waiting' | 'held' | 'doubted' | 'releasing'; readonly path: string; readonly behind: string | null } | null;
  /** What it last read, by the last part of the path. */
  readonly knows: readonly (readonly [name: string, data: string])[];
}

export interface ZnodeView {
  readonly path: string;
  readonly name: string;
  /** 0 right below the root. */
  readonly depth: number;
  readonly data: string;
  readonly version: number;
  /** Whose session it ends with; '' for nobody any more, null for a persistent znode. */
  readonly owner: string | null;
  readonly watches: number;
}

export interface ControllerView {
  readonly address: string;
  readonly controllerId: number;
  readonly epoch: number;
  readonly state: string;
  readonly up: boolean;
  readonly active: boolean;
}

export interface BrokerControllerView {
  readonly address: string;
  readonly epoch: number;
}

export interface ZooKeeperView {
  readonly address: string;
  readonly up: boolean;
  readonly sessions: number;
  /** Who holds `/controller`; -1 for nobody. */
  readonly controllerId: number;
  readonly controllerEpoch: number;
}

export interface LinkView {
  readonly from: string;
  readonly to: string;
  readonly cut: boolean;
  readonly extraLatencyMs: number;
}
