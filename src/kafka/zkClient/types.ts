import type { NodeId } from '../../world/types.ts';
import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { ZkConnection } from './connection.ts';
import type { ZkCloseResponse, ZkConnectResponse, ZkError, ZkEvent, ZkOp, ZkPingResponse, ZkRequestResponse, ZkTransaction } from '../zookeeper/messages.ts';

/** What a read is about: a znode's data, its children, or only whether it is there. */
export type Reading = 'data' | 'children' | 'exists';

/** A watch that was set and has not fired. */
export interface ClientWatch {
  readonly path: string;
  readonly what: Reading;
  /** What is read, watching again, each time it fires; null for a watch that is set once. */
  readonly again: Reading | null;
}

/** Whose going wakes a client that waits for a lock: the znode before its own, or any child at all (the herd effect). */
export type LockWatch = 'predecessor' | 'children';

/** A lock the client asked for. Source: ZooKeeper Recipes and Solutions, Locks. */
export interface Lock {
  /** The znode whose children queue for it. */
  readonly path: string;
  readonly watch: LockWatch;
  /** The client's own child; null until it knows of it. */
  readonly znode: string | null;
  /** The child right before it. */
  readonly behind: string | null;
  /** `doubted`: it held the lock and lost its connection, so its session may be over. */
  readonly state: 'asking' | 'waiting' | 'held' | 'doubted' | 'releasing';
}

/** What the client last read of a znode. */
export interface KnownZnode {
  readonly data?: string;
  readonly children?: readonly string[];
  readonly version: number;
}

/** Why something was asked. */
export type Purpose =
  | { readonly type: 'write'; readonly op: ZkOp }
  | ({ readonly type: 'read'; readonly watch: boolean } & ClientWatch)
  /** The data of all children of a znode that is followed. */
  | { readonly type: 'members' }
  | { readonly type: 'lockCreate' } | { readonly type: 'lockChildren' } | { readonly type: 'lockWatch' } | { readonly type: 'unlock' };

export interface AskedOfZooKeeper {
  readonly purpose: Purpose;
  readonly transactions: readonly ZkTransaction[];
}

export interface ZkClientInput {
  readonly clientId: string;
  readonly zookeeper: NodeId;
  readonly timeoutMs: number;
}

/** An application with a ZooKeeper handle. */
export type ZkClientContext = ZkClientInput & ZkConnection & {
  readonly closing: boolean;
  /** By correlation id: what has no answer yet. */
  readonly asked: Readonly<Record<number, AskedOfZooKeeper>>;
  /** By path. */
  readonly known: Readonly<Record<string, KnownZnode>>;
  readonly watches: readonly ClientWatch[];
  readonly lock: Lock | null;
};

/** What it could not be given: ZooKeeper's answer, or none because the connection broke. Source: KeeperException.Code. */
export type ZkClientError = ZkError | 'CONNECTIONLOSS';

export interface WriteEvent {
  readonly type: 'Write';
  readonly op: Extract<ZkOp, { readonly op: 'create' | 'setData' | 'delete' }>;
}
export interface ReadEvent extends ClientWatch {
  readonly type: 'Read';
  readonly watch: boolean;
}
export interface TakeLockEvent {
  readonly type: 'TakeLock';
  readonly path: string;
  readonly watch: LockWatch;
}

export type ZkClientEvent =
  | BootEvent | HaltEvent | DisconnectedEvent | WriteEvent | ReadEvent | TakeLockEvent
  | { readonly type: 'ReleaseLock' } | { readonly type: 'Close' } | { readonly type: 'ZkPingDue' } | { readonly type: 'ZkReconnectDue' } | { readonly type: 'ZkReadTimeout' }
  | MessageEvent<ZkConnectResponse> | MessageEvent<ZkPingResponse> | MessageEvent<ZkRequestResponse> | MessageEvent<ZkCloseResponse> | MessageEvent<ZkEvent>;
