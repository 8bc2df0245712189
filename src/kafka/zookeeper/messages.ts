/** What a client of ZooKeeper says and hears. Generic: brokers, the controller and old consumers use the same words. */

/** One operation on the tree. `version` -1 means whichever. Source: ZooKeeper's OpCode. */
export type ZkOp =
  /** With `sequential` the server adds ten digits to the path. */
  | { readonly op: 'create'; readonly path: string; readonly data: string; readonly ephemeral: boolean; readonly sequential: boolean }
  | { readonly op: 'setData'; readonly path: string; readonly data: string; readonly version: number }
  | { readonly op: 'delete'; readonly path: string; readonly version: number }
  /** Only within a transaction: the rest happens if the version still is this. */
  | { readonly op: 'check'; readonly path: string; readonly version: number }
  | { readonly op: 'getData' | 'exists' | 'getChildren'; readonly path: string; readonly watch: boolean };

/** All of it or nothing. */
export type ZkTransaction = readonly ZkOp[];

/** What ZooKeeper knows of a znode besides its data. Source: Stat. */
export interface ZnodeStat {
  /** The transaction that created it: Kafka's broker epoch. */
  readonly czxid: number;
  readonly version: number;
  /** Rises when a child comes or goes. */
  readonly cversion: number;
  /** The session it ends with; 0 for none. */
  readonly ephemeralOwner: number;
}

/** Source: KeeperException.Code. */
export type ZkError = 'NODEEXISTS' | 'NONODE' | 'BADVERSION' | 'NOTEMPTY' | 'NOCHILDRENFOREPHEMERALS' | 'SESSIONEXPIRED';

export interface ZkOpResult {
  readonly path: string;
  readonly data?: string;
  readonly children?: readonly string[];
  readonly stat?: ZnodeStat;
}

/** `at`: the operation that failed. */
export type ZkResult =
  | { readonly ok: true; readonly results: readonly ZkOpResult[] }
  | { readonly ok: false; readonly error: ZkError; readonly at: number };

interface ZkRequestOf<Api extends string> {
  readonly api: Api;
  readonly kind: 'request';
  readonly correlationId: number;
}
interface ZkResponseOf<Api extends string> {
  readonly api: Api;
  readonly kind: 'response';
  readonly correlationId: number;
}

/** Opens a session (0), or goes on with one over a new connection. */
export type ZkConnectRequest = ZkRequestOf<'ZkConnect'> & { readonly sessionId: number; readonly timeoutMs: number };
/** Session id 0: the session has expired. */
export type ZkConnectResponse = ZkResponseOf<'ZkConnect'> & { readonly sessionId: number; readonly timeoutMs: number };

export type ZkPingRequest = ZkRequestOf<'ZkPing'> & { readonly sessionId: number };
export type ZkPingResponse = ZkResponseOf<'ZkPing'>;

/** Ends the session, and with it its ephemeral znodes. */
export type ZkCloseRequest = ZkRequestOf<'ZkClose'> & { readonly sessionId: number };
export type ZkCloseResponse = ZkResponseOf<'ZkClose'>;

/** Requests that a client sends without waiting between them; each transaction stands or falls by itself. */
export type ZkRequestRequest = ZkRequestOf<'ZkRequest'> & { readonly sessionId: number; readonly transactions: readonly ZkTransaction[] };
export type ZkRequestResponse = ZkResponseOf<'ZkRequest'> & { readonly results: readonly ZkResult[] };

export type WatchedEventType = 'NodeCreated' | 'NodeDeleted' | 'NodeDataChanged' | 'NodeChildrenChanged';

/** A watch fired, once; it says where something happened, not what. Source: WatchedEvent. */
export type ZkEvent = ZkResponseOf<'ZkEvent'> & { readonly event: WatchedEventType; readonly path: string };

export type ZooKeeperRequest = ZkConnectRequest | ZkPingRequest | ZkCloseRequest | ZkRequestRequest;
export type ZooKeeperResponse = ZkConnectResponse | ZkPingResponse | ZkCloseResponse | ZkRequestResponse | ZkEvent;
