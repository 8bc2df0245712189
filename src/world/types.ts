import type { AnyMachineSnapshot } from 'xstate';
import type { RandomState } from './random.ts';
import type { Table } from './table.ts';

/** A process that can be started, killed and cut off: `broker-1`, `controller-3000`, `producer-1`. */
export type NodeId = string;

/** An actor of a node. The node's root actor has the node's own name; others add a path: `broker-1/orders-0`. */
export type Address = string;

/** `client#incarnation>server#incarnation`: a connection lives as long as the two processes that opened it. */
export type ConnectionId = string;

export function nodeOf(address: Address): NodeId {
  const slash = address.indexOf('/');
  return slash < 0 ? address : address.slice(0, slash);
}

/** What travels between nodes. The world reads only `api` and `kind`; the rest belongs to the protocol. */
export interface WireMessage {
  readonly api: string;
  /** A notice is the connection itself speaking: it broke, or nobody listened. */
  readonly kind: 'request' | 'response' | 'notice';
}

export interface Envelope<Message extends WireMessage = WireMessage> {
  readonly id: number;
  readonly connection: ConnectionId;
  readonly from: Address;
  readonly to: Address;
  readonly message: Message;
  readonly sentAtMs: number;
  readonly dueAtMs: number;
  /** Heartbeats and fetch rounds that carry nothing new. */
  readonly routine: boolean;
  /** The step that sent it. */
  readonly causeStep: number;
}

export interface Endpoint {
  readonly node: NodeId;
  readonly incarnation: number;
}

/** Two lanes, each first in, first out. */
export interface Connection<Message extends WireMessage = WireMessage> {
  readonly id: ConnectionId;
  /** The side that opened it. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly requests: readonly Envelope<Message>[];
  readonly responses: readonly Envelope<Message>[];
  /** Nothing on it arrives by itself before this time; 0 when not held. */
  readonly heldUntilMs: number;
  /** Broken: only the notices of the break are still on their way. */
  readonly closed: boolean;
}

/** The way between two nodes, whichever side opened the connection. */
export interface Link {
  readonly cut: boolean;
  /** Added to the usual latency, in milliseconds. */
  readonly extraLatencyMs: number;
}

export interface Wire<Message extends WireMessage = WireMessage> {
  /** By connection id. */
  readonly connections: Table<Connection<Message>>;
  /** Only links that differ from the usual; the key is `linkKey(a, b)`. */
  readonly links: Readonly<Record<string, Link>>;
}

export interface Timer<Event extends ActorEvent = ActorEvent> {
  readonly id: number;
  readonly owner: Address;
  /** Unique for its owner: arming it again replaces it. */
  readonly name: string;
  readonly dueAtMs: number;
  readonly event: Event;
  readonly routine: boolean;
  /** The step that armed it. */
  readonly causeStep: number;
}

/** Anything an actor's machine can receive. */
export interface ActorEvent {
  readonly type: string;
}

export interface NodeStatus {
  /** Counts the processes that ran under this name, from 1; 0 before the first. */
  readonly incarnation: number;
  readonly up: boolean;
}

export interface Counters {
  /** Steps taken since the world began. */
  readonly steps: number;
  /** The next id for an envelope or a timer; one series, so that ties have one order. */
  readonly nextId: number;
}

export interface World<Ledger = unknown, Message extends WireMessage = WireMessage> {
  readonly nowMs: number;
  readonly nodes: Readonly<Record<NodeId, NodeStatus>>;
  /** By address. */
  readonly actors: Table<AnyMachineSnapshot>;
  readonly wire: Wire<Message>;
  readonly timers: readonly Timer[];
  readonly random: RandomState;
  readonly counters: Counters;
  readonly ledger: Ledger;
}

export type Choice<Command> =
  | { readonly deliver: number }
  /** Outside TCP: the head is received and stays on its connection, to arrive again. Only ever chosen by hand. */
  | { readonly duplicate: number }
  | { readonly hold: ConnectionId; readonly forMs: number }
  | { readonly disconnect: ConnectionId }
  | { readonly fire: number }
  | { readonly command: Command };

/** Where a request came from, so that the answer finds its way back or is dropped with the connection. */
export interface ReplyTo {
  readonly connection: ConnectionId;
  readonly to: Address;
}

/** What a machine asks the world to do, as data. */
export type Effect<Message extends WireMessage = WireMessage, Event extends ActorEvent = ActorEvent, Fact = unknown> =
  /** `reports`: facts that are so once it is sent; not when nobody listens. */
  | { readonly type: 'send'; readonly to: Address; readonly message: Message; readonly routine?: boolean; readonly reports?: readonly Fact[] }
  | { readonly type: 'reply'; readonly to: ReplyTo; readonly message: Message; readonly routine?: boolean }
  /** To an actor of the same node; handled within this step, first in, first out. */
  | { readonly type: 'tell'; readonly to: Address; readonly event: Event }
  | { readonly type: 'schedule'; readonly name: string; readonly afterMs: number; readonly event: Event; readonly routine?: boolean }
  | { readonly type: 'cancel'; readonly name: string }
  | { readonly type: 'start'; readonly address: Address; readonly machine: string; readonly input: unknown }
  | { readonly type: 'stop'; readonly address: Address }
  /** Gives up the connections this node opened to a peer (a request timed out). */
  | { readonly type: 'disconnect'; readonly peer: NodeId }
  /** The server closes a connection instead of answering; the client sees it as one that nobody listens on. */
  | { readonly type: 'hangUp'; readonly connection: ConnectionId }
  /** The process ends itself (a controlled shutdown that is done). */
  | { readonly type: 'exit'; readonly how: string }
  | { readonly type: 'report'; readonly fact: Fact };

/** A sibling's state, as another actor of the same node may read it. */
export interface NodeView {
  /** The state value and context of an actor of this node; undefined when there is none. */
  read(address: Address): { readonly value: unknown; readonly context: unknown } | undefined;
}

/** What every handler may look at besides its own context. */
export interface Env<Shared = unknown> {
  readonly nowMs: number;
  /** A whole number from 0 to bound - 1, from the world's seeded source. */
  readonly draw: (bound: number) => number;
  readonly node: NodeView;
  /** This actor's own address. */
  readonly self: Address;
  /** The running process of this actor's node, from 1. */
  readonly incarnation: number;
  /** What does not change during a run: the era and the like. */
  readonly shared: Shared;
}

/** A message as its receiver sees it. */
export interface Received<Message extends WireMessage = WireMessage> {
  readonly type: string;
  readonly message: Message;
  readonly from: Address;
  readonly replyTo: ReplyTo;
  readonly routine: boolean;
}

/** The connection to a peer broke, or the peer did not listen. */
export interface Disconnected {
  readonly type: 'Disconnected';
  readonly peer: NodeId;
  readonly refused: boolean;
  /** This node had opened the connection, so answers it waits for will not come. */
  readonly opened: boolean;
}

/** One machine's move within a step, for the live statechart. */
export interface Transition {
  readonly address: Address;
  readonly event: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a step was: read by "why?" to walk back to the first cause. */
export type Cause =
  | { readonly type: 'message'; readonly envelope: Envelope; readonly step: number; readonly isDuplicated?: true }
  | { readonly type: 'timer'; readonly timer: Timer; readonly step: number }
  | { readonly type: 'command'; readonly command: unknown }
  | { readonly type: 'hold' | 'disconnect'; readonly connection: ConnectionId };

export interface Step<Ledger, Fact, Message extends WireMessage = WireMessage> {
  readonly world: World<Ledger, Message>;
  readonly facts: readonly Fact[];
  readonly cause: Cause;
  readonly transitions: readonly Transition[];
}
