import type { NodeId, ReplyTo } from '../../world/types.ts';
import type { BootEvent, DisconnectedEvent, HaltEvent, MessageEvent } from '../actor.ts';
import type { ZkCloseRequest, ZkConnectRequest, ZkPingRequest, ZkRequestRequest } from './messages.ts';
import type { Znodes } from './tree.ts';
import type { Watch } from './watches.ts';

/** A client's stay: it outlives connections, and ends when nothing is heard for `timeoutMs`. */
export interface Session {
  readonly sessionId: number;
  /** The client's node. */
  readonly node: NodeId;
  readonly timeoutMs: number;
  readonly lastHeardMs: number;
  /** The connection it uses now; null while it has none. */
  readonly connection: string | null;
}

/**
 * ZooKeeper as its clients see it: one process that keeps everything on its disk, where a real one is an ensemble that
 * agrees on every change (Zab). Sessions end on time; a real one rounds up to its tick.
 */
export type ZooKeeperContext = {
  readonly znodes: Znodes;
  /** Of the next transaction that changes something. */
  readonly nextZxid: number;
  readonly nextSessionId: number;
  readonly sessions: Readonly<Record<number, Session>>;
  readonly watches: readonly Watch[];
};

export interface SessionTimeoutEvent {
  readonly type: 'SessionTimeout';
  readonly sessionId: number;
}

export type ZooKeeperEvent =
  | BootEvent | HaltEvent | DisconnectedEvent | SessionTimeoutEvent
  | MessageEvent<ZkConnectRequest> | MessageEvent<ZkPingRequest> | MessageEvent<ZkCloseRequest> | MessageEvent<ZkRequestRequest>;

/** What a reply needs: how a message came in. */
export interface Asked {
  readonly replyTo: ReplyTo;
  readonly routine: boolean;
}
