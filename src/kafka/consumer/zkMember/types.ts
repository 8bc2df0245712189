import type { DisconnectedEvent, HaltEvent, MessageEvent } from '../../actor.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { ZkConnection } from '../../zkClient/connection.ts';
import type { ZkCloseResponse, ZkConnectResponse, ZkEvent, ZkPingResponse, ZkRequestResponse, ZkTransaction } from '../../zookeeper/messages.ts';
import type { CommitBy } from '../group/types.ts';
import type { ToMember } from '../member/types.ts';

/** Where a consumer stands that shares its group's partitions through ZooKeeper. */
export type ZkMemberState = 'stopped' | 'registering' | 'rebalancing' | 'backingOff' | 'settled';

export interface ZkMemberConfig {
  readonly groupId: string;
  /** zookeeper.session.timeout.ms. */
  readonly sessionTimeoutMs: number;
  /** rebalance.max.retries: how often it tries before it gives up. */
  readonly maxRetries: number;
  /** rebalance.backoff.ms, after each try that failed. */
  readonly backoffMs: number;
  /** It commits before it gives partitions up. */
  readonly autoCommit: boolean;
}

export type ZkMemberInput = { readonly clientId: string; readonly config: ZkMemberConfig; readonly zookeeper: string };

/** What follows when offsets are written: a rebalance goes on, or whoever asked is told. */
export type AfterWrite = { readonly type: 'release' } | { readonly type: 'commit'; readonly id: number };

/** Why something was asked of ZooKeeper. */
export type Purpose =
  /** `withParents`, also below: once it turned out that the znodes above are missing. */
  | { readonly type: 'register'; readonly withParents: boolean }
  /** The watches; `anew` over another connection, where what changed meanwhile counts as a watch that fired. */
  | { readonly type: 'subscribe'; readonly paths: readonly string[]; readonly anew: boolean }
  /** A watch fired: it is set again, with a look at what is there. */
  | { readonly type: 'follow'; readonly path: string; readonly rebalances: boolean }
  // A rebalance, in this order.
  | { readonly type: 'brokers' } | { readonly type: 'release' } | { readonly type: 'group' }
  | { readonly type: 'registrations'; readonly consumerIds: readonly string[]; readonly allTopics: readonly string[]; readonly topics: readonly string[] }
  | { readonly type: 'offsets'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'claim'; readonly offsets: readonly CommittedOffset[]; readonly withParents: boolean }
  | { readonly type: 'undo' }
  /** Offsets; `creating`: those whose znodes turned out to be missing. */
  | { readonly type: 'write'; readonly offsets: readonly CommittedOffset[]; readonly by: CommitBy; readonly next: AfterWrite; readonly creating: readonly CommittedOffset[] | null }
  | { readonly type: 'committed'; readonly partitions: readonly TopicPartition[] };

export interface AskedOfZooKeeper {
  readonly purpose: Purpose;
  readonly transactions: readonly ZkTransaction[];
}

/** A consumer's part in its group before there were coordinators. Source: ZookeeperConsumerConnector (0.8.2). */
export type ZkMemberContext = ZkConnection & {
  readonly clientId: string;
  readonly config: ZkMemberConfig;
  /** Mirrored by the machine's states. */
  readonly state: ZkMemberState;
  /** '' before it begins. */
  readonly consumerId: string;
  /** By correlation id: what has no answer yet. It is asked again over a new connection. */
  readonly asked: Readonly<Record<number, AskedOfZooKeeper>>;
  /** What the watched znodes were when last read: the version of the data or of the list of children, -1 for none. */
  readonly seen: Readonly<Record<string, number>>;
  /** The topics that its pattern matches; null without a pattern. */
  readonly matched: readonly string[] | null;
  /** Tries of the current rebalance so far, this one apart. */
  readonly attempt: number;
  /** A watch fired during a rebalance: another follows. Source: ZKRebalancerListener.isWatcherTriggered. */
  readonly triggered: boolean;
  /** Whose znodes under owners it made. Source: topicRegistry. */
  readonly owned: readonly TopicPartition[];
  /** What it knows to be in the offsets' znodes: nothing is written twice. Source: checkpointedZkOffsets. */
  readonly checkpointed: Readonly<Record<TopicPartition, number>>;
  /** It says goodbye, and the closing application waits. */
  readonly closing: boolean;
};

export type ZkMemberEvent =
  | HaltEvent | DisconnectedEvent | ToMember
  | { readonly type: 'ZkPingDue' } | { readonly type: 'ZkReconnectDue' } | { readonly type: 'ZkReadTimeout' } | { readonly type: 'RebalanceBackoffOver' }
  | MessageEvent<ZkConnectResponse> | MessageEvent<ZkPingResponse> | MessageEvent<ZkRequestResponse> | MessageEvent<ZkCloseResponse> | MessageEvent<ZkEvent>;
